"""Turns that are known, on public ICEWS data where it is at hand (DEEDWATCH_GOLD); skipped elsewhere."""

import os
from pathlib import Path

import pytest

from deedwatch.book import open_book

FILE = Path(os.environ.get("DEEDWATCH_GOLD", "absent")) / "change" / "icews_2012_2015.csv.gz"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FILE.is_file(), reason="the public ICEWS cut is not here; set DEEDWATCH_GOLD"),
]

ISIL = "Islamic State of Iraq and the Levant"
UP, DOWN, UNTOLD = "changed up", "changed down", "cannot tell"
CASES = [
    # actor, toward, kind, since, label
    ("USA", "CUB", "verbal cooperation", "2014-12-17", UP),  # restoring relations was announced
    ("SAU", "YEM", "material conflict", "2015-03-26", UP),  # the air campaign began
    ("YEM", "SAU", "material conflict", "2015-03-26", UP),
    (ISIL, "IRQ", "material conflict", "2014-06-10", UP),  # Mosul fell
    ("IRN", "USA", "material cooperation", "2013-09-27", UNTOLD),  # the presidents spoke by telephone
    ("RUS", "UKR", "material conflict", "2014-02-27", UP),  # the seizure of Crimea
    ("CHN", "VNM", "material conflict", "2014-05-02", UP),  # an oil rig in contested waters
    ("VNM", "CHN", "verbal conflict", "2014-05-02", UP),
    (
        "RUS",
        "UKR",
        "material conflict",
        "2015-02-12",
        UNTOLD,
    ),  # the second ceasefire of Minsk: 12 expected, 5 came
    ("IRN", "USA", "verbal conflict", "2013-09-27", UNTOLD),
    (
        "ISR",
        "PSE",
        "material conflict",
        "2014-08-26",
        UNTOLD,
    ),  # a truce, but no fewer events than before the war
    ("DEU", "FRA", "verbal cooperation", "2014-03-12", UNTOLD),  # a day of nothing in particular
    ("CAN", "MEX", "verbal cooperation", "2014-06-10", UNTOLD),
    ("FRA", "MLI", "material conflict", "2013-01-11", UNTOLD),  # a war, but the data begin too late
    ("TUR", "RUS", "material conflict", "2015-11-24", UNTOLD),  # and here they end too early
    ("NZL", "ISL", "material conflict", "2014-06-10", UNTOLD),  # hardly an event at all
    ("SAU", "YEM", "material conflict", "2014-03-26", UNTOLD),  # a year too early: nothing began
    ("USA", "CUB", "material conflict", "2013-12-17", UNTOLD),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    with open_book(tmp_path_factory.mktemp("known") / "k.db") as opened:
        opened.import_events(FILE, form="csv", name="icews")
        yield opened


@pytest.mark.parametrize(("actor", "toward", "kind", "since", "label"), CASES)
def test_known_turn(book, actor, toward, kind, since, label):
    verdict = book.verdict(actor=actor, toward=toward, kind=kind, since=since, data="icews")
    assert verdict.label == label, verdict.words
