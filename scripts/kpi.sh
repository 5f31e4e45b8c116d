#!/usr/bin/env bash
# Shows the rows of KPIs, how and why they changed, and the records behind them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# An answer is over before the second compiler has paid for itself.
export jvm_flags="-XX:TieredStopAtLevel=1 -XX:-UsePerfData"
run_java com.skillforge.analytics.cli.KpiCommand 2g "$@"
