"""Overlapping layers over one text: cut it where any begins or ends, and say what lies over each run."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.records import Record, Segment, Span

__all__ = ["Run", "raw_runs", "runs_of"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words under the same layers: ``ids`` of the nouns over them, ``classes`` for their looks."""

    text: str
    start: int
    ids: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    title: str = ""
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Layer:
    span: Span
    id: str
    classes: tuple[str, ...]
    title: str


def runs_of(record: Record) -> tuple[Run, ...]:
    """The text as runs; joined they are the text, character for character."""
    layers = [layer for layer in _layers(record) if layer.span[0] < layer.span[1]]
    text = record.document.text
    cuts = sorted({0, len(text), *(edge for layer in layers for edge in layer.span)})
    opening: dict[int, list[_Layer]] = {}
    for layer in layers:
        opening.setdefault(layer.span[0], []).append(layer)
    runs: list[Run] = []
    over: list[_Layer] = []
    seen: set[str] = set()
    for start, end in itertools.pairwise(cuts):
        over = [layer for layer in over if layer.span[1] > start] + opening.get(start, [])
        runs.append(_run(text[start:end], start, over, seen))
        seen.update(layer.id for layer in over)
    return tuple(runs)


def _run(text: str, start: int, over: Sequence[_Layer], seen: set[str]) -> Run:
    ids = tuple(dict.fromkeys(layer.id for layer in over))
    return Run(
        text=text,
        start=start,
        ids=ids,
        classes=tuple(dict.fromkeys(name for layer in over for name in layer.classes)),
        title="; ".join(dict.fromkeys(layer.title for layer in over)),
        first=tuple(layer_id for layer_id in ids if layer_id not in seen),
    )


def _layers(record: Record) -> Iterable[_Layer]:
    names = {actor.id: actor.name for actor in record.actors}
    for actor in record.actors:
        label = f"{actor.name} ({actor.code or actor.kind})"
        yield from (_Layer(span, actor.id, ("actor",), label) for span in actor.mentions)
    for statement in record.statements:
        label = f"{names.get(statement.speaker or '', 'somebody')}: {statement.act}"
        yield from (_Layer(span, statement.id, ("statement",), label) for span in statement.content)
    for event in record.events:
        yield _Layer(event.anchor, event.id, ("event", event.status), f"{event.type}, {event.status}")
    for matter in record.ledger:
        yield _Layer(matter.content, matter.id, ("matter",), matter.kind)


def raw_runs(raw: str, segments: Sequence[Segment], span: Span | None) -> tuple[Run, ...]:
    """The raw file as runs: class "kept" for what became text, "sought" for one span of the text."""
    kept = sorted((segment.raw_start, segment.raw_end) for segment in segments)
    sought = [_in_raw(segment, span) for segment in segments if span and _overlaps(segment, span)]
    cuts = sorted({0, len(raw), *(edge for pair in (*kept, *sought) for edge in pair)})
    runs: list[Run] = []
    for start, end in itertools.pairwise(cuts):
        classes = ("kept",) if any(a <= start and end <= b for a, b in kept) else ()
        if any(a <= start and end <= b for a, b in sought):
            classes = (*classes, "sought")
        runs.append(Run(raw[start:end], start, classes=classes))
    return tuple(runs)


def _overlaps(segment: Segment, span: Span) -> bool:
    return segment.start < span[1] and span[0] < segment.end


def _in_raw(segment: Segment, span: Span) -> Span:
    """The part of a segment's raw stretch that a span of the text covers."""
    if segment.end - segment.start != segment.raw_end - segment.raw_start:
        return (segment.raw_start, segment.raw_end)
    shift = segment.raw_start - segment.start
    return (max(segment.start, span[0]) + shift, min(segment.end, span[1]) + shift)
