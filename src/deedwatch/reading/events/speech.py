"""Deeds done by speaking: what a statement's act makes of it, where no trigger has told it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reading.events.drafts import Draft
from deedwatch.reading.events.grammar import children, conjoined
from deedwatch.reading.events.roles import Roles, actors_in
from deedwatch.reading.events.status import Reading

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import PloverType, Span, Statement

__all__ = ["SPEECH_TYPES", "draft_speech"]

SPEECH_TYPES: dict[str, tuple[PloverType, str]] = {
    "accuse": ("ACCUSE", "112"),
    "demand": ("REQUEST", "100"),
    "request": ("REQUEST", "100"),
    "reject": ("REJECT", "120"),
    "praise": ("SUPPORT", "051"),
    "threaten": ("THREATEN", "130"),
}
_MODALS = {
    "demand": {"must", "should", "need", "have", "has", "needs", "ought"},
    "request": {"should", "must", "need", "let"},
    "threaten": {"will", "would", "’ll", "'ll", "shall"},
    "reject": {"not", "n't", "n’t", "never", "cannot"},
}


def draft_speech(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], drafts: list[Draft]
) -> list[Draft]:
    """The deeds that statements do and no trigger tells (RULES C4): the speaker is the source."""
    made: list[Draft] = []
    for statement in statements:
        kind = SPEECH_TYPES.get(statement.act)
        if kind is None or statement.speaker is None:
            continue
        if any(_tells(draft, statement, kind[0]) for draft in (*drafts, *made)):
            continue
        draft = _draft(parse, cast, statement, kind)
        if draft is not None:
            made.append(draft)
    return made


def _tells(draft: Draft, statement: Statement, type_: str) -> bool:
    """Whether a draft is this statement's own act: its cue, or words of its content."""
    if draft.type != type_:
        return False
    if statement.cue is not None and draft.span[0] < statement.cue[1] and statement.cue[0] < draft.span[1]:
        return True
    inside = any(start <= draft.span[0] < end for start, end in statement.content)
    return inside and not draft.reading.dropped and draft.roles.source in {(), (statement.speaker,)}


def _draft(parse: Parse, cast: Cast, statement: Statement, kind: tuple[PloverType, str]) -> Draft | None:
    tokens = [
        t
        for start, end in statement.content
        if (span := parse.doc.char_span(start, end, alignment_mode="contract"))
        for t in span
    ]
    if not tokens:
        return None
    word, span = _anchor(tokens, statement)
    target = statement.addressees or _blamed(tokens, statement, cast)
    target = tuple(key for key in target if key != statement.speaker)
    if not target:
        return None
    roles = Roles((statement.speaker or "",), target)
    return Draft(
        type=kind[0], cameo=kind[1], span=span, word=word, roles=roles, reading=Reading("reported"),
        status="reported", speech=True, confidence=0.5,
    )  # fmt: skip


def _anchor(tokens: list[Token], statement: Statement) -> tuple[Token, Span]:
    """The words that make the act: a modal with its verb, else the head of what is said."""
    wanted = _MODALS.get(statement.act, set())
    for token in tokens:
        if token.lower_ in wanted and token.head.pos_ in {"VERB", "AUX"}:
            verb = token.head if token.dep_ in {"aux", "neg"} else token
            first = min(token, verb, key=lambda t: t.i)
            last = max(token, verb, key=lambda t: t.i)
            if last.i - first.i <= 3:
                return verb, (first.idx, last.idx + len(last.text))
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside or t.head is t), tokens[0])
    return root, (root.idx, root.idx + len(root.text))


def _blamed(tokens: list[Token], statement: Statement, cast: Cast) -> tuple[str, ...]:
    """Whom it is aimed at: the subject of what is said, else the first actor named in it."""
    inside = {t.i for t in tokens}
    for token in tokens:
        if token.dep_ in {"nsubj", "nsubjpass"} and token.head.i in inside:
            keys = actors_in([token], cast)
            if keys and statement.speaker not in keys:
                return keys
    for token in tokens:
        key = cast.who(token)
        if key is not None and key != statement.speaker and cast.actors[key].kind != "unnamed":
            return actors_in(conjoined([token]), cast)
    return ()
