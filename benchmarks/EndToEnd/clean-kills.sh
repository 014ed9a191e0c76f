#!/usr/bin/env bash
# Kills clean apply and clean undo at random moments and goes on with the same command, over and over. After each kill
# every file must be in the tree or in the quarantine and no file in both; after each undo that came to its end, names,
# bytes and metadata of the whole tree must be those of before. Prints a table. Linux only.
set -euo pipefail

kills=200 seed=1 files=600 to= how=
usage() {
  cat <<'TEXT'
usage: clean-kills.sh [--kills N] [--seed N] [--files N] [--to DIR] [--how delete|hardlink|symlink|in-place]
--to DIR: a quarantine elsewhere, such as on another disk.
--how: what becomes of the files (default: they are moved); in-place: records are taken out of files as well. After
delete nothing is undone; then what stays is compared.
DEDUPE: the command. DEDUPE_BENCH_DIR: where it works (default: a folder under TMPDIR).
TEXT
}
while [ $# -gt 0 ]; do
  case "$1" in
    --kills) kills=$2 ;; --seed) seed=$2 ;; --files) files=$2 ;; --to) to=$2 ;; --how) how=$2 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift 2
done

here=$(cd "$(dirname "$0")" && pwd)
work=${DEDUPE_BENCH_DIR:-${TMPDIR:-/tmp}/dedupe-bench}
dedupe=${DEDUPE:-$work/dedupe/dedupe}
RANDOM=$seed
rm -rf "$work/clean-kills" ${to:+"$to"}
mkdir -p "$work/clean-kills"
cd "$work/clean-kills"
make_tree() {
  [ ! -e tree ] || chmod -R u+rwX tree
  rm -rf tree
  python3 "$here/clean-tree.py" tree "$files" "$seed" > made.txt
  [ "$how" != in-place ] || python3 "$here/clean_records.py" tree
  # Copies often have the time of their original.
  find tree -exec touch -h -d @1000000000 {} +
}
make_tree
make_plan() {
  rm -rf plan
  "$dedupe" clean plan tree -o plan -q > plan.txt || [ $? = 3 ]
}
make_plan
away=${to:-plan/quarantine}
apply=("$dedupe" clean apply plan --yes -q --json)
[ -z "$to" ] || apply+=(--to "$to")
[ -z "$how" ] || apply+=("--$how")
undo=("$dedupe" clean undo plan -q --json)
[ "$how" != delete ] || undo=(again)
# What was deleted is not undone: the tree is made again.
again() { make_tree; make_plan; }

# On another disk a file comes back under another number.
picture() {
  local number='%i'
  [ -z "$to" ] || number=
  (cd tree; find . -printf "%P %y %s %m %U %G %T@ %n $number %l\0" | LC_ALL=C sort -z
    find . -type f -perm -u=r -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
}

# Names of files in the tree and in the quarantine; those of what is half done do not count.
held() {
  { (cd tree; find . ! -type d -print0)
    [ ! -d "$away/tree" ] || (cd "$away/tree"; find . ! -type d -print0)
  } | LC_ALL=C grep -azv 'dedupe-clean-' | LC_ALL=C sort -z
}

picture > before.bin
held > held.bin
start=$(date +%s%N)
code=0; "${apply[@]}" > out.txt 2>&1 || code=$?
took=$((($(date +%s%N) - start) / 1000000))
good=$code
moved=$(sed -E 's/.*"done":([0-9]+).*/\1/' out.txt)
held > left.bin
"${undo[@]}" > out.txt 2>&1 || true
# What comes back from another disk is another file.
[ -z "$to" ] || make_plan
[ "$how" = delete ] || picture > after.bin
[ "$how" != delete ] || cp before.bin after.bin
wrong=0 killed=0 ended=0 undone=0 failed=0 phase=apply
cmp -s before.bin after.bin || { wrong=$((wrong + 1)); echo "undisturbed: the tree is not what it was" >&2; }
while [ "$killed" -lt "$kills" ] || [ "$phase" = undo ]; do
  if [ "$phase" = apply ]; then command=("${apply[@]}"); else command=("${undo[@]}"); fi
  "${command[@]}" > out.txt 2>&1 &
  program=$!
  if [ "$killed" -lt "$kills" ]; then
    wait_for=$((RANDOM % (took * 5 / 4 + 1)))
    sleep "$(printf '%d.%03d' $((wait_for / 1000)) $((wait_for % 1000)))"
    kill -9 $program 2> /dev/null || true
  fi
  code=0
  wait $program 2> /dev/null || code=$?
  if [ "$code" = 137 ]; then
    killed=$((killed + 1))
    # A copy on another disk may be whole before the original goes; a link stands in its place.
    held | if [ -n "$to$how" ]; then LC_ALL=C sort -zu; else cat; fi > now.bin
    if [ "$how" = delete ]; then
      [ -z "$(LC_ALL=C comm -z -23 left.bin now.bin | tr -d '\0')" ]
    else
      cmp -s held.bin now.bin
    fi || { wrong=$((wrong + 1)); echo "kill $killed of $phase: a file is lost or twice" >&2; }
  elif [ "$code" = "$good" ] || [ "$code" = 0 ]; then
    ended=$((ended + 1))
    if [ "$how" = delete ]; then
      undone=$((undone + 1))
      held > now.bin
      cmp -s left.bin now.bin || { wrong=$((wrong + 1)); echo "after kill $killed: other files stay" >&2; }
      [ -z "$(find tree -name '*dedupe-clean-*' -print -quit)" ] || { wrong=$((wrong + 1)); echo "not tidied" >&2; }
      again
    elif [ "$phase" = undo ]; then
      undone=$((undone + 1))
      picture > after.bin
      cmp -s before.bin after.bin \
        || { wrong=$((wrong + 1)); echo "after kill $killed: the tree is not what it was" >&2; }
      [ -z "$(find "$away" -type f -print -quit)" ] || { wrong=$((wrong + 1)); echo "left in quarantine" >&2; }
      phase=apply
      [ -z "$to" ] || make_plan
    else
      phase=undo
    fi
  else
    failed=$((failed + 1)); ended=$((ended + 1))
    echo "$phase after kill $killed: exit code $code: $(head -c 300 out.txt)" >&2
    [ "$failed" -lt 5 ] || break
  fi
done
cat <<TEXT
| | |
|---|---|
| files | $files |
| files that go | $moved |
| undisturbed apply | $took ms |
| killed | $killed |
| brought to an end | $ended |
| undone, the tree compared | $undone |
| wrong | $wrong |
| failed | $failed |
TEXT
[ "$wrong" = 0 ] && [ "$failed" = 0 ]
