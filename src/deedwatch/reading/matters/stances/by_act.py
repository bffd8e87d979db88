"""Stances of statements whose act is one: a denial, a refusal, an acceptance, blame and praise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reading.matters.modality import is_denied, refuses
from deedwatch.reading.matters.references import refer_span
from deedwatch.reading.matters.stances.formulas import stance_of_phrase
from deedwatch.reading.matters.stances.objects import is_people
from deedwatch.reading.matters.take import Take

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import MatterKind, Stance, Statement

__all__ = ["told_by_act"]

_OF_ACT: dict[str, tuple[Stance, tuple[MatterKind, ...]]] = {
    "deny": ("denies", ("accusation",)),
    "reject": ("rejects", ("proposal", "demand", "promise", "accusation")),
    "accept": ("accepts", ("proposal", "demand", "promise")),
    "accuse": ("rejects", ("promise", "proposal")),
    "praise": ("supports", ("promise", "proposal")),
}
_OF_REFERENCE = frozenset({"accuse", "praise"})  # blaming "the deal" rejects it; blaming a person does not


def told_by_act(statement: Statement, parse: Parse, cast: Cast) -> Take | None:
    """The stance that a statement takes by its act; None for none."""
    known = _OF_ACT.get(statement.act)
    if known is None or statement.speaker is None or not statement.content:
        return None
    stance, kinds = known
    start, end = statement.content[0]
    words = parse.doc.char_span(start, end, alignment_mode="expand")
    if words is None or words.text.rstrip(' "”').endswith("?"):
        return None
    open_ended = stance_of_phrase(parse, statement.content[0], "proposal") in {"noncommittal", "conditional"}
    refused = refuses(words.root) and (words.root.pos_ != "VERB" or is_denied(words.root))
    people = stance in {"rejects", "denies"} and is_people(words.root, cast)
    if open_ended or people or (stance == "rejects" and refused):
        return None  # "I say neither yes nor no" denies nothing, "refused to reject it" rejects nothing
    reference = refer_span(statement.content[0], parse, cast, kinds)
    if stance == "accepts" and reference.kinds == ("accusation",):
        return None  # who defends himself against a report has not accepted it
    if statement.act in _OF_REFERENCE and (not reference.named or reference.clause):
        return None
    at = statement.cue[0] if statement.cue else statement.content[0][0]
    return Take(
        actor=statement.speaker,
        at=at,
        reference=reference,
        kinds=kinds,
        stance=stance,
        statement=statement.id,
        span=statement.cue or statement.content[0],
        by_act=True,
    )
