"""When a deed was done: the date that the grammar ties to it, or the day on which its speaker spoke."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - `date` is a mention's
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.dates import publication_day
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.nearness import nearest
from deedwatch.records import DateRange
from deedwatch.text.holding import among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.dates import DateMention
    from deedwatch.language import Token
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.reading.events.triggers import Trigger
    from deedwatch.records import Document, Statement

__all__ = ["carry_days", "date_at", "date_of", "undate_words"]

_SAYING = words_for("actors: saying")
_SAID = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE"})
_MONTH = 27  # days after the first


def date_of(trigger: Trigger, dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date that hangs on the deed or on the verb that carries it; None where none does."""
    return date_at([trigger.head, trigger.token], dates)


def date_at(words: list[Token], dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date nearest in the tree to the words of a deed, inside their own clause."""
    known, cue = _known(dates, words[0]), words[-1]
    for date in _known(dates, cue) if cue.tag_ == "VBD" and cue.lemma_ in _SAYING else ():
        if date.head == cue.i:  # "said on Monday": see find_dates
            return DateRange(from_=date.from_, to=date.to, span=date.span)
    best = nearest(words, [(date.head, date) for date in known])
    if best is None:
        best = _from_above(cue, _known(dates, cue))
    if best is None:
        return None
    to = best.to
    said = words[0].doc.text[best.span[0] : best.span[1]].lower()
    if to is None and best.from_ and said.startswith("since") and words[0].tag_ != "VBG":
        to = f"{best.from_[:4]}-12-31"
    return DateRange(from_=best.from_, to=to, span=best.span)


def _known(dates: tuple[DateMention, ...], word: Token) -> list[DateMention]:
    """The dates of a word's sentence that say when."""
    return [date for date in among(dates, word.sent.start, word.sent.end) if date.from_ or date.to]


def _from_above(verb: Token, dates: list[DateMention]) -> DateMention | None:
    """The date of the clause above, where it dates the deed as well.

    "On Monday, the agency reported that troops crossed": before the subject it stands over both. "was
    set up in 2003 after troops ousted him", "died on Monday when a bomb went off": the same time.
    """
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    above = verb.head
    if above == verb or above.pos_ not in {"VERB", "AUX"} or verb.tag_ not in {"VBD", "VBN"}:
        return None
    hung = [date for date in dates if above in _two_above(verb.doc[date.head])]
    if verb.dep_ == "ccomp":
        first = min((c.i for c in above.children if c.dep_ in {"nsubj", "nsubjpass"}), default=0)
        return next((date for date in hung if date.head < first), None)
    if verb.dep_ != "advcl":
        return None
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if marks & {"when", "as"}:
        return next(iter(hung), None)
    return next((date for date in hung if "after" in marks and _is_coarse(date)), None)


def _two_above(token: Token) -> tuple[Token, Token]:
    return token.head, token.head.head


def _is_coarse(date: DateMention) -> bool:
    """A month or more."""
    if date.from_ is None or date.to is None:
        return False
    return (Day.fromisoformat(date.to) - Day.fromisoformat(date.from_)).days >= _MONTH


def undate_words(drafts: list[Draft], document: Document) -> list[Draft]:
    """Deeds of words without the days that only their content can mean: "promised to leave within ten days".

    What a report tells as said or conceded was so by the day it came out; a later day is that of the
    thing promised, threatened, asked or given up. Without a day of the report nothing is known to be later.
    """
    today = publication_day(document)
    if today is None:
        return drafts
    day = today.isoformat()
    return [
        replace(draft, date=None)
        if draft.type in _SAID | {"CONCEDE"}
        and draft.status in {"reported", "alleged"}
        and _is_later(draft.date, day)
        else draft
        for draft in drafts
    ]


def _is_later(date: DateRange | None, today: str) -> bool:
    """From a later day on, or up to one from today or from no day at all."""
    return date is not None and (date.to or date.from_ or "") > today and (date.from_ or today) >= today


def carry_days(drafts: list[Draft], statements: tuple[Statement, ...]) -> list[Draft]:
    """A deed of words with no day of its own is done on the day its speaker last spoke."""
    spoke: dict[str, DateRange] = {}
    made = []
    said = sorted(_days_of_speech(statements), key=lambda day: day[0], reverse=True)
    for draft in sorted(drafts, key=lambda d: d.span):
        source = draft.roles.source[0] if draft.roles.source else ""
        while said and said[-1][0] < draft.span[1]:
            _, speaker, on = said.pop()
            spoke[speaker] = DateRange(from_=on, to=on, span=None)
        date = draft.date
        lasts = draft.trigger is not None and draft.word.tag_ in {"VBZ", "VBP"}  # "wants them to leave"
        if draft.speech and date is None and source in spoke and not (draft.background or lasts):
            made.append(replace(draft, date=spoke[source]))
            continue
        if date is not None and source and not draft.background and date.from_ == date.to:
            spoke[source] = date
        made.append(draft)
    return made


def _days_of_speech(statements: tuple[Statement, ...]) -> Iterator[tuple[int, str, str]]:
    """Where each dated statement begins, its speaker, and its day."""
    for statement in statements:
        if statement.on is not None and statement.speaker is not None:
            first = statement.content[0][0] if statement.content else 0
            yield min(first, statement.cue[0] if statement.cue else first), statement.speaker, statement.on
