"""``deedwatch ledger`` over a small book: the forms agree and bad dates are refused."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from deedwatch.cli import main

STORY = Path(__file__).parents[1] / "golden" / "stories" / "archive" / "reports.jsonl"


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("books") / "archive.db"
    result = CliRunner().invoke(main, ["read", str(STORY), "--book", str(path)])
    assert result.exit_code == 0, result.stderr
    return str(path)


def run(book, *options):
    return CliRunner().invoke(main, ["ledger", "--book", book, *options])


def test_json_is_one_matter_a_line_in_the_form_of_the_contract(book):
    result = run(book, "--parties", "ROU,HUN,SVK", "--as-of", "2015-07-31", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["kind"], row["by"], row["to"], row["standing"]) for row in rows] == [
        ("demand", ["ROU"], ["HUN"], "refused"),
        ("proposal", ["HUN"], ["ROU"], "refused"),
    ]
    reports = {mention["report"] for mention in rows[0]["mentions"]}
    assert reports == {"archive1", "archive2", "archive3", "archive4"}
    assert list(rows[1]["positions"]) == ["ROU", "HUN", "SVK"]
    assert rows[1]["positions"]["HUN"] == []
    assert rows[1]["positions"]["SVK"][-1]["stance"] == "supports"


def test_csv_and_table_say_not_stated(book):
    lines = list(csv.DictReader(io.StringIO(run(book, "--parties", "ROU,SVK", "--csv").stdout)))
    assert lines[0]["SVK"] == "not stated"
    assert lines[0]["ROU"] == "maker"
    assert "not" in run(book, "--parties", "SVK,HUN").stdout


def test_a_state_may_be_asked_for_by_its_name(book):
    by_code = run(book, "--parties", "ROU,HUN", "--by", "ROU", "--to", "HUN", "--json")
    by_name = run(book, "--parties", "Romania,hungary", "--by", "Romania", "--to", "Hungary", "--json")
    assert by_code.stdout
    assert by_name.stdout == by_code.stdout
    assert by_name.stderr == ""


def test_a_party_that_no_matter_names_is_said_and_stands_in_every_row(book):
    result = run(book, "--parties", "Romania,Freedonia", "--json")
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert rows
    assert all(row["positions"]["Freedonia"] == [] for row in rows)
    assert result.stderr == "Freedonia: no matter of this book names such a party\n"
    assert "Romania" not in result.stderr


def test_since_and_awaits(book):
    rows = [
        json.loads(line)
        for line in run(book, "--as-of", "2015-04-30", "--since", "2015-03-20", "--json").stdout.splitlines()
    ]
    assert {change["what"] for change in rows[0]["changes"]} == {"recalled", "noncommittal"}
    assert rows[0]["awaits"][0]["party"] == "HUN"
    assert rows[0]["awaits"][0]["days"] > 40


def test_pages_and_workbooks_are_written(book, tmp_path):
    page, sheet = tmp_path / "ledger.html", tmp_path / "ledger.xlsx"
    assert run(book, "--parties", "ROU,HUN", "--html", str(page), "--xlsx", str(sheet)).exit_code == 0
    assert "Bistra charters" in page.read_text(encoding="utf-8")
    openpyxl = pytest.importorskip("openpyxl")
    cells = list(openpyxl.load_workbook(sheet).active.values)
    assert len(cells) == 3
    assert cells[0][0] == "kind"


@pytest.mark.parametrize(
    "options", [["--as-of", "soon"], ["--since", "2015-13-01"], ["--html", "/no/such/place.html"]]
)
def test_what_cannot_be_used_is_named_in_one_line(book, options):
    result = run(book, *options)
    assert result.exit_code == 2
    assert options[-1] in result.stderr


def test_a_month_is_its_last_day(book):
    by_month = run(book, "--parties", "ROU,HUN", "--as-of", "2015-07", "--json")
    assert by_month.stdout
    assert by_month.stdout == run(book, "--parties", "ROU,HUN", "--as-of", "2015-07-31", "--json").stdout
