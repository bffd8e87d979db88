"""Open a book: make its tables or bring them up to date, and turn database errors into plain lines."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from deedwatch.errors import MissingExtra, StoreError
from deedwatch.store.migrate import bring_up_to_date

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Store", "open_store"]

_JOURNALS = ("-wal", "-shm", "-journal")
_WAIT = 60_000  # milliseconds that a writer waits for another to finish


@dataclass(frozen=True, slots=True, eq=False)
class Store:
    """An open book. ``place`` is the file or address as the user gave it, without a password."""

    engine: sa.Engine
    place: str

    @property
    def files(self) -> frozenset[Path]:
        """The files of a book in SQLite, its journals with it; none for a book on a server."""
        if self.engine.dialect.name != "sqlite":
            return frozenset()
        file = Path(self.place).resolve()
        return frozenset(file.with_name(file.name + ending) for ending in ("", *_JOURNALS))

    @contextmanager
    def reading(self, *, snapshot: bool = False) -> Iterator[sa.Connection]:
        """A connection that only reads. Raises ``StoreError`` naming the book and the fault.

        All that a ``snapshot`` is asked is answered as of the first question; SQLite does so always.
        """
        with _said_plainly(self.place), self.engine.connect() as connection:
            connection.execution_options(writing=False)
            if snapshot and self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """One transaction: all of it is kept at the end, or nothing of it after an error."""
        with _said_plainly(self.place), self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Give all connections back; a closed store opens again by itself when it is used."""
        self.engine.dispose()


def open_store(place: str | Path, *, create: bool = True) -> Store:
    """The book at a path or ``postgresql://`` address, with its tables up to date.

    Raises ``StoreError`` where it is not a book, was made by a newer version, cannot be read or
    written, or is not there and ``create`` is false.
    """
    url = str(place)
    if url.startswith(("postgresql://", "postgres://")):
        store = Store(_postgres(url), sa.make_url(url).render_as_string(hide_password=True))
    else:
        store = _sqlite(Path(url), create=create)
    with ExitStack() as undo, _said_plainly(store.place):
        undo.callback(store.close)
        bring_up_to_date(store.engine, store.place, create=create)
        undo.pop_all()
    return store


def _postgres(url: str) -> sa.Engine:
    address = "postgresql+psycopg://" + url.split("://", 1)[1]
    try:
        return sa.create_engine(address, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise MissingExtra("a book in PostgreSQL", "postgres") from error


def _sqlite(path: Path, *, create: bool) -> Store:
    place = str(path)
    if not create and not path.is_file():
        raise StoreError(place, "is not there", remedy="make it with `deedwatch read PATH --book FILE`")
    if not path.absolute().parent.is_dir():
        raise StoreError(place, "lies in a folder that is not there", remedy="make the folder first")
    if path.is_dir():
        raise StoreError(place, "is a folder", remedy="name a file")
    engine = sa.create_engine("sqlite://", creator=lambda: _connect(place), poolclass=sa.QueuePool)

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writing = connection.get_execution_options().get("writing", True)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return Store(engine, place)


def _connect(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, timeout=_WAIT / 1000, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA cache_size=-32000")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def _said_plainly(place: str) -> Iterator[None]:
    """Database errors as one line that names the book, the fault and the remedy."""
    try:
        yield
    except DBAPIError as error:
        fault, remedy = _explain(str(error.orig))
        statement = "" if error.statement is None else f" (in: {' '.join(error.statement.split())[:300]})"
        raise StoreError(place, fault + ("" if remedy else statement), remedy=remedy or _REPORT_IT) from error
    except SQLAlchemyError as error:
        raise StoreError(place, str(error).splitlines()[0], remedy=_REPORT_IT) from error
    except sqlite3.Error as error:
        fault, remedy = _explain(str(error))
        raise StoreError(place, fault, remedy=remedy or _REPORT_IT) from error


_REPORT_IT = "nothing that was in the book is lost; check the book with `deedwatch verify`"
_EXPLAINED = (
    ("disk is full", "the disk is full", "free some space and run the same command again"),
    ("no space left", "the disk is full", "free some space and run the same command again"),
    ("readonly database", "cannot be written", "make the file and its folder writable, or copy it"),
    ("unable to open", "cannot be opened", "check that the file and its folder can be read and written"),
    ("is locked", "another process holds it", "wait for that process, then run the command again"),
    ("not a database", "is not a book", "name a file made by `deedwatch read`, or a new one"),
    (
        "malformed",
        "is damaged",
        "copy the last backup back; `sqlite3 FILE .recover` saves what can still be read",
    ),
    ("connection refused", "no server answers there", "start the server or check the address"),
    ("could not translate host", "there is no such server", "check the address"),
    ("password authentication", "the server refuses the name or password", "check both"),
    ('database " … does not exist', "the server has no such database", "make it with `createdb`"),
    ('role " … does not exist', "the server refuses the name or password", "check both"),
)


def _explain(message: str) -> tuple[str, str]:
    low = message.lower()
    for sign, fault, remedy in _EXPLAINED:
        if all(part in low for part in sign.split(" … ")):
            return fault, remedy
    return message.strip().splitlines()[0] if message.strip() else "failed", ""
