"""Happenings from records: events of many reports that are one thing in the world, and who tells it how."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from deedwatch.reckoning.happenings.clusters import average_link, components
from deedwatch.reckoning.happenings.figures import gather_figures
from deedwatch.reckoning.happenings.merging import Merging
from deedwatch.reckoning.happenings.nouns import Copy, Happening
from deedwatch.reckoning.happenings.passages import differences
from deedwatch.reckoning.happenings.tellings import tell_events, weigh
from deedwatch.records import DateRange

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.reckoning.happenings.nouns import Party, Ruling, Telling
    from deedwatch.reckoning.happenings.tellings import Told, Weighed
    from deedwatch.records import Document, Place, Record

__all__ = ["gather"]

_JOINED = 0.5
_WEEK = 7
_DATELINE = re.compile(r"^[A-Z]{3}[^\n]{0,70}? (?:-|–|—) (?=[A-Z“\"])")
_NEWS = 3  # the first events of a report are its news
_TITLE = 160
_STATUS = ("reported", "ended", "alleged", "denied", "planned", "proposed", "conditional")


def gather(records: Iterable[tuple[str, Record]], *, rulings: Iterable[Ruling] = ()) -> tuple[Happening, ...]:
    """What happened, each once, by day: events of records merged by type, parties, days, place and words.

    ``records`` come with their reports' keys. Rulings name events as ``KEY.e3``, or reports by key.
    Two events of one report are never one. What is only planned is not merged with what was done; a
    denial stands with what it denies. Every event is in exactly one happening.
    """
    held = list(records)
    stories = _Stories(held, tuple(rulings))
    told = [telling for key, record in held for telling in tell_events(key, record)]
    told.sort(key=lambda telling: telling.order)
    groups: dict[int, list[Told]] = defaultdict(list)
    joins: dict[str, Weighed] = {}
    for telling, label in zip(told, _label(told, stories, joins), strict=True):
        groups[label].append(telling)
    happenings = [_happening(members, stories, joins) for members in groups.values()]
    return tuple(sorted(happenings, key=_day_and_id))


def _day_and_id(happening: Happening) -> tuple[str, str]:
    day = happening.date and (happening.date.from_ or happening.date.to)
    return (day or happening.tellings[0].told or "9999", happening.id)


class _Stories:
    """What the reports are to each other: copies, and reports of one happening."""

    def __init__(self, held: Sequence[tuple[str, Record]], rulings: tuple[Ruling, ...]) -> None:
        self.rulings = rulings
        self.documents: dict[str, Document] = {key: record.document for key, record in held}
        merging = Merging(rulings=rulings)
        merging.add(msgspec.structs.replace(record.document, id=key) for key, record in held)
        merging.consolidate()
        self.text: dict[str, str] = {}
        self.story: dict[str, str] = {}
        for group in merging.groups():
            self.text[group.id], self.story[group.id] = group.copy_group, group.happening
        self.copied: dict[str, tuple[str, float]] = {}
        for join in merging.joins():
            if join.kind in {"copy", "same text"}:
                self._note_copy(join.report, join.with_, join.score)

    def _note_copy(self, one: str, two: str, score: float) -> None:
        """The later of two copies is copied from the earlier; the fullest source is kept."""
        first, second = sorted((one, two), key=lambda key: (self.documents[key].published or "9999", key))
        if score > self.copied.get(second, ("", 0.0))[1]:
            self.copied[second] = (first, score)


def _label(told: list[Told], stories: _Stories, joins: dict[str, Weighed]) -> list[int]:
    number = {telling.key: place for place, telling in enumerate(told)}
    together = _ruled(stories.rulings, "together", number)
    apart = _ruled(stories.rulings, "apart", number)
    weighed: dict[tuple[int, int], Weighed] = {}
    for one, two in sorted(_candidates(told, stories)):
        left, right = told[one], told[two]
        found = weigh(
            left,
            right,
            same_story=stories.story[left.report] == stories.story[right.report],
            same_text=stories.text[left.report] == stories.text[right.report],
        )
        if found.score >= _JOINED:
            weighed[one, two] = found
    label = _cluster(told, weighed, together, apart)
    for (one, two), found in sorted(weighed.items(), key=lambda item: (-item[1].score, item[0])):
        if label[one] == label[two]:
            joins.setdefault(told[one].key, found)
            joins.setdefault(told[two].key, found)
    return label


def _ruled(rulings: Iterable[Ruling], decision: str, number: dict[str, int]) -> list[tuple[int, int]]:
    return [
        (number[ruling.one], number[ruling.two])
        for ruling in rulings
        if ruling.decision == decision and ruling.one in number and ruling.two in number
    ]


def _candidates(told: list[Told], stories: _Stories) -> set[tuple[int, int]]:
    """Pairs of one type that are of one story, or have a party or place and a week in common."""
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, telling in enumerate(told):
        kind = telling.event.type
        buckets[kind, "story", stories.story[telling.report]].append(number)
        start, end = telling.days
        day = start if start is not None else end
        if day is None:
            continue
        marks = {token for side in telling.parties() for token in side}
        marks |= {f"@{telling.event.place.name.lower()}"} if telling.event.place else set()
        for mark in marks:
            for week in (day // _WEEK, day // _WEEK + 1):
                buckets[kind, mark, str(week)].append(number)
    return {
        (one, two) if one < two else (two, one)
        for members in buckets.values()
        for one, two in combinations(members, 2)
        if told[one].report != told[two].report
    }


def _cluster(
    told: list[Told],
    weighed: dict[tuple[int, int], Weighed],
    together: list[tuple[int, int]],
    apart: list[tuple[int, int]],
) -> list[int]:
    parts: dict[int, list[int]] = defaultdict(list)
    for number, part in enumerate(components(len(told), [*weighed, *together])):
        parts[part].append(number)
    label = list(range(len(told)))
    for members in parts.values():
        if len(members) == 1:
            continue
        place = {member: row for row, member in enumerate(members)}
        matrix = np.zeros((len(members), len(members)), dtype=np.float32)
        for one, two in combinations(members, 2):
            score = weighed[one, two].score if (one, two) in weighed else 0.0
            matrix[place[one], place[two]] = matrix[place[two], place[one]] = score
        never = [(o, t) for o, t in combinations(members, 2) if told[o].report == told[t].report]
        found = average_link(
            matrix,
            0.6 * _JOINED,
            together=[(place[o], place[t]) for o, t in together if o in place],
            apart=[(place[o], place[t]) for o, t in [*apart, *never] if o in place and t in place],
        )
        for member, row in zip(members, found, strict=True):
            label[member] = members[row]
    return label


def _happening(members: list[Told], stories: _Stories, joins: dict[str, Weighed]) -> Happening:
    first = members[0]
    reports = list(dict.fromkeys(telling.report for telling in members))
    tellings = tuple(_telling(telling, stories, joins) for telling in members)
    status = min((telling.event.status for telling in members), key=_STATUS.index)
    return Happening(
        id="h" + hashlib.sha256(first.key.encode()).hexdigest()[:15],
        type=first.event.type,
        sources=_parties(telling.sources for telling in members),
        targets=_parties(telling.targets for telling in members),
        date=_date(members),
        place=_place(members),
        status=status,
        title=_title(members),
        tellings=tellings,
        figures=gather_figures(tellings, stories.text),
        reports=len(reports),
        independent=len({stories.text[report] for report in reports}),
        copies=tuple(_copy(report, stories) for report in reports if report in stories.copied),
    )


def _title(members: list[Told]) -> str:
    """The sentence that tells it, from the report that makes most of it: its news, told first."""
    best = min(
        members,
        key=lambda t: (
            _STATUS.index(t.event.status),
            t.event.background,
            t.order[2] > _NEWS,
            t.order,
        ),
    )
    title = _DATELINE.sub("", best.sentence)
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _telling(told: Told, stories: _Stories, joins: dict[str, Weighed]) -> Telling:
    weighed = joins.get(told.key)
    source = stories.copied.get(told.report)
    return msgspec.structs.replace(
        told.telling,
        copied_from=source and source[0],
        score=weighed.score if weighed else 1.0,
        reason=weighed.reason if weighed else "",
    )


def _parties(sides: Iterable[tuple[Party, ...]]) -> tuple[Party, ...]:
    """The parties, those that most reports name first; a name counts once, with its country if known."""
    counts: Counter[str] = Counter()
    known: dict[str, Party] = {}
    for side in sides:
        for party in dict.fromkeys(side):
            counts[party.name] += 1
            if party.name not in known or known[party.name].country is None:
                known[party.name] = party
    return tuple(known[name] for name, _ in counts.most_common())


def _date(members: list[Told]) -> DateRange | None:
    """The narrowest days that a telling gives; the commonest of these, the first told where several are."""
    dates = [telling.event.date for telling in members if telling.event.date and telling.dated]
    if not dates:
        return None
    counts = Counter((date.from_, date.to) for date in dates)
    exact = [pair for pair in counts if pair[0] and pair[0] == pair[1]]
    start, end = max(exact or list(counts), key=lambda pair: counts[pair])
    return DateRange(from_=start, to=end)


def _place(members: list[Told]) -> Place | None:
    """The place most often named, the longest name where several are."""
    places = [telling.event.place for telling in members if telling.event.place]
    if not places:
        return None
    counts = Counter((place.name, place.country) for place in places)
    name, _ = max(counts, key=lambda pair: (counts[pair], pair[1] is not None, len(pair[0]), pair[0]))
    found = next(place for place in places if place.name == name)
    return msgspec.structs.replace(found, span=None)


def _copy(report: str, stories: _Stories) -> Copy:
    source, score = stories.copied[report]
    left_out, put_in = differences(stories.documents[source].text, stories.documents[report].text)
    return Copy(report=report, copied_from=source, score=round(score, 4), left_out=left_out, put_in=put_in)
