"""Two readers and a reviewer on one SQLite book at the same time: is a row lost, is an error shown?

    python bench/reliability/soak.py [--minutes 10]

Two processes read different reports into the book, made without end from a few sentences; a third decides on
whatever comes up, and lists, counts and searches between. At the end each process must have ended without
a word on standard error, every report and decision that one was told was kept must be there once, and the
book must verify. Exit code 1 if not.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from deedwatch.book import open_book

SENTENCES = (
    "Zambia denied on Monday that it armed rebels in Malawi.",
    "Foreign minister Ada Phiri demanded that Malawi close the camps.",
    "A bomb killed at least 21 people in a market in Chipata.",
    "Malawi proposed talks in Lusaka, and Zambia agreed.",
    "The two countries met in Arusha for four hours.",
)
AT_ONCE = 8  # reports a file


def read(place, folder, name, until):
    """Files of new reports into the book until the time is over; the ids that were kept."""
    kept, number = [], 0
    while time.time() < until:
        path = Path(folder) / f"{name}.jsonl"
        rows = []
        for number in range(number + 1, number + 1 + AT_ONCE):  # noqa: B020 - it goes on from the last
            told = " ".join(SENTENCES[(number + k) % len(SENTENCES)] for k in range(3))
            rows.append(
                {
                    "id": f"{name}{number}",
                    "text": f"Report {name} {number}. {told}",
                    "published": "2017-02-06",
                }
            )
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        with open_book(place) as book:
            summary = book.read(path)
        assert (summary.read, summary.refused) == (AT_ONCE, 0), summary
        kept += [row["id"] for row in rows]
    return kept


def review(place, _folder, name, until):
    """Decisions until the time is over, and what a person looks at between; the keys that were kept."""
    kept, turn = [], 0
    with open_book(place) as book:
        while time.time() < until:
            turn += 1
            task = book.next_task(noun=("events", "statements", "matters")[turn % 3], reviewer=name)
            if task is None:
                time.sleep(0.2)
                continue
            decision = ("accept", "refuse", "skip")[turn % 3 if turn % 9 else 2]
            kept.append(book.decide(subject=task.subject, decision=decision, reviewer=name).key)
            assert book.counts()["reports"] > 0
            assert all(row["words"] for row in book.statements(limit=20).as_dicts())
            if turn % 20 == 0:
                assert len(book.search("camps", limit=5).as_dicts())
                assert len(book.ledger())
    return kept


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--child", nargs=5, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.child:
        kind, place, folder, name, until = asked.child
        kept = {"read": read, "review": review}[kind](place, folder, name, float(until))
        print(json.dumps(kept))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return soak(Path(folder), asked.minutes)


def soak(folder, minutes):
    place = folder / "book.db"
    open_book(place).close()
    until = time.time() + 60 * minutes
    started = [
        subprocess.Popen(
            [sys.executable, __file__, "--child", kind, str(place), str(folder), name, str(until)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for kind, name in (("read", "first"), ("read", "second"), ("review", "A. Banda"))
    ]  # fmt: skip
    ended = [process.communicate() for process in started]
    faults = [error.strip().splitlines()[-1] for _, error in ended if error.strip()]
    faults += [f"ended with {process.returncode}" for process in started if process.returncode]
    reports, decisions = [], []
    if not faults:
        reports = json.loads(ended[0][0]) + json.loads(ended[1][0])
        decisions = json.loads(ended[2][0])
        faults += whole(place, reports, decisions)
    print(f"{'minutes':>8}{'reports':>9}{'decisions':>11}{'faults':>8}")
    print(f"{minutes:>8g}{len(reports):>9,}{len(decisions):>11,}{len(faults):>8}")
    print("\n".join(faults))
    return 1 if faults else 0


def whole(place, reports, decisions):
    """What is lost, doubled or altered."""
    faults = []
    with open_book(place) as book:
        held = sorted(record.document.id for _, record in book.records())
        if held != sorted(reports):
            faults.append(f"{len(held)} reports are there, {len(reports)} were kept")
        there = sorted(review.key for review in book.reviews())
        if there != sorted(decisions):
            faults.append(f"{len(there)} decisions are there, {len(decisions)} were kept")
        faults += list(book.verify())[:5]
    return faults


if __name__ == "__main__":
    sys.exit(main())
