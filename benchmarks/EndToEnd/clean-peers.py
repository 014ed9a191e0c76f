#!/usr/bin/env python3
"""Which files dedupe, rmlint, fdupes and jdupes would remove from one tree, compared name by name, and what would be
lost with them. Nothing is removed.

usage: clean-peers.py DEDUPE FOLDER [FILES] [SEED]

Makes FOLDER/tree (clean-tree.py). Of each program that is there: how many names would go; how many of them are names
of a file that keeps another one (hard links), and how many are empty; files that have the bytes of another one and
would stay; words that would be in no plain text or record that stays, sentence by sentence. Prints tables. Linux only.
"""
import bz2
import gzip
import hashlib
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PACKINGS = {b".gz": gzip.open, b".bz2": bz2.open, b".xz": lzma.open}


def output(command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout


def dedupe(program, names):
    output([program, "clean", "plan", "tree", "-o", "plan", "-q"])
    # Names that are no UTF-8 stand otherwise in JSON, so that files are taken by their numbers; of several names of a
    # file the plan has the one that it says.
    with open("plan/plan.jsonl", encoding="utf-8") as lines:
        removals = [one["victim"] for one in map(json.loads, lines) if "victim" in one]
    by_number = {}
    for name, facts in names.items():
        by_number.setdefault(facts.st_ino, []).append(name)
    gone = set()
    for victim in removals:
        told = os.fsencode(os.path.relpath(victim["full"]))
        found = by_number[victim["inode"]]
        gone.add(told if told in found else found[0])
    return gone


def rmlint(program, _):
    output([program, "-T", "df", "-o", "json:rmlint.json", "tree"])
    with open("rmlint.json", encoding="utf-8", errors="surrogateescape") as file:
        found = json.load(file)
    return {os.fsencode(os.path.relpath(one["path"])) for one in found
            if one.get("type") == "duplicate_file" and not one["is_original"]}


def fdupes(program, names, *options):
    gone, held = set(), b""
    for line in output([program, "-r", "-f", "-q", *options, "tree"]).split(b"\n"):
        # A name with a line end is one that is not whole before.
        held = held + b"\n" + line if held else line
        if not held or held in names:
            gone.discard(held) if not held else gone.add(held)
            held = b""
    return gone


def jdupes(program, _, *options):
    listed = output([program, "-r", "-f", "-q", "-0", *options, "tree"])
    return {name.lstrip(b"\n") for name in listed.split(b"\0") if name.strip(b"\n")}


def sentences(name):
    opener = next((opener for ending, opener in PACKINGS.items() if name.endswith(ending)), open)
    with opener(name, "rb") as file:
        return [line for line in file.read().split(b"\n") if line]


def main():
    program, top = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    files, seed = (sys.argv[3:5] + ["20000", "1"][len(sys.argv[3:5]):])
    os.makedirs(top)
    os.chdir(top)
    subprocess.run(
        [sys.executable, f"{HERE}/clean-tree.py", "tree", files, seed], check=True, stdout=subprocess.DEVNULL)
    names, hashes = {}, {}
    for folder, _, found in os.walk(b"tree"):
        for name in (os.path.join(folder, one) for one in found):
            if not os.path.islink(name):
                names[name] = os.lstat(name)
                with open(name, "rb") as file:
                    hashes[name] = hashlib.file_digest(file, "sha256").digest()
    texts = {name: sentences(name) for name in names
             if name.endswith((b".txt", b".md", b".txt.gz", b".txt.bz2", b".txt.xz"))}
    lists = {}
    for label, tool, options in (
            ("dedupe clean plan", dedupe, ()), ("rmlint -T df", rmlint, ()), ("fdupes -r", fdupes, ()),
            ("fdupes -r -H", fdupes, ("-H",)), ("jdupes -r", jdupes, ()), ("jdupes -r -H", jdupes, ("-H",))):
        found = program if tool is dedupe else shutil.which(label.split()[0])
        if found is None:
            print(f"{label.split()[0]} is not there")
            continue
        start = time.monotonic()
        lists[label] = tool(found, names, *options)
        unknown = lists[label] - set(names)
        if unknown:
            print(f"{label}: {len(unknown)} names that are not there: {sorted(unknown)[:3]}")
        show(label, lists[label] & set(names), names, hashes, texts, time.monotonic() - start)
    ours = lists["dedupe clean plan"]
    print("\n| beside dedupe | both | only the other | of these, dedupe lets another of the same bytes go | stay |")
    print("|---|--:|--:|--:|--:|")
    for label, theirs in lists.items():
        if theirs is not ours:
            only = theirs - ours
            # Which of several equal ones goes is a matter of taste.
            left = excess(ours, names, hashes)
            stay = sum(1 for name in only if (hashes[name]) in left)
            print(f"| {label} | {len(theirs & ours)} | {len(only)} | {len(only) - stay} | {stay} |")
    print("\nEqual to another file, and stay with dedupe:", kinds(ours, names, hashes))


def excess(gone, names, hashes):
    """Bytes that more than one file has that stays."""
    numbers = {}
    for name in names.keys() - gone:
        numbers.setdefault(hashes[name], set()).add(names[name].st_ino)
    return {one: len(all_of) - 1 for one, all_of in numbers.items() if len(all_of) > 1}


def kinds(gone, names, hashes):
    left, counts, seen = excess(gone, names, hashes), {}, set()
    for name in sorted(names.keys() - gone):
        if hashes[name] in left:
            if hashes[name] in seen:
                ending = "empty" if names[name].st_size == 0 else os.fsdecode(name).rsplit(".", 1)[-1]
                counts[ending] = counts.get(ending, 0) + 1
            seen.add(hashes[name])
    return ", ".join(f"{count} {ending}" for ending, count in sorted(counts.items(), key=lambda one: -one[1]))


def show(label, gone, names, hashes, texts, seconds):
    if label == "dedupe clean plan":
        print("| program | seconds | names that would go | only another name of what stays | empty | equal files left "
              "| words lost |\n|---|--:|--:|--:|--:|--:|--:|")
    stays = names.keys() - gone
    inodes = {names[name].st_ino for name in stays}
    kept = set()
    for name in stays & texts.keys():
        kept.update(texts[name])
    # A text may go for a record.
    for name in stays:
        if name.endswith((b".json", b".jsonl", b".csv", b".tsv", b".ninjs")):
            with open(name, "rb") as file:
                kept.update(re.findall(rb"[A-Z][a-z ]+\.", file.read()))
    lost = 0
    for name in gone & texts.keys():
        for line in texts[name]:
            if line in kept or line[:-1] + b" indeed." in kept:
                continue
            lost += 1 if line.replace(b" indeed.", b".") in kept else len(line.split())
    print(f"| {label} | {seconds:.1f} | {len(gone)} | {sum(1 for name in gone if names[name].st_ino in inodes)} "
          f"| {sum(1 for name in gone if names[name].st_size == 0)} | {sum(excess(gone, names, hashes).values())} "
          f"| {lost} |")


main()
