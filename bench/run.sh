#!/usr/bin/env bash
# Times casus as a whole process on one core, and its stages.
#   bench/run.sh [CASUS [OTHER_CASUS]]     OTHER_CASUS is run alternately with CASUS, for comparisons
# Prints per run: seconds, sentences a second, words a second, peak memory. The text is the example
# press releases, repeated until they are some 20,000 sentences.
set -eu
cd "$(dirname "$0")/.."
first=${1:-build/release/casus}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$first" annotate --date 2020-07-20 examples | jq -c '{id, date, text}' >"$work/once.jsonl"
sentences=$("$first" annotate "$work/once.jsonl" | jq '.sentences | length' | paste -sd+ | bc)
words=$("$first" annotate "$work/once.jsonl" | jq '[.sentences[].tokens | length] | add' | paste -sd+ | bc)
repeats=$((20000 / sentences + 1))
for _ in $(seq "$repeats"); do cat "$work/once.jsonl"; done >"$work/text.jsonl"

measure() {
  /usr/bin/time -f '%e %M' -o "$work/time" taskset -c 0 "$1" code --format jsonl "$work/text.jsonl" >/dev/null
  read -r seconds kilobytes <"$work/time"
  echo "$1: $seconds s, $(echo "$sentences * $repeats / $seconds" | bc) sentences/s," \
    "$(echo "$words * $repeats / $seconds" | bc) words/s, $((kilobytes / 1024)) MiB"
}

printf '.' >"$work/tiny.txt"
for _ in 1 2 3; do
  /usr/bin/time -f 'start-up: %e s' "$first" code "$work/tiny.txt"
done
for _ in 1 2 3 4 5; do
  for program in "$@"; do measure "$program"; done
  [ $# -gt 0 ] || measure "$first"
done
"$first" code --timing --format jsonl "$work/text.jsonl" 2>&1 >/dev/null
