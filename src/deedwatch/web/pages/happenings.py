"""Happenings: the list, the map, and one with its sources and figures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch.errors import InputError
from deedwatch.records import PLOVER_TYPES
from deedwatch.web.shown import Shown

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.web.shown import Asked

__all__ = ["FILTERS", "show_all", "show_map", "show_one"]

FILTERS = ("type", "country", "place", "since", "until")
_MOST_ON_MAP = 500


def show_all(book: Book, asked: Asked) -> Shown:
    """The list by day, with a timeline above it."""
    limit, offset = asked.window()
    found = book.happenings(**asked.filled(*FILTERS), limit=limit, offset=offset)
    rows = [msgspec.to_builtins(happening) for happening in found]
    view = {"types": PLOVER_TYPES, "found": tuple(found)}
    return Shown("happenings.html", {"rows": rows, "limit": limit, "offset": offset}, view)


def show_map(book: Book, asked: Asked) -> Shown:
    """Points for the map: only happenings whose place has coordinates, at the precision of the text."""
    found = book.happenings(**asked.filled(*FILTERS), limit=_MOST_ON_MAP)
    points: list[dict[str, Any]] = []
    unplaced = 0
    for happening in found:
        spot = book.spot(happening.place)
        if spot is None:
            unplaced += 1
            continue
        points.append(
            {
                "id": happening.id,
                "title": happening.title,
                "type": happening.type,
                "status": happening.status,
                "day": happening.date and (happening.date.from_ or happening.date.to),
                "place": happening.place and happening.place.name,
                "precision": spot.precision,
                "latitude": spot.latitude,
                "longitude": spot.longitude,
            }
        )
    return Shown("map.html", {"points": points, "unplaced": unplaced})


def show_one(book: Book, asked: Asked) -> Shown:
    """One happening: each telling, its figures with who says which, copies folded under their originals."""
    key = asked.path["key"]
    happening = next(iter(book.happenings(key=key)), None)
    if happening is None:
        raise InputError(key, "is not in this book", remedy="take a happening from the list")
    copies = {telling.report for telling in happening.tellings if telling.copied_from}
    names = {key: name for name, key in book.report_keys().items()}
    view = {"happening": happening, "names": names, "copies": copies}
    return Shown("happening.html", {"happening": msgspec.to_builtins(happening)}, view)
