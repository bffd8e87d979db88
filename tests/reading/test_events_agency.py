"""Sentences as news agencies write them: the type and, where told, both sides (``events_agency.csv``)."""

import csv
from pathlib import Path

import pytest

from deedwatch.reading import record
from deedwatch.records import Document

with (Path(__file__).parent / "events_agency.csv").open(encoding="utf-8", newline="") as file:
    TOLD = list(csv.DictReader(line for line in file if not line.startswith("#")))


@pytest.mark.parametrize("row", TOLD, ids=[row["text"] for row in TOLD])
def test_agency_sentence_is_coded(row):
    told = record(Document(text=row["text"]))
    country = {actor.id: actor.country for actor in told.actors}
    pairs = [(a, b) for event in told.events for a in event.source or ("",) for b in event.target or ("",)]
    assert {event.type for event in told.events} == {row["type"]}
    assert row["source"] in {"", *(country.get(a) for a, _ in pairs)}
    assert row["target"] in {"", *(country.get(b) for _, b in pairs)}


def test_there_are_enough_sentences():
    assert len(TOLD) >= 140
