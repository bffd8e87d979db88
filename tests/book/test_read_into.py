"""Reading into a book: known reports are passed over, faults are kept, a kill at any moment loses nothing."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time

import pytest

from deedwatch.book import open_book

SENTENCES = (
    "Zambia denied on Monday that it armed rebels in Malawi.",
    "Foreign minister Ada Phiri demanded that Malawi close the camps.",
    "A bomb killed at least 21 people in a market in Chipata.",
    "Malawi proposed talks in Lusaka, and Zambia agreed.",
    "The two countries met in Arusha for four hours.",
)


def write_reports(path, count, start=0):
    with path.open("w") as file:
        for number in range(start, start + count):
            text = " ".join(SENTENCES[(number + k) % len(SENTENCES)] for k in range(3))
            row = {"id": f"r{number}", "text": f"Report {number}. {text}", "published": "2017-02-06"}
            file.write(json.dumps(row) + "\n")
    return path


def contents(place):
    """All that a book holds of its reports, in one order."""
    with open_book(place) as book:
        return [(key, record.to_json()) for key, record in book.records()]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    return write_reports(tmp_path_factory.mktemp("reports") / "r.jsonl", 24)


def groups(place):
    """The happenings of a book, each with its tellings and why they stand together."""
    with open_book(place) as book:
        return list(book.happenings())


@pytest.fixture(scope="module")
def whole(tmp_path_factory, reports):
    place = tmp_path_factory.mktemp("book") / "whole.db"
    with open_book(place) as book:
        book.read(reports)
    return place


@pytest.fixture(scope="module")
def undisturbed(whole):
    return contents(whole)


def test_known_reports_are_passed_over(place, reports, undisturbed):
    with open_book(place) as book:
        first, second = book.read(reports), book.read(reports)
    assert (first.read, first.known, first.refused) == (24, 0, 0)
    assert (second.read, second.known, second.refused) == (0, 24, 0)
    assert contents(place) == undisturbed


def test_records_of_the_book_are_those_of_record(reports, undisturbed):
    from deedwatch.book import records_of

    assert sorted(json for _, json in undisturbed) == sorted(o.decode() for o in records_of([reports]))


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_makes_the_same_book_and_the_same_groups(tmp_path, reports, whole, jobs):
    with open_book(tmp_path / "more.db") as book:
        book.read(reports, jobs=jobs)
    assert contents(tmp_path / "more.db") == contents(whole)
    assert groups(tmp_path / "more.db") == groups(whole)
    assert any(happening.reports > 1 for happening in groups(whole))


def test_faults_are_kept_with_stage_and_reason(place, tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "text": ""}\nnot json\n{"id": "b", "text": "Zambia denied it."}\n')
    with open_book(place) as book:
        summary = book.read(path)
        faults = book.faults().as_dicts()
    assert (summary.read, summary.refused) == (1, 2)
    assert [fault.document for fault in summary.faults] == [f"{path}, line 1", f"{path}, line 2"]
    assert {fault["document"] for fault in faults} == {f"{path}, line 1", f"{path}, line 2"}
    assert all(fault["reason"] and fault["stage"] for fault in faults)


def test_a_book_beside_its_reports_is_none_of_them(tmp_path):
    write_reports(tmp_path / "r.jsonl", 2)
    (tmp_path / "old.db").write_bytes(b"the book of another year")
    with open_book(tmp_path / "story.db") as book:
        assert (tmp_path / "story.db-wal").exists()
        summary = book.read(tmp_path)
    assert (summary.read, [fault.document for fault in summary.faults]) == (2, [str(tmp_path / "old.db")])


def test_same_report_twice_in_one_run_is_read_once(tmp_path):
    line = json.dumps({"id": "a", "text": "Zambia denied it."}) + "\n"
    (tmp_path / "r.jsonl").write_text(line * 3)
    with open_book(tmp_path / "book.db") as book:
        summary = book.read(tmp_path / "r.jsonl")
    assert (summary.read, summary.known) == (1, 2)


def test_counts_are_told_as_the_work_goes_on(tmp_path, reports):
    told = []
    with open_book(tmp_path / "book.db") as book:
        book.read(reports, seen=told.append)
    assert [summary.read for summary in told] == list(range(1, 25))


def reader(path, place, *options):
    command = [sys.executable, "-m", "deedwatch.cli", "read", str(path), "--book", str(place), *options]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_killed_reader_loses_nothing_and_doubles_nothing(tmp_path, reports, undisturbed):
    """Kills at random moments, most of them on the same book, which must end as if undisturbed.

    ``DEEDWATCH_KILLS=200`` makes two hundred of them.
    """
    chance = random.Random(7)
    place = tmp_path / "book.db"
    for kill in range(int(os.environ.get("DEEDWATCH_KILLS", "20"))):
        if kill % 5 == 0:
            place = tmp_path / f"book{kill}.db"
        with reader(reports, place) as process:
            time.sleep(chance.uniform(0.1, 2.5))
            process.send_signal(signal.SIGKILL)
        if place.exists() and place.stat().st_size:
            check_whole(place, undisturbed)
    with open_book(place) as book:
        book.read(reports)
    assert contents(place) == undisturbed


def check_whole(place, undisturbed):
    with open_book(place) as book:
        with book.store.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        held = [(key, record.to_json()) for key, record in book.records()]
    assert len({key for key, _ in held}) == len(held)
    assert set(held) <= set(undisturbed)


@pytest.mark.slow
def test_interrupted_reader_stops_cleanly_and_goes_on(tmp_path, reports, undisturbed):
    place = tmp_path / "book.db"
    with reader(reports, place, "--jobs", "2") as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) in {0, 130}
    check_whole(place, undisturbed)
    with open_book(place) as book:
        book.read(reports)
    assert contents(place) == undisturbed


@pytest.mark.slow
def test_two_readers_at_once_make_one_book(place, tmp_path, reports, undisturbed):
    half = write_reports(tmp_path / "half.jsonl", 12, start=12)
    with reader(reports, place) as one, reader(half, place) as two:
        assert (one.wait(), two.wait()) == (0, 0)
    assert contents(place) == undisturbed


def test_listing_while_a_reader_writes(place, tmp_path, reports):
    """Readers of the book see whole reports and no error while another connection writes."""
    faults = []
    with open_book(place) as book:
        done = threading.Event()

        def look():
            while not done.is_set():
                faults.extend(row for row in book.statements(limit=5).as_dicts() if not row["words"])

        looking = threading.Thread(target=look)
        looking.start()
        book.read(reports)
        done.set()
        looking.join()
    assert not faults
