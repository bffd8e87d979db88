"""Who did what to whom, where and when, and with what status: every event a report tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.places import PlaceMention
    from deedwatch.records import Document, Event, Statement

__all__ = ["find_events"]


def find_events(  # noqa: PLR0913 - one argument for each thing that was found before
    parse: Parse,  # noqa: ARG001
    cast: Cast,  # noqa: ARG001
    dates: tuple[DateMention, ...],  # noqa: ARG001
    places: tuple[PlaceMention, ...],  # noqa: ARG001
    statements: tuple[Statement, ...],  # noqa: ARG001
    document: Document,  # noqa: ARG001
) -> tuple[Event, ...]:
    """All events, in order of place, with ids "e1", ... and the cast's actor keys."""
    return ()
