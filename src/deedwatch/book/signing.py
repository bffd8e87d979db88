"""A signed, dated row: the one way in which a person's decision enters a book."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.errors import InputError
from deedwatch.records import Review
from deedwatch.store import add_review, last_decided, review_key

if TYPE_CHECKING:
    from deedwatch.book.book import Book

__all__ = ["sign", "signed"]


def sign(book: Book, subject: str, decision: Any, reviewer: str, *, noun: str, **more: Any) -> Review:
    """Append a decision on a subject to the book. Raises ``InputError`` for a missing name."""
    review = signed(book, subject, decision, reviewer, noun=noun, **more)
    add_review(book.store, review)
    return review


def signed(book: Book, subject: str, decision: Any, reviewer: str, *, noun: str, **more: Any) -> Review:
    """A decision on a subject, as of now; ``more`` are ``body``, ``note`` and ``withdraws`` of a ``Review``.

    Decisions count in the order of their dates: where the machine's clock went back, the new one is
    dated just after the last on that subject or by that person. Raises ``InputError`` for a missing name.
    """
    name = " ".join(reviewer.split())
    if not name:
        raise InputError("reviewer", "has no name", remedy="sign with a name")
    decided = _after(last_decided(book.store, subject, name))
    review = Review(
        key="",
        noun=noun,
        subject=subject,
        decision=decision,
        reviewer=name,
        decided=decided,
        **more,
    )
    return msgspec.structs.replace(review, key=review_key(review))


def _after(last: str | None) -> str:
    """Now, or a microsecond after the last decision where the clock says that now is not later."""
    now = dt.datetime.now(dt.UTC)
    if last is not None:
        now = max(now, dt.datetime.fromisoformat(last) + dt.timedelta(microseconds=1))
    return now.isoformat(timespec="microseconds")
