"""Who was just asked or charged and speaks next: what answers only by its place, and what answers nothing.

All sentences were made up.
"""

import pytest

from deedwatch.reading import record
from deedwatch.records import Document

DEMAND = "Peru demanded on Monday that Bolivia close the mine at Uyuni. "
PLAN = "Peru proposed to Bolivia on Monday a joint patrol of the river. "
CHARGE = "Peru accused Bolivia on Monday of poisoning the river. "
MINISTER = "Luis Rojas, the Bolivian minister of mines, "

ANSWERS = [
    (DEMAND, MINISTER + 'spoke to reporters. "The mine keeps its hours," he said.', "rejects"),
    (DEMAND, MINISTER + "said it would stay as it was.", "rejects"),
    (DEMAND, '"Not while I hold this office," said the Bolivian minister of mines, Luis Rojas.', "rejects"),
    (DEMAND, '"The mine will go on working on Sunday and on Monday," ' + MINISTER + "said.", "rejects"),
    (DEMAND, '"We shall not do it in Uyuni and we shall not do it in Oruro," ' + MINISTER + "said.", "rejects"),
    (DEMAND, "Bolivia will not follow.", "rejects"),
    (DEMAND, "Bolivia has not the slightest wish to.", "rejects"),
    (DEMAND, '"They can look elsewhere," ' + MINISTER + "said.", "rejects"),
    (DEMAND, '"There is not a peso to spare," ' + MINISTER + "said.", "rejects"),
    (DEMAND, '"We are here to mine and we are not leaving," ' + MINISTER + "said.", "rejects"),
    (DEMAND, "The mine, the Bolivian ministry said, will be shut as soon as Peru has paid, and not a day sooner.",
     "conditional"),
    (DEMAND, "A reply came from the Bolivian ministry. The mine could close once the miners have houses.",
     "conditional"),
    (DEMAND, "He would get an answer, and Bolivia gave it. The mine may close if Peru pays the miners.",
     "conditional"),
    (DEMAND, MINISTER + "said that he would rather see a wall round the pit.", "counters"),
    (DEMAND, '"Not this year," ' + MINISTER + "said.", "rejects"),
    (DEMAND, '"It cannot be closed," said Ada Lund, who leads the Bolivian team.', "rejects"),
    (DEMAND, 'Ada Lund has held the mines portfolio since June. "Not while I am here," she said.', "rejects"),
    (CHARGE, '"None of our men was there," said Ada Lund, speaking for the ministry.', "denies"),
    ("Peru proposed on Monday a joint patrol of the river. ", "Bolivia will not follow.", "rejects"),
    ("Peru proposed on Monday a joint patrol of the river. ",
     MINISTER + "spoke in Oruro. He would rather see two boats.", "counters"),
    (PLAN, MINISTER + "proposed instead that each side should count its own boats.", "counters"),
    (PLAN, '"We have a better idea," said the Bolivian minister of mines, Luis Rojas.', "counters"),
    (PLAN, '"There is nothing to spare for boats," ' + MINISTER + "said.", "rejects"),
    (PLAN, MINISTER + "said that nothing would be signed unless the boats were new.", "conditional"),
    (PLAN, MINISTER + "said that Bolivia would neither exclude it nor agree to it before June.", "noncommittal"),
    (CHARGE, "No barrel had left any yard on its side, the Bolivian ministry said.", "denies"),
    (CHARGE, '"Not one of our men was near the river," ' + MINISTER + "said.", "denies"),
    (CHARGE, "The mine had used exactly what the treaty allows, the Bolivian ministry said.", "denies"),
    (CHARGE, '"We never touched it," ' + MINISTER + "said.", "denies"),
    (DEMAND, MINISTER + 'named a price. "Our terms: a road to the coast," he said.', "conditional"),
    (DEMAND, MINISTER + "said that he would rather not.", "rejects"),
    (CHARGE, "Every barrel, the Bolivian ministry said, had been counted and returned.", "denies"),
    (CHARGE, "The ministry in La Paz disputes every figure in it.", "denies"),
    (CHARGE, '"They are mistaken," ' + MINISTER + "said.", "denies"),
]  # fmt: skip

NO_ANSWERS = [
    (CHARGE, MINISTER + "said that no clerk had been paid since the autumn."),
    (CHARGE, MINISTER + "said that no train had arrived because of the snow."),
    (CHARGE, MINISTER + "said that none of his clerks had been paid since the autumn."),
    (DEMAND, MINISTER + "said that he would rather not speak about the cup."),
    (DEMAND, '"Bolivia will keep its word," ' + MINISTER + "said."),
    (PLAN, MINISTER + "said that he would travel to Paris only after his doctors had seen him."),
    (PLAN, MINISTER + "said that he would rather not speak about the cup."),
    (DEMAND, MINISTER + 'had met the wool traders. "Their terms: a tenth in silver," he said.'),
    (DEMAND, MINISTER + "said that the tea harvest would begin as soon as the rains had ended."),
    (DEMAND, "Bolivia, which stays out of the war in Chad, keeps its embassy there."),
    (DEMAND, '"We go on training for the cup," ' + MINISTER + "said."),
    ("Peru proposed on Monday a joint patrol of the river. ", "Bolivian fishermen will not follow."),
    ("Peru proposed on Monday a joint patrol of the river. ", MINISTER + "said that the river was high."),
    (DEMAND, '"It cannot be closed," said Ada Lund, a geologist.'),
    (DEMAND, '"It cannot be closed," said Ada Lund, who runs a hotel of the Chilean firm Antofasta.'),
    (DEMAND, '"Nobody in this government said yes to anybody," ' + MINISTER + "said."),
    (DEMAND, MINISTER + "said that he would not comment."),
    (DEMAND, MINISTER + "said that Bolivia would not attack anybody."),
    (DEMAND, MINISTER + "said that the weather would stay fine."),
    (DEMAND, "Bolivia's minister of mines stayed at home."),
    (DEMAND, MINISTER + "said that he would answer once he had read the letter."),
    (DEMAND, MINISTER + "said that the school was open."),
    (DEMAND, MINISTER + "said that nobody had been hurt."),
    (DEMAND, '"Will the mine stay?" ' + MINISTER + "asked."),
    (DEMAND, "Bolivian miners said the mine keeps its hours."),
    (DEMAND, "Chile asked Bolivia for coal. Bolivia will not follow."),
    (DEMAND, MINISTER + "said that he preferred not to talk."),
    (DEMAND, "Bolivia's president went to a wedding instead."),
    (DEMAND, "Bolivia's reply is expected in June. Snow will fall as soon as the wind has turned."),
    ("Peru demanded on Monday that Bolivia keep the mine open. ", MINISTER + "said that it would stay open."),
    (PLAN, MINISTER + "said that the river was high."),
    (PLAN, MINISTER + "said that the boats of the navy keep their colours."),
    (PLAN, "Bolivia closed a school instead of a bank."),
    (PLAN, MINISTER + "said that the talks would go on."),
    (CHARGE, MINISTER + "said that no complaint had been lodged."),
    (CHARGE, MINISTER + "said that nobody had been hurt."),
    (CHARGE, MINISTER + "said that no decision had been taken."),
    (CHARGE, MINISTER + "said that nobody had told him."),
    (CHARGE, MINISTER + "said that he had never seen the letter."),
    (CHARGE, MINISTER + "said that each barrel costs ten dollars."),
    (CHARGE, "Bolivian fishermen said that none of them had been near the river."),
]  # fmt: skip


def stances(text):
    found = record(Document(text="A dispute between two states\n\n" + text, published="2019-05-02"))
    first = min(found.ledger, key=lambda matter: matter.content)
    assert {found.actor(key).country for key in first.by} == {"PER"}
    return {
        position.stance
        for position in first.positions
        if found.actor(position.actor).country == "BOL"
        and found.actor(position.actor).kind not in {"population", "unnamed"}
    }


def test_a_body_answers_for_its_members():
    text = (
        "A dispute in the port\n\nThe operator Hunter Quay demanded on Monday that its crane drivers work on Sundays. "
        "The Crane Drivers' Association met on Tuesday and resolved to stay at home."
    )
    found = record(Document(text=text, published="2019-05-02"))
    told = [(found.actor(p.actor).name, p.stance) for matter in found.ledger for p in matter.positions]
    assert told == [("Crane Drivers' Association", "rejects")]


@pytest.mark.parametrize(("matter", "said", "stance"), ANSWERS, ids=[row[1][:50] for row in ANSWERS])
def test_who_was_just_asked_answers(matter, said, stance):
    assert stances(matter + said) == {stance}


@pytest.mark.parametrize(("matter", "said"), NO_ANSWERS, ids=[row[1][:50] for row in NO_ANSWERS])
def test_what_is_said_next_of_other_things_answers_nothing(matter, said):
    assert stances(matter + said) == set()
