#!/usr/bin/env bash
# Inputs made to hurt, each in two sizes: copies of one document, documents that share one band of their signatures
# and nothing else, one document of the largest size that is taken, one that is larger, and a line that does not end.
# Prints time and memory as a table, and fails where an answer is wrong. Uses the commands that run.sh published last,
# or those in DEDUPE and BENCH. Needs some GB of room. See benchmarks/README.md.
set -euo pipefail

scale=${1:-1} # divides all sizes
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
bench=${BENCH:-$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks}
dedupe=${DEDUPE:-$work/dedupe/dedupe}
[ -x "$dedupe" ] && [ -x "$bench" ] || { echo "Run $here/run.sh first: it builds what this needs." >&2; exit 2; }
rm -rf "$work/floods"
mkdir -p "$work/floods"
cd "$work/floods"
wrong=0

# flood NAME INPUT CODE CLUSTERS REJECTED [OPTION]...: runs it, and says so when exit code, clusters or reasons of
# rejection are others.
flood() {
  local name=$1 input=$2 code=$3 clusters=$4 rejected=$5 got=0 bytes
  shift 5
  bytes=$(stat -c %s "$input")
  "$bench" measure --tool "$name" --to measurements.jsonl -- \
    "$dedupe" cluster "$input" -o found --quiet "$@" 2> err.txt || got=$?
  local seen reasons
  seen=$(wc -l < found/clusters.jsonl)
  reasons=$(sed -E 's/.*"reason":"([^"]*)".*/\1/' found/rejected.jsonl | sort -u | paste -sd ' ')
  if [ "$got" != "$code" ] || [ "$seen" != "$clusters" ] || [ "$reasons" != "$rejected" ]; then
    wrong=$((wrong + 1))
    echo "$name: exit code $got, $seen clusters, rejected: $reasons" >&2
    head -n 3 err.txt >&2
  fi
  local measured='.*"wall":([0-9.]+),"cpu":([0-9.]+),"peakMegabytes":([0-9.]+).*'
  tail -n 1 measurements.jsonl \
    | sed -E "s/$measured/| $name | $((bytes / 1000000)) | \1 | \2 | \3 | $seen | $reasons |/"
  rm -rf found
}

# Words without end, so many bytes.
prose() {
  yes 'The harbour of the town stayed closed, and nobody could say for how long the ships would have to wait outside.' \
    | tr '\n' ' ' | head -c "$1" || true
}

echo "| input | MB | wall s | CPU s | peak MB | clusters | rejected |"
echo "|---|--:|--:|--:|--:|--:|---|"
for part in 4 1; do
  count=$((1000000 / scale / part))
  "$bench" hostile --kind copies --documents $count --out in.jsonl
  flood "$count copies of one document" in.jsonl 0 1 ""
  flood "$count copies of one document, in parts of 32 MB" in.jsonl 0 1 "" --part-size 32MB
done
for part in 4 1; do
  count=$((100000 / scale / part))
  "$bench" hostile --kind collide --documents $count --out in.jsonl
  flood "$count documents of one band" in.jsonl 0 0 ""
  flood "$count documents of one band, in parts of 32 MB" in.jsonl 0 0 "" --part-size 32MB
done
rm -f in.jsonl
for part in 2 1; do
  size=$((1000000000 / scale / part))
  prose $size > in.txt
  flood "one text of $size bytes" in.txt 3 0 oversized
  rm -f in.txt
  { printf '{"id":"a","text":"'; prose $size; printf '"}\n{"id":"b","text":"A short text behind it."}\n'; } > in.jsonl
  flood "one JSON line of $size bytes" in.jsonl 3 0 oversized
  { printf '{"id":"a","text":"'; prose $size; } > in.jsonl
  flood "one JSON line of $size bytes that does not end" in.jsonl 3 0 oversized
  flood "the same, in parts of 32 MB" in.jsonl 3 0 oversized --part-size 32MB
  rm -f in.jsonl
done
for part in 4 1; do
  size=$((500000000 / scale / part))
  prose $size > in.txt
  flood "one text of $size bytes, which may be 512 MiB" in.txt 0 0 "" --max-document 512MiB
  rm -f in.txt
done
[ "$wrong" = 0 ]
