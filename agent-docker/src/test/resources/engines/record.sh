#!/usr/bin/env bash
#
# Records what the engine of a testbed host says of the containers of containers.sh. The host's engine has none yet; it has
# the image rightlink-testbed/busybox (deploy/testbed/load). Needs curl on the host, and Python here to lay out the JSON.
#
# Usage: record.sh HOST API DIRECTORY      record.sh rightlink-host 1.41 debian12-20.10
#
# API is the version that the agent speaks to it: the older of the engine's own and 1.44. Leaves behind: the files in
# DIRECTORY, and the containers.
#
# debian13-26.1's host is that of deploy/testbed/host, made FROM what `debootstrap --variant=minbase trixie` makes, with two more
# packages, docker-cli and e2fsprogs (which are apart there), and SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1 on the command line of its
# systemd, since the machine has cgroup v1. The tests on a real host run on it with -Dtestbed.image=.

set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
host=$1 api=$2 directory=$here/$3

on_host() { docker exec --interactive "$host" "$@"; }
says() { on_host curl --silent --show-error "${@:2}" --unix-socket /run/docker.sock "http://localhost$1"; }
record() { says "/v$api$2" | python3 -m json.tool --indent 2 --no-ensure-ascii >"$directory/$1.json"; }
field() { on_host docker inspect --format "{{.$2}}" "$1"; }
ready() {
  [ "$(field web State.Health.Status)" = healthy ] && [ "$(field restarting RestartCount)" -gt 5 ] &&
    [ "$(field restarting State.Status)" = restarting ]
}

mkdir -p "$directory"
# What it says of itself while it has no containers.
{ says /_ping --include && echo; } | tr -d '\r' >"$directory/ping.txt"
record version /version
record info /info

on_host sh <"$here/containers.sh" >/dev/null
# Its pauses get longer with each run: after six there is time to write down the next.
until ready; do sleep 0.5; done

record containers '/containers/json?all=true'
for name in created web paused exited restarting broken oldapp dead; do
  record "container-$name" "/containers/$name/json"
done
record images /images/json
on_host docker images --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}} {{.Digest}} {{.Size}}' >"$directory/images.txt"
on_host docker ps --all --no-trunc \
  --format '{{.ID}}|{{.Names}}|{{.Image}}|{{.State}}|{{.Status}}|{{.Ports}}|{{.Labels}}|{{.Mounts}}' >"$directory/ps.txt"
on_host sh <"$here/release.sh" >/dev/null
