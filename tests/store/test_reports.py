"""A record goes in as rows and comes out whole, in both databases."""

import msgspec
import pytest

from deedwatch.errors import InputError
from deedwatch.records import Fault, Page
from deedwatch.store import (
    Given,
    Where,
    add_faults,
    add_reading,
    find_held,
    find_rows,
    load_record,
    load_records,
    open_store,
    report_key,
)

WEIGHTS = {"036": 4.0, "183": -10.0}


@pytest.fixture
def store(place):
    opened = open_store(place)
    yield opened
    opened.close()


def keep(store, record, source=None):
    return add_reading(store, Given(source or record.document), record, reader="0", run=None, weights=WEIGHTS)


def test_record_comes_back_whole(store, record):
    assert keep(store, record)
    assert load_record(store, report_key(record.document)) == record


def test_page_keeps_its_raw_file(store, record):
    page = Page(id="r1", raw="<p>" + record.document.text, media_type="text/html")
    keep(store, record, page)
    row = find_rows(store, "reports", Where()).as_dicts()[0]
    assert row["key"] == report_key(page)
    assert row["id"] == "r1"


def test_same_report_is_kept_once(store, record):
    assert keep(store, record)
    assert not keep(store, record)
    assert len(find_rows(store, "statements", Where())) == 3


def test_held_reports_are_those_in_the_book(store, record):
    keep(store, record)
    other = msgspec.structs.replace(record.document, id="no such")
    held = find_held(store, [record.document, other])
    assert list(held) == [held[report_key(record.document)].key] == [report_key(record.document)]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"uri": "moved/r1.txt"}, True),
        ({"text": "Other."}, False),
        ({"id": "r2"}, False),
        ({"published": "2018"}, False),
    ],
)
def test_key_is_a_hash_of_what_was_given(document, change, same):
    other = msgspec.structs.replace(document, **change)
    assert (report_key(other) == report_key(document)) is same


def test_records_come_by_day_of_publication(store, record):
    for name, day in (("late", "2017-03-01"), ("early", "2016-12-31"), ("undated", None)):
        changed = msgspec.structs.replace(record.document, id=name, published=day)
        keep(store, msgspec.structs.replace(record, document=changed))
    named = [loaded.document.id for _, loaded in load_records(store)]
    assert named == ["undated", "early", "late"]


@pytest.mark.parametrize(
    ("newest", "ids"), [(False, ["early", "late", "undated"]), (True, ["late", "early", "undated"])]
)
def test_a_listing_has_the_undated_last_in_either_database(store, record, newest, ids):
    for name, day in (("late", "2017-03-01"), ("undated", None), ("early", "2016-12-31")):
        changed = msgspec.structs.replace(record.document, id=name, published=day)
        keep(store, msgspec.structs.replace(record, document=changed))
    rows = find_rows(store, "reports", Where(newest=newest)).as_dicts()
    assert [row["id"] for row in rows] == ids


EVENTS = [
    ({}, ["met", "killed"]),
    ({"type": "ASSAULT"}, ["killed"]),
    ({"status": "reported"}, ["met"]),
    ({"country": "mwi"}, ["met"]),
    ({"actor": "malaw"}, ["met"]),
    ({"by": "ZMB"}, ["met"]),
    ({"to": "ZMB"}, []),
    ({"to": "mal"}, ["met"]),
    ({"place": "chip"}, ["killed"]),
    ({"since": "2017-02"}, ["met", "killed"]),
    ({"since": "2017-03"}, []),
    ({"until": "2017-02"}, ["met", "killed"]),
    ({"until": "2017-02-05"}, []),
    ({"outlet": "Wire"}, ["met", "killed"]),
    ({"outlet": "Other"}, []),
    ({"report": "r1"}, ["met", "killed"]),
    ({"limit": 1}, ["met"]),
    ({"limit": 1, "offset": 1}, ["killed"]),
    ({"actor": "%"}, []),
]


@pytest.mark.parametrize(("where", "words"), EVENTS)
def test_events_are_narrowed(store, record, where, words):
    keep(store, record)
    rows = find_rows(store, "events", Where(**where)).as_dicts()
    assert [row["words"] for row in rows] == words


def test_event_row_tells_figures_and_sides(store, record):
    keep(store, record)
    met, killed = find_rows(store, "events", Where()).as_dicts()
    assert (met["source_name"], met["target_country"], met["place"]) == ("Zambia", "MWI", "Lusaka")
    assert (killed["killed_low"], killed["killed_high"], killed["source_name"]) == (21, None, None)


STATEMENTS = [
    ({"act": "demand"}, ["demand"]),
    ({"country": "MWI"}, ["deny"]),
    ({"by": "Ada"}, ["demand", "assert"]),
]


@pytest.mark.parametrize(("where", "acts"), STATEMENTS)
def test_statements_are_narrowed(store, record, where, acts):
    keep(store, record)
    assert [row["act"] for row in find_rows(store, "statements", Where(**where)).as_dicts()] == acts


@pytest.mark.parametrize(
    ("noun", "where"),
    [("statements", {"to": "MWI"}), ("faults", {"country": "MWI"}), ("reports", {"act": "deny"})],
)
def test_condition_without_a_column_is_refused(store, noun, where):
    with pytest.raises(InputError, match="means nothing"):
        find_rows(store, noun, Where(**where))


def test_fault_is_kept_once(store):
    fault = Fault(document="x.txt", stage="open", reason="is empty", remedy="give a file with text")
    add_faults(store, [fault], run=None)
    add_faults(store, [fault], run=None)
    assert [row["reason"] for row in find_rows(store, "faults", Where(stage="open")).as_dicts()] == [
        "is empty"
    ]


def test_listing_becomes_a_frame(store, record):
    keep(store, record)
    frame = find_rows(store, "events", Where()).to_frame()
    assert list(frame["type"]) == ["CONSULT", "ASSAULT"]


def test_a_country_on_either_side_is_listed_once_in_order_page_by_page(place, record):
    store = open_store(place)
    for number in range(6):
        document = msgspec.structs.replace(
            record.document, id=f"r{number}", published=f"2017-02-{20 - number:02}"
        )
        given = msgspec.structs.replace(record, document=document)
        add_reading(store, Given(document), given, reader="0", run=None, weights={})
    every = find_rows(store, "events", Where(country="zmb")).rows
    paged = [
        find_rows(store, "events", Where(country="zmb", limit=2, offset=at)).rows for at in range(0, 8, 2)
    ]
    assert len(every) == len(find_rows(store, "events", Where(type="CONSULT")).rows) == 6
    assert [row for page in paged for row in page] == list(every)
    assert find_rows(store, "events", Where(country="MWI", outlet="Wire", limit=9)).rows == every
    store.close()
