"""`read --profile` says where the time went: every stage, as often as it ran, with its share."""

import re

import pytest
from click.testing import CliRunner

from deedwatch.cli import main

ROW = re.compile(r"^(.{18}) +([\d.]+) s +([\d.]+) % +(\d+) calls$", re.MULTILINE)
PLAIN = "Zambia denied on Monday that it had armed rebels in Malawi, and asked for talks in Lusaka."
STAGES = {
    "opening", "article", "parse", "actors", "dates", "places", "statements", "events", "matters", "settle",
    "to JSON", "asking the book", "writing the book", "happenings", "ledger",
}  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reports")
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"{PLAIN} Report {name}.")
    book = tmp_path_factory.mktemp("book") / "book.db"
    done = CliRunner().invoke(main, ["read", str(folder), "--book", str(book), "--profile"])
    assert done.exit_code == 0, done.output
    return done.output


def test_each_stage_is_told_with_its_time_and_calls(said):
    rows = {
        name.strip(): (float(seconds), float(share), int(calls))
        for name, seconds, share, calls in ROW.findall(said)
    }
    assert rows.keys() == STAGES
    assert rows["writing the book"][2] == 3
    assert rows["events"][2] == rows["settle"][2] in {3, 4}  # one more where the process has read nothing yet
    assert rows["ledger"][2] == rows["happenings"][2] == 1
    assert all(0 <= share <= 100 for _, share, _ in rows.values())


def test_the_dearest_stage_comes_first(said):
    seconds = [float(row[1]) for row in ROW.findall(said)]
    assert seconds == sorted(seconds, reverse=True)
