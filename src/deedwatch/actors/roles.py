"""Nouns of role and title: "foreign minister", "troops", "Mr", and what they tell of an actor."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = [
    "Role",
    "Title",
    "as_no_parliament",
    "given_name_gender",
    "is_given_name",
    "is_plural",
    "longest_role",
    "role_of",
    "title_of",
]

Gender = Literal["m", "f"]


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``roles.csv``."""

    noun: str
    sort: Literal["person", "people", "force", "armed", "body", "state"]
    role: str = ""
    gender: Gender | None = None
    plural: bool = False


class Title(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``titles.csv``: a word before a name that is no role noun ("Mr", "Gen.")."""

    title: str
    role: str = ""
    gender: Gender | None = None


class GivenName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``first_names.csv``."""

    name: str
    gender: Gender


class Plural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``plurals.csv``."""

    ending: str
    behind: str = ""
    singular: str = ""


@cache
def _plurals() -> tuple[tuple[Plural, re.Pattern[str]], ...]:
    rows = load_rows(data_path("plurals.csv"), Plural)
    return tuple((row, re.compile(rf"(?:{row.behind}){row.ending}$")) for row in rows)


@cache
def _roles() -> dict[str, Role]:
    return {row.noun: row for row in load_rows(data_path("roles.csv"), Role)}


@cache
def _titles() -> dict[str, Title]:
    return {row.title: row for row in load_rows(data_path("titles.csv"), Title)}


@cache
def _given_names() -> dict[str, Gender]:
    return {row.name.lower(): row.gender for row in load_rows(data_path("first_names.csv"), GivenName)}


def given_name_gender(name: str) -> Gender | None:
    """The gender that a given name tells, None where it tells none or is not known."""
    return _given_names().get(name.lower())


def is_given_name(name: str) -> bool:
    """Whether the word is a given name that the lexicon knows."""
    return name.lower() in _given_names()


def title_of(word: str) -> Title | None:
    """The title that a word before a name is, with or without its full stop."""
    return _titles().get(word.lower().rstrip("."))


@lru_cache(maxsize=50_000)
def role_of(noun: str) -> Role | None:
    """The role that a noun in lower case names; a plural without a row of its own is read as its singular.

    >>> role_of("foreign ministers").role
    'GOV'
    """
    table = _roles()
    if noun in table:
        row = table[noun]
        plural = row.sort in {"people", "armed"} or (row.sort == "force" and noun.endswith("s"))
        return msgspec.structs.replace(row, plural=plural)
    for singular in _singulars(noun):
        row_or_none = table.get(singular)
        if row_or_none is not None:
            sort = "people" if row_or_none.sort == "person" else row_or_none.sort
            return msgspec.structs.replace(row_or_none, sort=sort, plural=True)
    return None


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case ends as plurals do.

    >>> is_plural("policemen"), is_plural("boss")
    (True, False)
    """
    return next(_singulars(noun), None) is not None


def _singulars(noun: str) -> Iterator[str]:
    """What the noun can be the plural of: "policemen" of "policeman", "bosses" of "bosse" and "boss"."""
    for row, pattern in _plurals():
        if (found := pattern.search(noun)) is not None:
            yield noun[: found.end() - len(row.ending)] + row.singular


def as_no_parliament(role: Role, noun: str, members: str | None) -> Role:
    """The role of a chamber, where the noun behind "of" shows that it is no parliament's.

    >>> as_no_parliament(Role("chamber", "body", "LEG"), "chamber", "hauliers").role
    'NGO'
    """
    of_any_body = role.role == "LEG" and noun in words_for("actors: chambers of any body")
    if not of_any_body or members is None or members in words_for("actors: members of a parliament"):
        return role
    return msgspec.structs.replace(role, role="NGO")


@cache
def _last_words() -> frozenset[str]:
    return frozenset(re.split(r"[ -]", noun)[-1] for noun in _roles())


@lru_cache(maxsize=50_000)
def _could_end(word: str) -> bool:
    """Whether a role may end with the word: most phrases do not, and are not looked up length by length."""
    known = _last_words()
    return word in known or "'s" in word or any(singular in known for singular in _singulars(word))


def longest_role(words: Sequence[str]) -> tuple[int, Role] | None:
    """The longest role that ends at the last of the words (in lower case), and how many words it takes.

    >>> longest_role(["iraqi", "prime", "minister"])[0]
    2
    """
    if not words or not _could_end(words[-1]):
        return None
    for size in range(min(5, len(words)), 0, -1):
        role = role_of(" ".join(words[-size:]).replace(" - ", "-").replace(" 's", "'s"))
        if role is not None:
            return size, role
    return None
