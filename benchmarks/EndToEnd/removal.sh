#!/usr/bin/env bash
# Filters 100,000 generated documents with alerts, digests, live blogs and truncations, and counts anew what is lost,
# beside what filter.json says. With OLD (a command of an earlier build) the same for that one. Writes
# benchmarks/runs/<date>-<machine>/removal.md. DEDUPE: the command; BENCH: the benchmark program.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
bench=${BENCH-$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks}
dedupe=${DEDUPE:-$work/dedupe/dedupe}
documents=${1:-100000}
mkdir -p "$work/removal"
cd "$work/removal"
rm -rf found clean found-old clean-old
out="$root/benchmarks/runs/$(date -u +%Y-%m-%d)-$("$bench" machine)"
mkdir -p "$out"

"$bench" generate --kind removal --documents "$documents" --out all.jsonl 2> /dev/null

# one NAME COMMAND REPORT
one() {
  local name=$1 report=("${@:3}")
  SECONDS=0
  $2 cluster all.jsonl -o "found$name" --quiet > cluster.txt 2>&1 || cat cluster.txt
  echo "    cluster: $(tail -n 1 cluster.txt) ($SECONDS s)"
  SECONDS=0
  $2 filter "found$name" all.jsonl -o "clean$name" | tail -n 2 | sed 's/^/    /'
  echo "    filter: $SECONDS s"
  "$bench" lost --in all.jsonl --filtered "clean$name/all.jsonl" "${report[@]}" | sed 's/^/    /'
}

{
  echo "# Removal, commit $(git -C "$root" rev-parse --short=12 HEAD), $documents documents"
  if [ -n "${OLD:-}" ]; then
    echo
    echo "## Old rule: every member of a cluster but its representative goes"
    echo
    one -old "$OLD"
  fi
  echo
  echo "## New rule: a document goes when a copy that stays has its text"
  echo
  one "" "$dedupe" --report clean/filter.json
} | tee "$out/removal.md"
