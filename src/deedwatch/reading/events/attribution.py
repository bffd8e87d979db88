"""Whose word it is: a deed inside a statement is alleged, and names the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.doers import doers
from deedwatch.lexicon.words import words_for
from deedwatch.records import quad_of
from deedwatch.text.holding import near

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.records import Span, Statement

__all__ = ["attribute", "statement_at"]

_DENYING = words_for("events: denying")
_SAID = 3  # the quad class of requests, charges, refusals and threats: done by being said


def statement_at(span: Span, statements: tuple[Statement, ...]) -> Statement | None:
    """The innermost statement whose content holds the span, its own cue left out."""
    best, size = None, 1 << 30
    for statement in near(statements, span[0]):
        if statement.cue is not None and statement.cue[0] < span[1] and span[0] < statement.cue[1]:
            continue
        for start, end in statement.content:
            if start <= span[0] and span[1] <= end and end - start < size:
                best, size = statement, end - start
    return best


def attribute(draft: Draft, statements: tuple[Statement, ...], cast: Cast) -> Draft:
    """The draft with its statement: reported becomes alleged, under a denial denied."""
    if draft.status == "planned" and quad_of(draft.type) == _SAID:
        draft = replace(draft, status="reported")
    statement = statement_at(draft.span, statements)
    if statement is not None and draft.speech and _is_own(draft, statement, cast):
        statement = _relayed_in(draft, statement, statements, cast)
    if statement is None or _is_taken_for_fact(draft, statement):
        return draft
    status = draft.status
    if statement.act == "deny" and status in {"reported", "alleged"} and not _is_undenied(draft):
        status = "denied"
    elif status == "reported":
        status = "alleged"
    return replace(draft, status=status, according_to=statement.id)


def _is_undenied(draft: Draft) -> bool:
    """Whether the verb of denying over the deed is itself negated: "neither confirmed nor denied"."""
    by, effects = draft.reading.by, draft.reading.effects
    return by >= 0 and "alleged" in effects and draft.word.doc[by].lemma_ in _DENYING


def _relayed_in(
    draft: Draft, own: Statement, statements: tuple[Statement, ...], cast: Cast
) -> Statement | None:
    """The statement of somebody else that tells the speaker's whole deed ("the release said he thanked")."""
    if own.cue is None:
        return None
    others = tuple(
        other
        for other in statements
        if other is not own
        and other.speaker != own.speaker
        and any(start <= own.cue[0] and own.cue[1] <= end for start, end in other.content)
    )
    outer = statement_at(draft.span, others)
    return None if outer is None or _is_own(draft, outer, cast) else outer


def _is_taken_for_fact(draft: Draft, statement: Statement) -> bool:
    """Whether the statement is no more than a verb over a deed that the reporter takes for a fact."""
    if draft.reading.fact_by < 0 or statement.cue is None:
        return False
    verb = draft.word.doc[draft.reading.fact_by]
    return statement.cue[0] <= verb.idx < statement.cue[1]


def _is_own(draft: Draft, statement: Statement, cast: Cast) -> bool:
    """Whether a deed of words inside a statement is the speaker's own."""
    if statement.speaker in draft.roles.source:
        return True
    trigger = draft.trigger
    if trigger is None or statement.speaker is None:
        return False
    if any(token.lower_ in {"i", "we"} for token in doers(trigger.token)):
        return True
    if trigger.token.tag_ == "VBD" or any(c.lower_ in {"has", "have", "had"} for c in trigger.token.lefts):
        return False  # "said that the ministry had summoned the envoy" tells of it
    own = cast.actors[statement.speaker].country
    return own is not None and own in {cast.actors[key].country for key in draft.roles.source}
