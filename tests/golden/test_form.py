"""Every record of the samples, of the saved pages and of the gold keeps the form of the contract to the key.

And each span of a record of a page is shown in the file as it came.
"""

import html
import json
import os
import re
from pathlib import Path

import pytest
from contract_form import Form, shown_in

from deedwatch import samples
from deedwatch.exchange.reports import open_reports
from deedwatch.reading import record
from deedwatch.records import Document, Page

SAVED = Path(__file__).parents[1] / "reading" / "saved_pages"
GOLD = Path(os.environ.get("DEEDWATCH_GOLD", "/nowhere"))


def reports():
    for path in [*sorted(samples.path().iterdir()), *sorted(SAVED.iterdir())]:
        yield from open_reports([path])


def gold_documents():
    for path in sorted((GOLD / "records").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))["document"]
        yield Document(id=document["id"], text=document["text"], published=document["published"])


def read(report):
    return json.loads(record(report).to_json())


@pytest.fixture(scope="module")
def told():
    return [(report, read(report)) for report in reports()]


def test_records_keep_the_form(told):
    assert len(told) >= 40
    assert {report.id: Form(made).faults for report, made in told if Form(made).faults} == {}


def test_what_is_given_as_text_is_taken_as_it_stands(told):
    lines = [(report, made) for report, made in told if isinstance(report, Document)]
    assert len(lines) >= 15
    for report, made in lines:
        assert (made["document"]["id"], made["document"]["text"]) == (report.id, report.text)


def test_every_span_of_a_page_is_shown_in_the_file_as_it_came(told):
    pages = [(report, made) for report, made in told if isinstance(report, Page)]
    shown = [pair for report, made in pages for pair in shown_in(made, report.raw)]
    assert len(shown) > 500
    assert [pair for pair in shown if bare(pair[0]) != bare(re.sub(r"<[^>]*>", "", pair[1]))] == []


def bare(words):
    return "".join(html.unescape(words).split())


@pytest.mark.skipif(not (GOLD / "records").is_dir(), reason="the gold sets are not here; see bench/README.md")
def test_records_of_the_gold_texts_keep_the_form():
    made = [read(document) for document in gold_documents()]
    assert {one["document"]["id"]: Form(one).faults for one in made if Form(one).faults} == {}


BROKEN = [
    (("events", 0, "status"), "likely"),
    (("events", 0, "anchor"), [5, 5]),
    (("events", 0, "source"), ["a99"]),
    (("statements", 0, "content"), []),
    (("statements", 0, "confidence"), 1.5),
    (("document", "published"), "8 March 2017"),
    (("actors", 0, "country"), "Zambia"),
    (("ledger", 0, "positions"), [{"actor": "a1", "stance": "agrees", "statement": None}]),
]


@pytest.mark.parametrize(("path", "value"), BROKEN, ids=[str(path[-1]) for path, _ in BROKEN])
def test_a_record_that_breaks_the_form_is_found_out(told, path, value):
    broken = json.loads(json.dumps(next(made for _, made in told if made["events"] and made["ledger"])))
    part = broken
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    assert len(Form(broken).faults) == 1


def test_a_missing_key_is_found_out(told):
    broken = {**told[0][1]}
    del broken["ledger"]
    assert len(Form(broken).faults) == 1
