"""A long book without filling one: what a book has folded, copied into the years before it.

Happenings and ledger are copied, under keys of their own and with all days as many weeks earlier; of reports
no more than key and day. Of the names that the ledger learned those of people get other letters in each copy,
so that the book has met as many as in so many years; what the copies have in common, as the names of bodies,
is learned once, from the first that tells it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from deedwatch.reckoning.ledger import Learned, forms_learned
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.store import Store

__all__ = ["put_earlier"]

_T = METADATA.tables
_DAY = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
_LETTERS = ("aeiou", "bcdfghjklmnprstvz")
_PEOPLE = frozenset({"side", "name"})
_KEYS = {
    "reports": ("key", "id"),
    "tellings": ("key", "report", "happening"),
    "pairs": ("one", "two"),
    "happenings": ("key",),
    "happening_parties": ("happening",),
    "ledger": ("key",),
    "ledger_parties": ("matter",),
}
_DAYS = {
    "reports": ("published",),
    "tellings": ("body",),
    "happenings": ("day", "body"),
    "ledger": ("told", "last", "body"),
    "ledger_parties": ("last",),
}
_AT_ONCE = 1_000


def put_earlier(store: Store, copies: int, weeks: int) -> None:
    """Copy what a book has folded so many times, each copy so many weeks before the one that follows it."""
    ledger, words = _T["ledger"], _T["ledger_words"]
    with store.writing() as connection:
        matters = 1 + (connection.scalar(sa.select(sa.func.max(ledger.c.number))) or 0)
        connection.execute(ledger.update().values(number=ledger.c.number + copies * matters))
        for table in _KEYS:
            held = list(_rows(connection, table))
            for copy in range(1, copies + 1):
                _put(connection, table, (_moved(table, row, copy, weeks * copy, matters) for row in held))
        _learn_anew(connection, copies, weeks)
        connection.execute(words.update().values(matters=words.c.matters * (copies + 1)))


def _rows(connection: sa.Connection, table: str) -> Iterator[dict[str, Any]]:
    own = _T[table].c
    columns = [own.key, own.id, own.published] if table == "reports" else [*own]
    empty = {column.name: "" for column in own if not column.nullable}
    return ({**empty, **row} for row in connection.execute(sa.select(*columns)).mappings())


def _put(connection: sa.Connection, table: str, rows: Iterable[dict[str, Any]]) -> None:
    some: list[dict[str, Any]] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_ONCE:
            connection.execute(_T[table].insert(), some)
            some = []
    if some:
        connection.execute(_T[table].insert(), some)


def _moved(table: str, row: dict[str, Any], copy: int, weeks: int, matters: int) -> dict[str, Any]:
    made = dict(row)
    for column in _KEYS[table]:
        made[column] = row[column] and f"{row[column]}~{copy}"
    for column in _DAYS.get(table, ()):
        made[column] = row[column] and _earlier(row[column], weeks)
    if table == "tellings" and row["week"] is not None:
        made["week"] = row["week"] - weeks
    if table == "ledger":
        made["number"] = row["number"] - copy * matters
    if table in {"ledger", "happenings"}:
        made["body"] = made["body"].replace(row["key"], made["key"])
    return made


def _earlier(text: str, weeks: int) -> str:
    back = dt.timedelta(weeks=weeks)
    return _DAY.sub(lambda found: (dt.date.fromisoformat(found[0]) - back).isoformat(), text)


def _learn_anew(connection: sa.Connection, copies: int, weeks: int) -> None:
    """What was learned of names, in the order of the copies; what an earlier one told is not told again."""
    held = list(_rows(connection, "ledger_names"))
    people = {row["name"].lower() for row in held if row["kind"] in _PEOPLE}
    learned: dict[tuple[str, str, str], Learned] = {}
    for copy in range(copies, -1, -1):
        for row in held:
            kind, name, party = row["kind"], row["name"], row["party"]
            if name.lower() in people and kind != "alias":
                name = _in_other_letters(name, copy)
                party = _in_other_letters(party, copy) if kind == "name" else party
            told = _earlier(row["told"], weeks * copy)
            learned.setdefault((kind, name, party), Learned(told=told, kind=kind, name=name, party=party))
    rows = list(enumerate(learned.values()))
    for table in ("ledger_forms", "ledger_names"):
        connection.execute(_T[table].delete())
    names = ({"number": n, "told": r.told, "kind": r.kind, "name": r.name, "party": r.party} for n, r in rows)
    _put(connection, "ledger_names", names)
    _put(
        connection,
        "ledger_forms",
        ({"form": form, "number": n} for n, r in rows for form in forms_learned(r)),
    )


def _in_other_letters(name: str, copy: int) -> str:
    """The name with other letters in its last word, vowels for vowels."""
    before, space, last = name.rpartition(" ")
    for group in _LETTERS:
        turned = group[copy % len(group) :] + group[: copy % len(group)]
        last = last.translate(str.maketrans(group + group.upper(), turned + turned.upper()))
    return f"{before}{space}{last}"
