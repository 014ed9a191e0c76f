#!/usr/bin/env bash
# Ends the PostgreSQL of start.sh. Usage: stop.sh FOLDER
set -euo pipefail
[ -f "$1/data/postmaster.pid" ] || exit 0
# Its first line is the process; this signal makes it end at once and in order.
process=$(head -1 "$1/data/postmaster.pid")
kill -INT "$process"
tail --pid="$process" -f /dev/null
