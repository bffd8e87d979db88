"""The brief of a book: who ruled that a matter was met stands in it, and it needs no extra as HTML."""

import json
import sys

import pytest

from deedwatch import samples
from deedwatch.book import open_book
from deedwatch.book.ledger import rule_matter

TEXT = (
    "Zambia demanded on Monday that Malawi close the camps near Rumphi.\n\n"
    "Gunmen killed nine soldiers near Chama on Sunday, the army said.\n"
)


@pytest.fixture
def book(tmp_path):
    line = {"id": "r1", "text": TEXT, "outlet": "Wire", "published": "2017-03-07"}
    (tmp_path / "r.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with open_book(tmp_path / "b.db") as opened:
        opened.read(tmp_path / "r.jsonl")
        yield opened


def test_a_brief_says_who_ruled_that_a_matter_was_met(book, tmp_path):
    (matter,) = (row for row in book.ledger() if row.kind == "demand")
    book.brief(tmp_path / "before.md")
    rule_matter(book, matter.id, standing="met", reviewer="Ada", on="2017-07-12", note="seen there")
    book.brief(tmp_path / "after.md")
    words = "met since 2017-07-12, as Ada rules: seen there"
    assert words not in (tmp_path / "before.md").read_text(encoding="utf-8")
    assert words in (tmp_path / "after.md").read_text(encoding="utf-8")


def test_a_brief_is_written_without_what_draws(book, tmp_path, monkeypatch):
    book.import_events(samples.events_path(), form="csv", name="invented")
    asked = {"actor": "MWI", "toward": "ZMB", "kind": "material conflict", "since": "2017-06-12"}
    verdict = book.verdict(data="invented", **asked)
    for name in ("altair", "vl_convert"):
        monkeypatch.setitem(sys.modules, name, None)
    book.brief(tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert verdict.words in page
    assert "Its series is not drawn here" in page
