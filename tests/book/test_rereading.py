"""A new reading of a report: what a person decided stays, in both databases."""

import json

import pytest

from deedwatch.book import open_book

TEXT = "Gunmen killed at least nine soldiers near Chama on Thursday, the army said."
OTHER = "Two Zambian soldiers were killed near Lundazi on Wednesday when gunmen attacked their post."
SAME = "At least nine Zambian soldiers were killed near Chama on Thursday when gunmen attacked their post."


@pytest.fixture
def book(place, tmp_path):
    lines = [
        {
            "id": "one",
            "title": "Gunmen kill nine",
            "text": f"Gunmen kill nine\n\n{TEXT}",
            "published": "2017-02-03",
        },
        {
            "id": "two",
            "title": "Post attacked",
            "text": f"Post attacked\n\n{OTHER}",
            "published": "2017-02-03",
        },
    ]
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with open_book(place) as opened:
        opened.read(path)
        yield opened


def deadly(book):
    return [h for h in book.happenings(type="ASSAULT") if any(f.kind == "killed" for f in h.figures)]


def test_a_ruling_holds_after_a_new_reading(book):
    from deedwatch.book.happenings import rule, withdraw_ruling

    first, second = deadly(book)
    one, two = (f"{h.tellings[0].report}.{h.tellings[0].event}" for h in (first, second))
    ruling = rule(book, one, two, decision="together", reviewer="Ada")
    assert len(deadly(book)) == 1
    assert list(book.differences(apply=True)) == []
    assert len(deadly(book)) == 1
    withdraw_ruling(book, ruling.key, reviewer="Ada")
    assert len(deadly(book)) == 2


def test_two_reports_of_one_attack_in_other_words_are_one_happening(book, tmp_path):
    path = tmp_path / "same.jsonl"
    line = {"id": "three", "title": "Post attacked", "text": SAME, "published": "2017-02-03"}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    book.read(path)
    assert sorted(happening.reports for happening in deadly(book)) == [1, 2]


def in_view(book):
    """The statements that other programs see in the book's file."""
    with book.store.reading() as connection:
        return connection.exec_driver_sql("SELECT count(*) FROM v_statements").scalar()


def test_a_refused_statement_stays_refused_after_a_new_reading(book):
    before = len(book.statements())
    task = book.next_task(noun="statements", reviewer="Ada")
    book.decide(subject=task.subject, decision="refuse", reviewer="Ada")
    assert len(book.statements()) == in_view(book) == before - 1
    assert list(book.differences(apply=True)) == []
    assert len(book.statements()) == in_view(book) == before - 1
    book.undo(reviewer="Ada")
    assert len(book.statements()) == before


def test_a_changed_reading_is_told_and_put_in(book, monkeypatch):
    from deedwatch.records import Record
    from deedwatch.store import load_records, replace_reading, replace_rows

    key, record = next(iter(load_records(book.store)))
    poorer = Record(document=record.document, actors=record.actors)
    replace_rows(book.store, key, poorer, {}, {})
    replace_reading(book.store, key, poorer, reader="an older version")
    found = list(book.differences())
    assert {difference.change for difference in found} == {"new"}
    assert {"events"} <= {difference.noun for difference in found} <= {"statements", "events", "matters"}
    list(book.differences(apply=True))
    assert list(book.differences()) == []
    assert book.record(key) == record
