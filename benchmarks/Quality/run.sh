#!/usr/bin/env bash
# Runs `dedupe eval` with default options on every labelled set, and writes precision, recall, F1, their mean and the
# confusion tables to benchmarks/runs/<date>-<machine>/quality.md; half a minute. Sets that are not there are left out.
# --leave-one-out: also with other settings, each chosen without the set it is judged on; some minutes.
# DEDUPE_GOLD: the folder of the labelled sets (default: ../shared/gold beside the checkout).
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
gold=${DEDUPE_GOLD:-$root/../shared/gold}
cd "$root"
choices=("$@")
dotnet build src/Dedupe.Cli -c Release -v q >&2
dotnet build benchmarks/Dedupe.Benchmarks -c Release -v q >&2
dedupe() { dotnet src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll "$@"; }
machine=$(benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks machine)
out=benchmarks/runs/$(date -u +%Y-%m-%d)-$machine
mkdir -p "$out"

# Sets of one folder: the table of all, and each one's.
judge() {
  local sets=() folder
  for folder in "$@"; do
    if [ -f "$folder/pairs.jsonl" ] || [ -f "$folder/labels.jsonl" ]; then sets+=("$folder"); fi
  done
  if [ ${#sets[@]} -gt 0 ]; then
    benchmarks/Quality/sets.py "${choices[@]}" "${sets[@]}"
  else
    echo "skipped: no labelled set is here"
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
  judge "$gold"/*
  echo "# The demo"
  echo
  judge seeds/wire-demo
  bands saudi-dev "$gold/saudi-dev/exact-pairs.jsonl" "$gold/saudi-dev/articles.jsonl.gz"
} | tee "$out/quality.md"
