"""Where on the map a place of a record lies, at no more precision than its words bear."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.lexicon.countries import country_rows
from deedwatch.lexicon.places import Town, look_up

if TYPE_CHECKING:
    from deedwatch.records import Place

__all__ = ["Spot", "locate"]

_LONGEST_NAME = 5  # words


class Spot(msgspec.Struct, frozen=True):
    """Degrees, and how exactly they are meant: a town's own, or a country's capital for the whole of it."""

    latitude: float
    longitude: float
    precision: Literal["place", "country"]


def locate(place: Place | None) -> Spot | None:
    """The spot of a place; None where neither its town nor its country can be told.

    >>> from deedwatch.records import Place
    >>> locate(Place(name="central Baghdad market district", country="IRQ")).precision
    'place'
    >>> locate(Place(name="the north", country="IRQ")).precision
    'country'
    >>> locate(Place(name="the north")) is None
    True
    """
    if place is None:
        return None
    if place.latitude is not None and place.longitude is not None:
        return Spot(place.latitude, place.longitude, "place")
    town = _town_in_words(place.name, place.country)
    if town is not None:
        return Spot(town.latitude, town.longitude, "place")
    capital = _capital(place.country) if place.country else None
    return None if capital is None else Spot(capital.latitude, capital.longitude, "country")


def _town_in_words(name: str, country: str | None) -> Town | None:
    words = name.replace(",", " ").split()
    for length in range(min(len(words), _LONGEST_NAME), 0, -1):
        for start in range(len(words) - length + 1):
            part = " ".join(words[start : start + length])
            known = look_up(part) if part[:1].isupper() else None
            if known is None or known.state is not None:
                continue
            towns = [town for town in known.towns if town.country == country]
            if towns and (not known.is_region or known.region_of == country):
                return towns[0]
    return None


@cache
def _capital(country: str) -> Town | None:
    for row in country_rows():
        if row.iso == country:
            known = look_up(row.capitals.split("|")[0]) if row.capitals else None
            return next((town for town in known.towns if town.country == country), None) if known else None
    return None
