"""The rows of the ledger's fold, in and out: some matters and names of an account, never the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from deedwatch.store.accounts import begin_turn, mark_waiting, no_longer_waiting
from deedwatch.store.chunks import chunks
from deedwatch.store.insert import inserting
from deedwatch.store.tables import METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from deedwatch.store.opening import Store

__all__ = [
    "LedgerStep",
    "count_matters",
    "count_names",
    "has_matter",
    "keep_ledger",
    "load_learned",
    "load_matters",
    "load_shelf",
    "load_uses",
    "matters_from",
    "names_before",
    "reports_from",
]

_T = METADATA.tables
_LEDGER, _PARTIES, _WORDS = _T["ledger"], _T["ledger_parties"], _T["ledger_words"]
_NAMES, _FORMS = _T["ledger_names"], _T["ledger_forms"]


def reports_from(store: Store, day: str, undated: str) -> list[tuple[str, str | None]]:
    """The reports published on a day or later, or on no known day, with that day, in the ledger's order."""
    reports = _T["reports"]
    since = sa.or_(reports.c.published >= day, reports.c.published.is_(None))
    query = sa.select(reports.c.key, reports.c.published, reports.c.id).where(since)
    with store.reading() as connection:
        rows = [(row.published or undated, row.id, row.key) for row in connection.execute(query)]
    return [(key, None if day == undated else day) for day, _, key in sorted(rows)]


def matters_from(store: Store, day: str) -> list[tuple[int, str]]:
    """The matters of which something was told on a day or later: place and JSON."""
    query = sa.select(_LEDGER.c.number, _LEDGER.c.body).where(_LEDGER.c.last >= day)
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(query.order_by(_LEDGER.c.number))]


def names_before(store: Store, day: str) -> tuple[int, bool]:
    """How many names were learned before a day, and whether more have been since."""
    last = sa.select(_NAMES.c.number).where(_NAMES.c.told < day).order_by(_NAMES.c.number.desc()).limit(1)
    with store.reading() as connection:
        before = connection.scalar(last)
    number = 0 if before is None else before + 1
    return number, number < count_names(store)


def count_names(store: Store) -> int:
    """How many names were learned."""
    with store.reading() as connection:
        last = connection.scalar(sa.select(sa.func.max(_NAMES.c.number)))
    return 0 if last is None else last + 1


def count_matters(connection: sa.Connection) -> int:
    """How many matters there are."""
    last = connection.scalar(sa.select(sa.func.max(_LEDGER.c.number)))
    return 0 if last is None else last + 1


def has_matter(connection: sa.Connection, key: str) -> bool:
    """Is there a matter of this key?"""
    return connection.scalar(_NUMBER_OF, {"key": key}) is not None


def load_matters(connection: sa.Connection, keys: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Place and JSON of the matters of these keys."""
    for some in chunks(keys):
        yield from (tuple(row) for row in connection.execute(_MATTERS, {"keys": some}))


def load_shelf(
    connection: sa.Connection, kind: str, role: str, party: str, most: int
) -> dict[str, tuple[str, str]]:
    """The last matters told of a kind that a party made ("by"), is asked ("to") or has a side in ("side").

    For the role "any" those of the kind. By key: the day on which that was last told, and the matter's words.
    """
    given = {"kind": kind, "party": party, "most": most}
    found: dict[str, tuple[str, str]] = {}
    for key, last, words in connection.execute(_SHELF[role], given):
        if key not in found or last > found[key][0]:
            found[key] = (last, words)
    if len(found) <= most:
        return found
    newest = sorted(found, key=lambda key: (found[key][0], key))[-most:]
    return {key: found[key] for key in newest}


def load_uses(connection: sa.Connection, words: Iterable[str]) -> dict[str, int]:
    """How many matters use each of these words in their first wording."""
    return {
        row.word: row.matters for some in chunks(words) for row in connection.execute(_USES, {"words": some})
    }


def load_learned(
    connection: sa.Connection, forms: Iterable[str], most: int | None = None
) -> list[tuple[int, str, str, str, str, str]]:
    """What was learned of names by each of these forms, or the first so many, in order.

    Number, form, told, kind, name and party.
    """
    query, given = (_LEARNED, {}) if most is None else (_FIRST_LEARNED, {"most": most})
    found = (connection.execute(query, {"forms": some, **given}) for some in chunks(forms))
    return sorted(tuple(row) for rows in found for row in rows)


def _learned_by(forms: sa.FromClause) -> sa.Select[Any]:
    columns = (forms.c.number, forms.c.form, _NAMES.c.told, _NAMES.c.kind, _NAMES.c.name, _NAMES.c.party)
    return sa.select(*columns).join(_NAMES, _NAMES.c.number == forms.c.number)


def _shelf_of(roles: Iterable[str]) -> sa.Select[tuple[str, str, str]]:
    """The last matters of each of some roles, with their words; a matter of two of them comes twice."""
    there = (_PARTIES.c.party == sa.bindparam("party"), _PARTIES.c.kind == sa.bindparam("kind"))
    newest = (_PARTIES.c.last.desc(), _PARTIES.c.matter.desc())
    each = [
        sa.select(_PARTIES.c.matter, _PARTIES.c.last)
        .where(_PARTIES.c.role == role, *there)
        .order_by(*newest)
        .limit(sa.bindparam("most"))
        .subquery()
        for role in roles
    ]
    found = sa.union_all(*(sa.select(one) for one in each)).subquery()
    words = sa.select(found.c.matter, found.c.last, _LEDGER.c.words)
    return words.join(_LEDGER, _LEDGER.c.key == found.c.matter)


# made once: they are asked some thousand times a run
_SHELF = {
    "any": sa.select(_LEDGER.c.key, _LEDGER.c.last, _LEDGER.c.words)
    .where(_LEDGER.c.kind == sa.bindparam("kind"))
    .order_by(_LEDGER.c.last.desc(), _LEDGER.c.key.desc())
    .limit(sa.bindparam("most")),
    "by": _shelf_of(["by"]),
    "to": _shelf_of(["to"]),
    "side": _shelf_of(["by", "to", "stand"]),
}
_NUMBER_OF = sa.select(_LEDGER.c.number).where(_LEDGER.c.key == sa.bindparam("key"))
_MATTERS = sa.select(_LEDGER.c.number, _LEDGER.c.body).where(
    _LEDGER.c.key.in_(sa.bindparam("keys", expanding=True))
)
_USES = sa.select(_WORDS.c.word, _WORDS.c.matters).where(
    _WORDS.c.word.in_(sa.bindparam("words", expanding=True))
)
_ASKED = _FORMS.c.form.in_(sa.bindparam("forms", expanding=True))
_LEARNED = _learned_by(_FORMS).where(_ASKED)
_PLACE = sa.func.row_number().over(partition_by=_FORMS.c.form, order_by=_FORMS.c.number)
_PLACED = sa.select(_FORMS.c.number, _FORMS.c.form, _PLACE.label("place")).where(_ASKED).subquery()
_FIRST_LEARNED = _learned_by(_PLACED).where(_PLACED.c.place <= sa.bindparam("most"))


@dataclass(frozen=True, slots=True)
class LedgerStep:
    """What a step changes: matters that go, rows that come, words counted, and names from a number on."""

    gone: set[str]
    matters: Sequence[dict[str, Any]]
    parties: Sequence[dict[str, Any]]
    words: Mapping[str, int]
    names: Sequence[dict[str, Any]]
    forms: Sequence[dict[str, Any]]
    first_name: int


def keep_ledger(
    store: Store,
    step: LedgerStep,
    *,
    turn: int,
    later: Iterable[tuple[str, str | None]] = (),
    done: Iterable[tuple[str, str, int]] = (),
) -> bool:
    """One step of the fold in one transaction; False where another program was faster.

    ``later`` are reports that the account no longer holds, and which wait from now on; ``done`` are the
    rows of those that wait no more.
    """
    with store.writing() as connection:
        if not begin_turn(connection, "ledger", turn):
            return False
        for some in chunks(step.gone):
            connection.execute(_PARTIES.delete().where(_PARTIES.c.matter.in_(some)))
            connection.execute(_LEDGER.delete().where(_LEDGER.c.key.in_(some)))
        for table in (_NAMES, _FORMS):
            connection.execute(table.delete().where(table.c.number >= step.first_name))
        for table, rows in (
            (_LEDGER, step.matters), (_PARTIES, step.parties), (_NAMES, step.names), (_FORMS, step.forms)
        ):  # fmt: skip
            if rows:
                connection.execute(table.insert(), list(rows))
        _count_words(connection, step.words)
        no_longer_waiting(connection, "ledger", done)
        mark_waiting(connection, later, ("ledger",))
    return True


def _count_words(connection: sa.Connection, more: Mapping[str, int]) -> None:
    """Add to the count of each word; one that no matter uses any more goes."""
    changed = {word: number for word, number in sorted(more.items()) if number}
    if not changed:
        return
    rows = [{"word": word, "matters": number} for word, number in changed.items()]
    new = inserting(connection, _WORDS)
    add = {"matters": _WORDS.c.matters + new.excluded.matters}
    connection.execute(new.on_conflict_do_update(index_elements=[_WORDS.c.word], set_=add), rows)
    for some in chunks(word for word, number in changed.items() if number < 0):
        connection.execute(_WORDS.delete().where(_WORDS.c.word.in_(some), _WORDS.c.matters <= 0))
