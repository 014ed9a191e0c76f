#!/usr/bin/env python3
"""Plans, applies and undoes over a large tree of files, and looks at every file before and after.

usage: clean-large.py DEDUPE FOLDER [FILES] [SEED] [OPTION ...]

Makes FOLDER/tree (clean-tree.py) and files of records in it, lets one of its folders be seen a second time by a bind
mount, and cleans it up by three paths: itself, a folder in it, and a symbolic link to another. As root the commands
are run by nobody, so that unreadable files are. Then must hold: a dry run touches nothing; what goes is what the plan
names, with the bytes that it names; files that lose records are written again with the mode, owner, times and
attributes that they had; no other file, no keeper among them, has so much as a new time of change; no victim is its
keeper under another name; no word is lost that the plan does not name; after undo all is as before. Prints a table.
Linux only.
"""
import bz2
import csv
import gzip
import hashlib
import io
import json
import lzma
import os
import stat
import subprocess
import sys
import time

import clean_records

HERE = os.path.dirname(os.path.abspath(__file__))
NOBODY = 65534
# A child is told to have had as much memory as whoever started it, so a small process starts it and not this one.
START = """
import json, os, subprocess, sys
child = subprocess.Popen(sys.argv[2:])
_, status, used = os.wait4(child.pid, 0)
with open(sys.argv[1], "w") as out:
    json.dump([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss // 1024], out)
"""
RECORD = json.JSONDecoder(object_pairs_hook=lambda pairs: [value for _, value in pairs]).decode
PACKINGS = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}


def run(command, nobody):
    """Exit code, seconds, seconds of the processor, peak memory in MB, output."""
    if nobody:
        command = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", *command]
    start = time.monotonic()
    with open("out.txt", "wb") as out:
        subprocess.run([sys.executable, "-c", START, "used.json", *command], stdout=out, stderr=subprocess.STDOUT,
                       check=True)
    wall = time.monotonic() - start
    with open("used.json", encoding="utf-8") as used:
        code, processor, memory = json.load(used)
    with open("out.txt", encoding="utf-8", errors="replace") as out:
        text = out.read()
    if code not in (0, 3):
        sys.exit(f"{command}: exit code {code}: {text[:2000]}")
    return code, wall, processor, memory, text


def digest(path):
    try:
        with open(path, "rb", opener=lambda name, flags: os.open(name, flags | os.O_NOATIME)) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except PermissionError:
        return "unreadable"


def picture(top):
    """All that there is of each name: kind and mode, size, owner, time, names, number, target, attributes, bytes; and
    when it was changed, which nobody can set."""
    seen = {}
    for folder, folders, files in os.walk(top):
        for name in folders + files:
            path = os.path.join(folder, name)
            facts = os.lstat(path)
            is_file, is_link = stat.S_ISREG(facts.st_mode), stat.S_ISLNK(facts.st_mode)
            size = None if stat.S_ISDIR(facts.st_mode) else facts.st_size
            notes = [] if is_link else [(key, os.getxattr(path, key)) for key in sorted(os.listxattr(path))]
            seen[os.path.relpath(path, top)] = (
                (facts.st_mode, size, facts.st_uid, facts.st_gid, facts.st_mtime_ns, facts.st_nlink, facts.st_ino,
                 os.readlink(path) if is_link else None, notes, digest(path) if is_file else None),
                facts.st_ctime_ns)
    return seen


def sentences(path):
    opener = next((opener for ending, opener in PACKINGS.items() if path.endswith(ending)), open)
    with opener(path, "rb") as file:
        text = file.read().decode(errors="replace")
    if f"{os.sep}records{os.sep}" in path:
        rows = csv.reader(io.StringIO(text)) if path.endswith(".csv") else map(RECORD, text.splitlines())
        text = "\n".join(row[1] for row in rows)
    return [line for line in text.split("\n") if line]


def main():
    dedupe, top = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    files, seed = (sys.argv[3:5] + ["2000", "1"][len(sys.argv[3:5]):])
    options = sys.argv[5:]
    nobody = os.geteuid() == 0
    os.makedirs(top)
    os.chdir(top)
    print(subprocess.run([sys.executable, f"{HERE}/clean-tree.py", "tree", files, seed],
                         check=True, capture_output=True, text=True).stdout.strip())
    clean_records.make("tree")
    for number, (folder, _, names) in enumerate(os.walk(b"tree")):
        if names and number % 7 == 0:
            try:
                os.setxattr(os.path.join(folder, names[0]), "user.note", b"kept", follow_symlinks=False)
            except OSError:
                pass
    os.mkdir("tree/again")
    os.symlink("tree/01", "alias")
    if nobody:
        subprocess.run(["chown", "-hR", f"{NOBODY}:{NOBODY}", "."], check=True)
    mounted = subprocess.run(["mount", "--bind", "tree/00", "tree/again"], capture_output=True).returncode == 0
    try:
        work(dedupe, options, nobody, mounted)
    finally:
        if mounted:
            subprocess.run(["umount", f"{top}/tree/again"], check=True)


def work(dedupe, options, nobody, mounted):
    wrong = []
    rows = []

    def step(name, *words):
        code, wall, used, memory, text = run([dedupe, "clean", *words], nobody)
        rows.append((name, code, wall, used, memory))
        return text

    before = picture("tree")
    text = step("plan", "plan", "tree", "tree/02", "alias", "-o", "plan", "-q", *options)
    print(text.strip())
    removals = []
    with open("plan/plan.jsonl", encoding="utf-8") as plan:
        for line in plan:
            one = json.loads(line)
            if "victim" in one:
                removals.append(one)
    before_apply = picture("tree")
    if {name: facts for name, (facts, _) in before.items()} != {n: facts for n, (facts, _) in before_apply.items()}:
        wrong.append("planning changed the tree")
    step("apply, dry", "apply", "plan", "-q", "--json")
    if picture("tree") != before_apply:
        wrong.append("a dry run touched something")
    done = json.loads(step("apply --yes --in-place", "apply", "plan", "--yes", "--in-place", "-q", "--json"))
    skipped = {one["file"] for one in done.get("files", [])} if isinstance(done.get("files"), list) else set()
    after = picture("tree")
    # Names in a plan that are no UTF-8 cannot be had from JSON by all: files are found again by their numbers.
    numbers = {}
    for name, (facts, _) in before.items():
        numbers.setdefault(facts[6], []).append(name)
    # What is mounted a second time goes there as well.
    gone = {name for name in set(before) - set(after) if not name.startswith("again/")}
    if set(after) - set(before):
        wrong.append(f"new in the tree: {sorted(set(after) - set(before))[:3]}")
    losing = {one["victim"]["inode"] for one in removals if "record" in one["victim"]}
    for name in set(before) & set(after):
        (old, changed), (new, now) = before_apply[name], after[name]
        if old[6] in losing and old[6] != new[6]:
            if (old[0], old[2:6], old[7:9]) != (new[0], new[2:6], new[7:9]):
                wrong.append(f"written again with other metadata: {name!r}")
            continue
        is_folder = stat.S_ISDIR(old[0])
        if not is_folder and (old != new or changed != now):
            # One of several names of a file that went: its count is another one, and nothing else.
            if not (old[5] != new[5] and old[:5] + old[6:] == new[:5] + new[6:]):
                wrong.append(f"touched, and no victim: {name!r}")
    away = {facts[6]: (name, facts) for name, (facts, _) in picture("plan/quarantine").items()}
    keepers = {one["keeper"]["inode"] for one in removals if "record" not in one["keeper"]}
    taken = set()
    for one in removals:
        victim, keeper = one["victim"], one["keeper"]
        names = numbers[victim["inode"]]
        line = victim.get("record", {}).get("line")
        if victim["inode"] == keeper["inode"] and (line is None or line == keeper["record"]["line"]):
            wrong.append(f"a victim is its keeper: {victim['full']}")
        if not any(name in after for name in numbers[keeper["inode"]]):
            wrong.append(f"a keeper went: {keeper['full']}")
        if victim["inode"] in away:
            taken.add(victim["inode"])
            if away[victim["inode"]][1][9] != victim["sha256"]:
                wrong.append(f"other bytes in quarantine: {victim['full']}")
            if line is None and not any(name in gone for name in names):
                wrong.append(f"in both: {victim['full']}")
        elif victim["full"] not in skipped and not any(name in after for name in names):
            wrong.append(f"lost: {victim['full']}")
    if keepers & taken - {facts[6] for name, (facts, _) in after.items()}:
        wrong.append("a keeper is in quarantine")
    if len(gone) != done["done"]:
        wrong.append(f"{len(gone)} names went, and {done['done']} were told")
    lost, named_lost = lost_words(removals, away, numbers, wrong)
    step("undo", "undo", "plan", "-q", "--json")
    at_last = picture("tree")
    if {name: facts for name, (facts, _) in at_last.items()} != {name: facts for name, (facts, _) in before.items()}:
        wrong.append("undo left something else than there was")
    links = sum(1 for names in numbers.values() if len(names) > 1)
    records = done["records"]
    print(f"{records['done']} records taken out of {records['files']} files")
    print(f"\n{len(before)} names, {links} files with several{', some by a bind mount' if mounted else ''}; "
          f"{len(removals)} planned, {done['done']} went; words lost {lost}, named {named_lost}\n")
    print("| | exit code | seconds | of the processor | MB at the peak |\n|---|--:|--:|--:|--:|")
    for name, code, wall, used, memory in rows:
        print(f"| {name} | {code} | {wall:.1f} | {used:.1f} | {memory} |")
    print(f"\nwrong: {len(wrong)}", *wrong[:20], sep="\n")
    sys.exit(1 if wrong else 0)


def lost_words(removals, away, numbers, wrong):
    """Words of plain texts that went and stand, sentence by sentence, in no plain text that stays, nor in the record
    that stays for them."""
    kept = set()
    for folder, _, files in os.walk("tree"):
        for name in files:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and not os.path.islink(path):
                try:
                    kept.update(sentences(path))
                except PermissionError:
                    pass
    total = told = 0
    for one in removals:
        if one["victim"]["format"] != "text" or one["victim"]["inode"] not in away:
            continue
        lost, beside = 0, ""
        if one["keeper"]["format"] != "text":
            beside = "\n".join(sentences(os.path.join("tree", numbers[one["keeper"]["inode"]][0])))
        for line in sentences(os.path.join("plan/quarantine", away[one["victim"]["inode"]][0])):
            if line in kept or line[:-1] + " indeed." in kept or line in beside:
                continue
            lost += 1 if line.replace(" indeed.", ".") in kept else len(line.split())
        total += lost
        told += one["lostWords"]
        if lost > one["lostWords"]:
            wrong.append(f"{lost} words lost, {one['lostWords']} named: {one['victim']['full']}")
    return total, told


main()
