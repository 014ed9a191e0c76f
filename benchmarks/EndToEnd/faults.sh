#!/usr/bin/env bash
# Lets every call to the file system fail once, of a run in parts and of a run in memory: with EIO, with ENOSPC, on a
# disk that stays full, by doing only a part of what was asked for, and by killing the process in the middle of it.
# Each time the run must end well or with one clear line, nothing that stands under the name of a result may differ
# from what an undisturbed run writes, and --resume must then find the same as that run. Prints a table. Needs a C
# compiler. All calls fail in one process, by the library; of the command itself, with its exit codes and messages,
# those that --every and --first tell. Uses the commands that run.sh published last, or those in DEDUPE and BENCH. See
# benchmarks/README.md.
set -euo pipefail

every=101
first=1
inputs=()
kinds="eio enospc full short kill"

usage() {
  cat <<'TEXT'
usage: faults.sh [--every N] [--first N] [--kinds "eio enospc full short kill"] [--input FILE_OR_FOLDER]...
--every N --first M: of the command itself, call M and each Nth one after it fails (default: 101, 1).
BENCH: the benchmark program, for all calls in one process; empty: not done.
DEDUPE_BENCH_DIR: where corpora, builds and results are kept (default: a folder under TMPDIR).
TEXT
}

while [ $# -gt 0 ]; do
  case "$1" in
    --every) every=$2 ;;
    --first) first=$2 ;;
    --kinds) kinds=$2 ;;
    --input) inputs+=("$(realpath "$2")") ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
bench=${BENCH-$root/benchmarks/Dedupe.Benchmarks/bin/Release/net10.0/Dedupe.Benchmarks}
dedupe=${DEDUPE:-$work/dedupe/dedupe}
[ -x "$dedupe" ] || { echo "Run $here/run.sh first: it builds what this needs." >&2; exit 2; }
rm -rf "$work/faults"
mkdir -p "$work/faults/under/in" "$work/faults/under/tmp"
cd "$work/faults"
cc -shared -fPIC -O1 -o faults.so "$here/faults.c" -ldl

if [ ${#inputs[@]} = 0 ]; then
  "$bench" generate --documents 1000 --out all.jsonl --labels labels.jsonl 2> /dev/null
  # Some pairs of every relation, in a plain file and in one whose texts have to be kept.
  for relation in identical near-duplicate derived partial quote; do
    grep -m 4 "\"$relation\"" labels.jsonl
  done | sed -E 's/.*"a":"([^"]*)","b":"([^"]*)".*/"id":"\1"\n"id":"\2"/' | sort -u > ids.txt
  grep -F -f ids.txt all.jsonl > some.jsonl
  head -n 20 some.jsonl > under/in/a.jsonl
  tail -n +21 some.jsonl | gzip > under/in/b.jsonl.gz
else
  cp -r "${inputs[@]}" under/in/
fi

if [ -n "$bench" ]; then
  TMPDIR=$PWD/under/tmp DOTNET_EnableDiagnostics=0 LD_PRELOAD=$PWD/faults.so FAULT_UNDER=$PWD/under \
    "$bench" faults --input under/in --work under
  echo
  echo "The command itself, every $every calls:"
  echo
fi

# In the folder that counts, with as little memory as can be: keys and texts go to temporary files.
dedupe() {
  TMPDIR=$PWD/under/tmp DOTNET_EnableDiagnostics=0 \
    "$dedupe" cluster "$PWD/under/in" --quiet --threads 1 --memory 64kB "$@"
}

results="clusters.jsonl pairs.jsonl rejected.jsonl"
whole=0
dedupe -o "$PWD/whole" 2> whole.txt || whole=$?
whole_rejected=$(grep -c '^rejected ' whole.txt || true)
[ "$whole" = 0 ] || [ "$whole" = 3 ] || { cat whole.txt >&2; exit 1; }

bad() {
  wrong=$((wrong + 1))
  echo "$mode $kind, call $n ($(cat log.txt)): $1" >&2
}

# Whether all that stands in the run directory is right; "all": and all is there.
right() {
  local file
  for file in $results; do
    if [ -e under/run/"$file" ]; then
      cmp -s "whole/$file" "under/run/$file" || return 1
    elif [ "${1:-}" = all ]; then
      return 1
    fi
  done
}

echo "| run | fault | calls | done nevertheless | input rejected | one clear line | killed | wrong |"
echo "|---|---|--:|--:|--:|--:|--:|--:|"
total=0
for mode in "in parts" "in memory"; do
  options=(-o "$PWD/under/run" --part-size 40kB)
  [ "$mode" = "in parts" ] || options=(-o "$PWD/under/run")
  for kind in $kinds; do
    well=0 rejected=0 told=0 killed=0 wrong=0 tried=0
    for ((n = first; ; n += every)); do
      rm -rf under/run under/tmp/*
      rm -f log.txt
      code=0
      LD_PRELOAD=$PWD/faults.so FAULT_UNDER=$PWD/under FAULT_KIND=$kind FAULT_AT=$n FAULT_LOG=$PWD/log.txt \
        dedupe "${options[@]}" > out.txt 2> err.txt || code=$?
      [ -e log.txt ] || break
      tried=$((tried + 1))
      other=0 of_input=0
      ! grep -q " $PWD/under/in" log.txt || of_input=1
      case $code in
        0 | 3)
          if right all && [ "$code" = "$whole" ]; then
            well=$((well + 1))
          elif [ "$code" = 3 ] && [ "$of_input" = 1 ] \
            && [ "$(grep -c '^rejected ' err.txt)" -gt "$whole_rejected" ]; then
            # What could not be read is told; the rest is done without it.
            rejected=$((rejected + 1)) other=1
          else
            bad "wrong results, and exit code $code"
          fi ;;
        4)
          told=$((told + 1))
          [ "$(wc -l < err.txt)" = 1 ] && grep -q '^dedupe: ' err.txt \
            || bad "exit code 4, and not one line: $(head -n 3 err.txt)"
          right || bad "wrong results, and exit code 4" ;;
        137)
          killed=$((killed + 1))
          [ "$kind" = kill ] || bad "killed"
          right || bad "wrong results, and killed" ;;
        *) bad "exit code $code: $(head -n 3 err.txt)" ;;
      esac
      [ "$kind" = kill ] \
        || [ -z "$(find under/tmp under/run \( -name 'dedupe-*' -o -name '*.partial' \) -print -quit 2> /dev/null)" ] \
        || [ "$(cut -d ' ' -f 1 log.txt)" = unlink ] \
        || bad "left $(find under/tmp under/run -name 'dedupe-*' -o -name '*.partial')"
      code=0
      dedupe "${options[@]}" --resume > out.txt 2> err.txt || code=$?
      if [ "$other" = 1 ]; then
        # It is complete as it is, or it is not gone on with because the inputs look otherwise.
        [ "$code" = 3 ] || [ "$code" = 4 ] || { [ "$code" = "$whole" ] && right all; } \
          || bad "after --resume exit code $code"
      else
        { [ "$code" = "$whole" ] && right all; } \
          || { [ "$of_input" = 1 ] && grep -q 'holds another run' err.txt; } \
          || bad "after --resume exit code $code, or wrong results: $(head -n 3 err.txt)"
        [ -z "$(find under/tmp under/run \( -name 'dedupe-*' -o -name '*.partial' -o -name parts \) -print -quit)" ] \
          || [ "$kind" = kill ] || bad "left something after --resume"
      fi
    done
    [ "$tried" -gt 0 ] || { wrong=$((wrong + 1)); echo "$mode $kind: no call was met" >&2; }
    total=$((total + wrong))
    echo "| $mode | $kind | $tried | $well | $rejected | $told | $killed | $wrong |"
  done
done
[ "$total" = 0 ]
