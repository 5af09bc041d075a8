#!/usr/bin/env bash
# Ingest, kill, ask, export, recode, from outside.  usage: archive.sh CASUS SOURCE
# CASUS_KILLS: how often the ingest is killed (20).
set -u
casus=$1
source_dir=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAILED $1"
  failures=$((failures + 1))
}

. "$(dirname "$0")/lib/reports.sh"
reports 150 >"$work/input.jsonl"

"$casus" ingest "$work/input.jsonl" --db "$work/whole.db" --threads 2 --log "$work/log" 2>"$work/said" || fail ingest
grep -q '150 new' "$work/said" || fail "summary: $(cat "$work/said")"
[ "$(wc -l <"$work/log")" -eq 150 ] || fail "log"
"$casus" export --db "$work/whole.db" --format csv 2>/dev/null | sort >"$work/whole.csv"
[ "$(wc -l <"$work/whole.csv")" -gt 150 ] || fail "few events"

# Killed at random instants and begun again, the archive comes out the same.
kills=${CASUS_KILLS:-20}
killed=0
while [ "$killed" -lt "$kills" ]; do
  rm -f "$work"/part.db*
  while true; do
    "$casus" ingest "$work/input.jsonl" --db "$work/part.db" --threads 2 --batch 5 2>/dev/null &
    child=$!
    if [ "$killed" -ge "$kills" ]; then
      wait "$child" && break
    fi
    sleep "0.$(printf %03d $((RANDOM % 400)))"
    kill -9 "$child" 2>/dev/null
    wait "$child" 2>/dev/null
    status=$?
    [ "$status" -eq 0 ] && break
    killed=$((killed + 1))
  done
  "$casus" export --db "$work/part.db" --format csv 2>/dev/null | sort >"$work/part.csv"
  cmp -s "$work/whole.csv" "$work/part.csv" || fail "an archive that was killed differs"
done

"$casus" ingest "$work/input.jsonl" --db "$work/whole.db" 2>&1 | grep -q '150 known' || fail "known"
"$casus" query --db "$work/whole.db" --actor RWA --format jsonl | grep -q '"code":"RWA"' || fail "query"
"$casus" query counts --db "$work/whole.db" --by month --format csv | grep -q '^2020-0[23],' || fail "counts"
"$casus" query articles --db "$work/whole.db" --search '"village number 7"' --format csv | grep -q '^d7,' || fail "search"
"$casus" query --db "$work/whole.db" --dyad RWA COD --explain-sql | grep -q 'FROM dyad' || fail "explain-sql"
"$casus" query --db "$work/none.db" >/dev/null 2>&1 && fail "no archive"
"$casus" query --db "$work/input.jsonl" 2>&1 | grep -q 'is no archive' || fail "not an archive"
"$casus" query --db "$work/whole.db" --search '"' 2>&1 | grep -q 'casus:' || fail "wrong search"
"$casus" export --db "$work/whole.db" --format gdelt --codebook "$work/book.md" --output "$work/gdelt.tsv" 2>/dev/null
head -1 "$work/gdelt.tsv" | tr -cd '\t' | wc -c | grep -q '^60$' || fail "gdelt"
grep -q '| GLOBALEVENTID |' "$work/book.md" || fail "codebook"
"$casus" recode --db "$work/whole.db" 2>/dev/null || fail "recode"
"$casus" diff --db "$work/whole.db" 2>&1 | grep -q ' 0 changed, 0 lost, 0 gained' || fail "diff"

# A disk that is full: what was stored stays, and the next run goes on.
(ulimit -f 800; trap '' XFSZ; "$casus" ingest "$work/input.jsonl" --db "$work/full.db" --batch 5) >"$work/said" 2>&1 && fail "full disk not noticed"
"$casus" ingest "$work/input.jsonl" --db "$work/full.db" 2>/dev/null || fail "after a full disk"
"$casus" export --db "$work/full.db" --format csv 2>/dev/null | sort | cmp -s - "$work/whole.csv" || fail "full disk: differs"

echo "$failures failures"
[ "$failures" -eq 0 ]
