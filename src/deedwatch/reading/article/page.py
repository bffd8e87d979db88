"""An HTML page taken apart: its article by trafilatura, its headline and lines by its own elements."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from deedwatch.reading.article.furniture import is_prose, kind_of, take_away
from deedwatch.reading.article.sheet import Sheet
from deedwatch.reading.article.told import read_told
from deedwatch.text import visible_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["take_apart_html"]

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section select summary"
    " table tbody td tfoot th thead tr ul".split()
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "head", "object", "select"})
_WORD = re.compile(r"\w+")
_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::)\s+")
_LINKED = 0.6  # share of a line's letters inside links from which it points to another report
_LINKED_ITEM = 0.3  # the same for an item of a list
_TAIL = 40  # lines below the article that are searched for its contributors
_HEAD = 14  # lines around the headline


def take_apart_html(raw: str, *, uri: str | None = None, title: str | None = None) -> Sheet | None:
    """The parts of an HTML page, or None where it holds no article."""
    tree = _tree(raw)
    if tree is None:
        return None
    told = read_told(tree)
    lines = tuple(_lines(tree))
    headline = title or _headline(tree, told.headline)
    body = _body(tree, uri or told.uri)
    body = take_away([line for line in body if _folded(line) != _folded(headline or "")])
    if not any(is_prose(line) for line in body):
        return None
    head, tail = _around(lines, headline, body)
    kept = tuple(line for line in body if line not in head or is_prose(line))
    return Sheet(visible_html(raw), headline, kept, head, tail, told)


def _tree(raw: str) -> Any:
    from lxml.etree import LxmlError
    from trafilatura import load_html

    try:
        return load_html(raw)
    except (LxmlError, ValueError, TypeError):
        return None


@cache
def _settings() -> Any:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=True, comments=False, links=True, with_metadata=False)


def _body(tree: Any, uri: str | None) -> list[str]:
    """Paragraphs of the article as trafilatura finds them, without the lines that are links elsewhere."""
    from trafilatura import bare_extraction

    options = _settings()
    found = bare_extraction(tree, url=uri, options=options)
    if found is None or found.body is None:
        return []
    return list(_paragraphs(found.body))


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body:
        if element.tag == "list":
            for item in element.iter("item"):
                yield from _parts(item, _LINKED_ITEM)
        elif element.tag == "table":
            for row in element.iter("row"):
                yield " ".join(" ".join(row.itertext()).split())
        elif element.tag == "quote" and len(element) and element[0].tag in {"p", "quote", "list"}:
            yield from _paragraphs(element)
        elif element.tag not in {"graphic", "lb"}:
            yield from _parts(element, _LINKED)


def _parts(element: Any, limit: float) -> Iterator[str]:
    """The text of an element, divided where line breaks end a sentence."""
    words = sum(len("".join(link.itertext())) for link in element.iter("ref"))
    pieces = _broken(element)
    total = sum(len(piece) for piece in pieces)
    if total and words / total >= limit and not is_prose(" ".join(pieces)):
        return
    held = ""
    for piece in pieces:
        held = f"{held} {piece}".strip()
        if is_prose(held) or kind_of(held):
            yield held
            held = ""
    if held:
        yield held


def _broken(element: Any) -> list[str]:
    """The text between the line breaks of an element."""
    pieces = [element.text or ""]
    for inner in element.iterdescendants():
        if inner.tag == "lb":
            pieces.append("")
        pieces[-1] += (inner.text or "") + (inner.tail or "") if inner.tag != "lb" else (inner.tail or "")
    return [folded for folded in (" ".join(piece.split()) for piece in pieces) if folded]


def _lines(tree: Any) -> Iterator[str]:
    """The visible text of a page, one line a block."""
    from lxml.etree import iterwalk

    parts: list[str] = []
    walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start" and tag in _UNSEEN:
            walk.skip_subtree()
        elif event == "start":
            if tag in _BLOCKS:
                yield from _flush(parts)
            parts.append(element.text or "")
        if event != "start":
            if tag in _BLOCKS:
                yield from _flush(parts)
            parts.append(element.tail or "")
    yield from _flush(parts)


def _flush(parts: list[str]) -> Iterator[str]:
    line = " ".join("".join(parts).split())
    parts.clear()
    if line:
        yield line


def _headline(tree: Any, told: str | None) -> str | None:
    """The heading that agrees best with what the page calls itself; else that name without the outlet's."""
    title = next((" ".join("".join(found.itertext()).split()) for found in tree.iter("title")), "")
    names = [name for name in (told, title) if name]
    best, best_score = None, 0.5
    for element in tree.iter("h1", "h2", "h3"):
        words = " ".join("".join(element.itertext()).split())
        if not 2 <= len(words.split()) <= 40:
            continue
        score = max((_alike(words, name) for name in names), default=0.0) + (
            0.2 if element.tag == "h1" else 0.0
        )
        if score > best_score:
            best, best_score = words, score
    if best:
        return best
    longest = max(_SUFFIX.split(told or title), key=len, default="")
    return longest or None


def _alike(words: str, name: str) -> float:
    """Share of the heading's words that stand in the name, and of the name's in the heading."""
    first, second = set(_WORD.findall(words.lower())), set(_WORD.findall(name.lower()))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _around(
    lines: Sequence[str], headline: str | None, body: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines above the article from the headline on (or the last ones), and those among and below it."""
    told = {_folded(line) for line in body}
    prose = [n for n, line in enumerate(lines) if _folded(line) in told and is_prose(line)]
    if not prose:
        return (), tuple(lines[:_TAIL])
    first, last = prose[0], prose[-1]
    at = [n for n in range(first) if headline and _folded(lines[n]) == _folded(headline)]
    start = max(0, at[-1] - 4) if at else max(0, first - _HEAD)
    tail = (line for line in lines[first : last + _TAIL] if _folded(line) not in told)
    return tuple(lines[start:first]), tuple(tail)


def _folded(words: str) -> str:
    return "".join(_WORD.findall(words.lower()))
