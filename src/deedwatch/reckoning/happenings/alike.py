"""Which other happenings a person should look at who asks whether two are one: likely ones first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reckoning.happenings.gather import first_day_of
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.reckoning.happenings.nouns import Happening

__all__ = ["rank_alike"]

_LEAST = 3.0


def rank_alike(happening: Happening, others: Iterable[Happening], *, most: int = 8) -> tuple[Happening, ...]:
    """The others that are most like a happening in day, place, parties and title; the likeliest first.

    It offers and never joins, so it counts for and not against: a day or place that differs forbids nothing.
    """
    scored = {other.id: (_likeness(happening, other), other) for other in others if other.id != happening.id}
    order = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].id))
    return tuple(other for score, other in order[:most] if score >= _LEAST)


def _likeness(one: Happening, two: Happening) -> float:
    """One for each of day, type and country in common, two for place and party by name, three for a title."""
    score = float(one.type == two.type) + float(first_day_of(one) == first_day_of(two))
    places = {each.place.name.lower() for each in (one, two) if each.place}
    score += 2.0 * (len(places) == 1 and bool(one.place and two.place))
    names, countries = zip(_parties(one), _parties(two), strict=True)
    score += 2.0 * bool(names[0] & names[1]) + bool(countries[0] & countries[1])
    left, right = words(one.title), words(two.title)
    return score + 3.0 * len(left & right) / max(1, len(left | right))


def _parties(happening: Happening) -> tuple[set[str], set[str]]:
    parties = (*happening.sources, *happening.targets)
    return {party.name.lower() for party in parties}, {party.country for party in parties if party.country}
