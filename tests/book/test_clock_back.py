"""A machine whose clock goes backwards: decisions keep their order, and nothing takes less than no time."""

import datetime as dt
from types import SimpleNamespace

import pytest

from deedwatch.book import open_book, signing
from deedwatch.store import Given, add_reading


class Clock(dt.datetime):
    """A clock that says what the test wants."""

    told = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.told


def module(clock):
    """The module of dates with another clock, for one room alone."""
    return SimpleNamespace(datetime=clock, UTC=dt.UTC, timedelta=dt.timedelta)


@pytest.fixture
def book(tmp_path, record):
    with open_book(tmp_path / "book.db") as opened:
        add_reading(opened.store, Given(record.document), record, reader="0", run=None, weights={})
        yield opened


def test_decisions_keep_their_order(book, monkeypatch):
    monkeypatch.setattr(signing, "dt", module(Clock))
    subject = book.next_task(noun="events", reviewer="A. Banda").subject
    book.decide(subject=subject, decision="refuse", reviewer="A. Banda")
    monkeypatch.setattr(Clock, "told", Clock.told - dt.timedelta(days=400))
    book.decide(subject=subject, decision="accept", reviewer="C. Tembo")
    first, second = book.reviews()
    assert (first.decision, second.decision) == ("refuse", "accept")
    assert first.decided < second.decided
    assert second.decided.startswith("2024-05-01")
    assert book.undo(reviewer="C. Tembo").withdraws == second.key
    assert book.undo(reviewer="A. Banda").withdraws == first.key


def test_what_another_decides_elsewhere_keeps_its_own_date(book, monkeypatch):
    """Only what bears on the same subject or person is dated later than it is."""
    monkeypatch.setattr(signing, "dt", module(Clock))
    one, other = (book.next_task(noun=noun, reviewer="A. Banda").subject for noun in ("events", "matters"))
    book.decide(subject=one, decision="accept", reviewer="A. Banda")
    monkeypatch.setattr(Clock, "told", Clock.told - dt.timedelta(days=400))
    book.decide(subject=other, decision="accept", reviewer="C. Tembo")
    assert [review.decided[:10] for review in book.reviews()] == ["2023-03-28", "2024-05-01"]


def test_reading_takes_no_less_than_no_time(book, tmp_path, monkeypatch):
    from deedwatch.book import reading

    (tmp_path / "r.txt").write_text("Zambia denied it on Monday.")

    class Falling(Clock):
        @classmethod
        def now(cls, tz=None):
            cls.told -= dt.timedelta(days=1)
            return cls.told

    monkeypatch.setattr(reading, "dt", module(Falling))
    assert book.read(tmp_path / "r.txt").seconds >= 0
