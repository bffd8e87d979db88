"""What reports are to each other: copies of one text, and reports of one thing; found part by part.

A book is too large to be compared all at once. Its reports are divided into parts by their days of
publication, each report in two of them, so that no border parts neighbours.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

from deedwatch.reckoning.happenings.clusters import components
from deedwatch.reckoning.happenings.days import first_day
from deedwatch.reckoning.happenings.merging import Merging

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.reckoning.happenings.nouns import Pairing
    from deedwatch.records import Document

__all__ = ["SMALL", "Place", "Stories", "parts_of", "tell_stories"]

SMALL = 500  # reports; a book of no more is one part, gone through afresh in about a second
_WHOLE, _UNDATED = "all", "undated"
_NOWHERE: set[tuple[str, str]] = set()


class Place(msgspec.Struct, frozen=True):
    """Where a report stands in one part: the name of its text, that of its story, and whom it copies."""

    part: str
    report: str
    text: str
    story: str
    copied_from: str | None = None
    score: float | None = None


def parts_of(published: str | None, *, whole: bool) -> tuple[str, ...]:
    """The parts that a report stands in: the week of its publication with that before, and with that after.

    >>> parts_of("2007-05-28", whole=False)
    ('w0104689', 'w0104690')
    >>> parts_of(None, whole=False), parts_of("2007", whole=True)
    (('undated',), ('all',))
    """
    if whole:
        return (_WHOLE,)
    day = first_day(published)
    if day is None:
        return (_UNDATED,)
    return (f"w{day // 7:07d}", f"w{day // 7 + 1:07d}")


def tell_stories(
    part: str, documents: Mapping[str, Document], rulings: Iterable[Pairing] = ()
) -> list[Place]:
    """The places of all reports of a part, by key; the same whatever the order of the reports.

    Names of texts and stories are the least key of their reports, so that a name changes only where
    reports join or leave.
    """
    merging = Merging(rulings=rulings)
    merging.add(msgspec.structs.replace(documents[key], id=key) for key in sorted(documents))
    merging.consolidate()
    groups = sorted(merging.groups(), key=lambda group: group.id)
    text: dict[str, str] = {}
    story: dict[str, str] = {}
    for group in groups:
        text.setdefault(group.copy_group, group.id)
        story.setdefault(group.happening, group.id)
    copied = _copied(merging, documents)
    return [
        Place(part, g.id, text[g.copy_group], story[g.happening], *copied.get(g.id, (None, None)))
        for g in groups
    ]


def _copied(merging: Merging, documents: Mapping[str, Document]) -> dict[str, tuple[str, float]]:
    """The later of two copies is copied from the earlier; the fullest source is kept."""
    copied: dict[str, tuple[str, float]] = {}
    for join in merging.joins():
        if join.kind in {"copy", "same text"}:
            pair = (join.report, join.with_)
            first, second = sorted(pair, key=lambda key: (documents[key].published or "9999", key))
            fullest = max((join.score, first), copied.get(second, ("", 0.0))[::-1])
            copied[second] = fullest[::-1]
    return copied


@dataclass(slots=True)
class Stories:
    """The places of some reports, in all parts; ``mates`` are those that a person has put together."""

    places: dict[str, list[Place]] = field(default_factory=lambda: defaultdict(list))
    mates: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _texts: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    _stories: dict[str, set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, places: Iterable[Place], rulings: Iterable[Pairing] = ()) -> Stories:
        """All places, those of a report together."""
        found = cls()
        for place in places:
            found.places[place.report].append(place)
            found._texts[place.report].add((place.part, place.text))
            found._stories[place.report].add((place.part, place.story))
        for ruling in rulings:
            if ruling.decision == "together":
                found.mates[ruling.one].add(ruling.two)
                found.mates[ruling.two].add(ruling.one)
        return found

    def same_text(self, one: str, two: str) -> bool:
        """Whether one of the reports copies the other, or both a third."""
        return not self.texts(one).isdisjoint(self.texts(two))

    def same_story(self, one: str, two: str) -> bool:
        """Whether the reports are of one thing as a whole, or a person says so."""
        return two in self.mates.get(one, ()) or not self.stories(one).isdisjoint(self.stories(two))

    def texts(self, report: str) -> set[tuple[str, str]]:
        """Part and name of a report's texts."""
        return self._texts.get(report, _NOWHERE)

    def stories(self, report: str) -> set[tuple[str, str]]:
        """Part and name of a report's stories."""
        return self._stories.get(report, _NOWHERE)

    def text_names(self, reports: Iterable[str]) -> dict[str, str]:
        """One name for each text among these reports, whatever parts it is found in: its least report."""
        order = sorted(reports)
        number: dict[tuple[str, str], int] = {}
        joined = [
            (number.setdefault(text, place), place)
            for place, key in enumerate(order)
            for text in self.texts(key)
        ]
        return {key: order[name] for key, name in zip(order, components(len(order), joined), strict=True)}

    def copied(self, report: str) -> tuple[str, float] | None:
        """The report that this one copies most of, and how much of it; None where it copies none."""
        found = [
            (place.score, place.copied_from)
            for place in self.places.get(report, ())
            if place.copied_from is not None and place.score is not None
        ]
        if not found:
            return None
        score, source = max(found)
        return source, score
