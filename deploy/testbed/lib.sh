# shellcheck shell=bash
#
# What the testbed's scripts share: their words, their waiting, their lock. Sourced, not run.
# Leaves behind: the lock file; the log of a command that failed, in the temporary directory.

# Names that the scripts agree on.
# shellcheck disable=SC2034
readonly DEFAULT_HOST=rightlink-host \
  HOST_IMAGE=rightlink-testbed/host \
  BUSYBOX_IMAGE=rightlink-testbed/busybox \
  COLLECTD_IMAGE=rightlink-testbed/collectd \
  HOST_LABEL=io.rightlink.testbed \
  INPUTS_LABEL=io.rightlink.testbed.inputs \
  LOCK=/run/lock/rightlink-testbed.lock

say() { printf 'testbed: %s\n' "$*"; }

fail() {
  say "$*" >&2
  exit 1
}

# usage: prints the head comment of the script that runs and stops it with status 2; status 0 for `usage asked`.
usage() {
  sed -n '3,/^$/s/^# \{0,1\}//p' "$0" >&2
  if [ "${1:-}" = asked ]; then exit 0; else exit 2; fi
}

# quietly WHAT COMMAND...: keeps the command's output out of sight unless it fails; then shows its end and stops.
# The command is the condition of an `if`: a function given here must chain its steps with &&.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp -t rightlink-testbed.XXXXXX.log)
  if "$@" >"$log" 2>&1 </dev/null; then
    rm -f "$log"
  else
    tail -n 30 "$log" >&2
    fail "cannot $what; the whole log is in $log"
  fi
}

# wait_for SECONDS COMMAND...: until the command succeeds; fails when the time is over.
wait_for() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < deadline)) || return 1
    sleep 0.2
  done
}

# one_at_a_time "$@": lets the calling script go on only under the machine's testbed lock, so that two callers don't
# build the same image or start the same host. flock runs the script again and keeps the lock to itself (--close):
# a dockerd started under it doesn't inherit it.
one_at_a_time() {
  local status=0
  [ -z "${RIGHTLINK_TESTBED_LOCKED:-}" ] || return 0
  RIGHTLINK_TESTBED_LOCKED=1 flock --close --timeout 900 --conflict-exit-code 75 "$LOCK" "$0" "$@" || status=$?
  [ "$status" != 75 ] || say "another testbed command has held $LOCK for 15 minutes" >&2
  exit "$status"
}

apt() { apt-get -o DPkg::Lock::Timeout=300 "$@"; }

apt_install() {
  say "installing $* with apt"
  [ "$(id -u)" = 0 ] || fail "cannot install $*: not root"
  export DEBIAN_FRONTEND=noninteractive
  quietly "update apt's lists" apt update
  quietly "install $*" apt install -y --no-install-recommends "$@"
}

engine_answers() { docker info >/dev/null 2>&1; }

# image_id IMAGE: its id on the machine's engine, or nothing.
image_id() { docker image inspect --format '{{.Id}}' "$1" 2>/dev/null || true; }

# host_state NAME: running, exited, created, ... or nothing when there is no such container.
host_state() { docker container inspect --format '{{.State.Status}}' "$1" 2>/dev/null || true; }

# inputs BASE DIRECTORY: what an image built from them depends on, as one hash.
inputs() {
  { image_id "$1"; tar -C "$2" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -c .; } | sha256sum | cut -d' ' -f1
}

# build IMAGE BASE DIRECTORY: unless it was built from these very inputs.
build() {
  local image=$1 base=$2 directory=$3 wanted had
  wanted=$(inputs "$base" "$directory")
  had=$(docker image inspect --format "{{index .Config.Labels \"$INPUTS_LABEL\"}}" "$image" 2>/dev/null || true)
  if [ "$had" = "$wanted" ]; then
    say "$image is up to date"
    return
  fi
  say "building $image"
  # Without buildx the client would warn, and then build with the engine's own builder all the same.
  docker buildx version >/dev/null 2>&1 || export DOCKER_BUILDKIT=0
  quietly "build $image" docker build --tag "$image" --label "$INPUTS_LABEL=$wanted" "$directory"
  quietly "remove what $image replaced" docker image prune --force --filter "label=$INPUTS_LABEL"
}
