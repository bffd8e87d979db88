"""CAMEO actor codes: country and role, as of the day of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.gazetteer import offices_of

if TYPE_CHECKING:
    from deedwatch.actors.gazetteer import Office

__all__ = ["STATE_ROLES", "compose_code", "current_office", "latest_office"]

STATE_ROLES = frozenset({"GOV", "MIL", "COP", "JUD", "LEG", "SPY"})
"""The roles of those who act for a state."""


def compose_code(country: str | None, role: str, given: str | None) -> str | None:
    """The code: the one that is given whole, else country and role; a role alone where there is no country.

    >>> compose_code("IRN", "GOV", None), compose_code(None, "", "IGOUNO"), compose_code(None, "", None)
    ('IRNGOV', 'IGOUNO', None)
    """
    if given is not None:
        return given
    return (country or "") + role or None


def current_office(name: str, day: str | None) -> Office | None:
    """The office that a known person holds on that day; None where none is known or all have ended."""
    held = [row for row in offices_of(name) if row.held_on(day)]
    return held[-1] if held else None


def latest_office(name: str, day: str | None) -> Office | None:
    """The last office that a known person had taken up by that day."""
    begun = [row for row in offices_of(name) if day is None or (row.start or "") <= day]
    return max(begun, key=lambda row: row.start or "", default=None)
