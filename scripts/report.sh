#!/usr/bin/env bash
# Writes the weekly review of a warehouse as one HTML page, which needs no network.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# It is over before the second compiler has paid for itself.
export jvm_flags="-XX:TieredStopAtLevel=1 -XX:-UsePerfData"
run_java com.skillforge.analytics.cli.ReportCommand 1g "$@"
