"""Where the words of a statement end: without "that", commas, and marks that enclose or dangle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language import Parse
    from deedwatch.records import Span

__all__ = ["clean_edges"]

_FRONT = re.compile(r"[\s,;:–—.-]+")
_BACK = re.compile(r"[\s,;:–—-]+$")
_OPEN, _CLOSE = "“\"‘'„«", "”\"’'“»"


def clean_edges(content: tuple[Span, ...], parse: Parse) -> tuple[Span, ...]:
    """The spans trimmed; one that would be left empty stays as it is."""
    return tuple(_clean(span, parse, number) for number, span in enumerate(content))


def _clean(span: Span, parse: Parse, number: int) -> Span:
    start, end = span
    for _ in range(3):
        words = parse.text[start:end]
        front = _FRONT.match(words) if number == 0 else None
        start += front.end() if front else 0
        start = _after_that(parse, start, end) if number == 0 else start
        back = _BACK.search(parse.text, start, end)
        end = back.start() if back else end
        end = _without_hanging(parse.text, start, end)
        start, end = _unmarked(parse.text, start, end)
    return (start, end) if start < end else span


def _after_that(parse: Parse, start: int, end: int) -> int:
    """Behind a conjunction "that"; a pronoun stays."""
    if parse.text[start : start + 5] not in {"that ", "That "}:
        return start
    word = parse.doc.char_span(start, start + 4)
    return start + 5 if word is not None and word[0].dep_ == "mark" and start + 5 < end else start


def _without_hanging(text: str, start: int, end: int) -> int:
    """Before a last word that begins a clause told elsewhere: "close two camps which", she said."""
    before, _, last = text[start:end].rpartition(" ")
    return start + len(before.rstrip(" ,")) if before and last in words_for("statements: hanging") else end


def _unmarked(text: str, start: int, end: int) -> Span:
    """Without an opening mark whose end is missing or last, and without a last closing mark alone."""
    words = text[start:end]
    if len(words) < 2:
        return (start, end)
    if words[0] in _OPEN:
        closing = (i for i, mark in enumerate(words[1:], 1) if mark in _CLOSE and _closes(words, i))
        first = next(closing, None)
        if first is None or first == len(words) - 1:
            return (start + 1, end if first is None else end - 1)
    if words[-1] in '”"' and not any(mark in '“"' for mark in words[:-1]):
        return (start, end - 1)
    return (start, end)


def _closes(words: str, index: int) -> bool:
    """Whether a mark closes: not an apostrophe inside or after a word."""
    if words[index] not in "’'":
        return index == len(words) - 1 or not words[index + 1].isalnum()
    return words[index - 1] in ".,!?" or index == len(words) - 1
