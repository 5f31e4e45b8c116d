#!/usr/bin/env bash
# All tests: unit, property and integration tests with real servers, formatter, static checks.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
require_tools
cd "$project_dir"
mvn -B -ntp verify "$@"
