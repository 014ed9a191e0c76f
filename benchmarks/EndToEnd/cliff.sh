#!/usr/bin/env bash
# Recall over the number of copies of one text: cliff.sh COMMAND [MOST] writes recall-over-n.md to
# benchmarks/runs/<date>-<machine>/. COMMAND is a command line: "dotnet old/Dedupe.Cli.dll". Needs Python 3.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
command=${1:?COMMAND} most=${2:-100000}
bench="$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks"
out="$root/benchmarks/runs/$(date -u +%Y-%m-%d)-$("$bench" machine)"
mkdir -p "$out"
{
  echo "# Recall over the number of copies, commit $(git -C "$root" rev-parse --short=12 HEAD)"
  echo
  echo "Copies of one text of 300 words among 50 others: the share of them in the largest cluster, clusters, processor"
  echo "seconds, peak memory in MB."
  for replaced in 12 24 5; do
    echo
    echo "## $replaced words replaced in each copy"
    echo
    echo "| copies | seed | found | clusters | s | MB |"
    echo "|---|---|---|---|---|---|"
    for copies in 10 30 100 300 1000 3000 10000 30000 100000; do
      for seed in 1 2; do
        [ "$copies" -gt "$most" ] || python3 "$here/cliff.py" "$copies" "$replaced" "$seed" "$command"
      done
    done
  done
} | tee "$out/recall-over-n.md"
