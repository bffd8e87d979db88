"""Copies, backups, and whether a book is what was written."""

import random
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from deedwatch import samples
from deedwatch.book import open_book
from deedwatch.book.watching import look, wait_on
from deedwatch.cli import main
from deedwatch.errors import StoreError
from deedwatch.records import Fault
from deedwatch.store import Given, add_faults, add_reading
from deedwatch.store.accounts import FOLDED
from deedwatch.store.tables import METADATA
from deedwatch.store.verdicts import answer_verdict, register_verdict


def fill(place, record):
    """A book with one report and a fault."""
    with open_book(place) as book:
        add_reading(book.store, Given(record.document), record, reader="0", run=None, weights=weights())
        add_faults(book.store, [Fault(document="x", stage="open", reason="is empty")], run=None)
        return book.digest()


def weights():
    from deedwatch.book.reading import goldstein_weights

    return goldstein_weights()


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_copy_holds_the_same(place, tmp_path, record):
    digest = fill(place, record)
    target = tmp_path / "copy.db"
    assert run("copy", place, target).exit_code == 0
    with open_book(target) as copy:
        assert copy.digest() == digest
        assert [loaded for _, loaded in copy.records()] == [record]


def test_copy_back_and_again_changes_nothing(place, tmp_path, record):
    digest = fill(tmp_path / "first.db", record)
    with open_book(tmp_path / "first.db") as first, open_book(place) as second:
        added = first.copy_to(second)
        assert added > 10
        assert first.copy_to(second) == 0
        assert second.digest() == digest


def test_backup_while_another_writes(tmp_path, record):
    fill(tmp_path / "book.db", record)
    with open_book(tmp_path / "book.db") as book:
        done = threading.Event()

        def write():
            number = 0
            while not done.is_set():
                number += 1
                add_faults(
                    book.store, [Fault(document=f"d{number}", stage="open", reason="is empty")], run=None
                )

        writing = threading.Thread(target=write)
        writing.start()
        book.back_up(tmp_path / "copy.db")
        done.set()
        writing.join()
    with open_book(tmp_path / "copy.db") as copy:
        assert list(copy.verify()) == []
        assert [loaded for _, loaded in copy.records()] == [record]


def test_backup_never_overwrites(tmp_path, record):
    fill(tmp_path / "book.db", record)
    with open_book(tmp_path / "book.db") as book, pytest.raises(StoreError, match="is there already"):
        book.back_up(tmp_path / "book.db")


def test_backup_into_a_folder_that_is_not_there_is_said_of_the_folder(tmp_path, record):
    fill(tmp_path / "book.db", record)
    with (
        open_book(tmp_path / "book.db") as book,
        pytest.raises(StoreError, match=r"none/copy\.db: lies in a folder"),
    ):
        book.back_up(tmp_path / "none" / "copy.db")


@pytest.mark.postgres
def test_backup_of_a_server_names_the_way(postgres_place, tmp_path):
    result = run("backup", "--book", postgres_place, tmp_path / "copy.db")
    assert result.exit_code == 2 or "pg_dump" in result.stderr
    fill_first = open_book(postgres_place)
    fill_first.close()
    assert "pg_dump" in run("backup", "--book", postgres_place, tmp_path / "copy.db").stderr


def test_whole_book_verifies(place, record):
    digest = fill(place, record)
    result = run("verify", "--book", place)
    assert result.exit_code == 0
    assert result.stdout == f"whole: 1 reports, digest {digest}\n"
    assert run("verify", "--book", place, "--digest").stdout == f"{digest}\n"


DAMAGE = [
    ("UPDATE reports SET text = replace(text, 'Monday', 'Friday')", "its text"),
    ("UPDATE statements SET words = 'other' WHERE act = 'demand'", "its statements"),
    ("UPDATE statements SET content = '[[0,1]]' WHERE act = 'demand'", "its statements"),
    ("UPDATE events SET status = 'reported' WHERE status = 'alleged'", "its events"),
    ("UPDATE positions SET stance = 'supports'", "its positions"),
    ("DELETE FROM mentions", "its mentions"),
    ("UPDATE reports SET record = replace(record, 'demand', 'wish')", "cannot be read"),
    ("UPDATE reports SET record = replace(record, 'denies', 'supports')", "its positions"),
    ("UPDATE reports SET given = replace(given, 'Talks', 'Walks')", "what was given"),
]


@pytest.mark.parametrize(("change", "said"), DAMAGE)
def test_altered_book_is_found_out(tmp_path, record, change, said):
    digest = fill(tmp_path / "book.db", record)
    with sqlite3.connect(tmp_path / "book.db") as connection:
        assert connection.execute(change).rowcount > 0
    connection.close()
    result = run("verify", "--book", tmp_path / "book.db")
    assert result.exit_code == 1
    assert said in result.stdout
    assert run("verify", "--book", tmp_path / "book.db", "--digest").stdout != f"{digest}\n"


def altered(value, chance):
    """The value with one letter or figure changed."""
    if value is None:
        return "x"
    if isinstance(value, int | float):
        return value + 1
    if not value:
        return "x"
    at = chance.randrange(len(value))
    return value[:at] + chr((ord(value[at]) + chance.choice((1, 2, 13))) % 0xD800) + value[at + 1 :]


KEPT = (
    "reports", "actors", "mentions", "statements", "events", "matters", "positions", "reviews", "faults",
    "datasets", "imported", "refused", "verdicts",
)  # fmt: skip


def test_every_table_is_looked_at_or_said_to_be_derived():
    assert set(METADATA.tables) == {*KEPT, *FOLDED, "about", "runs"}


def add_event_data(book, folder):
    """Event data with a refused row, a verdict on it, and a question that is waited on and was looked at."""
    lines = Path(samples.events_path()).read_text(encoding="utf-8").splitlines()
    (folder / "events.csv").write_text("\n".join([*lines, "x,no day,,,,,"]) + "\n")
    book.import_events(folder / "events.csv", form="csv", name="invented")
    asked = {"actor": "MWI", "toward": "ZMB", "kind": "material conflict", "since": "2017-06-12"}
    assert book.verdict(**asked, data="invented").estimate
    wait_on(book, **asked, data="invented")
    assert look(book)[0].looks


def test_any_altered_value_is_found_out(tmp_path, record):
    """Each column of each table in turn: one letter or number changed, in a book that a person has reviewed."""
    place, chance = tmp_path / "book.db", random.Random(5)
    fill(place, record)
    with open_book(place) as book:
        task = book.next_task(noun="events", reviewer="A. Banda")
        book.decide(
            subject=task.subject, decision="correct", reviewer="A. Banda", fields={"status": "denied"}
        )
        task = book.next_task(noun="statements", reviewer="A. Banda")
        book.decide(subject=task.subject, decision="refuse", reviewer="A. Banda", note="not said")
        add_event_data(book, tmp_path)
        assert list(book.verify()) == []
        tried, unseen = 0, []
        for table in KEPT:
            with book.store.reading() as connection:
                rows = connection.exec_driver_sql(f"SELECT rowid AS which, * FROM {table}").mappings().all()
            for name in (name for name in rows[0] if name not in {"which", "run"}):
                row = chance.choice(rows)
                change(place, table, name, row["which"], altered(row[name], chance))
                tried += 1
                if not list(book.verify()):
                    unseen.append(f"{table}.{name}: {row[name]!r}")
                change(place, table, name, row["which"], row[name])
        assert list(book.verify()) == []
    assert not unseen
    assert tried > 120


def test_an_altered_question_stays_altered_when_it_is_answered(tmp_path):
    place = tmp_path / "book.db"
    with open_book(place) as book:
        row = {"key": "k", "question": "{}", "version": "0", "registered": "2017-06-12"}
        register_verdict(book.store, row)
        change(place, "verdicts", "registered", 1, "2016-06-12")
        answer_verdict(book.store, "k", label="no change", judged="2017-06-13", body="{}")
        assert list(book.verify()) == ["verdicts: the row k is not what was written"]


def test_a_data_set_that_lost_a_row_is_found_out(tmp_path):
    with open_book(tmp_path / "book.db") as book:
        add_event_data(book, tmp_path)
        with book.store.writing() as connection:
            connection.exec_driver_sql("DELETE FROM imported WHERE id = 'invented-00001'")
        (said,) = book.verify()
        assert said.startswith("datasets: invented has ")


def change(place, table, name, row, value):
    with closing(sqlite3.connect(place)) as connection, connection:
        connection.execute(f'UPDATE {table} SET "{name}" = ? WHERE rowid = ?', (value, row))


def test_damaged_file_is_said(tmp_path, record):
    fill(tmp_path / "book.db", record)
    data = bytearray((tmp_path / "book.db").read_bytes())
    data[9000:60000] = b"\x5a" * 51000
    (tmp_path / "book.db").write_bytes(data)
    result = run("verify", "--book", tmp_path / "book.db")
    assert result.exit_code in {1, 2}
    assert result.stdout + result.stderr
    assert "Traceback" not in result.output
