"""Who has neither agreed nor refused in so many words: "has not accepted it. It has not refused it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.closed import NOBODY
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import first_match, object_of, words_ahead
from deedwatch.reading.matters.drafts import same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import bare_reference, refer
from deedwatch.reading.matters.rows import stance_verbs_of
from deedwatch.reading.matters.stances.tellers import actor_of, statement_of
from deedwatch.reading.matters.take import Take, speaker_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.rows import StanceVerb
    from deedwatch.records import MatterKind, Statement

__all__ = ["is_in_pattern", "undecided"]

_DENYING = words_for("events: denying")
_PAIR_WITHIN = 2  # sentences


def undecided(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> list[Take]:
    """Who says of himself that he has neither agreed nor refused has answered without taking a side."""
    negated = [
        (take, parse.sentence_of(take.at))
        for token in parse.doc
        if token.pos_ == "VERB"
        for row, last in _plain_answers(token)
        for take in _negated((token, last), row, cast, statements)
    ]
    found = []
    for refused, place in negated:
        if refused.stance != "rejects":
            continue
        partners = [
            take
            for take, other in negated
            if take.stance == "accepts" and abs(other - place) <= _PAIR_WITHIN and take.told_by is None
            and same_side(cast, [take.actor or ""], [refused.actor or ""])
        ]  # fmt: skip
        if partners:
            fullest = max(partners, key=lambda take: len(take.reference.content))
            asked: tuple[MatterKind, ...] = ("proposal", "demand")
            told = fullest.reference
            if told.span is not None and not told.named:
                told = replace(told, named=True, kinds=asked)
            found.append(replace(refused, stance="noncommittal", reference=told))
    return found


def _plain_answers(verb: Token) -> Iterator[tuple[StanceVerb, Token]]:
    """The rows by which a verb accepts or rejects, with the last word of each."""
    rows = stance_verbs_of(verb.low_lemma_)
    rows = tuple(row for row in rows if row.stance in {"accepts", "rejects"} and row.when == "plain")
    near = words_ahead(verb) if rows else frozenset[str]()
    for row in rows:
        last = first_match(verb, row.verbs, near)
        if last is not None:
            yield row, last


def _negated(
    words: tuple[Token, Token], row: StanceVerb, cast: Cast, statements: tuple[Statement, ...]
) -> Iterator[Take]:
    verb, last = words
    head = object_of(verb, last, row.object)
    mood = mood_of(verb, head)
    if mood.negated and is_in_pattern(verb, last):
        return  # "It says no" negates nothing
    told = speaker_at(verb.idx, statements)
    actor = actor_of(verb, cast, told, row)
    denied = verb.dep_ == "ccomp" and verb.head.low_lemma_ in _DENYING
    if not (mood.negated or denied) or mood.unreal or actor is None:
        return
    if told is not None and not same_side(cast, [actor], [told.speaker or ""]):
        return
    empty = head is None or head.lower_ in NOBODY
    yield Take(
        actor=actor,
        at=verb.idx,
        reference=bare_reference(row.kinds) if empty or head is None else refer(head, cast, row.kinds),
        kinds=("proposal", "demand"),
        stance=row.stance,
        statement=statement_of(verb, told, statements),
        span=(verb.idx, last.idx + len(last.text)),
    )


def is_in_pattern(verb: Token, last: Token) -> bool:
    """Is the only negation a word of the pattern itself ("would have none of it", "said no")?"""
    inside = any(part.lower_ in NOBODY for part in verb.doc[verb.i + 1 : last.i + 1])
    return inside and not any(child.dep_ == "neg" for child in verb.children)
