"""What sounds like an answer and is none: the matter that Peru raised must have no stance of Bolivia.

A stance that nobody took is the worst fault of a ledger. All sentences were made up.
"""

import pytest
from short_reports import read

from deedwatch.reading import record
from deedwatch.records import Document

PLAN = "Peru proposed a joint patrol of the river on Monday. "
DEMAND = "Peru demanded on Monday that Bolivia close the mine. "
CHARGE = "Peru accused Bolivia on Monday of poisoning the river. "

NO_STANCE = {
    PLAN: [
        "It was not known whether Bolivia had accepted the patrol.",
        "Bolivia will decide on Friday whether to accept the patrol.",
        "Bolivia has yet to accept the patrol.",
        "Rumours that Bolivia had accepted the patrol were false.",
        "There is no sign that Bolivia will accept the patrol.",
        "Nobody expects Bolivia to reject the patrol.",
        "A Bolivian acceptance of the patrol would surprise most observers.",
        "Had Bolivia rejected the patrol, the talks would have ended.",
        "Bolivia is said to be leaning towards the patrol.",
        "Bolivia was expected to accept the patrol within days.",
        "Fishermen in Bolivia welcomed the patrol.",
        "A Bolivian newspaper called on the government to reject the patrol.",
        "Bolivia must accept the patrol, said the president of Chile.",
        "Bolivia's rejection of an earlier patrol in 2009 still rankles in Lima.",
        "In 2009 Bolivia rejected a similar patrol.",
        "Bolivia rejected a request by Chile for fuel.",
        "Bolivia refused a loan from the bank on Tuesday.",
        "Bolivia rejected a bid from Chile for its airline.",
        "Bolivia did not rule out the patrol.",
        "Bolivia's foreign minister smiled when asked about the patrol.",
        "Asked whether Bolivia would accept the patrol, the minister spoke of football.",
        "Bolivia's ambassador said he had no instructions.",
        "If Bolivia accepts the patrol, boats will sail in May.",
        "Unless Bolivia rejects the patrol, boats will sail in May.",
        "Peru hopes that Bolivia will support the patrol.",
        "Analysts doubt that Bolivia would agree to the patrol.",
        "Bolivia was urged to support the patrol by the bishops.",
        "Bolivia postponed its answer on the patrol.",
        "Bolivia received the proposal on Tuesday.",
        "Bolivia's foreign minister took our call on Tuesday.",
        "Bolivia denied a report that it would reject the patrol.",
        "Bolivia has neither been asked nor told about the patrol, a Brazilian diplomat said.",
        "The minister would not say whether Bolivia rejected the patrol.",
        "Bolivia has never rejected a patrol.",
        "It is too early to say that Bolivia accepts the patrol.",
        "Bolivia's army accepted a gift of boots from Chile on Tuesday.",
        "Bolivia denied that it had rejected the patrol.",
        "Bolivia denied reports that it had accepted the patrol.",
        "Bolivia dismissed the suggestion that it had agreed to the patrol.",
        "Nobody in La Paz says that Bolivia accepts the patrol.",
        "Bolivia is yet to accept the patrol.",
        "Bolivia refused to reject the patrol.",
        "Bolivia decided against rejecting the patrol.",
        "Bolivia's government voted against a motion to condemn the patrol.",
        "Bolivia said it was not opposed to the patrol.",
        "Bolivia said it would not stand in the way of the patrol.",
        "Bolivia said it would not object to the patrol.",
        "Bolivia said it would not block the patrol.",
        "Bolivia agreed to discuss the patrol.",
        "Bolivia threw out the idea of closing the banks of the lake.",
        "Bolivian minister Luis Rojas repeated that the crews in Lima had to be let go at once.",
        "Bolivia will read the gauges of the river for a year.",
        'Bolivia would have nothing to do with Chile\'s offer of coal. "That will not happen," Luis Rojas said.',
        "Bolivia had nothing to do with the storm.",
        "Bolivia proposed a joint school. It was a mile on our side of the river, its minister said.",
        "Bolivia declined to comment on the patrol.",
        "A Bolivian official who asked not to be named said Bolivia would reject the patrol.",
    ],
    DEMAND: [
        "Bolivia has not said that it will close the mine.",
        "Snow fell. The price of coal rose. Chile proposed a joint school for the miners. Bolivia agreed to it.",
        "Bolivia rejected the plan to send the teachers north. Chile asked for coal.",
        "Bolivia closed a school near the mine on Tuesday because of snow.",
        "The mine was quiet on Tuesday.",
        "Bolivia could close the mine by June if it wished.",
        "Miners refused to leave the pit on Tuesday.",
        "A Bolivian minister said the weather was fine.",
        "Bolivia's refusal to close the mine would anger Chile, a diplomat warned.",
        "Nothing suggests that Bolivia will refuse.",
        "Would Bolivia close the mine? Nobody in La Paz would say.",
        "Bolivia is under pressure to agree.",
        "Bolivia agreed to sell gas to Brazil on Tuesday.",
        "Bolivia rejected suggestions that it was in talks with Chile.",
        "Bolivia refused a loan from the bank on Tuesday.",
        "Bolivia rejected a bid from Chile for its airline.",
        "Bolivia agreed with Chile on a fish treaty on Tuesday.",
        "Bolivia denied claims that it was supporting the demand.",
    ],
    CHARGE: [
        "Bolivia did not deny the charge.",
        "Bolivia has yet to deny the charge.",
        "Bolivia denied visas to two Peruvian journalists on Tuesday.",
        "Bolivia could not be reached to confirm or deny the charge.",
        "If Bolivia denies the charge, Peru will publish the samples.",
        "A chemist in Lima said the charge was false.",
        "Bolivia's denial is expected on Wednesday.",
        "Whether Bolivia denies the charge is anyone's guess.",
        "Bolivia, which denied a like charge in 2004, was silent.",
        "Bolivia was silent.",
        "Bolivia accused Chile on Tuesday of closing a port.",
        "Bolivia said the river was beautiful in March.",
        "Brazil denied that it had sold the poison.",
        "Bolivia, for whom lawyers denied nothing, was silent.",
    ],
}


def stances(text):
    """Bolivia's stances on the first matter of the text, which is Peru's."""
    found = read(text)
    first = min(found.ledger, key=lambda matter: matter.content)
    assert {found.actor(key).country for key in first.by} == {"PER"}
    takers = [(found.actor(position.actor), position.stance) for position in first.positions]
    return {
        stance for who, stance in takers if who.country == "BOL" and who.kind not in {"population", "unnamed"}
    }


@pytest.mark.parametrize(
    ("opening", "text"), [(key, text) for key, texts in NO_STANCE.items() for text in texts]
)
def test_no_stance_is_invented(opening, text):
    assert stances(opening + text) == set()


@pytest.mark.parametrize(
    ("opening", "text", "stance"),
    [
        (PLAN, "Bolivia accepted the patrol on Tuesday.", "accepts"),
        (PLAN, "Bolivia rejected the patrol, which was first drawn up in 2009.", "rejects"),
        (PLAN, "The foreign minister announced that Bolivia accepted the patrol.", "accepts"),
        (PLAN, "There was word from La Paz that Bolivia had rejected the patrol.", "rejects"),
        (PLAN, "Bolivia refused to accept the patrol.", "rejects"),
        (PLAN, "Bolivia declined to accept the patrol.", "rejects"),
        (PLAN, "Bolivia denounced the proposal.", "rejects"),
        (PLAN, "Bolivia accepted a smaller version of the patrol.", "accepts"),
        (CHARGE, "Bolivia rejected the Peruvian version.", "denies"),
        (PLAN, "Bolivia withdrew its support for the patrol.", "rejects"),
        (PLAN, "Bolivia dropped its opposition to the patrol.", "accepts"),
        (PLAN, "Bolivia had no objection to the patrol.", "accepts"),
        (PLAN, "Bolivia welcomed the patrol.", "supports"),
        (PLAN, "Bolivia backed Peru.", "supports"),
        (PLAN, '"Coal, no, and the plan we accept," Bolivian minister Luis Rojas said.', "accepts"),
        (PLAN, "Bolivia took Peru's side on Tuesday.", "supports"),
        (PLAN, '"This we can accept," Bolivian minister Luis Rojas said.', "accepts"),
        (PLAN, "Bolivian minister Luis Rojas backed the new Peruvian wording.", "supports"),
        (
            CHARGE,
            "Bolivia's minister, Luis Rojas, came. That Bolivia had poisoned the river was, in his words, untrue.",
            "denies",
        ),
        (PLAN, "Bolivia could accept the patrol if Chile paid for the boats.", "conditional"),
        (DEMAND, "Bolivia refused on Tuesday to close the mine.", "rejects"),
        (DEMAND, "Bolivia said the mine would stay open.", "rejects"),
        (DEMAND, "Bolivia denied reports of a dispute and agreed to close the mine.", "accepts"),
        (CHARGE, "Bolivia denied the charge.", "denies"),
        (CHARGE, "Bolivia denied that it had poisoned the river.", "denies"),
        (CHARGE, "Bolivia denied having thrown anything into it.", "denies"),
        (CHARGE, "Bolivia denied that its soldiers had thrown barrels into it.", "denies"),
        (CHARGE, "Bolivia denied that the fish had been killed.", "denies"),
        (CHARGE, "Bolivia dismissed reports that it had poisoned the river.", "denies"),
    ],
)
def test_a_stance_that_is_taken_is_seen(opening, text, stance):
    assert stances(opening + text) == {stance}


def test_what_a_third_party_denies_of_itself_answers_no_charge_against_another():
    found = read(CHARGE + "Brazil denied that it had sold the poison.")
    (charge,) = [matter for matter in found.ledger if matter.by]
    assert charge.positions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bolivia denied a report that its queen was tired.",
        "Bolivia denied reports that its bank had been robbed.",
        "Bolivia denied that the price of bread would double.",
    ],
)
def test_who_denies_another_report_answers_no_charge(text):
    (charge,) = [matter for matter in read(CHARGE + text).ledger if matter.by]
    assert charge.positions == ()


@pytest.mark.parametrize("opening", [PLAN, "Peru asked the Bolivian president on Monday to attend a feast. "])
def test_terms_of_another_deed_answer_nothing(opening):
    told = "A Bolivian spokesman said that he would travel to Paris only after his doctors had seen him."
    (asked,) = [matter for matter in read(opening + told).ledger if matter.by]
    assert asked.positions == ()


def test_an_old_promise_is_no_answer_to_who_asks_that_it_be_kept():
    text = "Bolivia promised in May to reopen the bridge at Ilo. "
    text += '"We expect Bolivia to keep its promise to reopen the bridge," Peruvian minister Ana Soto said.'
    (asked,) = [matter for matter in read(text).ledger if matter.kind == "demand"]
    assert asked.positions == ()


def test_nothing_and_nobody_say_nothing():
    found = read(DEMAND + "Nothing suggests that Bolivia will refuse. Nobody said that Chile would attack.")
    assert [found.actor(s.speaker).name for s in found.statements] == ["Peru"]


def test_what_a_deed_needs_is_no_demand_that_is_withdrawn():
    text = "Peru's minister stated that in order for the miners to withdraw from the river, Bolivia must pay."
    told = record(Document(text=text, published="2014-03-04")).ledger
    assert [matter.move for matter in told] == ["states"]
