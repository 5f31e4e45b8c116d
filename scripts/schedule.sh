#!/usr/bin/env bash
# Runs the schedules of the pipelines on this machine, over a simulated clock.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.ScheduleCommand 2g "$@"
