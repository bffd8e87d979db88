"""One report, one row: which matters it makes, and which stances show. All sentences were made up."""

import pytest
from short_reports import read, sides

DEMAND = "Peru demanded on Monday that Chile release the trawler and her crew.\n\n"
PLAN = "Ecuador proposed on Monday that the two navies share a joint board of captains.\n\n"
VOW = "Chile announced that it would dredge the strait.\n\n"
CHARGE = "Peru accused Chile on Monday of cutting the nets of its fishermen.\n\n"


def matters(text):
    found = read(text)
    return [(m.kind, sides(found, m.by), sides(found, m.to), found.quote(m.content)) for m in found.ledger]


def stances(text):
    found = read(text)
    return {
        (sides(found, [p.actor])[0], p.stance, p.told_by and sides(found, [p.told_by])[0])
        for matter in found.ledger
        for p in matter.positions
    }


MADE = [
    (
        "Chile turned down a claim by Peru for eleven per cent more water.",
        "demand",
        ("PER",),
        None,
        "eleven per cent more water",
    ),
    (DEMAND, "demand", ("PER",), ("CHL",), "release the trawler"),
    (
        "Peru's envoy repeated the offer of President Ana Ruiz of Chile to let divers in.",
        "proposal",
        ("CHL",),
        None,
        "let divers in",
    ),
    (
        "The Coastal Museum of Peru refused a demand of Chile to hide the organ.",
        "demand",
        ("CHL",),
        None,
        "hide the organ",
    ),
    (
        "The Peruvian ambassador denied on Monday that his country was sheltering anybody.",
        "accusation",
        (),
        ("PER",),
        "was sheltering anybody",
    ),
    (PLAN, "proposal", ("ECU",), None, "joint board of captains"),
    (CHARGE, "accusation", ("PER",), ("CHL",), "cutting the nets"),
    (
        '"We expect Chile to free the crew by June," Peru\'s foreign minister said.',
        "demand",
        ("PER",),
        ("CHL",),
        "free the crew",
    ),
    (
        "Peru set Chile a deadline of ten days to free the crew.",
        "demand",
        ("PER",),
        ("CHL",),
        "free the crew",
    ),
    ("Peru seeks from Chile the return of two boats.", "demand", ("PER",), None, "return of two boats"),
    (
        "Peru promised Chile that the pipe would be open by June.",
        "promise",
        ("PER",),
        ("CHL",),
        "pipe would be open",
    ),
    (
        "Peru assured Chile that no soldier would cross the river.",
        "promise",
        ("PER",),
        ("CHL",),
        "no soldier would",
    ),
    (
        "Peru's trade minister told reporters that Chilean customs officers had stamped false papers for the nuts.",
        "accusation",
        ("PER",),
        None,
        "stamped false papers",
    ),
    (
        "Peru blamed Chile for the fire on the boats.",
        "accusation",
        ("PER",),
        ("CHL",),
        "the fire on the boats",
    ),
    (
        '"Release our sailors," Peru\'s president told Chile.',
        "demand",
        ("PER",),
        ("CHL",),
        "Release our sailors",
    ),
    (
        "Luis Prado, an economist in Lima, expects Peru to leave the union.",
        "prediction",
        ("PER",),
        None,
        "leave the union",
    ),
    (
        "Chile promised on Monday to repair the lighthouse at Arica.",
        "promise",
        ("CHL",),
        None,
        "repair the lighthouse",
    ),
    (
        "Ecuador put forward a plan on Monday under which the ships would sail at night.",
        "proposal",
        ("ECU",),
        None,
        "the ships would sail at night",
    ),
    ("Peru called on Chile to halt the dredging.", "demand", ("PER",), ("CHL",), "halt the dredging"),
    (
        '"Chile must halt the dredging," Peruvian Foreign Minister Ernesto Vallejo said.',
        "demand",
        ("PER",),
        ("CHL",),
        "must halt the dredging",
    ),
    (
        "Peru forecast that the harbour would freeze before the end of June.",
        "prediction",
        ("PER",),
        (),
        "the harbour would freeze",
    ),
]


@pytest.mark.parametrize(("text", "kind", "by", "to", "words"), MADE)
def test_a_matter_is_made(text, kind, by, to, words):
    found = [row for row in matters(text) if row[0] == kind]
    assert len(found) == 1, matters(text)
    assert found[0][1] == by
    assert to is None or found[0][2] == to
    assert words in found[0][3]


TAKEN = [
    (DEMAND + "Chile will not release the trawler.", ("CHL", "rejects", None)),
    (DEMAND + "Chile gave way to the demand.", ("CHL", "accepts", None)),
    (PLAN + "Chile will send its captains only if Ecuador pays for them.", ("CHL", "conditional", None)),
    (PLAN + "Chile gave the proposal its blessing.", ("CHL", "supports", None)),
    (PLAN + "Chile poured cold water on the proposal.", ("CHL", "rejects", None)),
    (CHARGE + "Chile called the charge an invention.", ("CHL", "denies", None)),
    (
        VOW + '"Any move by Chile would be illegal," Peruvian Foreign Minister Ernesto Vallejo said.',
        ("PER", "rejects", None),
    ),
    (CHARGE + '"Utter rubbish," Chilean Foreign Minister Paula Aravena said.', ("CHL", "denies", None)),
    (
        CHARGE + '"Nobody has touched their nets," Chilean Foreign Minister Paula Aravena said.',
        ("CHL", "denies", None),
    ),
    (DEMAND + "Chile said that it was ready to release the trawler.", ("CHL", "accepts", None)),
    (
        DEMAND + '"Our Chilean friends have agreed to the demand," Peruvian Foreign Minister '
        "Ernesto Vallejo said.",
        ("CHL", "accepts", "PER"),
    ),
    (CHARGE + "Chile denied having touched a single net.", ("CHL", "denies", None)),
    (DEMAND + "Chile rejected the demand.", ("CHL", "rejects", None)),
    (DEMAND + "Chile refused to release the trawler.", ("CHL", "rejects", None)),
    (DEMAND + "Chile will not bow to the demand.", ("CHL", "rejects", None)),
    (DEMAND + "Chile agreed to the demand.", ("CHL", "accepts", None)),
    (DEMAND + "Bolivia supported the demand.", ("BOL", "supports", None)),
    (DEMAND + "Chile is studying the demand.", ("CHL", "noncommittal", None)),
    (PLAN + "Chile accepted the proposal.", ("CHL", "accepts", None)),
    (PLAN + "Chile turned the plan down.", ("CHL", "rejects", None)),
    (PLAN + "The proposal was rejected by Chile.", ("CHL", "rejects", None)),
    (PLAN + "Chile said it would join only if the charts were published.", ("CHL", "conditional", None)),
    (
        PLAN + "Chile has not accepted the proposal. It has not rejected it either.",
        ("CHL", "noncommittal", None),
    ),
    (CHARGE + "Chile denied the charge.", ("CHL", "denies", None)),
    (CHARGE + "Chile denied cutting the nets of the fishermen.", ("CHL", "denies", None)),
    (CHARGE + '"The charge is false," Chilean Foreign Minister Paula Aravena said.', ("CHL", "denies", None)),
    (
        PLAN + "Chile has accepted the proposal, Ecuadorian Foreign Minister Lucia Moncayo said.",
        ("CHL", "accepts", "ECU"),
    ),
]


@pytest.mark.parametrize(("text", "stance"), TAKEN)
def test_a_stance_is_taken(text, stance):
    assert stance in stances(text)


NOT_TAKEN = [
    DEMAND + "Chile will not open the museum on Sunday.",
    DEMAND + "Chile will not comment on the demand.",
    PLAN + "Peru will sell the lighthouse only if Bolivia buys it.",
    DEMAND + "Chile did not react.",
    DEMAND + "Chile had promised to send it back within a year, Peruvian minister Ernesto Vallejo said.",
    VOW + '"Any move by Bolivia would be illegal," Peruvian Foreign Minister Ernesto Vallejo said.',
    VOW + '"A move by Chile would not be illegal," Peruvian Foreign Minister Ernesto Vallejo said.',
    PLAN + "Chile accused Ecuador of hiding the papers of the sale.",
    DEMAND + "Chile said that it was not ready to release the trawler this week.",
    DEMAND + "Chile said that it was ready to paint the lighthouse.",
    CHARGE + '"Nobody has touched the lighthouse," Chilean Foreign Minister Paula Aravena said.',
    CHARGE + '"Nobody has answered our letters," Chilean Foreign Minister Paula Aravena said.',
    CHARGE + '"Rubbish is piling up in the streets of Arica," Chilean mayor Rosa Diaz said.',
    PLAN + "Chile received a list of captains.",
    DEMAND + "Chile had no comment on the demand.",
    DEMAND + "Chile did not say whether it would accept the demand.",
    DEMAND + "A diplomat hopes that Chile will accept the demand.",
    DEMAND + "Chile might accept the demand.",
    DEMAND + "Perhaps Chile will accept the demand.",
    DEMAND + "If Chile accepted the demand, the quarrel would be over.",
    DEMAND + "Had Chile accepted the demand, the quarrel would be over.",
    DEMAND + "Will Chile accept the demand?",
    DEMAND + "Chile has not accepted the demand.",
    DEMAND + "Chile has never rejected the demand.",
    DEMAND + "Bolivia urged Chile to accept the demand.",
    DEMAND + "A Bolivian diplomat said that Chile would accept the demand only if it were paid.",
    DEMAND + "Nobody in Santiago accepted the demand.",
    PLAN + "Chile spoke about the price of copper.",
    PLAN + "Chile received the ambassador of Ecuador.",
    CHARGE + "Chile said that the weather was fine.",
    CHARGE + "Chile neither confirmed nor denied the charge.",
    CHARGE + "Chile denied Bolivia access to the port.",
]


@pytest.mark.parametrize("text", NOT_TAKEN)
def test_silence_negation_and_what_might_be_are_no_stance(text):
    assert not stances(text)


def test_the_maker_takes_no_position_on_his_own_matter():
    text = DEMAND + "Peru supports the demand. Peruvian Foreign Minister Ernesto Vallejo welcomed the demand."
    assert not any(party == "PER" for party, _, _ in stances(text))


def test_moves_of_the_maker_are_told():
    moved = {
        m.move for m in read("Peru withdrew its demand for the release of the trawler on Monday.").ledger
    }
    assert moved == {"withdraws"}
    assert {m.move for m in read("Ecuador amended its proposal for a joint board on Monday.").ledger} == {
        "amends"
    }
    assert not read("Peru withdrew its soldiers from the island on Monday.").ledger


def test_a_day_by_which_it_is_to_happen_is_due():
    (matter,) = read("Peru asked Chile on Monday to release the trawler before the end of June.").ledger
    assert (matter.due, matter.on) == ("2019-06-30", "2019-05-06")
    (vow,) = read("Peru threatened on Monday to close the bridge of Arica from June 20.").ledger
    assert vow.due == "2019-06-20"
    (seen,) = read("Peru's ministry forecast on Monday that boats of Arica would sail on June 20.").ledger
    assert seen.due is None


def test_spans_lie_in_the_text_and_an_empty_text_has_no_matters():
    found = read(DEMAND + "Chile rejected the demand.")
    assert all(0 <= m.content[0] < m.content[1] <= len(found.document.text) for m in found.ledger)
    assert read(" ").ledger == ()


UNMADE = [
    'The cabinet of Peru met. Chilean Interior Minister Paula Aravena called it a "cowardly crime".',
    '"No one wants a blockade to be the first step," Chilean Foreign Minister Paula Aravena said.',
    "Peruvian prosecutor Ernesto Vallejo insisted that his past would have no bearing on the trial.",
    "Chilean envoy Paula Aravena said Peru and Bolivia expressed serious concern about the drought.",
    "Chile defended itself against a report that it had hidden the wreck.",
]


@pytest.mark.parametrize("text", UNMADE)
def test_words_that_only_look_like_a_matter_make_none(text):
    assert not matters(text)


def test_a_charge_ends_before_what_the_others_say():
    found = matters(
        "Bolivia said that Peru was responsible for the fire, while Chile accused Ecuador of arson on Monday."
    )
    assert ("accusation", ("BOL",), ("PER",), "Peru was responsible for the fire") in found
    assert not any("ECU" in to for _, by, to, _ in found if "BOL" in by)


def test_two_charges_of_different_deeds_support_nothing():
    assert not stances(CHARGE + "Bolivia accused Chile of stealing its water.")


def test_a_draft_that_proposes_it_makes_no_proposal_of_the_doer():
    assert not matters("Peru will leave the island, as the draft proposes.")


def test_those_in_general_make_no_demand():
    assert not matters("It was a warning to those who are calling for a wider war.")


def test_a_charge_that_is_rejected_refuses_no_demand():
    text = DEMAND + "Chile rejected the allegation that its sailors had burned the trawler's flag."
    assert stances(text) == {("CHL", "denies", None)}


def test_a_charge_can_be_withdrawn_by_what_it_says():
    found = read("Peru withdrew its accusation that Chile had cut the nets of its fishermen.")
    assert [(m.kind, m.move) for m in found.ledger] == [("accusation", "withdraws")]


def test_consent_to_an_offer_is_none_to_a_promise_told_later():
    text = (
        "Peru has accepted a Chilean offer to lend it the trawler for the summer. "
        "Chile promised to paint the trawler by August 1."
    )
    assert not [p for m in read(text).ledger if m.kind == "promise" for p in m.positions]


def test_my_government_is_the_speakers_own():
    text = (
        PLAN + '"My government accepts the proposal," Chilean Foreign Minister Paula Aravena said in Quito.'
    )
    assert stances(text) == {("CHL", "accepts", None)}


MORE_TAKEN = [
    (PLAN, "Peru answered the proposal with a plan of its own.", ("PER", "counters", None)),
    (PLAN, "Peru replied the same afternoon with a counter-offer.", ("PER", "counters", None)),
    (DEMAND, "Chile offered them something else: it would send the papers.", ("CHL", "counters", None)),
    (PLAN, "Peru voted it down.", ("PER", "rejects", None)),
    (PLAN, "Peru has taken the offer.", ("PER", "accepts", None)),
    (
        PLAN,
        "Peru could live with the plan, provided that the captains were paid.",
        ("PER", "conditional", None),
    ),
    (
        PLAN,
        "Peru called the proposal for a board of so many old captains worthless.",
        ("PER", "rejects", None),
    ),
    (
        DEMAND,
        '"The trawler stays in Arica," Chilean Foreign Minister Rosa Pinto said.',
        ("CHL", "rejects", None),
    ),
    (
        CHARGE,
        '"Our men have cut nothing," Chilean Foreign Minister Rosa Pinto said.',
        ("CHL", "denies", None),
    ),
]


@pytest.mark.parametrize(("before", "text", "stance"), MORE_TAKEN)
def test_a_stance_is_taken_in_other_words(before, text, stance):
    assert stance in stances(before + text)


MORE_NOT_TAKEN = [
    PLAN + "Peru will begin to send anchored boats back to Ecuador.",
    PLAN + '"Whoever says that we accepted the plan was asleep," Peru\'s foreign minister said.',
    PLAN + '"Anyone who tells you that we accepted the plan is mistaken," Peru\'s foreign minister said.',
    PLAN + '"It is a myth that we accepted the plan," Peru\'s foreign minister said.',
    DEMAND + '"The weather stays fine," Chilean Foreign Minister Rosa Pinto said.',
    DEMAND + "The trawler remains in Arica.",
    PLAN + "Peru no longer supports the proposal.",
    PLAN + "Peru took the proposal to Geneva.",
    PLAN + "Peru took the ferry to Arica.",
    CHARGE + '"We have not seen any letter," Chilean Foreign Minister Rosa Pinto said.',
    DEMAND + "Brazil proposed that Chile paint the lamps in place of the buoys.",
]


@pytest.mark.parametrize("text", MORE_NOT_TAKEN)
def test_what_only_sounds_like_an_answer_is_no_stance(text):
    assert not stances(text)


def test_what_is_no_longer_asked_is_withdrawn_or_amended():
    moves = [m.move for m in read("Peru no longer insists that Chile pay for the boats.").ledger]
    assert moves == ["withdraws"]
    found = read("Peru no longer asks Chile to end the toll but to halve it for trawlers.")
    assert [(m.move, found.quote(m.content)) for m in found.ledger] == [("amends", "halve it for trawlers")]
    assert [m.move for m in read("Peru took its demand for a toll off the table.").ledger] == ["withdraws"]


def test_coming_is_consent_where_one_was_asked_and_says_no_more():
    plan = "Brazil proposed on Monday that Peru and Chile meet in Arica.\n\n"
    assert ("PER", "accepts", None) in stances(plan + "Peru said it would come.")
    assert not stances("Peru said it would come.")
    assert not stances(plan + "Peru said rain would come.")


def test_a_plan_is_of_who_drafted_it_and_an_answer_to_a_demand_counters():
    found = read("Brazil came out in favour of the truce drafted by Peru.")
    assert [sides(found, m.by) for m in found.ledger] == [("PER",)]
    answer = '"That is our answer to the demand," Chilean Foreign Minister Rosa Pinto said.'
    assert ("CHL", "counters", None) in stances(DEMAND + answer)


def test_to_dismiss_people_refuses_nothing():
    assert not stances(DEMAND + "Chile dismissed forty sailors on Tuesday.")


def test_a_charge_that_names_nobody_is_denied_right_after_it():
    charge = "Peru's fisheries ministry said that two boats had been fishing without a licence.\n\n"
    assert ("CHL", "denies", None) in stances(charge + "Chile said this was untrue.")
    assert not stances(charge + "The sea was rough.\n\nThe wind was strong.\n\nChile said this was untrue.")


def test_a_question_and_a_noun_of_people_take_no_stance():
    assert not stances(PLAN + "Peru dismisses nobody.")


def test_the_same_thing_asked_for_supports_and_a_dared_threat_is_rejected():
    same = '"What we request from Chile is the very same thing," Ecuadorian Foreign Minister Luis Mora said.'
    assert ("ECU", "supports", None) in stances(DEMAND + same)
    threat = "Chile threatened on Monday to close its ports to the trawlers of Peru.\n\n"
    dared = '"Let them close the ports," Peruvian Foreign Minister Ernesto Vallejo said.'
    assert ("PER", "rejects", None) in stances(threat + dared)
    assert not stances(threat + '"Let them eat fish," Peruvian Foreign Minister Ernesto Vallejo said.')


def test_those_whose_release_or_return_is_asked_for_are_not_asked_and_others_back_the_demand():
    first = "Peru demanded on Monday that Chile free Ana Ruiz and Luis Pardo.\n\n"
    also = "The Organization of American States also called for the release of Ana Ruiz and Luis Pardo"
    found = stances(f"{first}{also}.")
    assert ("Organization of American States", "supports", None) in found
    (asked,) = matters(f"{also}; its special envoy for the sea, Hugh Lane, said so in Lima on Wednesday.")
    assert asked[2:] == ((), "the release of Ana Ruiz and Luis Pardo")
    (asked,) = matters("Peru's minister demanded that the bell be handed over to Chile.")
    assert asked[2] == ()


def test_what_a_sentence_puts_first_is_what_it_means():
    two = PLAN + "Peru promised on Tuesday to mend the lighthouse.\n\n"
    found = read(
        two + "On the proposal for a board of captains, the Chilean foreign minister said Chile supports it."
    )
    held = {m.kind: [p.stance for p in m.positions] for m in found.ledger}
    assert held["proposal"] == ["supports"]
    assert not held["promise"]


def test_a_chairwoman_speaks_for_the_one_union_of_the_report():
    text = PLAN + "The union would go along only if the wages were paid, chairwoman Ana Soto said."
    assert ("union", "conditional", None) in stances(text)


def test_no_as_long_as_is_a_refusal_and_no_condition():
    text = DEMAND + '"We will not release the trawler as long as I live," Chilean minister Ana Soto said.'
    assert {stance for who, stance, _ in stances(text)} == {"rejects"}


def test_who_has_agreed_is_not_undecided_by_a_bare_it():
    text = (
        PLAN
        + 'Chile has accepted the plan. "It is late, and we shall examine it," Chilean minister Ana Soto said.'
    )
    assert {stance for who, stance, _ in stances(text)} == {"accepts"}


def test_his_government_is_the_ambassadors_own():
    text = PLAN + "The French ambassador said that his government was behind the plan."
    assert ("FRA", "supports", None) in stances(text)


def test_according_to_somebody_is_no_consent_to_him_and_he_only_tells_it():
    text = (
        "Peru demanded that the Amazon Front free the three pilots.\n\n"
        "The Front has agreed to free them, according to the Red Cross."
    )
    assert stances(text) == {("Amazon Front", "accepts", "International Committee of the Red Cross")}


def test_a_call_for_somebody_to_do_something_is_taken_back_with_what_it_asked():
    found = read(
        'Peru took back its call for the mission to move the pilots out of Tumbes: "There is nothing left to say."'
    )
    told = [(m.kind, m.move, found.quote(m.content)) for m in found.ledger]
    assert told == [("demand", "withdraws", "its call for the mission to move the pilots out of Tumbes")]
