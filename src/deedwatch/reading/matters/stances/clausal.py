"""Stances that a plain clause takes, without a verb of stances.

- rejects: a party says of itself that it will not do a thing ("Norland will not let the crew go")
- conditional: a party would do a thing, but only if ("We will send officers only if they pay")

Such a clause answers a matter only where its words or its place tell which; else it is no stance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deedwatch.actors.kinds import PARTY_KINDS, STATE_KINDS
from deedwatch.language.closed import WILL, WILL_OR_CAN, WOULD, is_negated
from deedwatch.language.doers import is_suffered
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import is_of_first_person, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import Reference, refer
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.records import MatterKind, Span, Stance, Statement

__all__ = ["Manner", "clause_stance", "manner_of"]

_ASKED: tuple[MatterKind, ...] = ("demand", "proposal")
_FUTURE = WILL | WOULD | {"wo"}
_REFUSING = WILL_OR_CAN | WOULD
_CONDITION = re.compile(rf"\b(?:{any_of('matters: only if', 'matters: in return')})\b", re.IGNORECASE)
_LASTING_FOR = re.compile(rf"(?:{any_of('matters: as long as')})\b", re.IGNORECASE)
_EXCEPTION = re.compile(r"\bunless\b", re.IGNORECASE)  # "will attack unless" threatens
_TALKING = words_for("matters: mere talk")
_HINDERING = words_for("matters: hindering")
_COMING = words_for("matters: coming")
_EMPTY = words_for("matters: standing for what was said")
_STAYING = words_for("matters: staying")
_LASTING = words_for("matters: lasting states")
_JOINING = words_for("matters: going along")
_ABOUT_TO = words_for("matters: about to")
_ONE = frozenset({"one", "any"})
_ANY = frozenset({"no", "a", "an", "any"})
_LEAST = 2  # words that tell what is refused


class Manner(NamedTuple):
    """How a clause tells a deed: refused, where a condition on it begins (an offset), or plainly.

    ``stays`` tells that a thing is to stay as it is, ``comes`` that one will be there, and no more.
    """

    refused: bool
    condition: int | None
    stays: bool = False
    comes: bool = False


def clause_stance(
    verb: Token, manner: Manner, cast: Cast, told: Statement | None
) -> tuple[str, Stance, Reference] | None:
    """Who takes which stance in the clause of a verb, and on what.

    None where the clause takes none: talk, a wish, another party's future.
    """
    condition = manner.condition
    if condition is None and mood_of(verb).unreal:
        return None
    if manner.stays:
        return _unmoved(verb, cast, told)
    who = _doer(verb, cast, told)
    if who is None or (told is not None and _is_foreign(cast, who, told, condition)):
        return None
    span = _span(verb, condition)
    if condition is not None and verb.low_lemma_ in _JOINING:  # "would observe the truce only if"
        span = (min(span[0] + len(verb.text) + 1, span[1]), span[1])
    done = next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    if done is not None and condition is not None:  # "the dump could be moved, but only if"
        span = (done.left_edge.idx, verb.idx + len(verb.text))
    stood_for = _stood_for(verb)
    if stood_for is not None:
        span = (stood_for, span[1])
    content = frozenset(words(verb.doc.text[span[0] : span[1]])) - _own_names(verb, cast)
    if len(content) < _LEAST and condition is None and not manner.comes:
        return None
    stance: Stance = "conditional" if condition is not None else "accepts" if manner.comes else "rejects"
    if manner.comes:
        content = frozenset()
    return who, stance, Reference(kinds=_ASKED, span=span, content=content, clause=True)


def _stood_for(verb: Token) -> int | None:
    """Where the thing begins that "one" stands for: "There is no debt, and we shall not pay one"."""
    if not any(child.dep_ == "dobj" and child.lower_ in _ONE for child in verb.children):
        return None
    before = verb.doc[verb.sent.start : verb.i]
    things = [t for t in before if t.pos_ == "NOUN" and any(c.lower_ in _ANY for c in t.children)]
    return things[-1].idx if things else None


def _is_foreign(cast: Cast, who: str, told: Statement, condition: int | None) -> bool:
    """Does another side say so? A state's terms may be told by somebody known from other reports."""
    speaker = cast.actors.get(told.speaker or "")
    if same_side(cast, [who], [told.speaker or ""]):
        return False
    homeless = speaker is not None and speaker.kind == "person" and speaker.country is None
    return not (homeless and condition is not None and cast.actors[who].kind in STATE_KINDS)


def _unmoved(verb: Token, cast: Cast, told: Statement | None) -> tuple[str, Stance, Reference] | None:
    """Who says that a thing stays as it is ("The bond stays"), and which thing."""
    subject = agent_of(verb)
    if subject is None or told is None or told.speaker is None or subject.pos_ not in {"NOUN", "PROPN"}:
        return None
    named = refer(subject, cast, ("demand",))
    wanted = named.maker is not None and named.named  # "the post that Norland wants gone will stay"
    end = max(part.idx + len(part.text) for part in subject.subtree if part.i < verb.i)
    span = named.span if wanted and named.span else (subject.left_edge.idx, end)
    content = frozenset(words(subject.doc.text[slice(*span)])) - _own_names(verb, cast)
    if not content:
        return None
    maker = named.maker if wanted and not same_side(cast, [named.maker or ""], [told.speaker]) else None
    reference = Reference(kinds=("demand",), span=span, content=content, clause=True, maker=maker)
    return told.speaker, "rejects", reference


def manner_of(verb: Token) -> Manner | None:
    """Whether a deed that lies ahead is refused, or hangs on a condition; None for neither, and for talk."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    going = verb.head if verb.dep_ == "xcomp" and verb.head.low_lemma_ in _ABOUT_TO else None
    if verb.low_lemma_ in _STAYING and not is_negated(verb) and auxiliaries <= _FUTURE:
        lasting = bool(auxiliaries) or verb.tag_ in {"VBZ", "VBP"}
        being = [c for c in verb.children if c.dep_ in {"acomp", "attr", "oprd"}]
        whole = lasting and all(c.lower_ in _LASTING for c in being)
        return Manner(refused=True, condition=None, stays=True) if whole else None
    ours = bool([child for child in verb.children if child.dep_ == "nsubj" and child.lower_ == "we"])
    if not (auxiliaries & _REFUSING or going is not None or ours):
        return None
    negated = is_negated(verb) or (going is not None and is_negated(going))
    future = bool(auxiliaries & _FUTURE) or going is not None
    future = future or (bool(auxiliaries & {"could", "can"}) and _condition_of(verb, _CONDITION) is not None)
    future = future or (ours and not auxiliaries and _condition_of(verb, _CONDITION) is not None)
    refused = negated and (future or bool(auxiliaries & _REFUSING))
    if "have" in auxiliaries or not (future or refused) or verb.low_lemma_ in _TALKING:
        return None
    if refused and verb.low_lemma_ in _HINDERING:
        return None  # who will not block a thing refuses nothing
    condition = _condition_of(verb, _CONDITION)
    if negated and (condition is None or _LASTING_FOR.match(verb.doc.text, condition)):
        condition = _condition_of(verb, _EXCEPTION)  # "will not go as long as I live" sets none
    comes = not refused and condition is None and future and _is_all(verb)
    return Manner(refused, condition, comes=comes) if refused or condition or comes else None


def _is_all(verb: Token) -> bool:
    """Is to come, join or do so all that is said, so that only what was proposed can tell to what?"""
    rest = {"nsubj", "aux", "punct", "mark", "cc", "neg", "conj"}
    told = [c for c in verb.children if c.dep_ not in rest and c.lower_ not in _EMPTY]
    return verb.low_lemma_ in _COMING and not told and verb.dep_ in {"ccomp", "ROOT"}


def _condition_of(verb: Token, marks: re.Pattern[str]) -> int | None:
    """The offset at which the condition on the verb begins; None for none."""
    found = marks.search(verb.doc.text, verb.idx, verb.sent.end_char)
    return None if found is None else found.start()


def _doer(verb: Token, cast: Cast, told: Statement | None) -> str | None:
    """The party that does it: a state, body or group, "we", or whoever speaks of his own side."""
    if verb.dep_ in {"relcl", "acl", "advcl", "pcomp"}:
        return None
    subject = agent_of(verb)
    if subject is None or is_suffered(verb):
        return told.speaker if told is not None and is_suffered(verb) and told.mode != "direct" else None
    if told is not None and is_of_first_person(subject):
        return told.speaker
    found = cast.who(subject)
    if found is None:
        return None
    actor = cast.actors[found]
    official = actor.kind == "person" and bool(actor.roles)
    pronoun = subject.pos_ == "PRON" and told is not None and same_side(cast, [found], [told.speaker or ""])
    return found if actor.kind in PARTY_KINDS or official or pronoun else None


def _span(verb: Token, condition: int | None) -> Span:
    """The words from the verb to the condition, or to the end of its clause."""
    end = max((token.idx + len(token.text) for token in _inside(verb)), default=verb.idx + len(verb.text))
    if condition is not None and condition > verb.idx:
        end = min(end, condition)
    text = verb.doc.text
    return (verb.idx, verb.idx + len(text[verb.idx : end].rstrip(' ,.;:"”')))


def _inside(verb: Token) -> Iterator[Token]:
    for token in verb.subtree:
        if token.i >= verb.i and token.sent == verb.sent:
            yield token


def _own_names(verb: Token, cast: Cast) -> frozenset[str]:
    """Names of actors inside the clause tell little of what is refused."""
    text = verb.doc.text
    spans = (m.span for m in cast.mentions if m.kind == "name" and m.span[0] >= verb.idx)
    return frozenset(word for start, end in spans for word in words(text[start:end]))
