"""The matter without the speaker's framing: "I think the world knows that they arm him" is "they arm him"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from deedwatch.reading.matters.clauses import clause_span
from deedwatch.reading.matters.rows import load_framing_words

if TYPE_CHECKING:
    from deedwatch.language import Token, TokenSpan
    from deedwatch.records import Span

__all__ = ["core_of"]

_DEEP = 4  # framings inside framings
_LEAST = 3  # words that must be left


@cache
def _framing() -> frozenset[str]:
    return frozenset(word for row in load_framing_words() for word in row.words)


def core_of(words: TokenSpan) -> Span:
    """The span of what is really said; the whole where nothing frames it."""
    start, end = words.start_char, words.end_char
    root = words.root
    for _ in range(_DEEP):
        inner = _framed(root, end)
        if inner is None or inner.i < words.start:
            break
        first, last = clause_span(inner)
        if first <= start or inner.doc.char_span(first, min(last, end)) is None:
            break
        core = inner.doc.char_span(first, min(last, end))
        if core is None or len(core) < _LEAST:
            break
        start, end, root = first, min(last, end), inner
    return (start, end)


def _framed(root: Token, end: int) -> Token | None:
    """The clause that a framing word leads in: its complement, or that of its own complement."""
    for token in (root, *(c for c in root.children if c.dep_ in {"acomp", "attr", "dobj", "pobj", "prep"})):
        heads = (token, *(part for part in token.children if part.dep_ == "pobj"))
        for head in heads:
            if head.low_lemma_ not in _framing():
                continue
            for child in head.children:
                if child.dep_ in {"ccomp", "acl"} and head.i < child.i and child.idx < end:
                    said = any(part.dep_ == "mark" for part in child.children)
                    if child.dep_ == "acl" and child.tag_ == "VBN" and not said:
                        continue
                    return child
    return None
