"""The sample story, read from its files: every matter of the gold, every cell and every standing, as of three days.

The gold is what a careful reader keeps (``samples_ledger.json``); a ledger may hold further matters. No
stance may be invented for a party on a matter of the gold.
"""

import json
from functools import cache
from pathlib import Path

import deedwatch.samples
from deedwatch.book.reading import records_of
from deedwatch.reckoning.ledger import build, view
from deedwatch.records import Record
from deedwatch.text.wording import overlap, words

GOLD = json.loads((Path(__file__).parent / "samples_ledger.json").read_text(encoding="utf-8"))
PARTIES = [*GOLD["parties"], "SADC"]
STORY = Path(deedwatch.samples.__file__).parent / "story"


@cache
def ledger():
    outcomes = records_of(sorted(STORY.iterdir()))
    return build(Record.from_json(outcome) for outcome in outcomes if isinstance(outcome, bytes))


def likeness(gold, row):
    """How much of the wording is shared; where two say much the same, the reports that tell it decide."""
    shared = {mention.report for mention in row.mentions} & set(gold["mentions"])
    wordings = [gold["content"], *gold["also"]]
    return max(overlap(words(text), words(row.content), {}) for text in wordings) + 0.5 * bool(shared)


@cache
def found():
    """Pairs of gold matter and the row that is most like it, over the three days."""
    pairs = []
    for day, matters in GOLD["as_of"].items():
        rows = view(ledger(), as_of=day, parties=PARTIES)
        for gold in matters:
            alike = [
                (likeness(gold, row), n)
                for n, row in enumerate(rows)
                if row.kind == gold["kind"] and set(row.by) & set(gold["by"])
            ]
            score, number = max(alike, default=(0.0, -1))
            pairs.append((gold, rows[number] if score >= 0.8 else None))
    return pairs


def test_every_matter_is_found():
    missed = [(gold["kind"], gold["by"], gold["content"]) for gold, row in found() if row is None]
    assert missed == []


def test_every_cell_is_right():
    wrong = [
        (gold["content"], party, wanted["stance"], held)
        for gold, row in found()
        for party, wanted in gold["positions"].items()
        if (held := row.positions[party][-1].stance if row.positions[party] else None) != wanted["stance"]
    ]
    assert wrong == []


def test_every_standing_is_right():
    wrong = [
        (gold["content"], gold["standing"], row.standing)
        for gold, row in found()
        if row.standing not in {gold["standing"], gold.get("standing_or")}
    ]
    assert wrong == []


def test_no_stance_is_invented():
    invented = [
        (gold["content"], party, stands[-1].stance)
        for gold, row in found()
        for party, stands in row.positions.items()
        if stands and party not in gold["positions"]
    ]
    assert invented == []


def test_the_gold_has_three_days_and_stances_of_all_kinds_but_one():
    assert len(GOLD["as_of"]) == 3
    stances = {cell["stance"] for gold, _ in found() for cell in gold["positions"].values()}
    assert stances >= {"accepts", "supports", "rejects", "denies", "noncommittal"}
