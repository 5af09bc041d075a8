#!/usr/bin/env bash
# What the program says and how it ends, on good and bad input.  usage: commands.sh CASUS SOURCE
set -u
casus=$1
source_dir=$2
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
failures=0

# expect NAME STATUS 'EXTENDED REGULAR EXPRESSION' COMMAND...: status, and both outputs together.
expect() {
  local name=$1 status=$2 pattern=$3
  shift 3
  local output
  output=$("$@" 2>&1 </dev/null)
  local got=$?
  if [ "$got" -ne "$status" ] || ! grep -qE -- "$pattern" <<<"$output"; then
    printf 'FAILED %s: status %s (expected %s), pattern %s\n%s\n' "$name" "$got" "$status" \
      "$pattern" "$(head -c 2000 <<<"$output")"
    failures=$((failures + 1))
  fi
}

printf 'Ministers from Chile and Peru met in Lima on Monday.\n' >"$work/good.txt"
: >"$work/empty.txt"
head -c 2000 "$casus" >"$work/program.bin"
printf '<!DOCTYPE html><html><body>Hello</body></html>' >"$work/page.html"
printf '{"id":"a","text":"Chile and Peru met."}\n{"id":"b","text":\n{"id":"c"}\n{"id":"d","text":7}\n{"id":"e","text":"Fine.","date":"12 May"}\n[1]\n{"id":"f","text":"They met."}\n' >"$work/mixed.jsonl"
mkdir "$work/folder" "$work/nothing"
cp "$work/good.txt" "$work/folder/one.txt"
cp "$work/empty.txt" "$work/folder/two.txt"

expect help 0 'Exit status: 0 done' "$casus" --help
expect version 0 '^casus [0-9]+\.[0-9]+' "$casus" --version
expect no_command 2 'subcommand is required' "$casus"
expect wrong_option 2 'not expected: --frobnicate' "$casus" code --frobnicate "$work/good.txt"
expect wrong_format 2 'xml not in' "$casus" code --format xml "$work/good.txt"
expect wrong_date 2 'write it as YYYY-MM-DD' "$casus" code --date 2020-13-01 "$work/good.txt"
expect wrong_data 2 'no-such-folder' "$casus" code --data /no-such-folder "$work/good.txt"
expect good 0 '' "$casus" code "$work/good.txt"
expect facts 0 '"kind":"meeting"' "$casus" facts "$work/good.txt"
echo 'A conference on border trade was held in Accra on 3 May 2021 under the auspices of Ghana.' > "$work/conference.txt"
expect facts_kind_of_conference 0 '"kind":"meeting".*"type":"conference"' "$casus" facts "$work/conference.txt"
expect facts_of_kind 0 '^id,kind,name' "$casus" facts --kind membership --format csv "$work/good.txt"
expect facts_for_people 0 'meeting' "$casus" facts --format table "$work/good.txt"
expect facts_format 2 'xml not in' "$casus" facts --format xml "$work/good.txt"
expect missing_file 2 'nowhere.txt: No such file.*check the name' "$casus" code "$work/nowhere.txt"
expect missing_and_good 1 '1 of 2 inputs or documents refused' "$casus" code "$work/nowhere.txt" "$work/good.txt"
expect empty_file 2 'empty.txt: is empty' "$casus" code "$work/empty.txt"
expect empty_input 2 'standard input: is empty' "$casus" code -
expect binary_file 2 'program.bin: is a binary file' "$casus" code "$work/program.bin"
expect web_page 0 '"text":"Hello"' "$casus" extract "$work/page.html"
printf '<rss><channel><item><guid>g</guid><title>Ministers met</title></item></channel></rss>' >"$work/feed.xml"
printf 'id,text\nc,"Chile and Peru met."\n' >"$work/table.csv"
printf '<?xml version="1.0"?><urlset><url><loc>https://example.org/</loc></url></urlset>' >"$work/sitemap.xml"
mkdir "$work/mixed" && cp "$work/feed.xml" "$work/page.html" "$work/table.csv" "$work/sitemap.xml" "$work/mixed"
expect extract_folder 1 '1 of 4 inputs or documents refused' "$casus" extract "$work/mixed"
expect extract_sitemap 2 'sitemap.xml: is a sitemap of 1 addresses .give --follow' "$casus" extract "$work/sitemap.xml"
expect extract_text 0 '^Ministers met$' "$casus" extract --format text "$work/feed.xml"
expect code_feed 0 '"id":"g"' "$casus" annotate "$work/feed.xml"
expect code_table 0 '"id":"c"' "$casus" annotate "$work/table.csv"
expect extract_forced 0 '<rss>' "$casus" extract --input text "$work/feed.xml"
expect page_without_article 2 'is a web page without an article' "$casus" extract <(printf '<!DOCTYPE html><title>x</title>')
expect private_address 2 "private or local address" "$casus" code http://127.0.0.1:9/
expect folder 1 'two.txt: is empty' "$casus" code "$work/folder"
expect empty_folder 2 'nothing: holds no file' "$casus" code "$work/nothing"
expect broken_line 1 'mixed.jsonl:2: is not valid JSON' "$casus" code "$work/mixed.jsonl"
expect no_text 1 "mixed.jsonl:3: has no 'text'" "$casus" code "$work/mixed.jsonl"
expect text_no_string 1 "mixed.jsonl:4: has no 'text'" "$casus" code "$work/mixed.jsonl"
expect no_day 1 "mixed.jsonl:5: date '12 May' is no day" "$casus" code "$work/mixed.jsonl"
expect no_object 1 "mixed.jsonl:6: is not a JSON object" "$casus" code "$work/mixed.jsonl"
expect others_coded 1 '"id":"f"' "$casus" annotate "$work/mixed.jsonl"
expect unknown_language 2 "language 'qq' is not installed" "$casus" code --language qq "$work/good.txt"
if [ "$(id -u)" -ne 0 ]; then
  mkdir "$work/locked" && chmod 000 "$work/locked"
  expect unreadable_folder 2 'locked: Permission denied' "$casus" code "$work/locked"
fi

# A line longer than a document may be is refused, the next one is coded.
{ printf '{"id":"long","text":"'; head -c 210000000 /dev/zero | tr '\0' 'a'; printf '"}\n{"id":"after","text":"They met."}\n'; } >"$work/long.jsonl"
expect long_line 1 'long.jsonl:1: is longer than a document may be' "$casus" annotate "$work/long.jsonl"
expect after_long_line 1 '"id":"after"' "$casus" annotate "$work/long.jsonl"
head -c 50000000 /dev/zero | tr '\0' 'a' >"$work/long.txt"
expect long_text 2 'long.txt: is longer than a document may be \(32 MiB\)' "$casus" code "$work/long.txt"

# Invalid UTF-8 is repaired and counted.
printf 'Chile \xff\xfe and Peru met.\n' >"$work/broken.txt"
expect repaired 0 '2 bytes were not UTF-8' "$casus" annotate "$work/broken.txt"

# Damaged data files are errors that name the file.
cp -r "$source_dir/data" "$work/data"
expect copied_data 0 '' "$casus" code --data "$work/data" "$work/good.txt"
for file in languages/en/model.bin gazetteer/places.bin; do
  size=$(stat -c %s "$source_dir/data/$file")
  head -c $((size / 2)) "$source_dir/data/$file" >"$work/data/$file"
  expect "truncated_$file" 2 "$(basename "$file")" "$casus" code --data "$work/data" "$work/good.txt"
  cp "$source_dir/data/$file" "$work/data/$file"
  printf 'XXXXXXXX' | dd of="$work/data/$file" bs=1 seek=$((size / 2)) conv=notrunc 2>/dev/null
  expect "damaged_$file" 2 "$(basename "$file")" "$casus" code --data "$work/data" "$work/good.txt"
  cp "$source_dir/data/$file" "$work/data/$file"
done
echo 'attack/q ; mode=nonsense' >>"$work/data/languages/en/events/assault.txt"
expect bad_lexicon_line 2 'assault.txt:[0-9]+: ' "$casus" code --data "$work/data" "$work/good.txt"
cp "$source_dir/data/languages/en/events/assault.txt" "$work/data/languages/en/events/assault.txt"
printf 'Somewhere\n  is planet XXX\n' >"$work/data/knowledge/zz.txt"
expect bad_knowledge_line 2 'zz.txt:2: ' "$casus" code --data "$work/data" "$work/good.txt"
rm "$work/data/knowledge/zz.txt"

# Output is in the order of the input, whatever the number of threads.
for i in $(seq 1 300); do printf '{"id":"%s","text":"Chile and Peru met. %s"}\n' "$i" "$i"; done >"$work/many.jsonl"
"$casus" annotate --threads 1 "$work/many.jsonl" >"$work/one" 2>/dev/null
"$casus" annotate --threads 4 "$work/many.jsonl" >"$work/four" 2>/dev/null
cmp -s "$work/one" "$work/four" || { echo "FAILED threads: output differs"; failures=$((failures + 1)); }

expect resolve 0 '"code":"PER","sector":"MIL"' "$casus" resolve three Peruvian gunboats
expect resolve_by_date 0 '"sector":"ELI"' "$casus" resolve --date 2023-05-01 Angela Merkel
expect resolve_nobody 0 '"code":null.*"reason":"[^"]' "$casus" resolve the weather
expect resolve_no_day 2 'is no day' "$casus" resolve --date 2012-13-45 Angela Merkel
expect resolve_nothing 2 'no phrase to resolve' "$casus" resolve
printf '{"id":"p","text":"Angela Merkel","date":"2010-05-01"}\n' >"$work/phrases.jsonl"
expect resolve_many 0 '"id":"p".*"office":"Chancellor"' "$casus" resolve --input jsonl "$work/phrases.jsonl"

# A gazetteer of one's own, out of GeoNames' files; the line that is no table is named, and the rest is used.
mkdir "$work/dump"
echo "Two men were arrested in Tepla." >"$work/tepla.txt"
printf '7\tNorth Province\tNorth Province\t\t11\t21\tA\tADM1\tAM\t\t01\t\t\t\t70000\n1\tTepla\tTepla\t\t10.5\t20.25\tP\tPPLC\tAM\t\t01\t002\t\t\t50000\nno table\n' \
  >"$work/dump/AM.txt"
printf 'AM.01\tNorth Province\tNorth\t7\n' >"$work/dump/admin1CodesASCII.txt"
printf 'AM.01.002\tMill County\tMill\t8\n' >"$work/dump/admin2Codes.txt"
expect gazetteer_import 1 'AM.txt:3: ' "$casus" gazetteer import "$work/dump/AM.txt" \
  "$work/dump/admin1CodesASCII.txt" "$work/dump/admin2Codes.txt" --data "$work/data" --output "$work/own"
cp -r "$work/data" "$work/other"
cp "$work/own"/* "$work/other/gazetteer/"
expect own_gazetteer 0 '"name":"Tepla".*"lat":10.5' "$casus" annotate --data "$work/other" "$work/tepla.txt"
expect gazetteer_without_divisions 2 'admin1' "$casus" gazetteer import "$work/dump/AM.txt" --output "$work/own"

# What is shipped is free of contradictions.
expect shipped_lexicon 0 ' 0 findings' "$casus" lexicon check
expect shipped_knowledge 0 ' 0 findings' "$casus" kb check
# Other projects' records become a folder of knowledge, with an answer to each.
printf 'ZELMA_QUINTARIS_ [FRAGOV 010301-031231]\nNO_CODE_AT_ALL_ [QQQ]\n' >"$work/actors.txt"
expect import 1 '1 taken, 0 merged, 2 refused' "$casus" kb import "$work/actors.txt" --output "$work/mine"
expect import_report 0 'refused.No Code At All.has no code' grep -h No "$work/mine/report.tsv"
expect imported 0 '"code":"FRA","sector":"GOV"' "$casus" resolve --knowledge "$work/mine" --date 2002-05-01 Zelma Quintaris
# The compiled form of an overlay counts only as long as its texts are what it was made of.
expect compiled 0 'mine/knowledge.bin: up to date' "$casus" kb check --knowledge "$work/mine"
sed -i 's/is person FRA/is person ITA/' "$work/mine/imported.txt"
expect stale 0 'knowledge.bin: was made of other text files' "$casus" kb check --knowledge "$work/mine"
expect edited 0 '"code":"ITA"' "$casus" resolve --knowledge "$work/mine" --date 2002-05-01 Zelma Quintaris
expect compile 0 'mine/knowledge.bin: [0-9]* entries' "$casus" kb compile --knowledge "$work/mine"
expect recompiled 0 '"code":"ITA"' "$casus" resolve --knowledge "$work/mine" --date 2002-05-01 Zelma Quintaris
expect import_no_file 2 'cannot be read' "$casus" kb import "$work/none.txt" --output "$work/mine"
expect manual 0 '^\.TH CASUS 1' "$casus" manual
for shell in bash zsh fish; do expect "completion_$shell" 0 casus "$casus" completion "$shell"; done
bash -n <("$casus" completion bash) || { echo "FAILED completion does not parse"; failures=$((failures + 1)); }

echo "$failures failures"
[ "$failures" -eq 0 ]
