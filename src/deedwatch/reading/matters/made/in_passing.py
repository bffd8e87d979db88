"""Matters named in passing: "the guards would leave, as Norland has demanded since March".

The main clause tells what was demanded; where it is what the other side promises, the promise meets the
demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, first_match, subtree_span
from deedwatch.reading.matters.drafts import VOWS, Draft, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import KINDS_OF_VERBS, kinds_of_noun
from deedwatch.reading.matters.rows import stance_verbs_of
from deedwatch.reading.matters.take import speaker_at
from deedwatch.records import Position
from deedwatch.text.holding import meet

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import MatterKind, Span, Statement

__all__ = ["as_said"]

_SHOULD = words_for("matters: what should be")
_CLAUSES = frozenset({"relcl", "advcl"})


def as_said(
    parse: Parse, cast: Cast, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """The drafts and the matters of such clauses, with the consent of whoever promises them.

    Who says that a thing should be, "as Norland asks", backs Norland.
    """
    known = list(drafts)
    for token in parse.doc:
        clause = token.pos_ in {"VERB", "AUX"} and token.dep_ in _CLAUSES
        kind = _kind_of(token) if clause else None
        relative = token.dep_ == "relcl"
        if kind is None or not (relative or _is_as_clause(token)):
            continue
        subject = agent_of(token)
        borrowed = (
            subject is not None and not relative and token.tag_ != "VBN" and subject.i < token.left_edge.i
        )
        unsaid = subject is None or borrowed or bool(kinds_of_noun(subject))  # "as the draft proposes"
        maker = None if subject is None or unsaid else cast.who(subject)
        if maker is None or mood_of(token).negated:
            continue
        if relative:
            known += _in_passing(cast, token, maker, kind, known)
            continue
        content = _main_clause(token)
        stood = next((d for d in known if d.at == token.idx and d.move == "recalls"), None)
        known = [d for d in known if d is not stood and not _is_asked_in(cast, d, kind, maker, content)]
        known = [_without(draft, token, content) for draft in known]
        promises = [d for d in known if d.kind in VOWS and d.by and meet(d.content, content)]
        granted = [d for d in promises if not same_side(cast, d.by, [maker])]
        recalled = stood or Draft(
            kind=kind, by=(maker,), to=(), content=content, at=token.idx, move="recalls"
        )
        consent = tuple(
            Position(actor=key, stance="accepts", statement=d.statement, span=content)
            for d in granted
            for key in d.by
        )
        seconds = () if granted else _seconded(cast, token, maker, content, statements)
        known = [d for d in known if not _is_of_backers(cast, d, kind, seconds, content)]
        consent += seconds
        to = recalled.to or (granted[0].by if granted else ())
        known.append(replace(recalled, to=to, positions=(*recalled.positions, *consent)))
    return tuple(known)


def _seconded(
    cast: Cast, verb: Token, maker: str, content: Span, statements: tuple[Statement, ...]
) -> tuple[Position, ...]:
    """Whose words it is that a thing should be done, as the maker asks."""
    main = verb.head
    asks = KINDS_OF_VERBS.get(main.lemma_) == "demand" or any(
        child.dep_ == "aux" and child.lower_ in _SHOULD for child in main.children
    )
    if not asks or mood_of(main).negated:
        return ()
    told = speaker_at(content[0], statements) or next(
        (s for s in statements if s.cue is not None and meet(s.cue, content)), None
    )
    if told is None or told.speaker is None or same_side(cast, [told.speaker], [maker]):
        return ()
    return (Position(actor=told.speaker, stance="supports", statement=told.id, span=content),)


def _kind_of(verb: Token) -> MatterKind | None:
    """What "as Norland asks" or "we ask for it just as Norland does" tells of."""
    own = verb.head if verb.lemma_ == "do" and verb.dep_ == "advcl" else verb
    return KINDS_OF_VERBS.get(own.lemma_)


def _is_of_backers(
    cast: Cast, draft: Draft, kind: MatterKind, seconds: tuple[Position, ...], content: Span
) -> bool:
    """Is it the same thing as asked by who says that he asks for it as another does?"""
    backers = [second.actor for second in seconds]
    return draft.kind == kind and same_side(cast, draft.by, backers) and meet(draft.content, content)


def _is_asked_in(cast: Cast, draft: Draft, kind: MatterKind, maker: str, content: Span) -> bool:
    """Was the main clause read as words of the "as" clause's maker ("... would leave, as Peru demanded")?"""
    return draft.kind == kind and same_side(cast, draft.by, [maker]) and meet(draft.content, content)


def _in_passing(cast: Cast, verb: Token, maker: str, kind: MatterKind, known: list[Draft]) -> list[Draft]:
    """What a relative clause says was asked for: "the prisoners whose release they have demanded"."""
    thing = next((child for child in verb.children if child.dep_ in {"dobj", "obj"}), None)
    owned = thing is not None and any(child.tag_ == "WP$" for child in thing.children)
    if kind != "demand" or not owned or thing is None or cast.actors[maker].kind in NAMELESS_KINDS:
        return []
    content = (subtree_span(verb.head)[0], thing.idx + len(thing.text))
    if any(meet(draft.content, content) for draft in known if draft.kind == kind):
        return []
    return [Draft(kind=kind, by=(maker,), to=(), content=content, at=verb.idx, move="recalls")]


def _is_as_clause(verb: Token) -> bool:
    return verb.dep_ == "advcl" and any(child.lower_ == "as" and child.i < verb.i for child in verb.children)


def _main_clause(verb: Token) -> Span:
    """The words of the governing clause before "as"; of "will not accept X, as ..." only X."""
    main = verb.head
    answered = any(first_match(main, row.verbs) for row in stance_verbs_of(main.low_lemma_))
    thing = next((child for child in main.children if child.dep_ == "dobj"), None)
    if answered and thing is not None and thing.i < verb.i:
        start, end = subtree_span(thing)
        return (start, min(end, verb.left_edge.idx))
    tokens = [token for token in main.subtree if token.i < verb.left_edge.i and token.sent == verb.sent]
    while tokens and tokens[-1].is_punct:
        tokens.pop()
    if not tokens:
        return (main.idx, main.idx + len(main.text))
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def _without(draft: Draft, verb: Token, content: Span) -> Draft:
    """A matter told by the same sentence ends before the clause with "as"."""
    cut = verb.left_edge.idx
    if draft.content[0] < cut < draft.content[1] and meet(draft.content, content):
        return replace(draft, content=(draft.content[0], content[1]))
    return draft
