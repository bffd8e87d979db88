"""A page of plain text taken apart: blocks, headline, paragraphs, and the furniture around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.reading.article.furniture import is_prose, is_sentence, kind_of, take_away, without_loose_end
from deedwatch.reading.article.sheet import Sheet
from deedwatch.text import visible_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["take_apart_plain"]

_ALIKE = 30  # characters: lines of wrapped text differ in length by less than this
_NARROW, _WIDE = 40, 120
_CONTENT = re.compile(r"[A-Za-zÀ-ÿ][\w’'-]{3,}")
_HEADLINE_WORDS = range(2, 31)


def take_apart_plain(raw: str, *, title: str | None = None) -> Sheet | None:
    """The parts of a plain text page, or None where no line of it reads like a report.

    A title that is given is the headline; else it is the line above the first paragraph that shares
    most words with the article, the nearest to the top among equals.
    """
    blocks = tuple(_blocks(raw))
    first = next((n for n, block in enumerate(blocks) if _opens_article(block)), None)
    if first is None:
        return None
    above, below = blocks[:first], blocks[first:]
    body = without_loose_end(take_away(below))
    headline = title or _headline(above, body)
    start = above.index(headline) + 1 if headline in above else 0
    standfirst = tuple(block for block in above[start:] if kind_of(block) is None and is_sentence(block))
    kept = frozenset(body)
    tail = tuple(block for block in below if block not in kept)
    body = tuple(block for block in (*standfirst, *body) if block != headline)
    return Sheet(visible_plain(raw), headline, body, above, tail)


def _opens_article(block: str) -> bool:
    return is_prose(block) and len(block.split()) >= 12 and kind_of(block) is None


def _blocks(raw: str) -> Iterator[str]:
    """Paragraphs: lines, or runs of lines where the text was wrapped at a width."""
    for run in re.split(r"\n\s*\n", raw.replace("\r\n", "\n").replace("\r", "\n")):
        lines = [line.strip() for line in run.split("\n") if line.strip()]
        if _is_wrapped(lines):
            yield " ".join(lines)
        else:
            yield from lines


def _is_wrapped(lines: Sequence[str]) -> bool:
    if len(lines) < 2:
        return False
    lengths = [len(line) for line in lines[:-1]]
    if any(kind_of(line) for line in lines):
        return False
    return (
        min(lengths) >= _NARROW
        and max(*lengths, len(lines[-1])) <= _WIDE
        and max(lengths) - min(lengths) <= _ALIKE
    )


def _headline(above: Sequence[str], body: Sequence[str]) -> str | None:
    candidates = [block for block in above if len(block.split()) in _HEADLINE_WORDS]
    plain = [block for block in candidates if kind_of(block) is None]
    told = _content(" ".join(body))
    for blocks in (plain, candidates):
        scored = [(_shared(block, told), -index, block) for index, block in enumerate(blocks)]
        good = [score for score in scored if score[0] > 0]
        if good:
            best = max(good)[0]
            return next(block for share, _, block in good if share >= best / 2)
        if plain:  # no word in common: the last line above the article that is not furniture
            return plain[-1]
    return None


def _shared(block: str, told: frozenset[str]) -> float:
    words = _content(block)
    return len(words & told) / len(words) if words else 0.0


def _content(words: str) -> frozenset[str]:
    return frozenset(word.lower()[:6] for word in _CONTENT.findall(words))
