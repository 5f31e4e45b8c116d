#!/usr/bin/env bash
# Measures the pipelines against a plain consumer, in one run.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.BenchCommand 1g "$@"
