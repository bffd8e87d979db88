"""What a page function gives back: the template's name and plain data, the same for HTML and JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from deedwatch.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Asked", "Moved", "Shown"]

_PAGE_SIZE = 50
_LARGEST_PAGE = 500
_LONGEST_VALUE = 300


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: ``data`` is plain values; ``view`` is what only the HTML needs."""

    template: str
    data: dict[str, Any]
    view: dict[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Moved:
    """The answer to a form that was taken: go and look there."""

    address: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the parts of its path, its query and, for a form, its fields."""

    path: Mapping[str, str]
    query: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str | None:
        """A value of the query, without blanks; None where it is absent or empty.

        Raises ``InputError`` where it is too long or holds a control character.
        """
        text = self.query.get(name, "").strip()
        if len(text) > _LONGEST_VALUE or any(ord(mark) < 32 for mark in text):
            raise InputError(name, "is too long or holds control characters", remedy="give a shorter value")
        return text or None

    def number(self, name: str, *, default: int, least: int, most: int) -> int:
        """A whole number of the query.

        Raises ``InputError`` where it is no number between least and most.
        """
        text = self.value(name)
        if text is None:
            return default
        if not text.isascii() or not text.isdigit() or not least <= int(text[:12]) <= most:
            raise InputError(name, f"is {text!r}", remedy=f"give a whole number from {least} to {most}")
        return int(text)

    def window(self) -> tuple[int, int]:
        """Limit and offset of a listing."""
        limit = self.number("limit", default=_PAGE_SIZE, least=1, most=_LARGEST_PAGE)
        return limit, self.number("offset", default=0, least=0, most=10**9)

    def filled(self, *names: str) -> dict[str, str]:
        """The values given for these names, those alone that are there."""
        return {name: value for name in names if (value := self.value(name)) is not None}
