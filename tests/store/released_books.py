"""Write a small book of this version's tables beside those of the versions before: ``released/schema-N.db.gz``,
and the statements that make such tables in PostgreSQL: ``released/schema-N.postgresql.sql``.

    python tests/store/released_books.py

Run once for each version of the tables, at its release; a written book is never written again (delete the
file first where the version is not released yet). Beside it goes what the book says, as one hash.
"""

import gzip
import hashlib
import json
import sqlite3
import sys
import tempfile
from importlib import resources
from pathlib import Path

import sqlalchemy as sa

from deedwatch import samples
from deedwatch.book import open_book
from deedwatch.store.tables import METADATA, SCHEMA_VERSION

FOLDER = Path(__file__).with_name("released")
LIST = FOLDER / "books.json"


def said(book):
    """One hash of what a book says, whatever its tables: records, decisions, faults, event data, verdicts."""
    whole = hashlib.sha256()
    for review in book.reviews():
        whole.update(repr(review).encode())
    for listing in (book.faults(), book.statements(), book.events()):
        whole.update(json.dumps(listing.as_dicts(), sort_keys=True).encode())
    with book.store.reading() as connection:
        kept = "SELECT key, given, raw, text, segments, record FROM reports ORDER BY key"
        whole.update(repr([tuple(row) for row in connection.exec_driver_sql(kept)]).encode())
        for table, order in (("imported", "id"), ("refused", '"row"')):
            query = f"SELECT dataset, {order} FROM {table} ORDER BY dataset, {order}"
            whole.update(repr([tuple(row) for row in connection.exec_driver_sql(query)]).encode())
    for verdict in book.verdicts():
        whole.update(repr(verdict).encode())
    return whole.hexdigest()


def fill(place):
    """A book with something in every table that holds what cannot be made again."""
    story = sorted(Path(samples.path()).iterdir())[:4]
    with open_book(place) as book:
        book.read(*story)
        broken = place.with_name("broken.jsonl")
        broken.write_text("not json\n")
        book.read(broken)
        for noun, decision in (("events", "accept"), ("statements", "refuse"), ("events", "skip")):
            task = book.next_task(noun=noun, reviewer="A. Banda")
            book.decide(
                subject=task.subject, decision=decision, reviewer="A. Banda", note="of a released book"
            )
        book.undo(reviewer="A. Banda")
        table = place.with_name("events.csv")
        lines = Path(samples.events_path()).read_text(encoding="utf-8").splitlines()[:40]
        table.write_text("\n".join([*lines, "x,no day,,,,,"]) + "\n")
        book.import_events(table, form="csv", name="invented")
        book.verdict(actor="AGO", toward="COD", kind="material conflict", since="2015-06-15", data="invented")
        assert len(book.happenings())
        assert len(book.ledger())
        assert list(book.verify()) == []
        return said(book)


def made_on_postgres():
    """The statements that make this version's tables, index and views in PostgreSQL, set apart by lines of ``--``."""
    made = []
    engine = sa.create_mock_engine("postgresql+psycopg://", lambda statement, *_: made.append(statement))
    METADATA.create_all(engine, checkfirst=False)
    tables = [str(statement.compile(dialect=engine.dialect)).strip() for statement in made]
    own = resources.files("deedwatch.store")
    search = (own / "search_sql" / "make_postgresql.sql").read_text(encoding="utf-8").split("--\n")
    files = sorted((own / "views").iterdir(), key=lambda file: file.name)
    views = [
        f"CREATE VIEW {file.name.removesuffix('.sql')} AS {file.read_text(encoding='utf-8').strip()}"
        for file in files
        if file.name.endswith(".sql")
    ]
    return "\n--\n".join([*tables, *(part.strip() for part in search), *views]) + "\n"


def main():
    out = FOLDER / f"schema-{SCHEMA_VERSION}.db.gz"
    if out.exists():
        sys.stderr.write(f"{out.name} is there already; a released book stays as it is\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "book.db"
        hash_of_it = fill(place)
        with sqlite3.connect(place) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        data = place.read_bytes()
    FOLDER.mkdir(exist_ok=True)
    statements = FOLDER / f"schema-{SCHEMA_VERSION}.postgresql.sql"
    statements.write_text(made_on_postgres(), encoding="utf-8")
    out.write_bytes(gzip.compress(data, 9, mtime=0))
    known = json.loads(LIST.read_text(encoding="utf-8")) if LIST.exists() else {}
    known[out.name] = {"schema": SCHEMA_VERSION, "file": hashlib.sha256(data).hexdigest(), "said": hash_of_it}
    LIST.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
