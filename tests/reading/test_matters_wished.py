"""Matters that no verb of asking tells: what a side would like, what is its request, what it would be glad of.

The answers were written before the sentences were first read. All sentences were made up.
"""

import pytest
from short_reports import matters_amid

TOLD = [
    ("Kenya would like Uganda to open the lock at Jinja before the rains.", ("demand", "KEN", "UGA")),
    ("The Hop Growers' Union would like Prague to repeal the hop law of 1871.",
     ("demand", "Hop Growers' Union", "CZE")),
    ("Kenya would like to see the toll at Malaba scrapped.", ("demand", "KEN")),
    ("Peru would prefer Chile to pay for the dam in gold.", ("demand", "PER", "CHL")),
    ("Peru wants the toll at Tacna gone by May.", ("demand", "PER")),
    ("Chile wants the bones of the fishermen back.", ("demand", "CHL")),
    ("Georgia has asked Azerbaijan to publish, day by day, how much gas passes the meter.",
     ("demand", "GEO", "AZE")),
    ("Peru would be grateful, its ambassador said, if the beach at Ica were left without lamps.",
     ("demand", "PER")),
    ("Peru would welcome it if Chile moved the lamps on the beach at Arica.", ("demand", "PER", "CHL")),
    ("What Peru wants is simple. Chile should move the lamps at Arica.", ("demand", "PER", "CHL")),
    ("What the drivers' union asks is that the Togo Port Company pay for the Sundays.",
     ("demand", "drivers' union", "TGO")),
    ("All that Peru asks of Chile is that it move the lamps at Arica.", ("demand", "PER")),
    ("Ugandan officials met Kenya's minister. His request is simple: Uganda should take back the tyres.",
     ("demand", "KEN", "UGA")),
    ("Peru's request was that Chile pay for the dam.", ("demand", "PER", "CHL")),
    ("Peru's proposal is to share the dam with Chile for ten years.", ("proposal", "PER")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "matter"), TOLD)
def test_a_wish_is_told(text, matter):
    assert [found[: len(matter)] for found in matters_amid(text)] == [matter]


NONE = [
    "Kenya would like to host the talks at Jinja in May.",
    "Kenya would not like Uganda to open the lock at Jinja.",
    "Kenya would have liked Uganda to open the lock at Jinja.",
    "The guests would like the chef to sit down with them.",
    "Peru would be glad to help the fishermen of Arica.",
    "Peru would have been grateful if Chile had paid for the dam.",
    "Peru's request is under study in Santiago, the minister said.",
    "Peru's plan is to be put to a vote in the senate on Monday.",
    "What Peru wants to know is whether Chile will pay for the dam.",
    "Nobody in Peru would like the road to be shut for the winter.",
    "If Peru would like Chile to pay, it must say so.",
    "Does Peru want the lamps back?",
    "Peru's request was turned down: Chile has no ships to send.",
    "The minister would like you to know that the soup is good.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_wish_is_told(text):
    assert matters_amid(text) == []


NAMED = [
    ("A suggestion by Guinea that they close the bridge has no future, Liberia's minister, Ana Toe, said.",
     ("proposal", "GIN", "LBR")),
    ("The senate of Romania heard Ukraine's motion that no sturgeon be caught in the delta for six years.",
     ("proposal", "UKR")),
    ("A German plan for a tax on cane can go on if Berlin pays, the Tunisian prime minister, Slim Gharbi, said.",
     ("proposal", "DEU", "TUN")),
    ("The Lobos Company has bowed to the Tacna council, which wanted it to stop blasting on Sundays.",
     ("demand", "Tacna council", "Lobos Company")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "matter"), NAMED)
def test_what_is_named_in_passing_is_told(text, matter):
    assert [found[: len(matter)] for found in matters_amid(text)] == [matter]


UNNAMED = [
    "Peru's plan for the economy drew laughter in Lima.",
    "Peru's plan for a joint patrol is late, Peru's foreign minister said.",
    "The Lobos Company's idea of a good lunch is a bun, the mayor of Arica said.",
]


@pytest.mark.parametrize("text", UNNAMED)
def test_what_only_its_owner_names_is_no_matter(text):
    assert matters_amid(text) == []


PLAIN = [
    ("China suggested last month that its herders should graze in Kyrgyzstan for three winters.",
     ("proposal", "CHN")),
    ("Kabul says the mortar rounds of Tuesday night came from a Pakistani post.",
     ("accusation", "AFG", "PAK")),
    ("The drone that hit the dam had been launched from Moldovan soil, Ukraine's ministry said.",
     ("accusation", "UKR", "MDA")),
    ("Norway promised the miners of Svea that not one of them would be sent away before June.",
     ("promise", "NOR", "miners of Svea")),
    ("The Seamen's Union has demanded of the owner, Osk Lines, that orders on board be given in Danish only.",
     ("demand", "Seamen's Union", "Osk Lines")),
    ("Under the plan that the Lobos Bank has put to Peru, the state would be paid in forests.",
     ("proposal", "Lobos Bank", "PER")),
    ("Chile would pay for half of the dam under a plan put forward by Peru.", ("proposal", "PER", "CHL")),
    ("The road should be led through a tunnel, the Monks' Council told the Osk Company.",
     ("demand", "Monks' Council", "Osk Company")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "matter"), PLAIN)
def test_what_is_told_in_other_words_is_told(text, matter):
    assert [found[: len(matter)] for found in matters_amid(text)] == [matter]


NOT_MADE = [
    "“It would cost a flask of coffee,” the mayor of Kirkenes, Solveig Aune, said.",
    "“Montevideo would have to explain it to the fishermen,” Uruguayan Minister Ana Souza said.",
    "Denmark would neither exclude it nor agree to it before June, its minister said.",
    "The Pit Workers' Union will let its lawyers read the paper before it takes a line, its head said.",
    "Peru announced the change of heart in a statement of two lines.",
    "The Chamber of Importers wished that the company had acted a week ago.",
    "The president's office called about a parking permit.",
    "A lawyer suggested that the ministers should have known of it.",
    "Under the plan of 1994 the two navies share the strait.",
    "Under Peru's law, a ship would be seized.",
    "The wheat came from Peru, Chile's minister said.",
]


@pytest.mark.parametrize("text", NOT_MADE)
def test_what_only_looks_like_a_matter_is_none(text):
    assert matters_amid(text) == []
