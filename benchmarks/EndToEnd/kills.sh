#!/usr/bin/env bash
# Kills a run in parts (kill -9) again and again, each time going on with --resume, and compares what is found in the
# end, byte by byte, with what an undisturbed run finds. Prints a table; the seed gives the same moments again, as far
# as the machine is as fast. Uses the commands that run.sh published last, or those in DEDUPE and BENCH. See
# benchmarks/README.md.
set -euo pipefail

kills=200
seed=$RANDOM
documents=20000
part_size=5MB

usage() {
  cat <<'TEXT'
usage: kills.sh [--kills N] [--seed N] [--documents N] [--part-size BYTES] [--corpus FILE_OR_FOLDER]
DEDUPE_BENCH_DIR: where corpora, builds and results are kept (default: a folder under TMPDIR).
TEXT
}

corpus=""
while [ $# -gt 0 ]; do
  case "$1" in
    --kills) kills=$2 ;;
    --seed) seed=$2 ;;
    --documents) documents=$2 ;;
    --part-size) part_size=$2 ;;
    --corpus) corpus=$(realpath "$2") ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
bench=${BENCH:-$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks}
dedupe=${DEDUPE:-$work/dedupe/dedupe}
[ -x "$dedupe" ] || { echo "Run $here/run.sh first: it builds what this needs." >&2; exit 2; }
mkdir -p "$work/kills/tmp"
cd "$work/kills"
rm -rf whole parts run
rm -f tmp/dedupe-*

if [ -z "$corpus" ]; then
  corpus=news-$documents.jsonl
  [ -s "$corpus" ] || "$bench" generate --documents "$documents" --out "$corpus" --labels labels.jsonl 2> /dev/null
fi

# So little memory that keys go to temporary files.
run=("$dedupe" cluster "$corpus" --quiet --memory 16MB)
now() { local time=${EPOCHREALTIME/,/.}; echo $((${time%.*} * 1000 + 10#${time#*.} / 1000)); }

good=0
"${run[@]}" -o whole 2> out.txt || good=$?
[ "$good" = 0 ] || [ "$good" = 3 ] || { cat out.txt >&2; exit 1; }
begun=$(now)
TMPDIR=$PWD/tmp "${run[@]}" -o parts --part-size "$part_size" 2> out.txt || [ $? = "$good" ]
took=$(($(now) - begun))

same() {
  local file
  for file in clusters.jsonl pairs.jsonl rejected.jsonl; do
    cmp "whole/$file" "$1/$file" || return 1
  done
}
same parts || { echo "A run in parts finds something else." >&2; exit 1; }

RANDOM=$seed
declare -A where=()
steps="sign merge near-group near-verify near-cluster story-group story-verify story-cluster reuse-group reuse-verify"
done_kills=0 runs=0 sessions=0 wrong=0 failed=0

# Where a kill struck, by what it left: the last step with part files, or the result files.
struck() {
  local step last=start
  if [ -e run/clusters.jsonl ] || [ -e run/clusters.jsonl.partial ] || [ -e run/summary.json ]; then
    if grep -q '"complete": true' run/run.json; then echo "deleting the parts"; else echo "results"; fi
    return
  fi
  for step in $steps; do
    [ ! -d "run/parts/$step" ] || last=$step
  done
  echo "$last"
}

while [ "$done_kills" -lt "$kills" ]; do
  sessions=$((sessions + 1))
  TMPDIR=$PWD/tmp "${run[@]}" -o run --part-size "$part_size" --resume > out.txt 2>&1 &
  program=$!
  draw=$((RANDOM % 8))
  if [ "$draw" -lt 2 ]; then
    # While results are written, or shortly after: a moment that time alone seldom meets.
    until [ -e run/clusters.jsonl.partial ] || [ -e run/clusters.jsonl ] || ! kill -0 $program 2> /dev/null; do :; done
    wait_for=$((RANDOM % 120))
  elif [ "$draw" -lt 4 ]; then
    # Early, while an earlier run's parts are checked.
    wait_for=$((RANDOM % (1 + took / 6)))
  else
    wait_for=$((RANDOM % (1 + took)))
  fi
  sleep "$(printf '%d.%03d' $((wait_for / 1000)) $((wait_for % 1000)))"
  kill -9 $program 2> /dev/null || true
  code=0
  wait $program 2> /dev/null || code=$?
  if [ "$code" = 137 ]; then
    done_kills=$((done_kills + 1))
    place=$(struck)
    where[$place]=$((${where[$place]:-0} + 1))
    # A name without an ending for what is not finished stands for a whole file.
    for file in clusters.jsonl pairs.jsonl rejected.jsonl; do
      [ ! -e "run/$file" ] || cmp -s "whole/$file" "run/$file" \
        || { wrong=$((wrong + 1)); echo "kill $done_kills: run/$file is there and wrong" >&2; }
    done
  elif [ "$code" = "$good" ]; then
    runs=$((runs + 1))
    same run || { wrong=$((wrong + 1)); echo "after kill $done_kills: wrong" >&2; }
    rm -rf run
  else
    failed=$((failed + 1))
    echo "after kill $done_kills: exit code $code: $(head -n 1 out.txt)" >&2
    rm -rf run
  fi
done

# The last one is not disturbed any more.
code=0
TMPDIR=$PWD/tmp "${run[@]}" -o run --part-size "$part_size" --resume > out.txt 2>&1 || code=$?
[ "$code" = "$good" ] || { failed=$((failed + 1)); cat out.txt >&2; }
runs=$((runs + 1))
same run || wrong=$((wrong + 1))
left=$(find tmp -name 'dedupe-*' | wc -l)
partial=$(find run -name '*.partial*' | wc -l)

cat <<TEXT
| | |
|---|---|
| seed | $seed |
| input | $(du -sb "$corpus" | cut -f 1) bytes, in parts of $part_size |
| undisturbed run in parts | $took ms |
| processes started | $sessions |
| killed | $done_kills |
| runs brought to their end | $runs |
| results that differ from the undisturbed run's | $wrong |
| processes that failed | $failed |
| temporary files left over | $left |
| partial files left over | $partial |

| killed in or after | times |
|---|---|
TEXT
for place in start $steps results "deleting the parts"; do
  [ -z "${where[$place]:-}" ] || echo "| $place | ${where[$place]} |"
done
[ "$wrong" = 0 ] && [ "$failed" = 0 ] && [ "$left" = 0 ] && [ "$partial" = 0 ]
