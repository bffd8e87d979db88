"""A signed, dated row: the one way in which a person's decision enters a book."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.errors import InputError
from deedwatch.records import Review
from deedwatch.store import add_review

if TYPE_CHECKING:
    from deedwatch.book.book import Book

__all__ = ["sign"]


def sign(book: Book, subject: str, decision: Any, reviewer: str, *, noun: str, **more: Any) -> Review:
    """Append a decision on a subject; ``more`` are ``body``, ``note`` and ``withdraws`` of a ``Review``.

    Raises ``InputError`` for a missing name.
    """
    name = " ".join(reviewer.split())
    if not name:
        raise InputError("reviewer", "has no name", remedy="sign with a name")
    decided = dt.datetime.now(dt.UTC).isoformat(timespec="microseconds")
    given = [subject, decision, name, decided, more]
    review = Review(
        key=hashlib.sha256(msgspec.json.encode(given, order="deterministic")).hexdigest()[:20],
        noun=noun,
        subject=subject,
        decision=decision,
        reviewer=name,
        decided=decided,
        **more,
    )
    add_review(book.store, review)
    return review
