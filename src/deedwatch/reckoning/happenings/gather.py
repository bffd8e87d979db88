"""Happenings from records: events of many reports that are one thing in the world, and who tells it how.

``gather`` does it at once. A book does the same step by step: ``find_pairs`` for the events that came,
``group`` for the tellings that hang together, ``make_happening`` for each group.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter, defaultdict
from itertools import combinations, product
from typing import TYPE_CHECKING, TypeAlias

import msgspec
import numpy as np

from deedwatch.reckoning.happenings.clusters import average_link, components
from deedwatch.reckoning.happenings.figures import gather_figures
from deedwatch.reckoning.happenings.nouns import Copy, Happening
from deedwatch.reckoning.happenings.passages import differences
from deedwatch.reckoning.happenings.stories import Stories, parts_of, tell_stories
from deedwatch.reckoning.happenings.strands import STRENGTHS, Web, find_strands
from deedwatch.reckoning.happenings.tellings import tell_events
from deedwatch.reckoning.happenings.weighing import weigh
from deedwatch.records import DateRange

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from deedwatch.reckoning.happenings.nouns import Pairing, Party, Telling
    from deedwatch.reckoning.happenings.tellings import Told
    from deedwatch.reckoning.happenings.weighing import Weighed
    from deedwatch.records import Place, Record

__all__ = ["METHOD", "Pairs", "find_pairs", "first_day_of", "gather", "group", "make_happening"]

Pairs: TypeAlias = "dict[tuple[str, str], Weighed]"
"""Keys of two tellings, the earlier told first, with their likeness."""

METHOD = 6
"""Counts up when the rules change by which events or reports are joined: books then fold anew."""

_JOINED = STRENGTHS[0]
_DATELINE = re.compile(r"^[A-Z]{3}[^\n]{0,70}? (?:-|–|—) (?=[A-Z“\"])")
_NEWS = 3  # the first events of a report are its news
_LEAD = 400  # characters of a report's headline and first paragraph
_TITLE = 160
_STATUS = ("reported", "ended", "alleged", "denied", "planned", "proposed", "conditional")


def gather(
    records: Iterable[tuple[str, Record]], *, rulings: Iterable[Pairing] = ()
) -> tuple[Happening, ...]:
    """What happened, each once, by day: events of records merged by type, parties, days, place and words.

    ``records`` come with their reports' keys. Rulings name events as ``KEY.e3``, or reports by key.
    Two events of one report are never one, but a headline's deed is that of the text where nothing speaks
    against it. What is only planned is not merged with what was done; a denial stands with what it denies.
    Every event is in exactly one happening.
    """
    held = dict(records)
    ruled = tuple(rulings)
    documents = {key: record.document for key, record in held.items()}
    (part,) = parts_of(None, whole=True)
    stories = Stories.of(tell_stories(part, documents, ruled), ruled)
    told = [telling for key, record in held.items() for telling in tell_events(key, record)]
    pairs = find_pairs(told, told, stories)
    text_of = {key: document.text for key, document in documents.items()}
    happenings = [make_happening(members, pairs, stories, text_of) for members in group(told, pairs, ruled)]
    return tuple(sorted(happenings, key=lambda happening: (first_day_of(happening) or "9999", happening.id)))


def first_day_of(happening: Happening) -> str | None:
    """The first day that a happening may be of, else that on which it was first told."""
    day = happening.date and (happening.date.from_ or happening.date.to)
    return day or happening.tellings[0].told


def find_pairs(fresh: Iterable[Told], known: Iterable[Told], stories: Stories) -> Pairs:
    """The pairs of one fresh telling and another that may be of one happening, with their likeness.

    ``known`` are those that stand already; the fresh ones may be among them. Looked at are pairs of one
    type that are of one story, or have a party or place and a week in common.
    """
    new = {telling.key for telling in fresh}
    every = {telling.key: telling for telling in (*known, *fresh)}
    told = sorted(every.values(), key=lambda telling: telling.order)
    found: Pairs = {}
    for one, two in sorted(_candidates(told, stories, new)):
        left, right = told[one], told[two]
        weighed = weigh(
            left,
            right,
            same_story=stories.same_story(left.report, right.report),
            same_text=stories.same_text(left.report, right.report),
            ruled=right.report in stories.mates.get(left.report, ()),
        )
        if weighed.score >= _JOINED:
            found[left.key, right.key] = weighed
    return found


def _candidates(told: Sequence[Told], stories: Stories, new: set[str]) -> set[tuple[int, int]]:
    buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, telling in enumerate(told):
        kind = telling.event.type
        for part, story in stories.stories(telling.report):
            buckets[kind, "story", part, story].append(number)
        for mate in stories.mates.get(telling.report, ()):
            buckets[kind, "ruled", *sorted((telling.report, mate))].append(number)
        for week in telling.found_in:
            for trace in telling.traces:
                buckets[kind, trace, str(week)].append(number)
    found: set[tuple[int, int]] = set()
    for members in buckets.values():
        fresh = [number for number in members if told[number].key in new]
        found.update((one, two) if one < two else (two, one) for one in fresh for two in members)
    return {
        (one, two)
        for one, two in found
        if told[one].report != told[two].report or told[one].headline != told[two].headline
    }


def group(
    told: Iterable[Told],
    pairs: Pairs,
    rulings: Iterable[Pairing] = (),
    *,
    strands: Iterable[Collection[str]] | None = None,
) -> list[list[Told]]:
    """The tellings of each happening, in the order in which they were told.

    What hangs together by pairs or a person's word is clustered by average link; two events of one
    report stay apart, but a headline's goes where that of the text goes which it is most like. Each
    strand of those that hang together is grouped alone; they are found here where none are given.
    """
    order = sorted(told, key=lambda telling: telling.order)
    number = {telling.key: place for place, telling in enumerate(order)}
    ruled = tuple(rulings)
    together = _ruled(ruled, "together", number)
    inside = [keys for keys in pairs if keys[0] in number and keys[1] in number]
    if strands is None:
        strands = _strands(order, {keys: pairs[keys] for keys in inside}, together)
    strand = {key: place for place, keys in enumerate(strands) for key in keys}
    scores = {
        (number[one], number[two]): pairs[one, two].score for one, two in inside if strand[one] == strand[two]
    }
    apart = [*_ruled(ruled, "apart", number), *_reports_apart(ruled, order)]
    text = _texts_of_headlines(order, scores, apart)
    between = {pair: score for pair, score in scores.items() if text.keys().isdisjoint(pair)}
    label = _cluster(
        order,
        between,
        [(text.get(one, one), text.get(two, two)) for one, two in together],
        [(text.get(one, one), text.get(two, two)) for one, two in apart],
    )
    label = [label[text.get(place, place)] for place in range(len(order))]
    groups: dict[int, list[Told]] = defaultdict(list)
    for telling, name in zip(order, label, strict=True):
        groups[name].append(telling)
    return list(groups.values())


def _strands(told: Sequence[Told], pairs: Pairs, together: Iterable[tuple[int, int]]) -> list[set[str]]:
    """All strands; what a person's word joins, and what one report tells twice, hangs together always."""
    report = {telling.key: telling.report for telling in told}
    web = Web()
    for (one, two), weighed in pairs.items():
        web.link(one, two, weighed.score if report[one] != report[two] else math.inf)
    for first, second in together:
        web.link(told[first].key, told[second].key, math.inf)
    return find_strands(report, web)


def _texts_of_headlines(
    told: Sequence[Told], scores: Mapping[tuple[int, int], float], apart: Iterable[tuple[int, int]]
) -> dict[int, int]:
    """For what a headline tells, what its text tells of the same, by number; each of the text once."""
    barred = {frozenset(pair) for pair in apart}
    own = sorted(
        (-score, pair) for pair, score in scores.items() if told[pair[0]].report == told[pair[1]].report
    )
    found: dict[int, int] = {}
    for _, (one, two) in own:
        headline, text = (one, two) if told[one].headline else (two, one)
        if headline not in found and text not in found.values() and frozenset((one, two)) not in barred:
            found[headline] = text
    return found


def _ruled(rulings: Iterable[Pairing], decision: str, number: Mapping[str, int]) -> list[tuple[int, int]]:
    return [
        (number[ruling.one], number[ruling.two])
        for ruling in rulings
        if ruling.decision == decision and ruling.one in number and ruling.two in number
    ]


def _reports_apart(rulings: Iterable[Pairing], told: Sequence[Told]) -> list[tuple[int, int]]:
    """All pairs of tellings, by number, of two reports that a person has parted."""
    parted = [(ruling.one, ruling.two) for ruling in rulings if ruling.decision == "apart"]
    of: dict[str, list[int]] = defaultdict(list)
    for number, telling in enumerate(told if parted else ()):
        of[telling.report].append(number)
    return [pair for one, two in parted for pair in product(of.get(one, ()), of.get(two, ()))]


def _cluster(
    told: Sequence[Told],
    scores: Mapping[tuple[int, int], float],
    together: list[tuple[int, int]],
    apart: list[tuple[int, int]],
) -> list[int]:
    knot_of = components(len(told), [*scores, *together])
    knots: dict[int, list[int]] = defaultdict(list)
    for number, knot in enumerate(knot_of):
        knots[knot].append(number)
    inside: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for pair in scores:
        inside[knot_of[pair[0]]].append(pair)
    label = list(range(len(told)))
    for knot, members in knots.items():
        if len(members) == 1:
            continue
        place = {member: row for row, member in enumerate(members)}
        matrix = np.zeros((len(members), len(members)), dtype=np.float32)
        for one, two in inside[knot]:
            matrix[place[one], place[two]] = matrix[place[two], place[one]] = scores[one, two]
        never = _of_one_report(told, members)
        found = average_link(
            matrix,
            0.6 * _JOINED,
            together=[(place[o], place[t]) for o, t in together if o in place],
            apart=[(place[o], place[t]) for o, t in [*apart, *never] if o in place and t in place],
        )
        for member, row in zip(members, found, strict=True):
            label[member] = members[row]
    return label


def _of_one_report(told: Sequence[Told], members: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs of tellings, by number, that one report tells."""
    of: dict[str, list[int]] = defaultdict(list)
    for member in members:
        of[told[member].report].append(member)
    return [pair for own in of.values() for pair in combinations(own, 2)]


def make_happening(
    members: Sequence[Told], pairs: Pairs, stories: Stories, text_of: Mapping[str, str]
) -> Happening:
    """One happening from its tellings, in their order. ``text_of`` gives the texts of copies."""
    first = members[0]
    reports = list(dict.fromkeys(telling.report for telling in members))
    joins = _strongest(members, pairs)
    tellings = tuple(_telling(telling, stories, joins) for telling in members)
    status = min((telling.event.status for telling in members), key=_STATUS.index)
    texts = stories.text_names(reports)
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
        figures=gather_figures(tellings, texts),
        reports=len(reports),
        independent=len(set(texts.values())),
        copies=tuple(_copies(reports, stories, text_of)),
    )


def _strongest(members: Sequence[Told], pairs: Pairs) -> dict[str, Weighed]:
    """For each telling, its strongest pair with another of the same happening."""
    number = {telling.key: place for place, telling in enumerate(members)}
    within = [
        (-pairs[keys].score, number[keys[0]], number[keys[1]], keys)
        for keys in combinations(number, 2)
        if keys in pairs
    ]
    joins: dict[str, Weighed] = {}
    for _, _, _, keys in sorted(within):
        joins.setdefault(keys[0], pairs[keys])
        joins.setdefault(keys[1], pairs[keys])
    return joins


def _title(members: Sequence[Told]) -> str:
    """The sentence that tells it as news, not background; as done rather than claimed; in a lead."""
    best = min(
        members,
        key=lambda t: (
            t.event.background,
            _STATUS.index(t.event.status),
            t.order[2] > _NEWS,
            t.event.anchor[0] > _LEAD,
            t.order,
        ),
    )
    title = _DATELINE.sub("", best.sentence)
    return title if len(title) <= _TITLE else title[: _TITLE - 1].rsplit(" ", 1)[0] + "…"


def _telling(told: Told, stories: Stories, joins: Mapping[str, Weighed]) -> Telling:
    weighed = joins.get(told.key)
    source = stories.copied(told.report)
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


def _date(members: Sequence[Told]) -> DateRange | None:
    """The narrowest days that a telling gives; the commonest of these, the first told where several are."""
    dates = [telling.event.date for telling in members if telling.event.date and telling.dated]
    if not dates:
        return None
    counts = Counter((date.from_, date.to) for date in dates)
    exact = [pair for pair in counts if pair[0] and pair[0] == pair[1]]
    start, end = max(exact or list(counts), key=lambda pair: counts[pair])
    return DateRange(from_=start, to=end)


def _place(members: Sequence[Told]) -> Place | None:
    """The place most often named, the longest name where several are."""
    places = [telling.event.place for telling in members if telling.event.place]
    if not places:
        return None
    counts = Counter((place.name, place.country) for place in places)
    name, _ = max(counts, key=lambda pair: (counts[pair], pair[1] is not None, len(pair[0]), pair[0]))
    found = next(place for place in places if place.name == name)
    return msgspec.structs.replace(found, span=None)


def _copies(reports: Iterable[str], stories: Stories, text_of: Mapping[str, str]) -> Iterator[Copy]:
    for report in reports:
        copied = stories.copied(report)
        if copied is not None:
            source, score = copied
            left_out, put_in = differences(text_of[source], text_of[report])
            yield Copy(
                report=report, copied_from=source, score=round(score, 4), left_out=left_out, put_in=put_in
            )
