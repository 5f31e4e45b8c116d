#!/usr/bin/env bash
# Tells collectors of lineage what ended runs have read and written.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.LineageCommand 1g "$@"
