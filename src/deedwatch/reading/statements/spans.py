"""Tokens of words that were said, as spans of characters without marks at their edges."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.language import Parse
    from deedwatch.records import Span

__all__ = ["merge_spans", "runs_of", "tokens_span", "trimmed"]

_EDGES = {",", ":", "–", "—", "-", "--", ";", "."}


def runs_of(parse: Parse, tokens: Iterable[int]) -> list[list[int]]:
    """Tokens, in order, parted where another word stands between two of them."""
    doc, runs = parse.doc, list[list[int]]()
    last = 0
    for i in tokens:
        between = doc[last + 1 : i] if runs and last + 1 < i else ()
        if not runs or (between and not all(token.is_punct or token.is_space for token in between)):
            runs.append([])
        runs[-1] += (i,)
        last = i
    return runs


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order; those that touch or have but a mark and a blank between them are one.

    >>> merge_spans([(9, 14), (0, 7), (20, 22)])
    ((0, 14), (20, 22))
    """
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1] + 2:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def tokens_span(parse: Parse, run: list[int]) -> Span | None:
    """The characters of a run of tokens, trimmed; None where only marks are left."""
    low, high = run[0], run[-1]
    doc = parse.doc
    while low <= high and (doc[low].is_space or doc[low].text in _EDGES):
        low += 1
    if low <= high and doc[low].lower_ in {"that", "to"} and doc[low].dep_ in {"mark", "aux"}:
        low += 1
    while high >= low and (doc[high].is_space or doc[high].text in _EDGES):
        high -= 1
    if low > high or all(t.is_punct for t in doc[low : high + 1]):
        return None
    return (doc[low].idx, doc[high].idx + len(doc[high].text))


def trimmed(parse: Parse, span: Span) -> Span | None:
    """A span without conjunction, "that" and marks at its edges; None where nothing is left."""
    words = parse.doc.char_span(*span, alignment_mode="expand")
    if words is None:
        return None
    run = [word.i for word in words if span[0] <= word.idx < span[1]]
    while run and (
        parse.doc[run[0]].is_punct or parse.doc[run[0]].is_space or parse.doc[run[0]].dep_ == "cc"
    ):
        run = run[1:]
    while run and parse.doc[run[0]].lower_ in {"and", "but"}:
        run = run[1:]
    return tokens_span(parse, run) if run else None
