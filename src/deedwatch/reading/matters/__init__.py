"""The ledger of one report: what is demanded, promised, proposed, alleged, and who stands where."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import Document, Event, Matter, Statement

__all__ = ["find_matters"]


def find_matters(
    parse: Parse,  # noqa: ARG001
    cast: Cast,  # noqa: ARG001
    statements: tuple[Statement, ...],  # noqa: ARG001
    events: tuple[Event, ...],  # noqa: ARG001
    document: Document,  # noqa: ARG001
) -> tuple[Matter, ...]:
    """All matters with the positions taken on them, ids "l1", ... and the cast's actor keys."""
    return ()
