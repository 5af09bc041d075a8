#!/usr/bin/env bash
# The example in README.md is what the program prints.  usage: readme.sh CASUS SOURCE [update]
#   update   writes what the program prints now into README.md
set -euo pipefail
casus=$1
readme=$2/README.md
printed=$(cd "$2" && "$casus" code examples/newsroom-wire.jsonl --format table)

# The reports that README.md shows: every block of the output under these identifiers.
shown=$(awk -v RS= -v ORS='\n\n' '/^wire-[14] /' <<<"$printed" | sed -e 's/^\(.\)/    \1/' -e '$d')
replaced=$(SHOWN=$shown awk '
  /^Two of its four reports:/ { print; print ""; print ENVIRON["SHOWN"]; print ""; skip = 1; next }
  skip && /^[^ ]/ { skip = 0 }
  !skip { print }' "$readme")
if [ "${3:-}" = update ]; then
  printf '%s\n' "$replaced" >"$readme"
elif ! diff <(printf '%s\n' "$replaced") "$readme"; then
  printf 'README.md shows another output than the program prints; mend it with: %s\n' "$0 $1 $2 update" >&2
  exit 1
fi
