"""A person's rulings on what is one happening: signed, dated reviews, withdrawn by another row."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Literal

from deedwatch.book.reviews import reviewed_records
from deedwatch.book.signing import sign
from deedwatch.errors import InputError
from deedwatch.reckoning.happenings import Pairing
from deedwatch.records import Review, holding_reviews, review_subject, ruled_on
from deedwatch.store import load_reviews

if TYPE_CHECKING:
    from deedwatch.book.book import Book
    from deedwatch.records import Record

__all__ = ["rule", "ruled_tellings", "rulings_of", "withdraw_ruling"]

_NOUN = "happenings"
_WORD: dict[str, Literal["merge", "split"]] = {"together": "merge", "apart": "split"}


def rule(
    book: Book,
    one: str,
    *others: str,
    decision: Literal["together", "apart"],
    reviewer: str,
    note: str | None = None,
) -> Review:
    """Append a signed, dated ruling on an event (``KEY.e3``) or a report (``KEY``) and one or more others.

    It is one row, however many the others are, and names events by their place in the text, so that it
    holds after a new reading. Raises ``InputError`` for an event or report that the book does not have,
    for none beside the first, or a missing name.
    """
    name = " ".join(reviewer.split())
    if not name:
        raise InputError("reviewer", "has no name", remedy="sign with a name")
    records = dict(reviewed_records(book, {key.partition(".")[0] for key in (one, *others)}))
    subject, *rest = [_subject(records, key) for key in (one, *others)]
    if not rest or subject in rest:
        raise InputError(one, "is ruled on with itself", remedy="give two events or two reports")
    if len(rest) == 1:
        subject, rest[0] = sorted((subject, rest[0]))
    body = {"with": rest[0] if len(rest) == 1 else sorted(set(rest))}
    return sign(book, subject, _WORD[decision], name, noun=_NOUN, body=body, note=note)


def withdraw_ruling(book: Book, key: str, *, reviewer: str) -> Review:
    """Withdraw a ruling by a row of its own. Raises ``InputError`` where no such ruling holds."""
    held = next((review for review in rulings_of(book) if review.key == key), None)
    if held is None:
        raise InputError(key, "is no ruling that holds", remedy="take a key from the list of rulings")
    return sign(book, held.subject, "undo", reviewer, noun=_NOUN, body=held.body, withdraws=key)


def rulings_of(book: Book) -> tuple[Review, ...]:
    """The rulings that hold, in order of time."""
    rows = holding_reviews(load_reviews(book.store, nouns=(_NOUN,)))
    return tuple(row for row in rows if row.decision in {"merge", "split"})


def _subject(records: dict[str, Record], key: str) -> str:
    report, _, event = key.partition(".")
    record = records.get(report)
    if record is None:
        raise InputError(key, "is not in this book", remedy="take a key from the events or reports")
    if not event:
        return report
    found = next((item for item in record.events if item.id == event), None)
    if found is None:
        raise InputError(key, "is no event of its report", remedy="take a key from the events")
    return review_subject(report, found)


def ruled_tellings(book: Book) -> tuple[Pairing, ...]:
    """The rulings on the events as they are read now, pair by pair; what is no longer there binds nothing.

    The latest ruling on a pair holds. All that one ruling puts together are pairs of it; one that puts apart
    parts its subject from each of the others.
    """
    reviews = rulings_of(book)
    if not reviews:
        return ()
    subjects = {subject for review in reviews for subject in ruled_on(review)}
    reports = {subject.partition(":")[0] for subject in subjects}
    keys: dict[str, str] = {}
    for key, record in reviewed_records(book, reports):
        keys[key] = key
        keys |= {review_subject(key, event): f"{key}.{event.id}" for event in record.events}
    latest: dict[frozenset[str], Pairing] = {}
    for review in reviews:
        together = review.decision == "merge"
        sides = ruled_on(review)
        pairs = combinations(sides, 2) if together else ((sides[0], other) for other in sides[1:])
        for one, two in pairs:
            if one in keys and two in keys:
                latest[frozenset((one, two))] = Pairing(
                    decision="together" if together else "apart",
                    one=keys[one],
                    two=keys[two],
                    by=review.reviewer,
                    on=review.decided[:10],
                )
    return tuple(latest.values())
