#!/usr/bin/env bash
# Runs a pipeline: run.sh <pipeline> [--option=value ...]; run.sh --help lists the pipelines.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Of raw tables a run looks at few subjects, unless it is asked for all: it has ended before the
# optimising compiler has earned what it costs.
few='' all=''
for argument in "$@"; do
  case $argument in
    --source=warehouse | --source=local) few=1 ;;
    --recompute=full) all=1 ;;
  esac
done
if [[ -n $few && -z $all ]]; then
  export jvm_flags="-XX:TieredStopAtLevel=1"
fi
run_java com.skillforge.analytics.cli.RunCommand 2g "$@"
