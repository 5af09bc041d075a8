#!/usr/bin/env bash
# Start-up of casus with many more entries than it ships, out of text files and compiled.
#   bench/knowledge.sh [CASUS [ENTRIES...]]
# Prints seconds (wall and processor) and peak memory of coding one character.
set -eu
cd "$(dirname "$0")/.."
casus=${1:-build/release/casus}
shift || true
[ $# -gt 0 ] || set -- 0 80000 500000
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
printf '.' >"$work/tiny.txt"

# Made-up people and companies, with other names and offices.
entries() {
  awk -v count="$1" 'BEGIN {
    srand(7)
    split("ba ce di fo gu la me ni po ru sa te vi zo kra dru mel nar pet qua", part, " ")
    for (i = 0; i < count; ++i) {
      first = word(3); last = word(4) i % 97
      if (i % 2) printf "%s %s\n  is person FRA\n  also %s. %s\n  office GOV Minister 2001-02-03..2005-06-07\n\n",
                        first, last, substr(first, 1, 1), last
      else printf "%s %s Company\n  is company DEU\n  also %s %s | %s Holding\n  sector BUS\n\n",
                  first, last, first, last, last
    }
  }
  function word(n, text) {
    text = ""
    while (n-- > 0) text = text part[1 + int(rand() * 20)]
    return toupper(substr(text, 1, 1)) substr(text, 2)
  }'
}

measure() {
  for _ in 1 2 3; do
    /usr/bin/time -f "$1: %e s, %U + %S s of processor, %M KB" \
      "$casus" code "$work/tiny.txt" --knowledge "$work/overlay" >"$work/out" 2>"$work/err"
    tail -1 "$work/err"
  done
}

for count in "$@"; do
  rm -rf "$work/overlay"
  mkdir "$work/overlay"
  entries "$count" >"$work/overlay/more.txt"
  measure "$count entries, text"
  "$casus" kb compile --knowledge "$work/overlay"
  measure "$count entries, compiled"
done
