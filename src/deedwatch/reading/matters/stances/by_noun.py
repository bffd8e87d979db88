"""Stances that a noun tells, of whoever owns it: "Norland's refusal came at once".

A noun under a condition, a fear or a wish ("a refusal would mean war", "in case of refusal") tells none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.drafts import same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import Reference, bare_reference, refer
from deedwatch.reading.matters.take import Take, speaker_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import MatterKind, Stance, Statement

__all__ = ["told_by_noun"]

_ASKED: tuple[MatterKind, ...] = ("demand", "proposal")
_NOUNS: dict[str, Stance] = {
    **dict.fromkeys(words_for("matters: nouns of consenting"), "accepts"),
    **dict.fromkeys(words_for("matters: nouns of refusing"), "rejects"),
}
_BEFORE = frozenset({"of", "by", "from"})
_ABOUT = frozenset({"of", "to", "for"})
_TELLING = words_for("matters: verbs that tell an answer")


def told_by_noun(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """The answers that nouns tell: whose refusal or consent it is, and of what."""
    for noun in parse.doc:
        stance = _NOUNS.get(noun.low_lemma_) if noun.pos_ == "NOUN" else None
        if stance is None or not _is_told(noun):
            continue
        told = speaker_at(noun.idx, statements)
        who = _owner(noun, cast)
        if who is None or (told is not None and not same_side(cast, [who], [told.speaker or ""])):
            continue
        yield Take(
            actor=who, at=noun.idx, reference=_of_what(noun, cast), kinds=_ASKED, stance=stance,
            statement=None if told is None else told.id, span=(noun.idx, noun.idx + len(noun.text)),
        )  # fmt: skip


def _is_told(noun: Token) -> bool:
    """Is the answer told as given: it came, was repeated, followed; or somebody repeated it?"""
    verb = noun.head
    if noun.dep_ in {"nsubj", "nsubjpass"} or (noun.dep_ in {"dobj", "obj"} and verb.lemma_ in _TELLING):
        past = verb.tag_ in {"VBD", "VBN"}
        mood = mood_of(verb, noun)
        return past and verb.low_lemma_ in _TELLING and not (mood.negated or mood.unreal or mood.would)
    return False


def _owner(noun: Token, cast: Cast) -> str | None:
    for child in noun.children:
        if child.dep_ in {"poss", "amod", "compound"} and (key := cast.who(child)) is not None:
            return key
        if child.dep_ == "prep" and child.lower_ in _BEFORE:
            for part in child.children:
                if part.dep_ == "pobj" and (key := cast.who(part)) is not None:
                    return key
    return None


def _of_what(noun: Token, cast: Cast) -> Reference:
    """What is refused or consented to: the clause or thing behind the noun; else what was just told."""
    for child in noun.children:
        if child.dep_ in {"acl", "xcomp", "relcl"} and child.tag_ == "VB" and child.low_lemma_ != "do":
            return replace(refer(child, cast, _ASKED), kinds=_ASKED)
        if child.dep_ == "prep" and child.lower_ in _ABOUT:
            thing = next((part for part in child.children if part.dep_ == "pobj"), None)
            who = None if thing is None else cast.who(thing)
            if thing is not None and (who is None or cast.actors[who].kind in NAMELESS_KINDS):
                return refer(thing, cast, _ASKED)
    return bare_reference(_ASKED)
