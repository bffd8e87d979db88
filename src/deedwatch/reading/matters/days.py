"""The days of a matter: when a stance was taken, by when a thing is to happen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.records import Document, Span

__all__ = ["day_of", "due_of"]

_BY = re.compile(
    r"\b(?:by|before|until|till|no later than|not later than|within)\b(?:\s+the)?(?:\s+end\s+of)?\s*",
    re.IGNORECASE,
)


def day_of(parse: Parse, at: int, dates: tuple[DateMention, ...], document: Document) -> str | None:
    """The day that the sentence gives for what is told at an offset; None where it gives none."""
    place = parse.sentence_of(at)
    first, end = parse.stretch(place, place)
    near = [
        (abs(mention.span[0] - at), mention.from_)
        for mention in dates
        if first <= mention.span[0] < end
        and mention.from_ is not None
        and mention.from_ == mention.to
        and (document.published is None or mention.from_ <= document.published[:10])
    ]
    return min(near)[1] if near else None


def due_of(parse: Parse, span: Span, dates: tuple[DateMention, ...], document: Document) -> str | None:
    """The last day by which the words say that a thing is to happen."""
    today = document.published[:10] if document.published else ""
    ends = [
        _to_the_day(parse.text, mention)
        for mention in dates
        if span[0] <= mention.span[0] and mention.span[1] <= span[1] and _is_limit(parse.text, span, mention)
        if mention.to is not None and mention.to >= today
    ]
    return max(ends, default=None)


def _to_the_day(text: str, mention: DateMention) -> str:
    """The last day; where the words go on with the day of the month ("by August 15"), that day."""
    last = mention.to or ""
    day = re.match(r" (\d{1,2})(?:st|nd|rd|th)?(?![\w%])", text[mention.span[1] :])
    if day is not None and len(last) == 10 and 1 <= int(day.group(1)) <= int(last[8:]):
        return f"{last[:8]}{int(day.group(1)):02}"
    return last


def _is_limit(text: str, span: Span, mention: DateMention) -> bool:
    """Is the day told as the last one: open towards the past, or after "by", "before", "within"?"""
    start, end = mention.span
    before = text[max(span[0], start - 24) : start]
    return mention.from_ is None or bool(_BY.search(before) or _BY.match(text[start:end]))
