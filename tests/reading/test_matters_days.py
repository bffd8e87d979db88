"""The day of a stance: of its own clause, of the saying it stands in, of the news; none where it is only recalled."""

import pytest

from deedwatch.reading import record
from deedwatch.reckoning.ledger import build, view
from deedwatch.records import Document

OPENS = "Kenya asked Uganda on 4 March 2018 to free the six fishermen of Migingo. "
PUBLISHED = "2018-03-09"

CASES = [  # the answer, the day it was given
    ("Uganda refused on Wednesday.", "2018-03-07"),
    ("Uganda refused, said Jane Okello, who became minister on 6 March.", "2018-03-04"),
    ("Uganda rejected the request, which the court had allowed on 5 March.", "2018-03-04"),
    ("\n\nUganda rejected the request on Tuesday.", "2018-03-06"),
    ("\n\nUganda had already agreed to the request, Kenya's minister said.", "2018-03-04"),
]


@pytest.mark.parametrize(("answer", "day"), CASES)
def test_a_stance_has_the_day_that_its_clause_or_the_news_gives(answer, day):
    made = record(Document(id="d", published=PUBLISHED, text=OPENS + answer))
    found = [p.on for matter in (*made.ledger, *made.answers) for p in matter.positions]
    assert found == [day]


RECALLED = [  # what a later report says, is it told as taken before
    ("A delegation came to Kisumu from Uganda. It had rejected the request.", True),
    ("Uganda had refused the request in a letter.", True),
    ("Uganda rejected the request.", False),
    ("Uganda has rejected the request.", False),
    ("Uganda's minister said his country had rejected the request.", False),
]


@pytest.mark.parametrize(("text", "recalled"), RECALLED)
def test_only_what_was_done_before_the_news_is_recalled(text, recalled):
    text = "Kenya asked Uganda to free the six fishermen of Migingo. " + text
    made = record(Document(id="d", published=PUBLISHED, text=text))
    stances = [p for matter in (*made.ledger, *made.answers) for p in matter.positions]
    assert [(p.stance, p.recalled) for p in stances] == [("rejects", recalled)]


def ledger_of(*reports):
    documents = [
        Document(id=f"r{number}", published=day, text=text) for number, (day, text) in enumerate(reports)
    ]
    return view(build(record(document) for document in documents))


ASKED = ("2018-03-05", "Kenya asked Uganda on Monday to free the six fishermen of Migingo.")
REFUSED = ("2018-03-07", "Uganda on Wednesday rejected Kenya's request to free the six fishermen of Migingo.")
AGREED = ("2018-04-11", "Uganda on Wednesday agreed to Kenya's request to free the six fishermen of Migingo.")


def stances(*reports):
    (row,) = ledger_of(*reports)
    return [(stand.stance, stand.on) for stand in row.positions["UGA"]]


def test_a_stance_that_is_only_recalled_has_no_new_day_and_holds_over_nothing():
    late = (
        "2018-06-01",
        "Uganda had rejected Kenya's request to free the six fishermen of Migingo. It rained.",
    )
    assert stances(ASKED, REFUSED, late) == [("rejects", "2018-03-07")]
    assert stances(ASKED, REFUSED, AGREED, late) == [("rejects", "2018-03-07"), ("accepts", "2018-04-11")]
    assert stances(ASKED, late) == [("rejects", "2018-06-01")]


def test_what_is_told_without_a_day_may_be_the_answer_that_is_known():
    late = ("2018-06-01", "Uganda rejects Kenya's request to free the six fishermen of Migingo.")
    again = (
        "2018-06-01",
        "Uganda on Friday again rejected Kenya's request to free the six fishermen of Migingo.",
    )
    assert stances(ASKED, REFUSED, late) == [("rejects", "2018-03-07")]
    assert stances(ASKED, REFUSED, again) == [("rejects", "2018-03-07"), ("rejects", "2018-06-01")]
    assert stances(ASKED, REFUSED, AGREED, late)[-1] == ("rejects", "2018-06-01")


@pytest.mark.parametrize("published", ["2018", "2018-03", "2018-13-45", None])
def test_a_report_whose_day_is_not_known_is_read(published):
    text = (
        f"{OPENS}In 2009 Uganda refused a like demand. Uganda refused. Kenya's troops killed nine Ugandan"
        " soldiers on 3 May 2016."
    )
    made = record(Document(id="d", published=published, text=text))
    assert [event.date.day for event in made.events if event.type == "REQUEST"] == ["2018-03-04"]
    assert {p.on for matter in made.ledger for p in matter.positions} == {None}
    assert view(build([made]))
