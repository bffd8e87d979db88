"""Where and when an opening says that its news happened, and what that does to likeness."""

import numpy as np
import pytest

from deedwatch.reckoning.happenings import merge_documents
from deedwatch.reckoning.happenings.settings import Setting, read_setting, setting_factor, setting_table
from deedwatch.records import Document

OPENINGS = [
    ("a state", "Farmers in Peru blocked a road.", {"PER"}, set()),
    ("a capital", "Farmers blocked a road in Nairobi.", {"KEN"}, set()),
    ("a month and a day", "Talks began on March 3 and went on.", set(), {63}),
    ("a day and a month", "Talks began on 3 March.", set(), {63}),
    ("a month alone", "Talks began in March 2011.", set(), set()),
    ("no such day", "Talks began on February 31.", set(), set()),
    ("a given name is no place", "Israel Mora ran ahead.", set(), set()),
    ("far down", "Word. " * 200 + "It was in Peru on March 3.", set(), set()),
]


@pytest.mark.parametrize(("text", "lands", "days"), [c[1:] for c in OPENINGS], ids=[c[0] for c in OPENINGS])
def test_what_an_opening_names(text, lands, days):
    found = read_setting(text, {"israel"})
    assert (found.lands, found.days) == (lands, days)


OUTRIGHT = [
    ("in a state", "Farmers blocked a road in Peru.", "PER", None),
    ("near a capital, with its state", "Farmers blocked a road near Nairobi, Kenya.", "KEN", None),
    ("of a state", "Farmers of Peru blocked a road.", None, None),
    ("in two states", "Roads were blocked in Peru and then in Chile.", None, None),
    ("on a day", "Talks began on March 3.", None, 63),
    ("on a day of the week", "Talks began on Tuesday, 3 March.", None, 63),
    ("until a day", "Talks go on until March 3.", None, None),
    ("on two days", "Talks began on March 3 and ended on April 9.", None, None),
]


@pytest.mark.parametrize(("text", "land", "day"), [c[1:] for c in OUTRIGHT], ids=[c[0] for c in OUTRIGHT])
def test_where_and_when_an_opening_says_outright(text, land, day):
    found = read_setting(text)
    assert (found.land, found.day) == (land, day)


def told(lands="", days=(), land=None, day=None):
    return Setting(frozenset(lands.split()), frozenset(days), land, day)


FACTORS = [
    ("nothing told", told(), told("PER", [5]), 1.0),
    ("one country in common", told("PER CHL"), told("CHL ARG"), 1.0),
    ("other countries", told("PER"), told("CHL"), 0.7),
    ("days soon after", told(days=[63]), told(days=[70]), 1.0),
    ("days over the new year", told(days=[364]), told(days=[3]), 1.0),
    ("far days", told(days=[63]), told(days=[120]), 0.7),
    ("both", told("PER", [63]), told("CHL", [120]), 0.0),
    ("outright in other countries", told("PER", land="PER"), told("CHL", land="CHL"), 0.0),
    ("outright in one of them", told("PER", land="PER"), told("CHL"), 0.7),
    ("outright elsewhere, both named", told("PER CHL", land="PER"), told("CHL", land="CHL"), 1.0),
    ("outright on far days", told(days=[63], day=63), told(days=[120], day=120), 0.0),
    ("outright on one of them", told(days=[63], day=63), told(days=[120]), 0.7),
    ("outright soon after", told(days=[63], day=63), told(days=[70], day=70), 1.0),
]


@pytest.mark.parametrize(("one", "two", "factor"), [c[1:] for c in FACTORS], ids=[c[0] for c in FACTORS])
def test_what_is_at_odds_counts_less_either_way_round(one, two, factor):
    assert setting_factor(one, two) == setting_factor(two, one) == factor
    assert setting_table([one, two])[[0, 1], [1, 0]] == pytest.approx(np.array([factor, factor]))


STORY = (
    "A ferry with ninety people on board ran on to a sandbank off the coast of {land} on {day}, the harbour "
    "master said. Divers and fishing boats took everyone off before dark. {figure} people were hurt. "
    "The ferry, built in the eighties, had been due for repairs. Its owner said that fog was to blame."
)
RETOLD = (
    "Fog was to blame when a ferry struck a sandbank off {land} on {day}, its owner said. Boats and divers "
    "brought ninety people ashore before dark; {figure} of them were hurt. The harbour master said that the "
    "ferry was overdue for repairs."
)
SAME = {"land": "Peru", "day": "March 3", "figure": "Four"}
PAIRS = [
    ("all the same", {}, 1),
    ("other figures", {"figure": "Sixty"}, 1),
    ("another land and far days", {"land": "Ghana", "day": "June 9"}, 2),
    ("far days alone", {"day": "June 9"}, 2),
]


@pytest.mark.parametrize(("changes", "count"), [c[1:] for c in PAIRS], ids=[c[0] for c in PAIRS])
def test_place_and_day_forbid_and_figures_never(changes, count):
    texts = [STORY.format(**SAME), RETOLD.format(**SAME | changes)]
    rows = merge_documents(Document(id=str(n), text=text) for n, text in enumerate(texts))
    assert len({row.happening for row in rows}) == count
