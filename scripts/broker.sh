#!/usr/bin/env bash
# An embedded Kafka broker with the default topics, in the foreground.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
run_java com.skillforge.analytics.cli.BrokerCommand 1g "$@"
