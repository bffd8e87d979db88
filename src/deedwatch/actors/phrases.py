"""Noun phrases read for what they tell of an actor: role, country, number, definiteness."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import msgspec

from deedwatch.actors.roles import as_no_parliament, longest_role
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.actors.gazetteer import Name
    from deedwatch.actors.roles import Role
    from deedwatch.language import Token

__all__ = ["Phrase", "read_phrase", "words_before"]

_LEFT_DEPS = {
    "compound", "amod", "nmod", "poss", "det", "nummod", "npadvmod", "quantmod", "predet", "advmod", "punct",
    "conj", "cc", "case", "neg", "dep", "appos",
}  # fmt: skip
_DEFINITE = words_for("actors: definite")
_DETERMINERS = frozenset({"DT", "PDT", "WDT"})
_BEFORE_NOUN = _DETERMINERS | {"PRP$", "WP$", "RP", "IN", "``", "''", ","}  # "hand [over] twelve rebels"


_Known: TypeAlias = "tuple[Mapping[int, Name], Mapping[int, str]]"


class Phrase(msgspec.Struct, frozen=True):
    """What a noun phrase says: ``start`` is its first token after the determiner."""

    head: int
    start: int
    role: Role | None
    noun: str
    countries: tuple[str, ...]
    owner: Name | None
    definite: bool
    bare: bool
    possessed: bool
    former: bool
    foreign: bool


def read_phrase(token: Token, names: Mapping[int, Name], lands: Mapping[int, str]) -> Phrase:
    """The phrase headed by a noun."""
    left = [word for word in _left(token) if word.i != token.i]
    before = [word.lower_ for word in left]
    words = [*before, token.lower_]
    found = longest_role(words)
    size, role = found if found is not None else (1, None)
    if role is not None and role.role == "LEG":
        role = as_no_parliament(role, token.lower_, _members(token, lands))
    determiners = [word for word in left if word.tag_ in _DETERMINERS or word.dep_ == "det"]
    possessed = token in [word.head for word in left if word.dep_ == "poss"]
    start = next((word.i for word in left if word.tag_ not in _BEFORE_NOUN), token.i)
    countries, owner = _belonging(token, left, (names, lands))
    return Phrase(
        head=token.i,
        start=start,
        role=role,
        noun=" ".join(words[-size:]),
        countries=countries,
        owner=owner,
        definite=possessed or any(word.lower_ in _DEFINITE for word in determiners),
        bare=not determiners and not possessed and start == token.i,
        possessed=possessed,
        former=not words_for("actors: former").isdisjoint(before),
        foreign=not words_for("actors: foreign").isdisjoint(words[:-size]),
    )


def _members(token: Token, lands: Mapping[int, str]) -> str | None:
    """Of whom a chamber is told to be, where that is no land: "deputies", "hauliers"."""
    things = (thing for prep in token.rights if prep.lower_ == "of" for thing in prep.children)
    return next((thing.lower_ for thing in things if thing.dep_ == "pobj" and thing.i not in lands), None)


def words_before(token: Token, stop: int) -> list[Token]:
    """The tokens of a title that ends right before ``stop``: back to the edge of the name's own phrase."""
    edge = min(token.left_edge.i, stop)
    return [word for word in token.doc[edge:stop] if not word.is_space]


def _left(token: Token) -> list[Token]:
    """The tokens of the phrase up to its head, without clauses that the parse hangs on its left."""
    edge = token.left_edge.i
    for child in token.lefts:
        if child.dep_ not in _LEFT_DEPS:
            edge = max(edge, child.right_edge.i + 1)
    return [word for word in token.doc[edge : token.i + 1] if not word.is_space]


def _belonging(token: Token, left: list[Token], known: _Known) -> tuple[tuple[str, ...], Name | None]:
    """Countries and the known body that the phrase belongs to: "Iraqi", "Hamas", "of Iran", "in Gaza"."""
    countries: dict[str, None] = {}
    owner = None
    for word in left:
        name = known[0].get(word.i)
        is_adjective = name is not None and name.entry is not None and name.entry.sort == "adjective"
        if _is_set_off(word) or (not is_adjective and _is_apart(word, token)):
            continue
        if word.i in known[1]:
            countries[known[1][word.i]] = None
        elif name is not None:
            owner = name
    if not countries and owner is None:
        return _belonging_after(token, known, 0)
    return tuple(countries), owner


def _is_apart(word: Token, token: Token) -> bool:
    """A name that stands in another phrase inside this one ("the Iraq war veteran")."""
    head = word.head
    return (
        word.dep_ == "compound"
        and head.i != token.i
        and head.dep_ == "compound"
        and head.tag_ in {"NN", "NNS"}
        and longest_role([head.lower_]) is None
    )


def _is_set_off(word: Token) -> bool:
    """Whether the country does not own the phrase: "US-led", "anti-American", "ethnic Albanian"."""
    doc = word.doc
    after = doc[word.i + 2].lower_ if word.i + 2 < doc.size and doc[word.i + 1].text in {"-", "–"} else ""
    before = doc[word.i - 2].lower_ if word.i >= 2 and doc[word.i - 1].text in {"-", "–"} else ""
    people = word.i > 0 and doc[word.i - 1].lower_ in words_for("actors: of a people")
    return (
        people or after in words_for("actors: set off after") or before in words_for("actors: set off before")
    )


def _belonging_after(token: Token, known: _Known, depth: int) -> tuple[tuple[str, ...], Name | None]:
    for prep in token.rights:
        if prep.dep_ != "prep" or prep.i > token.i + 12:
            continue
        word = prep.lower_
        if word not in {"of", "from", "in", "at", "for", "within", "with", "inside", "across", "throughout"}:
            continue
        if word in {"in", "at", "with", "for"} and token.lower_ in words_for("actors: abroad"):
            continue
        for thing in prep.children:
            if thing.dep_ != "pobj":
                continue
            found = _belongs_to(thing, known, depth)
            if found[0] or found[1]:
                return found
    return (), None


def _belongs_to(thing: Token, known: _Known, depth: int) -> tuple[tuple[str, ...], Name | None]:
    parts = [thing, *thing.conjuncts] if thing.dep_ == "pobj" else [thing]
    countries = [known[1][part.i] for part in parts if part.i in known[1]]
    if countries:
        return tuple(dict.fromkeys(countries)), None
    name = known[0].get(thing.i)
    if name is not None and name.kind in {"known", "body"}:
        return (), name
    if depth > 2:
        return (), None
    left = [word for word in _left(thing) if word.i != thing.i]
    return _belonging(thing, left, known) if depth == 0 else _belonging_after(thing, known, depth + 1)
