"""What a proposal says, told after it is named: "The new text foresees a truce of sixty days"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.doers import acting_subject
from deedwatch.reading.matters.clauses import clause_span, first_match, object_of, subtree_span
from deedwatch.reading.matters.references import kinds_of_noun
from deedwatch.reading.matters.rows import load_provisions

if TYPE_CHECKING:
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.drafts import Draft
    from deedwatch.records import Span

__all__ = ["provide"]

_NEAR = 3  # sentences after the proposal is named


@cache
def _patterns() -> tuple[str, ...]:
    return tuple(pattern for row in load_provisions() for pattern in row.verbs)


def provide(parse: Parse, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The proposals with the wording that the report gives for them."""
    known = list(drafts)
    for token in parse.doc:
        wording = _wording(token) if token.pos_ == "VERB" else None
        if wording is None:
            continue
        number = _named_before(parse, known, wording)
        if number is not None:
            known[number] = _worded(known[number], wording)
    return tuple(known)


def _wording(verb: Token) -> Span | None:
    subject = acting_subject(verb)
    if subject is None or "proposal" not in kinds_of_noun(subject):
        return None
    last = first_match(verb, _patterns())
    if last is None:
        return None
    head = object_of(verb, last, ("object", "for", "of", "clause"))
    if head is None:
        return None
    return clause_span(head) if head.pos_ == "VERB" else subtree_span(head)


def _named_before(parse: Parse, drafts: list[Draft], wording: Span) -> int | None:
    """The proposal named last before the wording, an amended one first."""
    place = parse.sentence_of(wording[0])
    near = [
        (draft.move == "amends", draft.at, number)
        for number, draft in enumerate(drafts)
        if draft.kind == "proposal"
        and 0 <= place - parse.sentence_of(draft.at) <= _NEAR
        and draft.at < wording[0]
        and wording not in draft.spans()
    ]
    return max(near)[2] if near else None


def _worded(draft: Draft, wording: Span) -> Draft:
    longer = wording[1] - wording[0] > draft.content[1] - draft.content[0]
    if draft.move == "amends" or longer:
        return replace(draft, content=wording, also=(*draft.also, draft.content))
    return replace(draft, also=(*draft.also, wording))
