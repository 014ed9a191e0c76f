#!/usr/bin/env python3
"""Texts of awkward shapes at n, 2n and 4n bytes through `compare`, `compare --json` and `cluster`: user time and how
it grows.

usage: growth.py --program "dedupe" [--bytes N] [--limit SECONDS] [--only SHAPE,SHAPE] [--modes json,view,cluster]
Prints a Markdown table. A growth of 1.0 is linear, 2.0 quadratic; what is done in a few tenths of a second tells
nothing.
"""
import argparse
import itertools
import math
import os
import random
import resource
import shlex
import string
import subprocess
import tempfile


def words(count, vocabulary, seed):
    draw = random.Random(seed)
    return [f"w{draw.randrange(vocabulary):x}" for _ in range(count)]


def fill(piece, size):
    piece = piece if isinstance(piece, str) else "".join(piece)
    return (piece * (size // max(1, len(piece.encode())) + 1))


def numbered(make, size):
    parts, length = [], 0
    for i in itertools.count():
        parts.append(make(i))
        length += len(parts[-1].encode())
        if length >= size:
            return "".join(parts)


def vocabulary(v):
    return lambda size, side: " ".join(words(size // 5, v, side))


def same(text):
    return lambda size, side: text(size)


def mixed(v):
    return lambda size, side: " ".join(words(size // 6, v, 7 * side + 1)) + "\n"


def spaced(every, edit):
    """Distinct words, shared; at every so many words one is another on either side."""
    def text(size, side):
        draw = random.Random(3)
        made = []
        for i in range(size // 8):
            word = f"v{draw.randrange(1 << 30):x}"
            made.append(edit(i, side) if i % every == every - 1 else word)
        return " ".join(made)
    return text


def shuffled(block):
    """Shared blocks of distinct words, in another order on each side."""
    def text(size, side):
        blocks = [" ".join(f"b{i:x}x{j:x}" for j in range(block)) for i in range(size // (8 * block) + 1)]
        random.Random(side).shuffle(blocks)
        return ". ".join(blocks)
    return text


def nested(size):
    half = [f"«v{i:x} " for i in range(size // 20)]
    return "".join(half) + "".join(f"u{i:x}» " for i in range(size // 20))


def tokens_of(pattern):
    return lambda size, side: numbered(lambda i: pattern.format(i=f"{i:x}", n=i, s=side), size)


BASE64 = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"
GOLDEN = 0.6180339887498949
SHAPES = {
    "a a a": same(lambda n: fill("a ", n)),
    "a a a, one more": lambda n, s: fill("a ", n) + ("b " if s else "c "),
    "a b a b": same(lambda n: fill("a b ", n)),
    "a b a b, other phase": lambda n, s: ("b " if s else "") + fill("a b ", n),
    "a b c d e": lambda n, s: ("x " if s else "") + fill("a b c d e f g h ", n),
    "1,1,1,": lambda n, s: fill("1,", n) + ("2" if s else "3"),
    "1,1,1, with edits": spaced(9, lambda i, s: "1,2,3,%d" % (i + s)),
    "digits all through": lambda n, s: numbered(lambda i: f"{i % 10},", n) + str(s),
    "numbers with edits": lambda n, s: numbered(lambda i: f"{i * 7919 % 1000003} " if i % 7 else f"{i + s} ", n),
    "one Han character": lambda n, s: fill("\u6e2c", n) + ("\u8a66" if s else "\u9a13"),
    "two Han characters": lambda n, s: fill("\u6e2c\u8a66", n) + ("\u8a66" if s else "\u9a13"),
    "> a lines": same(lambda n: fill("> a\n", n)),
    "table of numbers and zeros": lambda n, s: numbered(lambda i: f"{i}\t0\t0\t0\t0\t0\t0\n", n) + str(s),
    "2 words at random": vocabulary(2),
    "8 words at random": vocabulary(8),
    "60 words at random": vocabulary(60),
    "1000 words at random": vocabulary(1000),
    "one sentence over and over": lambda n, s:
        fill("the quick brown fox jumps over the lazy dog and runs away. ", n) + str(s),
    "a refrain with numbers": lambda n, s:
        numbered(lambda i: f"Hide caption {i + s} of 22 photos: the storm in pictures. ", n),
    "every 6th word another": spaced(6, lambda i, s: f"e{i:x}s{s}"),
    "every 6th word a number": spaced(6, lambda i, s: f"{i + s}"),
    "every 7th word not": spaced(7, lambda i, s: "not" if s else "now"),
    "every 6th word one of two": spaced(6, lambda i, s: "red" if s else "blue"),
    "blocks of 8 moved": shuffled(8),
    "blocks of 40 moved": shuffled(40),
    "numbers round moved blocks": lambda n, s: " ".join(
        f"{i * 31 + s} " + " ".join(f"b{i:x}x{j:x}" for j in range(6)) + f" {i * 17 + s}"
        for i in random.Random(s).sample(range(n // 60 + 1), n // 60 + 1)),
    "nested guillemets": lambda n, s: nested(n) + str(s),
    "nested guillemets round two words": lambda n, s: fill("\u00aba ", n // 2) + fill("b\u00bb ", n // 2) + str(s),
    "figures joined by commas, some others": lambda n, s:
        numbered(lambda i: f"{i + s}," if i % 9 == 8 else f"{i * 7919 % 100003},", n),
    "guillemets unclosed": tokens_of("«v{i} ") ,
    "guillemets in turn": tokens_of("«v{i} w{i} x{i} y{i}» z{i} a{i} b{i} c{i} d{i} "),
    "quotation in every paragraph": tokens_of("\"v{i} w{i} x{i} y{i}.\n"),
    "signatures with handles": tokens_of("v{i} w{i} \u2014 Name (@h{i}) "),
    "dashes and handles": lambda n, s: numbered(lambda i: f"\u2014 (@h{i} ", n),
    "apostrophes": tokens_of("'v{i} 'w{i} x{i}' "),
    "dialogue with dashes": tokens_of("\u2014v{i} w{i} \u2014x{i} y{i}\u2014. z{i}\n"),
    "dialogue in one line": lambda n, s:
        "\u2014" + numbered(lambda i: f"v{i:x} w{i:x} \u2014x{i:x} y{i:x}\u2014. z{i:x} ", n),
    "only marks between two words": lambda n, s:
        "alpha beta gamma delta " + fill("\u00ab\u00bb\u201c\u201d\"'", n) + " epsilon zeta eta theta",
    "only spaces between two words": lambda n, s: "alpha beta gamma delta " + fill(" ", n) + " epsilon zeta eta theta",
    "only line ends": lambda n, s: "alpha beta gamma delta" + fill("\n", n) + "epsilon zeta eta theta",
    "line ends and spaces": lambda n, s: fill("a\n  \t  \r", n),
    "one word": lambda n, s: fill("abcdefgh", n) + " and some more words here",
    "one letter with marks": lambda n, s: "a" + fill("\u0301", n) + " and some more words here",
    "long ligatures": same(lambda n: fill("\ufdfa", n)),
    "zero width": lambda n, s: fill("a\u200b\u200b\u200b ", n),
    "AFP AFP": same(lambda n: fill("AFP, ", n)),
    "bylines": tokens_of("By Jane v{i} w{i}, Associated Press\n"),
    "copyright signs": same(lambda n: fill("\u00a9 2031 AFP. ", n)),
    "gap of dashes before an agency": lambda n, s: "PARIS " + fill("-", n) + " (AFP) the story goes on for some words",
    "tags": tokens_of("<a><b class=\"{i}\"></b></a>\n"),
    "base64": lambda n, s: "".join(random.Random(5).choices(BASE64, k=n)),
    "letters of DNA": lambda n, s: " ".join("".join(random.Random(5 + i).choices("ACGT", k=3)) for i in range(n // 4)),
    "two copies of half of it": lambda n, s: (lambda t: f"{t} x{s} {t}")(" ".join(f"h{i:x}" for i in range(n // 14))),
    "prefixes that part late": lambda n, s:
        " ".join(" ".join(["p q r s t u"] * 20) + f" z{i + s}" for i in range(n // 240 + 1)),
    "ruler": lambda n, s: " ".join(
        string.ascii_lowercase[((i + 1) & -(i + 1)).bit_length() - 1] for i in range(n // 2)),
    "thue-morse": lambda n, s: " ".join("ab"[(bin(i).count("1") + s) & 1] for i in range(n // 2)),
    "fibonacci word": lambda n, s: " ".join(
        "ab"[int((i + 2 + s) * GOLDEN) - int((i + 1 + s) * GOLDEN)] for i in range(n // 2)),
    "prose": lambda n, s: " ".join(
        f"p{random.Random(i).randrange(5000):x}" if i % 50 else f"s{s}x{i}" for i in range(n // 6)),
}


def run(command, limit):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    try:
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, timeout=limit, check=False)
    except subprocess.TimeoutExpired:
        return None, ""
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    if done.returncode in (0, 3):
        return used, ""
    return used, f"exit {done.returncode}: {done.stderr.decode(errors='replace').strip()[:90]}"


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--program", required=True)
    arguments.add_argument("--bytes", type=int, default=100_000)
    arguments.add_argument("--limit", type=float, default=20)
    arguments.add_argument("--only", default="")
    arguments.add_argument("--modes", default="json,view,cluster")
    chosen = arguments.parse_args()
    program = shlex.split(chosen.program)
    sizes = [chosen.bytes, 2 * chosen.bytes, 4 * chosen.bytes]
    with tempfile.TemporaryDirectory() as folder:
        def path(name):
            return os.path.join(folder, name)

        def write(name, text):
            with open(path(name), "w", encoding="utf-8", newline="") as file:
                file.write(text)

        for side in "ab":
            write(f"{side}.txt", "some words to begin with " + side)
        start = min(run([*program, "compare", "--json", path("a.txt"), path("b.txt")], 60)[0] for _ in range(3))
        print(f"Start alone: {start:.2f} s. Seconds of user time beyond it; "
              f"'-' is more than {chosen.limit:g} s of any kind.\n")
        print("| shape | how | " + " | ".join(f"{size / 1e6:g} MB" for size in sizes) + " | growth |")
        print("|---|---|--:|--:|--:|--:|")
        for name, make in SHAPES.items():
            if chosen.only and name not in chosen.only.split(","):
                continue
            times = {mode: [] for mode in chosen.modes.split(",")}
            notes = {mode: "" for mode in times}
            for size in sizes:
                os.makedirs(path("both"), exist_ok=True)
                for side, number in (("a", 0), ("b", 1)):
                    text = make(size, number)
                    write(f"{side}.txt", text)
                    write(f"both/{side}.txt", text)
                for mode in times:
                    if times[mode] and times[mode][-1] is None:
                        times[mode].append(None)
                        continue
                    command = {
                        "json": [*program, "compare", "--json", path("a.txt"), path("b.txt")],
                        "view": [*program, "compare", path("a.txt"), path("b.txt")],
                        "cluster": [*program, "cluster", path("both"), "--quiet", "--threads", "1"],
                    }[mode]
                    used, note = run(command, chosen.limit)
                    times[mode].append(None if used is None else max(0.0, used - start))
                    notes[mode] = notes[mode] or note
            for mode, seconds in times.items():
                shown = ["-" if second is None else f"{second:.2f}" for second in seconds]
                last = [second for second in seconds if second is not None][-2:]
                tells = len(last) == 2 and last[1] >= 0.3 and last[0] > 0.02
                growth = f"{math.log2(last[1] / last[0]):.1f}" if tells else ""
                print(f"| {name} | {mode} | " + " | ".join(shown) + f" | {growth} {notes[mode]}|", flush=True)


main()
