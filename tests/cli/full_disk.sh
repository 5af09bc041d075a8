#!/usr/bin/env bash
# An archive on a disk that fills up: ingest stops with a clear error, what was stored stays, and
# once there is room the same command stores the rest, nothing twice.  usage: full_disk.sh CASUS SOURCE
# Needs to mount a small tmpfs, as root or in a user namespace of its own; else it is skipped (77).
set -u
casus=$1
if [ "${CASUS_OWN_MOUNTS:-}" != 1 ]; then
  export CASUS_OWN_MOUNTS=1
  if [ "$(id -u)" -eq 0 ]; then isolate="unshare -m"; else isolate="unshare -rm"; fi
  if ! $isolate sh -c 'd=$(mktemp -d) && mount -t tmpfs -o size=64k tmpfs "$d"' 2>/dev/null; then
    echo "SKIPPED: this system lets us mount no tmpfs, neither as root nor in a namespace of our own"
    exit 77
  fi
  exec $isolate bash "$0" "$@"
fi

work=$(mktemp -d)
mkdir "$work/disk"
mount -t tmpfs -o size=32m tmpfs "$work/disk"
trap 'umount "$work/disk"; rm -rf "$work"' EXIT
failures=0
fail() {
  echo "FAILED $1"
  failures=$((failures + 1))
}

. "$(dirname "$0")/lib/reports.sh"
reports 400 >"$work/input.jsonl"
"$casus" ingest "$work/input.jsonl" --db "$work/whole.db" --threads 1 2>/dev/null || fail ingest
"$casus" export --db "$work/whole.db" --format csv 2>/dev/null | sort >"$work/whole.csv"
articles() {
  "$casus" query articles --db "$1" --format csv | tail -n +2 | wc -l
}

# Whatever the batches are, what is there when the disk is full can be asked.
for batch in 1 7 50; do
  db=$work/disk/$batch.db
  head -c $((31 << 20)) /dev/zero >"$work/disk/ballast" || fail "ballast"  # one of 32 MiB is left
  "$casus" ingest "$work/input.jsonl" --db "$db" --threads 1 --batch $batch 2>"$work/said"
  status=$?
  [ $status -eq 2 ] || fail "batch $batch: status $status: $(cat "$work/said")"
  grep -q 'cannot grow\|disk is full\|disk I/O' "$work/said" || fail "batch $batch: $(cat "$work/said")"
  grep -q 'free some space' "$work/said" || fail "batch $batch: no remedy: $(cat "$work/said")"
  "$casus" ingest "$work/input.jsonl" --db "$db" --threads 1 --batch $batch 2>/dev/null && fail "batch $batch: again on the full disk"
  rm "$work/disk/ballast"
  stored=$(articles "$db")
  [ "$stored" -gt 0 ] && [ "$stored" -lt 400 ] || fail "batch $batch: $stored articles"
  "$casus" ingest "$work/input.jsonl" --db "$db" --threads 1 --batch $batch 2>"$work/said" || fail "batch $batch: with room: $(cat "$work/said")"
  grep -q " $((400 - stored)) new, .* $stored known" "$work/said" || fail "batch $batch: of $stored: $(cat "$work/said")"
  "$casus" export --db "$db" --format csv 2>/dev/null | sort | cmp -s - "$work/whole.csv" || fail "batch $batch: differs"
  rm -f "$db"*
done

echo "$failures failures"
[ "$failures" -eq 0 ]
