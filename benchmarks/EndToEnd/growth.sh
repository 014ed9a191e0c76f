#!/usr/bin/env bash
# Runs `compare`, `compare --json` and `cluster` over texts of sixty awkward shapes at n, 2n and 4n bytes, and writes
# user times and how they grow to benchmarks/runs/<date>-<machine>/growth.md. Uses the command that run.sh published
# last, or DEDUPE_PROGRAM. See benchmarks/README.md.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
bench="$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks"
dedupe=${DEDUPE_PROGRAM:-$work/dedupe/dedupe}
[ -x "$bench" ] || { echo "Run $here/run.sh first: it builds what this needs." >&2; exit 2; }

out="$root/benchmarks/runs/$(date -u +%Y-%m-%d)-$("$bench" machine)"
mkdir -p "$out"
{
  echo "# How work grows with awkward texts, commit $(git -C "$root" rev-parse --short=12 HEAD)"
  echo
  python3 "$here/growth.py" --program "$dedupe" "$@"
} | tee "$out/growth.md"
