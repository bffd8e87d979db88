"""Whose word it is, told by this report or by the one before it: a table of mini reports."""

import csv
from pathlib import Path

import pytest

from deedwatch.reading import record
from deedwatch.reckoning.ledger.parties import Roster
from deedwatch.records import Document

CASES = [
    (row["reports"], row["who"], row["party"])
    for row in csv.DictReader((Path(__file__).parent / "sides.csv").read_text(encoding="utf-8").splitlines())
]


@pytest.mark.parametrize(("reports", "who", "party"), CASES)
def test_everybody_speaks_for_his_side(reports, who, party):
    roster = Roster()
    for number, report in enumerate(reports.split(" ## "), 1):
        outlet, _, text = report.partition("|")
        read = record(
            Document(text=text.strip(), outlet=outlet.strip() or None, published=f"2014-03-0{number}")
        )
        parties = roster.read(read)
    called = {
        parties[actor.id]
        for actor in read.actors
        if who in {actor.name, *(read.document.text[start:end] for start, end in actor.mentions)}
    }
    assert called == {party}
