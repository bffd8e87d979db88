"""Sentences of a report and what they tell, part by part (``events_told.csv``): one row for each event.

``text`` is the body, or headline and body with " / " between. An empty column asks nothing; a place of "-" has
no country. A text with no type tells no event. Countries of several actors stand in order of their codes.
"""

import csv
from itertools import groupby
from pathlib import Path

import pytest

from deedwatch.reading import record
from deedwatch.records import Document

with (Path(__file__).parent / "events_told.csv").open(encoding="utf-8", newline="") as file:
    TOLD = [(text, list(rows)) for text, rows in groupby(csv.DictReader(file), key=lambda row: row["text"])]


def span_of(figures):
    return "" if figures is None else "..".join("" if figure is None else str(figure) for figure in figures)


def parts_of(event, country):
    """What the table can ask of an event, as its columns have it."""
    day, figures = event.date, event.casualties
    sides = [
        " ".join(sorted({country[key] for key in keys} - {None})) for keys in (event.source, event.target)
    ]
    counts = [span_of(getattr(figures, name, None)) for name in ("killed", "injured", "taken")]
    return {
        "type": event.type,
        "cameo": event.cameo,
        "source": sides[0],
        "target": sides[1],
        "status": event.status,
        "date": f"{day.from_ or ''}/{day.to or ''}" if day else "",
        "place": (event.place.country or "-") if event.place else "",
        "killed": counts[0],
        "injured": counts[1],
        "taken": counts[2],
    }


@pytest.mark.parametrize(("text", "rows"), TOLD, ids=[text for text, _ in TOLD])
def test_sentence_is_told_part_by_part(text, rows):
    body = text.replace(" / ", "\n\n") if " / " in text else f"Report\n\n{text}"
    told = record(Document(text=f"{body}\n\nThe weather was dry.", published="2024-05-16"))
    country = {actor.id: actor.country for actor in told.actors}
    given = [parts_of(event, country) for event in told.events]
    wanted = [
        {key: part for key, part in row.items() if part and key != "text"} for row in rows if row["type"]
    ]
    assert sorted(event["type"] for event in given) == sorted(event["type"] for event in wanted)
    for event in wanted:
        assert any(event.items() <= other.items() for other in given), given


def test_there_are_enough_sentences():
    assert len(TOLD) >= 100
