# shellcheck shell=bash
# Shared by all scripts: builds when needed, then starts Java. Sourced, not run.

project_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stamp="$project_dir/target/classpath.txt" # written at the end of each build
profile=                                  # of Maven, for libraries that few runs need
elsewhere=                                # for a run that Dataflow takes over

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

build_lock="$project_dir/target/build.lock"

# Whether no source is newer than the last build.
is_built() {
  [[ -f $stamp ]] &&
    [[ -z $(find "$project_dir/pom.xml" "$project_dir/src/main" -newer "$stamp" -print -quit) ]]
}

# A lock is a link that names the process of its holder: that of one that was killed is free. After
# half an hour it is, too, because another process may have got the same number.
is_held() {
  local holder
  holder=$(readlink "$1") && kill -0 "$holder" 2>/dev/null && [[ -z $(find "$1" -mmin +30) ]]
}

# Takes a lock, or fails at once.
take_lock() {
  mkdir -p "$(dirname "$1")"
  ln -s $$ "$1" 2>/dev/null || { ! is_held "$1" && rm -f "$1" && ln -s $$ "$1" 2>/dev/null; }
}

# Compiles when that is needed, one command at a time: the others wait for it, and find it done. Who
# has built prepares a quick start, beside what the command itself does.
build_if_needed() {
  is_built && return
  if ! take_lock "$build_lock"; then
    echo "Waiting for another command, which builds ..." >&2
    until take_lock "$build_lock" || ! is_held "$build_lock"; do
      sleep 0.2
    done
  fi
  trap 'rm -f "$build_lock"' EXIT
  if ! is_built; then
    build
    if [[ -z $profile ]]; then
      (nice -n 19 "${prepare_start[@]}" </dev/null >/dev/null 2>&1 &) # a child of nobody
    fi
  fi
  rm -f "$build_lock"
  trap - EXIT
}

# The first time Maven downloads a lot.
build() {
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

# The opens are what Beam and DuckDB ask for. The backend of logs is named, because to look for it
# opens every library.
java_properties=(
  --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.nio=ALL-UNNAMED
  -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -Dsun.stdout.encoding=UTF-8
  -Dstderr.encoding=UTF-8 -Dsun.stderr.encoding=UTF-8
  -Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider -Dslf4j.internal.verbosity=WARN
  -Dskillforge.home="$project_dir"
)

# Later releases of Java warn of what libraries do, native code and direct memory, unless they are told
# that it is meant to be; earlier ones do not know the words.
allow_libraries() {
  local java release=''
  java=$(command -v java)
  java=$(readlink -f "$java" 2>/dev/null || echo "$java")
  if [[ -f ${java%/bin/java}/release ]]; then
    release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "${java%/bin/java}/release")
  fi
  if ((${release:-0} >= 24)); then
    java_properties+=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)
  fi
}

# Flink's libraries are on a class path of their own: no other run has to load them. What Dataflow
# gets is the class path as it was built.
choose_libraries() {
  local argument
  for argument in "$@"; do
    case $argument in
      --runner=*[Ff]link[Rr]unner | --contenders=*flink* | --flinkCluster | --flinkCluster=true)
        profile=flink
        stamp="$project_dir/target/classpath-flink.txt"
        ;;
      *[Dd]ataflow*) elsewhere=1 ;;
    esac
  done
}

# What makes a start quick, none of it needed: an archive of loaded classes (class data sharing), for
# which the project's own classes must lie in a jar, and DuckDB's library, not compressed, in another.
# Who builds prepares it; a command that finds none that fits starts without it.
start_dir="$project_dir/target/start"
archive="$start_dir/classes.jsa"
rehearsal_seconds=300 # then it is killed; it takes 20 on a quiet machine
rehearsal=            # its process while it runs
# shellcheck disable=SC2016 # the inner shell expands it
prepare_start=(bash -c 'source "$1"; prepare_start' bash "$project_dir/scripts/lib.sh")

# Sets $start_path, the class path that goes with the archive, and $start_key: what it was made for.
describe_start() {
  local java
  java=$(command -v java)
  java=$(readlink -f "$java" 2>/dev/null || echo "$java")
  [[ $libraries =~ [^:]*/(duckdb_jdbc-[^/:]*)\.jar ]]
  duckdb_jar=${BASH_REMATCH[0]}
  native_jar="$start_dir/${BASH_REMATCH[1]}-native.jar"
  start_path="$start_dir/classes.jar:$native_jar:$libraries"
  start_key="$(LC_ALL=C ls -l "$java") ${JAVA_HOME:-} $start_path"
}

# The archive's size, which has to be right: Java crashes over one that has lost its end.
archive_bytes() {
  wc -c 2>/dev/null <"$archive"
}

# Whether a quick start has been prepared for this Java, these libraries and the classes of now.
is_prepared() {
  [[ -f $archive && -f $start_dir/key && $(<"$start_dir/key") == "$start_key $(archive_bytes)" ]] &&
    [[ -z $(find "$project_dir/target/classes" -newer "$start_dir/classes.jar" -print -quit) ]]
}

# Prepares a quick start, in a process of its own and one at a time: whoever does it does it again
# when there is a newer build at its end.
prepare_start() {
  local libraries duckdb_jar native_jar start_path start_key
  [[ ${SKILLFORGE_QUICK_START:-} != off ]] && take_lock "$start_dir/lock" || return 0
  trap 'kill -9 $rehearsal 2>/dev/null; rm -rf "$start_dir"/work "$start_dir/lock"' EXIT
  unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS # an agent's classes are not for the archive
  for _ in 1 2 3; do
    libraries="$(<"$stamp"):$(<"$project_dir/target/classpath-broker.txt")"
    describe_start
    if is_prepared || ! make_start; then
      break
    fi
  done
}

# Each part is complete when it takes its place, the key as the last, and Java takes no archive that
# does not fit the jars: others may start meanwhile.
make_start() {
  local work="$start_dir/work" java jar
  java=$(command -v java)
  jar=$(dirname "$(readlink -f "$java" || echo "$java")")/jar
  [[ -x $jar ]] || jar=jar
  rm -rf "$work" "$start_dir/key"
  mkdir "$work" &&
    touch "$work/begun" && # what is compiled from now on may be missing
    "$jar" --create --file "$work/classes.jar" -C "$project_dir/target/classes" . &&
    touch -r "$work/begun" "$work/classes.jar" &&
    mv "$work/classes.jar" "$start_dir/classes.jar" &&
    store_native "$work" "$jar" &&
    rehearse "$work" &&
    mv -f "$work/classes.jsa" "$archive" &&
    echo "$start_key $(archive_bytes)" >"$work/key" &&
    mv "$work/key" "$start_dir/key"
}

# DuckDB copies its library out of the first jar that has it, at each start: less work where it is not
# compressed.
store_native() {
  local work=$1 jar=$2 library
  [[ ! -f $native_jar ]] || return 0
  case $(uname -sm) in
    'Linux x86_64') library=libduckdb_java.so_linux_amd64 ;;
    'Linux aarch64') library=libduckdb_java.so_linux_arm64 ;;
    Darwin*) library=libduckdb_java.so_osx_universal ;;
    *) return 0 ;;
  esac
  (cd "$work" && "$jar" --extract --file "$duckdb_jar" "$library" &&
    "$jar" --create --no-compress --file native.jar "$library") &&
    mv "$work/native.jar" "$native_jar"
}

# Has the classes archived that the scripts load.
rehearse() {
  local work=$1 second
  allow_libraries
  java "${java_flags[@]}" -Xmx512m -XX:TieredStopAtLevel=1 "${java_properties[@]}" \
    -XX:ArchiveClassesAtExit="$work/classes.jsa" -cp "$start_path" \
    com.skillforge.analytics.cli.RehearsalCommand "$work/rehearsal" &
  rehearsal=$!
  for ((second = 0; second < rehearsal_seconds; second++)); do
    kill -0 "$rehearsal" 2>/dev/null || break
    sleep 1
  done
  kill -9 "$rehearsal" 2>/dev/null
  wait "$rehearsal" || rm -f "$work/classes.jsa"
  rehearsal=
  [[ -f $work/classes.jsa ]]
}

# Chooses $class_path, and the $start_flags that go with it.
choose_start() {
  local libraries duckdb_jar native_jar start_path start_key
  libraries="$(<"$stamp"):$(<"$project_dir/target/classpath-broker.txt")"
  class_path="$project_dir/target/classes:$libraries"
  start_flags=()
  if [[ -n $profile || -n $elsewhere || ${SKILLFORGE_QUICK_START:-} == off ]]; then
    return
  fi
  describe_start
  if is_prepared; then
    class_path=$start_path
    # Without a word when Java does not take the archive; where it lies in memory costs a fifth of a
    # second when it is left to chance.
    start_flags=(
      -XX:SharedArchiveFile="$archive" -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off
      -XX:+IgnoreUnrecognizedVMOptions -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0
    )
  fi
}

# Sets $terminal: what Java cannot tell by itself, of the terminal where there is one.
describe_terminal() {
  local size
  terminal=()
  if [[ -t 2 ]]; then
    terminal+=(-Dskillforge.progress=true)
  fi
  if [[ -t 1 ]]; then
    { size=$(stty size <&3 2>/dev/null) || size=; } 3>&1
    if [[ $size =~ ^[0-9]+\ ([0-9]+)$ ]]; then
      terminal+=("-Dskillforge.columns=${BASH_REMATCH[1]}")
    fi
  fi
}

# Replaces the shell with a Java program: run_java <main class> <heap> [argument ...]
# $jvm_flags may hold further flags.
run_java() {
  local main_class=$1 heap=$2 class_path start_flags terminal
  shift 2
  require_tools
  check_heap
  allow_libraries
  choose_libraries "$@"
  build_if_needed
  choose_start
  describe_terminal
  # shellcheck disable=SC2086 # several flags in one variable
  exec java "${java_flags[@]}" ${start_flags[@]+"${start_flags[@]}"} ${jvm_flags:-} \
    "-Xmx${SKILLFORGE_HEAP:-$heap}" "${java_properties[@]}" ${terminal[@]+"${terminal[@]}"} \
    -cp "$class_path" "$main_class" "$@"
}
