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


def test_a_ruling_is_signed_counts_from_its_day_and_is_withdrawn(book):
    def standing(*options):
        rows = [json.loads(line) for line in run(book, "--by", "ROU", "--json", *options).stdout.splitlines()]
        return rows[0]["standing"]

    demand = json.loads(run(book, "--by", "ROU", "--json").stdout.splitlines()[0])["id"]
    unruled = standing()
    assert json.loads(run(book, "--by", "ROU", "--json").stdout.splitlines()[0])["ruling"] is None
    signed = ("--reviewer", "Ada", "--note", "the charters came home")
    ruled = run(book, "--met", demand, "--on", "2015-11", *signed)
    assert ruled.exit_code == 0
    ruling = ruled.stdout.strip()
    assert standing() == "met"
    assert standing("--as-of", "2015-11-29") == unruled
    assert standing("--as-of", "2015-11-30") == "met"
    assert "met since 2015-11-30, as Ada rules: the charters came home" in run(book, "--by", "ROU").stdout
    (listed,) = [json.loads(line) for line in run(book, "--rulings", "--json").stdout.splitlines()]
    assert (listed["matter"], listed["standing"], listed["on"]) == (demand, "met", "2015-11-30")
    assert (listed["reviewer"], listed["note"], listed["ruling"]) == ("Ada", "the charters came home", ruling)
    assert run(book, "--broken", demand, "--reviewer", "Bea").exit_code == 0
    assert standing() == "broken"
    assert standing("--as-of", "2015-12-31") == "met"
    for key in (ruling, json.loads(run(book, "--rulings", "--json").stdout.splitlines()[-1])["ruling"]):
        assert run(book, "--withdraw", key, "--reviewer", "Ada").exit_code == 0
    assert standing() == unruled
    assert run(book, "--rulings", "--json").stdout == ""


def test_a_ruling_stays_on_its_matter_when_an_earlier_report_comes(tmp_path):
    lines = STORY.read_text(encoding="utf-8").splitlines()
    late, early, path = tmp_path / "late.jsonl", tmp_path / "early.jsonl", str(tmp_path / "b.db")
    late.write_text("\n".join(lines[1:]), encoding="utf-8")
    early.write_text(lines[0], encoding="utf-8")
    told = ("--by", "ROU", "--to", "HUN", "--json")
    assert CliRunner().invoke(main, ["read", str(late), "--book", path]).exit_code == 0
    before = json.loads(run(path, *told).stdout.splitlines()[0])
    assert run(path, "--broken", before["id"], "--reviewer", "Ada").exit_code == 0
    assert CliRunner().invoke(main, ["read", str(early), "--book", path]).exit_code == 0
    after = json.loads(run(path, *told).stdout.splitlines()[0])
    assert after["id"] != before["id"]
    assert after["standing"] == "broken"


def test_a_ruling_needs_a_matter_a_name_and_a_day(book):
    demand = json.loads(run(book, "--by", "ROU", "--json").stdout.splitlines()[0])["id"]
    assert "is no matter" in run(book, "--met", "m0", "--reviewer", "Ada").stderr
    assert "has no name" in run(book, "--met", demand).stderr
    assert run(book, "--met", demand, "--on", "soon", "--reviewer", "Ada").exit_code != 0
    assert "is no ruling" in run(book, "--withdraw", "x", "--reviewer", "Ada").stderr
    assert run(book, "--rulings", "--json").stdout == ""
