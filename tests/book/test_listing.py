"""Decisions, agreement and months as tables, also where there are none."""

import pytest

from deedwatch.book import open_book


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("listing")
    (folder / "one.jsonl").write_text(
        '{"id": "r1", "published": "2017-02-03", "text": "Zambia demanded that Malawi close the camps."}\n',
        encoding="utf-8",
    )
    with open_book(folder / "book.db") as opened:
        opened.read(folder / "one.jsonl")
        yield opened


@pytest.mark.parametrize("kind", ["pandas", "polars"])
def test_a_listing_has_its_columns_with_and_without_rows(book, kind):
    assert book.agreements().to_frame(kind).shape == (0, 4)
    task = book.next_task(noun="statements", reviewer=kind)
    book.decide(subject=task.subject, decision="accept", reviewer=kind)
    frame = book.reviews().to_frame(kind)
    assert kind in set(frame["reviewer"])
    assert "accept" in book.reviews()._repr_html_()
    assert set(book.happenings_by_month().to_frame(kind)["month"]) == {"2017-02"}
