"""Reviews: appended, never changed; and what still waits for a reviewer, the doubtful and weighty first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import sqlalchemy as sa

from deedwatch.records import Review
from deedwatch.store.accounts import mark_waiting
from deedwatch.store.rows import rows_of_record
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.records import Record
    from deedwatch.store.opening import Store

__all__ = ["add_review", "count_reviewed", "load_reviews", "next_subject", "replace_rows"]

_T = METADATA.tables


def add_review(store: Store, review: Review) -> None:
    """Append one decision. Reports that it rules on wait to be folded anew, in the same transaction."""
    row = {name: getattr(review, name) for name in review.__struct_fields__}
    row["body"] = msgspec.json.encode(review.body).decode()
    with store.writing() as connection:
        connection.execute(_T["reviews"].insert(), [row])
        if review.noun == "happenings":
            ruled = [str(subject).partition(":")[0] for subject in (review.subject, review.body["with"])]
            _wait(connection, ruled, ("stories", "happenings"))


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
    query = sa.select(reviews).order_by(reviews.c.decided, reviews.c.key)
    if report is not None:
        query = query.where(reviews.c.subject.startswith(f"{report}:", autoescape=True))
    if nouns is not None:
        query = query.where(reviews.c.noun.in_(list(nouns)))
    if reviewer is not None:
        query = query.where(reviews.c.reviewer == reviewer)
    with store.reading() as connection:
        return tuple(_review(row._asdict()) for row in connection.execute(query))


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
    *,
    accounts: Iterable[str] = ("happenings", "ledger"),
) -> None:
    """Put a report's rows anew, from its record as corrected; the reading under ``reports`` stays as it was.

    ``decisions`` (by subject) mark the rows; listings leave out what is marked "refuse". The report waits
    to be folded anew into the ``accounts`` that the decision touches.
    """
    rows = rows_of_record(key, record, weights)
    for name in ("statements", "events", "matters"):
        for row in rows.get(name, ()):
            row["review"] = decisions.get(row["subject"])
    matters = sa.select(_T["matters"].c.key).where(_T["matters"].c.report == key)
    with store.writing() as connection:
        connection.execute(_T["positions"].delete().where(_T["positions"].c.matter.in_(matters)))
        for name in ("matters", "events", "statements", "actors"):
            connection.execute(_T[name].delete().where(_T[name].c.report == key))
        for name in ("actors", "mentions", "statements", "events", "matters", "positions"):
            if rows.get(name):
                connection.execute(_T[name].insert(), rows[name])
        _wait(connection, [key], accounts)
