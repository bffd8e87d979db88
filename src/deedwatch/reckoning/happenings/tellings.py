"""One report's event, ready to be compared with another's: parties, days, place, words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from deedwatch.reckoning.happenings.days import first_day, last_day
from deedwatch.reckoning.happenings.nouns import Party, Telling
from deedwatch.records import Event, day_of
from deedwatch.text.headline import headline_end
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from deedwatch.records import Actor, Place, Record

__all__ = ["Told", "Traces", "pack", "tell_events", "traces_of", "unpack", "unpack_near"]

Traces: TypeAlias = "Mapping[tuple[str, int], Collection[str]]"
"""The parties, their countries and the places of tellings, by the type of event and the week."""

_SYMMETRICAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_UNDONE = frozenset({"planned", "proposed", "conditional"})
_SENTENCE_END = re.compile(r"(?<=[.!?][\"'”’)])\s+|(?<=[.!?])\s+(?=[\"'“‘(]?[A-Z])|\n+")
_WEEKS = 9  # what may be of more is looked for by its first week alone


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """An event of a report with what tells it from others."""

    key: str
    report: str
    order: tuple[str, str, int]
    event: Event
    telling: Telling
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    sides: tuple[tuple[Party, ...], tuple[Party, ...]]
    """Source and target; all parties on both sides where the type has no direction."""
    marks: tuple[frozenset[str], frozenset[str]]
    """Names and countries of each side."""
    days: tuple[int | None, int | None]
    dated: bool
    words: frozenset[str]
    sentence: str
    headline: bool

    @property
    def is_done(self) -> bool:
        """Whether it is told as something that has happened, or is said to have."""
        return self.event.status not in _UNDONE

    @property
    def weeks(self) -> range:
        """The weeks that it is looked for in, with those before and after; none where no day is known.

        A range of days is in each of its weeks, 9 at most; a longer one in its first alone.
        """
        start, end = self.days
        known = [day // 7 for day in (start, end) if day is not None]
        if not known:
            return range(0)
        first, last = known[0], max(known)
        return range(first, last + 1 if self.dated and last - first < _WEEKS else first + 1)

    @property
    def traces(self) -> frozenset[str]:
        """What it is found by: its parties with their countries, and its place."""
        return self.marks[0] | self.marks[1] | _of_place(self.event.place)

    @property
    def found_in(self) -> range:
        """The weeks that it is found in: its own and the one after; two that are near have one in common."""
        weeks = self.weeks
        return range(weeks[0], weeks[-1] + 2) if weeks else weeks

    @property
    def shelf(self) -> int | None:
        """The one number that it is kept under: its week; of several weeks, minus the first."""
        weeks = self.weeks
        return None if not weeks else weeks[0] if len(weeks) == 1 else -weeks[0]

    def shelves(self) -> set[int]:
        """The numbers under which others are kept whose weeks are among its own or next to them."""
        weeks = self.weeks
        if not weeks:
            return set()
        near = range(weeks[0] - 1, weeks[-1] + 2)
        return {*near, *(-week for week in range(near[0] - _WEEKS + 1, near[-1] + 1))}


def _tokens(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(
        token for p in parties for token in (p.name.lower(), f"={p.country}" if p.country else "") if token
    )


def _of_place(place: Place | None) -> frozenset[str]:
    return frozenset() if place is None else frozenset((f"@{place.name.lower()}",))


def traces_of(told: Iterable[Told]) -> Traces:
    """The traces of all of these."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for telling in told:
        for week in telling.found_in:
            found[telling.event.type, week] |= telling.traces
    return dict(found)


class _Packed(msgspec.Struct, frozen=True, array_like=True):
    """What of a report an event is told with, besides itself."""

    event: Event
    number: int
    sentence: str
    outlet: str | None
    told: str | None
    according_to: str | None
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    headline: bool = False


_DECODER = msgspec.json.Decoder(_Packed)


def tell_events(key: str, record: Record) -> Iterator[Told]:
    """The events of a record, in order; ``key`` is the report's."""
    cast = {actor.id: actor for actor in record.actors}
    spoken = {statement.id: statement.speaker for statement in record.statements}
    document = record.document
    heading = headline_end(document.text)
    for number, event in enumerate(record.events):
        speaker = cast.get(spoken.get(event.according_to or "") or "")
        packed = _Packed(
            event=event,
            number=number,
            sentence=_sentence(document.text, event.anchor),
            outlet=document.outlet,
            told=day_of(document.published),
            according_to=None if speaker is None else speaker.name,
            sources=_parties(event.source, cast),
            targets=_parties(event.target, cast),
            headline=event.anchor[1] <= heading,
        )
        yield _told(key, packed)


def pack(told: Told) -> str:
    """A telling as text, to be kept; ``unpack`` gives the same telling back."""
    telling = told.telling
    packed = _Packed(
        event=told.event,
        number=told.order[2],
        sentence=told.sentence,
        outlet=telling.outlet,
        told=telling.told,
        according_to=telling.according_to,
        sources=told.sources,
        targets=told.targets,
        headline=told.headline,
    )
    return msgspec.json.encode(packed).decode()


def unpack(report: str, text: str) -> Told:
    """The telling of a report that was kept as text."""
    return _told(report, _DECODER.decode(text))


def unpack_near(report: str, text: str, shelf: int, traces: Traces) -> Told | None:
    """The same of one that was kept under this number; None where it has no trace in common with these."""
    packed = _DECODER.decode(text)
    kind, own = packed.event.type, _tokens(packed.sources + packed.targets) | _of_place(packed.event.place)
    weeks = range(shelf, shelf + 2) if shelf > 0 else range(-shelf, _WEEKS + 1 - shelf)
    shared = (traces.get((kind, week)) for week in weeks)
    return _told(report, packed) if any(some and not own.isdisjoint(some) for some in shared) else None


def _told(key: str, packed: _Packed) -> Told:
    event, told = packed.event, packed.told
    both = packed.sources + packed.targets
    sides = (both, both) if event.type in _SYMMETRICAL else (packed.sources, packed.targets)
    return Told(
        key=f"{key}.{event.id}",
        report=key,
        order=(told or "9999", key, packed.number),
        event=event,
        telling=Telling(
            report=key,
            event=event.id,
            anchor=event.anchor,
            status=event.status,
            outlet=packed.outlet,
            told=told,
            according_to=packed.according_to,
            date=event.date,
            place=event.place,
            casualties=event.casualties,
        ),
        sources=packed.sources,
        targets=packed.targets,
        sides=sides,
        marks=(_tokens(sides[0]), _tokens(sides[1])),
        days=_days(event, told),
        dated=event.date is not None and bool(event.date.from_ or event.date.to),
        words=words(packed.sentence),
        sentence=packed.sentence,
        headline=packed.headline,
    )


def _parties(ids: tuple[str, ...], cast: dict[str, Actor]) -> tuple[Party, ...]:
    found = [cast[key] for key in ids if key in cast]
    return tuple(Party(name=actor.name, country=actor.country) for actor in found)


def _sentence(text: str, anchor: tuple[int, int]) -> str:
    begin = max((m.end() for m in _SENTENCE_END.finditer(text, 0, anchor[0] + 1)), default=0)
    after = _SENTENCE_END.search(text, anchor[1])
    return " ".join(text[begin : after.start() if after else len(text)].split())


def _days(event: Event, told: str | None) -> tuple[int | None, int | None]:
    """First and last day that the event may be of; around the day of the report where none is told."""
    date = event.date
    if date is not None and (date.from_ or date.to):
        return first_day(date.from_), last_day(date.to)
    day = first_day(told)
    if day is None or event.background:
        return None, day
    return (day - 3, day + 1) if event.status not in _UNDONE else (None, None)
