#!/usr/bin/env bash
# Generates 20,000 articles in each language, once as they are and once with half of them in other spellings of the
# same words, runs `dedupe cluster` on them, and writes precision and recall to
# benchmarks/runs/<date>-<machine>/languages.md.
set -euo pipefail

root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root"
dotnet build src/Dedupe.Cli -c Release -v q >&2
dotnet build benchmarks/Dedupe.Benchmarks -c Release -v q >&2
bench=benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks
out=benchmarks/runs/$(date -u +%Y-%m-%d)-$("$bench" machine)
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
mkdir -p "$out"

{
  echo "# Languages, 20,000 generated articles each, commit $(git rev-parse --short=12 HEAD)"
  for language in en ar ru zh; do
    for variants in "" --variants; do
      echo
      echo "## $language $variants"
      echo
      "$bench" generate --documents 20000 --language "$language" $variants \
        --out "$work/corpus.jsonl" --labels "$work/labels.jsonl" 2>/dev/null
      dotnet src/Dedupe.Cli/bin/Release/net10.0/Dedupe.Cli.dll cluster "$work/corpus.jsonl" -o "$work/run" --quiet
      "$bench" score --labels "$work/labels.jsonl" --run "$work/run" | sed 's/^/    /'
    done
  done
} | tee "$out/languages.md"
