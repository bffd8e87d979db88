"""The ledger of a book, kept as reports come: what is folded on is what a fold from nothing gives.

The ledger joins reports in the order of their days, and what an early one says bears on all later ones.
So the account is taken up as it stood before the earliest report that is new or changed, and every
report from that day on is joined again. What comes in order, as news does, costs no more than itself.
"""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch import __version__
from deedwatch.book.reviews import reviewed_records
from deedwatch.reckoning.actors import merges_of
from deedwatch.reckoning.ledger import UNDATED, Account, Entry, Learned, entries_before, learned_before
from deedwatch.store import load_reviews
from deedwatch.store.accounts import read_account, reset_account, stop_waiting, waits
from deedwatch.store.happenings import reports_published
from deedwatch.store.ledger import KeptLedger, keep_ledger, load_ledger, load_names, reports_from

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deedwatch.book.book import Book

__all__ = ["fold_ledger"]

_AT_ONCE = 500  # reports a step


def fold_ledger(book: Book, *, seen: Callable[[int], None] | None = None) -> None:
    """Bring the ledger up to date with the reports and reviews; quick where nothing changed.

    ``seen`` is called after each step with the number of reports that still wait.
    """
    same = merges_of(load_reviews(book.store, nouns=("actors",)))
    digest = hashlib.sha256(msgspec.json.encode(sorted(same.items()))).hexdigest()[:12]
    made_by = f"{__version__} {digest}"
    if read_account(book.store, "ledger")[0] != made_by:
        reset_account(book.store, "ledger", made_by)
    while waiting := waits(book.store, "ledger"):
        _Fold(book, Account(same), seen).run(waiting)


class _Fold:
    """One pass from the earliest day on, step by step; it ends early where another program came between."""

    def __init__(self, book: Book, account: Account, seen: Callable[[int], None] | None) -> None:
        self.book, self.account, self.seen = book, account, seen
        self.turn = read_account(book.store, "ledger")[1]
        self.stored: dict[str, Entry] = {}
        self.names = self.written = 0

    def run(self, waiting: Sequence[tuple[str, str, int]]) -> None:
        """Take the account up before the earliest report that waits, and join all from there on."""
        store = self.book.store
        known = reports_published(store, None, reports={report for report, _, _ in waiting})
        if not known:
            stop_waiting(store, "ledger", waiting)
            return
        days = [*(since for _, since, _ in waiting), *known.values()]
        day = min(given or UNDATED for given in days)
        entries = [msgspec.json.decode(body, type=Entry) for body in load_ledger(store)]
        learned = learned_before(msgspec.convert(load_names(store), list[Learned]), day)
        self.stored = {entry.id: entry for entry in entries}
        self.names = len(learned)
        self.account.resume(entries_before(entries, day), learned)
        reports = reports_from(store, day, UNDATED)
        asked = {report for report, _, _ in waiting}
        later = [row for row in reports if row[0] not in asked]
        done = [row for row in waiting if row[0] not in known]
        for step in _steps(reports):
            inside = {*step}
            done += [row for row in waiting if row[0] in inside]
            records = dict(reviewed_records(self.book, step))
            for key in step:
                self.account.add(records[key])
            if not self._keep(done, [row for row in later if row[0] not in inside]):
                return
            waiting, later, done = waits(store, "ledger"), [], []
            if self.seen is not None:
                self.seen(len(waiting))

    def _keep(self, done: list[tuple[str, str, int]], later: list[tuple[str, str | None]]) -> bool:
        entries = self.account.entries
        changed = [(n, entry) for n, entry in enumerate(entries) if self.stored.get(entry.id) is not entry]
        now = {entry.id: entry for entry in entries}
        learned = self.account.learned[self.written :]
        first = self.names + self.written
        kept = KeptLedger(
            gone={*(self.stored.keys() - now.keys()), *(entry.id for _, entry in changed)},
            matters=[_row(number, entry) for number, entry in changed],
            parties=[row for _, entry in changed for row in _parties(entry)],
            names=[
                {"number": number, **msgspec.structs.asdict(row)}
                for number, row in enumerate(learned, start=first)
            ],
            first_name=first,
        )
        if not keep_ledger(self.book.store, kept, turn=self.turn, later=later, done=done):
            return False
        self.turn += 1
        self.stored = now
        self.written += len(learned)
        return True


def _steps(reports: Iterable[tuple[str, str | None]]) -> Iterator[list[str]]:
    """The keys of some hundred reports at a time; those of one day are never parted."""
    step: list[str] = []
    for _, same_day in groupby(reports, key=lambda row: row[1]):
        step += [key for key, _ in same_day]
        if len(step) >= _AT_ONCE:
            yield step
            step = []
    if step:
        yield step


def _row(number: int, entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.id,
        "number": number,
        "kind": entry.kind,
        "told": entry.mentions[0].told,
        "body": msgspec.json.encode(entry).decode(),
    }


def _parties(entry: Entry) -> list[dict[str, Any]]:
    found = {("stand", stand.party) for stand in entry.stands}
    for mention in entry.mentions:
        for role, parties in (("by", mention.by), ("to", mention.to), ("about", mention.about)):
            found.update((role, party) for party in parties)
    return [{"matter": entry.id, "role": role, "party": party} for role, party in sorted(found)]
