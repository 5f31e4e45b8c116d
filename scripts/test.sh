#!/usr/bin/env bash
# All tests: unit, property and integration tests with real servers, formatter, static checks.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
if [[ ${1:-} == --help || ${1:-} == -h ]]; then
  cat <<'END'
Usage: test.sh [Maven option ...]

Compiles, checks the format, and runs all tests; the integration tests start their own servers.
When it runs all tests, it installs what checks scripts and pages unless it is there: on Debian
sqlfluff (Snowflake's SQL), shellcheck, promtool (of the package prometheus) and a browser (chromium,
chromium-driver), with npm dockerfilelint and axe-core (into target/tools). Without Terraform its tests are skipped. With tests named it installs nothing.
At its end it says how many tests ran and where the time went, and looks for raw PII in what they
have logged and stored.
For example:
  test.sh -Dtest=RecordParserTest -Dsurefire.failIfNoSpecifiedTests=false -DskipITs
  test.sh -DmissingTools=skip      everything but what needs a tool that is not there
END
  exit 0
fi
require_tools
# Tests have these check the scripts; where one is missing, those tests fail.
install_packages() {
  if [[ $(id -u) == 0 ]]; then
    apt-get update -qq && apt-get install -y -qq "$@"
  else
    sudo -n apt-get update -qq && sudo -n apt-get install -y -qq "$@"
  fi
}
is_there() {
  command -v "$1" >/dev/null 2>&1
}
dockerfilelint=$project_dir/target/tools/node_modules/.bin/dockerfilelint
axe=$project_dir/target/tools/node_modules/axe-core/axe.min.js
# What is missing of the tools that tests need; fills $missing with the names of packages.
find_missing() {
  missing=()
  is_there sqlfluff || missing+=(sqlfluff)
  is_there shellcheck || missing+=(shellcheck)
  is_there promtool || missing+=(prometheus) # the package that has it
  is_there chromium || missing+=(chromium)
  is_there chromedriver || missing+=(chromium-driver)
}
install_missing() {
  find_missing
  if [[ ${#missing[@]} -gt 0 ]] && is_there apt-get; then
    echo "Installing ${missing[*]} ..." >&2
    install_packages "${missing[@]}" >/dev/null || true
  fi
  if ! { is_there "$dockerfilelint" && [[ -f $axe ]]; } && is_there npm; then
    echo "Installing dockerfilelint and axe-core ..." >&2
    npm install --silent --no-audit --no-fund --no-save --prefix "$project_dir/target/tools" \
      dockerfilelint@1.8.0 axe-core@4.14.1 >/dev/null || true
  fi
  find_missing
  is_there "$dockerfilelint" || missing+=(dockerfilelint)
  [[ -f $axe ]] || missing+=(axe-core)
}
# Who names tests need not have the tools of others: a test that needs one says so itself.
if [[ $# -eq 0 ]]; then
  install_missing
  if [[ ${#missing[@]} -gt 0 ]]; then
    echo "error: not installed, and not to be installed from here: ${missing[*]}. Install what is" \
      "missing (CONTRIBUTING.md says from where), or leave out what needs it: test.sh" \
      "-DmissingTools=skip" >&2
    exit 2
  fi
fi
# No package registry has Terraform: what needs it is skipped then, and named at the end.
if [[ $# -eq 0 ]] && ! is_there terraform; then
  echo "Terraform is not installed (CONTRIBUTING.md says from where): its tests are skipped." >&2
  set -- -DmissingTools=skip
fi

cd "$project_dir"
begun=$(mktemp)
steps=$(mktemp)
counts=$(mktemp)
trap 'rm -f "$begun" "$steps" "$counts"' EXIT

# Runs Maven, and notes what second each of its steps begins in, and how many tests it counted: the
# files of reports lack some, because a class that two engines run has only one.
run_maven() {
  local summary='^\[[A-Z]+\] Tests run: ([0-9]+), Failures: ([0-9]+), Errors: ([0-9]+), Skipped: ([0-9]+)$'
  mvn -B -ntp "$@" | while IFS= read -r line; do
    printf '%s\n' "$line"
    if [[ $line =~ ^\[INFO\]\ ---\ ([a-z-]+):[^:]+:([a-z-]+)\  ]]; then
      echo "$(date +%s) ${BASH_REMATCH[1]}:${BASH_REMATCH[2]}" >>"$steps"
    elif [[ $line =~ $summary ]]; then
      echo "${BASH_REMATCH[*]:1}" >>"$counts"
    fi
  done
}

report() {
  date +%s >>"$steps"
  echo
  find target/surefire-reports target/failsafe-reports -name 'TEST-*.xml' -newer "$begun" \
    -exec cat {} + 2>/dev/null | awk -v steps="$steps" -v counts="$counts" '
      function attribute(name) {
        if (!match($0, " " name "=\"[^\"]*\"")) return ""
        return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
      }
      /<testsuite / {
        class = attribute("name")
        time = attribute("time")
        gsub(",", "", time)
        seconds[class] += time
      }
      /<testcase / { test = attribute("classname") "." attribute("name") }
      /<skipped/ { left = left "  " test ": " attribute("message") "\n" }
      /<(failure|error)[ >]/ { bad = bad "  " test "\n" }
      END {
        while ((getline line < counts) > 0) {
          split(line, count, " ")
          tests += count[1]
          failed += count[2] + count[3]
          skipped += count[4]
        }
        printf "%d tests, %d failed, %d skipped\n%s", tests, failed, skipped, bad
        if (left != "") printf "Skipped:\n%s", left
        print "Where the time went, by step:"
        sort = "sort -rn | head -n 10"
        while ((getline line < steps) > 0) {
          split(line, now, " ")
          if (step != "" && now[1] > start) printf "%6d s  %s\n", now[1] - start, step | sort
          start = now[1]
          step = now[2]
        }
        close(sort)
        print "The slowest test classes (integration tests run two at a time):"
        for (class in seconds) printf "%6.0f s  %s\n", seconds[class], class | sort
        close(sort)
      }'
}

# The integration tests start many commands: with a quick start those take a fifth less of the
# processors. Here it is prepared before the tests begin, and not beside them.
SKILLFORGE_QUICK_START=off build_if_needed
"${prepare_start[@]}" >/dev/null 2>&1

rm -rf target/scanned
status=0
run_maven verify "$@" || status=$?
# What is built now, with Flink's libraries beside it: they would change the class path of all else.
if [[ -z ${*##-DmissingTools=*} && $status -eq 0 ]]; then
  run_maven -Pflink failsafe:integration-test failsafe:verify "$@" || status=$?
fi
report
# The tests feed in raw PII by the hundreds: none of it may be in what they have logged or stored.
if [[ $status -eq 0 ]]; then
  "$project_dir/scripts/scan-test-output.sh" || status=$?
fi
exit "$status"
