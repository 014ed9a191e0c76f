"""What all peers share: reading the corpus and writing pairs as dedupe writes them."""

import json
import os


def articles(path):
    """Yields id and text of each article."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield article["id"], article["text"]


def write_pairs(folder, pairs):
    """Writes each pair of ids once, as pairs.jsonl; the tool calls all of them copies."""
    distinct = {(min(a, b), max(a, b)) for a, b in pairs if a != b}
    with open(os.path.join(folder, "pairs.jsonl"), "w", encoding="utf-8") as output:
        for a, b in sorted(distinct):
            output.write(json.dumps({"a": a, "b": b, "relation": "near-duplicate"}) + "\n")


def write_clusters(folder, clusters):
    """Writes the members of each cluster as clusters.jsonl, and no pairs besides."""
    with open(os.path.join(folder, "clusters.jsonl"), "w", encoding="utf-8") as output:
        for members in clusters:
            if len(members) > 1:
                output.write(json.dumps({"members": [{"id": member} for member in members]}) + "\n")
    write_pairs(folder, [])


def shingles(text, size=5):
    """Word 5-grams after splitting at whitespace, the usual recipe."""
    words = text.split()
    return [" ".join(words[start : start + size]) for start in range(len(words) - size + 1)] or [text]
