"""Matters in sentences of news writing: kind, maker and whom they go to; and sentences that hold none.

The answers were written before the sentences were first read. All sentences were made up.
"""

import pytest

from deedwatch.reading import record
from deedwatch.records import Document


def matters(text):
    found = record(Document(text=f"A title\n\n{text}\n\nThe day was warm.", id="r", published="2016-05-18"))
    sides = [
        [found.actor(key).country or found.actor(key).name for key in (*m.by, *m.to)] for m in found.ledger
    ]
    return [(m.kind, *side) for m, side in zip(found.ledger, sides, strict=True)]


TOLD = [
    ("Kenya will reopen the Moyale crossing if the men come back, Interior Minister Peter Otieno said.",
     ("promise", "KEN")),
    ("Algeria insists that Morocco apologize for the bombing of two lorries.", ("demand", "DZA", "MAR")),
    ("Norway has suggested that Russia divide the cod quota for three years.", ("proposal", "NOR", "RUS")),
    ("Sudan wants Egypt to hand back the triangle, a spokesman for the foreign ministry said.",
     ("demand", "SDN", "EGY")),
    ("Ethiopia is ready to share data on the dam with Sudan, Water Minister Bekele Tadesse said.",
     ("promise", "ETH", "SDN")),
    ("Peru's foreign minister, Elena Rojas, said the Chilean navy had fired on two trawlers.",
     ("accusation", "PER", "CHL")),
    ("Philippine Foreign Secretary Jose Lacson said China should remove the buoys it laid at the shoal.",
     ("demand", "PHL", "CHN")),
    ("It would be enough, Bolivia's president said, if Chile sat down at a table.", ("demand", "BOL", "CHL")),
    ("Colombia's proposal to share the Tachira road was welcomed in Caracas.", ("proposal", "COL")),
    ("Guatemala has yet to answer a Belizean request for joint patrols on the river.",
     ("demand", "BLZ", "GTM")),
    ("France is prepared to host the next round, its foreign minister said.", ("proposal", "FRA")),
    ("Amnesty International said Bahraini police had beaten prisoners at Jau with hoses.",
     ("accusation", "Amnesty International", "BHR")),
    ("“Turkish guns fired eleven shells into the market of Afrin on Sunday,” Syria's ambassador said.",
     ("accusation", "SYR", "TUR")),
    ("Cyprus warned Turkey that any ship drilling in its waters would be seized.", ("promise", "CYP", "TUR")),
    ("The European Commission gave Hungary two months to change the law on judges.",
     ("demand", "European Commission", "HUN")),
    ("Oman handed the draft to both sides. The guards would leave the pass in three stages.",
     ("proposal", "OMN")),
    ("“The boats have to come back with their nets,” Kenyan Fisheries Minister Ann Odera said.",
     ("demand", "KEN")),
    ("Egypt suggested that the parties exchange maps of the minefields.", ("proposal", "EGY")),
    ("Laos demanded the return of two boats. “They have to be here by May,” its foreign minister said.",
     ("demand", "LAO")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "matter"), TOLD)
def test_a_matter_is_told(text, matter):
    assert [found[: len(matter)] for found in matters(text)] == [matter]


NONE = [
    "Had Armenia signed in May, the prisoners would be home by now, a retired colonel said.",
    "Lebanon will not cede a single meter of its waters, Speaker Hassan Khoury said.",
    "The mayor joked that the bridge would be finished by his grandchildren.",
    "The union's secretary said that her committee would discuss it on Sunday.",
    "Rain is expected in the hills by Friday.",
    "Ecuador's interior minister said his country would never deport the editor to Turkey.",
    "Egypt's refusal to open the Rafah gate drew criticism from aid groups on Sunday.",
    "The presenter asked the minister whether the wheat might soon come in again.",
    "The captain complained about the line.",
    "“We cut this road ourselves, and not to please a general,” the mayor of Birao said.",
    "The treaty of 1978 allows each side to draw 300 million cubic meters a year.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_matter_is_told(text):
    assert matters(text) == []
