"""Place names in a parsed text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import Document, Span

__all__ = ["PlaceMention", "find_places"]


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words that name a place; country is ISO 3166-1 alpha-3, coordinates degrees or None."""

    span: Span
    head: int
    name: str
    country: str | None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def find_places(parse: Parse, cast: Cast, document: Document) -> tuple[PlaceMention, ...]:  # noqa: ARG001
    """All place names, in order of place."""
    return ()
