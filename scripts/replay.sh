#!/usr/bin/env bash
# Publishes NDJSON files to their Kafka topics.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.ReplayCommand 1g "$@"
