"""`kill -9` at random moments of reading, importing, reviewing and consolidating: what is lost or doubled.

    python bench/reliability/kills.py [--kills 200] [--only reading] [--seed 7]

A process does the work on a book and is killed at a random moment of the time that the whole work takes; the
next goes on with the same book, until the work is done. After each kill the book must open, pass its
integrity check and verify; at the end it must hold what a book has that nobody disturbed. Exit code 1 if not.
Of the kills, ``joining`` came when all reports were read and some of them waited to be joined to the others.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from deedwatch import samples
from deedwatch.book import open_book
from deedwatch.store.accounts import ACCOUNTS, reset_account, waits

CORRECTED = {"status": "alleged"}
DECISIONS = ("accept", "refuse", "accept", "correct")


def read(place, _):
    with open_book(place) as book:
        book.read(samples.path())


def bring_in(place, folder):
    with open_book(place) as book:
        book.import_events(folder / "events.csv", form="csv", name="invented")


def review(place, _):
    """Decide on every event that is not decided; which way hangs on its subject alone."""
    with open_book(place) as book:
        while (task := book.next_task(noun="events", reviewer="B. Phiri")) is not None:
            decision = DECISIONS[sum(map(ord, task.subject)) % len(DECISIONS)]
            fields = CORRECTED if decision == "correct" else None
            book.decide(subject=task.subject, decision=decision, reviewer="B. Phiri", fields=fields)


def unfold(place, _):
    """Let all reports wait to be joined again, which reading has done."""
    with open_book(place) as book:
        for account in ACCOUNTS:
            reset_account(book.store, account, "unfolded")


def consolidate(place, _):
    with open_book(place) as book:
        assert len(book.happenings())
        assert len(book.ledger())


# the work, and what stands in the book before it
WORK = {
    "reading": (read, ()),
    "importing": (bring_in, ()),
    "reviewing": (review, (read,)),
    "consolidating": (consolidate, (read, unfold)),
}


def contents(place):
    """All that a book says, without the dates of the work."""
    with open_book(place) as book:
        held = {"reports": [(key, record.to_json()) for key, record in book.records()]}
        for name in ("statements", "events"):
            held[name] = [str(row) for row in getattr(book, name)().as_dicts()]
        held["reviews"] = sorted((row.subject, row.decision, str(row.body)) for row in book.reviews())
        with book.store.reading() as connection:
            for name in ("imported", "refused", "faults"):
                held[name] = sorted(map(str, connection.exec_driver_sql(f"SELECT * FROM {name}")))
            query = "SELECT name, digest, rows, refused FROM datasets"
            held["datasets"] = connection.exec_driver_sql(query).all()
        held["happenings"] = [str(row) for row in book.happenings().rows]
        held["ledger"] = [str(row) for row in book.ledger()]
    return held


def is_joining(place, reports):
    """Whether a kill left all reports read and some of them not yet joined to the others."""
    if not place.exists() or not place.stat().st_size:
        return False
    with open_book(place) as book:
        waiting = {key for account in ACCOUNTS for key, _, _ in waits(book.store, account)}
        return bool(waiting) and book.counts()["reports"] == reports


def fault_of(place):
    """What is wrong with a book after a kill; nothing where it is whole."""
    if not place.exists() or not place.stat().st_size:
        return ""
    with open_book(place) as book:
        with book.store.reading() as connection:
            if connection.exec_driver_sql("PRAGMA integrity_check").scalar() != "ok":
                return "the file is damaged"
            if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                return "a row points to none"
        return next(iter(book.verify()), "")


def started(work, *arguments):
    """A copy of this process that does the work and ends."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work(*arguments)
            code = 0
        finally:
            os._exit(code)
    return child


def run(name, kills, chance, folder):
    """How many kills hit the work, on how many books, and what was wrong."""
    work, before = WORK[name]
    fresh, whole = folder / f"{name}-fresh.db", folder / f"{name}-whole.db"
    for step in before:
        step(fresh, folder)
    if fresh.exists():
        shutil.copy(fresh, whole)
    began = time.monotonic()
    work(whole, folder)
    lasts = time.monotonic() - began
    wanted, tally, faults = contents(whole), Counter(), []
    while tally["kills"] < kills and len(faults) < 3:
        place = folder / f"{name}-{tally['books']}.db"
        if fresh.exists():
            shutil.copy(fresh, place)
        tally["books"] += 1
        done = False
        while not done and tally["kills"] < kills:
            child = started(work, place, folder)
            time.sleep(chance.uniform(0, lasts))
            os.kill(child, signal.SIGKILL)
            done = os.waitpid(child, 0)[1] == 0
            tally["kills"] += not done
            tally["joining"] += not done and is_joining(place, len(wanted["reports"]))
            if fault := fault_of(place):
                faults.append(f"{name}, book {tally['books']}: {fault}")
        work(place, folder)
        found = contents(place)
        wrong = [noun for noun in wanted if found[noun] != wanted[noun]]
        faults += [f"{name}, book {tally['books']}: its {noun} differ" for noun in wrong]
        place.unlink()
    return tally, lasts, faults


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kills", type=int, default=200, help="of each kind of work")
    options.add_argument("--only", nargs="*", default=list(WORK))
    options.add_argument("--seed", type=int, default=7)
    asked = options.parse_args()
    from deedwatch.book.reading import records_of

    next(iter(records_of([next(iter(sorted(Path(samples.path()).iterdir())))])))  # the models are loaded once
    print(f"{'work':15}{'lasts':>8}{'kills':>7}{'joining':>9}{'books':>7}{'faults':>8}", flush=True)
    every = []
    for name in asked.only:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            shutil.copy(samples.events_path(), place / "events.csv")
            tally, lasts, faults = run(name, asked.kills, random.Random(asked.seed), place)
        figures = f"{tally['kills']:>7}{tally['joining']:>9}{tally['books']:>7}{len(faults):>8}"
        print(f"{name:15}{lasts:>6.2f} s{figures}", flush=True)
        every += faults
    print("\n".join(every))
    return 1 if every else 0


if __name__ == "__main__":
    sys.exit(main())
