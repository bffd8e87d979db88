"""Deeds that a party says were not done: "no soldier crossed the line", "nobody has touched the nets".

Behind a charge that is a denial of it. Where the report tells no such charge, it may be one of another
report: the words are kept, and count only where they are those of a charge against the party.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.language.closed import NOBODY, WILL, is_negated
from deedwatch.language.doers import own_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.answered.topical import question_before
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import Draft
from deedwatch.reading.matters.modality import mood_of
from deedwatch.records import Position
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Span, Statement

__all__ = ["disowned", "is_done_by_none", "is_not_done"]

_DENYING = NOBODY - {"neither"} | {"never"}
_OURS = frozenset({"we", "our", "ours", "nobody"})
_NO_DEED = words_for("matters: no deed")
_ANSWERING = words_for("matters: answering")
_OWN = frozenset({"we", "our", "ours", "us", "it", "they", "its", "their", "them", "his", "her", "my"})
_UNREAL = WILL | {"could", "may", "might", "must", "should"}
_ASIDE = words_for("matters: beside the deed")
_POINTING = _OWN | words_for("matters: pointing at the deed")
_LEAST = 2  # words that tell what was not done


def disowned(
    parse: Parse, cast: Cast, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """What parties say was not done, where it answers nothing that the report tells."""
    answered = {p.statement for draft in drafts for p in draft.positions if p.statement}
    found = []
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or statement.id in answered or cast.actors[speaker].kind in NAMELESS_KINDS:
            continue
        question = question_before(parse, statement)
        for span in (span for content in statement.content for span in _not_done(parse, content)):
            position = Position(actor=speaker, stance="denies", statement=statement.id, span=span)
            found.append(
                Draft(
                    kind="accusation", by=(), to=(speaker,), content=span, at=span[0],
                    statement=statement.id, move="recalls", positions=(position,),
                    also=(question,) if question else (),
                )
            )  # fmt: skip
            break
    return tuple(found)


def _not_done(parse: Parse, content: Span) -> list[Span]:
    """The clauses of a statement that say that a deed was not done."""
    inside = parse.doc.char_span(*content, alignment_mode="expand") or ()
    found = []
    for token in inside:
        verb = _denied(token) if token.dep_ == "neg" or token.lower_ in _DENYING else None
        if verb is None or verb.low_lemma_ in _NO_DEED | _ANSWERING or verb.lemma_ == "be":
            continue
        if mood_of(verb).unreal:
            continue
        span = (max(verb.left_edge.idx, content[0]), min(_end(verb), content[1]))
        if len(words(parse.text[slice(*span)])) >= _LEAST:
            found.append(span)
    return found


def _end(verb: Token) -> int:
    return verb.right_edge.idx + len(verb.right_edge.text)


def _denied(token: Token) -> Token | None:
    """The verb in the past that a negating word negates; None for none."""
    verb = token.head if token.head.pos_ in {"VERB", "AUX"} else token.head.head
    helping = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return verb if _is_past(verb) and not helping & _UNREAL else None


def _is_past(verb: Token) -> bool:
    """Does the verb tell what was or has been done? "Evidence is not given back" tells what is done."""
    helping = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    if helping & {"did", "had", "has", "have"}:
        return True
    return verb.tag_ in {"VBD", "VBN"} and not helping & {"is", "are"}


def is_not_done(token: Token, charge: frozenset[str] | set[str], *, close: bool) -> bool:
    """Does a negation deny a deed: in words of the charge, or, close to it, of one's own side?"""
    if not (token.dep_ == "neg" or token.lower_ in _DENYING):
        return False
    verb = token.head if token.head.pos_ in {"VERB", "AUX"} else token.head.head
    lemma = verb.low_lemma_
    if not _is_past(verb) or lemma in _ANSWERING:
        return False
    clause = verb.doc.text[verb.left_edge.idx : verb.right_edge.idx + len(verb.right_edge.text)]
    return bool(charge & words(clause)) or (close and lemma not in _NO_DEED and _is_own(verb))


def is_done_by_none(verb: Token, charge: frozenset[str] | set[str]) -> bool:
    """Does it say that none of them did it ("None of his men had set foot there", "we never touched it")?

    Of who was just charged that denies the charge, if it is done as that says, or to what a word points at:
    "no soldier had been paid since May" speaks of another thing.
    """
    if verb.dep_ in {"aux", "auxpass", "relcl"} or not _is_past(verb):
        return False
    helping = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    subject = own_subject(verb)
    if helping & _UNREAL or subject is None or not _is_of_the_charge(verb, charge):
        return False
    if {verb.low_lemma_, subject.low_lemma_} & (_NO_DEED | _ANSWERING | _ASIDE):
        return False
    parts = {part.lower_ for part in subject.subtree}
    ahead = {part.lower_ for part in subject.subtree if part.i <= subject.i}
    if subject.lower_ in _DENYING and not parts & _OWN:
        return False  # "Nobody has touched the lighthouse" may be said of anything
    if subject.lower_ in _DENYING or ahead & {"no", "not"}:
        return True
    never = any(child.lower_ == "never" for child in verb.children)
    by_any = any(child.dep_ == "agent" and _is_anybody(child) for child in verb.children)
    return (never and bool(parts & _OWN)) or (by_any and is_negated(verb))


def _is_of_the_charge(verb: Token, charge: frozenset[str] | set[str]) -> bool:
    """Is the deed told in words of the charge, or done to what was just told ("there", "its side", "any")?"""
    behind = [c for c in verb.children if c.i > verb.i and c.dep_ != "advcl"]
    told = [verb, *(part for child in behind for part in child.subtree)]
    if any(part.lower_ in _POINTING for part in told):
        return True
    return not charge.isdisjoint(words(" ".join([part.text for part in told])))


def _is_anybody(by: Token) -> bool:
    return any(part.lower_ in {"anybody", "anyone", "any"} for part in by.subtree)


def _is_own(verb: Token) -> bool:
    """Is it what the own side, or anybody, did to nothing ("our men have moved nothing", "nobody was hit")?

    "Nobody has touched the lighthouse" may be said of anything.
    """
    subject = agent_of(verb)
    if subject is None:
        return False
    told = {part.i for part in subject.subtree} | {verb.i}
    parts = {subject.lower_, *(part.lower_ for part in subject.subtree)}
    named = any(part.pos_ in {"NOUN", "PROPN"} and part.i not in told and part.lower_ not in _DENYING
                for part in verb.subtree)  # fmt: skip
    return bool(parts & _OURS) and not named
