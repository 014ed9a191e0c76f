#!/usr/bin/env bash
# Lets every call to the file system fail once, of clean apply and of clean undo: with EIO, with ENOSPC, and by killing
# the process in the middle of it. After each no file may be lost or twice; the same command must then come to its end,
# and an undisturbed undo must leave the tree as it was before, names, bytes and metadata. Prints a table. Needs a C
# compiler. Linux only.
set -euo pipefail

every=1 first=1 kinds="eio enospc kill" to= how=
usage() {
  cat <<'TEXT'
usage: clean-faults.sh [--every N] [--first N] [--kinds "eio enospc kill"] [--to DIR]
  [--how hardlink|symlink|in-place]
--to DIR: a quarantine elsewhere, such as on another disk; it is emptied. Calls in it do not fail, those in the tree do.
DEDUPE: the command. DEDUPE_BENCH_DIR: where it works (default: a folder under TMPDIR).
TEXT
}
while [ $# -gt 0 ]; do
  case "$1" in
    --every) every=$2 ;; --first) first=$2 ;; --kinds) kinds=$2 ;; --how) how=$2 ;;
    --to) to=$(realpath -m "$2") ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done

here=$(cd "$(dirname "$0")" && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
dedupe=${DEDUPE:-$work/dedupe/dedupe}
rm -rf "$work/clean-faults" ${to:+"$to"}
mkdir -p "$work/clean-faults/under"
cd "$work/clean-faults"
cc -shared -fPIC -O1 -o faults.so "$here/faults.c" -ldl
python3 "$here/clean-tree.py" under/made 80 4 > /dev/null
# A few files are enough: each meets every call.
"$dedupe" clean plan under/made -o first -q > plan.txt || [ $? = 3 ]
mkdir -p under/tree/a under/tree/b
number=0
# With records: copies in one file, in another one, packed, and of a text; each file stays for the other.
if [ "$how" = in-place ]; then
  number=3
  python3 - under/tree first/plan.jsonl << 'PYTHON'
import gzip, json, sys
tree, plan = sys.argv[1:]
texts = []
for line in open(plan):
    found = json.loads(line)
    if found.get("kind") == "file" and found["relation"] == "identical":
        texts.append(open(found["keeper"]["full"]).read())
one, two, three = list(dict.fromkeys(texts))[:3]
def lines(*records): return "".join(json.dumps(dict(id=i, text=t)) + "\n" for i, t in records)
open(f"{tree}/a/v1.jsonl", "w").write(lines(("a1", one), ("a2", one), ("a3", two), ("a4", three)))
gzip.open(f"{tree}/b/k1.jsonl.gz", "wt").write(lines(("b1", two), ("b2", two), ("b3", one)))
open(f"{tree}/b/k2.txt", "w").write(three)
PYTHON
fi
while read -r line && [ "$number" -lt 3 ]; do
  victim=$(sed -E 's/.*"victim":\{[^}]*"full":"([^"]*)".*/\1/' <<< "$line")
  keeper=$(sed -E 's/.*"keeper":\{[^}]*"full":"([^"]*)".*/\1/' <<< "$line")
  [ -f "$victim" ] && [ -f "$keeper" ] || continue
  number=$((number + 1))
  cp "$victim" "under/tree/a/v$number.txt"
  cp "$keeper" "under/tree/b/k$number.txt"
done < <(grep '"sameBytes":true' first/plan.jsonl) # others are not linked hard
rm -rf under/made
make_plan() {
  rm -rf under/plan ${to:+"$to"}
  "$dedupe" clean plan under/tree -o under/plan -q --max-remove-percent 90 > plan.txt || [ $? = 3 ]
}
make_plan
away=${to:-under/plan/quarantine}
apply=("$dedupe" clean apply under/plan --yes -q --json)
[ -z "$to" ] || apply+=(--to "$to")
[ -z "$how" ] || apply+=("--$how")
undo=("$dedupe" clean undo under/plan -q --json)

picture() {
  local number='%i'
  [ -z "$to" ] || number=
  (cd under/tree; find . -printf "%P %y %s %m %U %G %T@ %n $number\n" | LC_ALL=C sort
    find . -type f -exec sha256sum {} + | LC_ALL=C sort)
}

held() {
  { (cd under/tree; find . -type f); [ ! -d "$away/tree" ] || (cd "$away/tree"; find . -type f); } \
    | LC_ALL=C grep -av 'dedupe-clean-' | LC_ALL=C sort
}

bad() {
  wrong=$((wrong + 1))
  echo "$phase $kind, call $n ($(cat log.txt 2> /dev/null)): $1" >&2
}

picture > before.txt
held > held.txt
echo "| command | fault | calls | done | left and told | one clear line | killed | wrong |"
echo "|---|---|--:|--:|--:|--:|--:|--:|"
total=0
for phase in apply undo; do
  for kind in $kinds; do
    tried=0 well=0 left=0 told=0 killed=0 wrong=0
    for ((n = first; ; n += every)); do
      [ "$phase" = apply ] || "${apply[@]}" > out.txt 2>&1 || bad "apply before: $(cat out.txt)"
      if [ "$phase" = apply ]; then command=("${apply[@]}"); else command=("${undo[@]}"); fi
      rm -f log.txt
      code=0
      DOTNET_EnableDiagnostics=0 LD_PRELOAD=$PWD/faults.so FAULT_UNDER=$PWD/under FAULT_KIND=$kind FAULT_AT=$n \
        FAULT_LOG=$PWD/log.txt FAULT_LOOKUPS=1 "${command[@]}" > out.txt 2> err.txt || code=$?
      met=0
      [ ! -e log.txt ] || met=1
      case $code in
        0) well=$((well + met)) ;;
        3) left=$((left + met)) ;;
        2 | 4) told=$((told + met)); [ "$(grep -vc '^Try ' err.txt)" = 1 ] || bad "not one line" ;;
        137) killed=$((killed + met)) ;;
        *) bad "exit code $code: $(head -n 3 err.txt)" ;;
      esac
      held | { if [ -n "$to$how" ]; then LC_ALL=C sort -u; else cat; fi } > now.txt
      cmp -s held.txt now.txt || bad "a file is lost or twice"
      "${command[@]}" > out.txt 2> err.txt || bad "the same again: $(cat out.txt err.txt)"
      [ "$phase" = undo ] || "${undo[@]}" > out.txt 2> err.txt || bad "undo: $(cat out.txt err.txt)"
      picture > after.txt
      cmp -s before.txt after.txt || bad "the tree is not what it was: $(diff before.txt after.txt | head -n 4)"
      rm -rf under/plan/journal.jsonl under/plan/quarantine
      # What comes back from another disk is another file.
      [ -z "$to" ] || make_plan
      [ "$met" = 1 ] || break
      tried=$((tried + 1))
    done
    total=$((total + wrong))
    echo "| $phase | $kind | $tried | $well | $left | $told | $killed | $wrong |"
  done
done
[ "$total" = 0 ]
