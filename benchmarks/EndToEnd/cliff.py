"""Recall over the number of copies of one text: writes texts, runs commands on them, prints a row of a table for each.

    python3 cliff.py COPIES REPLACED SEED COMMAND...      COMMAND: a command line such as "dotnet before/Dedupe.Cli.dll"

The texts are those of `spun.py copies`.
"""
import json
import os
import resource
import shlex
import subprocess
import sys
import tempfile

import spun


def measure(command, path, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = shlex.split(command) + ["cluster", path, "-o", folder, "--quiet"]
    subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.path.join(folder, "clusters.jsonl")) as file:
        sizes = [json.loads(line)["size"] for line in file]
    with open(os.path.join(folder, "summary.json")) as file:
        summary = json.load(file)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return max(sizes, default=0), len(sizes), seconds, summary["peakMemoryBytes"] / 1e6


copies, replaced, seed = map(int, sys.argv[1:4])
with tempfile.TemporaryDirectory() as folder:
    articles = os.path.join(folder, "articles.jsonl")
    with open(articles, "w") as file:
        spun.generate(file, "copies", copies, replaced, seed)
    row = "| %d | %d |" % (copies, seed)
    for number, command in enumerate(sys.argv[4:]):
        largest, clusters, seconds, peak = measure(command, articles, os.path.join(folder, str(number)))
        row += " %.3f | %d | %.1f | %.0f |" % (largest / copies, clusters, seconds, peak)
    print(row, flush=True)
