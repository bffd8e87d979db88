"""Stances that a verb takes with a noun: counter-proposals, and the backing that a matter has.

- "answered the plan with a paper of its own", "replied with a counter-offer", "offered something else"
- "proposed a lease instead of a sale", "In place of patrols we propose a commission"

What is put in place of a thing inside the proposal itself ("that Peru paint lamps in place of buoys")
answers nobody. A matter that "had the bishop's full backing" is supported by the bishop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.kinds import PARTY_KINDS
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import (
    KINDS_OF_VERBS,
    Reference,
    bare_reference,
    kinds_of_noun,
    refer,
)

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.records import MatterKind, Stance

__all__ = ["WITH_NOUN", "Told", "told_of"]

_ASKED: tuple[MatterKind, ...] = ("proposal", "demand")
_BACKED: tuple[MatterKind, ...] = ("proposal", "demand", "promise")
_HAVING = words_for("matters: having backing")
_BACKING = words_for("matters: backing")
_CONSENT = words_for("matters: nouns of consenting")
_REPLYING = words_for("matters: replying")
_PUTTING = words_for("matters: offering") | words_for("matters: putting forward")
_PUTTING |= words_for("matters: wanting something else")
WITH_NOUN = _HAVING | _REPLYING | _PUTTING | {"be"}
_OWN_THINGS = words_for("matters: things of one's own")
_COUNTER = tuple(words_for("matters: beginnings of a counter-offer"))
_THE_SAME = words_for("matters: the same")
_ELSE = words_for("matters: another thing")
_IN_PLACE = words_for("matters: in place of")


class Told(msgspec.Struct, frozen=True):
    """Who takes which stance, and the words that name on what; no doer where only the statement tells."""

    doer: Token | None
    reference: Reference
    stance: Stance


def told_of(verb: Token, cast: Cast) -> Told | None:
    """The counter-proposal or the backing that a verb tells; None for neither."""
    return _backed(verb, cast) if verb.low_lemma_ in _HAVING else _counter(verb, cast)


def _backed(verb: Token, cast: Cast) -> Told | None:
    """Whose backing the matter has that is the subject: its owner, or who stands behind "of" or "from"."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.low_lemma_ in _BACKING), None)
    subject = acting_subject(verb)
    mood = mood_of(verb, thing)
    matter = None if subject is None else _matter_or_maker(subject, cast)
    if thing is None or matter is None or mood.negated or mood.unreal:
        return None
    stance: Stance = "accepts" if thing.low_lemma_ in _CONSENT else "supports"
    for child in thing.children:
        if child.dep_ == "poss":
            return Told(child, matter, stance)
        if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            doer = next((part for part in child.children if part.dep_ == "pobj"), None)
            return None if doer is None else Told(doer, matter, stance)
    return None


def _matter_or_maker(subject: Token, cast: Cast) -> Reference | None:
    """What has the backing: "the plan", or "Norland" with all that it asks."""
    if kinds_of_noun(subject):
        return refer(subject, cast, _BACKED)
    who = cast.who(subject)
    party = who is not None and cast.actors[who].kind in PARTY_KINDS
    return replace(bare_reference(_BACKED), maker=who) if party else None


def _counter(verb: Token, cast: Cast) -> Told | None:
    lemma = verb.low_lemma_
    if lemma == "be":
        asker = _asks_the_same(verb)
        if asker is not None:
            return Told(asker, bare_reference(("demand",)), "supports")
        reference, subject = _is_reply(verb, cast)
        return None if reference is None or subject is None else Told(subject, reference, "counters")
    if lemma in _REPLYING:
        reference = _replied_to(verb, cast) if _has_own_thing(verb) else None
    elif lemma in _PUTTING:
        reference = _put_aside(verb, cast)
        if reference is None and _is_something_else(verb):
            reference = bare_reference(_ASKED)
    else:
        return None
    subject = agent_of(verb)
    mood = mood_of(verb)
    if reference is None or mood.negated or mood.unreal:
        return None
    return Told(subject, reference, "counters")


def _asks_the_same(verb: Token) -> Token | None:
    """Who says "What we ask for is the very same"; None for other words."""
    same = any(
        c.dep_ in {"attr", "acomp"} and any(t.lower_ in _THE_SAME for t in (c, *c.children))
        for c in verb.children
    )
    clause = next((c for c in verb.children if c.dep_ in {"csubj", "nsubj"} and c.pos_ == "VERB"), None)
    if not same or clause is None or KINDS_OF_VERBS.get(clause.low_lemma_) != "demand":
        return None
    return acting_subject(clause)


def _is_reply(verb: Token, cast: Cast) -> tuple[Reference | None, Token | None]:
    """What "that is our answer to the demand" answers, and whose answer it is."""
    noun = next((c for c in verb.children if c.dep_ == "attr" and c.low_lemma_ in _REPLYING), None)
    owner = None if noun is None else next((c for c in noun.children if c.dep_ == "poss"), None)
    if noun is None or owner is None:
        return None, None
    to = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "to"), None)
    thing = None if to is None else next((part for part in to.children if part.dep_ == "pobj"), None)
    if thing is None or not kinds_of_noun(thing):
        return None, None
    return refer(thing, cast, _ASKED), owner


def _has_own_thing(verb: Token) -> bool:
    """Is it answered with a thing of one's own ("a plan of its own", "its own figure", "a counter-offer")?"""
    for token in verb.subtree:
        near = (token.head.head.i, token.head.head.head.i)  # "with" may hang on what is answered
        if token.dep_ == "pobj" and token.head.lower_ == "with" and verb.i in near:
            known = bool(kinds_of_noun(token)) or token.low_lemma_ in _OWN_THINGS
            own = any(part.lower_ == "own" for part in token.subtree)
            return (known and own) or token.lower_.startswith(_COUNTER)
    return False


def _replied_to(verb: Token, cast: Cast) -> Reference:
    """What is replied to: the thing, or all that a person or state has put; else what was told before."""
    for child in verb.children:
        things = [child] if child.dep_ == "dobj" else []
        if child.dep_ == "prep" and child.lower_ in {"to", "on"}:
            things = [part for part in child.children if part.dep_ == "pobj"]
        for thing in things:
            who = cast.who(thing)
            if who is not None and not kinds_of_noun(thing):
                return replace(bare_reference(_ASKED), maker=who)
            return refer(thing, cast, _ASKED)
    return bare_reference(_ASKED)


def _put_aside(verb: Token, cast: Cast) -> Reference | None:
    """What stands behind "in place of", "instead of" or "rather than", beside the verb or its object."""
    beside = {verb.i, *(child.i for child in verb.children if child.dep_ in {"dobj", "prep", "advmod"})}
    for token in verb.subtree:
        if token.lower_ != "of" or token.i == 0 or token.doc[token.i - 1].lower_ not in _IN_PLACE:
            continue
        first = token.doc[token.i - 1]
        marks = {first.i, first.head.i, token.head.i, first.head.head.i}
        thing = next((part for part in token.children if part.dep_ in {"pobj", "pcomp"}), None)
        if thing is not None and marks & beside:
            found = refer(thing, cast, _ASKED)
            return replace(found, kinds=_ASKED) if found.span is not None else found
    return None


def _is_something_else(verb: Token) -> bool:
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    return thing is not None and any(part.lower_ in _ELSE for part in (thing, *thing.children))
