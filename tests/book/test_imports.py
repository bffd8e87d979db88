"""Event data into a book: each event once, under its data set, with our countries and codes."""

import tracemalloc
import zipfile

import pytest
import sqlalchemy as sa

from deedwatch.book import open_book
from deedwatch.errors import InputError
from deedwatch.store.imports import (
    EventFilter,
    count_weeks,
    list_datasets,
    list_refused,
    volume_by_sides,
    weekly_volume,
)

HEAD = "id,day,source,source_country,target,target_country,cameo\n"
ROWS = [
    "1,2017-03-06,Lungu,Zambia,Mutharika,Malawi,100",
    "2,2017-03-06,Army (Zambia),ZMB,CRF,,190",
    "3,2017-03-14,Lungu,Zambia,Malawi,MWI,40",
    "4,2017-03-15,UN,,Malawi,Occupied Palestinian Territory,0231",
]


@pytest.fixture
def book(place):
    with open_book(place) as opened:
        yield opened


def write(tmp_path, rows, name="e.csv"):
    (tmp_path / name).write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
    return tmp_path / name


def test_countries_codes_and_weeks_become_ours(book, tmp_path):
    done = book.import_events(write(tmp_path, ROWS), form="csv", name="mine")
    assert (done.rows, done.known, done.refused, done.without_country) == (4, 0, 0, 2)
    query = "SELECT source_country, target_country, type, cameo, quad, week FROM imported ORDER BY id"
    with book.store.reading() as connection:
        rows = [tuple(row) for row in connection.execute(sa.text(query))]
    assert rows == [
        ("ZMB", "MWI", "REQUEST", "100", 3, 2461), ("ZMB", None, "ASSAULT", "190", 4, 2461),
        ("ZMB", "MWI", "CONSULT", "040", 1, 2462), (None, "PSE", "REQUEST", "0231", 3, 2462),
    ]  # fmt: skip


def test_the_same_rows_are_kept_once(book, tmp_path):
    first = write(tmp_path, ROWS)
    book.import_events(first, form="csv")
    assert book.import_events(first, form="csv").known == 4
    more = book.import_events(write(tmp_path, [*ROWS, "5,2017-04-01,a,MWI,b,ZMB,190"], "f.csv"), form="csv")
    assert (more.rows, more.known) == (1, 4)
    (dataset,) = list_datasets(book.store)
    assert [file.rows for file in dataset.files] == [4, 1]


def test_refused_rows_keep_line_reason_and_content(book, tmp_path):
    done = book.import_events(write(tmp_path, [*ROWS, "6,never,a,b,c,d,190", "7,2017"]), form="csv")
    assert done.refused == 2
    assert [
        (reason.split(": ", 1)[1], "never" in content)
        for _, reason, content in list_refused(book.store, "csv")
    ] == [
        ("has no day: 'never'", True),
        ("has 2 columns, the header has 7: 7,2017", False),
    ]


def test_refused_rows_of_every_member_of_a_zip_are_kept(book, tmp_path):
    bad = "x,no day,a,MWI,b,ZMB,190"
    with zipfile.ZipFile(tmp_path / "e.zip", "w") as archive:
        archive.writestr("a.csv", HEAD + "\n".join([ROWS[0], bad, bad]) + "\n")
        archive.writestr("b.csv", HEAD + bad + "\n")
    done = book.import_events(tmp_path / "e.zip", form="csv", name="mine")
    assert done.refused == 3
    assert len(book.refused("mine")) == 3


def test_data_sets_do_not_mix(book, tmp_path):
    book.import_events(write(tmp_path, ROWS), form="csv", name="one")
    book.import_events(write(tmp_path, ROWS[:1], "g.csv"), form="csv", name="two")
    counted = [(c.source, c.target, c.weight) for c in count_weeks(book.store, "two", EventFilter())]
    assert counted == [("ZMB", "MWI", 1.0)]
    assert weekly_volume(book.store, "one") == {2461: 2, 2462: 2}
    assert sorted(volume_by_sides(book.store, "one"), key=str) == [
        ("ZMB", "MWI", 2461, 1), ("ZMB", "MWI", 2462, 1), ("ZMB", None, 2461, 1), (None, "PSE", 2462, 1),
    ]  # fmt: skip
    (tmp_path / "h.tab").write_text("x\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds csv data"):
        book.import_events(tmp_path / "h.tab", form="icews", name="one")


def test_counts_by_kind_place_and_name(book, tmp_path):
    book.import_events(write(tmp_path, ROWS), form="csv")
    by_quad = count_weeks(book.store, "csv", EventFilter(quad=3))
    assert [(c.source, c.target) for c in by_quad] == [("ZMB", "MWI")]
    by_name = count_weeks(book.store, "csv", EventFilter(types=("ASSAULT",)), target_names=["crf"])
    assert [(c.source, c.target, c.week) for c in by_name] == [("ZMB", "crf", 2461)]


def test_a_missing_column_names_the_file(book, tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.csv: has no column 'day'"):
        book.import_events(path, form="csv")


@pytest.mark.parametrize(
    ("form", "text", "fault"),
    [
        ("csv", "when,b\n1,2\n", r"has no column 'day' among: when, b; name one with --map"),
        ("icews", "when\tb\n", r"has no column 'Event ID' among: when, b; check --as icews"),
        ("csv", "day,source\r2017-03-06,a\r2017-03-07,b\r", r"is no table; save it as text"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_no_data_set(book, tmp_path, form, text, fault):
    (tmp_path / "x.csv").write_bytes(text.encode())
    with pytest.raises(InputError, match=fault):
        book.import_events(tmp_path / "x.csv", form=form, name="mine")
    assert book.datasets() == []
    assert book.import_events(write(tmp_path, ROWS), form="csv", name="mine").rows == 4


def test_what_an_import_could_not_place_is_counted(book, tmp_path):
    (tmp_path / "x.csv").write_text("day,type\n2017-03-06,fight\n2017-03-06,ASSAULT\n", encoding="utf-8")
    done = book.import_events(tmp_path / "x.csv", form="csv")
    assert (done.rows, done.without_kind, done.without_id, done.without_country) == (2, 1, 2, 2)


def test_an_intensity_that_is_no_number_is_that_of_the_code(book, tmp_path):
    (tmp_path / "x.csv").write_text("day,cameo,intensity\n2017-03-06,190,NULL\n", encoding="utf-8")
    book.import_events(tmp_path / "x.csv", form="csv")
    with book.store.reading() as connection:
        assert connection.scalar(sa.text("SELECT goldstein FROM imported")) == -10


@pytest.mark.slow
def test_memory_is_flat(book, tmp_path):
    def peak(count, name):
        path = write(tmp_path, (f"{i},2017-03-06,a,ZMB,b,MWI,190" for i in range(count)), name)
        tracemalloc.start()
        book.import_events(path, form="csv", name=name)
        top = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return top

    small, large = peak(40_000, "small"), peak(160_000, "large")
    assert large < small * 1.2
