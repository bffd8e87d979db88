"""``deedwatch merge`` and ``deedwatch happenings``: the forms, refusals, and rulings that last."""

import json
import re

import pytest
from click.testing import CliRunner

from deedwatch.book import open_book
from deedwatch.book.happenings import rulings_of
from deedwatch.cli import main
from deedwatch.errors import InputError

FLOOD = "The Tana burst its banks at Garsen on Sunday and drowned nine people, the Red Cross said. Six boats are there."
TALKS = "Delegates of Kenya and Somalia met in Djibouti on Monday to speak of the border post at Kiunga, Nairobi said."


def run(*options):
    return CliRunner().invoke(main, list(options))


@pytest.fixture
def lines(tmp_path):
    rows = [
        {"id": "a", "text": FLOOD, "published": "2023-11-20"},
        {"doc_id": "b", "text": FLOOD + " More rain is due.", "date": None, "url": "https://example.org/b"},
        {"id": 3, "text": TALKS, "title": "Border talks"},
    ]
    path = tmp_path / "docs.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows) + "\n", encoding="utf-8")
    return path


def test_merge_prints_one_row_a_report_in_the_order_given(lines):
    result = run("merge", str(lines))
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [row["id"] for row in rows] == ["a", "b", "3"]
    assert all(set(row) == {"id", "copy_group", "happening"} for row in rows)
    assert rows[0]["copy_group"] == rows[1]["copy_group"] != rows[2]["copy_group"]


def test_merge_tells_why(lines):
    (join,) = (json.loads(line) for line in run("merge", "--joins", str(lines)).stdout.splitlines())
    assert (join["report"], join["with_"], join["kind"]) in {("a", "b", "copy"), ("b", "a", "copy")}
    assert "garsen" in join["names"]


def test_merge_tells_what_it_refuses_and_goes_on(lines, tmp_path):
    with lines.open("a", encoding="utf-8") as file:
        file.write('{"id": "x"}\nno json\n')
    result = run("merge", str(lines), str(tmp_path / "absent.jsonl"))
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3
    assert re.search(r"docs\.jsonl, line 5: .*text", result.stderr)
    assert "docs.jsonl, line 6" in result.stderr
    assert "absent.jsonl: is not there" in result.stderr


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("happenings")
    rows = [
        {"id": "a", "text": "Soldiers of Mali attacked Niger's border post near Menaka on 3 May 2021. Four people were killed.", "published": "2021-05-04"},
        {"id": "b", "text": "Mali's soldiers attacked a border post of Niger near Menaka on 3 May 2021. Seven people were killed.", "published": "2021-05-04"},
        {"id": "c", "text": "Officials of Chad met envoys of Libya in Tripoli on 9 June 2021 to speak of the frontier.", "published": "2021-06-10"},
    ]  # fmt: skip
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    place = folder / "book.db"
    assert run("read", str(path), "--book", str(place)).exit_code == 0
    return str(place)


def test_every_event_of_the_book_is_in_one_happening(book):
    rows = [json.loads(line) for line in run("happenings", "--book", book, "--json").stdout.splitlines()]
    told = [f"{t['report']}.{t['event']}" for row in rows for t in row["tellings"]]
    with open_book(book) as opened:
        keys = [f"{key}.{event.id}" for key, record in opened.records() for event in record.events]
    assert sorted(told) == sorted(keys)


def test_listing_one_and_filters(book):
    table = run("happenings", "--book", book)
    assert table.exit_code == 0
    assert run("happenings", "--book", book, "--since", "2022").stdout.strip() == "0 happenings"
    with open_book(book) as opened:
        first = next(iter(opened.happenings()))
    shown = run("happenings", "--book", book, "--key", first.id)
    assert first.id in shown.stdout
    assert "Tellings" in shown.stdout


def test_a_ruling_holds_and_is_withdrawn_by_another_row(book):
    with open_book(book) as opened:
        events = [f"{t.report}.{t.event}" for h in opened.happenings() for t in h.tellings]
    one, two = events[0], events[-1]
    ruled = run(
        "happenings", "--book", book, "--together", one, two, "--reviewer", "Reader One", "--note", "same"
    )
    assert ruled.exit_code == 0
    key = ruled.stdout.strip()
    with open_book(book) as opened:
        assert len(opened.happenings(key=one).happenings[0].tellings) >= 2
        assert [(r.key, r.decision, r.reviewer) for r in rulings_of(opened)] == [(key, "merge", "Reader One")]
    assert key in run("happenings", "--book", book, "--rulings", "--csv").stdout
    assert run("happenings", "--book", book, "--withdraw", key, "--reviewer", "Reader Two").exit_code == 0
    with open_book(book) as opened:
        assert rulings_of(opened) == ()
        together = [{f"{t.report}.{t.event}" for t in h.tellings} for h in opened.happenings()]
    assert not any({one, two} <= keys for keys in together)


REFUSED = [
    (("--together", "nowhere.e1", "nowhere.e2", "--reviewer", "R"), "is not in this book"),
    (("--withdraw", "none", "--reviewer", "R"), "is no ruling that holds"),
]


@pytest.mark.parametrize(("options", "reason"), REFUSED)
def test_a_ruling_on_nothing_is_refused(book, options, reason):
    result = run("happenings", "--book", book, *options)
    assert result.exit_code == 2
    assert reason in result.stderr


def test_a_ruling_without_a_name_is_refused(book):
    from deedwatch.book.happenings import rule

    with open_book(book) as opened, pytest.raises(InputError, match="no name"):
        rule(opened, "a.e1", "b.e1", decision="apart", reviewer=" ")
