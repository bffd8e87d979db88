"""The lines of docs/tools.md, and the Python of the other pages, work on the book of the sample reports."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest

import deedwatch
from deedwatch.book import open_book

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "tools.md").read_text(encoding="utf-8")


def blocks(language, page=PAGE):
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


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


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ledger", "events", "happenings", "notebooks"])
def test_the_python_of_the_pages_runs(folder, monkeypatch, name, capsys):
    pytest.importorskip("pandas")
    (folder / "my-actions").mkdir(exist_ok=True)
    rule = re.search(
        r"# my-actions/river.toml\n(.*?)```", (DOCS / "extending.md").read_text("utf-8"), re.DOTALL
    )
    (folder / "my-actions" / "river.toml").write_text(rule.group(1), encoding="utf-8")
    shutil.copy(folder / "demo.db", folder / "gulf.db")
    monkeypatch.chdir(folder)
    text = "Talks in Basra\n\nIran demanded that Iraq close the camps."
    room = {
        "text": text,
        "todays_documents": [deedwatch.Document(id="r1", text=text, published="2007-05-28")],
    }
    for code in blocks("python", (DOCS / f"{name}.md").read_text(encoding="utf-8")):
        exec(code, room)
    if name == "events":
        assert room["faults"] == ()
    if name == "notebooks":
        assert room["doc"].spans["statements"]
        assert len(room["events"])
