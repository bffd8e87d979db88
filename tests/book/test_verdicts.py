"""Verdicts of a book: registered first, the same answer twice, from one data set at a time."""

import sqlite3

import pytest

from deedwatch import samples
from deedwatch.book import open_book
from deedwatch.book.verdicts import rejudge
from deedwatch.errors import InputError

ASKED = {
    "actor": "MWI",
    "toward": "ZMB",
    "kind": "material conflict",
    "since": "2017-06-12",
    "data": "invented",
}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("verdicts") / "b.db"
    with open_book(path) as book:
        book.import_events(samples.events_path(), form="csv", name="invented")
    return path


@pytest.fixture
def book(place):
    with open_book(place) as opened:
        yield opened


def test_the_sample_ceasefire_is_seen(book):
    verdict = book.verdict(**ASKED)
    assert verdict.label == "changed down"
    assert verdict.estimate.high < 1
    assert verdict.estimate.events_after == 2
    assert len(verdict.evidence) == 111
    assert all(item.startswith("invented:") for item in verdict.evidence)
    assert [share.name for share in verdict.sources] == ["Government of MWI"]
    assert len(verdict.rivals) > 8


def test_the_same_question_has_the_same_answer(book):
    first = book.verdict(**ASKED)
    assert book.verdict(**ASKED) == first
    assert rejudge(book, first.key) == first
    assert [verdict.key for verdict in book.verdicts()].count(first.key) == 1


def test_a_question_is_registered_before_it_is_judged(book, monkeypatch):
    def fail(*_):
        raise RuntimeError("stopped while judging")

    monkeypatch.setattr("deedwatch.book.verdicts.answer_question", fail)
    with pytest.raises(RuntimeError, match="stopped"):
        book.verdict(**ASKED | {"since": "2017-02-06"})
    row = (
        sqlite3.connect(book.place)
        .execute("SELECT registered, body FROM verdicts WHERE since = '2017-02-06'")
        .fetchone()
    )
    assert row[0]
    assert row[1] is None
    monkeypatch.undo()
    assert book.verdict(**ASKED | {"since": "2017-02-06"}).registered == row[0]


def test_types_places_and_windows_can_be_asked_for(book):
    verdict = book.verdict(**ASKED | {"kind": "ASSAULT,COERCE", "before": 40, "after": 8})
    assert len(verdict.counts) == 48
    nowhere = book.verdict(**ASKED | {"place": "FRA"})
    assert nowhere.label == "cannot tell"


def test_what_was_read_is_another_data_set(book):
    verdict = book.verdict(**ASKED | {"data": "read"})
    assert verdict.label == "cannot tell"
    assert verdict.estimate is None
    assert verdict.trace()


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"data": "gdelt9"}, "is no data set of this book"),
        ({"kind": "war"}, "no kind of conduct"),
        ({"since": "soon"}, "is no day"),
    ],
)
def test_questions_are_refused_with_a_remedy(book, changed, fault):
    with pytest.raises(InputError, match=fault):
        book.verdict(**ASKED | changed)
    with pytest.raises(InputError, match="question"):
        book.verdict(actor="MWI")


def test_a_verdict_is_not_recomputed_on_other_data(tmp_path):
    rows = samples.events_path().read_text(encoding="utf-8").splitlines(keepends=True)
    (tmp_path / "one.csv").write_text("".join(rows[:9000]), encoding="utf-8")
    with open_book(tmp_path / "c.db") as book:
        book.import_events(tmp_path / "one.csv", form="csv", name="invented")
        verdict = book.verdict(**ASKED | {"since": "2016-10-03"})
        book.import_events(samples.events_path(), form="csv", name="invented")
        with pytest.raises(InputError, match="not here any more"):
            rejudge(book, verdict.key)
        assert book.verdict(**ASKED | {"since": "2016-10-03"}).key != verdict.key
        assert len(book.verdicts()) == 2


def test_waiting_and_looking_again(tmp_path):
    rows = samples.events_path().read_text(encoding="utf-8").splitlines(keepends=True)
    early = [row for row in rows[1:] if row.split(",")[1] < "2017-05-01"]
    (tmp_path / "early.csv").write_text(rows[0] + "".join(early), encoding="utf-8")
    asked = {
        "actor": "ZMB",
        "toward": "MWI",
        "kind": "verbal conflict",
        "since": "2017-03-06",
        "data": "invented",
    }
    with open_book(tmp_path / "w.db") as book:
        book.import_events(tmp_path / "early.csv", form="csv", name="invented")
        assert book.wait_on(**asked) == book.wait_on(**asked)
        (first,) = book.watch()
        assert first.looks[0].changed.startswith("first look:")
        (again,) = book.watch()
        assert len(again.looks) == 1
        book.import_events(samples.events_path(), form="csv", name="invented")
        (later,) = book.watch()
        assert len(later.looks) == 2
        assert later.looks[1].weeks > later.looks[0].weeks
        assert later.looks[1].alarm is not None
        assert book.verdicts() == ()
