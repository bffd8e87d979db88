"""Known places: towns with their degrees, provinces and landmarks, states and seas."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache

import msgspec

from deedwatch.errors import LexiconError
from deedwatch.lexicon.countries import country_rows
from deedwatch.lexicon.load import data_path, load_rows
from deedwatch.lexicon.plain import fold
from deedwatch.lexicon.words import words_for

__all__ = ["Known", "Town", "is_place_noun", "look_up", "namesakes"]


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``regions.csv``; no country where it lies in none or in several."""

    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Town:
    """A row of ``cities.csv``."""

    name: str
    country: str
    region: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Known:
    """What a name can be: a state, a region of one (or of none: None), towns with the largest first."""

    state: str | None
    is_region: bool
    region_of: str | None
    towns: tuple[Town, ...]


@cache
def _towns() -> dict[str, list[Town]]:
    """Towns by folded name in lower case; the general loader's checks would cost 1 s on 34,000 rows."""
    path = data_path("cities.csv")
    found: dict[str, list[Town]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(line for line in file if not line.startswith("#"))
        next(rows, None)
        for number, row in enumerate(rows, 1):
            try:
                name, country, region, latitude, longitude, population = row
                town = Town(name, country, region, float(latitude), float(longitude), int(population))
            except ValueError as error:
                raise LexiconError(f"cities.csv, row {number}", str(error), remedy="mend the row") from error
            found.setdefault(fold(name).lower(), []).append(town)
    return found


@cache
def _regions() -> dict[str, Region]:
    return {fold(row.name).lower(): row for row in load_rows(data_path("regions.csv"), Region)}


@cache
def _states() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in country_rows():
        for name in (row.name, *row.aliases.split("|")):
            if name:
                plain = fold(name)
                found.setdefault(plain if plain.isupper() else plain.lower(), row.iso)
    return found


@cache
def _capitals() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in country_rows():
        for name in row.capitals.split("|"):
            if name:
                found.setdefault(fold(name).lower(), row.iso)
    return found


@cache
def _all_names() -> frozenset[str]:
    """All names in lower case: most words that are looked up are none."""
    return frozenset().union(_states(), _regions(), _towns(), _capitals())


def is_place_noun(words: str) -> bool:
    """Whether common words in lower case name a kind of place ("district", "air base").

    >>> is_place_noun("district"), is_place_noun("talks")
    (True, False)
    """
    nouns = words_for("places: nouns of a place")
    return words in nouns or (words.endswith("s") and words[:-1] in nouns)


@cache
def namesakes() -> dict[tuple[str, str], str]:
    """Regions that bear the name of a state: the region and the country that it lies in, and that state.

    >>> namesakes()
    {('Georgia', 'USA'): 'GEO'}
    """
    regions = {(town.region, town.country) for towns in _towns().values() for town in towns}
    states = {(region, country): _states().get(fold(region).lower()) for region, country in sorted(regions)}
    return {key: state for key, state in states.items() if state is not None and state != key[1]}


@lru_cache(maxsize=10_000)
def look_up(name: str) -> Known | None:
    """What a place name can be, None where it is not known.

    >>> look_up("Basra").region_of
    'IRQ'
    """
    plain = fold(name)
    key = plain.lower()
    if key not in _all_names() and plain not in _states():
        return None
    state, region = _states().get(key) or _states().get(plain), _regions().get(key)
    towns = tuple(sorted(_towns().get(key, ()), key=lambda town: -town.population))
    capital = _capitals().get(key)
    if state is None and region is None and not towns and capital is None:
        return None
    if capital is not None and region is None and state is None:
        region = Region(name, capital)
    return Known(state, region is not None, region.country if region is not None else None, towns)
