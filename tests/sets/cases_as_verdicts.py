#!/usr/bin/env python3
"""Makes of the cases (tests/cases) texts and verdicts on their events, for `casus train confidence`.

    tests/sets/cases_as_verdicts.py build/release/casus DATA TEXTS.jsonl VERDICTS.tsv

DATA is a copy of casus's data whose events/confidence.list has `least` and `least-deeds` at 0, so that what is
unlikely is coded too. A coded event that its case expects, with the same codes, is right; others are no event.
"""

import collections
import json
import pathlib
import subprocess
import sys


def codes(side):
    parties = [party.strip() for party in side.split(" + ") if party.strip()]
    return ",".join(sorted({"-" if party.startswith("---") else party.split()[0] for party in parties}))


def expected(line):
    """(category, codes) of a line as "AID food: KEN GOV -> SOM | in Somalia"."""
    head, _, rest = line.partition(": ")
    actors, _, recipients = rest.split(" | ")[0].partition(" -> ")
    return head.split()[0], codes(actors) + ">" + codes(recipients)


def read_case(path):
    fields, text, events, part = {}, [], None, None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("--- "):
            part = line[4:]
            if part == "expect events":
                events = []
        elif part is None and ": " in line and not line.startswith("#"):
            fields.update([line.split(": ", 1)])
        elif part == "text":
            text.append(line)
        elif part == "expect events" and line.strip():
            events.append(expected(line.strip()))
    return fields, "\n".join(text), events


def coded(event):
    def side(name):
        return ",".join(sorted({party["code"] or "-" for party in event[name]}))
    return event["event"][0], side("actor") + ">" + side("recipient")


def main():
    casus, data, texts, verdicts = sys.argv[1:]
    documents, wanted = [], {}
    for path in sorted(pathlib.Path("tests/cases").rglob("*.txt")):
        fields, text, events = read_case(path)
        if events is None or fields.get("language", "en") != "en":
            continue
        name = "case-" + path.stem
        documents.append({"id": name, "text": text, "date": fields.get("date", ""), "language": "en"})
        wanted[name] = collections.Counter(events)
    with open(texts, "w", encoding="utf-8") as file:
        file.writelines(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)
    out = subprocess.run([casus, "code", "--input", "jsonl", "--data", data, texts], stdout=subprocess.PIPE, text=True,
                         check=True).stdout
    with open(verdicts, "w", encoding="utf-8") as file:
        for event in map(json.loads, out.splitlines()):
            name = event["id"].rsplit("-", 2)[0]
            key = coded(event)
            is_right = wanted[name][key] > 0
            wanted[name][key] -= is_right
            place = event["text_info"]
            file.write("\t".join(["case", event["id"], str(place["start"]), str(place["end"]), key[0],
                                  "right" if is_right else "no event", "-", key[1]]) + "\n")


if __name__ == "__main__":
    main()
