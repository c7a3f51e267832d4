#!/usr/bin/env bash
# Measures the rates of docs/guides/durations.md: starts a PostgreSQL, a MariaDB and a SQLite of its own, each where it is installed, as an unprivileged user without a network, and prints
# the seconds of each kind of work. Usage: build/measure-rates.sh [ROWS]    (1,000,000 when not said; rows of about 100 bytes)
set -euo pipefail
rows=${1:-1000000}
folder=$(mktemp -d)
servers=()
stop() {
  for server in "${servers[@]}"; do kill -INT "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; done
  rm -rf "$folder"
}
trap stop EXIT
chmod 777 "$folder"
cd "$folder"

as_user() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups "$@"; else "$@"; fi; }

# Says how long a statement took. $1: what it is, $2: the SQL.
timed() {
  local start end
  start=$(date +%s.%N)
  printf '%s\n' "$2" | run >/dev/null
  end=$(date +%s.%N)
  awk -v what="$1" -v from="$start" -v to="$end" -v rows="$rows" 'BEGIN { printf "  %-28s %9.2f s %12.0f rows/s\n", what, to - from, rows / (to - from) }'
}

measure() {
  timed "scan (check constraint)" "$scan"
  timed "rewrite (no index)" "$rewrite"
  timed "primary key" "$primary"
  timed "indexBuild (number)" "CREATE INDEX i1 ON orders (parent);"
  timed "indexBuild (text)" "CREATE INDEX i2 ON orders (name);"
  timed "foreignKey" "$foreign"
  timed "rewrite (three indexes)" "$rewrite2"
  timed "update (not indexed)" "UPDATE orders SET note = 'x';"
  timed "update (indexed)" "UPDATE orders SET parent = parent + 0;"
  timed "copy" "CREATE TABLE saved AS SELECT * FROM orders;"
  timed "delete (half)" "DELETE FROM orders WHERE id % 2 = 0;"
}

postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1 || true)
if [ -n "$postgres" ]; then
  echo "$("$postgres/postgres" --version), $rows rows"
  as_user "$postgres/initdb" -D "$folder/postgres" -U postgres --auth=trust --encoding=UTF8 --locale=C >/dev/null
  as_user "$postgres/postgres" -D "$folder/postgres" -k "$folder" -c listen_addresses= >"$folder/postgres.log" 2>&1 &
  servers+=($!)
  until "$postgres/pg_isready" -q -h "$folder" -U postgres; do kill -0 "${servers[-1]}" || { cat "$folder/postgres.log"; exit 1; }; sleep 0.2; done
  run() { "$postgres/psql" -h "$folder" -U postgres -q -X -v ON_ERROR_STOP=1; }
  timed "load" "CREATE TABLE parents (id int PRIMARY KEY); INSERT INTO parents SELECT g FROM generate_series(1, $rows) g;
    CREATE TABLE orders AS SELECT g AS id, g AS parent, 'customer ' || md5(g::text) AS name, (g % 1000)::numeric(12,2) AS price, now() AS at, 'note ' || g AS note FROM generate_series(1, $rows) g;
    VACUUM ANALYZE orders; CHECKPOINT;"
  scan="ALTER TABLE orders ADD CONSTRAINT c CHECK (price >= 0);"
  rewrite="ALTER TABLE orders ALTER price TYPE double precision;"
  primary="ALTER TABLE orders ADD PRIMARY KEY (id);"
  foreign="ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (parent) REFERENCES parents (id);"
  rewrite2="ALTER TABLE orders ALTER price TYPE numeric(12,4);"
  measure
fi

if command -v mariadbd >/dev/null; then
  echo "$(mariadbd --version), $rows rows"
  user=(); [ "$(id -u)" != 0 ] || user=(--user=nobody)
  mariadb-install-db "${user[@]}" --datadir="$folder/maria" --auth-root-authentication-method=normal --skip-test-db >"$folder/install.log" 2>&1 || cat "$folder/install.log"
  mariadbd --no-defaults "${user[@]}" --datadir="$folder/maria" --socket="$folder/maria.sock" --skip-networking >"$folder/maria.log" 2>&1 &
  servers+=($!)
  until echo "SELECT 1" | mariadb --socket="$folder/maria.sock" >/dev/null 2>&1; do kill -0 "${servers[-1]}" || { cat "$folder/maria.log"; exit 1; }; sleep 0.2; done
  echo "CREATE DATABASE measured" | mariadb --socket="$folder/maria.sock"
  run() { mariadb --socket="$folder/maria.sock" measured; }
  timed "load" "CREATE TABLE parents (id int PRIMARY KEY); INSERT INTO parents SELECT seq FROM seq_1_to_$rows;
    CREATE TABLE orders AS SELECT cast(seq AS int) AS id, cast(seq AS int) AS parent, concat('customer ', md5(seq)) AS name, cast(seq % 1000 AS decimal(12,2)) AS price, now() AS at, concat('note ', seq) AS note FROM seq_1_to_$rows;
    ALTER TABLE orders MODIFY parent int NOT NULL;"
  scan="SELECT count(*) FROM orders WHERE length(name) < 0;"
  rewrite="ALTER TABLE orders MODIFY price double;"
  primary="ALTER TABLE orders ADD PRIMARY KEY (id);"
  foreign="ALTER TABLE orders ADD CONSTRAINT f FOREIGN KEY (parent) REFERENCES parents (id);"
  rewrite2="ALTER TABLE orders MODIFY price decimal(12,4);"
  measure
fi

if command -v sqlite3 >/dev/null; then
  echo "SQLite $(sqlite3 --version | cut -d' ' -f1), $rows rows"
  run() { sqlite3 -bail "$folder/orders.db"; }
  columns="id INTEGER PRIMARY KEY, parent INT, name TEXT, price TEXT, at TEXT, note TEXT"
  timed "load" "CREATE TABLE orders ($columns);
    INSERT INTO orders WITH RECURSIVE g(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM g WHERE x < $rows) SELECT x, x, 'customer ' || hex(randomblob(16)), (x % 1000) || '.00', '2026-01-01 00:00:00', 'note ' || x FROM g;"
  scan="SELECT count(*) FROM orders WHERE length(name) < 0;"
  rebuild="BEGIN; CREATE TABLE rebuilt ($columns); INSERT INTO rebuilt SELECT * FROM orders; DROP TABLE orders; ALTER TABLE rebuilt RENAME TO orders; COMMIT;"
  rewrite="$rebuild"
  primary="SELECT 1;"
  foreign="SELECT count(*) FROM orders o WHERE NOT EXISTS (SELECT 1 FROM orders p WHERE p.id = o.parent);"
  rewrite2="$rebuild CREATE INDEX i1 ON orders (parent); CREATE INDEX i2 ON orders (name);"
  measure
fi
