"""Stances as the text shows them: who, what stance, in which words, on what that the words name.

Each way of telling one has its file: a verb of taking a stance (``by_verb``), a plain clause (``clausal``),
a verb with a noun (``counters``), a noun (``by_noun``), a deed (``by_deed``), and, where no words of the cue
tell one, the act of the statement (``by_act``).
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.doers import acting_subject
from deedwatch.reading.matters.drafts import is_of_first_person, same_side
from deedwatch.reading.matters.references import Reference
from deedwatch.reading.matters.stances.by_act import told_by_act
from deedwatch.reading.matters.stances.by_deed import told_by_deed
from deedwatch.reading.matters.stances.by_noun import told_by_noun
from deedwatch.reading.matters.stances.by_verb import told_by_verb
from deedwatch.reading.matters.stances.called_untrue import called_untrue
from deedwatch.reading.matters.stances.clausal import clause_stance, manner_of
from deedwatch.reading.matters.stances.counters import WITH_NOUN, told_of
from deedwatch.reading.matters.stances.likewise import likewise
from deedwatch.reading.matters.stances.siding import asking_too, backing_from
from deedwatch.reading.matters.stances.tellers import covers, statement_of
from deedwatch.reading.matters.stances.undecided import undecided
from deedwatch.reading.matters.take import Take, speaker_at
from deedwatch.text.holding import cued
from deedwatch.text.wording import words as folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Statement

__all__ = ["find_takes"]

_THEM = frozenset({"them", "him", "her"})


def find_takes(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> tuple[Take, ...]:
    """All stances and moves, in order of place; one for each actor, stance and reference."""
    found = [
        take
        for token in parse.doc
        if token.pos_ == "VERB" or (token.lemma_ == "be" and token.dep_ != "aux")
        for take in told_by_verb(token, cast, statements)
    ]
    held = {take.at for take in found}
    clauses = [token for token in parse.doc if token.pos_ == "VERB" and token.idx not in held]
    found += [take for token in clauses if (take := _of_clause(token, cast, statements)) is not None]
    nouned = [token for token in parse.doc if token.pos_ in {"VERB", "AUX"} and token.lemma_ in WITH_NOUN]
    found += [take for token in nouned for take in _with_noun(token, cast, statements)]
    found += [take for token in parse.doc if token.lemma_ == "let" for take in _defied(token, statements)]
    found += called_untrue(parse, cast, statements)
    found += undecided(parse, cast, statements)
    found += told_by_noun(parse, cast, statements)
    found += told_by_deed(parse, cast, statements)
    found += asking_too(parse, cast, statements)
    found += backing_from(parse, cast, statements)
    found += likewise(parse, cast, found, statements)
    cues = sorted({take.at for take in found})
    for statement in statements:
        take = told_by_act(statement, parse, cast)
        first, end = statement.cue or (0, 0)
        if take is not None and bisect_left(cues, first) == bisect_left(cues, max(first, end)):
            found.append(take)
    spread = [
        take if key == take.actor else replace(take, actor=key)
        for take in found
        for key in _members(cast, take)
    ]
    return tuple(sorted(spread, key=lambda take: take.at))


def _members(cast: Cast, take: Take) -> tuple[str | None, ...]:
    """The actor, or each member of a collective ("both sides")."""
    return cast.members.get(take.actor or "", ()) or (take.actor,)


def _of_clause(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> Take | None:
    """What a plain clause refuses, or makes hang on a condition."""
    manner = manner_of(verb)
    if manner is None:
        return None
    told = speaker_at(verb.idx, statements)
    found = clause_stance(verb, manner, cast, told)
    if found is None:
        return None
    actor, stance, reference = found
    return Take(
        actor=actor,
        at=verb.idx,
        reference=reference,
        kinds=reference.kinds,
        stance=stance,
        statement=None if told is None else told.id,
        told_by=None if told is None or same_side(cast, [actor], [told.speaker or ""]) else told.speaker,
        span=reference.span,
        by_clause=True,
    )


def _defied(verb: Token, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """What others threaten to do and are told to go ahead with: "Let them close the ports"."""
    told = speaker_at(verb.idx, statements)
    deed = next((c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VB"), None)
    if told is None or told.speaker is None or told.mode != "direct" or deed is None:
        return
    if acting_subject(verb) is not None or not any(c.lower_ in _THEM for c in deed.children):
        return
    span = (deed.idx, deed.right_edge.idx + len(deed.right_edge.text))
    content = folded(verb.doc.text[slice(*span)])
    reference = Reference(kinds=("promise",), span=span, content=content, clause=True)
    yield Take(
        actor=told.speaker, at=verb.idx, reference=reference, kinds=("promise",), stance="rejects",
        statement=told.id, span=span, by_clause=True,
    )  # fmt: skip


def _with_noun(verb: Token, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """A counter-proposal or backing, where its side speaks for itself or the report tells it."""
    found = told_of(verb, cast)
    if found is None:
        return
    told = speaker_at(verb.idx, statements)
    if found.doer is None:
        actor = next((s.speaker for s in cued(statements, verb.idx) if covers(s, verb.idx)), None)
    else:
        own = told is not None and is_of_first_person(found.doer)
        actor = told.speaker if own and told is not None else cast.who(found.doer)
    if actor is None or (told is not None and not same_side(cast, [actor], [told.speaker or ""])):
        return
    kinds = found.reference.kinds
    yield Take(
        actor=actor, at=verb.idx, reference=found.reference, kinds=kinds, stance=found.stance,
        statement=statement_of(verb, told, statements), span=(verb.idx, verb.idx + len(verb.text)),
    )  # fmt: skip
