"""Who takes which stance in short dialogues, and where nobody takes one. All sentences were made up.

The table's expected stances were written before the code first read them. A row: the stances as
"kind maker party stance", joined by ";" and empty where there is none, and the reports, joined by " || ".
"""

import csv
from pathlib import Path

import pytest

from deedwatch.language import parse
from deedwatch.reading import record
from deedwatch.reading.matters.stances.formulas import load_set_replies, stance_of_phrase
from deedwatch.reckoning.ledger import build
from deedwatch.reckoning.ledger.standing import last_stands
from deedwatch.records import Document

with (Path(__file__).parent / "dialogues.csv").open(encoding="utf-8", newline="") as file:
    ROWS = [(row["reports"], row["stances"]) for row in csv.DictReader(file)]


def stances_of(reports):
    documents = [
        Document(id=f"r{number}", published=f"2024-03-{5 + 7 * number:02}", text=text)
        for number, text in enumerate(reports)
    ]
    found = set()
    for entry in build(record(document) for document in documents).entries:
        makers = [maker for mention in entry.mentions for maker in mention.by] or ["?"]
        for party, stand in last_stands(entry.stands).items():
            found.add((entry.kind, makers[0], party, stand.stance))
    return found


@pytest.mark.parametrize(("reports", "stances"), ROWS, ids=[text[:40] for text, _ in ROWS])
def test_who_takes_which_stance(reports, stances):
    wanted = {tuple(stance.strip().split("/")) for stance in stances.split(";") if stance.strip()}
    assert stances_of(reports.split(" || ")) == wanted


@pytest.mark.parametrize("row", load_set_replies(), ids=lambda row: row.stance)
def test_set_phrases_match_their_yes_and_not_their_no(row):
    for text, stance in ((row.yes, row.stance), (row.no, None)):
        told = stance_of_phrase(parse(text), (0, len(text)), row.kinds[0], just_asked=row.just_asked)
        assert told == stance


NO_ANSWER = ["It is not out of the question.", "Is it out of the question?", "They never said no to it."]


@pytest.mark.parametrize("text", NO_ANSWER)
def test_a_phrase_that_is_negated_or_asked_answers_nothing(text):
    assert stance_of_phrase(parse(text), (0, len(text)), "demand") is None
