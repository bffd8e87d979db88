"""Who did what to whom, where and when, and with what status: every event a report tells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.events.actions import builtin_lexicon
from deedwatch.reading.events.attribution import attribute
from deedwatch.reading.events.commitments import settle_commitments
from deedwatch.reading.events.confidence import weigh_events
from deedwatch.reading.events.drafts import Draft
from deedwatch.reading.events.figures import casualties_at, casualties_of
from deedwatch.reading.events.means import code_by_means, means_of
from deedwatch.reading.events.meetings import duration_of, host_of
from deedwatch.reading.events.merge import merge_drafts
from deedwatch.reading.events.ontology import check_lexicon, load_lexicon
from deedwatch.reading.events.roles import find_roles, is_official
from deedwatch.reading.events.speech import date_of_saying, draft_speech
from deedwatch.reading.events.status import read_status
from deedwatch.reading.events.told import is_background, is_told
from deedwatch.reading.events.triggers import find_triggers
from deedwatch.reading.events.when import carry_days, date_of, undate_words
from deedwatch.reading.events.where import place_of, unplace
from deedwatch.records import Event, Meeting
from deedwatch.text.holding import Mentions

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.places import PlaceMention
    from deedwatch.reading.events.actions import Lexicon
    from deedwatch.reading.events.triggers import Trigger
    from deedwatch.records import Casualties, Document, Statement

__all__ = ["check_lexicon", "find_events", "load_lexicon", "merged_drafts"]

_HARMFUL = frozenset({"ASSAULT", "COERCE", "PROTEST", "RETREAT"})


@dataclass(frozen=True, slots=True)
class _Report:
    """What was found before this stage."""

    parse: Parse
    cast: Cast
    dates: tuple[DateMention, ...]
    places: tuple[PlaceMention, ...]
    statements: tuple[Statement, ...]
    document: Document


def find_events(  # noqa: PLR0913 - one argument for each thing that was found before
    parse: Parse,
    cast: Cast,
    dates: tuple[DateMention, ...],
    places: tuple[PlaceMention, ...],
    statements: tuple[Statement, ...],
    document: Document,
    *,
    lexicon: Lexicon | None = None,
) -> tuple[Event, ...]:
    """All events, in order of place, with ids "e1", ... and the cast's actor keys.

    1. triggers     words that name a deed
    2. drafts       roles, status, date, place, figures, means of each
    3. attribute    what stands inside a statement is alleged
    4. speech       deeds that statements do by being made
    5. commitments  what is promised is the deed, planned; or AGREE, where it is too general
    6. merge        the tellings of one deed are one event
    7. weigh        how sure each is

    Days go with the words: before 5 a deed of words takes the day on which its speaker spoke, and after it,
    what has become words loses the days and places of the deed and takes those of the saying.

    ``lexicon`` is the action lexicon to read with (default: the built-in one); ``load_lexicon`` makes
    one that has a user's own rules before it.
    """
    merged = merged_drafts(parse, cast, dates, places, statements, document, lexicon=lexicon)  # 1 to 6
    weighed = weigh_events(merged, parse, cast)  # 7
    return tuple(_event(draft, number) for number, draft in enumerate(weighed, 1))


def merged_drafts(  # noqa: PLR0913 - as find_events
    parse: Parse,
    cast: Cast,
    dates: tuple[DateMention, ...],
    places: tuple[PlaceMention, ...],
    statements: tuple[Statement, ...],
    document: Document,
    *,
    lexicon: Lexicon | None = None,
) -> list[Draft]:
    """Steps 1 to 6 of ``find_events``: what the rules find, in order of place, before it is weighed."""
    dates, places = Mentions(dates), Mentions(places)
    report = _Report(parse, cast, dates, places, statements, document)
    inside = _named_at(cast)
    triggers = find_triggers(parse, lexicon or builtin_lexicon(), places)  # 1
    drafts = [
        draft
        for trigger in triggers
        if trigger.head.idx not in inside and (draft := _draft(trigger, report)) is not None
    ]  # 2
    drafts = [attribute(draft, statements, cast) for draft in drafts]  # 3
    drafts += draft_speech(parse, cast, statements, dates, drafts)  # 4
    drafts = carry_days(undate_words(drafts, document), statements)
    drafts = [unplace(draft) for draft in settle_commitments(drafts, parse, cast, statements)]  # 5
    drafts = undate_words(drafts, document)
    drafts = [date_of_saying(draft, parse, statements, dates) for draft in drafts]
    return sorted(merge_drafts(parse, cast, drafts), key=lambda draft: draft.span)  # 6


def _named_at(cast: Cast) -> set[int]:
    """The offsets inside the names of persons and bodies: "Ban" in "Ban meets the emir" is no ban."""
    return {
        at
        for mention in cast.mentions
        if mention.kind == "name" and cast.actors[mention.actor].kind in {"person", "organisation"}
        for at in range(*mention.span)
    }


def _draft(trigger: Trigger, report: _Report) -> Draft | None:
    rule = trigger.rule
    roles = find_roles(trigger, report.cast)
    sides = {"source": roles.source, "target": roles.target, "object": roles.target}
    if trigger.kind == "verb" and trigger.noun is None and any(not sides[slot] for slot in rule.actor):
        return None
    if rule.official and not is_official(roles.source, report.cast):
        return None
    if rule.person and not is_official(roles.target, report.cast):
        return None
    if rule.bodily and roles.target and all(report.cast.actors[key].kind == "state" for key in roles.target):
        return None
    place = place_of(trigger, report.places)
    if rule.official and not roles.target and place is None:
        return None
    reading = read_status(trigger)
    date = date_of(trigger, report.dates)
    assert rule.type is not None
    means = means_of(trigger) if rule.type == "ASSAULT" else None
    draft = Draft(
        type=rule.type, cameo=code_by_means(rule.cameo, means), span=trigger.span,
        word=trigger.head, roles=roles,
        reading=reading, status=reading.status, trigger=trigger, date=date,
        place=place,
        casualties=_figures(trigger, report.cast),
        means=means,
        background=is_background(trigger, date, report.document), speech=bool(rule.speech),
        host=host_of(trigger, roles, report.cast) if rule.type == "CONSULT" else None,
        duration=duration_of(trigger) if rule.type == "CONSULT" else None,
        confidence=0.6,
    )  # fmt: skip
    return draft if is_told(draft) else _only_mentioned(draft)


def _figures(trigger: Trigger, cast: Cast) -> Casualties | None:
    if trigger.rule.type not in _HARMFUL:
        return None
    if trigger.kind == "noun":
        return casualties_of(trigger.head, cast)
    return casualties_at(trigger.token, cast)


def _only_mentioned(draft: Draft) -> Draft:
    return replace(draft, told=False)


def _event(draft: Draft, number: int) -> Event:
    meeting = None
    sides = (*draft.roles.source, *draft.roles.target)
    if draft.type == "CONSULT" and (sides or draft.host):
        host = (draft.host,) if draft.host and draft.host not in sides else ()
        meeting = Meeting(host=draft.host, duration=draft.duration, participants=(*sides, *host))
    return Event(
        id=f"e{number}", type=draft.type, cameo=draft.cameo, anchor=draft.span, source=draft.roles.source,
        target=draft.roles.target, status=draft.status, background=draft.background, date=draft.date,
        place=draft.place, according_to=draft.according_to, meeting=meeting, casualties=draft.casualties,
        means=draft.means, confidence=draft.confidence,
    )  # fmt: skip
