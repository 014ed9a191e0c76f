"""Recall over the number of copies of one text: writes texts, runs commands on them, prints a row of a table for each.

    python3 cliff.py COPIES REPLACED COMMAND...      COMMAND: a command line such as "dotnet before/Dedupe.Cli.dll"

The text has 300 words; in each copy REPLACED of them, at random places, are others. 50 unrelated texts lie beside them.
"""
import json
import os
import random
import resource
import shlex
import subprocess
import sys
import tempfile


def write(path, copies, replaced):
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))) for _ in range(20000)]

    def word():
        return words[min(len(words) - 1, int(chance.paretovariate(0.6) * 8) - 8)]

    story = [word() for _ in range(300)]
    with open(path, "w") as file:
        for copy in range(copies):
            text = story[:]
            for place in chance.sample(range(300), replaced):
                text[place] = word()
            file.write(json.dumps({"id": "copy-%06d" % copy, "text": " ".join(text)}) + "\n")
        for other in range(50):
            file.write(json.dumps({"id": "other-%02d" % other, "text": " ".join(word() for _ in range(300))}) + "\n")


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


copies, replaced = int(sys.argv[1]), int(sys.argv[2])
with tempfile.TemporaryDirectory() as folder:
    articles = os.path.join(folder, "articles.jsonl")
    write(articles, copies, replaced)
    row = "| %d |" % copies
    for number, command in enumerate(sys.argv[3:]):
        largest, clusters, seconds, peak = measure(command, articles, os.path.join(folder, str(number)))
        row += " %.3f | %d | %.1f | %.0f |" % (largest / copies, clusters, seconds, peak)
    print(row, flush=True)
