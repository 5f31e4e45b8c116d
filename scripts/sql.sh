#!/usr/bin/env bash
# Runs a query on the local warehouse.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.SqlCommand 1g "$@"
