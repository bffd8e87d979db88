"""An HTML page taken apart: its article by trafilatura, its headline and lines by its own elements."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from deedwatch.reading.article.elsewhere import drop_elsewhere
from deedwatch.reading.article.furniture import is_prose, is_sentence, kind_of, take_away
from deedwatch.reading.article.markup import read_markup
from deedwatch.reading.article.sheet import Sheet, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deedwatch.text import Visible

__all__ = ["take_apart_html"]

_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
     "font", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub",
     "sup", "time", "tt", "u", "var", "wbr"}
)  # fmt: skip
_UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "svg", "head", "object", "select"})
_HOLDERS = ("p", "head", "quote", "list", "table")
_INNER = frozenset({*_HOLDERS, "item", "row", "cell"})
_PASSED_OVER = frozenset({"graphic", "lb"})
_WORD = re.compile(r"\w+")
_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::)\s+")
_ARTICLE = ("//*[@itemprop='articleBody']", "//article[.//h1]", "//article", "//main")
_LINKED = 0.6  # share of a line's letters inside links from which it points to another report
_LINKED_ITEM = 0.3  # the same for an item of a list
_PARAGRAPH = 20  # words of a line that is surely a paragraph
_LONG = 10  # words of a line between headline and article that belongs to the article
_TAIL = 40  # lines below the article that are searched for its contributors
_HEAD = 14  # lines around the headline


def take_apart_html(visible: Visible, *, uri: str | None = None, title: str | None = None) -> Sheet | None:
    """The parts of an HTML page, or None where it holds no article."""
    tree = _tree(visible.raw)
    if tree is None:
        return None
    markup = read_markup(tree)
    lines = tuple(_lines(tree))
    headline = title or _headline(tree, markup.headline)
    drop_elsewhere(tree)
    found = _unglued(_body(tree, uri or markup.uri), lines)
    body = take_away(_from_headline(found, headline))
    if not any(is_prose(line) for line in body):
        return None
    head, tail = _around(lines, headline, body)
    kept = tuple(line for line in body if line not in head or len(line.split()) >= _LONG)
    return Sheet(visible, headline, kept, head, tail, markup)


def _unglued(body: list[str], lines: Sequence[str]) -> list[str]:
    """A body of one line that runs several lines of the page together, as these lines.

    That is what is found where a page has no article but the box that stands in its place.
    """
    if len(body) != 1:
        return body
    rest = _folded(body[0])
    parts: list[str] = []
    for line in lines:
        letters = _folded(line)
        if letters and rest.startswith(letters):
            parts.append(line)
            rest = rest.removeprefix(letters)
    return body if rest else parts


def _from_headline(body: Sequence[str], headline: str | None) -> list[str]:
    """The lines without the headline, and without what stands above it where that is no prose."""
    named = _folded(headline or "")
    at = [n for n, line in enumerate(body) if _folded(line) == named]
    start = at[0] + 1 if at and not any(is_prose(line) for line in body[: at[0]]) else 0
    return [line for line in body[start:] if _folded(line) != named]


def _tree(raw: str) -> Any:
    from lxml.etree import LxmlError
    from trafilatura import load_html

    _hush()
    try:
        return load_html(raw)
    except (LxmlError, ValueError, TypeError):
        return None


@cache
def _hush() -> None:
    """What trafilatura logs of a page that it refuses is told by our own error, with its remedy."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


@cache
def _settings(*, fast: bool) -> Any:
    from trafilatura.settings import Extractor

    return Extractor(output_format="python", fast=fast, comments=False, links=True, with_metadata=False)


def _body(tree: Any, uri: str | None) -> list[str]:
    """Paragraphs of the article as trafilatura finds them, without the lines that are links elsewhere.

    Its fast way is taken (115 pages a second, its full way 80). Where that found less than half of
    the prose that stands in paragraphs of the page's own article element, or in the posts of a live
    page, these are taken; where it found nothing, the full way is tried.
    """
    quick = _extracted(tree, uri, fast=True)
    marked = _posts(tree) or _marked(tree)
    if 2 * sum(map(len, quick)) < sum(map(len, marked)):
        return marked
    return quick or _extracted(tree, uri, fast=False)


def _marked(tree: Any) -> list[str]:
    """The paragraphs that are surely prose in the page's own article element, if it has one."""
    holder = next((found[0] for found in (tree.xpath(path) for path in _ARTICLE) if len(found)), None)
    if holder is None:
        return []
    apart = {id(p) for inner in holder.iterdescendants("article", "aside") for p in inner.iter("p")}
    paragraphs = (text_of(p) for p in holder.iter("p") if id(p) not in apart)
    return [words for words in paragraphs if len(words.split()) >= _PARAGRAPH and is_prose(words)]


def _posts(tree: Any) -> list[str]:
    """The paragraphs of a live page: of its timed posts, whose headings link nowhere else."""
    holders = tree.xpath("//*[self::main or self::body][.//h1][not(.//article//h1)]")
    if not len(holders):
        return []
    posts = [
        post
        for post in holders[-1].iter("article")
        if next(post.iter("time"), None) is not None and not len(post.xpath(".//h2//a | .//h3//a"))
    ]
    if len(posts) < 2:
        return []
    paragraphs = (text_of(p) for post in posts for p in post.iter("p"))
    return list(dict.fromkeys(words for words in paragraphs if is_sentence(words)))


def _extracted(tree: Any, uri: str | None, *, fast: bool) -> list[str]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(tree, url=uri, options=_settings(fast=fast))
    return [] if found is None or found.body is None else list(_paragraphs(found.body))


def _paragraphs(body: Any) -> Iterator[str]:
    """Texts of the elements that hold no other blocks, in order; rows of figures as one line each."""
    for element in body:
        if element.tag in _PASSED_OVER:
            continue
        if element.tag == "list" and _is_index(element):
            continue
        if element.tag == "row" and not any(
            cell.tag in _HOLDERS for cell in element.iterdescendants(*_HOLDERS)
        ):
            yield " ".join(" ".join(element.itertext()).split())
        elif any(inner.tag in _INNER for inner in element):
            if (element.text or "").strip():
                yield " ".join((element.text or "").split())
            yield from _paragraphs(element)
        else:
            yield from _parts(element, _LINKED_ITEM if element.tag == "item" else _LINKED)
        if element.tag in _INNER and (element.tail or "").strip():
            yield " ".join((element.tail or "").split())


def _is_index(element: Any) -> bool:
    """Whether a list points to other reports: most items have a link, and much of its letters are in them."""
    items = list(element.iter("item"))
    linked = sum(next(item.iter("ref"), None) is not None for item in items)
    letters = sum(len("".join(link.itertext())) for link in element.iter("ref"))
    total = len("".join(element.itertext()))
    prose = sum(len(" ".join(item.itertext()).split()) >= _PARAGRAPH for item in items)
    return len(items) >= 2 and linked > len(items) / 2 >= prose and letters >= _LINKED_ITEM * total


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
            if tag and tag not in _INLINE:
                yield from _flush(parts)
            parts.append(element.text or "")
        if event != "start":
            if tag and tag not in _INLINE:
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
    title = next((text_of(found) for found in tree.iter("title")), "")
    names = [name for name in (told, title) if name]
    sole = len(list(tree.iter("h1"))) == 1
    best, best_score = None, 0.5
    for element in tree.iter("h1", "h2", "h3"):
        words = text_of(element)
        if not 2 <= len(words.split()) <= 40:
            continue
        score = max((_alike(words, name) for name in names), default=0.0) + _bonus(element.tag, sole=sole)
        if score > best_score:
            best, best_score = words, score
    if best:
        return best
    longest = max(_SUFFIX.split(told or title), key=len, default="")
    return longest or None


def _bonus(tag: str, *, sole: bool) -> float:
    """A page's only ``h1`` is its headline also where its title is another."""
    return 0.0 if tag != "h1" else 0.6 if sole else 0.2


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
