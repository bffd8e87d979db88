"""States and territories: codes, names, adjectives, capitals."""

from __future__ import annotations

from functools import cache

import msgspec

from deedwatch.lexicon.load import data_path, load_rows
from deedwatch.lexicon.plain import fold

__all__ = [
    "Country",
    "WorldPart",
    "country_adjective",
    "country_rows",
    "state_name",
    "state_of_capital",
    "world_parts",
]


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``countries.csv``; the parts of a cell are divided by ``|``."""

    iso: str
    name: str
    cameo: str | None = None
    aliases: str = ""
    adjectives: str = ""
    people: str = ""
    capitals: str = ""
    metonyms: str = ""


class WorldPart(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``world_parts.csv``."""

    iso: str
    part: str


@cache
def country_rows() -> tuple[Country, ...]:
    """All states and territories."""
    return load_rows(data_path("countries.csv"), Country)


@cache
def _by_iso() -> dict[str, Country]:
    return {row.iso: row for row in country_rows()}


def state_name(iso: str) -> str:
    """The name of a state by its code; the code itself where it is unknown.

    >>> state_name("IRN")
    'Iran'
    """
    row = _by_iso().get(iso)
    return iso if row is None else row.name


@cache
def _by_capital() -> dict[str, str]:
    return {fold(name).lower(): row.iso for row in country_rows() for name in row.capitals.split("|") if name}


def state_of_capital(name: str) -> str | None:
    """The code of the state whose capital or seat of government this is.

    >>> state_of_capital("LUSAKA"), state_of_capital("Ndola")
    ('ZMB', None)
    """
    return _by_capital().get(fold(name).lower())


def country_adjective(iso: str) -> str:
    """The word that news puts before "government" or "troops"; the name where there is no adjective.

    >>> country_adjective("IRN"), country_adjective("USA")
    ('Iranian', 'US')
    """
    if iso == "USA":
        return "US"
    row = _by_iso().get(iso)
    return iso if row is None else row.adjectives.split("|")[0] or row.name


@cache
def world_parts() -> dict[str, str]:
    """The part of the world that each state lies in.

    >>> world_parts()["IRN"]
    'Southern Asia'
    """
    return {row.iso: row.part for row in load_rows(data_path("world_parts.csv"), WorldPart)}
