"""Matters named in passing: "the guards would leave, as Norland has demanded since March".

The main clause tells what was demanded; where it is what the other side promises, the promise meets the
demand.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from deedwatch.reading.matters.clauses import subject_of
from deedwatch.reading.matters.drafts import Draft, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.records import Position

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import MatterKind, Span

__all__ = ["as_said"]

_KINDS: dict[str, MatterKind] = {
    "demand": "demand", "ask": "demand", "request": "demand", "urge": "demand", "want": "demand",
    "propose": "proposal", "suggest": "proposal", "offer": "proposal",
}  # fmt: skip


def as_said(parse: Parse, cast: Cast, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts and the matters of such clauses, with the consent of whoever promises them."""
    known = list(drafts)
    for token in parse.doc:
        kind = _KINDS.get(token.lemma_.lower())
        if kind is None or token.pos_ != "VERB" or token.dep_ != "advcl" or not _is_as_clause(token):
            continue
        subject = subject_of(token)
        maker = None if subject is None else cast.who(subject)
        if maker is None or mood_of(token).negated:
            continue
        content = _main_clause(token)
        known = [_without(draft, token, content) for draft in known]
        promises = [d for d in known if d.kind == "promise" and d.by and _overlaps(d.content, content)]
        granted = [d for d in promises if not same_side(cast, d.by, [maker])]
        known.append(
            Draft(
                kind=kind,
                by=(maker,),
                to=granted[0].by if granted else (),
                content=content,
                at=token.idx,
                move="recalls",
                positions=tuple(
                    Position(actor=key, stance="accepts", statement=d.statement, span=content)
                    for d in granted
                    for key in d.by
                ),
            )
        )
    return tuple(known)


def _is_as_clause(verb: Token) -> bool:
    return any(child.lower_ == "as" and child.i < verb.i for child in verb.children)


def _main_clause(verb: Token) -> Span:
    """The words of the governing clause before the clause with "as"."""
    main = verb.head
    tokens = [token for token in main.subtree if token.i < verb.left_edge.i and token.sent == verb.sent]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if not tokens:
        return (main.idx, main.idx + len(main.text))
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def _overlaps(one: Span, two: Span) -> bool:
    return one[0] < two[1] and two[0] < one[1]


def _without(draft: Draft, verb: Token, content: Span) -> Draft:
    """A matter told by the same sentence ends before the clause with "as"."""
    cut = verb.left_edge.idx
    if draft.content[0] < cut < draft.content[1] and _overlaps(draft.content, content):
        return replace(draft, content=(draft.content[0], content[1]))
    return draft
