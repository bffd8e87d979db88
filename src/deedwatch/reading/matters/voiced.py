"""Matters that the report tells without a statement: "accused the army of firing" inside another clause.

An event of asking, accusing, threatening or rejecting that no statement carries names its sides; its
verb names what was asked or alleged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reading.matters.clauses import clause_span, subtree_span
from deedwatch.reading.matters.drafts import Draft, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.stated import is_source_term
from deedwatch.reading.matters.takes import speaker_at
from deedwatch.reading.matters.unmade import is_vague

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Event, MatterKind, Span, Statement

__all__ = ["voiced_drafts"]

_KIND: dict[str, MatterKind] = {"REQUEST": "demand", "ACCUSE": "accusation", "THREATEN": "promise"}
_LEAST = 2  # words that tell what was asked or alleged


def voiced_drafts(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> list[Draft]:
    """One draft for each such event outside the title that has a maker and words of its own."""
    drafts = []
    for event in events:
        kind = _KIND.get(event.type)
        if kind is None or not event.source or event.status != "reported" or event.background:
            continue
        if all(is_vague(cast, key) for key in event.source):
            continue
        if _is_heading(parse, event.anchor[0]) or _is_stated(cast, event, statements):
            continue
        found = parse.doc.char_span(*event.anchor, alignment_mode="expand")
        if found is None or found.root.pos_ != "VERB":
            continue
        content = _content(found.root, kind)
        mood = mood_of(found.root)
        if content is None or mood.negated or mood.unreal:
            continue
        to = tuple(key for key in event.target if cast.actors[key].kind != "media")
        drafts.append(Draft(kind=kind, by=event.source, to=to, content=content, at=event.anchor[0]))
    return drafts


def _is_heading(parse: Parse, offset: int) -> bool:
    """Does it stand in a first paragraph that ends without a full stop, as titles do?"""
    start, end = parse.paragraphs[0]
    return start <= offset < end and not parse.text[start:end].rstrip(' "”’\n').endswith((".", "!", "?", ":"))


def _is_stated(cast: Cast, event: Event, statements: tuple[Statement, ...]) -> bool:
    """Does a statement stand for it: by its cue, or as words of the same side?"""
    start, end = event.anchor
    if any(s.cue is not None and s.cue[0] < end and start < s.cue[1] for s in statements):
        return True
    told = speaker_at(start, statements)
    return told is not None and (
        told.speaker is None or not event.source or same_side(cast, event.source, [told.speaker])
    )


def _content(verb: Token, kind: MatterKind) -> Span | None:
    """What follows "of", else the infinitive or clause, else the object."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "for"} and kind != "promise":
            inner = next((part for part in child.children if part.dep_ in {"pobj", "pcomp"}), None)
            if inner is not None:
                return _long_enough(verb, clause_span(inner) if inner.pos_ == "VERB" else subtree_span(inner))
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i:
            return _long_enough(verb, clause_span(child))
    return None


def _long_enough(verb: Token, span: Span) -> Span | None:
    found = verb.doc.char_span(*span, alignment_mode="expand")
    enough = found is not None and len(found) >= _LEAST and not is_source_term(found)
    return span if enough else None
