#!/usr/bin/env bash
# All tests: unit, property and integration tests with real servers, formatter, static checks.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'END'
Usage: test.sh [Maven option ...]

Compiles, checks the format, and runs all tests; the integration tests start their own servers.
On Debian it installs sqlfluff, which parses the Snowflake scripts, unless it is there.
For example: test.sh -Dtest=RecordParserTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs
END
  exit 0
fi
require_tools
# A test has it parse the Snowflake scripts; where this cannot install it, that test says so.
if ! command -v sqlfluff >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  echo "Installing sqlfluff ..." >&2
  if [[ $(id -u) == 0 ]]; then
    apt-get update -qq && apt-get install -y -qq sqlfluff >/dev/null || true
  else
    sudo -n sh -c 'apt-get update -qq && apt-get install -y -qq sqlfluff >/dev/null' || true
  fi
fi
cd "$project_dir"
mvn -B -ntp verify "$@"
