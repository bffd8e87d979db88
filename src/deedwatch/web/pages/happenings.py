"""Happenings: the list, the map, and one with its sources and figures side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import msgspec

from deedwatch.book.happenings import likely_same, rule, rulings_of, withdraw_ruling
from deedwatch.errors import InputError
from deedwatch.records import PLOVER_TYPES, ruled_on
from deedwatch.web.shown import Moved, Shown
from deedwatch.web.timeline import MOST_POINTS, bars, points

if TYPE_CHECKING:
    from deedwatch.book import Book
    from deedwatch.book.happenings import Happening, Telling
    from deedwatch.records import Review
    from deedwatch.web.shown import Asked

__all__ = ["FIELDS", "FILTERS", "decide", "show_all", "show_chart", "show_map", "show_one"]

FIELDS = ("decision", "event", "other", "alike", "ruling", "reviewer", "note")
FILTERS = ("type", "country", "place", "since", "until")
_MOST_ON_MAP = 500


def show_all(book: Book, asked: Asked) -> Shown:
    """The list by day."""
    limit, offset = asked.window()
    found = book.happenings(**asked.filled(*FILTERS), limit=limit, offset=offset)
    rows = [msgspec.to_builtins(happening) for happening in found]
    view = {"types": PLOVER_TYPES, "found": tuple(found), "asked": urlencode(asked.filled(*FILTERS))}
    return Shown("happenings.html", {"rows": rows, "limit": limit, "offset": offset}, view)


def show_chart(book: Book, asked: Asked) -> Shown:
    """When it happened, as a Vega-Lite specification: a mark each, or bars by month where they are many."""
    where = asked.filled(*FILTERS)
    months = book.happenings_by_month(**where)
    dated = sum(month.happenings for month in months if month.month)
    undated = sum(month.happenings for month in months if not month.month)
    spec = bars(months) if dated > MOST_POINTS else points(book.happenings(**where, limit=MOST_POINTS))
    view = {"months": months, "undated": undated, "asked": urlencode(where)}
    return Shown("timeline.html", spec, view)


def show_map(book: Book, asked: Asked) -> Shown:
    """Points for the map: only happenings whose place has coordinates, at the precision of the text."""
    found = book.happenings(**asked.filled(*FILTERS), limit=_MOST_ON_MAP)
    placed: list[dict[str, Any]] = []
    unplaced = 0
    for happening in found:
        spot = book.spot(happening.place)
        if spot is None:
            unplaced += 1
            continue
        placed.append(
            {
                "id": happening.id,
                "title": happening.title,
                "type": happening.type,
                "status": happening.status,
                "day": happening.date and happening.date.day,
                "place": happening.place and happening.place.name,
                "precision": spot.precision,
                "latitude": spot.latitude,
                "longitude": spot.longitude,
            }
        )
    return Shown("map.html", {"points": placed, "unplaced": unplaced})


def show_one(book: Book, asked: Asked) -> Shown:
    """One happening: each telling, its figures with who says which, copies folded under their originals."""
    happening = _happening(book, asked.path["key"])
    copies = {telling.report for telling in happening.tellings if telling.copied_from}
    held = _rulings_on(book, happening)
    ruled = {side.partition(":")[0] for review in held for side in ruled_on(review)}
    told = {telling.report for telling in happening.tellings}
    sources = {telling.copied_from for telling in happening.tellings if telling.copied_from}
    names = book.report_ids(told | sources | ruled)
    rulings = [msgspec.to_builtins(review) | {"on": ruled_on(review)} for review in held]
    alike = likely_same(book, happening)
    view = {"happening": happening, "names": names, "copies": copies, "alike": alike}
    return Shown("happening.html", {"happening": msgspec.to_builtins(happening), "rulings": rulings}, view)


def decide(book: Book, asked: Asked) -> Moved:
    """Take a ruling or its withdrawal and go back to the happening.

    "split" rules one telling apart from every other telling; "merge" rules all tellings of the happening
    and of another, given by its key, to be one. Each is one signed row. Raises ``InputError`` for
    anything else.
    """
    form, key = asked.form, asked.path["key"]
    happening = _happening(book, key)
    reviewer, note = form.get("reviewer", ""), form.get("note", "").strip() or None
    decision = form.get("decision", "")
    if decision == "split":
        _split(book, happening, form.get("event", ""), reviewer, note)
    elif decision == "merge":
        given = form.get("alike", "").strip() or form.get("other", "").strip()
        other = _happening(book, given.rpartition("/")[2])
        if other.id == happening.id:
            raise InputError("other", "is this happening itself", remedy="give another happening's key")
        events = [_key(telling) for each in (happening, other) for telling in each.tellings]
        rule(book, *events, decision="together", reviewer=reviewer, note=note)
    elif decision == "withdraw":
        withdraw_ruling(book, form.get("ruling", ""), reviewer=reviewer)
    else:
        raise InputError("decision", f"is {decision!r}", remedy="give split, merge or withdraw")
    return Moved(f"/happenings/{_key(happening.tellings[0])}")


def _split(book: Book, happening: Happening, event: str, reviewer: str, note: str | None) -> None:
    events = [_key(telling) for telling in happening.tellings]
    if event not in events or len(events) == 1:
        raise InputError("event", "is not one of several tellings", remedy="load the page again")
    others = [other for other in events if other != event]
    rule(book, event, *others, decision="apart", reviewer=reviewer, note=note)


def _key(telling: Telling) -> str:
    return f"{telling.report}.{telling.event}"


def _rulings_on(book: Book, happening: Happening) -> list[Review]:
    """The rulings that hold on the reports of a happening."""
    reports = {telling.report for telling in happening.tellings}
    return [
        review
        for review in rulings_of(book)
        if {side.partition(":")[0] for side in ruled_on(review)} & reports
    ]


def _happening(book: Book, key: str) -> Happening:
    found: Happening | None = next(iter(book.happenings(key=key)), None)
    if found is None:
        raise InputError(key, "is not in this book", remedy="take a happening from the list")
    return found
