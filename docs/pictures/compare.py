#!/usr/bin/env python3
"""Makes compare.svg, the picture in the README, from what `dedupe compare` really prints on a terminal.

    dotnet build src/Dedupe.Cli -c Release
    docs/pictures/compare.py [PROGRAM...]

The two texts stand in docs/pictures/compare. PROGRAM is the command to run, by default the one just built.
Needs Linux or macOS (a pseudo-terminal) and Python 3.
"""
import fcntl
import os
import pathlib
import pty
import re
import struct
import sys
import termios
from xml.sax.saxutils import escape

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = sys.argv[1:] or ["dotnet", "src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll"]
ARGUMENTS = ["compare", "docs/pictures/compare/wire.jsonl", "docs/pictures/compare/courier.jsonl",
             "--agencies", "seeds/wire-demo/agencies.txt"]
COLUMNS, WIDE, HIGH, EDGE = 100, 8, 18, 16
PAPER, INK, DIM = "#1b1f24", "#d8dee4", "#8b949e"
# The colours of the command: SGR 30 to 37 and 90 to 97.
COLOURS = dict(zip(
    [*range(30, 38), *range(90, 98)],
    ["#6e7681", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", INK] * 2))


def printed():
    """What the command writes to a terminal of COLUMNS columns."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        # The width must be set before the command asks for it, so the child sets it on its own terminal.
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 60, COLUMNS, 0, 0))
        os.environ.update(TERM="xterm", LC_ALL="C.UTF-8")
        os.environ.pop("NO_COLOR", None)
        os.execvp(PROGRAM[0], PROGRAM + ARGUMENTS)
    output = b""
    try:
        while piece := os.read(terminal, 4096):
            output += piece
    except OSError:
        pass  # Linux says so when the other side has ended.
    if os.waitpid(process, 0)[1] != 0:
        sys.exit(output.decode())
    return output.decode().replace("\r\n", "\n")


def runs(line, style):
    """Parts a line into (column, text, style); the style goes on to the next line."""
    column, parts = 0, []
    for piece in re.split(r"(\x1b(?:\[[0-9;?]*[A-Za-z]|[=>]))", line):
        if piece.startswith("\x1b"):
            codes = [int(code or 0) for code in piece[2:-1].split(";")] if piece.endswith("m") else []
            for code in codes:
                if code == 0: style.clear()
                elif code == 2: style["fill"] = DIM
                elif code in COLOURS: style["fill"] = COLOURS[code]
        elif piece:
            text = piece.strip()
            if text: parts.append((column + piece.index(text), text, style.get("fill", INK)))
            column += len(piece)
    return parts


def svg(lines):
    width, height = COLUMNS * WIDE + 2 * EDGE, len(lines) * HIGH + 2 * EDGE
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
           f'width="{width}" height="{height}" xml:space="preserve" '
           f'font-family="ui-monospace, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" '
           f'font-size="13">')
    yield "<title>What dedupe compare prints on a terminal: two articles, their passages side by side</title>"
    yield f'<rect width="{width}" height="{height}" rx="8" fill="{PAPER}"/>'
    style = {}
    for number, line in enumerate(lines):
        for column, text, fill in runs(line, style):
            # The length is given, so that columns stay columns in any font.
            yield (f'<text x="{EDGE + column * WIDE}" y="{EDGE + number * HIGH + 13}" fill="{fill}" '
                   f'textLength="{len(text) * WIDE}">{escape(text)}</text>')
    yield "</svg>"


text = "$ dedupe " + " ".join(pathlib.Path(part).name if "/" in part else part for part in ARGUMENTS)
lines = [text, ""] + printed().rstrip().split("\n")
(ROOT / "docs/pictures/compare.svg").write_text("\n".join(svg(lines)) + "\n", encoding="utf-8")
