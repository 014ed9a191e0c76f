#!/usr/bin/env bash
# Runs dedupe on the attacks and on misread texts, and writes the scores to benchmarks/runs/<date>-<machine>/attacks.md.
# Uses the command that run.sh published last. See benchmarks/README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
bench="$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks"
dedupe="$work/dedupe/dedupe"
[ -x "$dedupe" ] && [ -x "$bench" ] || { echo "Run $here/run.sh first: it builds what this needs." >&2; exit 2; }
mkdir -p "$work/attacks"
cd "$work/attacks"

out="$root/benchmarks/runs/$(date -u +%Y-%m-%d)-$("$bench" machine)"
mkdir -p "$out"
commit=$(git -C "$root" rev-parse --short=12 HEAD)

# attack NAME CORPUS LABELS [--closed]
attack() {
  rm -rf "found-$1"
  "$bench" measure --tool "$1" --to measurements.jsonl -- "$dedupe" cluster "$2" -o "found-$1" --quiet
  echo "## $1"
  echo
  tail -n 1 measurements.jsonl \
    | sed -E 's/.*"wall":([0-9.]+),"cpu":([0-9.]+),"peakMegabytes":([0-9.]+).*/    wall \1 s, CPU \2 s, peak \3 MB/'
  "$bench" score --labels "$3" --run "found-$1" "${@:4}" | sed 's/^/    /'
  echo
}

{
  echo "# Attacks and noise, commit $commit"
  echo
  for kind in chain template footer story100 floods; do
    "$bench" generate --kind "$kind" --out "$kind.jsonl" --labels "$kind.labels.jsonl" 2> /dev/null
    closed=()
    [ "$kind" != floods ] || closed=(--closed)
    attack "$kind" "$kind.jsonl" "$kind.labels.jsonl" "${closed[@]}"
  done

  "$bench" generate --documents 20000 --out news.jsonl --labels news.labels.jsonl 2> /dev/null
  attack "news of 20,000 documents" news.jsonl news.labels.jsonl
  for percent in 1 3 5 8; do
    "$bench" noise --percent "$percent" --in news.jsonl --out noisy.jsonl 2> /dev/null
    attack "news with $percent % of the characters misread" noisy.jsonl news.labels.jsonl
  done
} | tee "$out/attacks.md"
