"""The ledger in and out: matters over all reports with their parties, and what was learned on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from deedwatch.store.accounts import begin_turn, mark_waiting, no_longer_waiting
from deedwatch.store.chunks import chunks
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from deedwatch.store.opening import Store

__all__ = [
    "KeptLedger",
    "SoughtMatters",
    "find_matters",
    "keep_ledger",
    "load_ledger",
    "load_names",
    "party_names",
    "reports_from",
]

_T = METADATA.tables
_LEDGER, _PARTIES, _NAMES = _T["ledger"], _T["ledger_parties"], _T["ledger_names"]
_PAGE, _LARGEST_PAGE = 200, 6_400


def reports_from(store: Store, day: str, undated: str) -> list[tuple[str, str | None]]:
    """The reports published on a day or later, or on no known day, with that day, in the ledger's order."""
    reports = _T["reports"]
    order = (sa.func.coalesce(reports.c.published, undated), reports.c.id, reports.c.key)
    query = sa.select(reports.c.key, reports.c.published).where(order[0] >= day).order_by(*order)
    with store.reading() as connection:
        return [(row.key, row.published) for row in connection.execute(query)]


def load_ledger(store: Store) -> list[str]:
    """All matters as JSON, in the order in which they were opened."""
    with store.reading() as connection:
        return list(connection.scalars(sa.select(_LEDGER.c.body).order_by(_LEDGER.c.number)))


def load_names(store: Store) -> list[dict[str, str]]:
    """What was learned of who speaks for whom, in order: told, kind, name, party."""
    columns = (_NAMES.c.told, _NAMES.c.kind, _NAMES.c.name, _NAMES.c.party)
    with store.reading() as connection:
        rows = connection.execute(sa.select(*columns).order_by(_NAMES.c.number)).mappings()
        return [{str(name): value for name, value in row.items()} for row in rows]


@dataclass(frozen=True, slots=True)
class KeptLedger:
    """What a step changes: matters that go, rows that come, and names from a number on."""

    gone: Collection[str]
    matters: Sequence[dict[str, Any]]
    parties: Sequence[dict[str, Any]]
    names: Sequence[dict[str, Any]]
    first_name: int


def keep_ledger(
    store: Store,
    kept: KeptLedger,
    *,
    turn: int,
    later: Iterable[tuple[str, str | None]],
    done: Iterable[tuple[str, str, int]],
) -> bool:
    """One step of the fold in one transaction; False where another program was faster.

    ``later`` are reports that the account no longer holds, and which wait from now on; ``done`` are the
    rows of those that wait no more.
    """
    with store.writing() as connection:
        if not begin_turn(connection, "ledger", turn):
            return False
        for part in chunks(kept.gone):
            connection.execute(_PARTIES.delete().where(_PARTIES.c.matter.in_(part)))
            connection.execute(_LEDGER.delete().where(_LEDGER.c.key.in_(part)))
        connection.execute(_NAMES.delete().where(_NAMES.c.number >= kept.first_name))
        for table, rows in ((_LEDGER, kept.matters), (_PARTIES, kept.parties), (_NAMES, kept.names)):
            if rows:
                connection.execute(table.insert(), list(rows))
        no_longer_waiting(connection, "ledger", done)
        mark_waiting(connection, later, ("ledger",))
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SoughtMatters:
    """Conditions of a listing of matters. ``parties`` are roles with names; each must hold."""

    key: str | None = None
    kind: str | None = None
    as_of: str | None = None
    parties: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


def find_matters(store: Store, sought: SoughtMatters, *, offset: int = 0) -> Iterator[str]:
    """The matters that meet all conditions, as JSON, in the order in which they were opened.

    They are fetched a page at a time, so that whoever needs few reads few; each page is larger than the
    one before, since the conditions on parties are looked up anew for each.
    """
    table, page = _LEDGER, _PAGE
    query = sa.select(table.c.number, table.c.body).where(*_conditions(sought)).order_by(table.c.number)
    with store.reading() as connection:
        rows = connection.execute(query.limit(page).offset(offset or None)).all()
    while rows:
        yield from (row.body for row in rows)
        if len(rows) < page:
            return
        after, page = query.where(table.c.number > rows[-1].number), min(2 * page, _LARGEST_PAGE)
        with store.reading() as connection:
            rows = connection.execute(after.limit(page)).all()


def _conditions(sought: SoughtMatters) -> Iterator[sa.ColumnElement[bool]]:
    table = _LEDGER
    for column, value in ((table.c.key, sought.key), (table.c.kind, sought.kind)):
        if value is not None:
            yield column == value
    if sought.as_of is not None:
        yield sa.func.substr(table.c.told, 1, 10) <= sought.as_of
    for roles, names in sought.parties:
        found = sa.select(_PARTIES.c.matter).where(_PARTIES.c.party.in_(names), _PARTIES.c.role.in_(roles))
        yield table.c.key.in_(found)


def party_names(store: Store) -> list[str]:
    """All parties of the ledger."""
    with store.reading() as connection:
        return list(connection.scalars(sa.select(_PARTIES.c.party).distinct().order_by(_PARTIES.c.party)))
