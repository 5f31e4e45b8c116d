#!/usr/bin/env bash
# Runs a query on the local warehouse.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# A query is over before the second compiler has paid for itself.
export jvm_flags="-XX:TieredStopAtLevel=1 -XX:-UsePerfData"
run_java com.skillforge.analytics.cli.SqlCommand 1g "$@"
