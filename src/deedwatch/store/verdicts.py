"""Verdicts: a question goes in before it is judged, the answer beside it after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from deedwatch.store.insert import insert_new
from deedwatch.store.seals import seal_row, update_sealed
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.store.opening import Store

__all__ = ["answer_verdict", "events_between", "load_verdicts", "register_verdict", "reports_by_day"]

_T = METADATA.tables


def register_verdict(store: Store, row: Mapping[str, Any]) -> bool:
    """Keep a question with its time, version and digest; False where the same is there already."""
    with store.writing() as connection:
        return insert_new(connection, _T["verdicts"], [{**row, "seal": seal_row("verdicts", row)}]) == 1


def answer_verdict(store: Store, key: str, *, label: str, judged: str, body: str) -> None:
    """Put the answer beside its question."""
    with store.writing() as connection:
        update_sealed(connection, "verdicts", key, {"label": label, "judged": judged, "body": body})


def load_verdicts(store: Store, *, key: str | None = None, watched: bool = False) -> list[dict[str, Any]]:
    """The rows in order of registration: verdicts, or the questions that are waited on."""
    table = _T["verdicts"]
    watch = table.c.key.startswith("watch-")
    query = sa.select(table).where(watch if watched else sa.not_(watch))
    if key is not None:
        query = query.where(table.c.key == key)
    with store.reading() as connection:
        rows = connection.execute(query.order_by(table.c.registered, table.c.key)).mappings()
        return [dict(row) for row in rows]


def events_between(
    store: Store, dataset: str, sides: tuple[tuple[str, bool], tuple[str, bool]], *, weeks: tuple[int, int]
) -> list[tuple[str, str, str | None, int | None, str | None]]:
    """Id, day, source's name, quad class and type of a dyad's events in some weeks of a data set.

    ``sides`` are source and target, each with whether it is meant by (a part of) its name and not as a
    country's code; ``weeks`` the first and the one after the last.
    """
    source, target = sides
    table = _T["imported"]
    query = sa.select(table.c.id, table.c.day, table.c.source, table.c.quad, table.c.type).where(
        table.c.dataset == dataset,
        _side(table, "source", *source),
        _side(table, "target", *target),
        table.c.week >= weeks[0],
        table.c.week < weeks[1],
    )
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(table.c.day, table.c.id))]


def reports_by_day(store: Store) -> dict[str, int]:
    """How many reports were published on each whole day."""
    day = sa.func.substr(_T["reports"].c.published, 1, 10)
    query = sa.select(day, sa.func.count()).where(sa.func.length(day) == 10).group_by(day)
    with store.reading() as connection:
        return {str(found): int(count) for found, count in connection.execute(query)}


def _side(table: sa.Table, side: str, party: str, by_name: bool) -> sa.ColumnElement[bool]:
    if by_name:
        return table.c[side].icontains(party, autoescape=True)
    return table.c[f"{side}_country"] == party
