#!/usr/bin/env python3
"""Times questions to a large archive from outside, start of the program included.

  casus_make_archive FILE ARTICLES EVENTS WORDS      (target of the same name)
  bench/archive_queries.py build/release/casus FILE [RUNS]

Dyads by month and full text, each for several codes and words from frequent to rare; "cold" with
the file out of the system's cache. Milliseconds: median, 95th percentile, longest; and the processor time of one.
"""
import os
import resource
import sqlite3
import subprocess
import sys
import time

casus, db = sys.argv[1], sys.argv[2]
runs = int(sys.argv[3]) if len(sys.argv) > 3 else 10


def forget():
    handle = os.open(db, os.O_RDONLY)
    os.fsync(handle)
    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(handle)


def timed(arguments, cold):
    times = []
    lines = 0
    for _ in range(runs if not cold else max(3, runs // 3)):
        if cold:
            forget()
        start = time.perf_counter()
        out = subprocess.run([casus, "query", *arguments, "--db", db], capture_output=True, text=True, check=True)
        times.append(1000 * (time.perf_counter() - start))
        lines = out.stdout.count("\n")
    return times, lines


def report(name, cases):
    for cold in (False, True):
        every = []
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        for case in cases:
            times, lines = timed(case, cold)
            every += times
            if not cold:
                print(f"    {' '.join(case)}: {lines} lines, {sorted(times)[len(times) // 2]:.0f} ms")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        every.sort()
        print(f"{name}, {'cold' if cold else 'warm'}: median {every[len(every) // 2]:.0f}, "
              f"p95 {every[int(len(every) * 0.95)]:.0f}, longest {every[-1]:.0f} ms ({len(every)} runs); "
              f"processor {1000 * spent / len(every):.0f} ms")


archive = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
codes = [row[0] for row in archive.execute("SELECT name FROM term WHERE kind = 'code' AND name <> '' ORDER BY name")]
if codes:
    pairs = [(codes[0], codes[0]), (codes[0], codes[1]), (codes[1], codes[0]), (codes[2], codes[5]), (codes[7], codes[3]),
             (codes[10], codes[40 % len(codes)]), (codes[20 % len(codes)], codes[-1])]
    report("dyad by month", [["counts", "--dyad", a, b, "--by", "month"] for a, b in pairs])
titles = [row[0] for row in archive.execute("SELECT title FROM article WHERE id IN (1, 5000, 90000) AND title IS NOT NULL")]
searches = [word for title in titles for word in title.split()[:2]] + [f'"{" ".join(title.split()[:2])}"' for title in titles]
report("20 articles by their words", [["articles", "--search", each, "--limit", "20"] for each in searches])
