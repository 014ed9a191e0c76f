#!/usr/bin/env bash
# Ends what start.sh FOLDER started, jobs included.
state=$1
export SLURM_CONF=$state/slurm.conf
[ -f "$SLURM_CONF" ] && scancel --quiet --user="$(id -un)" 2>/dev/null
pids=()
for file in "$state/node.pid" "$state/controller.pid" "$state/munge/pid"; do
  if [ -f "$file" ]; then pids+=("$(cat "$file")"); fi
done
[ ${#pids[@]} = 0 ] && exit 0
kill "${pids[@]}" 2>/dev/null
for _ in $(seq 50); do
  kill -0 "${pids[@]}" 2>/dev/null || exit 0
  sleep 0.1
done
kill -9 "${pids[@]}" 2>/dev/null
exit 0
