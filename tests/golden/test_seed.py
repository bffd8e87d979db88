"""The report that the project started from, read as a page, held against its gold record.

Runs where the gold sets are (DEEDWATCH_GOLD); nothing of their text stands here.
"""

import json
import os
from pathlib import Path

import pytest

GOLD = Path(os.environ.get("DEEDWATCH_GOLD", "/nowhere")) / "seed"
pytestmark = pytest.mark.skipif(
    not GOLD.is_dir(),
    reason="the gold sets are not here; bench/README.md says where the public ones come from",
)


@pytest.fixture(scope="module")
def gold():
    return json.loads((GOLD / "us_iran_baghdad.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def told():
    from deedwatch.exchange.reports import open_reports
    from deedwatch.reading import record

    (page,) = open_reports([GOLD / "report.txt"])
    return record(page)


def test_the_page_is_read_as_a_person_would(gold, told):
    document, wanted = told.document, gold["document"]
    assert document.text == wanted["text"]
    assert document.title == wanted["title"]
    assert list(document.authors) == wanted["authors"]
    assert list(document.contributors) == wanted["contributors"]
    assert (document.published, document.updated) == (wanted["published"], wanted["updated"])


def test_every_span_is_found_in_the_file_as_it_came(told):
    raw = (GOLD / "report.txt").read_text(encoding="utf-8")
    for segment in told.document.segments:
        clean = told.document.text[segment.start : segment.end]
        if segment.end - segment.start == segment.raw_end - segment.raw_start:
            assert raw[segment.raw_start : segment.raw_end] == clean


def events_at(told, gold_event):
    """Events of the type in the sentence of the gold event."""
    text, (start, end) = told.document.text, gold_event["anchor"]
    first = max(text.rfind(". ", 0, start), text.rfind("\n", 0, start))
    last = min(place for place in (text.find(". ", end), text.find("\n", end), len(text)) if place >= 0)
    return [e for e in told.events if first < e.anchor[0] < last and e.type == gold_event["type"]]


def test_the_bomb_is_one_reported_event_without_perpetrator(gold, told):
    (wanted,) = [e for e in gold["events"] if e["casualties"]]
    found = [e for e in told.events if e.casualties and e.casualties.killed]
    assert len(found) == 1
    (event,) = found
    assert event.status == "reported"
    assert list(event.casualties.killed) == wanted["casualties"]["killed"]
    assert event.source == ()
    assert event.place is not None
    assert event.place.country == "IRQ"
    assert wanted["place"]["name"].split()[1] in event.place.name
    assert event.means == wanted["means"]


@pytest.mark.parametrize("status", ["alleged", "proposed", "denied"])
def test_what_is_not_told_as_fact_keeps_its_status(gold, told, status):
    """The hijacking alleged, the commission proposed, the support denied by Iran."""
    last = [e for e in gold["events"] if e["status"] == status][-1]
    found = [e for e in told.events if e.status == status and e.type == last["type"]]
    assert any(e in found for e in events_at(told, last)), last["anchor"]


def test_the_proposal_has_its_maker_and_the_other_side_noncommittal(gold, told):
    names = {a.id: a for a in told.actors}
    (proposal,) = [m for m in told.ledger if m.kind == "proposal"]
    assert {names[i].country for i in proposal.by} == {"IRN"}
    assert {(names[p.actor].country, p.stance) for p in proposal.positions} == {("USA", "noncommittal")}


def test_irans_denial_is_a_position(told):
    names = {a.id: a for a in told.actors}
    held = {(names[p.actor].country, p.stance) for m in told.ledger for p in m.positions}
    assert ("IRN", "denies") in held


def test_no_position_is_invented(gold, told):
    """Each of its positions is one of the gold's, by state and stance."""
    parties = {actor["id"]: actor.get("country") for actor in gold["actors"]}
    wanted = {(parties[p["actor"]], p["stance"]) for entry in gold["ledger"] for p in entry["positions"]}
    names = {actor.id: actor.country for actor in told.actors}
    held = {(names[p.actor], p.stance) for matter in told.ledger for p in matter.positions}
    assert held
    assert held <= wanted


def test_nothing_that_is_no_fact_is_given_as_one(told):
    unreal = json.loads((GOLD / "not_facts.json").read_text(encoding="utf-8"))
    text = told.document.text
    speech = {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}
    false = []
    for item in unreal:
        start = text.find(item["text"])
        end = start + len(item["text"])
        assert start >= 0, item["text"]
        false += [
            (item["text"], event.type)
            for event in told.events
            if event.status == "reported"
            and not event.background
            and event.type not in speech
            and start <= event.anchor[0]
            and event.anchor[1] <= end
        ]
    assert false == []
