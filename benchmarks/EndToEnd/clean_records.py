#!/usr/bin/env python3
"""Adds files of records to a tree of clean-tree.py: JSON lines and tables, plain and packed, with copies in one file,
in two, and of texts of the tree.

usage: clean_records.py TREE
"""
import bz2
import gzip
import json
import os
import sys


def make(tree):
    """Files of records: each has a story of the tree twice, that of another file, and one of its own."""
    texts = []
    for folder, _, names in sorted(os.walk(tree)):
        for name in sorted(names):
            path = os.path.join(folder, name)
            if name.endswith(".txt") and os.path.isfile(path) and not os.path.islink(path) and os.access(path, os.R_OK):
                with open(path, encoding="utf-8", errors="replace") as file:
                    texts.append(file.read())
    os.mkdir(f"{tree}/records")
    for number, text in enumerate(texts[::40]):
        rows = [(f"r{number}-{at}", one) for at, one in enumerate(
            (text, texts[(number * 40 + 7) % len(texts)], text, f"Only the file of number {number} says this here."))]
        lines = "".join(json.dumps({"id": key, "text": one}) + "\n" for key, one in rows)
        table = "id,text\n" + "".join(f'{key},"{one}"\n' for key, one in rows)
        for ending, opener, content in ((".jsonl", open, lines), (".csv", open, table), (".jsonl.gz", gzip.open, lines),
                                        (".jsonl.bz2", bz2.open, lines))[number % 4:number % 4 + 1]:
            with opener(f"{tree}/records/{number}{ending}", "wb") as file:
                file.write(content.encode())


if __name__ == "__main__":
    make(sys.argv[1])
