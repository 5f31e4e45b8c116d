#!/usr/bin/env bash
# Shows dead letters, tries a repair of them on a copy, and repairs them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.DeadLettersCommand 2g "$@"
