#!/usr/bin/env bash
# Brings the tables and views of a warehouse up to the tracking plan.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.ApplyDdlCommand 1g "$@"
