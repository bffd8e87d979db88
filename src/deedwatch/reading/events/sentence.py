"""A sentence by itself: which of its deeds it is about (docs/events.md, "Lone sentences")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.roles import Roles

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.reading.events.drafts import Draft

__all__ = ["both_ways", "main_deeds", "place_sides"]

_BY_SAYING = words_for("events: by saying")
_ASIDE = frozenset({"relcl", "acl", "appos", "parataxis"})
_MARKS = frozenset(
    {
        "after",
        "as",
        "because",
        "since",
        "while",
        "although",
        "before",
        "if",
        "unless",
        "until",
        "where",
        "when",
        "though",
        "amid",
        "once",
    }
)


def main_deeds(drafts: list[Draft]) -> list[Draft]:
    """The deeds on the main line of a sentence; where there is none, the first of the others.

    A deed under another deed's words, in a relative or adverbial clause, or in a phrase after a
    preposition is told as circumstance, and event data do not count it as what the sentence tells.
    """
    drafts = _without_reporters(drafts)
    words: dict[int, str] = {token.i: draft.type for draft in drafts for token in _own_words(draft)}
    main = [draft for draft in drafts if _is_main(draft, words)]
    rest = [draft for draft in drafts if draft.roles.source and "conditional" not in draft.reading.effects]
    return [draft for draft in main if _has_party(draft)] or rest[:1]


def _has_party(draft: Draft) -> bool:
    """Somebody does it or suffers it; violence and protest are told without."""
    return bool(draft.roles.source or draft.roles.target) or draft.type in {"ASSAULT", "PROTEST"}


def _without_reporters(drafts: list[Draft]) -> list[Draft]:
    """A sentence's source that only tells of the deed does not act by telling it."""
    deeds = [draft for draft in drafts if draft.trigger is not None or draft.type == "REQUEST"]
    return deeds or drafts


def _own_words(draft: Draft) -> tuple[Token, ...]:
    return (draft.word,) if draft.trigger is None else (draft.word, draft.trigger.token)


def _is_main(draft: Draft, words: dict[int, str]) -> bool:
    node = draft.trigger.token if draft.trigger and draft.trigger.kind == "verb" else draft.word
    own = {draft.word.i} | ({draft.trigger.token.i} if draft.trigger else set())
    for _ in range(20):
        if node.head == node:
            return True
        if node.dep_ in _ASIDE or _is_circumstance(node, own):
            return False
        above = words.get(node.head.i)
        if above and node.dep_ != "conj" and node.head.i not in own:
            return node.dep_ == "nsubj" and above == draft.type
        node = node.head
    return True


def _is_circumstance(node: Token, own: set[int]) -> bool:
    if node.dep_ == "advcl":
        return True
    if node.dep_ in {"prep", "agent"} and node.i not in own:
        if any(child.dep_ == "pcomp" and child.lemma_ in _BY_SAYING for child in node.children):
            return False
        return not any(child.i in own for child in node.head.children if child.dep_ == "pobj")
    return node.dep_ == "mark" and node.lower_ in _MARKS


def both_ways(drafts: list[Draft]) -> list[Draft]:
    """What two named sides do together, told from each: "A and B met" is A with B and B with A."""
    made = []
    for draft in drafts:
        made.append(draft)
        trigger = draft.trigger
        if trigger is None or not trigger.rule.mutual or not (draft.roles.source and draft.roles.target):
            continue
        if draft.roles.joint:
            made.append(replace(draft, roles=Roles(draft.roles.target, draft.roles.source)))
    return made


def place_sides(draft: Draft, cast: Cast) -> Draft:
    """The side that a lone sentence leaves to its place: whom a crowd protests to, whom a bomb hits."""
    roles = draft.roles
    if roles.target:
        return draft
    there = cast.state(draft.place.country) if draft.place else None
    if there is not None and draft.type in _AT_PLACE and there not in roles.source:
        return replace(draft, roles=Roles(roles.source, (there,)))
    there = _in_the_rest(draft, cast)
    if there is not None:
        return replace(draft, roles=Roles(roles.source, (there,), roles.joint))
    if draft.type in {"PROTEST", "CONCEDE"} and roles.source:
        return replace(draft, roles=Roles(roles.source, roles.source[:1]))
    return draft


def _in_the_rest(draft: Draft, cast: Cast) -> str | None:
    """The first party of another side that the words under the deed name."""
    if draft.trigger is None or draft.type in {"PROTEST", "CONSULT"} or not draft.roles.source:
        return None
    own = [cast.actors[key] for key in draft.roles.source]
    for token in draft.trigger.token.subtree:
        key = cast.who(token) if token.i > draft.trigger.token.i else None
        if key is None or cast.actors[key].country is None:
            continue
        if cast.actors[key].country not in {actor.country for actor in own}:
            return key
    return None


_AT_PLACE = frozenset({"ASSAULT", "COERCE", "CONSULT", "PROTEST", "MOBILIZE", "AID", "RETREAT"})
