"""Charges that are known by their denial.

"'Two pages were torn out in the archive of the bank,' the minister said. The bank denied it": what a party
tells of another as done, and the other denies, is a charge, though nothing in it sounds like one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from deedwatch.lexicon.words import any_of
from deedwatch.reading.matters.answered.disowned import is_not_done
from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.reading.matters.made.wrongs import doer_of, is_done, pointed_at
from deedwatch.reading.matters.stances.formulas import stance_of_phrase
from deedwatch.text.holding import meet
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.take import Take
    from deedwatch.records import Statement

__all__ = ["charged_by_denial"]

_NEGATED = re.compile(
    rf"\b(?:no|not|never|nobody|none|nothing|{any_of('matters: calling it untrue')})\b|n['’]t\b",
    re.IGNORECASE,
)
_WITHIN = 3  # sentences between what was told and its denial


class _Denial(NamedTuple):
    """Who denies, where, in which statement; ``disowning`` where only the words of the deed tell of what."""

    actor: str
    at: int
    statement: str | None
    disowning: bool = False


def charged_by_denial(
    parse: Parse,
    cast: Cast,
    statements: tuple[Statement, ...],
    drafts: list[Draft],
    takes: tuple[Take, ...],
) -> list[Draft]:
    """The drafts, and a charge for each statement that is denied by those of whom it tells a deed."""
    for denial in _denials(parse, statements, takes):
        if any(_is_meant(parse, cast, draft, denial) for draft in drafts):
            continue
        told = next(_told_of(parse, cast, statements, denial), None)
        if told is not None:
            drafts = [d for d in drafts if not (d.kind == "accusation" and meet(d.content, told.content[0]))]
            drafts.append(_charge(cast, told, denial.actor))
    return drafts


def _denials(parse: Parse, statements: tuple[Statement, ...], takes: tuple[Take, ...]) -> Iterator[_Denial]:
    for take in takes:
        bare = take.told_by is None and not take.reference.content
        if take.stance == "denies" and take.actor is not None and bare:
            yield _Denial(take.actor, take.at, take.statement)
    for said in statements:
        if said.speaker is not None and any(_NEGATED.search(parse.text, *span) for span in said.content):
            yield _Denial(said.speaker, said.content[0][0], said.id, disowning=True)


def _charge(cast: Cast, told: Statement, denier: str) -> Draft:
    """The charge, against the party that it names where a person denies it."""
    named = (m.actor for span in told.content for m in cast.within(span))
    bodies = (key for key in named if cast.actors[key].kind != "person")
    against = next((key for key in bodies if _is_side_of(cast, key, denier)), denier)
    return Draft(
        kind="accusation",
        by=(told.speaker or "",),
        to=(against,),
        content=told.content[-1],
        at=told.content[0][0],
        statement=told.id,
        quoted=told.mode == "direct",
        also=told.content[:-1],
    )


def _is_meant(parse: Parse, cast: Cast, draft: Draft, denial: _Denial) -> bool:
    """Does the report hold a charge against the one who denies, told before he does?"""
    return (
        draft.kind == "accusation"
        and draft.at < denial.at
        and parse.sentence_of(denial.at) - parse.sentence_of(draft.at) <= 2 * _WITHIN
        and (not draft.to or same_land(cast, draft.to, [denial.actor]))
        and not same_side(cast, draft.by, [denial.actor])
    )


def _told_of(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], denial: _Denial
) -> Iterator[Statement]:
    """What others tell of the denier just before, the nearest first."""
    place = parse.sentence_of(denial.at)
    for said in reversed(statements):
        if not said.content or said.speaker is None or said.content[0][0] >= denial.at:
            continue
        if place - parse.sentence_of(said.content[-1][0]) > _WITHIN:
            return
        if said.id != denial.statement and not same_side(cast, [said.speaker], [denial.actor]):
            deeds = [verb for verb in _deeds(parse, said) if _is_deed_of(verb, cast, said, denial.actor)]
            if deeds and (not denial.disowning or _is_disowned(parse, denial, said)):
                yield said


def _deeds(parse: Parse, said: Statement) -> tuple[Token, ...]:
    parts = (parse.doc.char_span(*span, alignment_mode="expand") for span in said.content)
    return tuple(verb for part in parts if part for verb in (part.root, *part.root.conjuncts))


def _is_disowned(parse: Parse, denial: _Denial, told: Statement) -> bool:
    """Do the words of who denies say that a deed was not done, in words of what was told, or of his own?"""
    start, end = parse.sentences[parse.sentence_of(denial.at)]
    close = parse.sentence_of(denial.at) - parse.sentence_of(told.content[-1][0]) <= 1
    charge = words(" ".join(parse.text[slice(*span)] for span in told.content))
    inside = parse.doc.char_span(max(start, denial.at), end, alignment_mode="contract") or ()
    if any(is_not_done(token, charge, close=close) for token in inside):
        return True
    return close and stance_of_phrase(parse, (denial.at, end), "accusation") == "denies"


def _is_deed_of(verb: Token, cast: Cast, said: Statement, who: str) -> bool:
    """Is it told as done, and by the one, or by nobody in particular where he is named?"""
    if not (is_done(verb) or _was_done(verb)):
        return False
    doer = doer_of(verb)
    if doer is None:
        return any(_is_side_of(cast, m.actor, who) for span in said.content for m in cast.within(span))
    key = pointed_at(doer, cast) or cast.who(doer)
    if key is None:
        return doer.lower_ == "they" or any(role.endswith(doer.text) for role in cast.actors[who].roles)
    return _is_side_of(cast, key, who)


def _is_side_of(cast: Cast, key: str, who: str) -> bool:
    """Are they of one side, or is it the body of which the one is told to be an officer?"""
    roles = cast.actors[who].roles
    return same_land(cast, [key], [who]) or any(role.endswith(cast.actors[key].name) for role in roles)


def _was_done(verb: Token) -> bool:
    """Is it told as done to something: "were torn out"?"""
    return any(child.dep_ == "auxpass" and child.tag_ == "VBD" for child in verb.children) and not any(
        child.dep_ in {"aux", "neg"} for child in verb.children
    )
