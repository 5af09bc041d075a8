#!/usr/bin/env python3
"""Draws events or sentences at random from collections of real texts, to be read by hand.

    tests/sets/draw.py events 100 7 build/release/casus news=news.jsonl rights=reports.jsonl
    tests/sets/draw.py sentences 60 7 build/release/casus news=news.jsonl

Collections are JSON Lines (id, text, date); each gives an equal share. A seed draws documents, these are
coded, and it draws among their events (or sentences of at least six words), one of a document while there are
documents enough. The same seed, texts and program draw the same. Written: what is to be judged, with the sentence
before it, for people; and with --table FILE a line each for the verdicts (source, event or document, start,
end, category; offsets in code points).
"""

import argparse
import json
import random
import subprocess

DOCUMENTS = 200  # coded of a collection, at most
CHARACTERS = 3_000_000  # of them, at most


def read_documents(path, rng):
    with open(path, encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    rng.shuffle(documents)
    chosen, size = [], 0
    for document in documents[:DOCUMENTS]:
        if size > CHARACTERS:
            break
        size += len(document["text"])
        chosen.append(document)
    return {document["id"]: document for document in chosen}


def run(casus, command, documents):
    text = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in documents.values())
    done = subprocess.run([casus, command, "--input", "jsonl", "-"], input=text, text=True,
                          stdout=subprocess.PIPE, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def party(actor):
    sectors = " ".join([actor["sector"] or "", *actor.get("other_sectors", [])]).strip()
    return f"{actor['code'] or '---'} {sectors} ({(actor['entity_text'] or '')[:40]})"


def describe(event):
    def side(name):
        return " + ".join(party(actor) for actor in event[name]) or "-"
    said = " | says " + side("attribution") if event["attribution"] else ""
    auxiliary = " | " + ",".join(event["auxiliary"]) if event["auxiliary"] else ""
    return (f"{event['event'][0]} {','.join(event['mode'])}: {side('actor')} -> {side('recipient')}"
            f"{auxiliary}{said} | {' / '.join(event['event_text'])} | {event['confidence']}")


def draw(items, count, rng):
    """`count` of (document, item), first one of each document."""
    rng.shuffle(items)
    first, rest, seen = [], [], set()
    for item in items:
        (rest if item[0] in seen else first).append(item)
        seen.add(item[0])
    return (first + rest)[:count]


def sentence_candidates(casus, documents):
    items, events = [], {}
    for record in run(casus, "annotate", documents):
        for sentence in record["sentences"]:
            if len(sentence["tokens"]) >= 6:
                items.append((record["id"], (sentence["start"], sentence["end"], None)))
        for event in record["events"]:
            key = (record["id"], event["text_info"]["start"])
            events.setdefault(key, []).append(event)
    return items, events


def event_candidates(casus, documents):
    items = []
    for event in run(casus, "code", documents):
        document = event["id"].rsplit("-", 2)[0]
        items.append((document, (event["text_info"]["start"], event["text_info"]["end"], event)))
    return items, {}


def judged_sentences(tables):
    """(document, start) of every line of tables of verdicts, of events or of sentences."""
    seen = set()
    for path in tables:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                if not line.startswith("#"):
                    _, name, start, *rest = line.rstrip("\n").split("\t")
                    seen.add((name, int(start)))
                    seen.add((name.rsplit("-", 2)[0], int(start)))
    return seen


def show(number, source, document, start, end, events):
    text = document["text"]
    before = text[max(0, start - 200):start].replace("\n", " / ")
    print(f"{number}. {source} {document.get('date', '')}\n   ... {before}")
    print(f"   >> {text[start:end][:900]}")
    for event in events:
        print(f"   [{describe(event)}]")


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("what", choices=["events", "sentences"])
    arguments.add_argument("count", type=int)
    arguments.add_argument("seed", type=int)
    arguments.add_argument("casus")
    arguments.add_argument("collections", nargs="+", metavar="NAME=FILE")
    arguments.add_argument("--table")
    arguments.add_argument("--without", action="append", default=[], metavar="TABLE")
    options = arguments.parse_args()
    judged = judged_sentences(options.without)
    find = event_candidates if options.what == "events" else sentence_candidates
    share, extra = divmod(options.count, len(options.collections))
    number, rows = 0, []
    for i, collection in enumerate(options.collections):
        source, path = collection.split("=", 1)
        rng = random.Random(f"{options.seed} {source}")
        documents = read_documents(path, rng)
        items, events = find(options.casus, documents)
        items = [item for item in items if (item[0], item[1][0]) not in judged]
        for document, (start, end, event) in draw(items, share + (i < extra), rng):
            number += 1
            told = [event] if event else events.get((document, start), [])
            show(number, source, documents[document], start, end, told)
            name, category = (event["id"], event["event"][0]) if event else (document, "")
            rows.append(f"{source}\t{name}\t{start}\t{end}\t{category}\n")
    if options.table:
        with open(options.table, "w", encoding="utf-8") as table:
            table.writelines(rows)


if __name__ == "__main__":
    main()
