#!/usr/bin/env bash
# The main job on embedded defaults: broker, simulated semester, pipelines, warehouse.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.DemoCommand 2g "$@"
