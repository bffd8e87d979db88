"""The ledger of a book, kept as reports come: what is folded on is what a fold from nothing gives.

The ledger joins reports in the order of their days, and what an early one says bears on all later ones.
So the account is first taken back to where it stood before the earliest report that is new or changed, and
every report from that day on is joined again. What comes in order, as news does, costs no more than itself:
of the account only what the new reports can mean is read (``ledger_kept.py``).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch import __version__
from deedwatch.book.ledger_kept import kept_in
from deedwatch.book.reviews import reviewed_records
from deedwatch.reckoning.actors import merges_of
from deedwatch.reckoning.ledger import (
    METHOD,
    UNDATED,
    Account,
    Entry,
    entries_before,
    forms_learned,
    roles_of,
    words_counted,
    words_of,
)
from deedwatch.store import load_reviews
from deedwatch.store.accounts import count_waiting, read_account, reset_account, waits
from deedwatch.store.happenings import reports_published
from deedwatch.store.ledger_rows import (
    LedgerStep,
    count_names,
    keep_ledger,
    matters_from,
    names_before,
    reports_from,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from deedwatch.book.book import Book
    from deedwatch.reckoning.ledger import Learned

__all__ = ["CODE", "fold_ledger"]

CODE = f"{__version__}, method {METHOD}"
"""What an account is said to be made by, with who is who; one made by another is folded anew."""

_AT_ONCE = 500  # reports a step


def fold_ledger(book: Book, *, seen: Callable[[int], None] | None = None) -> None:
    """Bring the ledger up to date with the reports and reviews; quick where nothing changed.

    ``seen`` is called after each step with the number of reports that still wait.
    """
    same = merges_of(load_reviews(book.store, nouns=("actors",)))
    digest = hashlib.sha256(msgspec.json.encode(sorted(same.items()))).hexdigest()[:12]
    made_by = f"{CODE} {digest}"
    if read_account(book.store, "ledger")[0] != made_by:
        reset_account(book.store, "ledger", made_by)
    while _Fold(book, same, seen).run():
        pass


class _Fold:
    """One pass from the earliest day on, step by step; it ends early where another program came between."""

    def __init__(
        self, book: Book, same: Mapping[str, str | None], seen: Callable[[int], None] | None
    ) -> None:
        self.book, self.same, self.seen = book, same, seen
        self.turn = read_account(book.store, "ledger")[1]  # first, so that all read after it is of this turn

    def run(self) -> bool:
        """Take the account back to before the earliest report that waits, and join all from there on.

        False where none waits.
        """
        store = self.book.store
        waiting = waits(store, "ledger")
        if not waiting:
            return False
        known = reports_published(store, None, reports={report for report, _, _ in waiting})
        days = [*(since for _, since, _ in waiting), *known.values()]
        day = min(given or UNDATED for given in days)
        reports = reports_from(store, day, UNDATED)
        asked = {report for report, _, _ in waiting}
        later = [row for row in reports if row[0] not in asked]
        if self._take_back(day, later, [row for row in waiting if row[0] not in known]):
            for step in _steps(reports):
                if not self._join(step):
                    break
                if self.seen is not None:
                    self.seen(count_waiting(store, "ledger"))
        return True

    def _take_back(
        self, day: str, later: list[tuple[str, str | None]], done: list[tuple[str, str, int]]
    ) -> bool:
        """Let go what was told from a day on; the reports that told it wait again, and ``done`` no more."""
        store = self.book.store
        held = [(number, msgspec.json.decode(body, type=Entry)) for number, body in matters_from(store, day)]
        first_name, more = names_before(store, day)
        if not (held or more or later or done):
            return True
        before = {entry.id: entry for entry in entries_before((entry for _, entry in held), day)}
        gone = Counter[str]()
        for _, entry in held:
            if entry.id not in before:
                gone.update(words_counted(entry))
        cut = [(number, before[entry.id]) for number, entry in held if entry.id in before]
        step = _step(cut, {word: -number for word, number in gone.items()}, (), first_name)
        step.gone.update(entry.id for _, entry in held)
        return self._keep(step, later=later, done=done)

    def _join(self, reports: Sequence[str]) -> bool:
        store = self.book.store
        done = waits(store, "ledger", reports=reports)
        records = dict(reviewed_records(self.book, reports))
        with kept_in(store) as kept:
            account = Account(self.same, kept)
            account.expect(records.values())
            for key in reports:
                account.add(records[key])
        first_name = count_names(store)
        return self._keep(_step(account.changed, account.counted, account.learned, first_name), done=done)

    def _keep(self, step: LedgerStep, **waiting: Any) -> bool:
        kept = keep_ledger(self.book.store, step, turn=self.turn, **waiting)
        self.turn += 1
        return kept


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


def _step(
    changed: Iterable[tuple[int, Entry]],
    counted: Mapping[str, int],
    learned: Iterable[Learned],
    first_name: int,
) -> LedgerStep:
    changed, numbered = list(changed), list(enumerate(learned, start=first_name))
    return LedgerStep(
        gone={entry.id for _, entry in changed},
        matters=[_row(number, entry) for number, entry in changed],
        parties=[row for _, entry in changed for row in _parties(entry)],
        words=counted,
        names=[{"number": number, **msgspec.structs.asdict(row)} for number, row in numbered],
        forms=[{"form": form, "number": number} for number, row in numbered for form in forms_learned(row)],
        first_name=first_name,
    )


def _row(number: int, entry: Entry) -> dict[str, Any]:
    return {
        "key": entry.id,
        "number": number,
        "kind": entry.kind,
        "told": entry.mentions[0].told,
        "last": entry.mentions[-1].told or UNDATED,
        "words": "\n".join(sorted(words_of(entry))),
        "body": msgspec.json.encode(entry).decode(),
    }


def _parties(entry: Entry) -> list[dict[str, Any]]:
    return [
        {"matter": entry.id, "role": role, "party": party, "kind": entry.kind, "last": last}
        for role, party, last in roles_of(entry)
    ]
