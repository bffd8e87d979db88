"""Reviews: appended, never changed; and what still waits for a reviewer, the doubtful and weighty first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from deedwatch.records import Review, ruled_on
from deedwatch.store.accounts import mark_waiting
from deedwatch.store.reports import put_rows
from deedwatch.store.rows import rows_of_record
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from deedwatch.records import Record
    from deedwatch.store.opening import Store

__all__ = [
    "add_review",
    "add_ruling",
    "count_reviewed",
    "last_decided",
    "load_reviews",
    "next_subject",
    "replace_rows",
    "review_key",
    "ruled_rows",
]

_T = METADATA.tables
_BEARS_ON = {"statements": ("happenings", "ledger"), "events": ("happenings",), "matters": ("ledger",)}
"""The accounts in which a report is folded anew after a decision on a noun of it."""


def add_review(store: Store, review: Review) -> None:
    """Append one decision. Reports that it rules on wait to be folded anew, in the same transaction."""
    with store.writing() as connection:
        _insert(connection, review)
        if review.noun == "happenings":
            ruled = [subject.partition(":")[0] for subject in ruled_on(review)]
            _wait(connection, ruled, ("stories", "happenings"))


def add_ruling(
    store: Store,
    review: Review,
    report: str,
    weights: Mapping[str, float],
    ruled: Callable[[tuple[Review, ...]], tuple[Record, Mapping[str, str]]],
) -> None:
    """Append one decision on a report and put its rows anew: both or neither, one reviewer after the other.

    ``ruled`` gives the record and the decisions by subject that all reviews of the report come to.
    """
    reports = _T["reports"]
    with store.writing() as connection:
        connection.execute(sa.select(reports.c.key).where(reports.c.key == report).with_for_update())
        _insert(connection, review)
        record, decisions = ruled(_reviews(connection, _on_report(sa.select(_T["reviews"]), report)))
        put_rows(connection, report, ruled_rows(report, record, weights, decisions))
        _wait(connection, [report], _BEARS_ON[review.noun])


def review_key(review: Review) -> str:
    """The key of a decision: a hash of all else that it says, so that none can be altered unseen."""
    said = {name: value for name, value in msgspec.structs.asdict(review).items() if name != "key"}
    return hashlib.sha256(msgspec.json.encode(said, order="deterministic")).hexdigest()[:20]


def _insert(connection: sa.Connection, review: Review) -> None:
    row = {name: getattr(review, name) for name in review.__struct_fields__}
    row["body"] = msgspec.json.encode(review.body).decode()
    connection.execute(_T["reviews"].insert(), [row])


def _wait(connection: sa.Connection, reports: Iterable[str], accounts: Iterable[str]) -> None:
    table = _T["reports"]
    found = connection.execute(
        sa.select(table.c.key, table.c.published).where(table.c.key.in_(list(reports)))
    )
    mark_waiting(connection, [(row.key, row.published) for row in found], accounts)


def load_reviews(
    store: Store,
    *,
    report: str | None = None,
    nouns: Iterable[str] | None = None,
    reviewer: str | None = None,
) -> tuple[Review, ...]:
    """The decisions in order of time: all, or those on one report, some nouns, or by one person."""
    reviews = _T["reviews"]
    query = sa.select(reviews)
    if report is not None:
        query = _on_report(query, report)
    if nouns is not None:
        query = query.where(reviews.c.noun.in_(list(nouns)))
    if reviewer is not None:
        query = query.where(reviews.c.reviewer == reviewer)
    with store.reading() as connection:
        return _reviews(connection, query)


def last_decided(store: Store, subject: str, reviewer: str) -> str | None:
    """The date of the last decision on a subject or by a reviewer; None where there is none."""
    reviews = _T["reviews"]
    query = sa.select(sa.func.max(reviews.c.decided))
    with store.reading() as connection:
        found = connection.scalar(
            query.where(sa.or_(reviews.c.subject == subject, reviews.c.reviewer == reviewer))
        )
    return None if found is None else str(found)


def _on_report(query: sa.Select[Any], report: str) -> sa.Select[Any]:
    return query.where(_T["reviews"].c.subject.startswith(f"{report}:", autoescape=True))


def _reviews(connection: sa.Connection, query: sa.Select[Any]) -> tuple[Review, ...]:
    """In order of time; those of one moment, by key."""
    reviews = _T["reviews"]
    rows = connection.execute(query.order_by(reviews.c.decided, reviews.c.key))
    return tuple(_review(row._asdict()) for row in rows)


def _review(row: Mapping[str, Any]) -> Review:
    plain = {str(name): value for name, value in row.items()}  # SQLAlchemy names are a subclass of str
    return msgspec.convert({**plain, "body": msgspec.json.decode(plain["body"])}, Review)


def next_subject(store: Store, noun: str, reviewer: str) -> Mapping[str, Any] | None:
    """The row that this reviewer should see next: most doubtful and weightiest, not decided by them.

    What they skipped comes again after all else.
    """
    table, reviews = _T[noun], _T["reviews"]
    undone = sa.select(reviews.c.withdraws).where(reviews.c.withdraws.is_not(None))
    mine = reviews.c.subject == table.c.subject
    mine = sa.and_(mine, reviews.c.reviewer == reviewer, reviews.c.key.not_in(undone))
    decided = sa.exists().where(mine, reviews.c.decision.in_(("accept", "correct", "refuse")))
    skipped = sa.exists().where(mine, reviews.c.decision == "skip")
    query = sa.select(table).where(sa.not_(decided)).order_by(table.c.doubt.desc(), table.c.key).limit(1)
    with store.reading() as connection:
        row = connection.execute(query.where(sa.not_(skipped))).first()
        row = row or connection.execute(query.where(skipped)).first()
        return None if row is None else dict(row._mapping)  # noqa: SLF001 - public API


def count_reviewed(store: Store, noun: str, reviewer: str) -> tuple[int, int]:
    """How many subjects of a noun this reviewer has decided, and how many there are."""
    table, reviews = _T[noun], _T["reviews"]
    undone = sa.select(reviews.c.withdraws).where(reviews.c.withdraws.is_not(None))
    done = sa.select(sa.func.count(sa.distinct(reviews.c.subject))).where(
        reviews.c.noun == noun,
        reviews.c.reviewer == reviewer,
        reviews.c.decision.in_(("accept", "correct", "refuse")),
        reviews.c.key.not_in(undone),
    )
    every = sa.select(sa.func.count()).select_from(table)
    with store.reading() as connection:
        return int(connection.scalar(done) or 0), int(connection.scalar(every) or 0)


def replace_rows(
    store: Store,
    key: str,
    record: Record,
    weights: Mapping[str, float],
    decisions: Mapping[str, str],
) -> None:
    """Put a report's rows anew, from its record as corrected; the reading under ``reports`` stays as it was.

    ``decisions`` (by subject) mark the rows; listings leave out what is marked "refuse". The report waits
    to be folded anew.
    """
    with store.writing() as connection:
        put_rows(connection, key, ruled_rows(key, record, weights, decisions))
        _wait(connection, [key], ("happenings", "ledger"))


def ruled_rows(
    key: str, record: Record, weights: Mapping[str, float], decisions: Mapping[str, str]
) -> dict[str, list[dict[str, Any]]]:
    """A report's rows from its record as corrected, each marked with the decision on it."""
    rows = rows_of_record(key, record, weights)
    for name in ("statements", "events", "matters"):
        for row in rows.get(name, ()):
            row["review"] = decisions.get(row["subject"])
    return rows
