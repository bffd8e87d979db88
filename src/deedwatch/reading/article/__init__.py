"""A page in, a document out: furniture away, headline, byline, stamps and dateline found.

1. take the page apart: headline, paragraphs, lines above and below (``plain``, ``page``)
2. find who wrote it, when, and for whom, in its lines and its mark-up (``people``, ``stamps``, ``markup``)
3. find the dateline at the head of the first paragraph
4. put the clean text together, with the way back to the raw file
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from msgspec import structs

from deedwatch.errors import InputError
from deedwatch.reading.article.furniture import is_prose, match_kind
from deedwatch.reading.article.page import take_apart_html
from deedwatch.reading.article.people import find_authors, find_contributors
from deedwatch.reading.article.plain import take_apart_plain
from deedwatch.reading.article.stamps import find_stamps
from deedwatch.records import Document, broken_letters
from deedwatch.text import find_passage, join_passages, tell_tongue, visible_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deedwatch.reading.article.sheet import Sheet
    from deedwatch.reading.article.stamps import Stamp
    from deedwatch.records import Page, Segment
    from deedwatch.text import Visible

__all__ = ["read_page", "require_readable"]

_MOST_ATTRIBUTES = 3_000
LONGEST_TEXT = 300_000  # characters: ten seconds of reading
_LONGEST_SENTENCE, _LONGEST_PARAGRAPH = 2_500, 40_000
_MANY, _LETTERS = 400, 0.4
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’)\]]*\s|\n")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_LARGEST = 20_000_000  # characters: no report is longer, and a page of 200 MB must not take the memory


def read_page(page: Page) -> Document:
    """The article of a page: headline, blank line, paragraphs divided by blank lines.

    Times are those that the page gives, to the minute and without their zone
    (``2007-05-28T14:46``). What came with the page (``page.published``, ``page.outlet``) goes before its
    mark-up, but not before a stamp that says "published"; another of the same day adds the clock time.
    Raises ``InputError`` where the page holds no article.
    """
    _require_whole(page)
    sheet = _take_apart(page)  # 1
    authors, contributors = _people(sheet)  # 2
    published, updated = _times(sheet, page.published)
    text, segments = _text(sheet)  # 4
    return Document(
        id=page.id,
        uri=_address(page.uri, sheet.markup.uri),
        title=sheet.headline,
        outlet=page.outlet or _short(sheet.markup.outlet) or _outlet(sheet.tail),
        authors=authors,
        contributors=contributors,
        published=published,
        updated=updated,
        dateline=_dateline(sheet.body),  # 3
        text=text,
        segments=segments,
    )


def require_readable(document: Document) -> Document:
    """The document itself, where it is prose that can be read and nothing speaks against its being English.

    Raises ``InputError`` naming the language where the text is plainly in another one, and the fault where
    it holds what is no letter, or is no prose: too long, mostly other signs than letters, or without ends of
    sentences.
    Such texts would take minutes (some rules look at each pair of words of a sentence or paragraph).
    Among 4,400 real reports the longest stretch without an end has 1,067 characters, the longest
    paragraph 27,000, the longest report 66,000.
    """
    _require_whole(document)
    fault = _fault_of(document.text)
    if fault:
        remedy = "give the text of one report, whole paragraphs, as UTF-8"
        raise InputError(document.id or "the report", fault, remedy=remedy)
    tongue = tell_tongue(document.text)
    if tongue is None or tongue.code == "en":
        return document
    raise InputError(
        document.id or "the report", f"is in {tongue.name}, not in English", remedy="give reports in English"
    )


def _require_whole(source: Page | Document) -> None:
    """Raises ``InputError`` where a text or name of a report holds what no store can keep."""
    for name, value in structs.asdict(source).items():
        broken = broken_letters(value) if isinstance(value, str) else None
        if broken:
            where = "" if name in {"raw", "text"} else f" in its {name}"
            raise InputError(source.id or "the report", f"holds {broken}{where}", remedy="check its encoding")


def _fault_of(text: str) -> str | None:
    if len(text) > LONGEST_TEXT:
        return f"has a text of more than {LONGEST_TEXT:,} characters"
    if max(map(len, _SENTENCE_END.split(text))) > _LONGEST_SENTENCE:
        return f"is no prose: {_LONGEST_SENTENCE:,} characters without the end of a sentence"
    if max(map(len, text.split("\n"))) > _LONGEST_PARAGRAPH:
        return f"has a paragraph of more than {_LONGEST_PARAGRAPH:,} characters"
    signs = Counter(text)
    seen = sum(count for sign, count in signs.items() if not sign.isspace())
    letters = sum(count for sign, count in signs.items() if sign.isalpha())
    if seen > _MANY and letters < seen * _LETTERS:
        return "is no prose: most of its characters are no letters"
    return None


def _address(given: str | None, told: str | None) -> str | None:
    """The address of the page; a file's name only where the page tells no address."""
    return given if given and "://" in given else told or given


def _take_apart(page: Page) -> Sheet:
    if len(page.raw) > _LARGEST:
        raise InputError(
            page.id,
            f"is a page of {len(page.raw):,} characters",
            remedy=f"give a report of at most {_LARGEST:,}",
        )
    if page.media_type == "text/html":
        sheet = take_apart_html(_visible(page), uri=page.uri, title=page.title)
    else:
        sheet = take_apart_plain(page.raw, title=page.title)
    if sheet is None:
        remedy = (
            'give the page of one report, with its text; a sentence or two as a JSON line, {"text": "..."}'
        )
        raise InputError(page.id, "holds no article", remedy=remedy)
    return sheet


def _visible(page: Page) -> Visible:
    """The letters of a page; one whose parsing would take minutes is refused.

    The parser compares each attribute of an element with all others: 50,000 take it 55 seconds.
    """
    visible = visible_html(page.raw)
    for start, end in visible.wide_tags:
        if len(_QUOTED.sub("", page.raw[start:end]).split()) > _MOST_ATTRIBUTES:
            raise InputError(
                page.id,
                f"has an element with more than {_MOST_ATTRIBUTES:,} attributes",
                remedy="give the report's text",
            )
    return visible


def _people(sheet: Sheet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    authors = _authors(find_authors(sheet.byline_lines), sheet)
    contributors, reporters = find_contributors((*sheet.head, *sheet.tail))
    if reporters and not authors:
        authors = reporters
    outlet = (sheet.markup.outlet or "").lower()
    authors = tuple(name for name in authors if len(authors) == 1 or name.lower() != outlet)
    return authors, tuple(name for name in contributors if name not in authors)


def _authors(lined: tuple[str, ...], sheet: Sheet) -> tuple[str, ...]:
    """The names of the byline's line, else those that the mark-up tells; the outlet's name comes last.

    A name of the line that only goes on after one of the mark-up ("Ann Lee Africa editor") is that one.
    """
    marked = (*sheet.markup.authors, *sheet.markup.bylined)
    if lined:
        return tuple(next((name for name in marked if line.startswith(f"{name} ")), line) for line in lined)
    outlet = (sheet.markup.outlet or "").lower()
    persons = tuple(name for name in sheet.markup.authors if name.lower() != outlet)
    return persons or sheet.markup.bylined or sheet.markup.authors


def _times(sheet: Sheet, given: str | None) -> tuple[str | None, str | None]:
    """When it was published and updated: by its stamps and its mark-up, else as was given.

    An update before the publication is a time in another zone or an error, and is left out.
    """
    stamps = [stamp for line in sheet.head for stamp in find_stamps(line)]
    low = [stamp for line in sheet.tail if not is_prose(line) for stamp in find_stamps(line)]
    labelled = _labelled([*stamps, *low], "published")
    published = _finest(labelled, given, sheet.markup.published, _unlabelled(stamps))
    updated = _finest(_labelled([*stamps, *low], "updated"), sheet.markup.updated)
    if published is None and updated is None:
        published = _unlabelled(low)
    later = updated is not None and (published is None or updated > published)
    return published, updated if later else None


def _labelled(stamps: Sequence[Stamp], label: str) -> str | None:
    return next((stamp.when for stamp in stamps if stamp.label == label), None)


def _unlabelled(stamps: Sequence[Stamp]) -> str | None:
    return next((stamp.when for stamp in stamps if stamp.label is None), None)


def _finest(*moments: str | None) -> str | None:
    """The first moment, with the clock time where another of the same day has it."""
    found = [moment for moment in moments if moment]
    if not found or "T" in found[0]:
        return found[0] if found else None
    return next((moment for moment in found if moment.startswith(f"{found[0]}T")), found[0])


def _outlet(tail: Sequence[str]) -> str | None:
    """The name in the copyright line, where it gives one."""
    for line in tail:
        match = match_kind("copyright", line)
        if match and match.groupdict().get("outlet"):
            return match.group("outlet").removesuffix(" All")
    return None


def _short(outlet: str | None) -> str | None:
    """The outlet's name without the slogan behind a bar."""
    return outlet.split(" | ")[0].strip() or None if outlet else None


def _dateline(body: Sequence[str]) -> str | None:
    if not body or match_kind("not_place", body[0]):
        return None
    match = match_kind("dateline", body[0])
    return match.group("dateline") if match else None


def _text(sheet: Sheet) -> tuple[str, tuple[Segment, ...]]:
    paragraphs = (sheet.headline, *sheet.body) if sheet.headline else sheet.body
    passages, after = [], 0
    for paragraph in paragraphs:
        passage = find_passage(sheet.visible, paragraph, after=after)
        passages.append(passage)
        after = max(after, passage.end) if paragraph != sheet.headline else after
    return join_passages(sheet.visible, passages)
