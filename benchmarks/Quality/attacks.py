#!/usr/bin/env python3
"""Collections made to go wrong, each with its exact right answer over the whole range of its parameters, as tables.

    benchmarks/Quality/attacks.py [--command "dedupe"] [--only blocks,stories,...] [--wrong] [--seed TEXT]

All collections of a family go through one run: their words are their own, so they know nothing of each other. A cell
is how many documents are where they do not belong: in a cluster though they share boilerplate alone, or outside of
their story's cluster. 0 is right. Rules were tried out on the seed that is there without --seed: any other one makes
collections that nobody has seen. Needs Python's own library alone.
"""
import argparse
import collections
import datetime
import itertools
import json
import os
import random
import shlex
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILT = "dotnet " + os.path.join(ROOT, "src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll")
NOON = datetime.datetime(2031, 5, 4, 12, tzinfo=datetime.timezone.utc)
NUMBERS = [3, 4, 5, 6, 8, 12, 20, 24, 30, 40, 60, 100, 200]
SHARES = [5, 10, 20, 30, 40, 50, 60, 70, 80]
KNOWN = {
    "nothing known": lambda i: {},
    "one outlet, one day": lambda i: {"source": "The Ledger", "date": day(i / 24)},
    "one outlet, weeks": lambda i: {"source": "The Ledger", "date": day(7 * i)},
    "author as source": lambda i: {"source": f"Author {i}"},
    "author, one day": lambda i: {"source": f"Author {i}", "date": day(i / 240)},
    "two authors": lambda i: {"source": f"Author {i % 2}"},
}
EDGES = {"whole": 0, "a tenth off": 0.1, "a quarter off": 0.25}


def day(days):
    return (NOON + datetime.timedelta(days=days)).isoformat()


class Words:
    """Words of one collection: rare ones, as names and places are."""

    seed = ""

    def __init__(self, seed):
        self.draw = random.Random(Words.seed + str(seed))
        self.prefix = "".join(self.draw.choice("bcdfghjklmnpqrstvwz") + self.draw.choice("aeiou") for _ in range(3))

    def make(self, count):
        return [f"{self.prefix}{self.draw.randrange(1_000_000)}" for _ in range(count)]

    def sentences(self, words):
        made, count = [], 0
        while count < words:
            made.append(self.make(self.draw.randrange(12, 23)))
            count += len(made[-1])
        return made


def block(n, percent, cut, known, seed):
    """Pages that share one block and nothing else."""
    words = Words(("block", n, percent, cut, seed))
    size = 300
    whole = words.make(size * percent // 100)
    for i in range(n):
        most = int(cut * len(whole))
        start, end = words.draw.randrange(most + 1), len(whole) - words.draw.randrange(most + 1)
        own = int(words.draw.uniform(1, 1.2) * (size - len(whole)))
        before = words.draw.randrange(own + 1)
        yield words.make(before) + whole[start:end] + words.make(own - before), KNOWN[known](i)


def blocks():
    for known, edge, percent, n in itertools.product(KNOWN, EDGES, SHARES, NUMBERS):
        docs = list(block(n, percent, EDGES[edge], known, known))
        yield (f"{known}, edges {edge}", f"{percent} %", n), docs, [None] * n


def outlet_copies(words, n, kept, own):
    story = [words.make(words.draw.randrange(12, 23)) for _ in range(24)]
    for _ in range(n):
        text = [story[i] for i in sorted(words.draw.sample(range(24), kept))]
        for sentence in words.sentences(own):
            text.insert(words.draw.randrange(len(text) + 1), sentence)
        yield list(itertools.chain(*text))


def stories():
    for known, kept, n in itertools.product(
            ["nothing known", "author, one day"], [10, 12, 16, 20], [3, 5, 8, 12, 20, 24, 30, 60, 100, 200]):
        words = Words(("story", known, kept, n))
        docs = [(text, KNOWN[known](i)) for i, text in enumerate(outlet_copies(words, n, kept, 80))]
        yield (f"each has so many of 24 sentences, {known}", kept, n), docs, [0] * n


def cuts():
    """A story cut from its end, under words of the outlet's own."""
    for known, own, n in itertools.product(
            ["nothing known", "author, one day"], [0, 30, 60, 120], [2, 3, 4, 5, 8, 12, 20, 30, 60, 100, 200]):
        words = Words(("cuts", known, own, n))
        wire = words.make(400)
        docs = [(wire[:words.draw.randrange(120, 401)] + words.make(own), KNOWN[known](i)) for i in range(n)]
        yield (f"cut from the end to 120 to 400 words, {known}", f"{own} own words", n), docs, [0] * n


def chains():
    """Each text has the second half of the one before it; no cluster is longer than three."""
    for half, n in itertools.product([60, 100, 200], [5, 10, 40, 100]):
        words = Words(("chain", half, n))
        parts = [words.make(half) for _ in range(n + 1)]
        yield ("chains", f"halves of {half} words", n), [
            (parts[i] + parts[i + 1], {}) for i in range(n)], "chain"


def digests():
    """Stories of some copies each, and round-ups that hold an item of each: whole, or its beginning."""
    for known, held, copies, items in itertools.product(
            ["nothing known", "author, one day"], ["whole", "half"], [1, 2, 3, 6], [2, 5, 10, 20, 40]):
        for roundups in [1, 3]:
            words = Words(("digest", known, held, copies, items, roundups))
            docs, truth = [], []
            whole = [words.make(words.draw.randrange(80, 200)) for _ in range(items)]
            for item, text in enumerate(whole):
                for _ in range(copies):
                    docs.append((text[:words.draw.randrange(3 * len(text) // 4, len(text) + 1)] + words.make(
                        words.draw.randrange(5, 25)), KNOWN[known](len(docs))))
                    truth.append(item)
            for number in range(roundups):
                order = list(range(items))
                words.draw.shuffle(order)
                text = []
                for item in order:
                    text += words.make(4) + (whole[item] if held == "whole" else whole[item][:len(whole[item]) // 2])
                docs.append((text, KNOWN[known](len(docs))))
                truth.append("roundup")
            yield (f"digests hold items {held}, {known}, {roundups} round-ups", f"{copies} copies", items), docs, truth


def listings():
    """Listings of one site: a frame, and entries of their own drawn from no common stock, or a few from it."""
    for known, common, n in itertools.product(
            ["nothing known", "one outlet, one day", "author, one day"], [0, 2, 5], [3, 5, 8, 12, 20, 30, 60, 100]):
        words = Words(("listing", known, common, n))
        stock = [words.make(25) for _ in range(4 * max(common, 1))]
        head, foot = words.make(30), words.make(60)
        docs = []
        for i in range(n):
            entries = [words.make(25) for _ in range(10)] + words.draw.sample(stock, common)
            words.draw.shuffle(entries)
            docs.append((head + list(itertools.chain(*entries)) + foot, KNOWN[known](i)))
        yield (f"listings, {known}", f"{common} of 20 entries in common", n), docs, [None] * n


FAMILIES = {"blocks": blocks, "stories": stories, "cuts": cuts, "chains": chains, "digests": digests,
            "listings": listings}


def misplaced(truth, clusters):
    """Documents that are where they do not belong."""
    clusters = [cluster for cluster in clusters if len(cluster) > 1]
    if truth == "chain":
        return sum(len(cluster) - 3 for cluster in clusters if len(cluster) > 3)
    wrong = 0
    # A digest may stand in one cluster; what it glues is wrong. Each story keeps its largest part.
    best = collections.Counter()
    for cluster in clusters:
        counts = collections.Counter(truth[i] for i in cluster if truth[i] not in (None, "roundup"))
        wrong += sum(truth[i] is None for i in cluster)
        if counts:
            story, most = counts.most_common(1)[0]
            wrong += sum(counts.values()) - most
            best[story] = max(best[story], most)
    for story, size in collections.Counter(t for t in truth if t not in (None, "roundup")).items():
        wrong += size - max(best[story], 1) if size > 1 else 0
    return wrong


def run(command, family):
    collections_ = list(family())
    with tempfile.TemporaryDirectory() as folder:
        path, out = os.path.join(folder, "in.jsonl"), os.path.join(folder, "out")
        with open(path, "w", encoding="utf-8") as lines:
            for number, (_, docs, _) in enumerate(collections_):
                for i, (text, facts) in enumerate(docs):
                    lines.write(json.dumps({"id": f"{number}-{i}", "text": " ".join(text), **facts}) + "\n")
        subprocess.run(shlex.split(command) + ["cluster", path, "-o", out, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
        clusters = collections.defaultdict(list)
        with open(os.path.join(out, "clusters.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                ids = [member["id"].split("-") for member in json.loads(line)["members"]]
                for number in {number for number, _ in ids}:
                    clusters[int(number)].append([int(i) for n, i in ids if n == number])
    return [(cell, misplaced(truth, clusters[number]), len(docs))
            for number, (cell, docs, truth) in enumerate(collections_)]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", default=BUILT)
    parser.add_argument("--only", default=",".join(FAMILIES))
    parser.add_argument("--wrong", action="store_true", help="tables with a wrong cell alone")
    parser.add_argument("--seed", default="")
    arguments = parser.parse_args()
    Words.seed = arguments.seed
    for name in arguments.only.split(","):
        results = run(arguments.command, FAMILIES[name])
        bad = sum(wrong > 0 for _, wrong, _ in results)
        print(f"## {name}: {bad} of {len(results)} collections wrong, "
              f"{sum(wrong for _, wrong, _ in results)} of {sum(size for *_, size in results)} documents\n")
        tables = collections.defaultdict(dict)
        for (table, row, column), wrong, _ in results:
            tables[table].setdefault(row, {})[column] = wrong
        for table, rows in tables.items():
            if arguments.wrong and not any(any(row.values()) for row in rows.values()):
                continue
            columns = list(next(iter(rows.values())))
            print(f"| {table} | " + " | ".join(map(str, columns)) + " |\n|---|" + "--:|" * len(columns))
            for row, cells in rows.items():
                print(f"| {row} | " + " | ".join(str(cells[column]) for column in columns) + " |")
            print()


if __name__ == "__main__":
    main()
