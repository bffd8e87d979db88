"""Bring a book's tables up to the version of this program, one numbered step at a time.

A step is a file in ``migrations``: ``0002_words.sql`` brings tables of version 1 to version 2, its statements
set apart by lines of ``--``; where the databases differ, ``0002_words.sqlite.sql`` and
``0002_words.postgresql.sql``. Each step is one transaction with the new number, so a stop leaves a book of
the version before. A released step is never changed.
"""

from __future__ import annotations

from importlib import resources

import sqlalchemy as sa

from deedwatch.errors import StoreError
from deedwatch.store.seals import seal_all
from deedwatch.store.search_index import make_search
from deedwatch.store.tables import METADATA, SCHEMA_VERSION

__all__ = ["bring_up_to_date"]

_STEPS = resources.files("deedwatch.store") / "migrations"
_AFTER = {2: seal_all}
"""What a step does once its statements are done and SQL alone cannot: in the same transaction."""
_OURS = "v_"  # how the names of our views begin
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
        version = _version(connection, place)
        if version is None:
            METADATA.create_all(connection)
            _make_views(connection)
            make_search(connection)
            connection.execute(
                METADATA.tables["about"].insert(), [{"name": "schema", "value": str(SCHEMA_VERSION)}]
            )
            return
    for number in range(version + 1, SCHEMA_VERSION + 1):
        _step(engine, place, number)


def _step(engine: sa.Engine, place: str, number: int) -> None:
    """Bring the tables from the version before to this one, unless another program has done so."""
    with engine.begin() as connection:
        _hold_others_off(connection)
        if (_version(connection, place) or 0) >= number:
            return
        _drop_views(connection)
        for statement in _statements(number, engine.dialect.name):
            connection.exec_driver_sql(statement)
        if number in _AFTER:
            _AFTER[number](connection)
        if number == SCHEMA_VERSION:  # the views know the newest tables
            _make_views(connection)
        about = METADATA.tables["about"]
        connection.execute(about.update().where(about.c.name == "schema").values(value=str(number)))


def _statements(number: int, dialect: str) -> list[str]:
    """The statements of a step, for this database where it has some of its own."""
    files = {file.name: file for file in _STEPS.iterdir() if file.name.startswith(f"{number:04}_")}
    endings = {name.partition(".")[2]: name for name in files}
    chosen = endings.get(f"{dialect}.sql") or endings["sql"]
    parts = files[chosen].read_text(encoding="utf-8").split("\n--\n")
    return [part.strip() for part in parts if part.strip()]


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
    if version < 1:
        raise StoreError(place, "is damaged: it does not say its version", remedy="copy the last backup back")
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


def _drop_views(connection: sa.Connection) -> None:
    """Ours, of whatever version; what somebody else has made in the book stays."""
    for name in sa.inspect(connection).get_view_names():
        if name.startswith(_OURS):
            connection.exec_driver_sql(f"DROP VIEW {name}")


def _make_views(connection: sa.Connection) -> None:
    folder = resources.files("deedwatch.store") / "views"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".sql"):
            name = file.name.removesuffix(".sql")
            connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
            connection.exec_driver_sql(f"CREATE VIEW {name} AS {file.read_text(encoding='utf-8')}")
