"""The data on actors and places: how much there must be, and that every row can be used."""

import re

import pytest

from deedwatch.actors.gazetteer import Body, Group, Office, Organisation, Outlet
from deedwatch.actors.roles import GivenName, Role, Title
from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.countries import Country, country_adjective, country_rows, state_name, world_parts
from deedwatch.lexicon.places import Region, look_up

FILES = [
    ("countries.csv", Country, 195),
    ("organisations.csv", Organisation, 60),
    ("bodies.csv", Body, 100),
    ("armed_groups.csv", Group, 150),
    ("media.csv", Outlet, 150),
    ("offices.csv", Office, 300),
    ("roles.csv", Role, 500),
    ("titles.csv", Title, 40),
    ("first_names.csv", GivenName, 1000),
    ("regions.csv", Region, 500),
]


@pytest.mark.parametrize(("name", "row", "least"), FILES)
def test_there_is_enough_of_it(name, row, least):
    assert len(load_rows(data_path(name), row)) >= least


def test_holders_of_high_office_are_three_hundred_persons():
    assert len({row.name for row in load_rows(data_path("offices.csv"), Office)}) >= 300


def test_every_state_lies_in_a_part_of_the_world():
    assert set(world_parts()) == {country.iso for country in country_rows()}
    assert {world_parts()[iso] for iso in ("SAU", "YEM", "ISR")} == {"Western Asia"}


CODED = [("organisations.csv", Organisation), ("armed_groups.csv", Group), ("bodies.csv", Body), ("media.csv", Outlet), ("offices.csv", Office), ("regions.csv", Region)]  # fmt: skip


@pytest.mark.parametrize(("name", "row"), CODED)
def test_every_country_is_a_known_one(name, row):
    known = {country.iso for country in country_rows()}
    assert {item.country for item in load_rows(data_path(name), row)} - known - {None} == set()


@pytest.mark.parametrize(("name", "row"), CODED[:2])
def test_codes_are_cameo_codes(name, row):
    wrong = [
        item.code
        for item in load_rows(data_path(name), row)
        if not re.fullmatch(r"[A-Z]{3}([A-Z0-9]{2,6})*", item.code)
    ]
    assert wrong == []


def test_countries_are_named_once():
    codes = [row.iso for row in country_rows()]
    assert len(codes) == len(set(codes))


def test_terms_of_office_begin_before_they_end():
    wrong = [
        row
        for row in load_rows(data_path("offices.csv"), Office)
        if row.start and row.end and row.start > row.end
    ]
    assert wrong == []


def test_state_names_and_adjectives():
    assert (state_name("IRN"), country_adjective("USA"), country_adjective("FRA")) == ("Iran", "US", "French")
    assert (state_name("ZZZ"), country_adjective("ZZZ")) == ("ZZZ", "ZZZ")


PLACES = [
    ("Basra", "IRQ"),
    ("Helmand", "AFG"),
    ("São Paulo", "BRA"),
    ("Texas", "USA"),
    ("Persian Gulf", None),
]


@pytest.mark.parametrize(("name", "country"), PLACES)
def test_regions_are_known(name, country):
    assert look_up(name).region_of == country


def test_an_unknown_place_is_not_invented():
    assert look_up("Xyzzyville") is None


def test_towns_carry_degrees():
    town = look_up("Wolfsburg").towns[0]
    assert (town.country, round(town.latitude), round(town.longitude)) == ("DEU", 52, 11)
