#!/usr/bin/env bash
# All tests: unit, property and integration tests with real servers, formatter, static checks.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'END'
Usage: test.sh [Maven option ...]

Compiles, checks the format, and runs all tests; the integration tests start their own servers.
For example: test.sh -Dtest=RecordParserTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs
END
  exit 0
fi
require_tools
cd "$project_dir"
mvn -B -ntp verify "$@"
