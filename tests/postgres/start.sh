#!/usr/bin/env bash
# A PostgreSQL of its own for the tests of tables: below one folder, and reached by a socket in it alone.
# Usage: start.sh FOLDER, with the Debian package postgresql installed; stop.sh FOLDER ends it. The address is then
# Host=FOLDER;Username=tests;Database=postgres. What is in FOLDER already is started again. Exit code 77: not possible.
set -euo pipefail
state=$1
unable() { echo "no PostgreSQL here: $1" >&2; exit 77; }
initdb=$(ls /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -1) || true
[ -n "$initdb" ] || initdb=$(command -v initdb) || unable 'it is not installed'
bin=$(dirname "$(readlink -f "$initdb")")

# It refuses to be run by root.
as=()
if [ "$(id -u)" = 0 ]; then
  id postgres >/dev/null 2>&1 || unable 'root cannot start it, and there is no user postgres'
  as=(setpriv --reuid postgres --regid postgres --clear-groups)
  chown postgres "$state"
fi
chmod 755 "$state"
cd "$state"
[ -d "$state/data" ] || "${as[@]}" "$bin/initdb" -D "$state/data" -A trust -U tests -E UTF8 --locale=C.UTF-8 --no-sync
"${as[@]}" "$bin/pg_ctl" -D "$state/data" -w -l "$state/log" \
  -o "-c listen_addresses= -c unix_socket_directories=$state -c fsync=off" start
