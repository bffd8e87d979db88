"""A verdict as a picture: the series, its reporting, the date, and what quiet weeks would have been."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

from deedwatch.errors import MissingExtra
from deedwatch.reckoning.verdicts.question import monday

if TYPE_CHECKING:
    from deedwatch.reckoning.verdicts.verdict import Verdict

__all__ = ["chart_spec", "draw", "notebook"]

_WIDTH, _HEIGHT, _LOW = 640, 200, 60
_SERIES, _AFTER, _BAND = "#4c5f7a", "#b5532d", "#d9c9a3"


def draw(verdict: Verdict) -> tuple[str, bytes]:
    """The picture as SVG and PNG, made offline. Raises ``MissingExtra`` without the extra ``brief``."""
    try:
        import vl_convert
    except ModuleNotFoundError as error:
        raise MissingExtra("a picture of a verdict", "brief") from error
    spec = _chart(verdict).to_dict()
    return vl_convert.vegalite_to_svg(spec), vl_convert.vegalite_to_png(spec, scale=2)


def chart_spec(verdict: Verdict) -> dict[str, Any]:
    """The picture as a Vega-Lite specification, for a page that draws it. Raises ``MissingExtra``."""
    spec: dict[str, Any] = _chart(verdict).to_dict()
    return spec


def notebook(verdict: Verdict) -> str:
    """The verdict for a notebook: words, and the picture where it can be made."""
    words = f"<p><strong>{html.escape(verdict.title)}</strong></p><p>{html.escape(verdict.words)}</p>"
    if not verdict.counts:
        return words
    try:
        return words + draw(verdict)[0]
    except MissingExtra:
        return f"{words}<pre>{html.escape(verdict.trace())}</pre>"


def _chart(verdict: Verdict) -> Any:
    try:
        import altair as alt
    except ModuleNotFoundError as error:
        raise MissingExtra("a picture of a verdict", "brief") from error
    before = verdict.question.before
    rows = [
        {
            "week": monday(verdict.weeks[place]),
            "events": count,
            "volume": verdict.exposure[place] if place < len(verdict.exposure) else 0.0,
            "part": "after" if place >= before else "before",
        }
        for place, count in enumerate(verdict.counts)
    ]
    data = alt.InlineData(values=rows)
    week = alt.X("week:T", title=None)
    colour = alt.Color(
        "part:N", legend=None, scale=alt.Scale(domain=["before", "after"], range=[_SERIES, _AFTER])
    )
    bars = alt.Chart(data).mark_bar(width=5).encode(
        x=week, y=alt.Y("events:Q", title="events a week"), color=colour
    )  # fmt: skip
    layers = [*_band(verdict, alt), bars, _date(verdict, alt)]
    upper = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, title=verdict.title)
    lower = alt.Chart(data).mark_area(color=_BAND, line={"color": _SERIES}).encode(
        x=week, y=alt.Y("volume:Q", title="reporting")
    ).properties(width=_WIDTH, height=_LOW)  # fmt: skip
    return alt.vconcat(upper, lower)


def _date(verdict: Verdict, alt: Any) -> Any:
    data = alt.InlineData(values=[{"week": verdict.question.since}])
    return alt.Chart(data).mark_rule(color=_AFTER, strokeDash=[4, 3]).encode(x="week:T")


def _band(verdict: Verdict, alt: Any) -> list[Any]:
    """The weekly rates after the date that the placebos would call no change."""
    if verdict.band is None:
        return []
    first, end = verdict.weeks[verdict.question.before], verdict.weeks[-1] + 1
    low, high = verdict.band
    row = {
        "week": monday(first), "end": monday(end), "low": low, "high": high,
    }  # fmt: skip
    band = alt.Chart(alt.InlineData(values=[row])).mark_rect(color=_BAND, opacity=0.6)
    return [band.encode(x="week:T", x2="end:T", y="low:Q", y2="high:Q")]
