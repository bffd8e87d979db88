"""Names of one person, roles, and what the lexicons of actors know."""

import pytest

from deedwatch.actors.fits import fit_of, name_parts
from deedwatch.actors.gazetteer import match_names, offices_of
from deedwatch.actors.roles import given_name_gender, longest_role, role_of, title_of
from deedwatch.language import parse
from deedwatch.reading import record
from deedwatch.records import Document

FITS = [
    ("Nouri al-Maliki", "Maliki", 2),
    ("Nouri al-Maliki", "Nouri Maliki", 3),
    ("Ryan Crocker", "Ryan", 1),
    ("Osama bin Laden", "Usama bin Ladin", 0),
    ("Yahya Sarea", "Yahya Saree", 1),
    ("Ryan Crocker", "Robert Gates", 0),
    ("George W. Bush", "George Bush", 2),
]


@pytest.mark.parametrize(("full", "short", "fit"), FITS)
def test_names_fit(full, short, fit):
    assert fit_of(name_parts(short), name_parts(full)) == fit


ROLES = [
    ("foreign minister", "GOV", "person", False),
    ("foreign ministers", "GOV", "people", True),
    ("troops", "MIL", "force", True),
    ("gunmen", "REB", "people", True),
    ("policewomen", "COP", "people", True),
    ("company", "BUS", "body", False),
]


@pytest.mark.parametrize(("noun", "role", "sort", "plural"), ROLES)
def test_role_nouns(noun, role, sort, plural):
    found = role_of(noun)
    assert (found.role, found.sort, found.plural) == (role, sort, plural)


def test_a_thing_has_no_role():
    assert role_of("bridge") is None
    assert longest_role(["the", "bridge"]) is None


def test_titles_and_given_names_tell_gender():
    assert title_of("Mrs.").gender == "f"
    assert title_of("bridge") is None
    assert (given_name_gender("Fatima"), given_name_gender("Omar"), given_name_gender("Zzyx")) == (
        "f",
        "m",
        None,
    )


KNOWN = [
    ("Côte d’Ivoire", "CIV"),
    ("Cote d'Ivoire", "CIV"),
    ("the U.S.", "USA"),
    ("Türkiye", "TUR"),
    ("South Korean", "KOR"),
    ("Congo", "COD"),
    ("Palestinian", "PSE"),
]


@pytest.mark.parametrize(("words", "country"), KNOWN)
def test_names_of_states_are_known_however_they_are_set(words, country):
    hits = match_names(parse(f"They met {words} delegates."))
    assert [hit.entry.country for hit in hits] == [country]


def test_an_acronym_in_lower_case_is_a_word():
    assert match_names(parse("They told us to wait for who it is.")) == ()


def test_an_office_begins_and_ends():
    held = offices_of("Angela Merkel")[0]
    assert [held.held_on(day) for day in ("2005-01-01", "2010-06-01", "2022-01-01", None)] == [
        False,
        True,
        False,
        False,
    ]


def test_a_small_part_in_a_persons_name_is_no_gap():
    told = record(Document(text="Market\n\nGovernor Daniel ole Mutai came at noon.", published="2019-05-03"))
    assert [actor.name for actor in told.actors if actor.kind == "person"] == ["Daniel ole Mutai"]
