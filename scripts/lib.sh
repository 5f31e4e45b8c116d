# shellcheck shell=bash
# Shared by all scripts: builds when needed, then starts Java. Sourced, not run.

project_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stamp="$project_dir/target/classpath.txt" # written at the end of each build
profile=                                  # of Maven, for libraries that few runs need

# Says what is wrong with the machine before Maven or Java would, in less clear words.
require_tools() {
  local tool
  for tool in java mvn; do
    if ! command -v "$tool" >/dev/null 2>&1; then
      echo "error: '$tool' was not found: install a JDK 17 or newer and Apache Maven." >&2
      exit 2
    fi
  done
}

# Says what is wrong with SKILLFORGE_HEAP before Java would, which in the smallest of heaps cannot
# even open its class path.
check_heap() {
  local heap=${SKILLFORGE_HEAP:-1g} bytes
  if [[ ! $heap =~ ^([0-9]{1,15})([kKmMgG]?)$ ]]; then
    echo "error: SKILLFORGE_HEAP must be a size such as 512m or 4g, not '$heap'." >&2
    exit 2
  fi
  bytes=$((10#${BASH_REMATCH[1]}))
  case ${BASH_REMATCH[2]} in
    [kK]) bytes=$((bytes << 10)) ;;
    [mM]) bytes=$((bytes << 20)) ;;
    [gG]) bytes=$((bytes << 30)) ;;
  esac
  if ((bytes < 32 << 20)); then
    echo "error: A heap of $heap is too small for any script: give it more, for example" \
      "SKILLFORGE_HEAP=512m." >&2
    exit 7
  fi
}

# Compiles when a source is newer than the last build; the first time Maven downloads a lot.
build_if_needed() {
  if [[ -f $stamp ]] &&
    [[ -z $(find "$project_dir/pom.xml" "$project_dir/src/main" -newer "$stamp" -print -quit) ]]; then
    return
  fi
  echo "Building (the first time Maven downloads the dependencies) ..." >&2
  local log
  log=$(mktemp)
  if ! mvn -B -q ${profile:+"-P$profile"} -f "$project_dir/pom.xml" process-classes >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    echo "error: the build failed; its messages stand above." >&2
    exit 5
  fi
  rm -f "$log"
  touch "$stamp"
}

# For programs that run for seconds to minutes on a few cores. ParallelGC: throughput counts, pauses do
# not. The rest keeps the optimising compiler modest: by default it takes as much time of a run over a
# million records as all parsing does. It waits longer before it compiles, and inlines less.
java_flags=(
  -XX:+UseParallelGC
  -XX:Tier4InvocationThreshold=200000 -XX:Tier4MinInvocationThreshold=100000
  -XX:Tier4CompileThreshold=400000 -XX:Tier4BackEdgeThreshold=1000000
  -XX:MaxInlineLevel=6 -XX:InlineSmallCode=1000 -XX:FreqInlineSize=150
  -XX:-OmitStackTraceInFastThrow
)

# Flink's libraries are on a class path of their own: no other run has to load them.
choose_libraries() {
  local argument
  for argument in "$@"; do
    case $argument in
      --runner=*[Ff]link[Rr]unner)
        profile=flink
        stamp="$project_dir/target/classpath-flink.txt"
        ;;
    esac
  done
}

# Replaces the shell with a Java program: run_java <main class> <heap> [argument ...]
# $jvm_flags may hold further flags.
run_java() {
  local main_class=$1 heap=$2
  shift 2
  require_tools
  check_heap
  choose_libraries "$@"
  build_if_needed
  # The opens are what Beam and DuckDB ask for.
  # shellcheck disable=SC2086 # several flags in one variable
  exec java "${java_flags[@]}" ${jvm_flags:-} "-Xmx${SKILLFORGE_HEAP:-$heap}" \
    --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED \
    -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8 \
    -Dstderr.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8 \
    -Dskillforge.home="$project_dir" \
    -cp "$project_dir/target/classes:$(cat "$stamp"):$(cat "$project_dir/target/classpath-broker.txt")" \
    "$main_class" "$@"
}
