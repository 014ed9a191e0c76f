#!/usr/bin/env python3
"""Mutation score by sample: small faults are put into the code one at a time, and the unit tests of the same folder
must notice each.

    benchmarks/Mutation/sample.py [--seed 1] [--count 12] [Verification Indexing Clustering Filter]

Of all places in a folder where an operator of the list below stands, some are drawn at random. Each is changed, the
tests are built and run, and the file is put back. A mutant that does not compile is not counted; one whose tests take
over two minutes is killed. Works on the checkout that it stands in, which must be clean, and prints a table. Two to
five mutants a minute on two cores.
"""
import argparse
import random
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests/Dedupe.Tests/bin/Release/net10.0/Dedupe.Tests"
SWAPS = {
    " < ": [" <= "], " <= ": [" < "], " > ": [" >= "], " >= ": [" > "], " == ": [" != "], " != ": [" == "],
    " && ": [" || "], " || ": [" && "], " + ": [" - "], " - ": [" + "], " * ": [" / "], " + 1": [""], " - 1": [""],
}
# Tests that take seconds each and look at sizes, not at rules.
SLOW = ["*HeadlinesAddLinks*", "*ALargeBucketIsLinear*", "*AKeyTakesSevenBytes*", "*ABucketOfThousands*",
        "*PairsStandInOrder*", "*TenThousandEqualAlerts*", "*EveryCopyIsInOneCluster*", "*SoAreCopies*",
        "*OneBlockInManyTexts*"]
FOLDERS = {
    "Verification": (["src/Dedupe/Verification/*.cs"], ["-namespace", "Dedupe.Tests.Verification"]),
    "Indexing": (["src/Dedupe/Indexing/*.cs"], ["-namespace", "Dedupe.Tests.Indexing"]),
    "Clustering": (["src/Dedupe/Clustering/*.cs"], ["-namespace", "Dedupe.Tests.Clustering"]),
    "Filter": (["src/Dedupe/Batch/*Filter*.cs", "src/Dedupe/Batch/Remov*.cs", "src/Dedupe/Batch/Removal/*.cs",
                "src/Dedupe/Batch/Rejected*.cs"],
               ["-class", "Dedupe.Tests.Batch.Filter*", "-class", "Dedupe.Tests.Batch.Rej*",
                "-class", "Dedupe.Tests.Batch.Removal.*"]),
    "Cleaning": (["src/Dedupe/Cleaning/*.cs"], ["-namespace", "Dedupe.Tests.Cleaning"]),
}


def places(patterns):
    """All places where an operator stands: file, start, end, what is put there."""
    for file in sorted({file for pattern in patterns for file in ROOT.glob(pattern)}):
        start = 0
        for line in file.read_text().splitlines(keepends=True):
            code = line.split("//")[0]
            if '"' not in code and not code.lstrip().startswith(("[", "using", "namespace")):
                for old, news in SWAPS.items():
                    for found in re.finditer(re.escape(old) + (r"(?![\d.])" if old.endswith("1") else ""), code):
                        yield from ((file, start + found.start(), start + found.end(), new) for new in news)
            start += len(line)


def run(command, seconds):
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds, check=False).returncode
    except subprocess.TimeoutExpired:
        return None


def judge(file, start, end, new, tests):
    """killed, survived, or None when it does not compile."""
    text = file.read_text()
    try:
        file.write_text(text[:start] + new + text[end:])
        build = ["dotnet", "build", "tests/Dedupe.Tests", "-c", "Release", "--no-restore", "-v", "q",
                 "-p:RunAnalyzers=false"]
        if run(build, 300) != 0:
            return None
        command = [str(TESTS), *tests, "-stopOnFail"]
        for slow in SLOW:
            command += ["-method-", slow]
        return "survived" if run(command, 120) == 0 else "killed"
    finally:
        file.write_text(text)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=12)
    options.add_argument("folders", nargs="*", default=list(FOLDERS))
    asked = options.parse_args()
    print("| folder | places | drawn | killed | survived |\n|---|--:|--:|--:|--:|", flush=True)
    survivors = []
    for name in asked.folders or FOLDERS:
        patterns, tests = FOLDERS[name]
        found = list(places(patterns))
        random.Random(asked.seed).shuffle(found)
        answers = []
        for place in found:
            if len(answers) == asked.count:
                break
            answer = judge(*place, tests)
            if answer is None:
                continue
            answers.append(answer)
            if answer == "survived":
                file, start, end, new = place
                text = file.read_text()
                line = text.count("\n", 0, start) + 1
                survivors.append(f"{file.relative_to(ROOT)}:{line} `{text[start:end].strip()}` to `{new.strip()}`")
        killed, survived = answers.count("killed"), answers.count("survived")
        print(f"| {name} | {len(found)} | {len(answers)} | {killed} | {survived} |", flush=True)
    print("\nSurvivors:\n", *survivors, sep="\n- ")


if __name__ == "__main__":
    sys.exit(main())
