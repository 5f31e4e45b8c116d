#!/usr/bin/env bash
# Compares two tracking plans, and what they make of records that have come.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.PlanDiffCommand 2g "$@"
