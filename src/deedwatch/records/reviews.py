"""A person's decisions on what was read: which of them hold, and on what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.records.nouns import Event, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.records.nouns import Matter, Review

__all__ = ["holding_reviews", "review_subject", "ruled_on"]


def holding_reviews(reviews: Iterable[Review]) -> list[Review]:
    """Those that no other row withdraws, in order of time; those of one moment, by key."""
    rows = sorted(reviews, key=lambda review: (review.decided, review.key))
    withdrawn = {review.withdraws for review in rows if review.withdraws}
    return [review for review in rows if review.key not in withdrawn]


def ruled_on(review: Review) -> tuple[str, ...]:
    """All subjects of a decision on what is one happening: its own, and those it is joined to or parted from.

    >>> from deedwatch.records import Review
    >>> ruled_on(Review("k", "happenings", "r1", "split", "Ada", "2026-01-02", {"with": ["r2", "r3"]}))
    ('r1', 'r2', 'r3')
    """
    others = review.body.get("with", ())
    return (review.subject, *([others] if isinstance(others, str) else others))


def review_subject(report: str, noun: Statement | Event | Matter) -> str:
    """The lasting name of a noun for reviews: report, kind and place.

    >>> from deedwatch.records import Matter
    >>> review_subject("r1", Matter(id="l1", kind="demand", by=(), to=(), content=(4, 9)))
    'r1:matters:4-9'
    """
    if isinstance(noun, Statement):
        kind, spans = "statements", (*noun.content, *((noun.source_span,) if noun.source_span else ()))
    elif isinstance(noun, Event):
        kind, spans = "events", (noun.anchor,)
    else:
        kind, spans = "matters", (noun.content,)
    return f"{report}:{kind}:" + ",".join(f"{start}-{end}" for start, end in spans)
