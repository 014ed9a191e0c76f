#!/usr/bin/env python3
"""What a threshold on Jaccard similarity would get on labelled pairs: the best one, chosen with the labels, and 0.7.

    benchmarks/Quality/threshold.py LABELS ARTICLES [LABELS ARTICLES ...]

Words are runs of letters and digits in lower case, similarity is that of the sets of five words in a row.
"""
import gzip
import json
import re
import sys

COPIES = {"same", "copy", "identical", "near-duplicate", "derived", "cut", "light", "heavy"}


def lines(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def shingles(text):
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start:start + 5]) for start in range(len(words) - 4)}


def f1(pairs, threshold):
    right = sum(copy and similarity >= threshold for similarity, copy in pairs)
    wrong = sum(copy != (similarity >= threshold) for similarity, copy in pairs)
    return 2 * right / max(1, 2 * right + wrong)


print("| labels | pairs | best threshold | F1 there | F1 at 0.7 |\n|---|--:|--:|--:|--:|")
for labels, articles in zip(sys.argv[1::2], sys.argv[2::2]):
    wanted = [pair for pair in lines(labels) if pair["label"] != "unsure"]
    ids = {pair[side] for pair in wanted for side in "ab"}
    sets = {str(a["id"]): shingles(a["text"]) for a in lines(articles) if str(a["id"]) in ids}
    pairs = []
    for pair in wanted:
        a, b = sets[pair["a"]], sets[pair["b"]]
        pairs.append((len(a & b) / max(1, len(a | b)), pair["label"] in COPIES))
    best, at = max((f1(pairs, similarity), similarity) for similarity, _ in pairs)
    print(f"| {labels} | {len(pairs)} | {at:.3f} | {best:.3f} | {f1(pairs, 0.7):.3f} |")
