"""The days of a matter: when a stance was taken, by when a thing is to happen."""

from __future__ import annotations

import itertools
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from deedwatch.dates import publication_day
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.text.holding import within

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.language.tokens import Token
    from deedwatch.records import Document, MatterKind, Position, Span, Statement

__all__ = ["day_in_sentence", "day_told", "due_of", "is_history", "is_recalled"]

_RECENT = 45  # days before a report within which what it tells was said
_NEWS = 10  # days before a report within which a matter is news
_BEGINNING = 2  # paragraphs
_HEAD = 30  # words of a head that tells only where and when
_TALKING = words_for("statements: receiving a reporter") | words_for("statements: interviewing")

_SHORT = 12  # characters
_ON = re.compile(r"\b(?:from|on|as of)\s+(?:the )?$", re.IGNORECASE)
_BY = re.compile(
    rf"\b(?:{any_of('matters: limits of time')})\b(?:\s+the)?(?:\s+end\s+of)?\s*",
    re.IGNORECASE,
)


def day_in_sentence(parse: Parse, at: int, dates: tuple[DateMention, ...], document: Document) -> str | None:
    """The day nearest to an offset in its sentence, none to come; None where the sentence gives none."""
    return _nearest(at, _days_beside(parse, at, dates, document))


def _days_beside(
    parse: Parse, at: int, dates: tuple[DateMention, ...], document: Document
) -> Iterator[DateMention]:
    """The days that the sentence of an offset tells, none to come."""
    place = parse.sentence_of(at)
    first, end = parse.sentences[place]
    latest = _iso_day(document)
    for mention in within(dates, first, end):
        day = mention.from_ if mention.from_ == mention.to else None
        if day is not None and (latest is None or day <= latest):
            yield mention


def _nearest(at: int, days: Iterable[DateMention]) -> str | None:
    near = ((abs(mention.span[0] - at), mention.from_ or "") for mention in days)
    return min(near, default=(0, None))[1]


def _iso_day(document: Document) -> str | None:
    today = publication_day(document)
    return None if today is None else today.isoformat()


def day_told(
    parse: Parse,
    position: Position,
    matter: str | None,
    dates: tuple[DateMention, ...],
    document: Document,
    statements: Mapping[str, Statement],
) -> str | None:
    """The day on which a stance was taken, as the report tells it; None where it does not.

    Its own clause gives it, or the saying that it stands in; else what that speaker says beside it in the
    paragraph, else the paragraph before it. Where none does, what a talk's beginning or a paper's head tell
    ("received us on Friday", "La Paz, 3 May 2018") holds for all of it, and so does the lead of a report
    that came out on the day or the day after. The last resort is the day of the matter that is answered
    (``matter``), where the report tells it as news. What was done before, as "had" and "has" tell it of no
    saying, has only the day of its own clause.
    """
    at = position.span[0] if position.span else 0
    said = statements.get(position.statement or "")
    own = _day_of_clause(parse, at, dates, document) or (said.on if said else None)
    today = publication_day(document)
    if own is not None or today is None or (said is None and _is_perfect(parse, at)):
        return own
    latest, earliest = today.isoformat(), (today - timedelta(days=_RECENT)).isoformat()

    def days(first: int, end: int) -> list[str]:
        told = [m for m in within(dates, first, end) if m.from_ == m.to and not _is_aside(parse, m)]
        return [m.from_ or "" for m in told if earliest <= (m.from_ or "") <= latest]

    start, end = parse.paragraphs[parse.paragraph_of(at)]
    beside = [
        other.on
        for other in statements.values()
        if other.on and said and other.speaker == said.speaker and start <= other.content[0][0] < end
    ]
    before = beside[:1] or days(start, at)[-1:]
    if before:
        return before[0]
    found = _day_of_all(parse, at, days, today)
    news = matter is not None and matter >= (today - timedelta(days=_NEWS)).isoformat()
    return found or (matter if news and (matter or "") <= latest else None)


def is_recalled(parse: Parse, position: Position, statements: Mapping[str, Statement]) -> bool:
    """Is the stance told as one taken before what the report tells ("which it had rejected in March")?

    What somebody says that was done ("he said they had accepted") is told anew.
    """
    if (
        position.span is None
        or position.told_by is not None
        or not _is_perfect(parse, position.span[0], {"VBD"})
    ):
        return False
    at = position.span[0]
    return not any(start <= at < end for said in statements.values() for start, end in said.content)


def _is_perfect(parse: Parse, at: int, tags: AbstractSet[str] = frozenset({"VBZ", "VBP", "VBD"})) -> bool:
    """Does the verb at an offset stand with "has" or "had", or with the form of the tags?"""
    words = parse.doc.char_span(at, at + 1, alignment_mode="expand")
    verb = None if words is None else _verb(words[0])
    return verb is not None and any(
        child.dep_ == "aux" and child.lemma_ == "have" and child.tag_ in tags for child in verb.children
    )


def _day_of_clause(parse: Parse, at: int, dates: tuple[DateMention, ...], document: Document) -> str | None:
    """The day nearest to an offset in its sentence that no clause of another thing tells."""
    words = parse.doc.char_span(at, at + 1, alignment_mode="expand")
    inside = set() if words is None else {words[0].i, *(up.i for up in words[0].ancestors)}
    days = _days_beside(parse, at, dates, document)
    return _nearest(at, (mention for mention in days if not _is_aside(parse, mention, inside)))


def _is_aside(parse: Parse, mention: DateMention, inside: AbstractSet[int] = frozenset()) -> bool:
    """Does the time stand in a clause about a thing or a person ("who took office on June 4")?

    ``inside`` are the words of which one stands in the clause: then it is none of another thing.
    """
    word = parse.doc[mention.head]
    chain = itertools.chain([word], word.ancestors)
    clause = next((up for up in chain if up.dep_ in {"relcl", "acl"}), None)
    return clause is not None and clause.i not in inside


def _verb(word: Token) -> Token | None:
    return next((up for up in itertools.chain([word], word.ancestors) if up.pos_ in {"VERB", "AUX"}), None)


def _day_of_all(parse: Parse, at: int, days: Callable[[int, int], list[str]], today: date) -> str | None:
    """The day that the beginning of a report gives for what follows."""
    for number, (start, end) in enumerate(parse.paragraphs[:_BEGINNING]):
        told = next(iter(days(start, end)), None)
        if told is None or at < start:
            continue
        text = parse.text[start:end]
        head = number == 0 and (len(text.split()) <= _HEAD or text.startswith("["))
        told_in = parse.doc.char_span(start, end, alignment_mode="expand") or ()
        talk = [word for word in told_in if word.lemma_ in _TALKING and word.pos_ == "VERB"]
        fresh = (today - date.fromisoformat(told)).days <= 1
        return told if head or talk or fresh else None
    return None


def is_history(parse: Parse, at: int, dates: tuple[DateMention, ...], document: Document) -> bool:
    """Does the verb at an offset have a time of its own, more than a year before the report ("in 2009")?

    Such a stance was taken on something else ("denied a like charge in 2004"), unless its matter is as old.
    """
    first, end = parse.sentences[parse.sentence_of(at)]
    told = [mention for mention in within(dates, first, end) if mention.to is not None]
    verb = parse.doc.char_span(at, at + 1, alignment_mode="expand") if told else None
    today = publication_day(document)
    if verb is None or today is None:
        return False
    before = f"{today.year - 1:04}{today.isoformat()[4:]}"
    own = [mention.to or "" for mention in told if _governor(parse, mention) == verb[0].i]
    return bool(own) and max(own) < before


def _governor(parse: Parse, mention: DateMention) -> int | None:
    """The verb that a time expression goes with."""
    words = parse.doc.char_span(*mention.span, alignment_mode="expand")
    return None if words is None else next((up.i for up in words.root.ancestors if up.pos_ == "VERB"), None)


def due_of(
    parse: Parse, span: Span, dates: tuple[DateMention, ...], document: Document, kind: MatterKind
) -> str | None:
    """The last day by which the words say that a thing is to happen.

    What is promised or threatened "from May 1" or "on May 1" is to happen on that day.
    """
    today = _iso_day(document) or ""
    ends = [
        _to_the_day(parse.text, mention)
        for mention in within(dates, *span)
        if mention.span[1] <= span[1]
        and (
            _is_limit(parse.text, span, mention)
            or (kind == "promise" and mention.from_ == mention.to and _is_named(parse.text, span, mention))
        )
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


def _is_named(text: str, span: Span, mention: DateMention) -> bool:
    """Is the day told as the one on which it begins?"""
    return _ON.search(text, max(span[0], mention.span[0] - _SHORT), mention.span[0]) is not None


def _is_limit(text: str, span: Span, mention: DateMention) -> bool:
    """Is the day told as the last one: open towards the past, or after "by", "before", "within"?"""
    start, end = mention.span
    before = text[max(span[0], start - 24) : start]
    return mention.from_ is None or bool(_BY.search(before) or _BY.match(text[start:end]))
