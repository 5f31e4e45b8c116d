#!/usr/bin/env bash
# Builds the jar that is deployed, checks it, and builds the images of the flex templates from it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

usage() {
  cat <<'END'
Usage: build-template.sh --check
       build-template.sh --image=<registry>/<name> [--push] [--pipeline=<name>] [--base=<image>]

Builds the jar that is deployed (target/skillforge-analytics-<version>.jar) and checks it, a line for
each check. Then it builds the image of each pipeline's flex template, <image>:<version>-<pipeline>:
with Docker where its engine runs, else with Jib, which needs none and leaves the image as a file,
target/image/<pipeline>.tar (docker load, crane push).

  --check            ends after the checks
  --image=…          the images' name, for example
                     europe-west1-docker.pkg.dev/my-project/templates/skillforge-analytics
  --push             sends them to the registry: Docker and Jib take the login of "docker login" or
                     "gcloud auth configure-docker"
  --pipeline=…       builds the image of one pipeline only
  --base=…           what the image is built on, instead of the Dockerfile's; Jib takes "scratch" too,
                     which shows the image's layout on a machine without network
END
}

fail() {
  echo "error: $1" >&2
  exit 2
}

check_only=false push=false image='' base='' only=''
for argument in "$@"; do
  case $argument in
    --help | -h) usage && exit 0 ;;
    --check) check_only=true ;;
    --push) push=true ;;
    --image=?*) image=${argument#*=} ;;
    --base=?*) base=${argument#*=} ;;
    --pipeline=?*) only=${argument#*=} ;;
    *) fail "there is no option '$argument'; build-template.sh --help lists them." ;;
  esac
done
if ! $check_only; then
  [[ -n $image ]] || fail "--image must name the images to build; or give --check."
  [[ ! ${image##*/} == *:* ]] || fail "--image must have no tag: the version and the pipeline become it."
fi
[[ -z $only || -f $project_dir/pipelines/$only/pipeline.yaml ]] || fail "there is no pipeline '$only'."

require_tools
cd "$project_dir"
build_if_needed

version=$(sed -n 's/^version=//p' target/classes/version.properties)
jar=target/skillforge-analytics-$version.jar
if [[ ! -f $jar || -n $(find pom.xml src/main pipelines -newer "$jar" -print -quit) ]]; then
  echo "Packaging $jar ..." >&2
  mvn -B -q package -DskipTests -DskipITs >&2
  touch "$jar" # it is left as it was when nothing in it has changed
fi

# The jar checks itself: so its own classes are read, too.
java -XX:TieredStopAtLevel=1 -Dskillforge.home="$project_dir" \
  -cp "$jar" com.skillforge.analytics.cli.JarCheckCommand --jar="$jar"
if $check_only; then
  exit 0
fi

# What the image holds lies in a folder of its own.
context=target/image
mkdir -p "$context"
cp -f "$jar" "$context/skillforge-analytics.jar"

with_docker() {
  local pipeline=$1 name=$2
  sed "s|^FROM .*|FROM $base|" templates/Dockerfile >"$context/Dockerfile"
  docker build --quiet --build-arg "PIPELINE=$pipeline" --tag "$name" "$context"
  if $push; then
    docker push --quiet "$name"
  fi
}

with_jib() {
  local pipeline=$1 name=$2
  local goal=buildTar
  if $push; then
    goal=build
  fi
  mvn -B -q -Pimage "jib:$goal" -Djib.from.image="$base" -Djib.to.image="$name" \
    -Djib.outputPaths.tar="$context/$pipeline.tar" -Dimage.pipeline="$pipeline" >&2
}

base=${base:-$(sed -n 's/^FROM //p' templates/Dockerfile)}
if docker info >/dev/null 2>&1; then
  build=with_docker
else
  build=with_jib
fi
for folder in pipelines/*/; do
  pipeline=$(basename "$folder")
  if [[ -z $only || $pipeline == "$only" ]]; then
    "$build" "$pipeline" "$image:$version-$pipeline"
    echo "built   $image:$version-$pipeline"
  fi
done
