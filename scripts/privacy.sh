#!/usr/bin/env bash
# Looks for raw PII in warehouses and files, counts what is stored against opt-outs, and shows what
# erasures have removed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.PrivacyCommand 2g "$@"
