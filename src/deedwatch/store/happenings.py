"""Happenings in and out: parts of stories, tellings with their pairs, and the happenings themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from deedwatch.store.accounts import begin_turn, mark_waiting, no_longer_waiting
from deedwatch.store.chunks import chunks
from deedwatch.store.parties import is_party
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from deedwatch.store.opening import Store

__all__ = [
    "HappeningsStep",
    "Sought",
    "count_by_month",
    "find_happenings",
    "keep_happenings",
    "keep_part",
    "load_pairs",
    "load_places",
    "load_tellings",
    "load_texts",
    "reports_published",
    "story_mates",
    "tellings_of_weeks",
]

_T = METADATA.tables
_STORIES, _TELLINGS, _PAIRS = _T["stories"], _T["tellings"], _T["pairs"]
_HAPPENINGS, _PARTIES = _T["happenings"], _T["happening_parties"]


def reports_published(
    store: Store, days: tuple[str, str] | None, *, reports: Collection[str] | None = None
) -> dict[str, str | None]:
    """Reports by key with their day of publication: all, some, or those that may lie between two days."""
    table = _T["reports"]
    query = sa.select(table.c.key, table.c.published)
    if days is not None:
        first, last = days
        short = {day[:length] for day in days for length in (4, 7)}
        between = sa.and_(table.c.published >= first, table.c.published <= last + "~")
        query = query.where(sa.or_(between, table.c.published.in_(short)))
    with store.reading() as connection:
        if reports is None:
            return {row.key: row.published for row in connection.execute(query)}
        return {
            row.key: row.published
            for some in chunks(reports)
            for row in connection.execute(query.where(table.c.key.in_(some)))
        }


def load_texts(store: Store, reports: Iterable[str]) -> dict[str, str]:
    """The texts of some reports."""
    table = _T["reports"]
    query = sa.select(table.c.key, table.c.text)
    with store.reading() as connection:
        return {
            row.key: row.text
            for some in chunks(reports)
            for row in connection.execute(query.where(table.c.key.in_(some)))
        }


def load_places(
    store: Store, *, part: str | None = None, reports: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """The rows of one part, or those of some reports in all parts."""
    query = sa.select(_STORIES).order_by(_STORIES.c.part, _STORIES.c.report)
    wanted: Iterable[sa.Select[Any]] = (query.where(_STORIES.c.part == part),)
    if part is None:
        wanted = (query.where(_STORIES.c.report.in_(some)) for some in chunks(reports))
    with store.reading() as connection:
        return [
            {str(name): value for name, value in row.items()}  # SQLAlchemy names are a subclass of str
            for asked in wanted
            for row in connection.execute(asked).mappings()
        ]


def story_mates(store: Store, reports: Iterable[str]) -> set[str]:
    """The reports that are of one story with any of these, themselves among them."""
    mine = _STORIES.alias()
    query = sa.select(_STORIES.c.report).join(
        mine, sa.and_(mine.c.part == _STORIES.c.part, mine.c.story == _STORIES.c.story)
    )
    with store.reading() as connection:
        return {
            report
            for some in chunks(reports)
            for report in connection.scalars(query.where(mine.c.report.in_(some)))
        }


def keep_part(
    store: Store, part: str, rows: Sequence[dict[str, Any]], *, turn: int, anew: Collection[str]
) -> bool:
    """Put the stories of a part in the place of those before; False where another program was faster.

    Reports whose place has changed, and those that copy one of ``anew``, wait for their events to be
    compared anew, in the same transaction.
    """
    before = {row["report"]: row for row in load_places(store, part=part)}
    after = {row["report"]: row for row in rows}
    changed = [key for key in before.keys() | after.keys() if before.get(key) != after.get(key)]
    changed += [key for key, row in after.items() if row["copied_from"] in anew]
    days = reports_published(store, None, reports=changed)
    with store.writing() as connection:
        if not begin_turn(connection, "stories", turn):
            return False
        connection.execute(_STORIES.delete().where(_STORIES.c.part == part))
        if rows:
            connection.execute(_STORIES.insert(), list(rows))
        mark_waiting(connection, sorted(days.items()), ("happenings",))
    return True


def load_tellings(
    store: Store,
    *,
    keys: Iterable[str] = (),
    reports: Iterable[str] = (),
    happenings: Iterable[str] = (),
) -> dict[str, tuple[str, str | None, str]]:
    """Tellings by key: report, happening and body. Asked for by any of three conditions."""
    table = _TELLINGS
    asked: list[sa.ColumnElement[bool]] = []
    for column, values in ((table.c.key, keys), (table.c.report, reports), (table.c.happening, happenings)):
        asked += [column.in_(some) for some in chunks(values)]
    query = sa.select(table.c.key, table.c.report, table.c.happening, table.c.body)
    with store.reading() as connection:
        return {
            row.key: (row.report, row.happening, row.body)
            for condition in asked
            for row in connection.execute(query.where(condition))
        }


def tellings_of_weeks(
    store: Store, weeks: Mapping[str, Iterable[int]]
) -> Iterator[tuple[str, str, int, str]]:
    """Those of some weeks, given by the type of event: key, report, week as it is kept, and body."""
    table = _TELLINGS
    query = sa.select(table.c.key, table.c.report, table.c.week, table.c.body)
    with store.reading() as connection:
        for kind, numbers in weeks.items():
            for first, last in _runs(numbers):
                there = sa.and_(table.c.type == kind, table.c.week.between(first, last))
                yield from (tuple(row) for row in connection.execute(query.where(there)))


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of whole numbers that follow each other."""
    order = sorted(set(numbers))
    first = last = None
    for number in order:
        if last is not None and first is not None and number != last + 1:
            yield first, last
            first = number
        first, last = number if first is None else first, number
    if first is not None and last is not None:
        yield first, last


def load_pairs(store: Store, keys: Iterable[str]) -> dict[tuple[str, str], tuple[float, str]]:
    """The pairs that any of these tellings is in, with score and reason."""
    found: dict[tuple[str, str], tuple[float, str]] = {}
    with store.reading() as connection:
        for some in chunks(keys):
            for column in (_PAIRS.c.one, _PAIRS.c.two):
                rows = connection.execute(sa.select(_PAIRS).where(column.in_(some)))
                found.update({(one, two): (score, reason) for one, two, score, reason in rows})
    return found


@dataclass(frozen=True, slots=True)
class HappeningsStep:
    """What a step changes: rows to put in, and the keys whose rows go before."""

    reports: Sequence[str]
    tellings: Sequence[dict[str, Any]]
    pairs: Sequence[dict[str, Any]]
    gone: Collection[str]
    happenings: Sequence[dict[str, Any]]
    parties: Sequence[dict[str, Any]]
    members: Sequence[dict[str, Any]]


def keep_happenings(
    store: Store, step: HappeningsStep, done: Iterable[tuple[str, str, int]], *, turn: int
) -> bool:
    """One step of the fold in one transaction; False where another program was faster.

    ``members`` give the happening of each telling; ``done`` are the rows of reports that wait no more.
    """
    with store.writing() as connection:
        if not begin_turn(connection, "happenings", turn):
            return False
        paired = {row["key"] for row in step.tellings}
        for some in chunks(step.reports):
            theirs = _TELLINGS.c.report.in_(some)
            paired.update(connection.scalars(sa.select(_TELLINGS.c.key).where(theirs)))
            connection.execute(_TELLINGS.delete().where(theirs))
        for some in chunks(paired):
            connection.execute(_PAIRS.delete().where(_PAIRS.c.one.in_(some)))
            connection.execute(_PAIRS.delete().where(_PAIRS.c.two.in_(some)))
        for some in chunks(step.gone):
            connection.execute(_HAPPENINGS.delete().where(_HAPPENINGS.c.key.in_(some)))
            connection.execute(_PARTIES.delete().where(_PARTIES.c.happening.in_(some)))
        for table, rows in (
            (_TELLINGS, step.tellings),
            (_PAIRS, step.pairs),
            (_HAPPENINGS, step.happenings),
            (_PARTIES, step.parties),
        ):
            if rows:
                connection.execute(table.insert(), list(rows))
        if step.members:
            place = _TELLINGS.update().where(_TELLINGS.c.key == sa.bindparam("member"))
            connection.execute(place.values(happening=sa.bindparam("of")), list(step.members))
        no_longer_waiting(connection, "happenings", done)
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Conditions of a listing of happenings; None sets none."""

    key: str | None = None
    type: str | None = None
    status: str | None = None
    actor: str | None = None
    country: str | None = None
    by: str | None = None
    to: str | None = None
    place: str | None = None
    report: str | None = None
    since: str | None = None
    until: str | None = None
    limit: int | None = None
    offset: int = 0


def find_happenings(store: Store, sought: Sought) -> list[str]:
    """The happenings that meet all conditions, as JSON, by day and key."""
    table = _HAPPENINGS
    query = sa.select(table.c.body).where(*_conditions(sought)).order_by(table.c.day, table.c.key)
    with store.reading() as connection:
        return list(connection.scalars(query.limit(sought.limit).offset(sought.offset or None)))


def count_by_month(store: Store, sought: Sought) -> list[tuple[str, str, int]]:
    """How many happenings meet all conditions, by month and type: month, type, number.

    The month is as short as the day is told (``2007``), and "9999" where nothing tells it.
    """
    month = sa.func.substr(_HAPPENINGS.c.day, 1, 7)
    query = sa.select(month, _HAPPENINGS.c.type, sa.func.count()).where(*_conditions(sought))
    with store.reading() as connection:
        rows = connection.execute(
            query.group_by(month, _HAPPENINGS.c.type).order_by(month, _HAPPENINGS.c.type)
        )
        return [(str(when), str(kind), int(number)) for when, kind, number in rows]


def _conditions(sought: Sought) -> Iterator[sa.ColumnElement[bool]]:
    table, tellings = _HAPPENINGS, _TELLINGS
    if sought.key is not None:
        told = sa.select(tellings.c.happening).where(tellings.c.key == sought.key)
        yield sa.or_(table.c.key == sought.key, table.c.key.in_(told))
    if sought.report is not None:
        yield table.c.key.in_(sa.select(tellings.c.happening).where(tellings.c.report == sought.report))
    for column, value in ((table.c.type, sought.type), (table.c.status, sought.status)):
        if value is not None:
            yield column == value
    if sought.since is not None:
        yield sa.and_(table.c.day >= sought.since, table.c.day < "9999")
    if sought.until is not None:
        yield sa.and_(table.c.day <= sought.until + "~", table.c.day < "9999")
    yield from _of_parties(sought)


def _of_parties(sought: Sought) -> Iterator[sa.ColumnElement[bool]]:
    table, parties = _HAPPENINGS, _PARTIES
    found = sa.select(parties.c.happening)
    if sought.actor:
        yield table.c.key.in_(found.where(parties.c.name.icontains(sought.actor, autoescape=True)))
    if sought.country:
        yield table.c.key.in_(found.where(parties.c.country == sought.country.upper()))
    for side, wanted in (("source", sought.by), ("target", sought.to)):
        if wanted:
            named = is_party(wanted, parties.c.name, parties.c.country)
            yield table.c.key.in_(found.where(named, parties.c.side == side))
    if sought.place is not None:
        there = table.alias()
        named = is_party(sought.place, there.c.place, there.c.place_country)
        yield table.c.key.in_(sa.select(there.c.key).where(named))
