"""What is folded as reports come is what a fold from nothing gives, whatever came when and was changed since."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import msgspec
import pytest
from folded import DAYS, STATES, forget, kept, ledger_anew, made, put, rows

from deedwatch.book import folding, ledger_folding, open_book
from deedwatch.book.folding import fold_happenings
from deedwatch.book.happenings import rule, withdraw_ruling
from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.reckoning.happenings import gather, strands
from deedwatch.records import DateRange, Document, Event, Record
from deedwatch.store import replace_reading, replace_rows
from deedwatch.store.accounts import reset_account, waits
from deedwatch.store.tables import METADATA


def folded_anew(book):
    forget(book, "stories", "happenings")
    fold_happenings(book)
    return kept(book, "stories", "happenings")


@pytest.fixture(params=[(2000, 500), (8, 500), (8, 4)], ids=["one part", "by weeks", "in short strands"])
def small(request, monkeypatch):
    monkeypatch.setattr(folding, "SMALL", request.param[0])
    monkeypatch.setattr(folding, "_AT_ONCE", 7)
    monkeypatch.setattr(strands, "MOST", request.param[1])
    return request.param


@pytest.mark.parametrize("seed", range(4))
def test_batches_in_any_order_end_where_a_fold_from_nothing_ends(tmp_path, small, seed):
    rnd = random.Random(seed)
    reports = [made(number) for number in rnd.sample(range(200), 30)]
    with open_book(tmp_path / "book.db") as book:
        while reports:
            for _ in range(rnd.randint(1, 9)):
                if reports:
                    put(book, reports.pop())
            fold_happenings(book)
        stepwise = kept(book, "stories", "happenings")
        assert len(stepwise["happenings"]) < len(stepwise["tellings"]) == 60
        assert stepwise["pairs"]
        assert stepwise == folded_anew(book)


def test_a_small_book_holds_what_gathering_its_records_gives(tmp_path):
    with open_book(tmp_path / "book.db") as book:
        for number in range(25):
            put(book, made(number))
        assert tuple(book.happenings()) == gather(book.records())


@pytest.mark.parametrize("seed", range(3))
def test_corrections_rulings_and_new_readings_are_folded_as_if_they_had_always_been(tmp_path, small, seed):
    rnd = random.Random(seed)
    with open_book(tmp_path / "book.db") as book:
        for number in range(24):
            put(book, made(number))
        fold_happenings(book)
        keys = sorted(book.report_keys().values())
        for step in range(6):
            key = rnd.choice(keys)
            record = dict(book.records([key]))[key]
            if step % 3 == 0 and record.events:
                subject = f"{key}:events:7-13"
                book.decide(subject=subject, decision="refuse", reviewer="Ada")
            elif step % 3 == 1:
                document = msgspec.structs.replace(record.document, published=rnd.choice(DAYS))
                new = msgspec.structs.replace(record, document=document, events=made(step).events)
                replace_reading(book.store, key, new, reader="1")
                replace_rows(book.store, key, new, {}, {})
            else:
                told = [t for h in book.happenings() for t in h.tellings]
                one, two = (f"{t.report}.{t.event}" for t in rnd.sample(told, 2))
                decision = rnd.choice(("together", "apart"))
                review = rule(book, one, two, decision=decision, reviewer="Ada")
                fold_happenings(book)
                if rnd.random() < 0.5:
                    withdraw_ruling(book, review.key, reviewer="Ben")
            fold_happenings(book)
        assert not waits(book.store, "happenings")
        assert kept(book, "stories", "happenings") == folded_anew(book)


STANDOFF = "Crews of Peru and Chile rammed each other with trawlers off Tacna, the harbour master said."
ANEW = "A judge in Lima read out how Peruvian crews had rammed those of Chile at sea; nobody was fined."


def ramming(number, text, published, day=None):
    """A report of one deed, whose day it does not tell unless that is given."""
    date = None if day is None else DateRange(from_=day, to=day)
    event = Event(
        id="e1", type="ASSAULT", cameo="190", anchor=(0, 5), source=("a1",), target=("a2",), date=date
    )
    document = Document(id=f"r{number}", text=text, published=published)
    return Record(document=document, actors=STATES, events=(event,), ledger=())


@pytest.mark.usefixtures("small")
def test_a_report_of_months_later_joins_the_happening_that_it_tells(tmp_path):
    with open_book(tmp_path / "book.db") as book:
        for number in range(12):
            put(book, made(number))
        put(book, ramming(80, STANDOFF, "2019-03-04", day="2019-03-03"))
        fold_happenings(book)
        (before,) = book.happenings(type="ASSAULT", since="2019-03-01")
        put(book, ramming(81, ANEW, "2019-09-20", day="2019-03-03"))
        (after,) = book.happenings(type="ASSAULT", since="2019-03-01")
        assert (before.id, before.reports, after.id, after.reports) == (after.id, 1, before.id, 2)
        assert kept(book, "stories", "happenings") == folded_anew(book)


def rammings(book):
    return sorted(happening.reports for happening in book.happenings(type="ASSAULT"))


@pytest.mark.parametrize(("later", "alone", "decision", "ruled"), [
    (ANEW, [1, 1], "together", [2]),
    (STANDOFF.replace("the harbour master", "a witness"), [2], "apart", [1, 1]),
], ids=["together, months apart", "apart, though copies"])  # fmt: skip
def test_a_ruling_on_two_reports_holds_wherever_they_stand(tmp_path, small, later, alone, decision, ruled):
    day = "2019-07-20" if decision == "together" else "2019-01-05"
    with open_book(tmp_path / "book.db") as book:
        for number in range(12):
            put(book, made(number))
        forgotten = list(book.report_keys().values())
        for key in forgotten:
            book.decide(subject=f"{key}:events:7-13", decision="refuse", reviewer="Ada")
            book.decide(subject=f"{key}:events:14-20", decision="refuse", reviewer="Ada")
        put(book, ramming(80, STANDOFF, "2019-01-04"))
        put(book, ramming(81, later, day))
        one, two = (key for key in book.report_keys().values() if key not in forgotten)
        assert rammings(book) == alone
        review = rule(book, one, two, decision=decision, reviewer="Ada")
        assert rammings(book) == ruled
        assert kept(book, "stories", "happenings") == folded_anew(book)
        withdraw_ruling(book, review.key, reviewer="Ben")
        assert rammings(book) == alone


def test_rules_of_another_method_fold_a_book_anew(tmp_path, monkeypatch):
    with open_book(tmp_path / "book.db") as book:
        for number in range(12):
            put(book, made(number))
        fold_happenings(book)
        before = kept(book, "happenings")["tellings"]
        with book.store.writing() as connection:
            connection.execute(METADATA.tables["pairs"].delete())
        fold_happenings(book)
        assert not kept(book, "happenings")["pairs"]
        monkeypatch.setattr(folding, "CODE", f"{folding.CODE} and one more")
        fold_happenings(book)
        assert kept(book, "happenings")["pairs"]
        assert kept(book, "happenings")["tellings"] == before


def test_a_book_that_outgrows_one_part_is_divided_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(folding, "SMALL", 5)
    with open_book(tmp_path / "book.db") as book:
        for number in range(5):
            put(book, made(number))
        fold_happenings(book)
        assert {row["part"] for row in rows(book, "stories")} == {"all"}
        put(book, made(5))
        fold_happenings(book)
        assert all(row["part"][0] in "wu" for row in rows(book, "stories"))
        assert kept(book, "stories", "happenings") == folded_anew(book)


FILTERS = [
    {"type": "ASSAULT"}, {"status": "alleged"}, {"country": "chl"}, {"by": "PER"}, {"to": "ecua"}, {"actor": "peru"},
    {"place": "tac"}, {"place": "CHL"}, {"since": "2019-02"}, {"until": "2019-01-20"}, {"since": "2019-01-10", "until": "2019-02"},
    {"type": "CONSULT", "country": "PER", "since": "2019-02-01"},
]  # fmt: skip


def meets(happening, wanted):
    day = folding.first_day_of(happening)
    both = {"source": happening.sources, "target": happening.targets}

    def of(value, parties):
        if len(value) == 3 and value.isupper():
            return any(party.country == value for party in parties)
        return any(value.lower() in party.name.lower() for party in parties)

    every = (*both["source"], *both["target"])
    where = happening.place
    checks = {
        "type": lambda v: happening.type == v, "status": lambda v: happening.status == v,
        "country": lambda v: any(p.country == v.upper() for p in every), "by": lambda v: of(v, both["source"]),
        "to": lambda v: of(v, both["target"]), "actor": lambda v: of(v, every),
        "place": lambda v: where is not None and of(v, [where]),
        "since": lambda v: day is not None and day >= v, "until": lambda v: day is not None and day[: len(v)] <= v,
    }  # fmt: skip
    return all(checks[name](value) for name, value in wanted.items())


def test_filters_and_pages_leave_what_they_should(place):
    with open_book(place) as book:
        for number in range(20):
            put(book, made(number))
        every = tuple(book.happenings())
        for wanted in FILTERS:
            expected = [happening for happening in every if meets(happening, wanted)]
            assert expected
            assert list(book.happenings(**wanted)) == expected
        assert tuple(book.happenings(limit=4, offset=3)) == every[3:7]
        telling = every[-1].tellings[-1]
        assert every[-1] in book.happenings(report=telling.report)
        assert list(book.happenings(key=f"{telling.report}.{telling.event}")) == [every[-1]]


def test_a_copied_book_is_folded_where_it_came(place, tmp_path):
    with open_book(tmp_path / "first.db") as first, open_book(place) as second:
        for number in range(10):
            put(first, made(number))
        fold_happenings(first)
        first.copy_to(second)
        assert tuple(second.happenings()) == tuple(first.happenings())


WRITERS, FOLDERS, REPORTS = 2, 2, 16


@pytest.fixture
def few_at_a_time(monkeypatch):
    monkeypatch.setattr(folding, "_AT_ONCE", 5)
    monkeypatch.setattr(folding, "SMALL", 8)
    monkeypatch.setattr(ledger_folding, "_AT_ONCE", 4)


def fold(book):
    fold_happenings(book)
    fold_ledger(book)


def write(place, start, numbers):
    with open_book(place) as book:
        start.wait(timeout=60)
        for number in numbers:
            put(book, made(number))
            if number % 5 == 0:
                fold(book)
        fold(book)


def only_fold(place, start, rounds):
    with open_book(place) as book:
        start.wait(timeout=60)
        for _ in range(rounds):
            fold(book)


def run(place, tasks):
    """All tasks at once, each with a book of its own; the first error of any is raised."""
    open_book(place).close()
    start = Barrier(len(tasks))
    with ThreadPoolExecutor(len(tasks)) as threads:
        for done in [threads.submit(work, place, start, given) for work, given in tasks]:
            done.result(timeout=300)


def test_readers_and_folders_at_once_end_where_a_fold_from_nothing_ends(few_at_a_time, place):
    shares = [range(n, REPORTS, WRITERS) for n in range(WRITERS)]
    run(place, [*((write, share) for share in shares), *[(only_fold, 3)] * FOLDERS])
    with open_book(place) as book:
        fold(book)
        assert len(book.report_keys()) == REPORTS
        assert not any(waits(book.store, account) for account in ("stories", "happenings", "ledger"))
        assert kept(book, "stories", "happenings") == folded_anew(book)
        assert kept(book, "ledger") == ledger_anew(book)


def test_programs_that_find_an_account_of_other_rules_at_once_begin_it_anew_once(few_at_a_time, place):
    with open_book(place) as book:
        for number in range(12):
            put(book, made(number))
        fold(book)
        before = kept(book, "stories", "happenings", "ledger")
        for account in ("stories", "happenings", "ledger"):
            reset_account(book.store, account, "other rules")
    run(place, [(only_fold, 1)] * 3)
    with open_book(place) as book:
        assert kept(book, "stories", "happenings", "ledger") == before


def test_a_new_book_is_folded_by_several_at_once(few_at_a_time, place):
    with open_book(place) as book:
        for number in range(6):
            put(book, made(number))
    run(place, [(only_fold, 1)] * 3)
    with open_book(place) as book:
        assert kept(book, "ledger") == ledger_anew(book)


def test_a_book_that_outgrows_one_part_under_a_fold_is_divided(few_at_a_time, tmp_path, monkeypatch):
    with open_book(tmp_path / "book.db") as book, open_book(tmp_path / "book.db") as other:
        for number in range(7):
            put(book, made(number))
        tell = folding.tell_stories

        def while_another_reads(*given):
            if len(other.report_keys()) == 7:
                for number in range(7, 14):
                    put(other, made(number))
                fold_happenings(other)
                put(other, made(14))
            return tell(*given)

        monkeypatch.setattr(folding, "tell_stories", while_another_reads)
        fold_happenings(book)
        assert len(book.report_keys()) == 15
        assert kept(book, "stories", "happenings") == folded_anew(book)
