#!/usr/bin/env python3
"""Makes a tree of files to clean up: single texts, copies of each kind, and what must never count as a copy.

usage: clean-tree.py FOLDER FILES [SEED]

Of 100 files about 55 are single stories, 15 the same bytes as one, 10 the same with another line of words, 8 the
first half of one, 4 alerts that stand in one, 3 digests of three; the rest are hard links, symbolic links, empty and
unreadable files, and a story in each format of clean_formats.py, some of them twice. Some names have line ends, some
bytes that are no UTF-8.
"""
import os
import random
import sys

from clean_formats import FORMATS


def main():
    folder, wanted = sys.argv[1], int(sys.argv[2])
    draw = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    words = ["".join(draw.choice("bcdfghklmnprstvz") + draw.choice("aeiou") for _ in range(draw.randint(1, 4)))
             for _ in range(30_000)]
    stories = []
    made = 0

    def sentences(number):
        return [" ".join(draw.choices(words, k=draw.randint(10, 22))).capitalize() + "." for _ in range(number)]

    def place(ending=".txt"):
        nonlocal made
        below = os.path.join(folder, f"{made % 97:02}", f"{made % 11:02}")
        os.makedirs(below, exist_ok=True)
        name = f"f{made:07}"
        made += 1
        if made % 1009 == 0:
            name += "\nline"
        name = os.path.join(below, name).encode()
        if made % 1013 == 0:
            name += b"-\xe9t\xe9"
        return name + ending.encode()

    def write(text, ending=".txt"):
        name = place(ending)
        with open(name, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        return name

    while made < wanted:
        kind = draw.random()
        if kind < 0.55 or len(stories) < 50:
            story = sentences(draw.randint(8, 20))
            stories.append((write("\n".join(story) + "\n"), story))
            continue
        name, story = draw.choice(stories)
        if kind < 0.70:
            write("\n".join(story) + "\n")
        elif kind < 0.80:
            at = draw.randrange(len(story))
            write("\n".join(story[:at] + [story[at][:-1] + " indeed."] + story[at + 1:]) + "\n")
        elif kind < 0.88:
            write("\n".join(story[:len(story) // 2 + 1]) + "\n")
        elif kind < 0.92:
            write("\n".join(story[:3]) + "\n")
        elif kind < 0.95:
            write("\n\n".join("\n".join(one[:6]) for _, one in draw.sample(stories, 3)) + "\n")
        elif kind < 0.965:
            os.link(name, place())
        elif kind < 0.975:
            os.symlink(os.path.abspath(name), place())
        elif kind < 0.98:
            write("")
        elif kind < 0.985:
            os.chmod(write("\n".join(story) + "\n"), 0)
        else:
            ending, make = FORMATS[draw.randrange(len(FORMATS))]
            data = make(story, made)
            write(data, ending)
            if draw.random() < 0.3:
                write(data, ending)
    print(f"{made} files, {len(stories)} stories")


main()
