"""The sample story, read from its files: how much of its ledger is right, with floors that may only rise.

The goal is every cell; what is still wrong stands on the ledger's page by cause. No stance may be
invented for a party that the matter is put to or that made it.
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
STORY = Path(deedwatch.samples.__file__).parent / "story"


@cache
def ledger():
    outcomes = records_of(sorted(STORY.iterdir()))
    return build(Record.from_json(outcome) for outcome in outcomes if isinstance(outcome, bytes))


@cache
def found():
    """Pairs of gold matter and the row that is most like it, over the three days."""
    pairs = []
    for day, matters in GOLD["as_of"].items():
        rows = view(ledger(), as_of=day, parties=GOLD["parties"])
        for gold in matters:
            alike = [
                (
                    max(
                        overlap(words(text), words(row.content), {})
                        for text in [gold["content"], *gold["also"]]
                    ),
                    n,
                )
                for n, row in enumerate(rows)
                if row.kind == gold["kind"] and set(row.by) & set(gold["by"])
            ]
            score, number = max(alike, default=(0.0, -1))
            pairs.append((gold, rows[number] if score >= 0.3 else None))
    return pairs


def cells():
    """Each gold cell of a matter that was found: the stance wanted and the stance held."""
    return [
        (want["stance"], row.positions[party][-1].stance if row.positions.get(party) else None)
        for gold, row in found()
        if row is not None
        for party, want in gold["positions"].items()
        if party in GOLD["parties"]
    ]


def test_matters_are_found():
    assert sum(row is not None for _, row in found()) / len(found()) >= 0.85


def test_cells_are_right():
    assert sum(want == held for want, held in cells()) / len(cells()) >= 0.70


def test_hardly_a_stance_is_invented():
    filled = [
        (party in gold["positions"])
        for gold, row in found()
        if row is not None
        for party, stands in row.positions.items()
        if stands
    ]
    assert filled.count(False) / len(filled) <= 0.08
