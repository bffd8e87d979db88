"""Who and what may open a matter in the ledger."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from deedwatch.reading import record
from deedwatch.reckoning.ledger import build, view
from deedwatch.records import Actor, Document, Matter, Position, Record, Statement

STATES = (
    Actor(id="a1", name="Peru", kind="state", country="PER", code="PER"),
    Actor(id="a2", name="Chile", kind="state", country="CHL", code="CHL"),
    Actor(id="a3", name="docker", kind="person"),
    Actor(id="a4", name="Harbour Union", kind="organisation"),
    Actor(id="a5", name="villagers", kind="population"),
    Actor(id="a6", name="Coast Gazette", kind="media"),
    Actor(id="a7", name="Ana Rojas", kind="person"),
    Actor(id="b1", name="senior Andean naval officer", kind="unnamed"),
    Actor(id="b2", name="clerk at the Harbour Office", kind="unnamed"),
    Actor(id="b3", name="Elena Soto", kind="person", roles=("historian",)),
)


def told(name, day, wording, *, kind="demand", by=("a1",), move="states", **fields):
    matter = Matter(id="l1", kind=kind, content=(0, len(wording)), by=by, to=("a2",), move=move, **fields)
    return Record(document=Document(id=name, text=wording, published=day), actors=STATES, ledger=(matter,))


MADE = [
    ("demand", "a1", "release the trawler and her crew", True),
    ("demand", "a4", "raise the wages of the crane drivers", True),
    ("demand", "a5", "move the rubbish tip behind the hill", True),
    ("prediction", "a7", "the harbour will freeze before Christmas", True),
    ("demand", "a3", "tell him where the mate is held", False),
    ("promise", "a5", "they would walk home on Sunday", False),
    ("prediction", "a3", "the ship will be gone before Sunday", False),
    ("prediction", "a6", "the ship will be gone before Sunday", False),
    ("prediction", "b1", "the boats will rot before Christmas", False),
    ("prediction", "b2", "the boats will rot before Christmas", False),
    ("promise", "b3", "she would stick to the past from now on", False),
    ("demand", "a1", "the demand of Peru", False),
    ("demand", "a1", "the next question", False),
    ("demand", "a1", "whether the mate is alive?", False),
    ("promise", "a1", "it would show", False),
]


@pytest.mark.parametrize(("kind", "maker", "wording", "opens"), MADE)
def test_a_matter_is_opened_by_a_party_and_says_something(kind, maker, wording, opens):
    ledger = build([told("r1", "2018-03-01", wording, kind=kind, by=(maker,))])
    assert bool(ledger.entries) is opens


@pytest.mark.parametrize(("cue", "opens"), [("said", False), ("forecast", True)])
def test_what_a_state_says_will_be_is_foretold_only_by_a_word_of_foretelling(cue, opens):
    wording = "the harbour will be quiet before Christmas"
    found = told("r1", "2018-03-01", wording, kind="prediction", statement="s1")
    start = len(wording) + 1
    statement = Statement(
        id="s1", speaker="a1", act="assert", mode="indirect", content=((0, len(wording)),),
        cue=(start, start + len(cue)),
    )  # fmt: skip
    document = Document(id="r1", text=f"{wording} {cue}", published="2018-03-01")
    record = replace(found, document=document, statements=(statement,))
    assert bool(build([record]).entries) is opens


@pytest.mark.parametrize(
    ("wording", "opens"), [("the drivers", False), ("the release of nine drivers", True)]
)
def test_what_is_only_taken_back_must_say_what_it_was(wording, opens):
    ledger = build([told("r1", "2018-03-01", wording, move="withdraws")])
    assert bool(ledger.entries) is opens


def test_what_people_at_large_are_asked_opens_none():
    public = Actor(id="a8", name="public", kind="population")
    report = told("r1", "2018-03-01", "give blood at the hospital of Callao")
    (matter,) = report.ledger
    asked = replace(report, actors=(*STATES, public), ledger=(replace(matter, to=("a8",)),))
    assert not build([asked]).entries
    assert build([report]).entries


def test_a_matter_without_a_maker_shows_once_a_report_tells_who_made_it():
    refusal = Position(actor="a2", stance="rejects")
    first = told("r1", "2018-03-01", "the closure of the mine", by=(), move="recalls", positions=(refusal,))
    later = told("r2", "2018-03-09", "close the copper mine", move="restates")
    ledger = build([first, later])
    assert view(ledger, as_of="2018-03-05") == ()
    (row,) = view(ledger, as_of="2018-03-10")
    assert (row.by, [m.report for m in row.mentions]) == (("PER",), ["r1", "r2"])
    assert [stand.stance for stand in row.positions["CHL"]] == ["rejects"]


def test_the_government_of_no_told_state_is_whoever_made_what_is_answered():
    asked = Document(
        id="a",
        published="2018-03-05",
        text="Kenya accused Simba Copper of passing off Ugandan ore as its own.",
    )
    denied = Document(
        id="b",
        published="2018-03-07",
        text="Peter Obi, the chief executive of Simba Copper, denied the government's charge.",
    )
    (row,) = view(build(record(document) for document in (asked, denied)))
    assert (row.by, row.standing) == (("KEN",), "disputed")


def test_a_matter_of_a_report_with_an_hour_is_opened_on_a_day():
    asked = Document(
        id="a", published="2018-03-05T07:05", text="Kenya asked Uganda to free the six fishermen."
    )
    (row,) = view(build([record(asked)]), as_of="2018-03-15")
    assert (row.opened, row.awaits[0].since, row.awaits[0].days) == ("2018-03-05", "2018-03-05", 10)
