"""A stance, or a maker's move, as the text shows it; and in whose words it stands."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import msgspec

from deedwatch.text.holding import near

if TYPE_CHECKING:
    from deedwatch.reading.matters.references import Reference
    from deedwatch.reading.matters.rows import OwnMove
    from deedwatch.records import MatterKind, Span, Stance, Statement

__all__ = ["Take", "speaker_at"]


class Take(msgspec.Struct, frozen=True):
    """A stance, or a maker's move with his own matter, before it is known which matter it answers.

    ``seconding`` is what asks the same as another: words of no matter of its own. ``anyone`` tells that who
    is not asked takes it too, and backs by it what is put to others.
    """

    actor: str | None
    at: int
    reference: Reference
    kinds: tuple[MatterKind, ...]
    stance: Stance | None = None
    move: OwnMove | None = None
    statement: str | None = None
    told_by: str | None = None
    span: Span | None = None
    by_act: bool = False
    by_clause: bool = False
    seconding: bool = False
    anyone: bool = False


def speaker_at(offset: int, statements: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content holds the offset."""
    found, least = None, sys.maxsize
    for statement in near(statements, offset):
        for start, end in statement.content:
            if start <= offset < end:
                size = sum(b - a for a, b in statement.content)
                if size < least:
                    found, least = statement, size
                break
    return found
