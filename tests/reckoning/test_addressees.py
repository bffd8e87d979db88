"""Who makes a matter, and to whom it goes: a table of short reports, each read into a ledger."""

import csv
from pathlib import Path

import pytest

from deedwatch.reading import record
from deedwatch.reckoning.ledger import build, view
from deedwatch.records import Document

ROWS = [
    (row["report"], row["matters"])
    for row in csv.DictReader(
        (Path(__file__).parent / "addressees.csv").read_text(encoding="utf-8").splitlines()
    )
]


def told(text: str) -> set[str]:
    rows = view(build([record(Document(text=text, published="2014-03-01"))]))
    return {f"{row.kind}/{'+'.join(row.by) or '-'}/{'+'.join(sorted(row.to)) or '-'}" for row in rows}


@pytest.mark.parametrize(("report", "matters"), ROWS, ids=[text[:40] for text, _ in ROWS])
def test_by_and_to(report, matters):
    assert told(report) == {matter.strip() for matter in matters.split(";") if matter.strip()}
