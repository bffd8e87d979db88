"""Who said what, to whom, how: every attribution in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.records import Document, Statement

__all__ = ["find_statements"]


def find_statements(
    parse: Parse, cast: Cast, dates: tuple[DateMention, ...], document: Document  # noqa: ARG001
) -> tuple[Statement, ...]:
    """All statements, in order of place, with ids "s1", ... and the cast's actor keys."""
    return ()
