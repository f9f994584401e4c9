"""Runs on the host: starts the agent's image in several ways, and measures each. Arguments: image, rounds."""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import datetime

IMAGE, ROUNDS = sys.argv[1], int(sys.argv[2])
NAME, PORT, HOME = "footprint", 8089, "/run/footprint"
URL = f"http://127.0.0.1:{PORT}"
REQUESTS = 1000
PATHS = ["/v1/host", "/v1/units", "/v1/containers", "/v1/images", "/actuator/prometheus"]
MOUNTS = [f"{HOME}:{HOME}", "/var/run/dbus:/var/run/dbus", "/run/systemd:/run/systemd",
          "/var/run/docker.sock:/var/run/docker.sock", "/proc:/host/proc:ro", "/sys/block:/host/sys/block:ro",
          "/sys/fs/cgroup:/host/sys/fs/cgroup:ro", "/etc/os-release:/host/etc/os-release:ro"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def shipped():
    """The image's own JVM options, one a line, and the cache that goes with them."""
    text = run("docker", "run", "--rm", "--entrypoint", "cat", IMAGE, "/opt/rightlink/jvm.options")
    options = [line for line in text.splitlines() if line and not line.startswith("#")]
    return options + ["-XX:AOTCache=/opt/rightlink/rightlink.aot"]


def variants():
    all_options = shipped()
    kept = {"--enable-native-access=ALL-UNNAMED", "-XX:+ExitOnOutOfMemoryError"}
    yield "as shipped", all_options
    for option in all_options:
        if option in kept:
            continue
        rest = [other for other in all_options if other != option]
        yield f"without {option.split('/')[0].rstrip('=')}", rest
    yield "JVM defaults, no Spring AOT, no cache", sorted(kept)


def start(options):
    shutil.rmtree(HOME, ignore_errors=True)
    os.makedirs(HOME)
    mounts = [part for mount in MOUNTS for part in ("--volume", mount)]
    run("docker", "run", "--detach", "--name", NAME, "--network", "host", "--cgroupns", "host", *mounts,
        "--env", "RIGHTLINK_JVM_OPTIONS=" + " ".join(options), IMAGE,
        "-rootfs", "/host", "-listen", f"127.0.0.1:{PORT}", "-state", HOME + "/state", "-run", HOME + "/run")


def wait_until_ready():
    deadline = time.time() + 60
    while time.time() < deadline:
        try:
            with urllib.request.urlopen(URL + "/actuator/health/readiness", timeout=5) as answer:
                if answer.status == 200:
                    return time.time()
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.005)
    raise SystemExit("footprint: the agent did not become ready: " + run("docker", "logs", NAME))


def started_at(container):
    seconds, fraction = re.match(r"(.*)\.(\d+)Z", container["State"]["StartedAt"]).groups()
    return datetime.fromisoformat(seconds + "+00:00").timestamp() + float("0." + fraction)


def resident_mb(init):
    """Of the JVM, which is the init's child."""
    with open(f"/proc/{init}/task/{init}/children") as file:
        java = file.read().split()[0]
    with open(f"/proc/{java}/status") as file:
        return int(re.search(r"VmRSS:\s+(\d+) kB", file.read()).group(1)) / 1024


def send_requests():
    with open(HOME + "/run/secret") as file:
        secret = re.search("RS_RLL_SECRET=(.*)", file.read()).group(1)
    for n in range(REQUESTS):
        request = urllib.request.Request(URL + PATHS[n % len(PATHS)], headers={"X-RLL-Secret": secret})
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()


def measure(options):
    start(options)
    try:
        ready = wait_until_ready()
        container = json.loads(run("docker", "inspect", NAME))[0]
        time.sleep(2)
        idle = resident_mb(container["State"]["Pid"])
        send_requests()
        return ready - started_at(container), idle, resident_mb(container["State"]["Pid"])
    finally:
        run("docker", "rm", "--force", NAME)
        shutil.rmtree(HOME, ignore_errors=True)


def main():
    results = {}
    for n in range(ROUNDS):
        for name, options in variants():
            print(f"footprint: round {n + 1} of {ROUNDS}: {name}", file=sys.stderr, flush=True)
            results.setdefault(name, []).append(measure(options))
    print(f"| the agent ({os.cpu_count()} processors, {ROUNDS} rounds) | s to ready, min / median | MB idle | MB after {REQUESTS} requests |")
    print("|---|---|---|---|")
    for name, rows in results.items():
        seconds, idle, used = zip(*rows)
        print(f"| {name} | {min(seconds):.1f} / {statistics.median(seconds):.1f} | {statistics.median(idle):.0f} |"
              f" {statistics.median(used):.0f} |")


main()
