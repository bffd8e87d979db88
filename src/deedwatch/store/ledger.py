"""The matters of the ledger, as listings ask for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import sqlalchemy as sa

from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.store.opening import Store

__all__ = ["SoughtMatters", "find_matters", "party_names"]

_T = METADATA.tables
_LEDGER, _PARTIES = _T["ledger"], _T["ledger_parties"]
_PAGE, _LARGEST_PAGE = 200, 6_400


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
    query = sa.select(_PARTIES.c.party).distinct().where(_PARTIES.c.party != "").order_by(_PARTIES.c.party)
    with store.reading() as connection:
        return list(connection.scalars(query))
