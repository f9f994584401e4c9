"""Runs on the host: lists units through the agent and with systemctl, by turns, and adds up the processor time of all who take part
in it: of systemd and the bus, and of the agent or of systemctl. Arguments: image, rounds."""

import http.client
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import time

IMAGE, ROUNDS = sys.argv[1], int(sys.argv[2])
NAME, PORT, HOME = "bench-units", 8089, "/run/bench-units"
UNITS, LISTINGS = 300, 100
UNIT_DIRECTORY = "/run/systemd/system"
TICK = os.sysconf("SC_CLK_TCK")
MOUNTS = [f"{HOME}:{HOME}", "/var/run/dbus:/var/run/dbus", "/run/systemd:/run/systemd", "/proc:/host/proc:ro"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def make_units():
    with open(f"{UNIT_DIRECTORY}/bench@.service", "w") as file:
        file.write("[Unit]\nStartLimitIntervalSec=0\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=/bin/true\n")
    run("systemctl", "daemon-reload")
    run("systemctl", "start", *(f"bench@{n}.service" for n in range(UNITS)))


def remove_units():
    subprocess.run(["systemctl", "stop", "bench@*.service"], capture_output=True)
    os.remove(f"{UNIT_DIRECTORY}/bench@.service")
    run("systemctl", "daemon-reload")


def start_agent():
    shutil.rmtree(HOME, ignore_errors=True)
    os.makedirs(HOME)
    mounts = [part for mount in MOUNTS for part in ("--volume", mount)]
    run("docker", "run", "--detach", "--name", NAME, "--network", "host", *mounts, IMAGE,
        "-rootfs", "/host", "-listen", f"127.0.0.1:{PORT}", "-state", HOME + "/state", "-run", HOME + "/run")
    deadline = time.time() + 60
    while time.time() < deadline:
        try:
            with open(HOME + "/run/secret") as file:
                secret = re.search("RS_RLL_SECRET=(.*)", file.read()).group(1)
            Api(secret).list()
            return secret
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
    raise SystemExit("units: the agent did not become ready: " + run("docker", "logs", NAME))


class Api:
    """The agent over one connection, as a client that asks often would."""

    def __init__(self, secret):
        self.connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
        self.headers = {"X-RLL-Secret": secret}

    def list(self):
        self.connection.request("GET", "/v1/units", headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        assert answer.status == 200, body
        return body


def systemctl():
    run("systemctl", "list-units", "--all", "--full", "--plain", "--no-legend", "--no-pager")


def seconds_of(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def children_seconds():
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def java():
    init = json.loads(run("docker", "inspect", NAME))[0]["State"]["Pid"]
    with open(f"/proc/{init}/task/{init}/children") as file:
        return file.read().split()[0]


def pid_of(unit):
    return run("systemctl", "show", "--property", "MainPID", "--value", unit)


def measure(listing, pids, own_children, before_each):
    """Returns processor time and time passed, in milliseconds per listing. What happens before each is not counted."""
    processor, passed = 0.0, []
    for _ in range(LISTINGS):
        before_each()
        used = sum(map(seconds_of, pids)) + own_children()
        begun = time.perf_counter()
        listing()
        passed.append(time.perf_counter() - begun)
        processor += sum(map(seconds_of, pids)) + own_children() - used
    return 1000 * processor / LISTINGS, 1000 * statistics.median(passed)


def main():
    make_units()
    try:
        api = Api(start_agent())
        shared = ["1", pid_of("dbus.service")]
        loaded = len(run("systemctl", "list-units", "--all", "--plain", "--no-legend").splitlines())
        listed = len(json.loads(api.list())["items"])
        for _ in range(300):
            api.list()
        cases = {"nothing changes": lambda: None,
                 "a unit is restarted before each": lambda: (run("systemctl", "restart", "bench@1.service"), time.sleep(0.02))}
        print(f"| {loaded} loaded units, {listed} with those that are but files; {ROUNDS} x {LISTINGS} listings |"
              " API: CPU ms | systemctl: CPU ms | ratio | API: ms | systemctl: ms |")
        print("|---|---|---|---|---|---|")
        for name, before_each in cases.items():
            rows = []
            for n in range(ROUNDS):
                print(f"units: {name}, round {n + 1} of {ROUNDS}", file=sys.stderr, flush=True)
                rows.append((*measure(api.list, [*shared, java()], lambda: 0, before_each),
                             *measure(systemctl, shared, children_seconds, before_each)))
            api_cpu, api_ms, cli_cpu, cli_ms = (statistics.median(column) for column in zip(*rows))
            print(f"| {name} | {api_cpu:.2f} | {cli_cpu:.2f} | {api_cpu / cli_cpu:.2f} | {api_ms:.1f} | {cli_ms:.1f} |", flush=True)
    finally:
        subprocess.run(["docker", "rm", "--force", NAME], capture_output=True)
        shutil.rmtree(HOME, ignore_errors=True)
        remove_units()


main()
