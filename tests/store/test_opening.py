"""Books open, or say in one line why not."""

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
import sqlalchemy as sa

from deedwatch.errors import StoreError
from deedwatch.store import Given, Where, add_reading, find_rows, open_store, opening
from deedwatch.store.tables import METADATA, SCHEMA_VERSION


def test_book_opens_again(place):
    open_store(place).close()
    store = open_store(place, create=False)
    assert len(find_rows(store, "reports", Where())) == 0
    store.close()


def test_newer_book_is_refused_and_unchanged(place):
    store = open_store(place)
    with store.writing() as connection:
        connection.execute(METADATA.tables["about"].update().values(value=str(SCHEMA_VERSION + 1)))
    store.close()
    with pytest.raises(StoreError, match="newer version"):
        open_store(place)


def test_other_database_is_refused(place):
    store = open_store(place)
    with store.writing() as connection:
        for view in sa.inspect(connection).get_view_names():
            connection.exec_driver_sql(f"DROP VIEW {view}")
        METADATA.drop_all(connection)
        connection.exec_driver_sql("CREATE TABLE cats (name TEXT)")
    store.close()
    with pytest.raises(StoreError, match="not a book"):
        open_store(place)


def test_every_view_answers(place, record):
    store = open_store(place)
    add_reading(store, Given(record.document), record, reader="0", run=None, weights={})
    with store.reading() as connection:
        counts = {
            view: connection.exec_driver_sql(f"SELECT count(*) FROM {view}").scalar()
            for view in sa.inspect(connection).get_view_names()
        }
    store.close()
    assert counts == {"v_events": 2, "v_matters": 1, "v_positions": 1, "v_statements": 3}


def text_file(path):
    path.write_text("not a database, but long enough to be taken for one" * 50)


def empty_database(path):
    sqlite3.connect(path).close()


MISUSED = [
    ("none.db", lambda path: None, "is not there"),
    ("text.db", text_file, "is not a book"),
    ("empty.db", empty_database, "is not a book"),
    ("folder", lambda path: path.mkdir(), "is not there"),
    ("no/such/book.db", lambda path: None, "is not there"),
]


@pytest.mark.parametrize(("name", "make", "said"), MISUSED)
def test_what_is_no_book_is_said(tmp_path, name, make, said):
    make(tmp_path / name)
    with pytest.raises(StoreError, match=said):
        open_store(tmp_path / name, create=False)


NOT_MADE = [
    ("folder", lambda path: path.mkdir(), "is a folder"),
    ("no/book.db", lambda path: None, "folder that is not there"),
]


@pytest.mark.parametrize(("name", "make", "said"), NOT_MADE)
def test_book_that_cannot_be_made_is_said(tmp_path, name, make, said):
    make(tmp_path / name)
    with pytest.raises(StoreError, match=said):
        open_store(tmp_path / name)


def test_full_disk_is_said_and_loses_nothing(tmp_path, record):
    store = open_store(tmp_path / "book.db")
    add_reading(store, Given(record.document), record, reader="0", run=None, weights={})
    big = sa.text("INSERT INTO about VALUES ('big', :value)")

    def fill():
        with store.writing() as writer:
            writer.exec_driver_sql("PRAGMA max_page_count=100")
            writer.execute(big, {"value": "x" * 10_000_000})

    with pytest.raises(StoreError, match="disk is full; free some space"):
        fill()
    assert len(find_rows(store, "reports", Where())) == 1
    store.close()


WITHOUT_RIGHTS = """
import os, sys
from deedwatch.errors import StoreError
from deedwatch.store import open_store, start_run
open_store(sys.argv[1] + "/other.db").close()  # all that is imported on the way is imported now
if os.geteuid() == 0:
    os.setuid(65534)
try:
    store = open_store(sys.argv[1] + "/book.db")
    start_run(store, command="read", version="0", started="now")
except StoreError as error:
    print(error)
"""


def test_book_that_may_not_be_written_is_said():
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        place = Path(folder) / "book.db"
        open_store(place).close()
        place.chmod(0o444)
        command = [sys.executable, "-c", WITHOUT_RIGHTS, folder]
        Path(folder).chmod(0o755)
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        f"{place}: cannot be written; make the file and its folder writable, or copy it"
    ]


def test_locked_book_is_said(tmp_path, record, monkeypatch):
    monkeypatch.setattr("deedwatch.store.opening._WAIT", 50)
    path = tmp_path / "book.db"
    store = open_store(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process holds it"):
        add_reading(store, Given(record.document), record, reader="0", run=None, weights={})
    other.execute("ROLLBACK")
    other.close()
    assert add_reading(store, Given(record.document), record, reader="0", run=None, weights={})
    store.close()


@pytest.mark.postgres
def test_server_that_does_not_answer_is_said(postgres_place):
    with pytest.raises(StoreError, match="no such database"):
        open_store(postgres_place.replace("/book_", "/none_"))


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        ('FATAL:  database "gulf" does not exist', "the server has no such database"),
        ('FATAL:  role "ada" does not exist', "the server refuses the name or password"),
        ('relation "ledger_words" does not exist', 'relation "ledger_words" does not exist'),
    ],
)
def test_what_does_not_exist_is_said(told, fault):
    assert opening._explain(told)[0] == fault


def test_password_is_never_shown():
    with pytest.raises(StoreError) as raised:
        open_store("postgresql://me:hidden@127.0.0.1:9/none")
    assert "hidden" not in str(raised.value)
    assert "no server answers" in str(raised.value)
