"""A book of every released version opens with the newest program, and says what it said."""

import gzip
import hashlib
import importlib.util
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from deedwatch.book import open_book
from deedwatch.errors import StoreError
from deedwatch.store import migrate, open_store
from deedwatch.store.tables import METADATA, SCHEMA_VERSION

HERE = Path(__file__).parent
RELEASED = json.loads((HERE / "released" / "books.json").read_text(encoding="utf-8"))


def said(book):
    spec = importlib.util.spec_from_file_location("released_books", HERE / "released_books.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.said(book)


def unpacked(name, folder):
    data = gzip.decompress((HERE / "released" / name).read_bytes())
    assert hashlib.sha256(data).hexdigest() == RELEASED[name]["file"], "a released book stays as it is"
    place = folder / "book.db"
    place.write_bytes(data)
    return place


def form_of(store):
    """Tables with their columns and indexes, and the views: all that a program relies on."""
    with store.reading() as connection:
        asked = sa.inspect(connection)
        tables = {
            name: sorted(
                (column["name"], str(column["type"]), column["nullable"])
                for column in asked.get_columns(name)
            )
            for name in METADATA.tables
        }
        indexes = {
            name: sorted(index["name"] for index in asked.get_indexes(name)) for name in METADATA.tables
        }
        return tables, indexes, sorted(asked.get_view_names())


def test_there_is_a_book_of_each_version_and_a_step_to_each():
    assert sorted(row["schema"] for row in RELEASED.values()) == list(range(1, SCHEMA_VERSION + 1))
    for number in range(2, SCHEMA_VERSION + 1):
        for dialect in ("sqlite", "postgresql"):
            assert migrate._statements(number, dialect)


@pytest.mark.parametrize("name", sorted(RELEASED))
def test_released_book_becomes_one_of_today(tmp_path, name):
    """Where this fails after a change of tables.py, the change lacks its step (migrations/README.md)."""
    place = unpacked(name, tmp_path)
    new = open_store(tmp_path / "new.db")
    with open_book(place) as book:
        assert form_of(book.store) == form_of(new)
        assert said(book) == RELEASED[name]["said"]
        assert list(book.verify()) == []
        assert len(book.happenings())
    new.close()


def test_a_view_that_somebody_has_made_in_a_book_stays(tmp_path):
    place = unpacked(min(RELEASED), tmp_path)
    with closing(sqlite3.connect(place)) as book:
        book.execute("CREATE VIEW mine AS SELECT id FROM reports")
    store = open_store(place)
    with store.reading() as connection:
        assert "mine" in sa.inspect(connection).get_view_names()
    store.close()


def on_a_server(name, sqlite_place, place):
    """A released book in PostgreSQL: its version's own statements, then its rows."""
    statements = (HERE / "released" / name.replace(".db.gz", ".postgresql.sql")).read_text(encoding="utf-8")
    server = sa.create_engine(place.replace("postgresql://", "postgresql+psycopg://"))
    file = sa.create_engine(f"sqlite:///{sqlite_place}")
    with server.begin() as target, file.connect() as origin:
        for statement in statements.split("\n--\n"):
            target.exec_driver_sql(statement)
        held = sa.MetaData()
        held.reflect(target)
        for table in held.sorted_tables:
            names = [f'"{column.name}"' for column in table.c if column.computed is None]
            rows = origin.exec_driver_sql(f"SELECT {', '.join(names)} FROM {table.name}").all()
            marks = ", ".join(["%s"] * len(names))
            into = f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})"
            for row in rows:
                target.exec_driver_sql(into, tuple(row))
    server.dispose()
    file.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("name", sorted(RELEASED))
def test_released_book_on_a_server_becomes_one_of_today(tmp_path, make_postgres_place, name):
    place, empty = make_postgres_place(), make_postgres_place()
    on_a_server(name, unpacked(name, tmp_path), place)
    with open_book(place) as book:
        with open_book(empty) as new:
            assert form_of(book.store) == form_of(new.store)
        assert said(book) == RELEASED[name]["said"]
        assert list(book.verify()) == []
        assert len(book.happenings())
        with open_book(unpacked(name, tmp_path)) as same:
            assert same.digest() == book.digest()


@pytest.fixture
def steps(tmp_path, monkeypatch):
    """Two steps as a later program would have them, the second of which can be made to fail."""
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "0004_colour.sql").write_text(
        "ALTER TABLE reports ADD COLUMN colour TEXT\n--\nUPDATE reports SET colour = 'grey'\n"
    )
    (folder / "0005_shade.sqlite.sql").write_text("CREATE TABLE shade (name TEXT PRIMARY KEY)\n--\nBROKEN\n")
    (folder / "0005_shade.postgresql.sql").write_text(
        "CREATE TABLE shade (name TEXT PRIMARY KEY)\n--\nBROKEN\n"
    )
    monkeypatch.setattr(migrate, "_STEPS", folder)
    return folder


def ask(place, query):
    store = open_store(place)
    with store.reading() as connection:
        answer = connection.exec_driver_sql(query).scalar()
    store.close()
    return answer


def test_steps_are_taken_in_order_and_a_failed_one_leaves_the_version_before(
    place, record, steps, monkeypatch
):
    from deedwatch.store import Given, add_reading

    store = open_store(place)
    add_reading(store, Given(record.document), record, reader="0", run=None, weights={})
    store.close()
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 5)
    with pytest.raises(StoreError, match="syntax error"):
        open_store(place)
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 4)
    assert ask(place, "SELECT colour FROM reports") == "grey"
    assert ask(place, "SELECT value FROM about WHERE name = 'schema'") == "4"
    for file in steps.glob("0005*"):
        file.write_text(file.read_text().replace("BROKEN", "INSERT INTO shade VALUES ('dark')"))
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 5)
    assert ask(place, "SELECT name FROM shade") == "dark"
    assert ask(place, "SELECT count(*) FROM v_events") == 2
    monkeypatch.setattr(migrate, "SCHEMA_VERSION", 1)
    with pytest.raises(StoreError, match="newer version"):
        open_store(place)
