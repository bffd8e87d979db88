"""Verdicts of a book: registered first, the same answer twice, from one data set at a time."""

import csv
import datetime as dt
import sqlite3

import pytest

from deedwatch import samples
from deedwatch.book import open_book
from deedwatch.book.verdicts import rejudge
from deedwatch.errors import InputError
from deedwatch.reckoning.verdicts.calibrate import METHOD

ASKED = {
    "actor": "MWI",
    "toward": "ZMB",
    "kind": "material conflict",
    "since": "2017-06-12",
    "data": "invented",
}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("verdicts") / "b.db"
    with open_book(path) as book:
        book.import_events(samples.events_path(), form="csv", name="invented")
    return path


@pytest.fixture
def book(sample):
    with open_book(sample) as opened:
        yield opened


def test_the_sample_ceasefire_is_seen(book):
    verdict = book.verdict(**ASKED)
    assert verdict.label == "changed down"
    assert verdict.estimate.high < 1
    assert verdict.estimate.events_after == 2
    assert len(verdict.evidence) == 111
    assert all(item.startswith("invented:") for item in verdict.evidence)
    assert [share.name for share in verdict.sources] == ["Government of MWI"]
    assert "By actor, as the data set names it (before, after)" in verdict.trace()
    assert len(verdict.rivals) > 8


def test_a_book_of_imported_data_alone_says_which_to_ask(book):
    unsaid = {name: value for name, value in ASKED.items() if name != "data"}
    with pytest.raises(
        InputError, match="no reports in this book; ask of imported data with --data invented"
    ):
        book.verdict(**unsaid)


def test_a_state_is_meant_by_its_name(book):
    named = book.verdict(**ASKED | {"actor": "Malawi", "toward": "zmb", "place": "Zambia"})
    assert (named.actor, named.toward, named.question.place) == ("MWI", "ZMB", "ZMB")
    assert named.key == book.verdict(**ASKED | {"place": "ZMB"}).key
    with pytest.raises(InputError, match="Atlantis: is no country"):
        book.verdict(**ASKED | {"place": "Atlantis"})


@pytest.mark.parametrize("side", ["actor", "toward"])
def test_a_party_without_any_event_is_no_silent_party(book, side):
    with pytest.raises(InputError, match="Malawii: has no event of material conflict in invented"):
        book.verdict(**ASKED | {side: "Malawii"})
    assert book.verdict(**ASKED | {side: "ISL"}).label == "cannot tell"


def test_a_party_of_three_capitals_that_is_no_country_is_asked_by_name(tmp_path):
    rows = samples.events_path().read_text(encoding="utf-8").replace("Government of MWI,MWI", "PKK,")
    (tmp_path / "events.csv").write_text(rows, encoding="utf-8")
    with open_book(tmp_path / "b.db") as book:
        book.import_events(tmp_path / "events.csv", form="csv", name="invented")
        verdict = book.verdict(**ASKED | {"actor": "PKK"})
    assert verdict.label == "changed down"
    assert len(verdict.evidence) == 111


def test_the_same_question_has_the_same_answer(book):
    first = book.verdict(**ASKED)
    assert book.verdict(**ASKED) == first
    assert rejudge(book, first.key) == first
    assert [verdict.key for verdict in book.verdicts()].count(first.key) == 1


def test_a_kind_and_a_day_may_be_spelt_in_other_ways(book):
    assert book.verdict(**ASKED | {"kind": "Material  Conflict", "since": dt.date(2017, 6, 12)}).key == (
        book.verdict(**ASKED).key
    )
    typed = book.verdict(**ASKED | {"kind": ["assault", "COERCE"]})
    assert typed.key == book.verdict(**ASKED | {"kind": "ASSAULT, COERCE"}).key


def test_the_table_of_verdicts_goes_out_with_the_book(book, tmp_path):
    verdict = book.verdict(**ASKED)
    done = book.export("csv", tmp_path / "out")
    assert done.files[str(tmp_path / "out" / "verdicts.csv")] == len(book.verdicts())
    with (tmp_path / "out" / "verdicts.csv").open(newline="", encoding="utf-8") as file:
        row = next(row for row in csv.DictReader(file) if row["key"] == verdict.key)
    assert float(row["ratio"]) == verdict.estimate.ratio
    assert (row["weeks_before"], row["weeks_after"], row["exposure"]) == ("52", "13", "all")


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


def test_what_was_read_is_another_data_set(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text("LILONGWE, 13 June 2017 - Malawi shelled a Zambian border post on Monday.")
    with open_book(tmp_path / "both.db") as book:
        book.import_events(samples.events_path(), form="csv", name="invented")
        book.read(report)
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


WAITED = {
    "actor": "ZMB",
    "toward": "MWI",
    "kind": "verbal conflict",
    "since": "2017-03-06",
    "data": "invented",
}


def test_waiting_and_looking_again_in_either_store(place, tmp_path):
    rows = samples.events_path().read_text(encoding="utf-8").splitlines(keepends=True)
    early = [row for row in rows[1:] if row.split(",")[1] < "2017-05-01"]
    (tmp_path / "early.csv").write_text(rows[0] + "".join(early), encoding="utf-8")
    with open_book(place) as book:
        book.import_events(tmp_path / "early.csv", form="csv", name="invented")
        assert book.wait_on(**WAITED) == book.wait_on(**WAITED)
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
        verdict = book.verdict(**ASKED)
        assert verdict.label == "changed down"
        assert rejudge(book, verdict.key) == verdict


@pytest.mark.parametrize("wrong", [{"data": "inventd"}, {"actor": "Malawii"}, {"weeks": 3}])
def test_a_question_that_cannot_be_asked_is_not_waited_on(tmp_path, wrong):
    """Registered, it would stop every later look."""
    with open_book(tmp_path / "b.db") as book:
        book.import_events(samples.events_path(), form="csv", name="invented")
        with pytest.raises(InputError):
            book.wait_on(**WAITED | wrong)
        assert book.watch() == ()


def test_a_look_by_another_method_says_so(sample, monkeypatch):
    with open_book(sample) as book:
        with monkeypatch.context() as patch:
            patch.setattr("deedwatch.book.watching.CODE", "0.0.9, method 1")
            book.wait_on(**WAITED)
        (watched,) = book.watch()
    assert "registered under 0.0.9, method 1" in watched.looks[-1].changed


def test_a_verdict_of_another_method_is_not_taken_for_this_one(book, monkeypatch):
    asked = ASKED | {"since": "2017-05-01"}
    with monkeypatch.context() as patch:
        patch.setattr("deedwatch.book.verdicts.CODE", "0.1.0, method 1")
        old = book.verdict(**asked)
    with pytest.raises(InputError, match=r"judged by deedwatch 0\.1\.0, method 1; this is"):
        rejudge(book, old.key)
    new = book.verdict(**asked)
    assert new.key != old.key
    assert new.version.endswith(f"method {METHOD}")


@pytest.mark.parametrize("exposure", ["actor", "toward", "region"])
def test_events_can_be_held_against_other_reporting(book, exposure):
    verdict = book.verdict(**ASKED | {"exposure": exposure})
    names = [rival.name for rival in verdict.rivals]
    assert "exposure: all events of the data set" in names
    assert len([name for name in names if name.startswith("exposure: ")]) == 3
    assert verdict.exposure != book.verdict(**ASKED).exposure
    assert sum(verdict.exposure) > 0


def test_the_region_is_a_rival_and_named(book):
    names = [rival.name for rival in book.verdict(**ASKED).rivals]
    assert {"exposure: reporting on MWI", "exposure: reporting on Eastern Africa"} <= set(names)


def test_there_is_no_regional_reporting_of_what_was_read(book):
    with pytest.raises(InputError, match="no exposure of the reports"):
        book.verdict(**ASKED | {"data": "read", "exposure": "region"})
