"""Runs on the host: loads the agent's GET /v1/containers and the engine's GET /containers/json with wrk, by turns, then counts what the
agent takes while nobody asks it, and for each event. Arguments: image, rounds, seconds of each load."""

import concurrent.futures
import contextlib
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

IMAGE, ROUNDS, SECONDS = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
NAME, PORT, HOME = "bench-agent", 8089, "/run/bench-containers"
BUSYBOX = "rightlink-testbed/busybox"
CREATED, EXITED, RUNNING = 100, 80, 20
CONNECTIONS, RESTARTS, IDLE_SECONDS = 4, 30, 60
DROP_IN = "/run/systemd/system/docker.service.d/bench.conf"
AGENT_URL, ENGINE_URL = f"http://127.0.0.1:{PORT}/v1/containers", "http://127.0.0.1:2375/containers/json?all=1"
TICK = os.sysconf("SC_CLK_TCK")
MOUNTS = [f"{HOME}:{HOME}", "/var/run:/var/run", "/proc:/host/proc:ro"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def say(what):
    print(f"containers: {what}", file=sys.stderr, flush=True)


def restart_engine():
    """Times in a row, whatever the limit of starts."""
    run("systemctl", "daemon-reload")
    subprocess.run(["systemctl", "reset-failed", "docker.service"], capture_output=True)
    run("systemctl", "restart", "docker.service")


def listen_on_tcp():
    """Has the engine listen on loopback too, so that both are asked in the same way; only in the host's own network."""
    os.makedirs(os.path.dirname(DROP_IN), exist_ok=True)
    with open(DROP_IN, "w") as file:
        file.write("[Service]\nExecStart=\nExecStart=/usr/sbin/dockerd -H fd:// -H tcp://127.0.0.1:2375 --tls=false"
                   " --containerd=/run/containerd/containerd.sock\n")
    restart_engine()


def make_container(n):
    name = f"bench-{n}"
    run("docker", "create", "--name", name, "--label", f"com.example.service=shop-{n % 7}", "--label", "com.example.tier=front",
        "--expose", "8080", "--volume", f"{HOME}/data/{name}:/data:ro", BUSYBOX, "sleep", "1" if n < EXITED else "1000000")
    if n < EXITED + RUNNING:
        run("docker", "start", name)


def make_containers():
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(make_container, range(CREATED + EXITED + RUNNING)))


def remove_all():
    """Also what a run that was killed left behind."""
    names = run("docker", "ps", "--all", "--quiet", "--filter", "name=^/bench-").split()
    if names:
        run("docker", "rm", "--force", *names)
    shutil.rmtree(HOME, ignore_errors=True)
    if os.path.exists(DROP_IN):
        os.remove(DROP_IN)
        restart_engine()


def start_agent():
    """Returns its secret, once it knows all containers, itself among them."""
    os.makedirs(HOME, exist_ok=True)
    mounts = [part for mount in MOUNTS for part in ("--volume", mount)]
    run("docker", "run", "--detach", "--name", NAME, "--network", "host", *mounts, IMAGE,
        "-rootfs", "/host", "-listen", f"127.0.0.1:{PORT}", "-state", HOME + "/state", "-run", HOME + "/run")
    deadline = time.time() + 60
    while time.time() < deadline:
        try:
            with open(HOME + "/run/secret") as file:
                secret = re.search("RS_RLL_SECRET=(.*)", file.read()).group(1)
            if len(json.loads(ask(AGENT_URL, secret))["items"]) > CREATED + EXITED + RUNNING:
                return secret
        except (OSError, urllib.error.URLError):
            pass
        time.sleep(0.1)
    raise SystemExit("containers: the agent did not become ready: " + run("docker", "logs", NAME))


def ask(url, secret):
    request = urllib.request.Request(url, headers={"X-RLL-Secret": secret})
    with urllib.request.urlopen(request, timeout=30) as answer:
        return answer.read()


def java():
    with open(f"/proc/{pid_of(NAME)}/task/{pid_of(NAME)}/children") as file:
        return file.read().split()[0]


def pid_of(container):
    return str(json.loads(run("docker", "inspect", container))[0]["State"]["Pid"])


def dockerd():
    return run("systemctl", "show", "--property", "MainPID", "--value", "docker.service")


def cpu_seconds(pid):
    with open(f"/proc/{pid}/stat") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def milliseconds(text):
    value, unit = re.match(r"([\d.]+)(us|ms|s)", text).groups()
    return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]


def load(url, secret, pid):
    """Returns requests a second, and in milliseconds: half of the requests' time, that of 99 %, and the server's CPU time per request."""
    before = cpu_seconds(pid)
    report = run("wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{SECONDS}s", "--timeout", "30s", "--latency",
                 "--header", f"X-RLL-Secret: {secret}", url)
    used = cpu_seconds(pid) - before
    if "Non-2xx" in report or "Socket errors" in report:
        raise SystemExit(f"containers: {url} was not answered:\n{report}")
    requests = int(re.search(r"(\d+) requests in", report).group(1))
    return (float(re.search(r"Requests/sec:\s+([\d.]+)", report).group(1)), milliseconds(re.search(r"\n\s+50%\s+(\S+)", report).group(1)),
            milliseconds(re.search(r"\n\s+99%\s+(\S+)", report).group(1)), 1000 * used / requests)


@contextlib.contextmanager
def restarts():
    """Has a container restart again and again, so that what the agent holds changes all the while."""
    loop = subprocess.Popen(["sh", "-c", f"while docker restart --time 0 bench-{EXITED} >/dev/null; do :; done"])
    try:
        yield
    finally:
        loop.terminate()
        loop.wait()


def compare(secret):
    """What the engine is asked for is its list alone; the agent's answer has what inspecting each container tells, too."""
    servers = {"the agent": (AGENT_URL, java()), "the engine": (ENGINE_URL, dockerd())}
    cases = {"nothing changes": contextlib.nullcontext, "one restarts all the while": restarts}
    say("warming up")
    for url, pid in servers.values():
        load(url, secret, pid)
    print(f"| {CREATED + EXITED + RUNNING + 1} containers, {RUNNING + 1} of them running; {CONNECTIONS} connections, {ROUNDS} x {SECONDS} s |"
          " requests/s | p50 ms | p99 ms, median / worst | CPU ms per request | kB |")
    print("|---|---|---|---|---|---|")
    for case, going_on in cases.items():
        rows = {name: [] for name in servers}
        for n in range(ROUNDS):
            for name, (url, pid) in servers.items():
                with going_on():
                    rows[name].append(load(url, secret, pid))
                say(f"{case}, round {n + 1} of {ROUNDS}: {name}: {rows[name][-1][0]:.0f} a second")
        show(case, {f"{name}, {case}": (rows[name], len(ask(url, secret))) for name, (url, _) in servers.items()})


def show(case, results):
    for name, (rows, size) in results.items():
        rate, half, most, cpu = map(statistics.median, zip(*rows))
        print(f"| {name} | {rate:.0f} | {half:.2f} | {most:.1f} / {max(row[2] for row in rows):.1f} | {cpu:.2f} | {size / 1000:.0f} |")
    agent, engine = ([row[0] for row in rows] for rows, _ in results.values())
    ratios = sorted(ours / theirs for ours, theirs in zip(agent, engine))
    print(f"| ratio, {case} | {statistics.median(ratios):.0f} ({ratios[0]:.0f} to {ratios[-1]:.0f}) | | | | |", flush=True)


def follow():
    """Nobody asks the agent anything; what it takes is for following the engine."""
    pid = java()
    say(f"restarting a container {2 * RESTARTS} times")
    restart_container()
    begun, before = time.time(), cpu_seconds(pid)
    restart_container()
    passed, restarting = time.time() - begun, cpu_seconds(pid) - before
    events = run("docker", "events", "--since", f"{begun:.3f}", "--until", f"{begun + passed:.3f}", "--filter", "type=container",
                 "--format", "{{.Action}}").splitlines()
    say(f"nothing happens for {IDLE_SECONDS} s")
    before = cpu_seconds(pid)
    time.sleep(IDLE_SECONDS)
    idle = cpu_seconds(pid) - before
    following = 1000 * (restarting - idle * passed / IDLE_SECONDS)
    print(f"\nNobody asking, the agent takes {100 * idle / IDLE_SECONDS:.2f} % of a processor; and {following / RESTARTS:.1f} ms for each"
          f" restart of a container, which is {len(events) / RESTARTS:.1f} events ({', '.join(sorted(set(events)))}).")


def restart_container():
    for _ in range(RESTARTS):
        run("docker", "restart", "--time", "0", f"bench-{EXITED}")
    time.sleep(1)


def main():
    remove_all()
    try:
        listen_on_tcp()
        say("making containers")
        make_containers()
        secret = start_agent()
        compare(secret)
        follow()
    finally:
        remove_all()


main()
