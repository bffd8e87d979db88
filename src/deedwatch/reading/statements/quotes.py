"""Quotation marks of a text, paired: whatever their shape, and where some are missing.

Marks are paired inside one paragraph. A mark opens or closes by its shape where the shape tells it,
else by the white space beside it; a closing shape that opens a paragraph or stands before a word
opens all the same. An apostrophe is no mark. A quotation without its end runs on into the next
paragraph if that begins with a mark again, else it ends with the paragraph.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language import Parse
    from deedwatch.records import Span

__all__ = ["Quote", "Quotes", "find_quotes"]

_SINGLE = "'‘’‚‛`"
_MARK = re.compile(r"``|''|[\"“”„‟«»″'‘’‚‛`]")
_OPENERS = "“„‟«"
_BEFORE_OPEN = re.compile(r"[\s(\[{—–\-/:]|^")
_ELISION = re.compile(r"['’‘](?:s|t|re|ve|ll|d|m|em|til|cause|n|tis|twas|\d0s|\d\d)\b", re.IGNORECASE)
_SAYING = "|".join(map(re.escape, words_for("statements: saying in a report")))
_BEFORE_SAID = re.compile(rf",(?= (?:\w+ ){{0,6}}(?:{_SAYING})\b)")
_SINGLE_END = re.compile(r"[\w.,!?…\]]['’](?!\w)")
_SINGLE_END_MARKED = re.compile(r"[.,!?]['’](?!\w)")


class Quote(msgspec.Struct, frozen=True):
    """Words between marks: ``span`` with the marks, ``inner`` without."""

    span: Span
    inner: Span
    paragraph: int
    words: int
    sentence_like: bool
    closed: bool


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotations of a text in order of place; none lies inside another."""

    items: tuple[Quote, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> Quote | None:
        """The quotation that holds a character, if any."""
        index = bisect.bisect_right(self.starts, offset) - 1
        if index >= 0 and offset < self.items[index].span[1]:
            return self.items[index]
        return None

    def touching(self, span: Span) -> tuple[Quote, ...]:
        """The quotations that share at least one character of their words with a span."""
        near = self.near(span)
        return tuple([q for q in near if q.inner[0] < span[1] and span[0] < q.inner[1]]) if near else ()

    def near(self, span: Span) -> tuple[Quote, ...]:
        """The quotations that share at least one character with a span, their marks counted."""
        low = bisect.bisect_right(self.starts, span[0])
        high = bisect.bisect_left(self.starts, span[1])
        low -= low > 0 and self.items[low - 1].span[1] > span[0]
        return self.items[low:high] if low < high else ()


def find_quotes(parse: Parse) -> Quotes:
    """All quotations, the outermost only.

    >>> from deedwatch.language import parse
    >>> text = "”We are sure” of it, the Guards’ chief said."
    >>> [text[slice(*quote.inner)] for quote in find_quotes(parse(text)).items]
    ['We are sure']
    """
    found: list[Quote] = []
    for number, paragraph in enumerate(parse.paragraphs):
        follows = number + 1 < len(parse.paragraphs) and _opens(parse.text, parse.paragraphs[number + 1][0])
        found.extend(_in_paragraph(parse.text, paragraph, number, runs_on=follows))
    return Quotes(items=tuple(found), starts=tuple(quote.span[0] for quote in found))


def _opens(text: str, start: int) -> bool:
    return _MARK.match(text, start) is not None and text[start] not in _SINGLE


def _in_paragraph(text: str, paragraph: Span, number: int, *, runs_on: bool) -> list[Quote]:
    marks = list(_double_marks(text, paragraph)) or list(_single_marks(text, paragraph))
    found: list[Quote] = []
    start: Span | None = None
    depth = 0
    for span, opens in marks:
        if start is None:
            if opens:
                start, depth = span, 1
            continue
        if opens:
            depth += 1
            continue
        depth = _close(text, span, depth, start)
        if depth == 0:
            found.append(_quote(text, start, span, number))
            start = None
    if start is not None and (runs_on or _is_long(text, start[1], paragraph[1]) or not found):
        end = _end_of_open(text, start, paragraph, runs_on=runs_on)
        found.append(_quote(text, start, (end, end), number))
    return found


def _close(text: str, span: Span, depth: int, start: Span) -> int:
    """A straight mark closes all that stands open; a shaped one only its own level."""
    return 0 if text[span[0]] == text[start[0]] else depth - 1


def _is_long(text: str, start: int, end: int) -> bool:
    return len(text[start:end].split()) >= 4


def _end_of_open(text: str, start: Span, paragraph: Span, *, runs_on: bool) -> int:
    """Where an unclosed quotation ends: at a comma before "he said", else with the paragraph."""
    if runs_on:
        return paragraph[1]
    match = _BEFORE_SAID.search(text, start[1], paragraph[1])
    return match.end() if match else paragraph[1]


def _double_marks(text: str, paragraph: Span) -> list[tuple[Span, bool]]:
    marks: list[tuple[Span, bool]] = []
    is_open = False
    for match in _MARK.finditer(text, *paragraph):
        mark = match.group()
        if len(mark) == 1 and mark in _SINGLE:
            continue
        opens = _direction(text, match.span(), paragraph, is_open=is_open)
        is_open = opens
        marks.append((match.span(), opens))
    return marks


def _direction(text: str, span: Span, paragraph: Span, *, is_open: bool) -> bool:
    before = text[span[0] - 1] if span[0] > paragraph[0] else " "
    after = text[span[1]] if span[1] < paragraph[1] else " "
    mark = text[span[0]]
    if mark in _OPENERS or text[span[0] : span[1]] == "``":
        return not (is_open and mark == "“" and not before.isspace() and not after.isalnum())
    left, right = _BEFORE_OPEN.match(before) is not None, after.isalnum() or after in "[$(.…‘'#@"
    if left and right:
        return not (is_open and not before.isspace())
    if not left and not right:
        return False
    return not is_open


def _single_marks(text: str, paragraph: Span) -> list[tuple[Span, bool]]:
    marks: list[tuple[Span, bool]] = []
    is_open = False
    for match in _MARK.finditer(text, *paragraph):
        if match.group() not in {"'", "‘", "’", "`"}:
            continue
        before = text[match.start() - 1] if match.start() > paragraph[0] else " "
        after = text[match.end()] if match.end() < paragraph[1] else " "
        if not is_open and before in " \n(—–-:" and (after.isalnum() or after in '[“"'):
            if _ELISION.match(text, match.start()) or not _has_end(text, match.end(), paragraph[1]):
                continue
            is_open = True
            marks.append((match.span(), True))
        elif (
            is_open
            and not after.isalnum()
            and not (before == "s" and after == " " and _later(text, match.end(), paragraph[1]))
        ):
            is_open = False
            marks.append((match.span(), False))
    return marks


def _has_end(text: str, start: int, end: int) -> bool:
    return _SINGLE_END.search(text, start, end) is not None


def _later(text: str, start: int, end: int) -> bool:
    return _SINGLE_END_MARKED.search(text, start, end) is not None


def _quote(text: str, start: Span, end: Span, number: int) -> Quote:
    inner = (start[1], max(start[1], end[0]))
    words = text[slice(*inner)]
    count = len(words.split())
    return Quote(
        span=(start[0], max(end[1], inner[1])),
        inner=inner,
        paragraph=number,
        words=count,
        sentence_like=_is_sentence(words, count),
        closed=end[0] < end[1],
    )


def _is_sentence(words: str, count: int) -> bool:
    """Whether the words could be an utterance: an end mark inside, or a capital and some length."""
    bare = words.strip()
    if not bare:
        return False
    ended = bare[-1] in ".!?,…—–-" or bare.endswith((".]", ".)"))
    return (ended and count >= 2) or count >= 6 or (bare[0].isupper() and count >= 5)
