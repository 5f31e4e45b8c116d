#!/usr/bin/env bash
# A year of production in fast motion; not part of the tests.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.SoakCommand 2g "$@"
