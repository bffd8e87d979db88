"""Happenings in time as Vega-Lite: one mark each where they are few, bars by month where they are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.book.happenings import Happening, Month

__all__ = ["MOST_POINTS", "bars", "points"]

MOST_POINTS = 300
_TIME = {"type": "temporal", "title": None}
_KIND = {"field": "type", "type": "nominal", "title": None}


def points(happenings: Iterable[Happening]) -> dict[str, Any]:
    """One mark a happening, a row for each type; a line where only a span of days is known.

    Those of one day and type stand beside each other. A mark's shape tells its status.
    """
    values: list[dict[str, Any]] = []
    beside: dict[tuple[str, str], int] = {}
    for happening in happenings:
        span = _span(happening)
        if span is None:
            continue
        place = beside.get((happening.type, span[0]), 0)
        beside[happening.type, span[0]] = place + 1
        values.append(
            {
                "day": span[0],
                "to": span[1],
                "type": happening.type,
                "status": happening.status,
                "title": happening.title,
                "place": happening.place.name if happening.place else None,
                "sources": happening.independent,
                "beside": place,
                "link": f"/happenings/{happening.id}",
            }
        )
    across = {"x": {"field": "day", **_TIME}, "y": {**_KIND, "axis": {"grid": True}}}
    across |= {"yOffset": {"field": "beside", "type": "ordinal"}, "color": {**_KIND, "legend": None}}
    told = [{"field": name} for name in ("title", "day", "to", "place", "status", "sources")]
    mark = {
        **across,
        "shape": {"field": "status", "type": "nominal", "title": "status"},
        "size": {"field": "sources", "type": "quantitative", "legend": None, "scale": {"range": [50, 160]}},
        "href": {"field": "link"},
        "tooltip": told,
    }
    spans = {"mark": {"type": "rule", "strokeWidth": 2}, "encoding": {**across, "x2": {"field": "to"}}}
    return {
        "data": {"values": values},
        "width": "container",
        "height": {"step": 9, "for": "offset"} if values else 40,
        "layer": [spans, {"mark": {"type": "point", "filled": True, "opacity": 0.85}, "encoding": mark}],
    }


def bars(months: Iterable[Month]) -> dict[str, Any]:
    """The number of happenings in each month, one bar parted by type."""
    values = [
        {"month": month.month, "type": month.type, "happenings": month.happenings}
        for month in months
        if month.month
    ]
    return {
        "data": {"values": values},
        "width": "container",
        "height": 220,
        "mark": "bar",
        "encoding": {
            "x": {"field": "month", "timeUnit": "yearmonth", **_TIME},
            "y": {"field": "happenings", "type": "quantitative", "title": "happenings a month"},
            "color": _KIND,
            "tooltip": [{"field": name} for name in ("month", "type", "happenings")],
        },
    }


def _span(happening: Happening) -> tuple[str, str | None] | None:
    """First and last day; the last is None where they are one."""
    told, date = happening.tellings[0].told, happening.date
    first = (date and (date.from_ or date.to)) or (told and told[:10])
    if not first:
        return None
    last = date and date.to
    return first, last if last and last != first else None
