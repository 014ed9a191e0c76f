#!/usr/bin/env bash
# A folder of all sorts of things: every file is read, rejected or passed over, and the three add up to what is on disk.
#   mixed.sh [--files N] [--program "COMMAND"]
# Prints a table. Exit code 1 when the numbers do not add up.
set -u
files=20000 program=
while [ $# -gt 0 ]; do
  case $1 in
    --files) files=$2 ;;
    --program) program=$2 ;;
    *) echo "mixed.sh: what is $1?" >&2; exit 2 ;;
  esac
  shift 2
done
. "$(dirname "$0")/workspace.sh"
python3 - "$work/in" "$files" <<'PY'
import gzip, json, os, random, sys
folder, count = os.fsencode(sys.argv[1]), int(sys.argv[2])
random.seed(11)
words = ["word%d" % number for number in range(4000)]
text = lambda: " ".join(random.choice(words) for _ in range(80))
kinds = [b".txt"] * 8 + [b".md", b".jsonl", b".jsonl.gz", b".html", b".pdf", b".csv", b".JSON", b".jpg", b".docx"]
kinds += [b".xml", b".bz2", b"", b".2024"]
for number in range(count):
    below = [b"", b"a/", b"a/b/", b"caf\xe9/", b".cache/", "straße/".encode()][number % 6]
    os.makedirs(folder + b"/" + below, exist_ok=True)
    kind = random.choice(kinds)
    name = [b"%05d", b"%05d\xe9", b".%05d", b"%05d\xe8"][0 if number % 9 else number // 9 % 4]
    path = folder + b"/" + below + name % number + kind
    sort = random.randrange(40)
    if sort == 0:
        os.mkfifo(path)
    elif sort == 1:
        os.symlink(os.path.basename(path), path)  # to itself
    elif sort == 2:
        os.symlink(b"nowhere", path)
    elif sort == 3:
        os.symlink(b".", path)  # to its folder
    elif sort == 4:
        os.symlink(b"/dev/zero", path)
    elif sort == 5:
        open(path, "wb").close()
    elif sort == 6:
        open(path, "wb").write(bytes(random.randrange(256) for _ in range(200)))
    elif kind == b".jsonl":
        lines = (json.dumps({"id": f"{number}-{line}", "text": text()}) + "\n" for line in range(3))
        open(path, "w").write("".join(lines))
    elif kind == b".jsonl.gz":
        open(path, "wb").write(gzip.compress(json.dumps({"id": f"{number}", "text": text()}).encode()))
    else:
        open(path, "w").write(text())
PY
cd "$work" || exit 2
disk=$(find in ! -type d | wc -l)
timeout 600 $program cluster in -o out -q > /dev/null 2>error
code=$?
python3 - out "$disk" "$code" <<'PY'
import json, sys
folder, disk, code = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
summary = json.load(open(f"{folder}/summary.json"))
whole = {line["source"] for line in map(json.loads, open(f"{folder}/rejected.jsonl"))}
passed = summary["passedOver"]["files"]
ids = {member["id"] for line in open(f"{folder}/clusters.jsonl") for member in json.loads(line)["members"]}
print("| on disk | files read or rejected | passed over | sum | files with a rejection | documents accepted "
      "| exit code |")
print("|---|---|---|---|---|---|---|")
files, accepted = summary["files"], summary["accepted"]
print(f"| {disk} | {files} | {passed} | {files + passed} | {len(whole)} | {accepted} | {code} |")
print()
print(", ".join(f"{number} {kind}" for kind, number in summary["passedOver"]["byKind"].items()))
adds_up = files + passed == disk and summary["read"] == accepted + summary["rejected"]
sys.exit(0 if code == 3 and adds_up else 1)
PY
