#!/usr/bin/env python3
"""How much F1 on a labelled set hangs on each constant: every one 25 % lower and higher, and the labels without
each outlet.

    benchmarks/Quality/sensitivity.py LABELS ARTICLES [--constants] > benchmarks/runs/<date>-<machine>/sensitivity.md

Options are changed by an options file; with --constants those of the source in a copy of it that is built anew (slow:
half a minute each). Needs the built command and nothing but Python's own library.
"""
import collections
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
COMMAND = "src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll"

OPTIONS = [
    ("verification", "maxGap", 8), ("verification", "derivedShare", 0.2), ("verification", "derivedOtherShare", 0.07),
    ("verification", "containedShare", 0.5), ("verification", "derivedWords", 14), ("verification", "partialWords", 28),
    ("verification", "quoteWords", 6), ("indexing", "allPairsLimit", 24), ("indexing", "frequencyCap", 1024),
    ("indexing", "storyCap", 12), ("indexing", "minSharedKeys", 2), ("signing", "reuseWindow", 8),
    ("", "threshold", 0.7),
]
CONSTANTS = [
    ("Indexing/StoryRule.cs", "MinShare"), ("Indexing/StoryRule.cs", "DominantShare"),
    ("Indexing/StoryRule.cs", "DistinctKeys"), ("Indexing/StoryRule.cs", "DistinctShare"),
    ("Indexing/StoryRule.cs", "StoryLife"), ("Indexing/StoryRule.cs", "StockAge"),
    ("Verification/PassageWeights.cs", "Allowance"), ("Verification/Refrains.cs", "MinOccurrences"),
    ("Verification/Refrains.cs", "MaxDistance"), ("Verification/Refrains.cs", "MinWords"),
]
DECLARATION = r"(\b{}\b = (?:TimeSpan\.FromDays\()?)([0-9.]+)"


def evaluate(labels, articles, options=None, root=ROOT):
    """Precision, recall and F1 as `dedupe eval` prints them."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(options or {}, file)
        file.flush()
        done = subprocess.run(
            ["dotnet", os.path.join(root, COMMAND), "eval", "--labels", labels, "--input", articles, "--quiet",
             "--options", file.name],
            capture_output=True, text=True)
    found = re.search(r"precision ([0-9.]+)\s+recall ([0-9.]+)\s+F1 ([0-9.]+)", done.stdout)
    if not found:
        raise SystemExit(done.stdout + done.stderr)
    return [float(value) for value in found.groups()]


def around(value):
    """A quarter less and a quarter more; whole numbers move by one at least."""
    if isinstance(value, int):
        step = max(1, round(value / 4))
        return [value - step, value + step]
    return [round(value * 0.75, 6), round(value * 1.25, 6)]


def row(name, value, figures):
    print(f"| {name} | {value} | {figures[0]:.3f} | {figures[1]:.3f} | {figures[2]:.3f} |", flush=True)


def vary_options(labels, articles):
    for stage, name, value in OPTIONS:
        for other in around(value):
            row(name, other, evaluate(labels, articles, {stage: {name: other}} if stage else {name: other}))


def vary_constants(labels, articles):
    with tempfile.TemporaryDirectory() as copy:
        for name in ("src", ".editorconfig", "README.md", "LICENSE",
                     "Directory.Build.props", "Directory.Packages.props", "global.json"):
            source = os.path.join(ROOT, name)
            if os.path.isdir(source):
                shutil.copytree(source, os.path.join(copy, name), ignore=shutil.ignore_patterns("bin", "obj"))
            else:
                shutil.copy(source, copy)
        for path, name in CONSTANTS:
            file = os.path.join(copy, "src/Dedupe", path)
            with open(file, encoding="utf-8") as stream:
                text = stream.read()
            pattern = re.compile(DECLARATION.format(name))
            declared, written = pattern.search(text).groups()
            for other in around(float(written) if "." in written or "FromDays" in declared else int(written)):
                with open(file, "w", encoding="utf-8") as stream:
                    stream.write(pattern.sub(lambda match: match.group(1) + str(other), text, count=1))
                subprocess.run(["dotnet", "build", "src/Dedupe.Cli", "-c", "Release", "-v", "q"],
                               cwd=copy, check=True, stdout=subprocess.DEVNULL)
                row(f"{name} ({os.path.basename(path)[:-3]})", other, evaluate(labels, articles, root=copy))
            with open(file, "w", encoding="utf-8") as stream:
                stream.write(text)


def leave_out_outlets(labels, articles):
    with gzip.open(articles, "rt", encoding="utf-8") as lines:
        outlet = {article["id"]: article.get("source") for article in map(json.loads, lines)}
    with open(labels, encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    count = collections.Counter(name for pair in pairs for name in {outlet[pair["a"]], outlet[pair["b"]]})
    for name, number in count.most_common():
        if number < 5:
            break
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as rest:
            for pair in pairs:
                if name not in (outlet[pair["a"]], outlet[pair["b"]]):
                    rest.write(json.dumps(pair) + "\n")
            rest.flush()
            row(f"without {name}", f"{len(pairs) - number} labels", evaluate(rest.name, articles))


def main():
    labels, articles = sys.argv[1:3]
    files = " ".join(os.path.basename(path) for path in (labels, articles))
    print(f"# Sensitivity\n\n    benchmarks/Quality/sensitivity.py {files}\n")
    head = "| changed | to | precision | recall | F1 |\n|---|---|---|---|---|"
    print(head)
    row("nothing", "", evaluate(labels, articles))
    vary_options(labels, articles)
    print("\n## Labels without an outlet (five labels or more)\n\n" + head)
    leave_out_outlets(labels, articles)
    if "--constants" in sys.argv:
        print("\n## Constants in the source\n\n" + head)
        vary_constants(labels, articles)


if __name__ == "__main__":
    main()
