"""The ledger folded as reports come is that of a fold from nothing, whatever came when and was changed since."""

import random

import msgspec
import pytest
from folded import kept, ledger_anew, made, put, rows, told

from deedwatch.book import ledger_folding, open_book
from deedwatch.book.actors import merge_actor
from deedwatch.book.ledger_folding import fold_ledger
from deedwatch.reckoning.ledger import Entry, build, entries_before, names, shelves, view
from deedwatch.store import replace_reading, replace_rows
from deedwatch.store.accounts import waits
from deedwatch.store.tables import METADATA


@pytest.fixture
def small_steps(monkeypatch):
    monkeypatch.setattr(ledger_folding, "_AT_ONCE", 4)


@pytest.fixture(params=[200, 3], ids=["all are shown", "three to a shelf"])
def short_shelves(request, monkeypatch):
    monkeypatch.setattr(shelves, "MOST", request.param)
    monkeypatch.setattr(names, "MOST", request.param)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("make", [made, told])
@pytest.mark.usefixtures("small_steps", "short_shelves")
def test_the_ledger_of_batches_in_any_order_is_that_of_a_fold_from_nothing(tmp_path, make, seed):
    rnd = random.Random(seed)
    reports = [make(number) for number in rnd.sample(range(200), 40)]
    with open_book(tmp_path / "book.db") as book:
        while reports:
            for _ in range(rnd.randint(1, 9)):
                if reports:
                    put(book, reports.pop())
            fold_ledger(book)
        stepwise = kept(book, "ledger")
        assert len(stepwise["ledger"]) > 3
        assert all(stepwise.values())
        assert stepwise == ledger_anew(book)
        entries = tuple(msgspec.json.decode(row["body"], type=Entry) for row in by_number(book))
        assert entries == build(record for _, record in book.records()).entries


def test_a_ledger_of_another_method_is_folded_anew(tmp_path, monkeypatch):
    with open_book(tmp_path / "book.db") as book:
        for number in range(12):
            put(book, made(number))
        fold_ledger(book)
        before = kept(book, "ledger")
        with book.store.writing() as connection:
            connection.execute(METADATA.tables["ledger"].delete())
        fold_ledger(book)
        assert not kept(book, "ledger")["ledger"]
        monkeypatch.setattr(ledger_folding, "CODE", f"{ledger_folding.CODE} and one more")
        fold_ledger(book)
        assert kept(book, "ledger") == before


def by_number(book):
    return sorted(rows(book, "ledger"), key=lambda row: row["number"])


def test_the_ledger_takes_corrections_new_readings_and_merged_names(small_steps, tmp_path):
    rnd = random.Random(3)
    with open_book(tmp_path / "book.db") as book:
        for number in range(24):
            put(book, made(number))
        fold_ledger(book)
        for step, key in enumerate(rnd.sample(sorted(book.report_keys().values()), 6)):
            record = dict(book.records([key]))[key]
            if step % 2:
                (span,) = {matter.content for matter in record.ledger}
                subject = f"{key}:matters:{span[0]}-{span[1]}"
                book.decide(subject=subject, decision="refuse", reviewer="Ada")
            else:
                document = msgspec.structs.replace(
                    record.document, published=rnd.choice(("2019-01-02", None))
                )
                new = msgspec.structs.replace(record, document=document)
                replace_reading(book.store, key, new, reader="1")
                replace_rows(book.store, key, new, {}, {})
            fold_ledger(book)
        assert not waits(book.store, "ledger")
        assert kept(book, "ledger") == ledger_anew(book)
        merge_actor(book, alias="Rosa Quispe", into="Ana Moreira", reviewer="Ada")
        fold_ledger(book)
        assert kept(book, "ledger") == ledger_anew(book)


def test_a_pass_over_the_ledger_that_was_stopped_is_taken_up_again(small_steps, tmp_path):
    with open_book(tmp_path / "book.db") as book:
        for number in range(20):
            put(book, made(number))
        with pytest.raises(KeyboardInterrupt):
            fold_ledger(book, seen=stop)
        assert rows(book, "ledger")
        assert 0 < len(waits(book.store, "ledger")) < 20
        fold_ledger(book)
        assert kept(book, "ledger") == ledger_anew(book)


def stop(_):
    raise KeyboardInterrupt


VIEWS = [
    {}, {"as_of": "2019-01-20"}, {"about": "CHL"}, {"by": "PER"}, {"to": "CHL"}, {"parties": ["ECU", "CHL"]}, {"since": "2019-02-01"},
    {"parties": ["Quispe"], "as_of": "2019-02-10"}, {"by": "PER", "to": "ECU", "as_of": "2019-02-10"},
    {"parties": ["Quispe"]}, {"parties": ["PER", "Rosa Quispe"], "by": "PER"}, {"parties": ["CHL"], "about": "CHL"},
]  # fmt: skip


def test_views_and_pages_of_the_ledger_show_what_they_should(small_steps, place):
    with open_book(place) as book:
        for number in range(30):
            put(book, made(number))
        account = build(record for _, record in book.records())
        for asked in VIEWS:
            options = {name: value for name, value in asked.items() if name not in {"by", "to"}}
            expected = [
                row
                for row in view(account, **options)
                if asked.get("by", "") in (*row.by, "") and asked.get("to", "") in (*row.to, "")
            ]
            assert list(book.ledger(**asked)) == expected
            assert list(book.ledger(**asked, limit=2, offset=1)) == expected[1:3]
        every = tuple(book.ledger())
        assert len(every) > 3
        assert tuple(book.ledger(key=every[2].id)) == every[2:3]
        assert tuple(book.ledger(kind="demand")) == tuple(row for row in every if row.kind == "demand")


def test_an_account_of_a_day_is_that_of_the_reports_before_it():
    records = [made(number) for number in range(60)]
    for day in ("2019-01-10", "2019-02", "2019-02-13"):
        known = [r for r in records if (r.document.published or "9999") < day]
        assert entries_before(build(records).entries, day) == list(build(known).entries)
