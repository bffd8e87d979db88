"""No country is invented: sentences that tempt a reader to give somebody one (``traps.csv``)."""

import csv
from pathlib import Path

import pytest

from deedwatch.actors import find_actors
from deedwatch.language import parse
from deedwatch.records import Document

with (Path(__file__).parent / "traps.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(line for line in file if not line.startswith("#")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['name']}: {row['text'][:60]}")
def test_a_country_stands_only_where_text_or_lexicon_says_it(row):
    cast = find_actors(parse(row["text"]), Document(text=row["text"], published="2007-05-28"))
    found = [
        actor.country or ""
        for actor in cast.actors.values()
        if actor.mentions and (row["name"] == actor.name or actor.name.endswith(f" {row['name']}"))
    ]
    assert found == [row["country"]], {actor.name: actor.country for actor in cast.actors.values()}
