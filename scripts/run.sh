#!/usr/bin/env bash
# Runs a pipeline: run.sh <pipeline> [--option=value ...]; run.sh --help lists the pipelines.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.RunCommand 2g "$@"
