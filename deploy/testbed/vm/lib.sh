# shellcheck shell=bash
#
# What the virtual machine's scripts share, beside the testbed's own lib.sh. Sourced, not run. Leaves nothing behind.

# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "$here/../lib.sh"

# shellcheck disable=SC2034
readonly DEFAULT_VM=rightlink-vm \
  VM_IMAGE=rightlink-testbed/vm \
  DISKS=/var/cache/rightlink-testbed \
  MACHINES=/run/rightlink-testbed

# vm_runs NAME: whether this machine runs; a process that has got its old number is another's.
vm_runs() {
  local pid
  pid=$(cat "$MACHINES/$1/pid" 2>/dev/null) && tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qxF "$MACHINES/$1/pid"
}

# on_vm NAME COMMAND...: runs it there, as root, by ssh: the words are joined and given to a shell.
on_vm() {
  local machine=$MACHINES/$1
  shift
  ssh -F none -i "$machine/key" -p "$(<"$machine/port")" -o IdentitiesOnly=yes -o BatchMode=yes -o LogLevel=ERROR \
    -o UserKnownHostsFile=/dev/null -o StrictHostKeyChecking=no -o ConnectTimeout=30 -o ServerAliveInterval=30 \
    root@127.0.0.1 "$@"
}

# check_name NAME: it becomes the name of a directory.
check_name() { [[ $1 =~ ^[a-zA-Z0-9][a-zA-Z0-9_.-]*$ ]] || fail "'$1' isn't a name: letters, digits, '_', '.', '-'"; }

# disk_path: where the disk made of the image and scripts that are there now is, or will be.
disk_path() {
  local inputs
  inputs=$({ image_id "$VM_IMAGE"; cat "$here/disk" "$here/lib.sh"; } | sha256sum)
  echo "$DISKS/vm-${inputs:0:12}"
}

# file_system ROOT FILE: makes FILE a disk with what is below ROOT, for `quietly`. It is sparse: it takes what is written.
file_system() {
  truncate --size 6G "$2" && mkfs.ext4 -q -E lazy_itable_init=1,lazy_journal_init=1 -d "$1" "$2"
}
