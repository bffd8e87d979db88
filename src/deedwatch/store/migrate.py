"""Bring a book's tables up to the version of this program, one numbered step at a time."""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa

from deedwatch.errors import StoreError
from deedwatch.store.search import make_search
from deedwatch.store.tables import METADATA, SCHEMA_VERSION

__all__ = ["bring_up_to_date"]

_LOCK = 0x64656564  # "deed": the number of our lock among a server's advisory locks


def bring_up_to_date(engine: sa.Engine, place: str, *, create: bool) -> None:
    """Make the tables of a new book; refuse what is no book or was made by a newer version."""
    with engine.connect() as connection:
        version = _version(connection, place)
    if version == SCHEMA_VERSION:
        return
    if version is None and not create:
        raise StoreError(place, "is not a book", remedy="name a file made by `deedwatch read`")
    if engine.dialect.name == "sqlite":
        _use_write_ahead_log(engine)
    with engine.begin() as connection:
        _hold_others_off(connection)
        if _version(connection, place) is None:
            METADATA.create_all(connection)
            _make_views(connection)
            make_search(connection)
            connection.execute(
                METADATA.tables["about"].insert(), [{"name": "schema", "value": str(SCHEMA_VERSION)}]
            )


def _version(connection: sa.Connection, place: str) -> int | None:
    """The version of the tables; None for an empty database."""
    names = sa.inspect(connection).get_table_names()
    if not names:
        return None
    if "about" not in names or "reports" not in names:
        raise StoreError(place, "is a database but not a book", remedy="name a new file for the book")
    about = METADATA.tables["about"]
    value = connection.scalar(sa.select(about.c.value).where(about.c.name == "schema"))
    version = int(value or 0)
    if version > SCHEMA_VERSION:
        raise StoreError(
            place,
            f"was made by a newer version (its tables are version {version}, known here {SCHEMA_VERSION})",
            remedy="upgrade deedwatch to open it; nothing was changed",
        )
    return version


def _hold_others_off(connection: sa.Connection) -> None:
    """Two programs may open a new book at once; SQLite's transaction is exclusive by itself."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")


def _use_write_ahead_log(engine: sa.Engine) -> None:
    """Readers go on while one writes; set once, the file keeps it."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()


def _make_views(connection: sa.Connection) -> None:
    folder = resources.files("deedwatch.store") / "views"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".sql"):
            name = file.name.removesuffix(".sql")
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE VIEW {name} AS {file.read_text(encoding='utf-8')}")
