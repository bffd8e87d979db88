"""A verdict as text: every number that led to it, and what else it may be."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from deedwatch.lexicon.countries import country_rows
from deedwatch.reckoning.verdicts.question import READ, monday

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deedwatch.reckoning.verdicts.verdict import Estimate, Verdict

__all__ = ["chart_lines", "trace"]

WIDTH = 100
BARS = " ▁▂▃▄▅▆▇█"
EXPOSURE_WORDS = {
    "all": "all events of the data set",
    "actor": "all events of the data set with the actor in them",
    "toward": "all events of the data set with the other side in them",
    "region": "all events of the data set with a side in their part of the world",
}
READ_EXPOSURE = "all reports of the book that were published"
_SHOWN = 12


def trace(verdict: Verdict) -> str:
    """The verdict, the series, the test, the rivals, what else happened, and the evidence."""
    parts = [
        [verdict.title, f"  {verdict.label.upper()}", *_wrap(verdict.words)],
        chart_lines(verdict),
        list(_test(verdict)),
        list(_rivals(verdict)),
        list(_others(verdict)),
        list(_record(verdict)),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part)


def chart_lines(verdict: Verdict) -> list[str]:
    """The weekly series as two lines of bars (events, volume) with the date between before and after."""
    if not verdict.counts:
        return []
    before = verdict.question.before
    events = _bars(verdict.counts)
    volume = _bars(verdict.exposure)
    start, end = monday(verdict.weeks[0]), monday(verdict.weeks[-1] + 1)
    since = verdict.question.since
    ruler = f"{start}{' ' * max(before - 10, 1)}^ {since}"
    return [
        f"  events a week, most {max(verdict.counts):g}; up to {end}",
        f"  {events[:before]}|{events[before:]}",
        f"  {volume[:before]}|{volume[before:]}  reporting",
        f"  {ruler}",
    ]


def _bars(values: Sequence[float]) -> str:
    most = max(values, default=0.0)
    if most <= 0:
        return " " * len(values)
    return "".join(BARS[0 if value <= 0 else max(1, round(8 * value / most))] for value in values)


def _test(verdict: Verdict) -> Iterator[str]:
    found, asked = verdict.estimate, verdict.question
    yield "How it was tested"
    yield f"  weeks           {asked.weeks_told}"
    yield f"  data            {'the happenings of this book' if asked.data == READ else asked.data}"
    states = {row.iso for row in country_rows()}
    for party in dict.fromkeys((asked.actor, asked.toward)):
        if party not in states:
            yield f"  by name         {party} is no country's code: all whose name has {party!r} in it"
    exposure = READ_EXPOSURE if asked.data == READ else EXPOSURE_WORDS[asked.exposure]
    yield f"  exposure        {exposure} in each week"
    if found is None or not found.came:
        return
    low, high = _ratio(found.low), _ratio(found.high)
    yield f"  ratio           {_ratio(found.ratio)}, 95 % interval {low} to {high}"
    came = f"{found.events_before:g} before, {found.events_after:g} after"
    yield f"  events          {came}; {found.expected:.1f} expected"
    yield f"  placebo rank    p {found.p:.3f} among about {found.placebos} quiet windows like this one"
    yield f"  placebos        {verdict.panel}, {verdict.dyads} pairs"
    rise = (
        "a rise of a size not told"
        if found.detectable_up is None
        else f"a rise to {_ratio(found.detectable_up)}"
    )
    yield f"  could be seen   {rise}, {_fall(found.detectable_down)}"


def _fall(ratio: float | None) -> str:
    return "no fall, not even to nothing" if ratio is None else f"a fall to {_ratio(ratio)}"


def _rivals(verdict: Verdict) -> Iterator[str]:
    if not verdict.rivals:
        return
    yield "Rival readings, listed before looking"
    width = max(len(rival.name) for rival in verdict.rivals)
    for rival in verdict.rivals:
        yield f"  {rival.name:{width}s} {_line(rival.estimate)}"


def _line(found: Estimate | None) -> str:
    if found is None:
        return "the data do not reach"
    if not found.came:
        return "no such event in these weeks"
    ratio, low, high = (_ratio(value) for value in (found.ratio, found.low, found.high))
    came = f"{found.events_before:g} and {found.events_after:g} events"
    return f"{ratio:>8s} ({low} to {high}), p {found.p:.3f}, {came}"


def _others(verdict: Verdict) -> Iterator[str]:
    if verdict.sources:
        yield f"By {verdict.shares_of} (before, after)"
        for share in verdict.sources:
            yield f"  {share.name[:48]:48s} {share.before:6g} {share.after:6g}"
    if verdict.confounders:
        yield "What else happened between them in these weeks: any of it may be the cause"
        for other in verdict.confounders[:_SHOWN]:
            title = textwrap.shorten(other.title, 78, placeholder=" …")
            yield f"  {other.day} {other.type}: {title} [{other.happening}]"
        if len(verdict.confounders) > _SHOWN:
            yield f"  and {len(verdict.confounders) - _SHOWN} more"


def _record(verdict: Verdict) -> Iterator[str]:
    yield "On record"
    yield f"  key {verdict.key}, registered {verdict.registered}, judged {verdict.judged}"
    yield f"  deedwatch {verdict.version}, data {verdict.digest or 'none'}"
    if verdict.evidence:
        shown = ", ".join(verdict.evidence[:_SHOWN])
        more = " and so on" if len(verdict.evidence) > _SHOWN else ""
        yield from _wrap(f"{verdict.evidence_told}: {shown}{more}")


def _ratio(value: float | None) -> str:
    if value is None:
        return "no bound"
    return f"×{value:.2f}" if value < 10 else f"×{value:.0f}"


def _wrap(words: str) -> list[str]:
    return textwrap.wrap(words, WIDTH, initial_indent="  ", subsequent_indent="  ")
