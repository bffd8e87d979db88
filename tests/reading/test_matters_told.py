"""What is read where no statement tells it, and what only looks like a matter. All sentences were made up."""

import pytest
from short_reports import read, sides

from deedwatch.reading import record
from deedwatch.records import Document


def matters(text):
    found = read(text)
    return [(matter.kind, [*sides(found, matter.by)], [*sides(found, matter.to)]) for matter in found.ledger]


TOLD = [
    ("Chile confirmed that it would withdraw its soldiers from the pass.", "promise", "CHL"),
    ("Chile has offered to pay for a copy of the bell, if the bell stays in Arica.", "proposal", "CHL"),
    ("Brazil would open the road in June, Interior Minister Ana Rojas said.", "promise", "BRA"),
]


@pytest.mark.parametrize(("text", "kind", "maker"), TOLD)
def test_a_matter_is_told(text, kind, maker):
    assert [(k, by) for k, by, _ in matters(text)] == [(kind, [maker])]


UNTOLD = [
    # a deed that is over, or under way, and is only confirmed
    "Chile's army confirmed the withdrawal from the pass on Sunday.",
    "Chile's army confirmed that it had completed the withdrawal from the pass.",
    # nobody is guessed to be addressed or to promise
    "Peru did not ask Chile to move its boats.",
    "A columnist in Lima believes that Chile would settle for two boats.",
    '"We are modest. It will choke the harbour," Chilean minister Ana Rojas said.',
    "A pilot who asked us to forget his name said that the lamp was out.",
    "The drivers asked the minister what he would do.",
]


@pytest.mark.parametrize("text", UNTOLD)
def test_what_is_not_asked_and_not_promised_makes_no_matter(text):
    assert not [kind for kind, _, _ in matters(text) if kind in {"demand", "promise"}]


def test_nobody_is_addressed_where_the_words_only_name_a_state():
    demands = [
        to
        for kind, _, to in matters('"Stop this circus in Peru!" the mayor of Arica said.')
        if kind == "demand"
    ]
    assert all(to != ["PER"] for to in demands)


def test_what_a_side_orders_of_itself_is_no_matter():
    text = 'Chilean President Pedro Soto said: "I have asked the Chilean army to clear the road."'
    assert not matters(text)


CHARGED = [
    ("Peru's fisheries ministry said that the two boats had been fishing without a licence.", "PER"),
    ("Chile's navy said that the Peruvian trawler had rammed its gunboat.", "CHL"),
    ("Condor Shipping said that the drivers had siphoned diesel from the tanks.", "Condor Shipping"),
]


@pytest.mark.parametrize(("text", "maker"), CHARGED)
def test_a_wrong_told_of_others_is_a_charge(text, maker):
    assert [(kind, by) for kind, by, _ in matters(text)] == [("accusation", [maker])]


NOT_CHARGED = [
    "Peru's army said that it had rammed the gunboat.",
    "Peru's minister of trade said that the drivers had not siphoned diesel.",
    "Peru's minister of trade said that forty boats had been fishing in the gulf.",
]


@pytest.mark.parametrize("text", NOT_CHARGED)
def test_the_own_deed_and_what_is_no_wrong_charge_nobody(text):
    assert not [kind for kind, _, _ in matters(text) if kind == "accusation"]


ADDRESSED = [
    ("In Lima, the foreign ministry called for the release of the pilot, Ana Rojas.", []),
    ("The company has proposed to the union that it rehire 20 of the 46 miners.", ["union"]),
    ("Chile's navy said that trawlers from Peru had rammed its gunboat.", ["PER"]),
]


@pytest.mark.parametrize(("text", "addressed"), ADDRESSED)
def test_to_whom_a_matter_goes(text, addressed):
    assert [to for _, _, to in matters(text)] == [addressed]


def test_who_leads_an_interview_makes_no_matter():
    text = (
        "HOST: General Kinda will be hurt in May.\n\nROJAS: We will open the road in June.\n\n"
        "HOST: So you did not agree?\n\nROJAS: The road is long."
    )
    assert all(by != ["HOST"] for _, by, _ in matters(text))


IDLE = [
    "Peru's army was praised for the alleged plots in Arica.",
    "Peruvian President Pedro Soto asked to meet the fishermen in Arica.",
    '"You will have to ask him again," Chilean minister Ana Rojas said.',
]


@pytest.mark.parametrize("text", IDLE)
def test_idle_words_make_no_matter(text):
    assert not matters(text)


def test_what_is_done_if_others_do_not_do_their_part_is_a_threat():
    text = '"If the men are still here on Friday, the captives will be taken to Chile," Front leader Luis Abad said.'
    assert [kind for kind, _, _ in matters(text)] == ["promise"]


def test_who_no_longer_wants_it_for_good_and_asks_for_it_on_loan_amends():
    text = (
        "Peru no longer wants the bell of Arica for good, its new minister said. "
        '"We ask Chile to lend us the bell for a year," said Luis Abad.'
    )
    found = record(Document(text=text, id="r", published="2019-05-08"))
    assert [(m.kind, m.move) for m in found.ledger] == [("demand", "amends")]


def test_a_plan_that_is_named_and_then_put_is_one():
    text = (
        "The Amazon Commission on Tuesday put forward a plan for the harbour of Arica.\n\n"
        "The commission proposed a board of nine captains and a pilot from each side."
    )
    assert [kind for kind, _, _ in matters(text)] == ["proposal"]


def test_what_a_handed_over_plan_would_be_is_of_the_plan_and_of_no_other():
    text = (
        "The Amazon Commission has proposed that Peru and Chile share a pilot.\n\n"
        "Director Luis Abad handed the plan to both sides. Under it no boat would pass at night."
    )
    assert [kind for kind, _, _ in matters(text)] == ["proposal"]


def test_a_forecast_told_again_is_told_again():
    text = "Ana Rojas had forecast that the boats would be home by June."
    found = record(Document(text=text, id="r", published="2019-05-08"))
    assert [(m.kind, m.move) for m in found.ledger] == [("prediction", "restates")]


def test_what_is_promised_was_told_in_the_sentence_before():
    text = (
        "The nine sailors will be home before June 4. The Peruvian government promised it to Chile on Friday."
    )
    found = record(Document(text=text, id="r", published="2019-05-08"))
    assert [(m.kind, found.quote(m.content)) for m in found.ledger] == [
        ("promise", "The nine sailors will be home before June 4")
    ]


def test_a_thing_asked_for_now_is_amended():
    text = "Peru asked Chile on Monday for nine boats.\n\nPeru now asks for the release of six boats."
    found = record(Document(text=text, id="r", published="2019-05-08"))
    assert "amends" in {m.move for m in found.ledger}


IDLE_TOO = [
    '"Housewives will pay for this quarrel," said Ana Rojas, an economist.',
    "The Arica Post notes that they were offered lunch by Chile.",
    "The mayor of Arica said he had not seen the draft and would not talk about paper.",
    '"Those drivers will not work here again," said Ana Rojas of Condor Shipping.',
    "The French ambassador said his government was behind the plan of Peru.",
]


@pytest.mark.parametrize("text", IDLE_TOO)
def test_what_an_expert_foretells_and_a_refusal_promise_nothing(text):
    assert not [kind for kind, by, _ in matters(text) if by != ["PER"]]


def test_what_a_body_will_do_on_terms_is_told_in_the_reports_own_voice():
    text = "Should the gate still be blocked on Friday, Chile will sell three hundred trucks."
    assert [(kind, by) for kind, by, _ in matters(text)] == [("promise", ["CHL"])]


def test_an_idea_given_up_for_a_new_one_is_amended():
    text = "Brazil gave up the idea of two steps in May. Its new text proposes that both sides meet in Arica."
    found = record(Document(text=text, id="r", published="2019-05-08"))
    assert [m.move for m in found.ledger] == ["amends"]


def test_what_others_would_answer_is_no_forecast_and_consent_on_terms_no_vow():
    assert not matters(
        "A Western diplomat in Lima said Chile would accept the lamps if it could keep the buoys."
    )
    assert not matters(
        "The lamp could be moved, the mayor of Arica said, but only if Chile paid for the boats."
    )


PAPERS = [
    ("A resolution of the African Union says that Chad must withdraw its troops.", "African Union"),
    ("The draft tabled by France asks Libya to open its ports to aid ships.", "FRA"),
]


@pytest.mark.parametrize(("text", "maker"), PAPERS)
def test_a_paper_speaks_for_whom_it_is_of(text, maker):
    assert [by for kind, by, _ in matters(text) if kind == "demand"] == [[maker]]
