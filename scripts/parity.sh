#!/usr/bin/env bash
# Compares how many events two environments or warehouses have stored.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.ParityCommand 2g "$@"
