"""The stream: how many reports a second are merged on one core, and how memory goes.

    python bench/speed/merge.py [--reports 100000]
    python bench/speed/merge.py --reports 20000 --orders 3

Invented reports: every happening has its own names and words out of 60,000, is told by one to twelve
reports over three days, one in five of which is an edited copy; about 350 words each. Making them is not
timed. Prints
the rate over processor time and over wall time, and resident memory after each tenth: it should not grow.
With ``--orders`` the same reports come in so many orders, each some 1,500 places sooner or later than its
day would have it, and B3 against the stories that they were made for is printed for each.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import resource
import sys
import time
from itertools import islice
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")

SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]


def main() -> int:
    from deedwatch.reckoning.happenings import MemoryArchive, Merging

    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--reports", type=int, default=100_000)
    options.add_argument("--block", type=int, default=2000)
    options.add_argument("--orders", type=int, default=0)
    args = options.parse_args()
    if args.orders:
        return show_orders(list(make_reports(args.reports)), args.orders)
    merging, source = Merging(archive=MemoryArchive()), make_reports(args.reports)
    spent, wall, done, happenings = 0.0, 0.0, 0, set()
    tenth = max(args.block, args.reports // 10)
    while block := list(islice(source, args.block)):
        cpu, now = time.process_time(), time.perf_counter()
        merging.add(block)
        merging.consolidate()
        rows = merging.retire()
        spent, wall = spent + time.process_time() - cpu, wall + time.perf_counter() - now
        happenings.update(row.happening for row in rows)
        done += len(block)
        if done % tenth < args.block:
            memory = resident()
            rates = f"{done / spent:6.0f}/s of processor  {done / wall:6.0f}/s"
            print(f"{done:8d} reports  {rates}  {memory:5.0f} MB", flush=True)
    happenings.update(row.happening for row in merging.groups())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{len(happenings)} happenings; peak memory {peak} MB")
    return 0


def show_orders(reports, orders: int) -> int:
    from deedwatch.reckoning.happenings import merge_documents

    sys.path.insert(0, str(Path(__file__).parents[1] / "quality"))
    from merge import b3

    rnd, found = random.Random(11), []
    for _ in range(orders):
        groups = {row.id: row.happening for row in merge_documents(reports)}
        told = [report.id for report in reports]
        found.append(100 * b3([name.split("-")[0] for name in told], [groups[name] for name in told]))
        print(
            f"{len(reports):8d} reports  B3 {found[-1]:.2f}  {len(set(groups.values()))} happenings",
            flush=True,
        )
        places = sorted((place + rnd.uniform(-1500, 1500), place) for place in range(len(reports)))
        reports = [reports[place] for _, place in places]
    print(f"most apart: {max(found) - min(found):.2f}")
    return 0


def resident() -> float:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGESIZE") / 2**20


def make_reports(count: int):
    """Invented reports in order of day, ten thousand held back at most so that stories overlap."""
    from deedwatch.records import Document

    rnd = random.Random(7)
    words = ["".join(rnd.choice(SYLLABLES) for _ in range(rnd.randint(2, 4))) for _ in range(60_000)]
    weights = [1 / (rank + 20) for rank in range(len(words))]
    common = rnd.choices(words, weights, k=2_000_000)
    place, waiting, made, story = 0, [], 0, 0
    day = dt.date(2020, 1, 1)
    while made < count:
        for _ in range(200):
            story += 1
            names = [rnd.choice(words).capitalize() for _ in range(12)]
            topic = rnd.choices(words, k=30)
            original = None
            for telling in range(min(12, 1 + int(rnd.expovariate(0.5)))):
                if original is not None and rnd.random() < 0.2:
                    parts = original.split(". ")
                    text = ". ".join(part for part in parts if rnd.random() < 0.9)
                else:
                    sentences = []
                    for _ in range(18):
                        start = place = (place + 17) % (len(common) - 40)
                        sentence = common[start : start + 14] + rnd.sample(topic, 3) + rnd.sample(names, 2)
                        rnd.shuffle(sentence)
                        sentences.append(" ".join(sentence))
                    text = original = ". ".join(sentences) + "."
                when = day + dt.timedelta(days=rnd.randint(0, 2))
                waiting.append((when.isoformat(), rnd.random(), f"{story}-{telling}", text))
        day += dt.timedelta(days=1)
        waiting.sort()
        ready = [item for item in waiting if item[0] < day.isoformat()]
        waiting = waiting[len(ready) :]
        for when, _, name, text in ready[: count - made]:
            made += 1
            yield Document(id=name, text=text, published=when)


if __name__ == "__main__":
    sys.exit(main())
