#!/usr/bin/env bash
# All tests: unit, property and integration tests with real servers, formatter, static checks.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'END'
Usage: test.sh [Maven option ...]

Compiles, checks the format, and runs all tests; the integration tests start their own servers.
Unless they are there, it installs what checks scripts: on Debian sqlfluff (Snowflake's SQL) and
shellcheck, with npm dockerfilelint (into target/tools).
For example: test.sh -Dtest=RecordParserTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs
END
  exit 0
fi
require_tools
# Tests have these check the scripts; where they cannot be installed, those tests say so.
install_packages() {
  if [[ $(id -u) == 0 ]]; then
    apt-get update -qq && apt-get install -y -qq "$@"
  else
    sudo -n apt-get update -qq && sudo -n apt-get install -y -qq "$@"
  fi
}
missing=()
for tool in sqlfluff shellcheck; do
  command -v "$tool" >/dev/null 2>&1 || missing+=("$tool")
done
if [[ ${#missing[@]} -gt 0 ]] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing ${missing[*]} ..." >&2
  install_packages "${missing[@]}" >/dev/null || echo "They could not be installed." >&2
fi
tools=$project_dir/target/tools
if [[ ! -x $tools/node_modules/.bin/dockerfilelint ]] && command -v npm >/dev/null 2>&1; then
  echo "Installing dockerfilelint ..." >&2
  npm install --silent --no-audit --no-fund --no-save --prefix "$tools" dockerfilelint@1.8.0 >/dev/null ||
    echo "It could not be installed." >&2
fi
cd "$project_dir"
mvn -B -ntp verify "$@"
# What is built now, with Flink's libraries beside it: they would change the class path of all else.
if [[ $# -eq 0 ]]; then
  mvn -B -ntp -Pflink failsafe:integration-test failsafe:verify
fi
