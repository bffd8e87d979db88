"""Descriptions of a body stand for the one that the report names, and titles make persons."""

import pytest

from deedwatch.actors import find_actors
from deedwatch.language import parse
from deedwatch.reading import record
from deedwatch.records import Document

REPORT = (
    "LIMA, Peru, March 4 (ABX) - Strikers demanded that the company take back 46 miners.\n\n"
    "Puno Copper Corporation, which runs the mine, refused. The United Copper Workers, who called the "
    "strike, said that the union would not move.\n\n"
    "Bishop Ernesto Villanueva Rios said he would meet both. The bishop came to Puno on Friday.\n\n"
    "The operator sold oil from its tanks. Union president Carla Mendez Soto said nothing of it."
)


@pytest.fixture(scope="module")
def told():
    read = record(Document(text=REPORT, published="2013-03-04"))
    words = {a.name: {read.document.text[s:e] for s, e in a.mentions} for a in read.actors}
    return {a.name: (a, words[a.name]) for a in read.actors}


def test_the_company_is_the_firm_named_later(told):
    assert {"company", "operator"} <= told["Puno Copper Corporation"][1]


def test_the_union_is_the_workers_body(told):
    assert "union" in told["United Copper Workers"][1]


def test_a_bishop_is_a_person(told):
    actor, words = told["Ernesto Villanueva Rios"]
    assert actor.kind == "person"
    assert "bishop" in words


def test_a_union_president_is_no_state_official(told):
    assert "GOV" not in (told["Carla Mendez Soto"][0].code or "")


@pytest.mark.parametrize("name", ["ABX", "Friday", "Peruvian forces"])
def test_nobody_is_made_of_a_byline_a_day_or_a_tank(told, name):
    assert name not in told


def test_an_apposition_to_an_office_is_a_person_of_the_capital_told():
    text = (
        "Peru asked Chile on Monday to send observers. Foreign Minister Alba Nunez said it again, and she smiled.\n\n"
        "In Santiago, a spokesman for the External Affairs Ministry, Rohan Sabarwal, ruled that out. "
        "He said nobody would come."
    )
    read = record(Document(text=text, published="2013-03-04"))
    people = {a.name: (a.kind, a.country) for a in read.actors}
    assert people["Rohan Sabarwal"] == ("person", "CHL")
    assert read.actor(read.statements[-1].speaker).name == "Rohan Sabarwal"


def test_the_reports_own_outlet_is_no_body_among_others():
    text = "The mayor told the Herald that the bridge was shut."
    cast = find_actors(parse(text), Document(text=text, outlet="Lilongwe Herald"))
    assert {actor.name: actor.kind for actor in cast.actors.values()}["Herald"] == "media"


def test_the_only_person_named_holds_the_office_that_the_title_tells():
    text = "Gloria Tijera came to Lima to open a clinic.\n\nA doctor showed her the beds. The minister left at noon."
    for title, roles in (("Five questions for the minister", ("minister",)), ("A clinic opens", ())):
        told = record(Document(text=text, title=title, published="2018-02-19", outlet="Lima Post"))
        assert next(actor for actor in told.actors if actor.name == "Gloria Tijera").roles == roles


def test_a_title_may_tell_the_office_of_who_is_called_by_a_name_from_there_on():
    text = "The minister wished to be called Abu Samir. He said the road would open in May."
    told = record(Document(text=text, title="Questions for the minister", published="2018-02-19"))
    assert [actor.name for actor in told.actors] == ["Abu Samir"]


@pytest.mark.parametrize(
    ("clause", "holds"),
    [
        ("speaks for", True),
        ("does not speak for", False),
        ("no longer speaks for", False),
        ("has never led", False),
        ("may lead", False),
        ("will lead", True),
        ("could be head of", False),
        ("is head of", True),
        ("is not head of", False),
        ("is no longer head of", False),
    ],
)
def test_who_is_denied_to_hold_an_office_holds_none(clause, holds):
    for text in (
        f"Salim Okello, who {clause} the Tamba Front, said that the road would open.",
        f"Salim Okello {clause} the Tamba Front. He said that the road would open.",
    ):
        cast = find_actors(parse(text), Document(text=text))
        roles = next(actor.roles for actor in cast.actors.values() if actor.name == "Salim Okello")
        assert bool(roles) is holds, text


@pytest.mark.parametrize(
    ("first", "one"),
    [
        ("The neighbour asked to be called Abu Samir.", True),
        ("The neighbour did not wish to be called anything but Abu Samir.", True),
        ("The neighbour calls himself Abu Samir.", True),
        ("The neighbour gave his name as Abu Samir.", True),
        ("The neighbour called Abu Samir a liar.", False),
        ("The neighbour called Abu Samir on Monday.", False),
        ("The neighbour was called in by Abu Samir.", False),
        ("The neighbour is known to Abu Samir.", False),
        ("The neighbour did not want to be called Abu Samir.", False),
        ("The neighbour gave the name of Abu Samir.", False),
    ],
)
def test_who_calls_another_by_his_name_is_not_he(first, one):
    told = record(
        Document(text=f"{first} The neighbour said that the road would open.", published="2018-02-19")
    )
    names = {actor.id: actor.name for actor in told.actors}
    assert names[told.statements[-1].speaker] == ("Abu Samir" if one else "neighbour")


@pytest.mark.parametrize(
    ("clause", "one"),
    [("calls itself", True), ("is called", True), ("called", False), ("has named", False)],
)
def test_a_group_that_calls_another_by_its_name_is_not_that_one(clause, one):
    text = f"An armed group that {clause} the Sulu Sea Brigade said that the road would open."
    told = record(Document(text=text, published="2018-02-19"))
    names = {actor.id: actor.name for actor in told.actors}
    assert names[told.statements[-1].speaker] == ("Sulu Sea Brigade" if one else "armed group")


def test_a_person_told_after_an_office_does_not_hold_it():
    text = (
        "The minister opened the fair in Lima. It rained. The oxen were wet. The band played. "
        "Gloria Tijera sold bread."
    )
    told = record(
        Document(text=text, title="Minister at the fair", published="2018-02-19", outlet="Lima Post")
    )
    assert all(actor.roles == () for actor in told.actors if actor.name == "Gloria Tijera")


def test_a_surname_that_is_also_a_given_name_is_the_persons_who_bears_it():
    text = "Chile's ambassador, Pedro Rosa, said his country agreed. Peru waits.\n\nRosa called the charge false."
    cast = find_actors(parse(text), Document(text=text))
    assert [actor.name for actor in cast.actors.values() if actor.kind == "person"] == ["Pedro Rosa"]


def test_an_office_told_with_its_is_of_the_state_that_the_word_stands_for():
    text = (
        "Chile yesterday answered the charge.\n\nPeru, which lies at the far end of the river, joined in the "
        "Bolivian call. Its prime minister, Anselmo Quille, called on Chile to hurry."
    )
    cast = find_actors(parse(text), Document(text=text, published="2018-03-04"))
    assert {actor.name: actor.country for actor in cast.actors.values()}["Anselmo Quille"] == "PER"
