#!/usr/bin/env bash
# Runs dedupe, dedupe --near-only, wc -w, md5sum and whichever peers python3 can import on one file of JSON lines, a
# generated one or any other, in turn, and writes the figures to benchmarks/runs/<date>-<machine>/. See
# benchmarks/README.md.
set -euo pipefail

documents=100000
rounds=3
threads=2
seed=1
only=""
input=""
program=""
extra=()

usage() {
  cat <<'TEXT'
usage: run.sh [--documents N] [--seed N] [--input FILE] [--rounds N] [--threads N] [--only "dedupe|wc -w|..."]
              [--program DEDUPE] [-- OPTIONS FOR dedupe cluster]
--program: a build that is there, instead of one published for this machine.
--input: articles as JSON lines (or .jsonl.gz, which is unpacked first) instead of generated ones; no scores then.
DEDUPE_BENCH_DIR: where corpora, builds and results are kept (default: a folder under TMPDIR).
TEXT
}

while [ $# -gt 0 ]; do
  case "$1" in
    --documents) documents=$2; shift 2 ;;
    --rounds) rounds=$2; shift 2 ;;
    --threads) threads=$2; shift 2 ;;
    --seed) seed=$2; shift 2 ;;
    --program) program=$2; shift 2 ;;
    --input) input=$2; shift 2 ;;
    --only) only=$2; shift 2 ;;
    --help | -h) usage; exit 0 ;;
    --) shift; extra=("$@"); break ;;
    *) usage >&2; exit 2 ;;
  esac
done

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
mkdir -p "$work"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# Whether compiling ahead of time can link: with clang, or where there is none with gcc.
links() {
  local compiler
  compiler=$(command -v clang || command -v gcc) || return
  "$compiler" -x c -o /dev/null - <<< 'int main(void) { return 0; }' 2> /dev/null
}

if [ -n "$program" ]; then
  compiled="given, version $("$program" --version)"
else
  # The command is published for this machine: compiled ahead of time, or without a linker precompiled as far as the
  # runtime does that; from a copy of the sources, because restoring for one runtime would write into the lock files.
  rm -rf "$work/source" "$work/dedupe"
  mkdir -p "$work/source"
  tar -C "$root" -c --exclude=bin --exclude=obj \
    src Directory.Build.props Directory.Packages.props global.json README.md .editorconfig \
    | tar -C "$work/source" -x
  publish() { dotnet publish "$work/source/src/Dedupe.Cli" -c Release -o "$work/dedupe" -v q "$@" >&2; }
  if links; then
    compiled="compiled ahead of time"
    publish -p:PublishAot=true
  else
    compiled="precompiled (ReadyToRun)"
    runtime=$(dotnet --info | sed -n 's/^ *RID: *//p' | head -n 1)
    publish -r "$runtime" --no-self-contained -p:PublishReadyToRun=true -p:PackAsTool=false
    ln -s Dedupe.Cli "$work/dedupe/dedupe"
  fi
  program="$work/dedupe/dedupe"
fi

dotnet build "$root/benchmarks/Dedupe.Benchmarks" -c Release -v q >&2
bench="$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks"
dedupe=$program

if [ -n "$input" ]; then
  # articles.jsonl.gz has its name from its folder.
  name=$(basename "$input"); name=${name%.gz}; name=${name%.jsonl}
  [ "$name" != articles ] || name=$(basename "$(cd "$(dirname "$input")" && pwd)")
  corpus="$work/input-$name.jsonl"
  case "$input" in
    *.gz) gzip -dc "$input" > "$corpus" ;;
    *) cp "$input" "$corpus" ;;
  esac
  report=(--name "end-to-end-$name")
else
  # The generator's sources are in the name: a corpus of an older generator is not used again.
  version=$(cat "$root"/benchmarks/Dedupe.Benchmarks/Corpus/*.cs | md5sum | cut -c1-8)
  corpus="$work/news-$documents-$seed-$version.jsonl"
  labels="$work/news-$documents-$seed-$version.labels.jsonl"
  if [ ! -s "$corpus" ] || [ ! -s "$labels" ]; then
    "$bench" generate --documents "$documents" --seed "$seed" --out "$corpus.part" --labels "$labels"
    mv "$corpus.part" "$corpus"
  fi
  report=(--labels "$labels")
fi

load=$(cut -d ' ' -f 1 /proc/loadavg)
results="$work/results"
measurements="$work/measurements.jsonl"
rm -rf "$results"
mkdir -p "$results"
: > "$measurements"
cat "$corpus" > /dev/null # all tools read from the page cache

wanted() { [ -z "$only" ] || [[ "|$only|" == *"|$1|"* ]]; }

peers=()
versions=""
for peer in datasketch rensa text_dedup datatrove; do
  wanted "$peer" || continue
  if python3 -c "import $peer" 2> /dev/null; then
    peers+=("$peer")
    versions+="$peer $(python3 -c "import importlib.metadata as m; print(m.version('${peer//_/-}'))"), "
  else
    echo "skipped: $peer is not installed in python3" >&2
  fi
done

measure() {
  local tool=$1 round=$2
  shift 2
  "$bench" measure --tool "$tool" --round "$round" --to "$measurements" -- "$@" \
    > "$work/output.txt" 2> "$work/errors.txt" \
    || { echo "$tool failed:" >&2; tail -n 5 "$work/errors.txt" >&2; return 1; }
}

for round in $(seq "$rounds"); do
  echo "round $round of $rounds" >&2
  wanted "wc -w" && LC_ALL=C.UTF-8 measure "wc -w" "$round" wc -w "$corpus"
  wanted md5sum && measure md5sum "$round" md5sum "$corpus"
  if wanted dedupe; then
    rm -rf "$results/dedupe"
    measure dedupe "$round" "$dedupe" cluster "$corpus" -o "$results/dedupe" --threads "$threads" --quiet "${extra[@]}"
  fi
  if wanted "dedupe --near-only"; then
    rm -rf "$results/dedupe --near-only"
    measure "dedupe --near-only" "$round" "$dedupe" cluster "$corpus" -o "$results/dedupe --near-only" \
      --threads "$threads" --quiet --near-only "${extra[@]}"
  fi
  for peer in "${peers[@]}"; do
    rm -rf "${results:?}/$peer"
    mkdir -p "$results/$peer"
    measure "$peer" "$round" python3 "$here/peers/$peer.peer.py" "$corpus" "$results/$peer" "$threads" \
      || rm -rf "${results:?}/$peer"
  done
done

commit=$(git -C "$root" rev-parse --short=12 HEAD)
[ -z "$(git -C "$root" status --porcelain -- src)" ] || commit+=" with changes"
out="$root/benchmarks/runs/$(date -u +%Y-%m-%d)-$("$bench" machine)"
load="load average before the first round: $load"
"$bench" report --measurements "$measurements" --corpus "$corpus" "${report[@]}" --results "$results" --out "$out" \
  --commit "$commit" --versions "${versions}dedupe $compiled, with $threads threads${extra[*]:+ ${extra[*]}}; $load"
[ -n "$input" ] || [ ! -f "$results/dedupe/summary.json" ] \
  || cp "$results/dedupe/summary.json" "$out/dedupe-summary.json"
