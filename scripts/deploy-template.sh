#!/usr/bin/env bash
# Builds, uploads and registers flex templates; --dry-run prints what it would do.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.DeployCommand 512m "$@"
