"""Names that are known beforehand: states, their people and capitals, bodies, groups, media, office holders.

Aliases are found by the first word that they begin with, so the cost of a text is one look-up a
token, whatever the number of names known.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.countries import Country, country_rows
from deedwatch.lexicon.places import look_up
from deedwatch.lexicon.plain import fold
from deedwatch.lexicon.words import words_for
from deedwatch.records import ActorKind  # noqa: TC001 - msgspec resolves the annotation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.language import Parse, Token

__all__ = [
    "GEOGRAPHIC",
    "Entry",
    "Hit",
    "Name",
    "Office",
    "entry_in",
    "holders_by_surname",
    "match_names",
    "offices_of",
    "serving_in",
]

Sort = Literal[
    "state", "adjective", "people", "capital", "metonym", "body", "group", "organisation", "media", "person"
]


class Entry(msgspec.Struct, frozen=True):
    """One known actor and how the alias that was found stands for it."""

    name: str
    kind: ActorKind
    sort: Sort
    country: str | None = None
    code: str | None = None
    whole: bool = False
    gender: Literal["m", "f"] | None = None


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``organisations.csv``."""

    name: str
    code: str
    aliases: str = ""
    country: str | None = None
    kind: ActorKind = "international_organisation"


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``bodies.csv``; ``whole`` marks the body that is all of its country's army or police."""

    name: str
    country: str
    role: str
    aliases: str = ""
    kind: ActorKind = "government"
    whole: str = ""


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``armed_groups.csv``."""

    name: str
    code: str
    aliases: str = ""
    country: str | None = None


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``media.csv``."""

    name: str
    aliases: str = ""
    country: str | None = None


class Office(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``offices.csv``: who held which office from when to when."""

    name: str
    office: str
    role: str
    aliases: str = ""
    country: str | None = None
    start: str | None = None
    end: str | None = None
    gender: Literal["m", "f"] | None = None

    def held_on(self, day: str | None) -> bool:
        """Whether the office was held on that ISO day; without a day, whether it still is."""
        if day is None:
            return self.end is None
        return (self.start or "") <= day and (self.end is None or day[: len(self.end)] <= self.end)


class Hit(msgspec.Struct, frozen=True):
    """A known name at the tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    entry: Entry


class Name(msgspec.Struct, frozen=True):
    """A proper name at the tokens ``start`` to ``end`` (exclusive), known or told by its form."""

    start: int
    end: int
    kind: Literal["person", "body", "place", "known"]
    entry: Entry | None = None


_FIRST = re.compile(r"\w+")
GEOGRAPHIC = frozenset({"state", "adjective", "people", "capital"})


@cache
def _offices() -> dict[str, tuple[Office, ...]]:
    found: dict[str, list[Office]] = {}
    for row in load_rows(data_path("offices.csv"), Office):
        found.setdefault(row.name, []).append(row)
    return {name: tuple(rows) for name, rows in found.items()}


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for name, rows in _offices().items():
        for alias in (name, *_split(rows[0].aliases)):
            holders = found.setdefault(fold(alias).split()[-1].lower(), [])
            if name not in holders:
                holders.append(name)
    return {surname: tuple(names) for surname, names in found.items()}


def offices_of(name: str) -> tuple[Office, ...]:
    """The offices that a person held, by the name that the lexicon gives; empty for anyone else."""
    return _offices().get(name, ())


def holders_by_surname(surname: str) -> tuple[str, ...]:
    """The office holders with this last name."""
    return _surnames().get(fold(surname).lower(), ())


@cache
def _by_post() -> dict[tuple[str | None, str], tuple[Office, ...]]:
    found: dict[tuple[str | None, str], list[Office]] = {}
    for rows in _offices().values():
        for row in rows:
            found.setdefault((row.country, row.office), []).append(row)
    return {post: tuple(rows) for post, rows in found.items()}


def serving_in(country: str, office: str, day: str) -> tuple[str, ...]:
    """Who holds an office of a country on an ISO day; empty where none is known.

    >>> serving_in("IRN", "president", "2007-05-28")
    ('Mahmoud Ahmadinejad',)
    """
    return tuple(row.name for row in _by_post().get((country, office), ()) if row.held_on(day))


def _split(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


@cache
def entry_in(words: str) -> Entry | None:
    """The longest known body at the start of an office's name: "UN" in "UN secretary-general"."""
    plain = fold(words)
    first = _FIRST.match(plain)
    rows = _table().get(first.group().lower(), ()) if first is not None else ()
    return next(
        (entry for form, exact, entry in rows if (plain if exact else plain.lower()).startswith(form)), None
    )


def _entries() -> Iterator[tuple[str, Entry]]:
    for body in load_rows(data_path("bodies.csv"), Body):
        entry = Entry(body.name, body.kind, "body", body.country, body.country + body.role, bool(body.whole))
        yield from ((alias, entry) for alias in (body.name, *_split(body.aliases)))
    for row in country_rows():
        yield from _country_entries(row)
    for org in load_rows(data_path("organisations.csv"), Organisation):
        entry = Entry(org.name, org.kind, "organisation", org.country, org.code)
        yield from ((alias, entry) for alias in (org.name, *_split(org.aliases)))
    for group in load_rows(data_path("armed_groups.csv"), Group):
        entry = Entry(group.name, "armed_group", "group", group.country, group.code)
        yield from ((alias, entry) for alias in (group.name, *_split(group.aliases)))
    for outlet in load_rows(data_path("media.csv"), Outlet):
        entry = Entry(outlet.name, "media", "media", outlet.country, (outlet.country or "") + "MED")
        yield from ((alias, entry) for alias in (outlet.name, *_split(outlet.aliases)))
    for name, rows in _offices().items():
        entry = Entry(name, "person", "person", rows[0].country, None, gender=rows[0].gender)
        yield from ((alias, entry) for alias in (name, *_split(rows[0].aliases)) if " " in alias)


def _country_entries(row: Country) -> Iterator[tuple[str, Entry]]:
    def entry(sort: Sort) -> Entry:
        return Entry(row.name, "state", sort, row.iso, row.iso)

    yield from ((alias, entry("state")) for alias in (row.name, *_split(row.aliases)))
    for adjective in _split(row.adjectives):
        yield adjective, entry("adjective")
        if re.search(r"(an|i|b|k|t|n|o|er)$", adjective):
            yield adjective + "s", entry("people")
    yield from ((alias, entry("people")) for alias in _split(row.people))
    yield from ((alias, entry("capital")) for alias in _split(row.capitals))
    yield from ((alias, entry("metonym")) for alias in _split(row.metonyms))


@cache
def _table() -> dict[str, tuple[tuple[str, bool, Entry], ...]]:
    """First word in lower case to the aliases that begin with it, the longest first."""
    found: dict[str, dict[str, tuple[str, bool, Entry]]] = {}
    for alias, entry in _entries():
        plain = fold(alias)
        first = _FIRST.search(plain)
        if first is None or plain.startswith("the "):
            continue
        exact = plain.isupper() or len(plain) <= 3
        form = plain if exact else plain.lower()
        found.setdefault(first.group().lower(), {}).setdefault(form, (form, exact, entry))
    return {word: tuple(sorted(rows.values(), key=lambda row: -len(row[0]))) for word, rows in found.items()}


_Row: TypeAlias = tuple[str, bool, Entry]


@cache
def _by_next_marks() -> dict[str, dict[str, tuple[_Row, ...]]]:
    """First word to the two characters behind it to the aliases: some words begin hundreds of names."""
    found: dict[str, dict[str, list[_Row]]] = {}
    for word, rows in _table().items():
        inner = found.setdefault(word, {})
        for row in rows:
            first = _FIRST.search(row[0])
            rest = "" if first is None else row[0][first.end() : first.end() + 2].lower()
            inner.setdefault(rest, []).append(row)
    return {word: {rest: tuple(rows) for rest, rows in inner.items()} for word, inner in found.items()}


def _near_rows(rows: dict[str, tuple[_Row, ...]], rest: str) -> tuple[_Row, ...]:
    """The aliases that may stand before these two characters, the longest first."""
    low = rest.lower()
    found = rows[low] if low and low in rows else ()
    if low[1:] and low[:1] in rows:
        found += rows[low[:1]]
    return found + rows[""] if "" in rows else found


def match_names(parse: Parse) -> tuple[Hit, ...]:
    """The known names in a text, the longest at each place, in order and without overlap."""
    plain = fold(parse.text)
    low = plain.lower()
    low = low if len(low) == len(plain) else plain
    ends = {token.end: token.i + 1 for token in parse.doc}
    hits: list[Hit] = []
    reached = 0
    table = _by_next_marks()
    for token in parse.doc:
        if token.i < reached:
            continue
        word, behind = token.lower_, token.end
        if not token.is_plain:
            first = _FIRST.search(plain, token.idx, token.end)
            if first is None:
                continue
            word, behind = first.group().lower(), first.end()
        if word not in table:
            continue
        hit = _longest(_near_rows(table[word], plain[behind : behind + 2]), (plain, low), token.idx, ends)
        if hit is not None and not _runs_on(parse, hit, token.i):
            hits.append(Hit(token.i, hit[0], hit[1]))
            reached = hit[0]
    lands = {hit.entry.country for hit in hits if hit.entry.sort in GEOGRAPHIC}
    return tuple(hit for hit in hits if not _is_of_another_land(parse, hit, lands))


def _is_of_another_land(parse: Parse, hit: Hit, lands: set[str | None]) -> bool:
    """Whether a chamber is some other state's than the best known: "the Senate" in a report from Manila."""
    words = parse.doc.words(hit.start, hit.end).lower()
    if hit.entry.sort == "body" and _is_of_a_town(parse, hit):
        return True
    return words in words_for("actors: chambers") and bool(lands) and hit.entry.country not in lands


def _is_of_a_town(parse: Parse, hit: Hit) -> bool:
    """Whether a town abroad stands right before it: "Indianapolis Metropolitan Police" is not London's."""
    before = parse.doc[hit.start - 1] if hit.start else None
    if before is None or not before.whitespace_ or not _is_name_part(before):
        return False
    known = look_up(before.text)
    return (
        known is not None and bool(known.towns) and hit.entry.country not in {t.country for t in known.towns}
    )


def _runs_on(parse: Parse, hit: tuple[int, Entry], start: int) -> bool:
    """An outlet's name is no part of another: "the National Guard" names no paper, nor "Liberation Front"."""
    end, entry = hit
    doc = parse.doc
    if entry.sort == "metonym" and start:
        return doc[start - 1].lower_ in words_for("actors: called after a seat")
    if entry.sort == "adjective" and start:
        return doc.words(start - 1, end).lower() in words_for("actors: peoples of no state")
    if entry.sort != "media":
        return False
    after = end < len(doc) and doc[end - 1].whitespace_ != "" and _is_name_part(doc[end])
    if doc[start].lower_ == "the" and end - start == 2:
        return after or not _is_cited(doc[end - 1])
    if entry.name.startswith("The ") or end - start > 1:
        return after and entry.name.startswith("The ")
    before = start > 0 and doc[start - 1].whitespace_ != "" and _is_name_part(doc[start - 1])
    return (after and doc[start].head.i == end) or (before and doc[start - 1].head.i in {start, end})


def _is_cited(name: Token) -> bool:
    """Whether an outlet with a common noun for its name speaks or is told: "the Sun said", "told the Sun"."""
    above = name.head.head if name.dep_ == "pobj" else name.head
    if name.dep_ == "pobj":
        return above.lower_ == "according" or above.low_lemma_ in words_for("actors: saying")
    return name.dep_ == "poss" or above.low_lemma_ in words_for("actors: saying")


def _is_name_part(token: Token) -> bool:
    return token.text[:1].isupper() and token.tag_.startswith("NNP")


def _longest(
    rows: Iterable[tuple[str, bool, Entry]], forms: tuple[str, str], at: int, ends: dict[int, int]
) -> tuple[int, Entry] | None:
    plain, low = forms
    for form, exact, entry in rows:
        stop = at + len(form)
        if not (plain if exact else low).startswith(form, at) or plain[stop : stop + 1].isalnum():
            continue
        end = ends.get(stop) or (ends.get(stop + 1) if plain[stop : stop + 1] in {".", "'"} else None)
        capital = plain[at].isupper() or (not plain[at].isalpha()) or "-" in form or "'" in form
        if end is not None and (exact or capital or form in _described() or _has_capital(plain[at:stop])):
            return end, entry
    return None


@cache
def _described() -> frozenset[str]:
    """The aliases that news writes small, as the lexicon does: "chemical weapons watchdog"."""
    return frozenset(alias for alias, _ in _entries() if alias.islower() and " " in alias)


def _has_capital(words: str) -> bool:
    return any(char.isupper() for char in words)
