#!/usr/bin/env bash
# Writes every file anew that is derived from others, and says which have changed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'END'
Usage: regenerate.sh [--without-dataflow] [Maven option ...]

Writes every file anew that is derived from the tracking plan, the KPIs, the options or the pipeline
folders, and says which have changed: the references of events and metrics, what lineage.md draws,
the scripts and audit queries in sql/, the metadata of the templates, the schedules, and the lists
of steps that a job of Dataflow has. A file that is out of date fails the test that compares it.

--without-dataflow leaves the lists of steps as they are, which take most of the time: enough after
a change that touches no pipeline, KPI or record type.

Nothing is committed: read the difference before you do. The bytes in golden/formats/ are no derived
files (CONTRIBUTING.md says how new ones are added).
END
  exit 0
fi
require_tools
cd "$project_dir"
tests=src/test/java
derived=(docs sql templates src/test/resources/golden)

# The tests that write derived files are those that name the class that does it.
generators=()
while IFS= read -r file; do
  generators+=("$(basename "$file" .java)")
done < <(grep -rlE '\bDerivedFile\.' "$tests" --include='*Test.java' --include='*IT.java' | sort)
if [[ ${1:-} == --without-dataflow ]]; then
  shift
  kept=()
  for generator in "${generators[@]}"; do
    [[ $generator == Dataflow* ]] || kept+=("$generator")
  done
  generators=("${kept[@]}")
fi

before=$(mktemp -d)
trap 'rm -rf "$before"' EXIT
for folder in "${derived[@]}"; do
  mkdir -p "$before/$folder"
  cp -R "$folder/." "$before/$folder"
done

status=0
mvn -B -q test -Dregenerate=true -DmissingTools=skip -Dsurefire.failIfNoSpecifiedTests=false \
  -Dtest="$(IFS=,; echo "${generators[*]}")" "$@" || status=$?

changed=0
while IFS= read -r file; do
  changed=$((changed + 1))
  if [[ ! -f $before/$file ]]; then
    echo "new      $file"
  elif [[ ! -f $file ]]; then
    echo "gone     $file"
  else
    lines=$(diff "$before/$file" "$file" | awk '/^>/ {new++} /^</ {old++} END {printf "+%d -%d", new, old}')
    echo "changed  $file  $lines"
  fi
done < <(
  {
    find "${derived[@]}" -type f
    (cd "$before" && find "${derived[@]}" -type f)
  } | sort -u | while IFS= read -r file; do
    cmp -s "$before/$file" "$file" || echo "$file"
  done
)
if [[ $status -ne 0 ]]; then
  echo "error: not everything could be written; Maven's messages stand above." >&2
  exit "$status"
fi
if [[ $changed -eq 0 ]]; then
  echo "Every derived file is up to date."
else
  echo "$changed files were written anew."
fi
