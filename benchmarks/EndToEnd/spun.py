"""Writes texts that are alike in a known way, as JSON lines: the same ones for the same arguments.

    python3 spun.py copies COUNT REPLACED SEED       copies of one text of 300 words, in each of which REPLACED words
                                                     at random places are others
    python3 spun.py block COUNT PERCENT SEED [CUT]   texts of 300 words of which one block is PERCENT, the rest is their
                                                     own; from each end of the block at most CUT percent is cut off,
                                                     text by text
50 unrelated texts lie beside them.
"""
import json
import random
import sys

WORDS = 300


def generate(file, kind, count, amount, seed, cut=0):
    chance = random.Random(seed)
    syllables = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]
    words = ["".join(chance.choice(syllables) for _ in range(chance.randint(2, 4))) for _ in range(20000)]

    def text(length):
        return [words[min(len(words) - 1, int(chance.paretovariate(0.6) * 8) - 8)] for _ in range(length)]

    def write(name, text):
        print(json.dumps({"id": name, "text": " ".join(text)}), file=file)

    if kind == "copies":
        story = text(WORDS)
        for copy in range(count):
            spun = story[:]
            for place in chance.sample(range(WORDS), amount):
                spun[place] = text(1)[0]
            write("copy-%06d" % copy, spun)
    else:
        block = text(WORDS * amount // 100)
        for number in range(count):
            most = len(block) * cut // 100
            part = block[chance.randint(0, most):len(block) - chance.randint(0, most)]
            before = chance.randint(0, WORDS - len(part))
            write("text-%06d" % number, text(before) + part + text(WORDS - len(part) - before))
    for other in range(50):
        write("other-%02d" % other, text(WORDS))


if __name__ == "__main__":
    generate(sys.stdout, sys.argv[1], *map(int, sys.argv[2:]))
