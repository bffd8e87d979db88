"""Who backs a matter that was put to another, and what only looks like it. All sentences were made up."""

import pytest
from short_reports import read

from deedwatch.reckoning.ledger import build

DEMAND = (
    "Peru demanded on Monday that Chile release nine Peruvian sailors who were seized off Arica.\n\n"
    '"They must be home by Friday," Foreign Minister Rosa Paredes said.\n\n'
)
PLAN = "Peru proposed to Chile on Monday a joint patrol of the strait by two cutters for a year.\n\n"


def backers(text):
    """Who supports what Peru asks or proposes."""
    found = read(text)
    own = [m for m in found.ledger if m.by and found.actor(m.by[0]).country == "PER"]
    return {found.actor(p.actor).country for m in own for p in m.positions if p.stance == "supports"}


BACKED = [
    (DEMAND, "Brazil took the side of Peru."),
    (DEMAND, "Brazil came down on Peru's side."),
    (DEMAND, "But Lima is not alone. Brazil took its side on Friday."),
    (
        "",
        "Brazil took Peru's part. Brazilian minister Ana Lopes called on Friday for the nine sailors to be freed.",
    ),
    (
        "",
        '"Peru is right to ask that the nine sailors come home," Brazilian Foreign Minister Ana Lopes said.',
    ),
    ("", "Brazil joined Peru in calling for the nine sailors to be released."),
    ("", "Peru is right to insist on the return of the sailors, Brazil said."),
    (DEMAND, "Brazil took the side of the minister."),
    (DEMAND, "Brazil stood by Peru."),
    (DEMAND, "Brazil lined up behind Lima."),
    (DEMAND, "Brazil came out for Peru."),
    (DEMAND, "Brazil pledged its support to Peru."),
    (DEMAND, "Peru had the support of Brazil."),
    (DEMAND, "Brazil joined Peru in calling for the release of the sailors."),
    (DEMAND, "Brazil joined the call for the release of the nine sailors."),
    (DEMAND, "Brazil backed the call of the minister for the return of the nine sailors."),
    (DEMAND, "Brazil added its voice to the demand."),
    (DEMAND, "Brazil made the demand its own."),
    (DEMAND, "Brazil wants the same."),
    (DEMAND, '"We want what Peru wants," Brazilian Foreign Minister Ana Lopes said.'),
    (DEMAND, "Brazilian Foreign Minister Ana Lopes said Peru was right to ask."),
    (DEMAND, "Brazilian Foreign Minister Ana Lopes said the demand was just."),
    (DEMAND, "Brazil, too, wanted the nine sailors released."),
    (DEMAND, '"The sailors must be freed, as Peru asks," Brazilian Foreign Minister Ana Lopes said.'),
    (DEMAND, "Brazil joined in the Peruvian call."),
    (DEMAND, "Support for Lima came from Brazil."),
    (DEMAND, "There was backing for Lima from Brazil."),
    (DEMAND, "Support for Lima came on Friday from an odd corner. Brazil has sailors of its own."),
    (PLAN, "Brazil was for the plan."),
    (PLAN, "Brazil found the plan fair."),
    (PLAN, "Brazil was in favour."),
    (PLAN, "Brazil spoke well of the plan."),
]


@pytest.mark.parametrize(("opening", "text"), BACKED)
def test_who_takes_the_side_of_a_party_backs_what_it_asks(opening, text):
    assert backers(opening + text) == {"BRA"}


UNBACKED = [
    (DEMAND, "Brazilian Foreign Minister Ana Lopes stood by the window."),
    (DEMAND, "The Brazilian envoy, who stood behind the minister, said nothing."),
    (DEMAND, "Brazil joined the call for the release of a poet from a cell in Iquique."),
    (DEMAND, "Brazil took the side of the road."),
    (DEMAND, "Brazil, too, has sailors."),
    (DEMAND, "Brazil wants what money can buy."),
    (DEMAND, "No support for Lima came from Brazil."),
    (DEMAND, "Support for Lima came from the opinion polls. Brazil has said nothing so far."),
    (DEMAND, "Support for the fishermen came from Brazil."),
    (DEMAND, "Support for Lima may come from Brazil."),
    (DEMAND, "Brazil did not take the side of Peru."),
    (DEMAND, "Peru hopes that Brazil will stand by Peru."),
    (DEMAND, "Brazil was asked to take the side of Peru."),
    (DEMAND, "Brazilian Foreign Minister Ana Lopes said Peru was right to wait."),
    (PLAN, "Brazil found the minister charming."),
    (PLAN, "Brazil was for years a buyer of Chilean fish."),
]


@pytest.mark.parametrize(("opening", "text"), UNBACKED)
def test_what_backs_nobody(opening, text):
    assert backers(opening + text) == set()


def test_who_asks_the_same_makes_no_demand_of_his_own():
    text = "Brazilian Foreign Minister Ana Lopes said that her government wanted the same: the men belonged at home."
    found = read(DEMAND + text)
    assert {found.actor(m.by[0]).country for m in found.ledger} == {"PER"}


def test_the_department_is_the_secretarys_own():
    text = PLAN + "On the plan, Brazilian Secretary Ana Lopes stated that the Department supports it."
    assert backers(text) == {"BRA"}


def test_it_is_what_was_asked_about_last():
    text = 'And the lighthouse keepers? "Brazil has looked into it," Brazilian minister Ana Lopes replied.'
    assert not [p for m in read(PLAN + text).ledger for p in m.positions]


def ledger(*texts):
    days = ("2019-05-08", "2019-05-20", "2019-06-02")
    return build([read(text, f"r{n}", day) for n, (text, day) in enumerate(zip(texts, days, strict=False))])


ASKED = (
    "The Cobre Sur workers' committee demanded on Monday that Cobre Sur pay five months of wages in full.\n\n"
)


def supporters(entries):
    return {stand.party for entry in entries for stand in entry.stands if stand.stance == "supports"}


def test_a_maker_who_is_only_described_is_the_one_with_such_a_name():
    later = "Brazil also backed the call of the men's committee for five months of wages."
    found = ledger(ASKED, later).entries
    assert len(found) == 1
    assert supporters(found) == {"BRA"}
    assert found[0].makers == {mention.by[0] for mention in found[0].mentions[:1]}


def test_who_wants_a_thing_too_backs_whoever_asked_for_it_in_another_report():
    later = "From Brasilia came a voice. Brazil, too, wants the nine sailors released."
    found = ledger(DEMAND, later).entries
    assert supporters(found) == {"BRA"}
    assert len(found) == 1


@pytest.mark.parametrize(
    "text", ["Brazil, too, wants a quiet summer.", "Brazil, too, wanted an early spring."]
)
def test_a_thing_that_anybody_may_wish_for_is_no_demand_of_others(text):
    assert read(text).ledger == ()


BACKED_IN_OWN_WORDS = [
    "Support for Lima came from an odd corner. Ecuador has sailors; its navy asked Chile to send the nine home.",
    'Ecuador took its neighbour\'s part. "The sailors should be released, all nine," said its minister, Luis Mora.',
    'Ecuador agrees with Lima. "Chile must free those sailors," said its minister, Luis Mora.',
    'Ecuador lined up behind Peru. "We want the nine sailors released," its minister, Luis Mora, said.',
]


@pytest.mark.parametrize("text", BACKED_IN_OWN_WORDS)
def test_what_a_party_says_when_it_takes_a_side_is_what_it_backs(text):
    found = ledger(DEMAND, "Chile has no comment.\n\n" + text).entries
    assert supporters(found) == {"ECU"}
    assert len(found) == 1


def test_whose_charge_a_neighbour_backs_nobody_tells():
    text = "Peru accused Chilean sailors of cutting four nets.\n\nEcuador took its neighbour's part."
    assert backers(text) == set()


def test_two_who_agree_with_each_other_on_a_thing_back_nobody():
    assert backers(DEMAND + "Brazil agreed with Peru on a price for tin.") == set()


def test_an_autonomous_government_is_not_that_of_the_one_state_told_of():
    text = (
        "The squad should go, the president of the autonomous government, Agnes Tamoa, said on Monday. "
        "Her foreign friends agreed.\n\nNew Zealand has an offer. Wellington proposed to send twenty monitors."
    )
    (who,) = [actor for actor in read(text).actors if actor.name == "Agnes Tamoa"]
    assert who.country is None


def test_who_backs_one_thing_at_the_head_of_a_report_does_not_back_what_another_asks_below():
    text = (
        "Brazil on Monday backed a partial recount of the vote for governor of Tacna.\n\n"
        "The observers arrived on Friday.\n\nPeru repeated its demand for a count of all the ballots."
    )
    assert backers(text) == set()


def test_what_a_side_is_taken_over_tells_what_is_backed():
    ban = "Peru demanded on Monday that Chile lift its ban on Peruvian maize.\n\n"
    later = (
        'Chile is silent.\n\nEcuador sided with Peru over the ban. "It is bad for all," its minister said.'
    )
    found = ledger(ban, later).entries
    assert supporters(found) == {"ECU"}
    assert len(found) == 1


def test_who_asks_just_as_another_does_backs_him_and_makes_no_demand():
    text = 'Chile is silent.\n\n"We ask Chile for that just as Peru does," Brazilian Foreign Minister Ana Lopes said.'
    found = ledger(DEMAND, text).entries
    assert supporters(found) == {"BRA"}
    assert len(found) == 1


def test_who_takes_a_neighbours_part_backs_no_charge_told_before():
    text = (
        "Chile will not release the nine Peruvian sailors. Chile's minister, Paula Aravena, accused Peru of "
        "setting nets inside the Chilean line.\n\n"
        'Ecuador took its neighbour\'s part. "The sailors should be released," said its minister, Luis Mora.'
    )
    found = ledger(DEMAND, text).entries
    assert {e.kind for e in found for s in e.stands if s.stance == "supports"} == {"demand"}


def test_words_of_ones_own_mean_the_one_demand_that_has_two_of_them():
    boats = (
        "Peru demanded on Monday that Chile free two trawlers seized off Arica with their nets and catch.\n\n"
    )
    part = 'Chile is silent.\n\nEcuador took its neighbour\'s part. "The trawlers should be returned, nets and all,"'
    part += " said its minister, Luis Mora."
    assert supporters(ledger(boats, part).entries) == {"ECU"}


@pytest.mark.parametrize("text", ["Chile has relented.", "Chile gave in. The sailors sang."])
def test_who_gives_in_accepts_the_one_thing_that_was_asked_of_him(text):
    (entry,) = ledger(DEMAND, text).entries
    assert [(stand.party, stand.stance) for stand in entry.stands] == [("CHL", "accepts")]


def test_who_gives_in_after_two_demands_has_accepted_neither_for_sure():
    other = "Brazil demanded on Monday that Chile close its bakery on the pier of Iquique.\n\n"
    found = ledger(DEMAND + other, "Chile has relented.").entries
    assert not [stand for entry in found for stand in entry.stands]


def test_what_one_stands_for_is_what_a_party_will_not_pay():
    asked = "Peru demanded on Monday that Chile pay its debt of nine million dollars.\n\n"
    told = (
        "There is no debt of nine million dollars, and Chile will not pay one, its minister, Ana Soto, said."
    )
    (entry,) = ledger(asked, told).entries
    assert [(stand.party, stand.stance) for stand in entry.stands] == [("CHL", "rejects")]


def test_a_minister_without_a_name_puts_his_plan_in_place_of_anothers():
    plan = (
        "Brazil proposed to Peru and Chile on Monday an inspection desk at the pier of Arica where officers "
        "would clear each load of fish.\n\n"
    )
    told = (
        "Lima has found a way round the inspection desk. In place of it, the Peruvian Trade Minister proposed on "
        "Friday that Chile issue an electronic permit."
    )
    found = ledger(plan, told).entries
    assert ("PER", "counters") in {(stand.party, stand.stance) for entry in found for stand in entry.stands}
