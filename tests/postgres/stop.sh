#!/usr/bin/env bash
# Ends the PostgreSQL of start.sh. Usage: stop.sh FOLDER [immediate]: as a crash does, else in order.
set -euo pipefail
[ -f "$1/data/postmaster.pid" ] || exit 0
# Its first line is the process; these signals make it end at once.
process=$(head -1 "$1/data/postmaster.pid")
[ "${2:-fast}" = immediate ] && signal=QUIT || signal=INT
kill -$signal "$process"
tail --pid="$process" -f /dev/null
