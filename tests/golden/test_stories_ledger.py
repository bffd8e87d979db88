"""Stories of several reports, read by the real pipeline: the ledger must be right in every cell.

A matter of the gold is found where kind and maker agree and its words do; each must be found once, and
nothing else may be there. Texts and gold were written for this test; all people and events are invented.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from deedwatch.reading import record
from deedwatch.reckoning.ledger import build, view
from deedwatch.records import Document
from deedwatch.text.wording import overlap, words

HERE = Path(__file__).parent / "stories"
STORIES = sorted(path.parent.name for path in HERE.glob("*/gold.json"))
DAYS = [
    (name, day)
    for name in STORIES
    for day in json.loads((HERE / name / "gold.json").read_text(encoding="utf-8"))["as_of"]
]


@cache
def ledger_of(name):
    lines = (HERE / name / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    return build(record(Document(**json.loads(line))) for line in lines)


def gold_of(name):
    return json.loads((HERE / name / "gold.json").read_text(encoding="utf-8"))


def rows_of(name, day):
    return view(ledger_of(name), as_of=day, parties=gold_of(name)["parties"])


def is_it(gold, row):
    alike = max(overlap(words(w), words(row.content), {}) for w in [gold["content"], *gold["also"]])
    return gold["kind"] == row.kind and set(gold["by"]) & set(row.by) and alike >= 0.3


def test_there_are_five_stories_with_three_days_each():
    assert len(STORIES) == 5
    assert all(len(gold_of(name)["as_of"]) == 3 for name in STORIES)


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_each_matter_is_found_once_and_nothing_else(name, day):
    gold, rows = gold_of(name)["as_of"][day], rows_of(name, day)
    found = [[row.content for row in rows if is_it(matter, row)] for matter in gold]
    assert [len(contents) for contents in found] == [1] * len(gold), found
    assert len(rows) == len(gold), [(row.kind, row.by, row.content) for row in rows]


@pytest.mark.parametrize(("name", "day"), DAYS)
def test_every_cell_and_standing_is_right(name, day):
    for matter in gold_of(name)["as_of"][day]:
        row = next(row for row in rows_of(name, day) if is_it(matter, row))
        held = {party: stands[-1] for party, stands in row.positions.items() if stands}
        told = {party: (stand.stance, stand.on, stand.told_by) for party, stand in held.items()}
        want = {p: (v["stance"], v["on"], v["told_by"]) for p, v in matter["positions"].items()}
        assert told == want, matter["content"]
        assert row.standing == matter["standing"], matter["content"]
        assert row.standing_unheard == matter.get("standing_or", matter["standing"]), matter["content"]
        assert row.opened == matter["opened"]
        assert {mention.report for mention in row.mentions} == set(matter["mentions"])


SILENT = [
    ("trawler", "2019-03-31", "CHL", "proposal"),  # "Chile said nothing about it", "if Chile accepted"
    ("bridge", "2017-11-14", "GHA", "accusation"),  # "did not react", "had Ghana admitted"
    ("flight", "2016-04-30", "LTU", "demand"),  # "Lithuania did not mention it"
    ("river", "2021-05-31", "URY", "proposal"),  # not asked yet
]


@pytest.mark.parametrize(("name", "day", "party", "kind"), SILENT)
def test_silence_and_what_might_have_been_fill_no_cell(name, day, party, kind):
    rows = view(ledger_of(name), as_of=day, parties=[party])
    assert not any(row.positions[party] for row in rows if row.kind == kind)
