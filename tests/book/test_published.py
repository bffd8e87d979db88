"""The day of publication that is given for reports that tell none: read anew with another, never twice in a book."""

import json

import msgspec
import pytest

from deedwatch.book import open_book, read_into_parts
from deedwatch.errors import InputError
from deedwatch.reading import record
from deedwatch.records import Page
from deedwatch.store import Given, add_reading

TEXT = (
    "Zambia denied on Monday that it armed rebels in Malawi, and demanded that Malawi close the camps near"
    " the border. Malawi rejected the demand.\n"
)
PAGE = (
    '<html><head><title>Camps</title><meta property="article:published_time" content="2017-03-01T10:00Z">'
    f"</head><body><article><h1>Camps near the border</h1><p>{TEXT}</p><p>{TEXT}</p></article></body></html>"
)


@pytest.fixture
def folder(tmp_path):
    """A text without a day, a page with its own, and a line with and one without."""
    found = tmp_path / "pages"
    found.mkdir()
    (found / "a.txt").write_text(TEXT, encoding="utf-8")
    (found / "b.html").write_text(PAGE, encoding="utf-8")
    rows = [{"id": "c1", "text": TEXT, "published": "2017-02-03"}, {"id": "c2", "text": TEXT}]
    (found / "c.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return found


def days(book):
    return {row["id"]: row["published"] for row in book.reports().as_dicts()}


def counts(summary):
    return summary.read, summary.renewed, summary.known, summary.refused


def test_a_folder_read_again_with_another_day_is_renewed_and_not_doubled(place, folder):
    own = {"b": "2017-03-01T10:00", "c1": "2017-02-03"}
    with open_book(place) as book:
        assert counts(book.read(folder)) == (4, 0, 0, 0)
        assert days(book) == own | {"a": None, "c2": None}
        for day in ("2017-03-08", "2017-03-13"):
            assert counts(book.read(folder, published=day)) == (2, 2, 2, 0)
            assert days(book) == own | {"a": day, "c2": day}
            assert counts(book.read(folder, published=day)) == (0, 0, 4, 0)
        assert counts(book.read(folder)) == (0, 0, 4, 0)
        told = {row["day"] for row in book.statements(report="a").as_dicts()}
        assert told == {"2017-03-13"}
        assert list(book.differences()) == []
        assert list(book.verify()) == []


def test_what_people_decided_stays_when_the_day_is_another(place, folder):
    with open_book(place) as book:
        book.read(folder)
        task = book.next_task(noun="statements", reviewer="Ada")
        book.decide(subject=task.subject, decision="refuse", reviewer="Ada")
        left = len(book.statements())
        book.read(folder, published="2017-03-08")
        assert len(book.statements()) == left
        assert [row.decision for row in book.reviews()] == ["refuse"]
        assert list(book.verify()) == []


@pytest.mark.parametrize("day", [None, "2017-03-08", "2017-03-13"])
def test_a_book_of_before_knows_its_reports_again(place, folder, day):
    """It took the day that was given for the report's own, and made its key with it."""
    page = Page(id="a", raw=TEXT, media_type="text/plain", published="2017-03-08")
    with open_book(place) as book:
        add_reading(book.store, Given(page), record(page), reader="0", run=None, weights={})
        old = book.report_keys()
        summary = book.read(folder / "a.txt", published=day)
        assert counts(summary) == ((1, 1, 0, 0) if day == "2017-03-13" else (0, 0, 1, 0))
        assert days(book) == {"a": day or "2017-03-08"}
        assert book.report_keys() == old
        assert counts(book.read(folder / "a.txt", published=day)) == (0, 0, 1, 0)
        assert [line for line in book.verify() if "its" not in line] == []


def test_a_page_that_tells_its_day_is_not_given_another():
    page = Page(id="b", raw=PAGE, media_type="text/html")
    assert record(page, published="2020-01-01").document.published == "2017-03-01T10:00"
    bare = msgspec.structs.replace(page, raw=PAGE.replace("2017-03-01T10:00Z", "soon"))
    assert record(bare, published="2020-01-01").document.published == "2020-01-01"


def test_a_faulty_date_is_told_and_its_report_counts_once(place, tmp_path):
    path = tmp_path / "r.jsonl"
    path.write_text(json.dumps({"id": "d1", "text": TEXT, "published": "2017-02-31"}), encoding="utf-8")
    with open_book(place) as book:
        summary = book.read(path)
        assert counts(summary) == (1, 0, 0, 0)
        (fault,) = summary.faults
        assert fault.reason == "has the date '2017-02-31', and was read without it"
        assert [row["stage"] for row in book.faults().as_dicts()] == ["date"]


def test_parts_of_another_day_are_said_and_not_passed_over(tmp_path, folder):
    def read(out, day=None):
        return read_into_parts(str(tmp_path / out), [folder], published=day, seen=lambda _: None)

    assert counts(read("parts", "2017-03-08")) == (4, 0, 0, 0)
    assert counts(read("parts", "2017-03-08")) == (0, 0, 4, 0)
    assert counts(read("parts")) == (0, 0, 4, 0)
    with pytest.raises(InputError, match=r"with another day of publication \(2017-03-08\)"):
        read("parts", "2017-03-13")


def test_loading_parts_of_another_day_renews_the_book(place, tmp_path, folder):
    for out, day in (("early", "2017-03-08"), ("late", "2017-03-13")):
        read_into_parts(str(tmp_path / out), [folder], published=day, seen=lambda _: None)
    with open_book(place) as book:
        assert counts(book.load(str(tmp_path / "early"))) == (4, 0, 0, 0)
        assert counts(book.load(str(tmp_path / "late"))) == (2, 2, 2, 0)
        assert days(book) == {
            "a": "2017-03-13",
            "b": "2017-03-01T10:00",
            "c1": "2017-02-03",
            "c2": "2017-03-13",
        }
        assert counts(book.load(str(tmp_path / "late"))) == (0, 0, 4, 0)
        assert list(book.verify()) == []
