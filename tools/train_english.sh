#!/usr/bin/env bash
# The whole making of the English syntax model, from treebanks and plain text to weights, as one command.
#
#   tools/train_english.sh INPUT WORK [CASUS]
#
# INPUT holds en-ewt-train.conllu, en-ewt-dev.conllu, en-gum-train.conllu, and government.txt, government-2.txt,
# current-events.txt, other.txt (docs/models.md says what they are). WORK takes what is made, the weights last:
# WORK/model.bin. A step whose result is there is not done again. The same INPUT gives the same model.bin on one
# kind of processor. One thread, about 40 minutes.
set -eu
input=$(cd "$1" && pwd)
mkdir -p "$2"
work=$(cd "$2" && pwd)
casus=${3:-build/release/casus}
root=$(cd "$(dirname "$0")/.." && pwd)

# make FILE COMMAND...: runs COMMAND, which writes FILE.part, unless FILE is there.
make() {
  file=$1
  shift
  [ -f "$file" ] && return 0
  echo "$(date +%T) $(basename "$file")" >&2
  "$@"
  mv "$file.part" "$file"
}

vectors() {
  "$casus" train vectors "$input/government.txt" "$input/government-2.txt" "$input/current-events.txt" \
    "$input/other.txt" --size 96 --words 80000 --minimum 8 --epochs 3 --output "$work/en.vectors.part"
}
syntax() {  # syntax FILE OPTION...
  file=$1
  shift
  "$casus" train syntax --treebank "$input/en-ewt-train.conllu" --treebank "$input/en-gum-train.conllu" \
    --dev "$input/en-ewt-dev.conllu" --vectors "$work/en.vectors" --output "$file.part" \
    --variants 800 --parties "$root/src/train/corpus/parties-en.conllu" "$@"
}
# A document a record: every sixth of the government's, whose documents begin with a line "#doc ...",
# and all of the current events.
sample() {
  { awk '/^#doc /{n++} n%6==1' "$input/government.txt"; cat "$input/current-events.txt"; } |
    jq -cRs '("\n" + .) | split("\n#doc ")[1:][] | {text: (split("\n")[1:] | join("\n"))}' >"$work/sample.jsonl.part"
}
parse() { "$casus" parse --threads 1 --data "$work/teacher" "$work/sample.jsonl" >"$work/sample.conllu.part"; }
third() { awk 'BEGIN { RS = ""; ORS = "\n\n" } NR % 3 == 0' "$work/sample.conllu" >"$work/third.conllu.part"; }

make "$work/en.vectors" vectors
make "$work/sample.jsonl" sample
[ -d "$work/teacher" ] || { cp -r "$root/data" "$work/teacher" && rm "$work/teacher/languages/en/model.bin"; }
make "$work/teacher/languages/en/model.bin" syntax "$work/teacher/languages/en/model.bin" --epochs 12
make "$work/sample.conllu" parse
make "$work/third.conllu" third
make "$work/model.bin" syntax "$work/model.bin" --extra "$work/third.conllu" --epochs 16
