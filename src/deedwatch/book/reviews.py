"""A reviewer's work on a book: what to look at next, a decision, its undoing, and what it changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from deedwatch import __version__
from deedwatch.book.listing import Listing
from deedwatch.book.signing import sign, signed
from deedwatch.errors import InputError
from deedwatch.lexicon.cameo import goldstein_weights
from deedwatch.reckoning.reviews import Agreement, agreement, apply_reviews, check_correction, holding
from deedwatch.records import Review, holding_reviews
from deedwatch.store import (
    add_ruling,
    count_reviewed,
    load_record,
    load_records,
    load_reviews,
    next_subject,
    replace_reading,
    ruled_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deedwatch.book.book import Book
    from deedwatch.records import Record
    from deedwatch.store import Given

__all__ = [
    "NOUNS",
    "Task",
    "agreements",
    "decide",
    "next_task",
    "put_anew",
    "reviewed_record",
    "reviewed_records",
    "reviews_of",
    "ruled",
    "undo",
]

NOUNS = ("statements", "events", "matters")
_DECISIONS = ("accept", "correct", "refuse", "skip", "note")


@dataclass(frozen=True, slots=True)
class Task:
    """What a reviewer is to look at: the subject, its row, and how far the work has come."""

    noun: str
    subject: str
    row: Mapping[str, Any]
    done: int
    total: int


def next_task(book: Book, *, noun: str, reviewer: str) -> Task | None:
    """The most doubtful and weightiest noun that this reviewer has not decided; None when all is done."""
    _check_noun(noun)
    row = next_subject(book.store, noun, reviewer)
    done, total = count_reviewed(book.store, noun, reviewer)
    if row is None or (done >= total and total):
        return None
    return Task(noun=noun, subject=str(row["subject"]), row=row, done=done, total=total)


def decide(
    book: Book,
    *,
    subject: str,
    decision: str,
    reviewer: str,
    fields: Mapping[str, Any] | None = None,
    note: str | None = None,
) -> Review:
    """Append a decision and put the report's rows anew.

    Raises ``InputError`` for an unknown subject, decision or field, or a missing name.
    """
    report, noun, _ = _parts(subject)
    if decision not in _DECISIONS:
        raise InputError(decision, "is no decision", remedy=f"say one of: {', '.join(_DECISIONS)}")
    record = _record(book, report)
    body = dict(fields or {}) if decision == "correct" else {}
    if decision == "correct":
        if not body:
            raise InputError("correct", "changes no field", remedy="change a field, or accept")
        check_correction(record, noun, body)
    return _append(book, subject, decision, reviewer, body=body, note=note or None)


def undo(book: Book, *, reviewer: str) -> Review | None:
    """Withdraw this reviewer's last decision on a noun of a report; None where there is none to withdraw.

    Rulings on happenings and decisions on actors are withdrawn by ``withdraw_ruling`` and ``withdraw_actor``.
    """
    rows = holding_reviews(load_reviews(book.store, reviewer=reviewer, nouns=NOUNS))
    last = next((review for review in reversed(rows) if review.decision != "undo"), None)
    if last is None:
        return None
    return _append(book, last.subject, "undo", reviewer, withdraws=last.key)


def reviewed_record(book: Book, report: str) -> Record | None:
    """The record of a report as its reviews leave it; None where the book has no such report."""
    record = load_record(book.store, report)
    return record and apply_reviews(report, record, load_reviews(book.store, report=report))


def reviewed_records(book: Book, keys: Iterable[str] | None = None) -> Iterator[tuple[str, Record]]:
    """Records as their reviews leave them, by day of publication."""
    by_report: dict[str, list[Review]] = defaultdict(list)
    for review in load_reviews(book.store, nouns=NOUNS):
        by_report[review.subject.partition(":")[0]].append(review)
    for key, record in load_records(book.store, keys=keys):
        yield key, apply_reviews(key, record, by_report[key]) if key in by_report else record


def put_anew(
    book: Book, key: str, record: Record, given: Given | None = None, *, reader: str = __version__
) -> None:
    """Put a new reading of a report in the place of the old; decisions find their places again.

    ``given`` is the same report, given with another day; ``reader`` the version that read it.
    """
    shown, decisions = ruled(key, record, load_reviews(book.store, report=key))
    rows = ruled_rows(key, shown, goldstein_weights(), decisions)
    replace_reading(book.store, key, record, reader=reader, given=given, rows=rows)


def reviews_of(book: Book, report: str | None = None) -> Listing[Review]:
    """The decisions, in order of time."""
    return Listing(Review, load_reviews(book.store, report=report, nouns=NOUNS))


def agreements(book: Book) -> Listing[Agreement]:
    """Each pair of reviewers with subjects in common."""
    return Listing(Agreement, agreement(load_reviews(book.store, nouns=NOUNS)))


def _append(book: Book, subject: str, decision: str, reviewer: str, **more: Any) -> Review:
    report, noun, _ = _parts(subject)
    if decision in {"skip", "note"}:
        return sign(book, subject, decision, reviewer, noun=noun, **more)
    review = signed(book, subject, decision, reviewer, noun=noun, **more)
    work = partial(ruled, report, _record(book, report))
    add_ruling(book.store, review, report, goldstein_weights(), work)
    return review


def ruled(report: str, record: Record, reviews: tuple[Review, ...]) -> tuple[Record, Mapping[str, str]]:
    """The record as its rows show it, what was refused still in it, and the decision on each subject."""
    decisions = {subject: review.decision for subject, review in holding(reviews).items()}
    return apply_reviews(report, record, reviews, refused=True), decisions


def _record(book: Book, report: str) -> Record:
    record = load_record(book.store, report)
    if record is None:
        raise InputError(report, "is not in this book", remedy="take a subject from the queue")
    return record


def _parts(subject: str) -> tuple[str, str, str]:
    parts = subject.split(":")
    if len(parts) != 3 or parts[1] not in NOUNS:
        raise InputError(subject, "is no subject of a review", remedy="take a subject from the queue")
    return parts[0], parts[1], parts[2]


def _check_noun(noun: str) -> None:
    if noun not in NOUNS:
        raise InputError(noun, "cannot be reviewed", remedy=f"say one of: {', '.join(NOUNS)}")
