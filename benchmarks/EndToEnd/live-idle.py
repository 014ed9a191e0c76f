#!/usr/bin/env python3
"""Opens thousands of connections to `dedupe serve` that send nothing, or half of a request's head, and looks what they
take from others.

    benchmarks/EndToEnd/live-idle.py --command "dedupe" [--idle 10000] [--half 5000]

Tells the memory of the server before and with them, how long questions take without and with them, and after what time
those that sent half a head were all ended. Needs Python's own library alone, and some 20,000 open files (ulimit -n).
"""
import argparse
import json
import resource
import select
import shlex
import socket
import subprocess
import tempfile
import time
import urllib.request

TEXT = " ".join(f"word{number * 7919 % 1000}" for number in range(300))


def kilobytes(process):
    with open(f"/proc/{process.pid}/status", encoding="ascii") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


def question(url):
    body = json.dumps({"id": "q", "text": TEXT}).encode()
    began = time.perf_counter()
    request = urllib.request.Request(url + "/v1/query", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        answer.read()
    return 1000 * (time.perf_counter() - began)


def median(url, count=200):
    times = sorted(question(url) for _ in range(count))
    return f"median {times[count // 2]:.1f} ms, p99 {times[count * 99 // 100]:.1f} ms"


def connect(port, count, sent=b""):
    sockets = []
    for _ in range(count):
        one = socket.create_connection(("127.0.0.1", port))
        if sent:
            one.sendall(sent)
        sockets.append(one)
    return sockets


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--command", required=True)
    parser.add_argument("--idle", type=int, default=10_000)
    parser.add_argument("--half", type=int, default=5_000)
    given = parser.parse_args()
    wanted = 2 * max(given.idle, given.half)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    with tempfile.TemporaryDirectory() as folder:
        process = subprocess.Popen(
            shlex.split(given.command) + ["serve", "--listen", "127.0.0.1:0", "--rate", "0", "-q"],
            cwd=folder, stdout=subprocess.PIPE, text=True)
        url = process.stdout.readline().strip().rstrip("/")
        port = int(url.rsplit(":", 1)[1])
        try:
            median(url)  # what is compiled at first use
            print(f"without: {median(url)}")
            before = kilobytes(process)
            idle = connect(port, given.idle)
            question(url)
            each = (kilobytes(process) - before) / given.idle
            print(f"{given.idle} idle connections: {each:.1f} kB each; others: {median(url)}")
            for one in idle:
                one.close()
            began = time.perf_counter()
            half = connect(port, given.half, b"GET /health/live HTTP/1.1\r\nHost: local")
            opened = time.perf_counter() - began
            print(f"{given.half} connections with half a head, made in {opened:.1f} s: others: {median(url)}")
            waiting = {one.fileno(): one for one in half}
            poll = select.epoll()
            for number in waiting:
                poll.register(number, select.EPOLLIN)
            answers = {}
            while waiting:
                for number, _ in poll.poll():
                    read = waiting[number].recv(4096)
                    answers.setdefault(number, b"")
                    answers[number] += read
                    if not read:
                        poll.unregister(number)
                        waiting.pop(number)
            ended = time.perf_counter() - began
            told = sum(answer.startswith(b"HTTP/1.1 408 ") for answer in answers.values())
            print(f"all ended {ended:.1f} s after the first was made, {told} of them told 408; others: {median(url)}")
        finally:
            process.terminate()
            process.wait()


main()
