#!/usr/bin/env python3
"""Makes collections of real texts for draw.py, JSON Lines with id, text and date.

    tests/sets/collect.py labelled TEXTS.txt --half b --titles --source fact-sheets --source releases > releases.jsonl
    tests/sets/collect.py gold GOLD.jsonl --half b --name GUM_news_ --name GUM_bio_ > gum.jsonl

`labelled`: texts one after another, each opened by a line `#doc SOURCE DATE TITLE` (date `-`: none), a paragraph a
line; a source is chosen by the last part of its name, or by the beginning of that. `gold`: records with id and text;
chosen by what the id holds. --half takes the documents of one half only, told by a hash of their ids: `a` for tuning,
`b` for a measure.
"""

import argparse
import collections
import hashlib
import json


def half_of(name):
    return "ab"[hashlib.md5(("final" + name).encode()).digest()[0] & 1]


def labelled(path, sources, titles):
    numbers = collections.Counter()
    source, date, title, lines = None, "", "", []

    def finished():
        if source is None or not any(source.startswith(s) for s in sources):
            return []
        number = numbers[source]
        numbers[source] += 1
        head = [title] if titles and title else []
        return [(f"{source}-{number}", "\n\n".join(head + lines), date)]

    with open(path, encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line.startswith("#doc "):
                yield from finished()
                _, label, date, *rest = line.split(" ", 3)
                source, title, lines = label.split("/")[-1], "".join(rest), []
                date = "" if date == "-" else date
            elif line and source is not None:
                lines.append(line)
    yield from finished()


def gold(path, names):
    with open(path, encoding="utf-8") as file:
        for record in map(json.loads, file):
            if not names or any(name in record["id"] for name in names):
                yield record["id"], record["text"], record.get("date") or ""


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("form", choices=["labelled", "gold"])
    arguments.add_argument("file")
    arguments.add_argument("--source", action="append", default=[])
    arguments.add_argument("--name", action="append", default=[])
    arguments.add_argument("--titles", action="store_true")
    arguments.add_argument("--half", choices=["a", "b"])
    options = arguments.parse_args()
    documents = (labelled(options.file, options.source, options.titles)
                 if options.form == "labelled" else gold(options.file, options.name))
    for name, text, date in documents:
        if options.half in (None, half_of(name)):
            print(json.dumps({"id": name, "text": text, "date": date, "language": "en"}, ensure_ascii=False))


if __name__ == "__main__":
    main()
