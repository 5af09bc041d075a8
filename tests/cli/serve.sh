#!/usr/bin/env bash
# Serves an archive, asks, reviews, scores the gold, stops.  usage: serve.sh CASUS SOURCE
set -u
casus=$1
source_dir=$2
work=$(mktemp -d)
server=
trap '[ -n "$server" ] && kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAILED $1"
  failures=$((failures + 1))
}

serve() {
  : >"$work/said"  # else the address of the server before may still be read
  "$casus" serve --db "$work/news.db" --data "$source_dir/data" --port 0 "$@" 2>"$work/said" &
  server=$!
  for _ in $(seq 1 100); do
    base=$(sed -n 's/^casus: \(http:[^ ]*\)\/ serves.*/\1/p' "$work/said")
    [ -n "$base" ] && return
    sleep 0.1
  done
  fail "does not listen: $(cat "$work/said")"
}
status_of() { curl -s -o "$work/answer" -w '%{http_code}' "$@"; }

(cd "$source_dir" && "$casus" ingest examples --db "$work/news.db" 2>/dev/null) || fail ingest

serve
grep -q 'read-only' "$work/said" || fail "says that it only reads"
[ "$(status_of "$base/healthz")" = 200 ] || fail health
rows=$("$casus" query --db "$work/news.db" --category ASSAULT --format jsonl | wc -l)
[ "$(curl -s "$base/api/v1/events?category=ASSAULT&format=jsonl" | wc -l)" = "$rows" ] || fail "rows of casus query"
event=$(curl -s "$base/api/v1/events?category=PROTEST&limit=1" | sed 's/.*"items":\[{"id":"\([^"]*\)".*/\1/')
[ "$(status_of -X PUT -d '{"verdict":"accept"}' "$base/api/v1/events/$event/reviews/anna")" = 403 ] || fail "reviews without a token"
[ "$(status_of "$base/api/v1/events/$event/explain")" = 200 ] || fail explain
grep -q PROTEST "$work/answer" || fail "the explanation names the category"
kill -TERM "$server"
wait "$server" || fail "ends with status $?"

token=0123456789abcdef
CASUS_TOKEN=$token serve
put() {
  status_of -X PUT -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$2" \
    "$base/api/v1/events/$event/reviews/$1"
}
[ "$(put anna '{"verdict":"accept"}')" = 201 ] || fail "review: $(cat "$work/answer")"
[ "$(put anna '{"verdict":"accept"}')" = 200 ] || fail "the same review"
[ "$(put boris '{"verdict":"accept"}')" = 201 ] || fail "another reviewer"
curl -s "$base/api/v1/reviews/gold" >"$work/gold.jsonl"
[ "$(wc -l <"$work/gold.jsonl")" = 1 ] || fail "gold: $(cat "$work/gold.jsonl")"
"$casus" eval --data "$source_dir/data" --layer events "$work/gold.jsonl" >"$work/scores" 2>&1 || fail "eval: $(cat "$work/scores")"
grep -q 'category' "$work/scores" || fail "scores"
kill -INT "$server"
wait "$server" || fail "ends with status $?"
server=

CASUS_TOKEN=short "$casus" serve --db "$work/news.db" --port 0 2>"$work/said" && fail "takes a short token"
grep -q '16 bytes' "$work/said" || fail "says why"
"$casus" serve --db "$work/none.db" --port 0 2>/dev/null && fail "serves no file"
"$casus" serve --db "$work/news.db" --listen nowhere 2>/dev/null && fail "listens nowhere"
exit "$failures"
