#!/usr/bin/env python3
"""Kills `dedupe serve` at random moments while articles are sent, and looks at what is left.

    benchmarks/EndToEnd/live-kills.py --command "dedupe" --input ARTICLES.jsonl [--data DATA] [--kills 200]
                                      [--senders 4] [--pause 1.5]

Several senders post one article after the other, some in batches, and note what was answered 200. After each kill the
server is started again on the same store and index. In the end each article that was acknowledged must be there, none
twice, with the answer it had; then the store is settled and its clusters must be those of `dedupe cluster` on the same
articles, with representatives, relations and shares. DATA is a file of SQLite or an address of PostgreSQL, whose
schema must be new. Needs Python's own library alone.
"""
import argparse
import json
import os
import random
import shlex
import signal
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request


class Server:
    """The server, started again whenever it is killed."""

    def __init__(self, command, data, index, log):
        self.arguments = shlex.split(command) + [
            "serve", "--data", data, "--index", index, "--listen", "127.0.0.1:0", "--settle-after", "2000",
            "--rate", "0"]
        self.log = log
        self.url = None

    def start(self):
        self.process = subprocess.Popen(
            self.arguments, stdout=subprocess.PIPE, stderr=self.log, text=True, start_new_session=True)
        for line in self.process.stdout:
            if "http://" in line:
                self.url = "http://" + line.split("http://", 1)[1].split()[0].rstrip("/.,")
                break
        else:
            raise SystemExit("The server did not start.")
        threading.Thread(target=self.process.stdout.read, daemon=True).start()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def post(url, lines):
    body = ("\n".join(lines) + "\n").encode()
    request = urllib.request.Request(
        url + "/v1/articles", body, {"Content-Type": "application/x-ndjson"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return [json.loads(line) for line in response.read().decode().splitlines()]


def facts(members):
    """What must be the same of a cluster: who is in it, in which order, and how each relates to the first."""
    return tuple(tuple(member[name] for name in ("id", "relation", "jaccard", "coverage")) for member in members)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--input", required=True)
    parser.add_argument("--data")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--senders", type=int, default=4)
    parser.add_argument("--pause", type=float, default=1.5, help="at most so many seconds between kills")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with open(given.input, encoding="utf-8") as file:
        lines = [line.rstrip("\n") for line in file]
    folder = tempfile.mkdtemp(prefix="dedupe-kills-")
    data = given.data or os.path.join(folder, "live.db")
    server = Server(given.command, data, os.path.join(folder, "index"), open(os.path.join(folder, "log"), "w"))
    server.start()
    acknowledged, attempted, gate, stop = {}, set(), threading.Lock(), threading.Event()
    shares = [list(range(start, len(lines), given.senders)) for start in range(given.senders)]

    def send(mine, seed):
        rng = random.Random(seed)
        at = 0
        while at < len(mine) and not stop.is_set():
            some = mine[at:at + rng.choice([1, 1, 1, 1, 3])]
            with gate:
                attempted.update(some)
            try:
                answers = post(server.url, [lines[i] for i in some])
            except (OSError, urllib.error.URLError, ValueError, ConnectionError):
                time.sleep(0.02)
                continue
            with gate:
                for i, answer in zip(some, answers):
                    answer.pop("repeat", None)  # stored before a kill, and told after it
                    acknowledged[i] = answer
            at += len(some)

    senders = [threading.Thread(target=send, args=(share, given.seed + n)) for n, share in enumerate(shares)]
    for sender in senders:
        sender.start()
    rng = random.Random(given.seed)
    kills = 0
    while kills < given.kills and any(sender.is_alive() for sender in senders):
        time.sleep(rng.random() * given.pause)
        server.kill()
        kills += 1
        server.start()
    stop.set()
    for sender in senders:
        sender.join()

    # What was stored and not acknowledged, because the server was killed in between, is sent again as a sender would.
    told = len(acknowledged)
    rest = sorted(attempted - acknowledged.keys())
    for i in rest:
        acknowledged[i] = post(server.url, [lines[i]])[0]
        acknowledged[i].pop("repeat", None)
    lost = doubled = other = 0
    for i, answer in acknowledged.items():
        item = json.loads(lines[i])
        query = urllib.parse.urlencode({"source": item["source"]}) if item.get("source") else ""
        with urllib.request.urlopen(
                f"{server.url}/v1/articles/{urllib.parse.quote(item['id'], safe='')}?{query}", timeout=60) as response:
            there = json.loads(response.read())
        versions = there["versions"]
        lost += len(versions) == 0
        doubled += len(versions) > 1
        for version in versions:
            pairs = [pair["number"] for pair in version["pairs"]]
            doubled += len(pairs) - len(set(pairs))
    for some in (list(acknowledged)[at:at + 500] for at in range(0, len(acknowledged), 500)):
        for i, answer in zip(some, post(server.url, [lines[i] for i in some])):
            answer.pop("repeat", None)  # that it was there already is all that is new
            if answer != acknowledged[i]:
                other += 1
                print(f"other answer:\n  {json.dumps(acknowledged[i])[:1000]}\n  {json.dumps(answer)[:1000]}")
    request = urllib.request.Request(server.url + "/v1/settle", b"", {"Content-Type": "application/json"})
    urllib.request.urlopen(request, timeout=600).read()
    found = {}
    before = ""
    while True:
        with urllib.request.urlopen(f"{server.url}/v1/clusters?limit=1000{before}", timeout=60) as response:
            page = json.loads(response.read())
        page = page["clusters"]
        if not page:
            break
        for cluster in page:
            with urllib.request.urlopen(f"{server.url}/v1/clusters/{cluster['number']}", timeout=60) as response:
                whole = json.loads(response.read())
            found[cluster["number"]] = facts(whole["members"])
        before = f"&before={min(cluster['number'] for cluster in page)}"
    with urllib.request.urlopen(server.url + "/v1/stats", timeout=60) as response:
        stats = json.loads(response.read())
    server.kill()

    stored = os.path.join(folder, "stored.jsonl")
    with open(stored, "w", encoding="utf-8") as file:
        file.writelines(lines[i] + "\n" for i in sorted(acknowledged))
    run = os.path.join(folder, "run")
    subprocess.run(
        shlex.split(given.command) + ["cluster", stored, "-o", run, "--quiet"], check=True, stdout=subprocess.DEVNULL)
    expected = set()
    with open(os.path.join(run, "clusters.jsonl"), encoding="utf-8") as file:
        for line in file:
            expected.add(facts(json.loads(line)["members"]))
    wrong = len(expected ^ set(found.values()))
    doubled += stats["articles"] != len(acknowledged)
    print(f"{kills} kills, {told} acknowledged and {len(rest)} sent again, {lost} lost, {doubled} doubled, "
          f"{other} other answers, "
          f"{len(expected)} clusters, {wrong} wrong; stats: {json.dumps(stats)[:300]}; folder: {folder}")
    raise SystemExit(0 if lost + doubled + other + wrong == 0 else 1)


main()
