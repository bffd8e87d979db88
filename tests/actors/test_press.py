"""Whose minister a paper or station means that names no state: its own."""

import pytest

from deedwatch.actors.press import home_of_outlet
from deedwatch.reading import record
from deedwatch.records import Document

OUTLETS = [
    ("The Lusaka Post", "ZMB"),
    ("Kyiv Weekly", "UKR"),
    ("Chronicle of Malawi", "MWI"),
    ("Great Lakes Wire", None),
    ("Herald", None),
    ("Kyiv and Lusaka Review", None),
]


@pytest.mark.parametrize(("outlet", "country"), OUTLETS)
def test_an_outlet_is_at_home_where_its_name_says(outlet, country):
    assert home_of_outlet(Document(text="Nothing.", outlet=outlet)) == country


def test_a_small_town_in_an_outlets_name_counts_where_the_report_names_its_country():
    report = Document(text="Nothing.", outlet="Diario del Sur")
    assert home_of_outlet(report) is None
    assert home_of_outlet(report, {"OMN"}) == "OMN"


def test_a_monitor_says_where_the_station_is():
    text = "[Morning programme of Radio Delta, Blantyre, 3 May 2019]\n\nThe farm minister took calls."
    assert home_of_outlet(Document(text=text, outlet="Broadcast Digest")) == "MWI"


MINISTERS = [
    ("The farm minister, Ana Okello, took calls in the studio.", "Ana Okello", "ZMB"),
    ("Malawi's farm minister, Ana Okello, took calls in the studio.", "Ana Okello", "MWI"),
    ("After talks in Malawi the farm minister, Ana Okello, took calls.", "Ana Okello", None),
    ("The former farm minister, Ana Okello, took calls in the studio.", "Ana Okello", None),
    ("The singer Ana Okello took calls in the studio.", "Ana Okello", None),
]


@pytest.mark.parametrize(("text", "name", "country"), MINISTERS)
def test_a_minister_of_no_told_state_is_of_the_outlets_own(text, name, country):
    told = record(
        Document(text=f"{text}\n\nThe weather was dry.", published="2019-05-03", outlet="The Lusaka Post")
    )
    assert {actor.country for actor in told.actors if actor.name == name} <= {country}
    assert country is None or any(actor.name == name for actor in told.actors)


def test_whose_answer_is_awaited_has_the_next_minister():
    text = (
        "LUSAKA - Zambia asked Malawi to open the bridge.\n\n"
        "There was no word from Lilongwe. Farm Minister Ana Okello was at a wedding, her office said."
    )
    told = record(Document(text=text, published="2019-05-03"))
    assert [a.country for a in told.actors if a.name == "Ana Okello"] == ["MWI"]
