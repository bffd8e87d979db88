"""Time expressions in a parsed text, resolved against the publication date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.language import Parse
    from deedwatch.records import Document, Span

__all__ = ["DateMention", "find_dates"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words that tell a time; ``from_`` and ``to`` are ISO days (``YYYY-MM-DD``) or None if open."""

    span: Span
    head: int
    from_: str | None
    to: str | None


def find_dates(parse: Parse, document: Document) -> tuple[DateMention, ...]:  # noqa: ARG001
    """All time expressions that can be resolved, in order of place."""
    return ()
