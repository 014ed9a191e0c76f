#!/usr/bin/env bash
# Runs `dedupe eval` with default options on the demo and on the labelled sets, and writes what it prints to
# benchmarks/runs/<date>-<machine>/quality.md. Sets that are not there are named as skipped.
# DEDUPE_GOLD: the folder of the labelled sets (default: ../shared/gold beside the checkout).
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
gold=${DEDUPE_GOLD:-$root/../shared/gold}
cd "$root"
dotnet build src/Dedupe.Cli -c Release -v q >&2
dotnet build benchmarks/Dedupe.Benchmarks -c Release -v q >&2
dedupe() { dotnet src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll "$@"; }
machine=$(benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks machine)
out=benchmarks/runs/$(date -u +%Y-%m-%d)-$machine
mkdir -p "$out"

judge() {
  echo "## $1"
  echo
  if [ -f "$2" ] && [ -f "$3" ]; then
    dedupe eval --labels "$2" --input "$3" --quiet 2>/dev/null | sed 's/^/    /'
  else
    echo "    skipped: the set is not here"
  fi
  echo
}

# Pairs by their exact similarity: which of them a run over all articles lists.
bands() {
  echo "## $1"
  echo
  if [ -f "$2" ] && [ -f "$3" ]; then
    local run
    run=$(mktemp -d)
    dedupe cluster "$3" -o "$run" --quiet
    benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks bands --pairs "$2" --run "$run" | sed 's/^/    /'
    rm -r "$run"
  else
    echo "    skipped: the set is not here"
  fi
  echo
}

{
  echo "# Quality with default options, commit $(git rev-parse --short=12 HEAD)"
  echo
  judge wire-demo seeds/wire-demo/labels.jsonl seeds/wire-demo/articles.jsonl
  judge wire-dev "$gold/wire-dev/pairs.jsonl" "$gold/wire-dev/articles.jsonl.gz"
  judge clough-stevenson "$gold/clough-stevenson/pairs.jsonl" "$gold/clough-stevenson/articles.jsonl"
  bands saudi-dev "$gold/saudi-dev/exact-pairs.jsonl" "$gold/saudi-dev/articles.jsonl.gz"
} | tee "$out/quality.md"
