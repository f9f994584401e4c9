"""Runs on the host: scripts through the agent and through a shell in the agent's container, by turns. The agent's journal, with its fsyncs,
and the runs' files are on the disk where the shell's are. Arguments: image, rounds, megabytes that a script prints."""

import datetime
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time

IMAGE, ROUNDS, MEGABYTES = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
NAME, HOME = "bench-scripts", "/var/lib/bench-scripts"
SCRIPTS = 1000
TRIVIAL = "#!/bin/sh\ntrue\n"
PRINTING = f"head -c {MEGABYTES << 20} /dev/zero"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Agent:
    """One in a container of its own, asked over one connection."""

    def __init__(self, name, port, **settings):
        self.name, self.home, self.number = f"{NAME}-{name}", f"{HOME}/{name}", 0
        os.makedirs(self.home)
        variables = [part for key, value in settings.items() for part in ("--env", f"RIGHTLINK_SCRIPTS_{key}={value}")]
        run("docker", "run", "--detach", "--name", self.name, "--network", "host", "--volume", f"{HOME}:{HOME}", *variables, IMAGE,
            "-listen", f"127.0.0.1:{port}", "-state", self.home + "/state", "-run", self.home + "/run")
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        deadline = time.time() + 60
        while time.time() < deadline:
            try:
                with open(self.home + "/run/secret") as file:
                    secret = re.search("RS_RLL_SECRET=(.*)", file.read()).group(1)
                self.headers = {"X-RLL-Secret": secret, "Content-Type": "application/json"}
                self.ask("GET", "/v1/runs")
                return
            except (OSError, http.client.HTTPException):
                self.connection.close()
                time.sleep(0.1)
        raise SystemExit("scripts: the agent did not become ready: " + run("docker", "logs", self.name))

    def ask(self, method, path, body=None):
        self.connection.request(method, path, body=body and json.dumps(body), headers=self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        assert answer.status in (200, 201), text
        return json.loads(text)

    def submit(self, source):
        self.number += 1
        path = f"/v1/runs/run-{self.number}"
        self.ask("PUT", path, {"script": {"source": source}})
        return path

    def ended(self, path):
        ended = self.ask("GET", path)
        while ended["state"] in ("queued", "running"):
            time.sleep(0.2)
            ended = self.ask("GET", path)
        assert ended["state"] == "succeeded", ended
        return ended

    def in_its_container(self, script):
        """Returns the seconds that a shell takes for it, without those to get there."""
        # the agent ends connections that are idle for long; the next question opens one
        self.connection.close()
        timed = f"begun=$EPOCHREALTIME; {script}; echo $begun $EPOCHREALTIME"
        begun, over = run("docker", "exec", self.name, "bash", "-c", timed).split()
        return float(over) - float(begun)


def seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def trivial_runs(agent):
    begun = time.time()
    for _ in range(SCRIPTS):
        last = agent.submit(TRIVIAL)
    return seconds(agent.ended(last)["endedAt"]) - begun


def trivial_shell(agent):
    return agent.in_its_container(f"for i in {{1..{SCRIPTS}}}; do bash -c {HOME}/trivial; done")


def printing_run(agent):
    """Returns the seconds until all of its output is kept and its digest on record, and the bytes kept."""
    ended = agent.ended(agent.submit(f"#!/bin/sh\n{PRINTING}\n"))
    return seconds(ended["endedAt"]) - seconds(ended["startedAt"]), ended["outputBytes"]


def printing_shell(agent):
    passed = agent.in_its_container(f"{PRINTING} | cat > {HOME}/plain")
    os.remove(f"{HOME}/plain")
    return passed


def remove_all():
    names = run("docker", "ps", "--all", "--quiet", "--filter", f"name=^/{NAME}-").split()
    if names:
        run("docker", "rm", "--force", *names)
    shutil.rmtree(HOME, ignore_errors=True)


def show(what, agent, shell):
    ratios = [a / s for a, s in zip(agent, shell)]
    print(f"| {what} | {statistics.median(agent):.2f} | {statistics.median(shell):.2f} |"
          f" {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) |", flush=True)


def main():
    remove_all()
    os.makedirs(HOME)
    try:
        with open(f"{HOME}/trivial", "w") as file:
            file.write(TRIVIAL)
        os.chmod(f"{HOME}/trivial", 0o700)
        bounded = Agent("bounded", 8090)
        whole = Agent("whole", 8091, OUTPUTHEAD=f"{MEGABYTES}MB", KEPTOUTPUT=f"{20 * MEGABYTES}MB")
        trivial_runs(bounded)
        cases = {name: ([], []) for name in ("trivial", "bounded", "whole")}
        for n in range(ROUNDS):
            print(f"scripts: round {n + 1} of {ROUNDS}", file=sys.stderr, flush=True)
            cases["trivial"][1].append(trivial_shell(bounded))
            cases["trivial"][0].append(trivial_runs(bounded))
            for name, agent in ("bounded", bounded), ("whole", whole):
                cases[name][1].append(printing_shell(agent))
                passed, kept = printing_run(agent)
                assert (kept == MEGABYTES << 20) == (name == "whole"), kept
                cases[name][0].append(passed)
        print(f"| {ROUNDS} rounds | the agent, s | the shell, s | ratio (smallest to largest) |")
        print("|---|---|---|---|")
        show(f"{SCRIPTS} scripts that do nothing, one after the other; `bash -c` of each", *cases["trivial"])
        show(f"a script that prints {MEGABYTES} MB, of which the beginning and the end are kept; the same into a file", *cases["bounded"])
        show("the same, of which all is kept, with its SHA-256", *cases["whole"])
    finally:
        remove_all()


main()
