#!/usr/bin/env bash
# Compares the rows of two warehouses.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.CompareCommand 2g "$@"
