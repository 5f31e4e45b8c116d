#!/usr/bin/env bash
# Says whether what warehouses hold is fresh, complete and right; for people and monitors.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# It is over before the second compiler has paid for itself.
export jvm_flags="-XX:TieredStopAtLevel=1 -XX:-UsePerfData"
run_java com.skillforge.analytics.cli.StatusCommand 1g "$@"
