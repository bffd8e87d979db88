"""The tables of what is folded over many reports: happenings and ledger.

They hold nothing that the reports and reviews don't: they can be emptied at any time and are filled
again. ``waiting`` names the reports that came or changed since they were folded; a row goes in with
the report's own rows, in one transaction, and goes out in the transaction that keeps its fold.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy import Column, Float, Index, Integer, Table

from deedwatch.store.chunks import chunks
from deedwatch.store.insert import inserting
from deedwatch.store.tables import METADATA, TEXT, text_column, whole_column

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.store.opening import Store

__all__ = [
    "ACCOUNTS",
    "FOLDED",
    "begin_turn",
    "count_waiting",
    "mark_waiting",
    "no_longer_waiting",
    "read_account",
    "reset_account",
    "stop_waiting",
    "waits",
]

_DRAWN = 1 << 30  # half of what the column holds

waiting = Table(
    "waiting",
    METADATA,
    Column("account", TEXT, primary_key=True),
    Column("report", TEXT, primary_key=True),
    Column("since", TEXT, primary_key=True),
    whole_column("times", needed=True),
    Index("waiting_since", "account", "since", "report"),
)
"""``since`` is the day of publication at the time ("" where none was told); ``times`` is drawn when the row
comes and grows each time it is asked for again, so that a fold takes out only what it saw: counted from 1, a
row that another program took out and that came again would look the same."""

accounts = Table(
    "accounts",
    METADATA,
    Column("name", TEXT, primary_key=True),
    text_column("made_by", needed=True),
    whole_column("turn", needed=True),
)
"""``made_by``: version and form of the fold that the rows are of; ``turn`` counts the writes, so that of
two programs that fold at once only one writes."""

stories = Table(
    "stories",
    METADATA,
    Column("part", TEXT, primary_key=True),
    Column("report", TEXT, primary_key=True),
    text_column("text", needed=True),
    text_column("story", needed=True),
    text_column("copied_from"),
    Column("score", Float),
    Index("stories_report", "report"),
    Index("stories_story", "part", "story"),
)
"""What reports published about one time are to each other: ``text`` is one for all copies of a text,
``story`` for all reports of one thing. A report is in two parts, so that no border parts neighbours."""

tellings = Table(
    "tellings",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("report", needed=True),
    text_column("type", needed=True),
    whole_column("week"),
    text_column("happening"),
    text_column("body", needed=True),
    Index("tellings_report", "report"),
    Index("tellings_week", "type", "week"),
    Index("tellings_happening", "happening"),
)
"""Each event as its report tells it, ready to be compared; the key is that of the event."""

pairs = Table(
    "pairs",
    METADATA,
    Column("one", TEXT, primary_key=True),
    Column("two", TEXT, primary_key=True),
    Column("score", Float, nullable=False),
    text_column("reason", needed=True),
    Index("pairs_two", "two"),
)
"""Tellings that are alike enough to be of one happening, and why."""

happenings = Table(
    "happenings",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("day", needed=True),
    text_column("type", needed=True),
    text_column("status", needed=True),
    text_column("place"),
    text_column("place_country"),
    whole_column("reports", needed=True),
    text_column("body", needed=True),
    Index("happenings_day", "day", "key"),
    Index("happenings_type", "type", "day", "key"),
    Index("happenings_status", "status", "day", "key"),
    Index("happenings_place", "place", "place_country", "key"),
    Index("happenings_country", "place_country", "key"),
)
"""One thing in the world; ``day`` is "9999" where nothing tells it; ``body`` is the whole as JSON."""

happening_parties = Table(
    "happening_parties",
    METADATA,
    Column("happening", TEXT, primary_key=True),
    Column("side", TEXT, primary_key=True),
    Column("name", TEXT, primary_key=True),
    text_column("country"),
    Index("happening_parties_country", "country", "side", "happening"),
    Index("happening_parties_name", "name", "side", "happening"),
)

ledger = Table(
    "ledger",
    METADATA,
    Column("key", TEXT, primary_key=True),
    whole_column("number", needed=True),
    text_column("kind", needed=True),
    text_column("told"),
    text_column("last", needed=True),
    text_column("words", needed=True),
    text_column("body", needed=True),
    Index("ledger_number", "number"),
    Index("ledger_kind", "kind", "number"),
    Index("ledger_told", "kind", "last", "key"),
    Index("ledger_last", "last"),
)
"""One matter over all reports, in the order in which they were opened; ``told`` is the day on which it
was first told, ``last`` the day on which it was last told ("9999" where that is not known), ``words`` all
words of its wordings, a line each, ``body`` the whole as JSON."""

ledger_parties = Table(
    "ledger_parties",
    METADATA,
    Column("matter", TEXT, primary_key=True),
    Column("role", TEXT, primary_key=True),
    Column("party", TEXT, primary_key=True),
    text_column("kind", needed=True),
    text_column("last", needed=True),
    Index("ledger_parties_party", "party", "role", "kind", "last", "matter"),
)
"""Who made a matter (by; "" where its first report does not tell), is addressed (to), took a stance (stand),
or is named in its words (about); with its kind, and the day on which that was last told."""

ledger_words = Table(
    "ledger_words",
    METADATA,
    Column("word", TEXT, primary_key=True),
    whole_column("matters", needed=True),
)
"""How many matters use a word in their first wording."""

ledger_names = Table(
    "ledger_names",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    text_column("told", needed=True),
    text_column("kind", needed=True),
    text_column("name", needed=True),
    text_column("party", needed=True),
)
"""What was learned on the way of who speaks for whom, in order, with the day on which it was told."""

ledger_forms = Table(
    "ledger_forms",
    METADATA,
    Column("form", TEXT, primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Index("ledger_forms_number", "number"),
)
"""Under what a name is found again (a word of it, its initials): by the number of what was learned of it."""

ACCOUNTS: dict[str, tuple[Table, ...]] = {
    "stories": (stories,),
    "happenings": (tellings, pairs, happenings, happening_parties),
    "ledger": (ledger, ledger_parties, ledger_words, ledger_names, ledger_forms),
}
FOLDED = frozenset({"waiting", "accounts", *(table.name for tables in ACCOUNTS.values() for table in tables)})
"""The tables that hold nothing of their own: left out of digests and copies."""


def mark_waiting(
    connection: sa.Connection, reports: Iterable[tuple[str, str | None]], accounts_: Iterable[str] = ACCOUNTS
) -> None:
    """Note in this transaction that reports (key, day of publication) are to be folded, or folded anew."""
    given = sorted(
        (key, day or "") for key, day in reports
    )  # in one order, so that no two wait for each other
    rows = [
        {"account": name, "report": key, "since": day, "times": secrets.randbelow(_DRAWN)}
        for name in sorted(accounts_)
        for key, day in given
    ]
    if not rows:
        return
    query = inserting(connection, waiting)
    again = query.on_conflict_do_update(
        index_elements=[waiting.c.account, waiting.c.report, waiting.c.since],
        set_={"times": waiting.c.times + 1},
    )
    connection.execute(again, rows)


def waits(
    store: Store, account: str, *, reports: Iterable[str] | None = None, most: int | None = None
) -> list[tuple[str, str, int]]:
    """Reports that an account has yet to take in: key, day of publication at the time, and ``times``.

    All, those of these keys, or the first so many.
    """
    table = waiting
    query = sa.select(table.c.report, table.c.since, table.c.times).where(table.c.account == account)
    query = query.order_by(table.c.since, table.c.report).limit(most)
    asked = [query]
    if reports is not None:
        asked = [query.where(table.c.report.in_(some)) for some in chunks(reports)]
    with store.reading() as connection:
        return [tuple(row) for one in asked for row in connection.execute(one)]


def count_waiting(store: Store, account: str) -> int:
    """How many rows of reports an account has yet to take in."""
    query = sa.select(sa.func.count()).where(waiting.c.account == account)
    with store.reading() as connection:
        return connection.scalar(query) or 0


def no_longer_waiting(connection: sa.Connection, account: str, done: Iterable[tuple[str, str, int]]) -> None:
    """Take out what was seen waiting; what was asked for again since then stays."""
    rows = [{"key": report, "day": since, "seen": times} for report, since, times in sorted(done)]
    if rows:
        query = waiting.delete().where(
            waiting.c.account == account,
            waiting.c.report == sa.bindparam("key"),
            waiting.c.since == sa.bindparam("day"),
            waiting.c.times == sa.bindparam("seen"),
        )
        connection.execute(query, rows)


def stop_waiting(store: Store, account: str, done: Iterable[tuple[str, str, int]]) -> None:
    """The same in a transaction of its own."""
    with store.writing() as connection:
        no_longer_waiting(connection, account, done)


def read_account(store: Store, account: str) -> tuple[str, int]:
    """By what the rows of an account were made ("" where by nothing yet), and how often they were written."""
    with store.reading() as connection:
        row = connection.execute(sa.select(accounts).where(accounts.c.name == account)).first()
    return ("", 0) if row is None else (row.made_by, row.turn)


def begin_turn(connection: sa.Connection, account: str, turn: int) -> bool:
    """Take the next turn to write an account, in this transaction; False where another has taken it."""
    query = accounts.update().where(accounts.c.name == account, accounts.c.turn == turn)
    taken = connection.execute(query.values(turn=turn + 1).execution_options(preserve_rowcount=True))
    return taken.rowcount == 1


def reset_account(store: Store, account: str, made_by: str) -> None:
    """Empty an account whose rows were made otherwise, and let all reports wait for it.

    Of several programs that find it so at once, one does; the others wait, and find it done.
    """
    reports = METADATA.tables["reports"]
    with store.writing() as connection:
        new = inserting(connection, accounts).on_conflict_do_nothing()
        connection.execute(new, [{"name": account, "made_by": "", "turn": 0}])
        locked = sa.select(accounts).where(accounts.c.name == account).with_for_update()
        row = connection.execute(locked).one()
        if row.made_by == made_by:
            return
        for table in ACCOUNTS[account]:
            connection.execute(table.delete())
        ours = accounts.update().where(accounts.c.name == account)
        connection.execute(ours.values(made_by=made_by, turn=row.turn + 1))
        every = connection.execute(sa.select(reports.c.key, reports.c.published)).all()
        mark_waiting(connection, [(key, published) for key, published in every], (account,))
