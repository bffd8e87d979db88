"""A person's rulings that a matter was met or broken: signed, dated reviews, withdrawn by another row."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.book.conditions import last_day
from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.book.signing import sign
from deedwatch.errors import InputError
from deedwatch.reckoning.ledger import Entry, Ruling
from deedwatch.records import Review, holding_reviews
from deedwatch.store import load_reviews
from deedwatch.store.ledger import SoughtMatters, find_matters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.book.book import Book
    from deedwatch.reckoning.ledger import Row
    from deedwatch.records import Span

__all__ = ["matter_rulings", "rule_matter", "rulings_on", "rulings_on_matter", "withdraw_matter_ruling"]

_NOUN = "ledger"


def rule_matter(
    book: Book,
    key: str,
    *,
    standing: Literal["met", "broken"],
    reviewer: str,
    on: str | None = None,
    note: str | None = None,
) -> Review:
    """Append a signed, dated ruling that a matter (its ``id`` in the ledger) was met or broken.

    It counts from ``on`` (a day, or the last of a month or year), else from the day of the signature. It
    names the matter by the place where it is first told, so that it holds when an earlier report comes.
    Raises ``InputError`` for a matter that the book does not have, a day that is none, or a missing name.
    """
    fold_ledger(book)
    body = next(iter(find_matters(book.store, SoughtMatters(key=key))), None)
    if body is None:
        raise InputError(key, "is no matter of this book", remedy="take an id from the ledger")
    first = msgspec.json.decode(body, type=Entry).mentions[0]
    said = {"standing": standing, "report": first.report, "span": list(first.span)}
    if on is not None:
        said["on"] = last_day(on)
    return sign(book, key, "correct", reviewer, noun=_NOUN, body=said, note=note)


def withdraw_matter_ruling(book: Book, ruling: str, *, reviewer: str) -> Review:
    """Withdraw a ruling by a row of its own. Raises ``InputError`` where no such ruling holds."""
    held = next((review for review in matter_rulings(book) if review.key == ruling), None)
    if held is None:
        raise InputError(ruling, "is no ruling that holds", remedy="take a key from the list of rulings")
    return sign(book, held.subject, "undo", reviewer, noun=_NOUN, body=held.body, withdraws=ruling)


def matter_rulings(book: Book) -> tuple[Review, ...]:
    """The rulings that hold, in order of time; ``on`` of the body is missing where none was given."""
    rows = holding_reviews(load_reviews(book.store, nouns=(_NOUN,)))
    return tuple(row for row in rows if row.decision == "correct")


def rulings_on_matter(book: Book, matter: Row) -> tuple[Review, ...]:
    """The rulings that hold on one matter, in order of time: the last of them is in force."""
    places = {(mention.report, mention.span) for mention in matter.mentions}
    return tuple(review for review in matter_rulings(book) if _place(review) in places)


def rulings_on(book: Book, entries: Iterable[Entry], *, as_of: str | None = None) -> dict[str, Ruling]:
    """The ruling in force on each of these matters, by ``id``: the last signed that counts by that day."""
    by_place: dict[tuple[str, Span], tuple[int, Review]] = {}
    for number, review in enumerate(matter_rulings(book)):
        if as_of is None or _counts_from(review) <= as_of:
            by_place[_place(review)] = (number, review)
    found: dict[str, Ruling] = {}
    for entry in entries if by_place else ():
        places = {(mention.report, mention.span) for mention in entry.mentions}
        _, last = max(
            (by_place[place] for place in places & by_place.keys()), key=itemgetter(0), default=(0, None)
        )
        if last is not None:
            found[entry.id] = Ruling(
                matter=entry.id,
                standing=last.body["standing"],
                on=_counts_from(last),
                by=last.reviewer,
                reason=last.note or "",
            )
    return found


def _place(review: Review) -> tuple[str, Span]:
    """Where the matter that a ruling is on was first told when it was signed."""
    start, end = review.body["span"]
    return review.body["report"], (start, end)


def _counts_from(review: Review) -> str:
    """The day from which a ruling counts: the one given, else that of the signature."""
    return str(review.body.get("on", review.decided[:10]))
