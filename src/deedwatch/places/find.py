"""Place names and common-noun places in a parsed text, with the country that context bears out."""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.scene import is_placed
from deedwatch.lexicon.places import Known, Town, look_up, namesakes
from deedwatch.lexicon.words import words_for
from deedwatch.places.candidates import Candidate, find_candidates
from deedwatch.text.holding import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deedwatch.actors import Cast
    from deedwatch.language import Doc, Parse
    from deedwatch.records import Document, Span

__all__ = ["PlaceMention", "find_places"]

_SEAS = words_for("places: sea")
_DOMINANT = 4
_SMALL = 50_000  # inhabitants


class PlaceMention(msgspec.Struct, frozen=True):
    """Words that name a place; country is ISO 3166-1 alpha-3, coordinates degrees or None.

    ``name`` is the text's wording, the longest that says where ("central Baghdad market district");
    ``head`` the index of its head token in the parse. ``region`` is GeoNames' first-order code, in the
    US the state's name. Country, region and coordinates are None where they cannot be told.
    """

    span: Span
    head: int
    name: str
    country: str | None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


def find_places(parse: Parse, cast: Cast, document: Document) -> tuple[PlaceMention, ...]:
    """All place names, in order of place; country from the name, else from the places around it.

    A town's name that several countries have is settled by the countries that the report names, else
    by size where one is far larger, else left without a country.
    """
    candidates = find_candidates(parse, cast)
    return _settle(parse, candidates, _weights(candidates, cast, document))


def _weights(candidates: list[Candidate], cast: Cast, document: Document) -> Counter[str]:
    """How strongly the report speaks for each country."""
    weights: Counter[str] = Counter()
    for candidate in candidates:
        known = candidate.known
        if candidate.within is not None:
            weights[candidate.within] += 1
        elif known is not None and (known.state or known.region_of):
            weights[known.state or known.region_of or ""] += 2
    for actor in cast.actors.values():
        if actor.kind == "state" and actor.country:
            weights[actor.country] += 1 + len(actor.mentions) // 2
    first = (document.dateline or "").split(",")[0].strip()
    if first and (known := look_up(first.title())) is not None:
        weights[known.state or known.region_of or (known.towns[0].country if known.towns else "")] += 3
    regions = namesakes()
    for candidate in candidates:
        for town in candidate.known.towns[:1] if candidate.known else ():
            state = regions.get((town.region, town.country))
            if state is not None:  # beside Atlanta "Georgia" is no country
                weights[town.country] = max(weights[town.country], weights[state] + 3)
    weights.pop("", None)
    return weights


def _settle(parse: Parse, candidates: list[Candidate], weights: Counter[str]) -> tuple[PlaceMention, ...]:
    doc = parse.doc
    mentions: list[PlaceMention] = []
    waiting: list[int] = []
    for candidate in candidates:
        country, town = _resolve(doc, candidate, weights)
        last = doc[candidate.end - 1]
        span = (doc[candidate.start].idx, last.idx + len(last.text))
        if (
            country is None
            and not candidate.apart
            and (candidate.known is None or (not candidate.known.is_region and not candidate.known.state))
            and candidate.within is None
            and doc[candidate.head].lower_ not in _SEAS
            and not _is_between(parse.text[span[0] : span[1]])
        ):
            waiting.append(len(mentions))
        mentions.append(
            PlaceMention(span, candidate.head, parse.text[span[0] : span[1]], country, *_degrees(town))
        )
    beside = _Beside(parse, mentions)
    for number in waiting:
        country = _from_context(beside, number, weights)
        mentions[number] = replace(mentions[number], country=country)
    return tuple(mentions)


def _is_between(name: str) -> bool:
    """Whether a name joins two countries: "the Chad/Sudan border"."""
    return (
        len({known.state for word in re.split(r"[/\s]", name) if (known := look_up(word)) and known.state})
        > 1
    )


def _degrees(town: Town | None) -> tuple[str | None, float | None, float | None]:
    return (None, None, None) if town is None else (town.region, town.latitude, town.longitude)


def _resolve(doc: Doc, candidate: Candidate, weights: Counter[str]) -> tuple[str | None, Town | None]:
    known = candidate.known
    if known is None:
        return candidate.within, None
    if known.state is not None and not (known.is_region and candidate.within):
        regions = (country for (_, country), state in namesakes().items() if state == known.state)
        return next((c for c in regions if weights[c] > weights[known.state] + 2), known.state), None
    said = _said_after(doc, candidate) or candidate.within
    if known.is_region and (said is None or _town_in(known, said) is None):
        return known.region_of, _town_in(known, known.region_of)
    town = (_town_in(known, said) if said is not None else None) or _likeliest(known, weights)
    return (town.country if town is not None else None), town


def _likeliest(known: Known, weights: Counter[str]) -> Town | None:
    """The town of a country that the report names, else one that is far larger than its namesakes."""
    fitting = [town for town in known.towns if weights[town.country]]
    if fitting:
        return max(fitting, key=lambda town: weights[town.country] * (town.population**0.3))
    first, *others = known.towns
    if first.population < _SMALL and weights:
        return None  # more likely a village of the country that the report names
    if (
        not others
        or first.population >= _DOMINANT * others[0].population
        or others[0].country == first.country
    ):
        return first
    return None


def _town_in(known: Known, country: str | None) -> Town | None:
    return next((town for town in known.towns if town.country == country), None)


def _said_after(doc: Doc, candidate: Candidate) -> str | None:
    """The country in "Tripoli, Lebanon" and "Columbia, South Carolina"."""
    i = candidate.end
    if i + 1 < len(doc) and doc[i].text == ",":
        for size in (3, 2, 1):
            after = look_up(doc.words(i + 1, i + 1 + size))
            if after is not None and (after.state or (after.is_region and after.region_of)):
                return after.state or after.region_of
    return None


class _Beside:
    """The places of a text, whose countries become known one by one, and what stands beside each."""

    def __init__(self, parse: Parse, mentions: list[PlaceMention]) -> None:
        self.parse, self.mentions = parse, mentions
        self._starts = Places((mention.span[0], number) for number, mention in enumerate(mentions))

    @cached_property
    def placed(self) -> list[int]:
        """Those where something is."""
        doc = self.parse.doc
        return [number for number, told in enumerate(self.mentions) if is_placed(doc[told.head])]

    def known(self, here: int, parts: Sequence[Span], part: int) -> list[tuple[int, str]]:
        """The places of known country in a part of the text: how far from an offset, and the country."""
        first = parts[part][0] if part else 0
        end = parts[part + 1][0] if part + 1 < len(parts) else sys.maxsize
        there = (self.mentions[number] for number in self._starts.between(first, end))
        return [(abs(other.span[0] - here), other.country) for other in there if other.country is not None]


def _from_context(beside: _Beside, number: int, weights: Counter[str]) -> str | None:
    """The country of the nearest place in the paragraph, else the one that the report is plainly about.

    Where the paragraph speaks of several, a common noun ("the area") is first of that of the report, and
    then only of one in its own sentence.
    """
    parse, mentions = beside.parse, beside.mentions
    here = mentions[number].span[0]
    near = beside.known(here, parse.paragraphs, parse.paragraph_of(here))
    is_common = parse.doc[mentions[number].head].text[0].islower()
    if near and (not is_common or len({country for _, country in near}) == 1):
        return min(near)[1]
    if not weights:
        return None
    (first, most), *rest = weights.most_common(2)
    if not rest or most >= 1.5 * rest[0][1]:
        return first
    if near:
        return min(beside.known(here, parse.sentences, parse.sentence_of(here)), default=(0, None))[1]
    rests = [mentions[place].country for place in beside.placed]
    named = Counter([country for country in rests if country is not None]).most_common(2)
    return named[0][0] if named and (len(named) == 1 or named[0][1] > named[1][1]) else None
