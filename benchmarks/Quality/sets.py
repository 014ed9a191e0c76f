#!/usr/bin/env python3
"""Precision, recall and F1 of `dedupe eval` on several labelled sets, their macro mean, and what other settings get.

    benchmarks/Quality/sets.py [--command "dedupe"] [--leave-one-out] FOLDER ...

A folder holds pairs.jsonl or labels.jsonl, and articles.jsonl or articles.jsonl.gz. F1 of sure labels leaves out those
of a confidence under 0.7. With --leave-one-out each of a few settings is run on all sets; for each set the setting is
chosen that has the best mean F1 on the others, and what that one gets on the set itself is shown. Needs Python's own
library alone.
"""
import argparse
import concurrent.futures
import json
import os
import shlex
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILT = "dotnet " + os.path.join(ROOT, "src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll")
COPIES = {"same", "copy", "identical", "near-duplicate", "derived", "cut", "light", "heavy"}
SURE = 0.7
SETTINGS = [
    {},
    {"derivedShare": 0.15}, {"derivedShare": 0.25},
    {"derivedOtherShare": 0.05}, {"derivedOtherShare": 0.1},
    {"containedShare": 0.4}, {"containedShare": 0.6},
]


def file_of(folder, *names):
    """The first of some files that is there."""
    return next(path for path in (os.path.join(folder, name) for name in names) if os.path.exists(path))


def is_set(folder):
    """Whether a folder holds labels; what else stands beside the sets is passed over."""
    return any(os.path.exists(os.path.join(folder, name)) for name in ("pairs.jsonl", "labels.jsonl"))


def labels_of(folder):
    return file_of(folder, "pairs.jsonl", "labels.jsonl")


def evaluate(command, folder, setting=None):
    """What `dedupe eval --json --errors` says of a set."""
    articles = file_of(folder, "articles.jsonl.gz", "articles.jsonl")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as options:
        json.dump({"verification": setting or {}}, options)
        options.flush()
        done = subprocess.run(
            shlex.split(command) + ["eval", "--labels", labels_of(folder), "--input", articles,
                                    "--json", "--errors", "--quiet", "--options", options.name],
            capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(f"{folder}: {done.stderr}")
    return json.loads(done.stdout)


def sure_f1(folder, result):
    """F1 over the labels that are sure; a set without confidences has only such."""
    with open(labels_of(folder), encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    sure = {(pair["a"], pair["b"]): pair["label"] in COPIES for pair in pairs
            if pair["label"] != "unsure" and pair.get("conf", 1) >= SURE}
    wrong = {(error["a"], error["b"]) for error in result["errors"]} | {
        (error["b"], error["a"]) for error in result["errors"]}
    found = sum(copy and pair not in wrong for pair, copy in sure.items())
    errors = sum(pair in wrong for pair in sure)
    return 2 * found / max(1, 2 * found + errors)


def confusion(result):
    table = result["confusion"]
    order = ["identical", "near-duplicate", "derived", "partial", "quote", "template", "none"]
    columns = [name for name in order if any(name in row for row in table.values())]
    print("| label | " + " | ".join(columns) + " |\n|---|" + "--:|" * len(columns))
    for label, row in table.items():
        print(f"| {label} | " + " | ".join(str(row.get(name, ".")) for name in columns) + " |")
    print()


def mean(values):
    return sum(values) / len(values)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default=BUILT)
    parser.add_argument("--leave-one-out", action="store_true")
    parser.add_argument("folders", nargs="+")
    arguments = parser.parse_args()
    folders = [folder.rstrip("/") for folder in arguments.folders if is_set(folder)]
    if not folders:
        raise SystemExit("no labelled set: a folder with pairs.jsonl or labels.jsonl is needed")
    names = [os.path.basename(folder) for folder in folders]
    settings = SETTINGS if arguments.leave_one_out else SETTINGS[:1]
    with concurrent.futures.ThreadPoolExecutor(1 if arguments.leave_one_out else 2) as pool:
        results = [list(pool.map(lambda folder, s=setting: evaluate(arguments.command, folder, s), folders))
                   for setting in settings]

    print("| set | labels | precision | recall | F1 | F1 of sure labels |\n|---|--:|--:|--:|--:|--:|")
    sure = [sure_f1(folder, result) for folder, result in zip(folders, results[0])]
    for name, result, f1 in zip(names, results[0], sure):
        pairs = result["pairs"]
        print(f"| {name} | {result['labels']} | {pairs['precision']:.3f} | {pairs['recall']:.3f} | {pairs['f1']:.3f} "
              f"| {f1:.3f} |")
    print(f"| macro mean | | | | {mean([r['pairs']['f1'] for r in results[0]]):.3f} | {mean(sure):.3f} |\n")
    for name, result in zip(names, results[0]):
        print(f"## {name}: label by what was said\n")
        confusion(result)
    if not arguments.leave_one_out:
        return

    scores = [[result["pairs"]["f1"] for result in row] for row in results]
    print("## F1 with other settings\n")
    print("| setting | " + " | ".join(names) + " | mean |\n|---|" + "--:|" * len(names) + "--:|")
    for setting, row in zip(settings, scores):
        print(f"| {', '.join(f'{k} {v}' for k, v in setting.items()) or 'default'} | "
              + " | ".join(f"{f1:.3f}" for f1 in row) + f" | {mean(row):.3f} |")
    if len(names) < 2:
        # One set has no others to choose by.
        return
    print("\n## Leave one collection out: the setting that is best on the others\n")
    print("| set | setting | F1 |\n|---|---|--:|")
    for left, name in enumerate(names):
        best = max(range(len(settings)), key=lambda s: (
            round(mean([f1 for i, f1 in enumerate(scores[s]) if i != left]), 6), -s))
        setting = ", ".join(f"{k} {v}" for k, v in settings[best].items()) or "default"
        print(f"| {name} | {setting} | {scores[best][left]:.3f} |")


if __name__ == "__main__":
    main()
