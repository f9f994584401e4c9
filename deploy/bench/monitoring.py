"""Runs on the host: scrapes the agent and node_exporter by turns, leaves an agent that measures and one that doesn't alone, with
containers and without, counts what 'docker stats' costs all who take part in it, and lets containers come and go under an agent that
is scraped. Arguments: image, rounds, containers, seconds of idling, minutes of coming and going."""

import concurrent.futures
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

IMAGE, ROUNDS, CONTAINERS, IDLE = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
MINUTES = float(sys.argv[5])
HOME = "/run/bench-monitoring"
BUSYBOX = "rightlink-testbed/busybox"
NODE_EXPORTER, NODE_EXPORTER_PORT = "/usr/local/bin/prometheus-node-exporter", 9109
WARM_UP, SCRAPES = 300, 20
TICK_SECONDS, SCRAPE_SECONDS, SETTLE_SECONDS, ROWS = 10, 15, 15, 8
MOUNTS = ["/var/run/dbus:/var/run/dbus", "/run/systemd:/run/systemd", "/var/run/docker.sock:/var/run/docker.sock",
          "/proc:/host/proc:ro", "/sys/block:/host/sys/block:ro", "/sys/fs/cgroup:/host/sys/fs/cgroup:ro",
          "/etc/os-release:/host/etc/os-release:ro"]


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def say(what):
    print(f"monitoring: {what}", file=sys.stderr, flush=True)


def row(*cells):
    print("| " + " | ".join(map(str, cells)) + " |", flush=True)


def heading(*cells):
    print()
    row(*cells)
    print("|---" * len(cells) + "|")


def seconds_of(pid):
    """Processor time of all the process's threads, those that ended included; what clock_getcpuclockid(3) gives, exact unlike /proc's ticks."""
    return time.clock_gettime((~pid << 3) | 2)


class Server:
    """Scraped over one connection, as Prometheus does; over a new one if the server has closed it meanwhile."""

    def __init__(self, port, path, pid, secret=""):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.path, self.pid, self.headers = path, pid, {"X-RLL-Secret": secret, "Accept": "text/plain"}

    def scrape(self):
        try:
            return self.ask()
        except http.client.RemoteDisconnected:
            return self.ask()

    def ask(self):
        self.connection.request("GET", self.path, headers=self.headers)
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise http.client.HTTPException(f"{self.path} answered {answer.status}: {body}")
        return body.decode()

    def milliseconds(self, scrapes=SCRAPES):
        """Returns processor time of a scrape, and the time that each of them took."""
        before, passed = seconds_of(self.pid), []
        for _ in range(scrapes):
            begun = time.perf_counter()
            self.scrape()
            passed.append(1000 * (time.perf_counter() - begun))
        return 1000 * (seconds_of(self.pid) - before) / scrapes, passed


def java(container):
    init = json.loads(run("docker", "inspect", container))[0]["State"]["Pid"]
    with open(f"/proc/{init}/task/{init}/children") as file:
        return int(file.read().split()[0])


def start_agent(name, port):
    home = f"{HOME}/{name}"
    os.makedirs(home)
    mounts = [part for mount in [f"{home}:{home}", *MOUNTS] for part in ("--volume", mount)]
    run("docker", "run", "--detach", "--name", name, "--network", "host", "--uts", "host", "--cgroupns", "host", *mounts, IMAGE,
        "-rootfs", "/host", "-listen", f"127.0.0.1:{port}", "-state", home + "/state", "-run", home + "/run")
    return reach(name, port)


def reach(name, port):
    deadline = time.time() + 60
    while time.time() < deadline:
        try:
            with open(f"{HOME}/{name}/run/secret") as file:
                agent = Server(port, "/actuator/prometheus", java(name), re.search("RS_RLL_SECRET=(.*)", file.read()).group(1))
            if 'node_scrape_collector_success{collector="container"} 1' in agent.scrape():
                return agent
        except (OSError, IndexError, http.client.HTTPException):
            pass
        time.sleep(0.2)
    raise SystemExit(f"monitoring: {name} did not become ready: " + run("docker", "logs", name))


def start_agent_that_measures_nothing(name, port):
    agent = start_agent(name, port)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("PUT", "/rll/tss/control?enable_monitoring=none", headers=agent.headers)
    answer = connection.getresponse()
    if answer.status != 200:
        raise SystemExit(f"monitoring: {name} refused to measure nothing: {answer.read().decode()}")
    connection.close()
    return agent


def start_node_exporter():
    process = subprocess.Popen([NODE_EXPORTER, f"--web.listen-address=127.0.0.1:{NODE_EXPORTER_PORT}"],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = Server(NODE_EXPORTER_PORT, "/metrics", process.pid)
    deadline = time.time() + 10
    while time.time() < deadline and process.poll() is None:
        try:
            server.scrape()
            return process, server
        except OSError:
            server.connection.close()
            time.sleep(0.1)
    process.kill()
    process.wait()
    raise SystemExit("monitoring: node_exporter did not become ready")


def make_containers():
    say(f"starting {CONTAINERS} containers")
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda n: run("docker", "run", "--detach", "--name", f"bench-{n}", BUSYBOX, "sleep", "1000000"), range(CONTAINERS)))
    time.sleep(5)


def remove(pattern):
    names = run("docker", "ps", "--all", "--quiet", "--filter", f"name={pattern}").split()
    if names:
        run("docker", "rm", "--force", *names)


def remove_all():
    """Also what a run that was killed left behind."""
    remove("^/bench-")
    shutil.rmtree(HOME, ignore_errors=True)


def by_turns(servers):
    """Returns for each server the processor time of a scrape in each round, and the time that each scrape took."""
    found = {name: ([], []) for name in servers}
    for n in range(ROUNDS):
        for name, server in servers.items():
            processor, passed = server.milliseconds()
            found[name][0].append(processor)
            found[name][1].extend(passed)
        say(f"round {n + 1} of {ROUNDS}: " + ", ".join(f"{name} {found[name][0][-1]:.2f} ms" for name in servers))
    return found


def tick_milliseconds(measuring, idle):
    """What a tick costs: two agents are left alone in the same time, and one of them measures."""
    time.sleep(SETTLE_SECONDS)
    say(f"nobody asks for {IDLE} s")
    before = seconds_of(measuring.pid), seconds_of(idle.pid)
    time.sleep(IDLE)
    used, unused = seconds_of(measuring.pid) - before[0], seconds_of(idle.pid) - before[1]
    return 1000 * (used - unused) * TICK_SECONDS / IDLE, 1000 * unused / IDLE


def series(text):
    return sum(1 for line in text.splitlines() if not line.startswith("#"))


def host(agent, idle, exporter):
    scrapes = by_turns({"agent": agent, "node_exporter": exporter})
    tick, unused = tick_milliseconds(agent, idle)
    ours, theirs = (statistics.median(scrapes[name][0]) for name in ("agent", "node_exporter"))
    heading(f"A sample of the host; {ROUNDS} x {SCRAPES} scrapes by turns, {IDLE} s of ticks", "series", "CPU ms", "of node_exporter's")
    row("node_exporter, a scrape", series(exporter.scrape()), f"{theirs:.2f}", "1")
    row("the agent, a scrape, itself and its own meters included", series(agent.scrape()), f"{ours:.2f}", f"{ours / theirs:.2f}")
    row("the agent, a tick", "", f"{tick:.2f}", f"{tick / theirs:.2f}")
    print(f"\nAn agent that measures nothing takes {unused:.2f} ms of a processor a second; it is left out of a tick's cost.", flush=True)
    return ours, tick


def engine():
    """The processes that have a part in 'docker stats': the engine, containerd and all its shims."""
    pids = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{entry}/comm") as file:
                if re.match("dockerd|containerd", file.read()):
                    pids.append(int(entry))
        except OSError:
            pass
    return pids


def engine_seconds(watching):
    """Processor time that they took in a second, with the client that watches."""
    client = subprocess.Popen(["docker", "stats"], stdout=subprocess.DEVNULL) if watching else None
    try:
        time.sleep(5 if watching else 0)
        pids = engine() + ([client.pid] if client else [])
        say(f"{'docker stats' if watching else 'nobody'} watches {IDLE} s; {len(pids)} processes")
        before, begun = sum(map(seconds_of, pids)), time.perf_counter()
        time.sleep(IDLE)
        return (sum(map(seconds_of, pids)) - before) / (time.perf_counter() - begun)
    finally:
        if client:
            client.terminate()
            client.wait()


def containers(agent, idle, without_scrape, without_tick):
    make_containers()
    agent.milliseconds(WARM_UP // 3)
    scrapes, passed = by_turns({"agent": agent})["agent"]
    scrape = 1000 * (statistics.median(scrapes) - without_scrape) / CONTAINERS
    tick = 1000 * (tick_milliseconds(agent, idle)[0] - without_tick) / CONTAINERS
    alone = engine_seconds(False)
    stats = 1e6 * (engine_seconds(True) - alone) / CONTAINERS
    heading(f"A sample of one of {CONTAINERS} idle containers", "CPU µs", "of docker stats'")
    row("docker stats, a second: dockerd, containerd, shims, client", f"{stats:.0f}", "1")
    row("the agent, a scrape with them less one without", f"{scrape:.0f}", f"1 / {stats / scrape:.0f}")
    row("the agent, a tick with them less one without", f"{tick:.0f}", f"1 / {stats / tick:.0f}")
    heading(f"A scrape with {CONTAINERS} containers, {len(passed)} of them", "median ms", "99 % ms", "worst ms", "kB", "series")
    text = agent.scrape()
    row("the agent", f"{statistics.median(passed):.1f}", f"{sorted(passed)[int(0.99 * len(passed))]:.1f}", f"{max(passed):.1f}",
        f"{len(text) / 1000:.0f}", series(text))
    remove("^/bench-[0-9]")


def status_kilobytes(pid, field):
    with open(f"/proc/{pid}/status") as file:
        return int(re.search(rf"^{field}:\s+(\d+)", file.read(), re.MULTILINE).group(1))


def total(text, series_begin_with):
    """Adds up the series whose names and labels begin so, or shows that there is none."""
    values = [float(line.rsplit(" ", 1)[1]) for line in text.splitlines() if line.startswith(series_begin_with)]
    return f"{sum(values) / 1e6:.1f}" if values else "?"


def growth(agent):
    say(f"containers come and go for {MINUTES:g} minutes")
    counter = f"{HOME}/came"
    with open(counter, "w") as file:
        file.write("0")
    script = f"n=0; while docker run --rm --name bench-brief-$n {BUSYBOX} true; do n=$((n + 1)); echo $n >{counter}; done"
    loop = subprocess.Popen(["sh", "-c", script])
    try:
        heading("Containers come and go, a scrape every 15 s; minute", "containers so far", "RSS MB", "heap used MB", "heap after GC MB",
                "open files", "threads", "series")
        begun = time.time()
        for n in range(ROWS + 1):
            while time.time() < begun + n * MINUTES * 60 / ROWS:
                agent.scrape()
                time.sleep(min(SCRAPE_SECONDS, max(0, begun + n * MINUTES * 60 / ROWS - time.time())))
            growth_row((time.time() - begun) / 60, counter, agent)
            if loop.poll() is not None:
                raise SystemExit("monitoring: a container did not run")
    finally:
        loop.terminate()
        loop.wait()


def growth_row(minute, counter, agent):
    text = agent.scrape()
    with open(counter) as file:
        came = file.read().strip()
    row(f"{minute:.1f}", came, f"{status_kilobytes(agent.pid, 'VmRSS') / 1000:.1f}", total(text, 'jvm_memory_used_bytes{area="heap"'),
        total(text, "jvm_gc_live_data_size_bytes"), len(os.listdir(f"/proc/{agent.pid}/fd")),
        status_kilobytes(agent.pid, "Threads"), series(text))


def main():
    remove_all()
    exporting = None
    try:
        exporting, exporter = start_node_exporter()
        agent, idle = start_agent("bench-agent", 8089), start_agent_that_measures_nothing("bench-idle", 8090)
        say("warming up")
        for server in (agent, idle, exporter):
            server.milliseconds(WARM_UP)
        time.sleep(SETTLE_SECONDS)
        without = host(agent, idle, exporter)
        containers(agent, idle, *without)
        run("docker", "rm", "--force", "bench-idle")
        growth(agent)
    finally:
        if exporting:
            exporting.terminate()
            exporting.wait()
        remove_all()


main()
