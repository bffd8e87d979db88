"""One matter or two, or none: told again in other words, put otherwise, taken up as a noun, asked of nobody.

Small reports read whole. A case gives the kinds of the matters that the ledger must hold in the end, and in
how many reports each is told.
"""

from __future__ import annotations

import pytest

import deedwatch as dw
from deedwatch.reckoning.ledger import build, view

# cases
CASES = [
    (
        "the plan is named in the lead, its terms follow",
        [
            (
                "River body has a plan",
                (
                    "The Amazon Fisheries Commission put forward a plan for the disputed stretch of the river.\n\n"
                    "Under it Peru and Ecuador would share one patrol boat until the summer."
                ),
            )
        ],
        [("proposal", 1)],
    ),
    (
        "a changed plan is the same plan",
        [
            (
                "Commission proposes a shared boat",
                "The Amazon Fisheries Commission proposed that Peru and Ecuador share one patrol boat.",
            ),
            (
                "Commission changes its plan",
                (
                    "The Amazon Fisheries Commission put forward a changed plan for the quiet of the stream.\n\n"
                    "There would be two officers of each country on the deck."
                ),
            ),
        ],
        [("proposal", 2)],
    ),
    (
        "what it would now be",
        [
            (
                "Chile has an offer",
                "Chile proposed to Bolivia that the two countries run the tin train together.",
            ),
            (
                "Chile revises its offer",
                (
                    "Chile has changed its proposal. The carriages would now leave every Monday under "
                    "guard, Chile's foreign minister, Ana Soto, said."
                ),
            ),
        ],
        [("proposal", 2)],
    ),
    (
        "asked again in words of its own",
        [
            ("Peru asks for access", "Peru demanded that Ecuador open the canal at Zarumilla to its barges."),
            ("Peru asks again", "Peru again urged Ecuador to let its skippers through."),
        ],
        [("demand", 2)],
    ),
    (
        "a charge denied by who was charged, in words of his own",
        [
            (
                "Peru charges Ecuador",
                "Peru accused Ecuador's sailors of having fired into the fish market from two launches.",
            ),
            (
                "Ecuador denies it",
                "Ecuador's defence minister, Luis Vaca, denied that his sailors had fired at anybody in the harbour.",
            ),
        ],
        [("accusation", 2)],
    ),
    (
        "another demand of another party",
        [
            ("Peru asks for access", "Peru demanded that Ecuador open the canal at Zarumilla to its barges."),
            ("Peru asks Chile", "Peru again urged Chile to pay for the wrecked lighthouse."),
        ],
        [("demand", 1), ("demand", 1)],
    ),
    (
        "consent is no promise",
        [
            ("Peru wants a captain", "Peru demanded that Ecuador hand over the captain Luis Mera."),
            ("Ecuador gives in", "Ecuador agreed to hand over the captain Luis Mera."),
        ],
        [("demand", 2)],
    ),
    (
        "what a proposal would do is of it",
        [
            (
                "A corridor",
                (
                    "The Amazon Fisheries Commission proposed that Peru and Ecuador fence the path to the ford.\n\n"
                    "The path would end the quarrel by June, its secretary, Luis Mora, said."
                ),
            )
        ],
        [("proposal", 1)],
    ),
    (
        "the same deed, asked for people only pointed at",
        [
            ("Peru wants two pilots", "Peru demanded that Ecuador release two pilots held since Sunday."),
            ("Chile asks too", "Chile called on Ecuador to free the pair without delay."),
        ],
        [("demand", 2)],
    ),
    (
        "who got what he asked asks for another thing",
        [
            ("Peru wants a captain", "Peru demanded that Ecuador hand over the captain Luis Mera."),
            ("Ecuador gives in", "Ecuador agreed to hand over the captain Luis Mera."),
            ("Peru wants more", "Peru now wants Ecuador to open the canal to its barges."),
        ],
        [("demand", 2), ("demand", 1)],
    ),
    (
        "a promise of its own stays one",
        [
            ("Peru wants a captain", "Peru demanded that Ecuador hand over the captain Luis Mera."),
            ("Ecuador offers money", "Ecuador promised Peru to pay for the broken pier by June."),
        ],
        [("demand", 1), ("promise", 1)],
    ),
    (
        "a matter that is only named opens none",
        [("A quiet day", "Peru rejected the charge of Ecuador. It did not say more.")],
        [],
    ),
    (
        "whose maker nobody tells",
        [("A denial", "Peru denied that its boats had sunk a barge in the night of Friday.")],
        [],
    ),
    (
        "a docker asks",
        [("On the quay", "A docker demanded that Peru tell him where the mate was held.")],
        [],
    ),
    (
        "a waiter foretells",
        [("On the quay", "A waiter predicted that Peru would close the border before June.")],
        [],
    ),
    (
        "villagers may ask",
        [("In the hills", "Villagers demanded that Peru move the rubbish tip behind the hill.")],
        [("demand", 1)],
    ),
    (
        "nothing is asked",
        [("Weather", "Rain fell on the harbour of Callao. The ferries of Peru lay at anchor until noon.")],
        [],
    ),
    (
        "what has happened is no matter",
        [("Trade", "Peru and Ecuador traded rice worth two million dollars last year, the ministry said.")],
        [],
    ),
    (
        "what the lead asks is quoted next",
        [
            (
                "Peru wants the crew home",
                (
                    "LIMA — Peru on Monday demanded that an Ecuadorian armed group release nine sailors "
                    "who were taken off a ferry.\n\n"
                    '"The Condor Front must let all of them go unharmed," Peruvian Foreign Minister Ana Soto '
                    "told parliament."
                ),
            )
        ],
        [("demand", 1)],
    ),
    (
        "what the lead only names is put next",
        [
            (
                "Condor offers a mixture",
                (
                    "The furnace is cold. The Condor Mining Company on Tuesday offered its miners a mixture of "
                    "cash and maize.\n\n"
                    "The Condor Mining Company proposed that the mine pay half of the wages in May and the "
                    "other half in maize."
                ),
            )
        ],
        [("proposal", 1)],
    ),
    (
        "an answer names the one plan of its maker by a word of it",
        [
            (
                "Commission proposes a shared boat",
                "The Amazon Fisheries Commission proposed that Peru and Ecuador share one patrol boat.",
            ),
            (
                "Peru accepts",
                (
                    "Peru has accepted an Amazon Fisheries Commission plan for the boat that has split two "
                    "navies since March, Foreign Minister Ana Soto said."
                ),
            ),
        ],
        [("proposal", 2)],
    ),
    (
        "who asks the same of nobody in particular backs what was asked",
        [
            (
                "Peru wants the crew home",
                "Peru demanded that Ecuador release nine sailors who were taken off a ferry.",
            ),
            (
                "Chile too",
                "Chile also called for the release of the nine sailors who were taken off the ferry.",
            ),
        ],
        [("demand", 2)],
    ),
    (
        "what is to be done in five months is not what others ask to be done",
        [
            ("Peru wants dockers paid", "Peru demanded that Chile pay its dockers out of the harbour fund."),
            ("Dockers", "The Arica Union demanded that Chile pay all five months."),
        ],
        [("demand", 1), ("demand", 1)],
    ),
]
# end


@pytest.mark.parametrize(
    ("reports", "matters"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_the_ledger_holds_each_matter_once(reports, matters):
    records = [
        dw.record(dw.Document(id=f"r{n}", title=title, published=f"2019-03-{n * 3:02}", text=text))
        for n, (title, text) in enumerate(reports, 1)
    ]
    rows = view(build(records), as_of="2019-12-31")
    assert sorted((row.kind, len({m.report for m in row.mentions})) for row in rows) == sorted(matters)
