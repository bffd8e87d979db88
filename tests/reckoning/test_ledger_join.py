"""The ledger over hand-made records: what joins, what holds, what never fills a cell."""

import json

import pytest

from deedwatch.reading import record
from deedwatch.reckoning.ledger import (
    NOT_STATED,
    Account,
    Ruling,
    Stand,
    build,
    cell_text,
    page_of,
    plain_row,
    table_of,
    view,
)
from deedwatch.reckoning.ledger.names import same_name
from deedwatch.reckoning.ledger.parties import Roster
from deedwatch.reckoning.ledger.standing import fold_standing, last_stands
from deedwatch.records import Actor, Document, Matter, Position, Record

PERU = Actor(id="a1", name="Peru", kind="state", country="PER", code="PER", mentions=((0, 4),))
CHILE = Actor(id="a2", name="Chile", kind="state", country="CHL", code="CHL")
ECUADOR = Actor(id="a3", name="Ecuador", kind="state", country="ECU", code="ECU")
STATES = (PERU, CHILE, ECUADOR)


def report(name, day, *matters, actors=STATES):
    """A record whose text is the wordings one after the other; a matter is (kind, words, fields)."""
    text, made = "", []
    for number, (kind, wording, fields) in enumerate(matters, 1):
        start = len(text)
        text += wording + "\n"
        made.append(
            Matter(
                id=f"l{number}",
                kind=kind,
                content=(start, start + len(wording)),
                **{"by": ("a1",), "to": ("a2",), **fields},
            )
        )
    document = Document(id=name, text=text, published=day)
    return Record(document=document, actors=actors, ledger=tuple(made))


def took(stance, actor="a2", **fields):
    return Position(actor=actor, stance=stance, **fields)


DEMAND = ("demand", "release the trawler Santa Rosa and her crew", {})
OTHER = ("demand", "repair the lighthouse on the northern cape", {})


def with_(matter, **fields):
    return (matter[0], matter[1], {**matter[2], **fields})


SAME = [
    ("free the crew and the trawler", "states", True),
    ("the release of the trawler", "restates", True),
    ("its demand", "recalls", True),
    ("close the copper mine", "states", False),
    ("the closure of the copper mine", "recalls", False),
]


@pytest.mark.parametrize(("wording", "move", "joins"), SAME)
def test_a_matter_taken_up_again_joins_and_another_does_not(wording, move, joins):
    later = ("demand", wording, {"move": move})
    rows = view(build([report("r1", "2019-02-04", DEMAND), report("r2", "2019-03-04", later)]))
    assert len(rows) == (1 if joins else 2)


def test_who_asks_the_same_later_backs_the_demand_and_makes_none():
    seconded = with_(DEMAND, by=("a3",))
    (entry,) = build([report("r1", "2019-02-04", DEMAND), report("r2", "2019-03-04", seconded)]).entries
    assert [mention.report for mention in entry.mentions] == ["r1", "r2"]
    assert [stand.stance for stand in entry.stands] == ["supports"]
    assert entry.stands[0].party not in {maker for mention in entry.mentions for maker in mention.by}


def test_another_kind_or_another_addressee_is_another_matter():
    others = [("accusation", *DEMAND[1:]), with_(DEMAND, to=("a3",))]
    for other in others:
        ledger = build([report("r1", "2019-02-04", DEMAND), report("r2", "2019-03-04", other)])
        assert len(ledger.entries) == 2, other


def test_the_fullest_wording_is_shown_and_the_amended_one_is_in_force():
    short = ("proposal", "a joint board", {})
    full = ("proposal", "a joint board of three captains at Arica", {"move": "restates"})
    new = ("proposal", "a joint board of five captains", {"move": "amends"})
    days = ["2019-02-04", "2019-03-04", "2019-04-04"]
    records = [
        report(f"r{n}", day, m) for n, (day, m) in enumerate(zip(days, [short, full, new], strict=True), 1)
    ]
    ledger = build(records)
    assert [view(ledger, as_of=day)[0].content for day in days] == [short[1], full[1], new[1]]
    kinds = [link.kind for link in view(ledger)[0].links]
    assert kinds == ["restated", "amended"]


def test_a_counter_proposal_and_a_condition_are_linked():
    first = ("proposal", "a joint board of captains", {"positions": (took("counters", statement="s2"),)})
    counter = ("proposal", "an exchange of charts", {"by": ("a2",), "to": ("a1",), "statement": "s2"})
    entry, other = build([report("r1", "2019-02-04", first, counter)]).entries
    assert [(link.kind, link.matter) for link in entry.links] == [("countered-by", other.id)]


def test_a_link_told_by_an_undated_report_is_shown_as_undated():
    first = ("proposal", "a joint board of captains", {"positions": (took("counters", statement="s2"),)})
    counter = ("proposal", "an exchange of charts", {"by": ("a2",), "to": ("a1",), "statement": "s2"})
    rows = view(build([report("r1", None, first, counter)]))
    columns, cells = table_of(rows, [], {})
    assert cells[0][columns.index("links")] == f"countered-by {rows[1].id} undated"


STANDINGS = [
    ("demand", [], "open"),
    ("demand", ["accepts"], "accepted"),
    ("demand", ["supports"], "accepted"),
    ("demand", ["rejects"], "refused"),
    ("demand", ["conditional"], "open"),
    ("demand", ["noncommittal"], "open"),
    ("demand", ["rejects", "accepts"], "accepted"),
    ("demand", ["accepts", "rejects"], "refused"),
    ("accusation", ["denies"], "disputed"),
    ("accusation", ["counters"], "disputed"),
    ("accusation", [], "open"),
    ("proposal", ["accepts"], "accepted"),
]


@pytest.mark.parametrize(("kind", "stances", "standing"), STANDINGS)
def test_standing_is_folded_from_the_stances(kind, stances, standing):
    records = [
        report(
            f"r{n}", f"2019-02-{n:02}", (kind, DEMAND[1], {"positions": (took(stance),)} if stance else {})
        )
        for n, stance in enumerate(stances or [None], 1)
    ]
    (row,) = view(build(records), as_of="2019-03-01")
    assert row.standing == standing
    assert [stand.stance for stand in row.positions.get("CHL", ())] == stances


def test_all_who_are_addressed_must_accept():
    matter = ("demand", DEMAND[1], {"to": ("a2", "a3"), "positions": (took("accepts"),)})
    assert view(build([report("r1", "2019-02-04", matter)]))[0].standing == "open"


def test_a_date_that_passed_unanswered_lapses_and_an_answer_stops_that():
    due = with_(DEMAND, due="2019-03-01")
    ledger = build([report("r1", "2019-02-04", due)])
    assert view(ledger, as_of="2019-03-01")[0].standing == "open"
    assert view(ledger, as_of="2019-03-02")[0].standing == "lapsed"
    answered = build([report("r1", "2019-02-04", with_(due, positions=(took("conditional"),)))])
    assert view(answered, as_of="2019-03-02")[0].standing == "open"


def test_a_withdrawn_matter_may_be_raised_again():
    records = [
        report("r1", "2019-02-04", DEMAND),
        report("r2", "2019-03-04", with_(DEMAND, move="withdraws")),
    ]
    assert view(build(records))[0].standing == "withdrawn"
    records.append(report("r3", "2019-04-04", with_(DEMAND, move="restates")))
    assert view(build(records))[0].standing == "open"


def test_met_and_broken_only_by_a_ruling():
    ledger = build([report("r1", "2019-02-04", ("promise", "repair the lighthouse", {}))])
    (row,) = view(ledger, as_of="2019-06-01")
    assert row.standing == "open"
    ruling = Ruling(matter=row.id, standing="broken", on="2019-05-01", by="Ada Quispe")
    assert view(ledger, as_of="2019-06-01", rulings=[ruling])[0].standing == "broken"
    assert view(ledger, as_of="2019-04-01", rulings=[ruling])[0].standing == "open"


def test_hearsay_is_marked_and_yields_to_the_party_itself():
    told = with_(DEMAND, positions=(took("accepts", told_by="a3"),))
    own = with_(DEMAND, positions=(took("rejects"),))
    ledger = build([report("r1", "2019-02-04", told), report("r2", "2019-03-04", own)])
    (early,) = view(ledger, as_of="2019-02-28")
    assert (early.standing, early.standing_unheard) == ("accepted", "open")
    assert "only as told by ECU" in cell_text(early.positions["CHL"])
    (late,) = view(ledger, as_of="2019-03-31")
    assert (late.standing, [s.stance for s in late.positions["CHL"]]) == ("refused", ["accepts", "rejects"])


def test_an_early_stance_told_late_changes_nothing():
    now = with_(DEMAND, positions=(took("accepts", on="2019-03-01"),))
    late = with_(DEMAND, positions=(took("rejects", on="2019-02-05"),))
    ledger = build([report("r1", "2019-03-01", now), report("r2", "2019-05-01", late)])
    assert view(ledger)[0].positions["CHL"][-1].stance == "accepts"


def test_the_makers_own_side_has_no_cell_and_copies_tell_a_stance_once():
    matter = with_(DEMAND, positions=(took("supports", actor="a1"), took("rejects")))
    ledger = build([report("r1", "2019-02-04", matter), report("r2", "2019-02-04", matter)])
    (row,) = view(ledger)
    assert "PER" not in row.positions
    assert len(row.positions["CHL"]) == 1
    assert {mention.report for mention in row.mentions} == {"r1", "r2"}


def test_every_party_asked_for_has_a_cell_and_silence_leaves_it_empty():
    (row,) = view(build([report("r1", "2019-02-04", DEMAND)]), parties=["PER", "CHL", "ECU"])
    assert plain_row(row)["positions"] == {"PER": [], "CHL": [], "ECU": []}
    assert cell_text(row.positions["CHL"]) == NOT_STATED


def test_what_changed_and_what_awaits_an_answer():
    records = [
        report("r1", "2019-02-04", DEMAND),
        report("r2", "2019-03-04", with_(OTHER, positions=(took("rejects"),))),
    ]
    first, second = view(build(records), as_of="2019-03-06", since="2019-03-01")
    assert (first.changes, [(a.party, a.days) for a in first.awaits]) == ((), [("CHL", 30)])
    assert [(change.what, change.party) for change in second.changes] == [
        ("opened", None),
        ("rejects", "CHL"),
    ]
    assert second.awaits == ()


def test_about_a_country_and_between_parties():
    ledger = build([report("r1", "2019-02-04", DEMAND, with_(OTHER, by=("a3",)))])
    assert len(view(ledger, about="PER")) == 1
    assert len(view(ledger, parties=["ECU"])) == 1
    assert len(view(ledger, about="BRA")) == 0


def test_the_forms_agree():
    (row,) = view(
        build([report("r1", "2019-02-04", with_(DEMAND, positions=(took("rejects"),)))]), parties=["CHL"]
    )
    plain = json.loads(json.dumps(plain_row(row)))
    keys = {"id", "kind", "by", "to", "content", "opened", "standing", "mentions", "positions"}
    assert keys <= set(plain)
    assert set(plain["mentions"][0]) >= {"report", "span", "on"}
    assert set(plain["positions"]["CHL"][0]) >= {"stance", "on", "actor", "statement", "told_by"}
    ruling = Ruling(matter=row.id, standing="met", on="2019-03-01", by="<Ada>", reason="seen")
    columns, cells = table_of([row], ["CHL"], {row.id: ruling})
    assert all(len(line) == len(columns) for line in cells)
    assert "rejects" in cells[0][columns.index("CHL")]
    assert cells[0][columns.index("ruling")] == "met since 2019-03-01, as <Ada> rules: seen"
    page = page_of(columns, cells, title="<b>")
    assert "<b>" not in page
    assert "as &lt;Ada&gt; rules" in page
    assert "rejects" in page


def person(name, role, country="CHL", code="CHLGOV"):
    return Actor(id="p", name=name, kind="person", country=country, code=code, roles=(role,) if role else ())


PARTIES = [
    (person("Paula Aravena", "Chilean Navy Minister"), "CHL"),
    (person("Paula Aravena", "former minister"), "Paula Aravena"),
    (person("Rosa Lagos", "opposition senator", code="CHLLEG"), "Rosa Lagos"),
    (person("Luis Prat", "hydrologist", code="CHLEDU"), "Luis Prat"),
    (
        Actor(id="p", name="officials in Santiago", kind="unnamed", country="CHL", code="CHLGOV"),
        "officials in Santiago",
    ),
    (Actor(id="p", name="Chilean minister", kind="unnamed", country="CHL", code="CHLGOV"), "CHL"),
    (Actor(id="p", name="Chilean navy", kind="government", country="CHL", code="CHLMIL"), "CHL"),
    (Actor(id="p", name="Andean Parliament", kind="international_organisation"), "Andean Parliament"),
]


@pytest.mark.parametrize(("actor", "party"), PARTIES)
def test_who_speaks_for_whom(actor, party):
    found = Roster().read(Record(document=Document(id="r", text=""), actors=(actor,)))
    assert found["p"] == party


def test_a_known_spokesman_is_known_again_and_the_head_speaks_for_the_body():
    roster = Roster()
    roster.read(
        Record(document=Document(id="r1", text=""), actors=(person("Paula Aravena", "Navy Minister"),))
    )
    again = person("Aravena", "", country=None, code=None)
    assert roster.read(Record(document=Document(id="r2", text=""), actors=(again,)))["p"] == "CHL"
    body = Actor(id="b", name="Guano Commission", kind="organisation")
    head = person("Inge Dahl", "head of the commission", country="NOR", code="NOR")
    assert (
        roster.read(Record(document=Document(id="r3", text=""), actors=(body, head)))["p"]
        == "Guano Commission"
    )


def test_names_and_acronyms_of_one_party():
    assert same_name("OSCE", "Organization for Security and Co-operation in Europe")
    assert not same_name("CHL", "Chile Lobby League of Arica")


def test_last_stand_by_day_then_by_own_word():
    def stand(stance, day, told_by=None):
        return Stand(party="CHL", actor="x", stance=stance, on=day, told=day, report="r", told_by=told_by)

    held = last_stands([stand("rejects", "2019-03-01"), stand("accepts", "2019-03-01", "ECU")])
    assert held["CHL"].stance == "rejects"
    assert fold_standing("demand", (), {}) == "open"


def test_an_outlet_and_a_form_of_honour_take_no_stance():
    text = (
        "The envoy of Ghana, Kofi Addo, proposed an audit of the result sheets.\n\nPresident Soto of Peru received him. "
        '"I shall give my reply in good time," His Excellency told reporters, according to The Lima Beacon.'
    )
    account = Account()
    account.add(record(Document(id="r1", text=text, published="2019-05-08")))
    assert {stand.party for entry in account.entries for stand in entry.stands} <= {"PER"}


def test_who_has_backed_a_demand_on_others_is_not_undecided_about_it():
    texts = (
        "Peru demanded that Ecuador release nine sailors who were taken off a ferry.",
        (
            "The Andean Press League also called for the release of the nine sailors who were taken off the ferry. "
            "Its envoy for the sea, Hugo Lane, spoke in Lima."
        ),
        (
            "The nine sailors who were taken off a ferry may be tried in Quito.\n\n"
            "The Andean Press League was more cautious on the sailors. Hugo Lane, its envoy for the sea, said he "
            "would have to see the papers first and was neither for nor against."
        ),
    )
    read = [
        record(Document(id=f"r{n}", published=f"2019-03-0{n * 3}", text=text))
        for n, text in enumerate(texts, 1)
    ]
    (row,) = view(build(read), as_of="2019-12-31")
    assert [stand.stance for stand in row.positions["Andean Press League"]] == ["supports"]
