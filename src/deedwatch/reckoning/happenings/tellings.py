"""One report's event, ready to be compared with another's: parties, days, place, words."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from deedwatch.language.engine import lemma_of
from deedwatch.lexicon.places import look_up
from deedwatch.reckoning.happenings.days import first_day, last_day
from deedwatch.reckoning.happenings.mention_reading import find_word
from deedwatch.reckoning.happenings.nouns import Party, Telling
from deedwatch.reckoning.happenings.terms import load_function_words
from deedwatch.records import Event, day_of
from deedwatch.text.headline import headline_end
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from deedwatch.records import Actor, Place, Record

__all__ = ["Told", "Traces", "Weighed", "pack", "tell_events", "traces_of", "unpack", "unpack_near", "weigh"]

Traces: TypeAlias = "Mapping[tuple[str, int], Collection[str]]"
"""The parties, their countries and the places of tellings, by the type of event and the week."""

_SYMMETRICAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_UNDONE = frozenset({"planned", "proposed", "conditional"})
_SENTENCE_END = re.compile(r"(?<=[.!?][\"'”’)])\s+|(?<=[.!?])\s+(?=[\"'“‘(]?[A-Z])|\n+")
_PROPER = re.compile(r"\b[A-Z][\w’'-]+")
_MONTH = 31
_WEEKS = 9  # what may be of more is looked for by its first week alone
_SLACK = 1  # day: a report of the night before may give either


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


@dataclass(frozen=True, slots=True)
class Weighed:
    """How alike two tellings are, and why; ``score`` is 0 where something forbids that they are one."""

    score: float
    reason: str


_FORBIDDEN = Weighed(0.0, "")


def weigh(one: Told, two: Told, *, same_story: bool, same_text: bool, ruled: bool = False) -> Weighed:
    """Whether two reports tell of one event: type, parties, days, place and words.

    Figures never forbid; where one number stands with one day and one place, parties told by kind may be
    told in any words. ``same_story``: the reports are of one happening as a whole; ``same_text``: one
    copies the other; ``ruled``: a person has put them together. Of one report only what the headline
    tells and what the text tells can be one.
    """
    if one.event.type != two.event.type or one.is_done != two.is_done:
        return _FORBIDDEN
    own = one.report == two.report
    if own and (one.headline == two.headline or one.event.background or two.event.background):
        return _FORBIDDEN
    parts: list[tuple[float, str]] = []
    sides = _weigh_sides(one, two)
    days = _weigh_days(one, two, ruled=ruled)
    place = _weigh_place(one.event.place, two.event.place)
    if sides is None or days is None or place is None:
        return _FORBIDDEN
    parts += [*sides, *days, *place]
    common = one.words & two.words
    share = 2 * len(common) / max(1, len(one.words) + len(two.words))
    parts.append((0.35 * min(1.0, 2 * share), f"words {', '.join(sorted(common)[:4])}" if common else ""))
    parts += [(0.05, one.event.cameo)] if one.event.cameo == two.event.cameo else []
    if own:
        parts.append((0.3, "headline"))
    elif ruled:
        parts.append((0.3, "a person's word"))
    elif same_text or same_story:
        parts.append((0.2, "copied text") if same_text else (0.15, "reports of one happening"))
    return Weighed(
        round(sum(w for w, _ in parts), 4), "; ".join(reason for w, reason in parts if w and reason)
    )


def _weigh_sides(one: Told, two: Told) -> list[tuple[float, str]] | None:
    """Both sides compared; None where both reports name a side, and nobody on it can be the same."""
    pinned = one.report == two.report or _is_pinned(one, two)
    found: list[tuple[float, str]] = []
    for left, right, mine, theirs in zip(one.sides, two.sides, one.marks, two.marks, strict=True):
        if not left or not right:
            continue
        common = mine & theirs
        named = sorted(token for token in common if not token.startswith("="))
        shorter = None if common else _shorter_name(left, right)
        if common:
            reason = ", ".join(named) or ", ".join(token[1:] for token in sorted(common))
            found.append((0.15 if named else 0.1, reason))
        elif shorter:
            found.append((0.1, shorter))
        elif pinned and _may_be_kinds(left, right):
            found.append((0.1, f"{left[0].name} as {right[0].name}"))
        elif not _may_be_named(left, right):
            return None
    return found


def _is_pinned(one: Told, two: Told) -> bool:
    """Whether both tell one day, one town and, of the killed, injured or taken, one number."""
    first, second = one.event, two.event
    if not first.casualties or not second.casualties or not first.place or not second.place:
        return False
    (start, end), common = (
        one.days,
        {*_PROPER.findall(first.place.name)} & {*_PROPER.findall(second.place.name)},
    )
    if not one.dated or start is None or start != end or one.days != two.days or not common:
        return False
    pairs = zip(
        msgspec.structs.astuple(first.casualties), msgspec.structs.astuple(second.casualties), strict=True
    )
    return any(left is not None and left == right for left, right in pairs)


def _may_be_kinds(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
    """Whether both sides are told by kind alone ("nine soldiers", "Zambian troops"), of no two countries."""
    countries = {party.country for party in (*left, *right) if party.country}
    return len(countries) <= 1 and all(_is_kind(party.name) for party in (*left, *right))


def _shorter_name(left: tuple[Party, ...], right: tuple[Party, ...]) -> str | None:
    """A name of which the other side has a longer form: "the Front", "eleven teachers near the border"."""
    for one in left:
        for two in right:
            if one.country and two.country and one.country != two.country:
                continue
            few, many = sorted((_name_words(one.name), _name_words(two.name)), key=len)
            if few and few <= many:
                return min(one.name, two.name, key=len).lower()
    return None


@cache
def _name_words(name: str) -> frozenset[str]:
    return frozenset(name.lower().split()) - load_function_words()


def _may_be_named(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
    """Whether one side is told by kind alone ("armed men") and the other by a name that is no state's."""
    kinds = [all(_is_kind(party.name) for party in side) for side in (left, right)]
    if kinds[0] == kinds[1]:
        return False
    return not any(_is_state(party.name) for party in (right if kinds[0] else left))


@cache
def _is_kind(name: str) -> bool:
    """Whether a name is common words: "armed men", at the start of a sentence "Armed men" or "Rebels"."""
    first, *others = name.split()
    if others or first.islower():
        return not any(word[:1].isupper() for word in others)
    lemma = lemma_of(first.lower(), "NOUN")
    return lemma != first.lower() and bool(find_word(lemma).senses)


def _weigh_days(one: Told, two: Told, *, ruled: bool) -> list[tuple[float, str]] | None:
    """None where the days that the two may be of lie apart; against a person's word, those that are told."""
    if ruled and not (one.dated and two.dated):
        return [(0.0, "")]
    (start1, end1), (start2, end2) = one.days, two.days
    starts = [day for day in (start1, start2) if day is not None]
    ends = [day for day in (end1, end2) if day is not None]
    if starts and ends and max(starts) > min(ends) + (0 if one.dated and two.dated else _SLACK):
        return None
    if one.dated and two.dated and len(starts) == len(ends) == 2:
        narrow = max(end1 - start1, end2 - start2) if end1 and start1 and end2 and start2 else 99
        day = one.event.date.from_ if one.event.date else None
        weight = 0.2 if narrow <= _SLACK else 0.1 if narrow <= _MONTH else 0.0
        return [(weight, f"on {day}")]
    return [(0.0, "")]


def _weigh_place(one: Place | None, two: Place | None) -> list[tuple[float, str]] | None:
    """None where two places are named that cannot be one; a common noun ("the market") forbids nothing."""
    if one is None or two is None:
        return [(0.0, "")]
    first, second = _PROPER.findall(one.name), _PROPER.findall(two.name)
    if not first or not second:
        return [(0.05, f"in {one.name}")] if one.name == two.name else [(0.0, "")]
    if set(first) & set(second):
        return [(0.2, f"in {one.name}")]
    if one.country and two.country and one.country != two.country:
        return None
    if _is_state(one.name) or _is_state(two.name):
        return [(0.05, f"in {one.country}")] if one.country == two.country else [(0.0, "")]
    return None


@cache
def _is_state(name: str) -> bool:
    known = look_up(name)
    return known is not None and known.state is not None
