"""Happenings in time as Vega-Lite: one mark each where they are few, bars by month where they are many."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.book.happenings import Happening, Month

__all__ = ["MOST_POINTS", "bars", "points"]

MOST_POINTS = 300
_TIME = {"type": "temporal", "title": None}
_SHAPES = {
    "reported": "circle",
    "alleged": "square",
    "denied": "cross",
    "planned": "diamond",
    "proposed": "triangle-up",
    "conditional": "triangle-down",
    "ended": "triangle-right",
}
_MARK = {
    "shape": {
        "field": "status",
        "type": "nominal",
        "title": None,
        "scale": {"domain": list(_SHAPES), "range": list(_SHAPES.values())},
        "legend": {"orient": "bottom"},
    },
    "size": {"field": "sources", "type": "quantitative", "legend": None, "scale": {"range": [50, 160]}},
    "href": {"field": "link"},
    "tooltip": [{"field": name} for name in ("title", "day", "to", "place", "status", "sources")],
    "description": {"field": "title"},
}
_KIND = {"field": "type", "type": "nominal", "title": None}


def points(happenings: Iterable[Happening]) -> dict[str, Any]:
    """One mark a happening, a row for each type; a line where only a span of days is known.

    Those of one day and type stand beside each other. A mark's shape tells its status.
    """
    values = _values(happenings)
    lowest = max([4, *(value["beside"] for value in values)])
    across = {
        "x": {**_TIME, "field": "day", "axis": {"orient": "top"}, "title": _title(values)},
        "y": {**_KIND, "axis": {"grid": True, "tickBand": "extent"}},
        "yOffset": {"field": "beside", "type": "quantitative", "scale": {"domain": [-1, lowest]}},
        "color": {**_KIND, "legend": None},
    }
    spans = {
        "mark": {"type": "rule", "strokeWidth": 2, "opacity": 0.35},
        "encoding": {**across, "x2": {"field": "to"}},
    }
    marks = {"mark": {"type": "point", "filled": True, "opacity": 0.85}, "encoding": {**across, **_MARK}}
    return {
        "data": {"values": values},
        "width": "container",
        "height": {"step": 26},
        "layer": [spans, marks],
    }


def _values(happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    values: list[dict[str, Any]] = []
    beside: Counter[tuple[str, str]] = Counter()
    for happening in happenings:
        span = _span(happening)
        if span is None:
            continue
        values.append(
            {
                "day": span[0],
                "to": span[1],
                "type": happening.type,
                "status": happening.status,
                "title": happening.title,
                "place": happening.place.name if happening.place else None,
                "sources": happening.independent,
                "beside": beside[happening.type, span[0]],
                "link": f"/happenings/{happening.id}",
            }
        )
        beside[happening.type, span[0]] += 1
    return values


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


def _title(values: list[dict[str, Any]]) -> str | None:
    days = sorted(value["day"] for value in values)
    return f"{days[0]} to {days[-1]}" if days else None


def _span(happening: Happening) -> tuple[str, str | None] | None:
    """First and last day; the last is None where they are one."""
    told, date = happening.tellings[0].told, happening.date
    first = (date and date.day) or (told and told[:10])
    if not first:
        return None
    last = date and date.to
    return first, last if last and last != first else None
