#!/usr/bin/env bash
# What the tests themselves have written must hold no raw PII, however much of it they feed in.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'END'
Usage: scan-test-output.sh [directory]

Looks for raw PII in what tests have left below a directory, target/ unless another is given: in
their reports, which hold all that they logged and printed, in metrics and summaries, and in the
warehouses that some of them leave in scanned/. Ends with exit code 6 when there is some.
END
  exit 0
fi
directory=${1:-$project_dir/target}
worst=0
scan() {
  local status=0
  "$project_dir/scripts/privacy.sh" scan "$@" || status=$?
  if [[ $status -gt $worst ]]; then worst=$status; fi
}

files=
for kind in surefire-reports/*.xml surefire-reports/*.txt failsafe-reports/*.xml \
  failsafe-reports/*.txt scanned/*.json scanned/*.log; do
  if compgen -G "$directory/$kind" >/dev/null; then
    files+=${files:+,}$directory/$kind
  fi
done
if [[ -z $files ]]; then
  echo "error: no test has left a report below $directory: run scripts/test.sh first" >&2
  exit 3
fi
scan --input="$files"
for warehouse in "$directory"/scanned/*.duckdb; do
  if [[ -e $warehouse ]]; then scan --localWarehouse="$warehouse"; fi
done
exit "$worst"
