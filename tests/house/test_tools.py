"""The lines of docs/tools.md work on the book of the sample reports."""

import re
import sqlite3
from pathlib import Path

import pytest

from deedwatch.book import open_book

PAGE = (Path(__file__).parents[2] / "docs" / "tools.md").read_text(encoding="utf-8")


def blocks(language):
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("books")
    with open_book(made / "demo.db") as book:
        book.read_samples(seen=lambda _: None)
    return made


def rows(folder, query):
    connection = sqlite3.connect(folder / "demo.db")
    try:
        cursor = connection.execute(query)
        return [column[0] for column in cursor.description], cursor.fetchall()
    finally:
        connection.close()


@pytest.mark.slow
def test_sql_answers(folder):
    denials, told = (rows(folder, query)[1] for query in blocks("sql"))
    assert any(row[1] == "MWI" for row in denials)
    assert told[0][2] > 1


@pytest.mark.slow
def test_the_columns_are_those_of_the_page(folder):
    for view, text in re.findall(r"^\| `(v_\w+)` \| ([^|]+) \|$", PAGE, re.MULTILINE):
        columns = rows(folder, f"SELECT * FROM {view} LIMIT 1")[0]
        named = {
            "day",
            "type",
            "status",
            "source",
            "target",
            "stance",
            "act",
            "mode",
            "channel",
            "confidence",
        }
        assert named & set(re.findall(r"\w+", text)) <= set(columns)


@pytest.mark.slow
def test_the_query_in_r_is_sql_that_answers(folder):
    (query,) = re.findall(r'dbGetQuery\(book, "(.*)"\)', blocks("r")[0])
    assert rows(folder, query)[1]


@pytest.mark.slow
def test_frames(folder, monkeypatch):
    pytest.importorskip("pandas")
    monkeypatch.chdir(folder)
    room = {}
    exec(blocks("python")[0], room)
    assert room["reports_for_each_happening"] > 1
    assert room["weekly"].sum() == len(room["happenings"])
    assert list(room["ledger"].columns)[:1] == ["kind"]
