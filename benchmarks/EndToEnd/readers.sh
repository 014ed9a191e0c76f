#!/usr/bin/env bash
# Runs over many text files with 2, 4 and 8 threads: none may fail, and all must write the same bytes.
#   readers.sh [--runs N] [--files N] [--program "COMMAND"]
# Prints a table. Exit code 1 when a run failed or differed.
set -u
runs=200 files=3000 program=
while [ $# -gt 0 ]; do
  case $1 in
    --runs) runs=$2 ;;
    --files) files=$2 ;;
    --program) program=$2 ;;
    *) echo "readers.sh: what is $1?" >&2; exit 2 ;;
  esac
  shift 2
done
. "$(dirname "$0")/workspace.sh"
python3 - "$work/in" "$files" <<'PY'
import os, random, sys
folder, count = sys.argv[1], int(sys.argv[2])
random.seed(7)
words = ["".join(random.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(random.randint(3, 9))) for _ in range(5000)]
os.makedirs(folder)
originals = []
for number in range(count):
    if number % 3 == 2:  # a near copy of one before it
        text = random.choice(originals).split()
        for _ in range(12):
            text[random.randrange(len(text))] = random.choice(words)
        text = " ".join(text)
    else:
        text = " ".join(random.choice(words) + ("." if random.random() < 0.08 else "") for _ in range(290))
        originals.append(text)
    with open(f"{folder}/{number:05}.txt", "w") as file:
        file.write(text)
PY
cd "$work" || exit 2
first=
bad=0
echo "| threads | runs | failed | differed |"
echo "|---|---|---|---|"
for threads in 2 4 8; do
  n=$(((runs + 2) / 3)) failed=0 differed=0
  for ((i = 0; i < n; i++)); do
    rm -rf out
    if ! timeout 120 $program cluster in -o out --threads "$threads" -q 2>error; then
      failed=$((failed + 1))
      head -1 error >&2
      continue
    fi
    sum=$(cat out/clusters.jsonl out/pairs.jsonl out/rejected.jsonl | sha256sum)
    first=${first:-$sum}
    [ "$sum" = "$first" ] || differed=$((differed + 1))
  done
  echo "| $threads | $n | $failed | $differed |"
  bad=$((bad + failed + differed))
done
[ "$bad" -eq 0 ]
