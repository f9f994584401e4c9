"""Asks the agent at $AGENT, from inside a container that has /var/run/rightlink mounted, and prints what it answers."""

import json
import os
import re
import sys
import time
import urllib.request

AGENT = os.environ["AGENT"]
with open("/var/run/rightlink/secret") as file:
    SECRET = dict(line.strip().split("=") for line in file)["RS_RLL_SECRET"]

SCRIPT = """#!/usr/bin/env python3
import os, time
for step in range(1, 4):
    print(f"{os.environ['GREETING']}: step {step} of 3", flush=True)
    time.sleep(0.5)
"""


def ask(path, method="GET", body=None):
    request = urllib.request.Request(AGENT + path, method=method, headers={"X-RLL-Secret": SECRET})
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    return urllib.request.urlopen(request)


def show(request):
    print(f"\n{request}", flush=True)


def table(rows, most=8):
    shown = [[str(cell) for cell in row] for row in rows[:most]]
    widths = [max(len(row[n]) for row in shown) for n in range(len(shown[0]))]
    for row in shown:
        print("   ", "  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    if len(rows) > most:
        print(f"    … and {len(rows) - most} more")


def host():
    show("GET /v1/host")
    table(list(json.load(ask("/v1/host")).items()), most=20)


def units():
    path = "/v1/units?pattern=*.service&state=running"
    show("GET " + path)
    items = json.load(ask(path))["items"]
    table([(u["name"], u["activeState"], u["subState"], u.get("unitFileState", "-")) for u in items])


def restart(unit):
    path = f"/v1/units/{unit}/restart"
    show("POST " + path)
    accepted = ask(path, "POST")
    job = json.load(ask(accepted.headers["Location"] + "?wait=30s"))
    print(f"    {job['summary']}: {job['state']}; systemd says {job['result']['result']}, and the unit is"
          f" {job['result']['unit']['activeState']}")


def containers():
    show("GET /v1/containers")
    items = json.load(ask("/v1/containers"))["items"]
    table([(c["name"], c["state"], f"exit {c['exitCode']}" if "exitCode" in c else "", c["image"], c["id"][:12])
           for c in items])


def images():
    show("GET /v1/images")
    items = json.load(ask("/v1/images"))["items"]
    table([(", ".join(i["tags"]) or "<none>", i["id"][:19], f"{i['sizeBytes'] / 1e6:.0f} MB",
            f"{i['containers']} containers") for i in items])


def metrics():
    show("GET /actuator/prometheus")
    wanted = re.compile(r'node_load1 |node_memory_MemAvailable_bytes |node_cpu_seconds_total\{cpu="0",mode="user"'
                        r'|node_disk_read_bytes_total|node_network_receive_bytes_total\{device="docker0"'
                        r'|container_(cpu_usage_seconds_total|memory_working_set_bytes)\{')
    for line in ask("/actuator/prometheus").read().decode().splitlines():
        if wanted.match(line):
            print("   ", re.sub(r'id="[^"]*",', "", line))


def script():
    path = f"/v1/runs/demo-{int(time.time())}"
    show(f"PUT {path}, and GET {path}/output?follow=true")
    ask(path, "PUT", {"script": {"source": SCRIPT}, "inputs": {"GREETING": "text:hello from a script"}})
    begun = time.monotonic()
    for line in ask(path + "/output?follow=true"):
        print(f"    {time.monotonic() - begun:4.1f} s  {line.decode().rstrip()}", flush=True)
    run = json.load(ask(path))
    print(f"    {run['state']}, exit {run['exitCode']}, {run['outputBytes']} bytes of output")


host()
units()
restart("systemd-journald.service")
containers()
images()
metrics()
script()
sys.stdout.flush()
