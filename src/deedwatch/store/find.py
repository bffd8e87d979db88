"""Listings: the rows of a noun that meet some conditions, in a fixed order, with paging."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from deedwatch.errors import InputError, MissingExtra
from deedwatch.notebook import html_block, html_table
from deedwatch.store.chunks import chunks
from deedwatch.store.parties import is_party
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.store.opening import Store

__all__ = [
    "Rows",
    "Where",
    "count_rows",
    "find_rows",
    "ids_by_key",
    "keys_by_id",
    "raw_page",
    "report_days",
]

_T = METADATA.tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Conditions of a listing; None sets none. Text conditions on actors match a part of the name.

    ``actor``, ``country`` hold for either side; ``by``, ``to`` (ISO3 code or part of a name) for
    one. Days are ISO and may be short: ``since="2007-05"`` begins with that month, ``until`` ends
    with it.
    """

    actor: str | None = None
    country: str | None = None
    by: str | None = None
    to: str | None = None
    type: str | None = None
    act: str | None = None
    status: str | None = None
    stage: str | None = None
    outlet: str | None = None
    report: str | None = None
    place: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    offset: int = 0
    newest: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A listing: the names of its columns and its rows, all plain values."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def as_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row, for JSON."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_frame(self, kind: str = "pandas") -> Any:
        """The listing as a data frame of pandas or polars.

        Raises ``MissingExtra`` where that library is not installed, ``InputError`` for another kind.
        """
        if kind not in {"pandas", "polars"}:
            raise InputError(kind, "is no kind of data frame", remedy="say pandas or polars")
        try:
            library = importlib.import_module(kind)
        except ModuleNotFoundError as error:
            raise MissingExtra("data frames", "frames") from error
        columns = {name: [row[i] for row in self.rows] for i, name in enumerate(self.columns)}
        return library.DataFrame(columns, **({"strict": False} if kind == "polars" else {}))

    def _repr_html_(self) -> str:
        return html_block("", f"{len(self)} rows", [html_table("", self.columns, self.rows)])


# noun: (table, columns shown, columns of names, countries of the one side and the other, day)
_LISTED: dict[str, tuple[str, ...]] = {
    "reports": ("published", "outlet", "id", "title", "dateline", "uri", "key"),
    "statements": (
        "day", "outlet", "report", "speaker_name", "speaker_country", "act", "mode", "words", "channel",
        "confidence", "key",
    ),
    "events": (
        "day", "date_from", "date_to", "outlet", "report", "source_name", "source_country", "type",
        "cameo", "status",
        "background", "target_name", "target_country", "place", "place_country", "killed_low",
        "killed_high", "injured_low", "injured_high", "taken_low", "taken_high", "means", "words",
        "confidence", "key",
    ),
    "faults": ("document", "stage", "reason", "remedy", "key"),
}  # fmt: skip
_SIDES: dict[str, tuple[str, ...]] = {
    "reports": (), "statements": ("speaker",), "events": ("source", "target"), "faults": (),
}  # fmt: skip
_DAY = {"reports": "published", "statements": "day", "events": "day"}
_EQUAL = ("type", "act", "status", "stage")


def find_rows(store: Store, noun: str, where: Where) -> Rows:
    """The rows of a noun (``reports``, ``statements``, ``events``, ``faults``) that meet all conditions.

    They come by day, the undated last, then by key; in the same order from either database.
    Raises ``InputError`` for a condition that the noun has no column for.
    """
    table = _T[noun]
    reports = _T["reports"]
    joined = "report" in table.c
    rows = table.join(reports, reports.c.key == table.c.report) if joined else table
    conditions = _conditions(noun, where)
    if "review" in table.c:
        conditions.append(sa.or_(table.c.review.is_(None), table.c.review != "refuse"))
    day = table.c.get(_DAY.get(noun, ""))
    first = [] if day is None else [(day.desc() if where.newest else day.asc()).nulls_last()]
    order = (*first, table.c.key)
    code = (where.country or "").upper()
    sides = [table.c[f"{side}_country"] for side in _SIDES[noun]] if code else []
    if len(sides) > 1 and where.limit is not None:
        keys = sa.select(table.c.key).select_from(rows).where(*conditions)
        found = [keys.where(side == code) for side in sides]
        conditions = [table.c.key.in_(_first_of_each(found, order, where.limit + where.offset))]
    elif sides:
        conditions.append(sa.or_(*[side == code for side in sides]))
    query = sa.select(*(_column(noun, name) for name in _LISTED[noun])).select_from(rows).where(*conditions)
    query = query.order_by(*order).limit(where.limit).offset(where.offset or None)
    with store.reading() as connection:
        result = connection.execute(query)
        return Rows(_LISTED[noun], tuple(tuple(row) for row in result))


def count_rows(store: Store, nouns: tuple[str, ...]) -> dict[str, int]:
    """How many rows each noun has."""
    with store.reading() as connection:
        return {
            noun: int(connection.scalar(sa.select(sa.func.count()).select_from(_T[noun])) or 0)
            for noun in nouns
        }


def raw_page(store: Store, key: str) -> str | None:
    """The file of a report as it came; None where its text was given or there is no such report."""
    reports = _T["reports"]
    with store.reading() as connection:
        return connection.scalar(sa.select(reports.c.raw).where(reports.c.key == key))


def report_days(store: Store) -> list[str]:
    """The days of publication, in order, each once."""
    reports = _T["reports"]
    day = sa.func.substr(reports.c.published, 1, 10)
    query = sa.select(day).where(reports.c.published.is_not(None)).distinct().order_by(day)
    with store.reading() as connection:
        return [str(value) for value in connection.scalars(query)]


def keys_by_id(store: Store, ids: Iterable[str] | None = None) -> dict[str, str]:
    """The key of each report, or of those asked for, by the id that its input gave.

    The one published last where an id came twice.
    """
    reports = _T["reports"]
    query = sa.select(reports.c.id, reports.c.key).order_by(reports.c.published.nulls_first(), reports.c.key)
    with store.reading() as connection:
        return {str(row.id): str(row.key) for row in _some_of(connection, query, reports.c.id, ids)}


def ids_by_key(store: Store, keys: Iterable[str]) -> dict[str, str]:
    """The id that its input gave of each report asked for, by its key."""
    reports = _T["reports"]
    query = sa.select(reports.c.id, reports.c.key)
    with store.reading() as connection:
        return {str(row.key): str(row.id) for row in _some_of(connection, query, reports.c.key, keys)}


def _some_of(
    connection: sa.Connection, query: sa.Select[Any], column: sa.Column[Any], values: Iterable[str] | None
) -> Iterator[Any]:
    """The rows of a query, or those with one of these values in the column."""
    if values is None:
        yield from connection.execute(query)
        return
    for some in chunks(values):
        yield from connection.execute(query.where(column.in_(some)))


def _first_of_each(
    queries: list[sa.Select[tuple[Any]]], order: tuple[sa.ColumnElement[Any], ...], most: int
) -> sa.CompoundSelect[tuple[Any]]:
    """The first keys of each query: an index holds one side's rows in order, but not those of either side."""
    firsts = [query.order_by(*order).limit(most).subquery() for query in queries]
    return sa.union_all(*(sa.select(first.c.key) for first in firsts))


def _column(noun: str, name: str) -> sa.ColumnElement[Any]:
    reports = _T["reports"]
    if name == "report":
        return reports.c.id.label("report")
    return _T[noun].c[name] if name in _T[noun].c else reports.c[name]


def _conditions(noun: str, where: Where) -> list[sa.ColumnElement[bool]]:
    table = _T[noun]
    sides = _SIDES[noun] or ("",)  # a noun without sides has no column of any
    found: list[sa.ColumnElement[bool]] = []
    if where.actor:
        names = [_need(table, f"{side}_name", "actor") for side in sides]
        found.append(sa.or_(*(name.icontains(where.actor, autoescape=True) for name in names)))
    if where.country:
        _need(table, f"{sides[0]}_country", "country")
    for value, side, option in ((where.by, sides[0], "by"), (where.to, (*sides, "")[1], "to")):
        if value:
            country, name = (_need(table, f"{side}_{what}", option) for what in ("country", "name"))
            found.append(is_party(value, name, country))
    for option in _EQUAL:
        value = getattr(where, option)
        if value:
            found.append(_need(table, option, option) == value)
    found += _of_report(noun, where)
    return found + _between(noun, where)


def _need(table: sa.Table, column: str, option: str) -> sa.Column[Any]:
    if column not in table.c:
        raise InputError(f"--{option}", f"means nothing for {table.name}", remedy="leave it out")
    return table.c[column]


def _of_report(noun: str, where: Where) -> list[sa.ColumnElement[bool]]:
    table, reports = _T[noun], _T["reports"]
    found: list[sa.ColumnElement[bool]] = []
    if where.outlet:
        if noun == "faults":
            raise InputError("--outlet", "means nothing for faults", remedy="leave it out")
        found.append(reports.c.outlet == where.outlet)
    if where.report:
        if noun == "faults":
            found.append(_T["faults"].c.document == where.report)
        else:
            found.append(sa.or_(reports.c.id == where.report, reports.c.key == where.report))
    if where.place:
        place, country = _need(table, "place", "place"), _need(table, "place_country", "place")
        found.append(sa.or_(place.icontains(where.place, autoescape=True), country == where.place.upper()))
    return found


def _between(noun: str, where: Where) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if where.since or where.until:
        column = _need(_T[noun], _DAY.get(noun, "day"), "since" if where.since else "until")
        if where.since:
            found.append(column >= where.since)
        if where.until:
            found.append(column <= where.until + "~")  # "~" sorts after every digit, dash and colon
    return found
