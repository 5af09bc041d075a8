#!/usr/bin/env bash
# The whole making of the English syntax model, from treebanks and plain text to weights, as one command.
#
#   tools/train_english.sh INPUT WORK [CASUS]
#
# INPUT holds en-ewt-train.conllu, en-ewt-dev.conllu, en-gum-train.conllu, and government.txt, government-2.txt,
# current-events.txt, other.txt (docs/models.md says what they are). WORK takes what is made, the weights last:
# WORK/model.bin. A step whose result is there is not done again. The same INPUT gives the same model.bin on one
# kind of processor. One thread, somewhat over an hour.
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
# GUM tags the "United" of names as a verb, EWT as an adjective; one of them has to give way.
gum() {
  awk 'BEGIN { FS = OFS = "\t" }
       tolower($2) == "united" && $5 == "NNP" { $3 = "United"; $4 = "ADJ"; $6 = "Degree=Pos" } { print }' \
    "$input/en-gum-train.conllu" >"$work/en-gum-train.conllu.part"
}
syntax() {  # syntax FILE OPTION...
  file=$1
  shift
  "$casus" train syntax --treebank "$input/en-ewt-train.conllu" --treebank "$work/en-gum-train.conllu" \
    --dev "$input/en-ewt-dev.conllu" --vectors "$work/en.vectors" --output "$file.part" \
    --variants 800 --parties "$root/src/train/corpus/parties-en.conllu" "$@"
}
# A document a record: every sixth of the government's, whose documents begin with a line "#doc ...",
# and all of the current events.
sample() {
  { awk '/^#doc /{n++} n%6==1' "$input/government.txt"; cat "$input/current-events.txt"; } |
    jq -cRs '("\n" + .) | split("\n#doc ")[1:][] | {text: (split("\n")[1:] | join("\n"))}' >"$work/sample.jsonl.part"
}
# model SEED: a first model, beside the data that it needs to parse.
model() {
  [ -d "$work/voter$1" ] || { cp -r "$root/data" "$work/voter$1" && rm "$work/voter$1/languages/en/model.bin"; }
  make "$work/voter$1/languages/en/model.bin" syntax "$work/voter$1/languages/en/model.bin" --epochs 12 --seed "$1"
}
parse() { "$casus" parse --threads 1 --data "$work/voter$1" "$work/sample.jsonl" >"$work/voter$1.conllu.part"; }
vote() { "$casus" train vote "$work"/voter[123].conllu --output "$work/sample.conllu.part"; }
half() { awk 'BEGIN { RS = ""; ORS = "\n\n" } NR % 2 == 0' "$work/sample.conllu" >"$work/half.conllu.part"; }

make "$work/en.vectors" vectors
make "$work/en-gum-train.conllu" gum
make "$work/sample.jsonl" sample
for seed in 1 2 3; do
  model "$seed"
  make "$work/voter$seed.conllu" parse "$seed"
done
make "$work/sample.conllu" vote
make "$work/half.conllu" half
make "$work/model.bin" syntax "$work/model.bin" --extra "$work/half.conllu" --epochs 16
