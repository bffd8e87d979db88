"""A deed as one place in the report tells it, before its mentions are joined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from deedwatch.language import Token
    from deedwatch.reading.events.roles import Roles
    from deedwatch.reading.events.status import Reading
    from deedwatch.reading.events.triggers import Trigger
    from deedwatch.records import Casualties, DateRange, Place, PloverType, Span, Status

__all__ = ["Draft"]


class Draft(msgspec.Struct, frozen=True, eq=False):
    """One telling of one deed.

    ``word`` is the token that names it; ``trigger`` is None for a deed that only a statement's act shows.
    """

    type: PloverType
    cameo: str
    span: Span
    word: Token
    roles: Roles
    reading: Reading
    status: Status
    trigger: Trigger | None = None
    according_to: str | None = None
    date: DateRange | None = None
    place: Place | None = None
    casualties: Casualties | None = None
    means: str | None = None
    host: str | None = None
    duration: str | None = None
    background: bool = False
    told: bool = True
    speech: bool = False
    confidence: float = 0.5

    @property
    def filled(self) -> int:
        """How much is told: the fuller of two tellings carries the event."""
        parts = (self.roles.source, self.roles.target, self.date, self.place, self.casualties, self.means)
        return len([part for part in parts if part])
