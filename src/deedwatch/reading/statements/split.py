"""One cue, several acts: a promise and then a threat are two statements with one cue and source.

A statement is split only where whole sentences or coordinate clauses
are plainly different acts. Demands, requests, promises, threats, refusals and praise are plain; between
assertion, opinion, forecast and blame the line is too thin to split at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.statements.acts import act_of
from deedwatch.reading.statements.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.records import Act, Span

__all__ = ["split_by_act"]

_PLAIN = {"demand", "request", "promise", "threaten", "reject", "praise"}
_LEAST = 4  # words of a part
_SHORT = 6  # words of a part that is not plain by itself


def split_by_act(made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> list[tuple[Draft, Act]]:
    """The attribution, or its parts, each with its act."""
    whole = act_of(made, parse, cast, speaker)
    if made.frame not in {"clause", "quote"} or made.cue.rule.act not in {None, "assess"}:
        return [(made, whole)]
    spans = list(_parts(made, parse))
    if len(spans) < 2:
        return [(made, whole)]
    parts = [(span, act_of(replace(made, content=(span,)), parse, cast, speaker)) for span in spans]
    groups: list[tuple[list[Span], Act]] = []
    for span, act in parts:
        if groups and _belongs(span, act, groups[-1], parse):
            stronger = act if act in _PLAIN else groups[-1][1]
            groups[-1] = ([*groups[-1][0], span], stronger)
        else:
            groups.append(([span], act))
    if len(groups) < 2:
        return [(made, whole)]
    pieces = (replace(made, content=_joined(spans, parse)) for spans, _ in groups)
    return [(piece, act_of(piece, parse, cast, speaker)) for piece in pieces]


def _belongs(span: Span, act: Act, group: tuple[list[Span], Act], parse: Parse) -> bool:
    """Whether a part goes with the one before: the same act, none that is plain, or too short to tell."""
    before = group[1]
    if act == before or not {act, before} & _PLAIN:
        return True
    if act in _PLAIN and before in _PLAIN:
        return False
    neutral = span if act not in _PLAIN else group[0][-1]
    short = len(parse.text[slice(*neutral)].split()) < _SHORT
    return short or "predict" in {act, before}


def _joined(spans: list[Span], parse: Parse) -> tuple[Span, ...]:
    merged = [spans[0]]
    for start, end in spans[1:]:
        between = parse.text[merged[-1][1] : start]
        if any(mark.isalnum() for mark in between) or "\n" in between:
            merged.append((start, end))
        else:
            merged[-1] = (merged[-1][0], end)
    return tuple(merged)


def _parts(made: Draft, parse: Parse) -> Iterator[Span]:
    """The sentences and coordinate clauses of what was said; short ones go with their neighbour."""
    for start, end in made.content:
        cuts = sorted({start, *(cut for cut in _cuts(parse, start, end) if start < cut < end), end})
        low = start
        for number, cut in enumerate(cuts[1:], 1):
            rest = parse.text[cut:end].split()
            if len(parse.text[low:cut].split()) < _LEAST or (number < len(cuts) - 1 and len(rest) < _LEAST):
                continue
            span = trimmed(parse, (low, cut))
            if span is not None:
                yield span
            low = cut
        if low < end and (span := trimmed(parse, (low, end))) is not None:
            yield span


def _cuts(parse: Parse, start: int, end: int) -> Iterator[int]:
    for low, _ in parse.sentences[parse.sentence_of(start) : parse.sentence_of(max(start, end - 1)) + 1]:
        yield low
    span = parse.doc.char_span(start, end, alignment_mode="expand")
    for token in span or ():
        if token.dep_ == "conj" and _is_clause(token) and _is_main(token, start):
            yield _opening(token).idx


def _is_clause(token: Token) -> bool:
    return token.pos_ in {"VERB", "AUX"} and any(
        child.dep_ in {"nsubj", "nsubjpass", "expl"} or (child.dep_ == "mark" and child.lower_ == "that")
        for child in token.children
    )


def _is_main(token: Token, start: int) -> bool:
    """Whether the clause stands beside the first clause of what was said, not under it."""
    head = token.head
    while head.dep_ == "conj" and head.idx >= start:
        head = head.head
    return head.dep_ in {"ROOT", "ccomp", "parataxis"} or head.idx < start


def _opening(token: Token) -> Token:
    """The conjunction that opens the clause, else its first word."""
    first = token.left_edge
    before = first.nbor(-1) if first.i > 0 else first
    if before.dep_ == "cc" or before.lower_ in {"and", "but"}:
        return before
    return first
