"""Names that only say where, and fields of an office, are no actors."""

import pytest

from deedwatch.reading import record
from deedwatch.records import Document

CASES = [
    ("Police in Kanyelele met farmers near the Kanyelele road. They left for Kanyelele.", "Kanyelele", False),
    ("The market of Lundazi was closed. Traders walked to Lundazi.", "Lundazi", False),
    ("Home Affairs Minister Stella Kamanga met the farmers.", "Home Affairs", False),
    ("Labor Secretary Rosa Delgado met the miners.", "Labor", False),
    ("Kanyelele told police in Lusaka that he was innocent. They trust in Kanyelele.", "Kanyelele", True),
    ("Boats may fish off Delfin Island. Director Yusuf Rasheed met the miners.", "Delfin Island", False),
    ("The road between Lundazi and Chipata was closed.", "Chipata", False),
    ("The president cut short a visit to Kitwe and called a meeting.", "Kitwe", False),
    ("Orvala, a village in the hills, lies far from Lusaka. Orvala has no clinic.", "Orvala", False),
    ("Soldiers went to the chapel of La Rosada on Monday.", "La Rosada", False),
    ("Jonas Balsys and Chama said that they were innocent.", "Chama", True),
    ("The Labor Party met the miners in Lusaka.", "Labor Party", True),
]


def test_a_village_that_acts_is_no_person():
    text = "People of Orvala burned two lorries, the firm said. Orvala demands that the mine close its pipe."
    kinds = {actor.name: actor.kind for actor in record(Document(text=text)).actors}
    assert kinds["Orvala"] == "government"


@pytest.mark.parametrize(("text", "name", "acts"), CASES)
def test_a_place_is_no_actor(text, name, acts):
    names = {actor.name for actor in record(Document(text=text)).actors}
    assert (name in names) is acts, names
