"""How alike two tellings of an event are: type, parties, days, place and words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.language.engine import lemma_of
from deedwatch.lexicon.places import look_up
from deedwatch.reckoning.happenings.mention_reading import find_word
from deedwatch.reckoning.happenings.terms import load_function_words

if TYPE_CHECKING:
    from deedwatch.reckoning.happenings.nouns import Party
    from deedwatch.reckoning.happenings.tellings import Told
    from deedwatch.records import Place

__all__ = ["Weighed", "weigh"]

_PROPER = re.compile(r"\b[A-Z][\w’'-]+")
_MONTH = 31
_SLACK = 1  # day: a report of the night before may give either


@dataclass(frozen=True, slots=True)
class Weighed:
    """How alike two tellings are, and why; ``score`` is 0 where something forbids that they are one."""

    score: float
    reason: str


_FORBIDDEN = Weighed(0.0, "")


def weigh(one: Told, two: Told, *, same_story: bool, same_text: bool, ruled: bool = False) -> Weighed:
    """Whether two reports tell of one event: type, parties, days, place and words.

    Figures never forbid; where one number stands with one day and one place, parties told by kind may be
    told in any words. ``same_story``: the reports are of one happening as a whole; ``same_text``: one
    copies the other; ``ruled``: a person has put them together. Of one report only what the headline
    tells and what the text tells can be one.
    """
    if one.event.type != two.event.type or one.is_done != two.is_done:
        return _FORBIDDEN
    own = one.report == two.report
    if own and (one.headline == two.headline or one.event.background or two.event.background):
        return _FORBIDDEN
    parts: list[tuple[float, str]] = []
    sides = _weigh_sides(one, two)
    days = _weigh_days(one, two, ruled=ruled)
    place = _weigh_place(one.event.place, two.event.place)
    if sides is None or days is None or place is None:
        return _FORBIDDEN
    parts += [*sides, *days, *place]
    common = one.words & two.words
    share = 2 * len(common) / max(1, len(one.words) + len(two.words))
    parts.append((0.35 * min(1.0, 2 * share), f"words {', '.join(sorted(common)[:4])}" if common else ""))
    parts += [(0.05, one.event.cameo)] if one.event.cameo == two.event.cameo else []
    if own:
        parts.append((0.3, "headline"))
    elif ruled:
        parts.append((0.3, "a person's word"))
    elif same_text or same_story:
        parts.append((0.2, "copied text") if same_text else (0.15, "reports of one happening"))
    return Weighed(
        round(sum(w for w, _ in parts), 4), "; ".join(reason for w, reason in parts if w and reason)
    )


def _weigh_sides(one: Told, two: Told) -> list[tuple[float, str]] | None:
    """Both sides compared; None where both reports name a side, and nobody on it can be the same."""
    pinned = one.report == two.report or _is_pinned(one, two)
    found: list[tuple[float, str]] = []
    for left, right, mine, theirs in zip(one.sides, two.sides, one.marks, two.marks, strict=True):
        if not left or not right:
            continue
        common = mine & theirs
        named = sorted(token for token in common if not token.startswith("="))
        shorter = None if common else _shorter_name(left, right)
        if common:
            reason = ", ".join(named) or ", ".join(token[1:] for token in sorted(common))
            found.append((0.15 if named else 0.1, reason))
        elif shorter:
            found.append((0.1, shorter))
        elif pinned and _may_be_kinds(left, right):
            found.append((0.1, f"{left[0].name} as {right[0].name}"))
        elif not _may_be_named(left, right):
            return None
    return found


def _is_pinned(one: Told, two: Told) -> bool:
    """Whether both tell one day, one town and, of the killed, injured or taken, one number."""
    first, second = one.event, two.event
    if not first.casualties or not second.casualties or not first.place or not second.place:
        return False
    (start, end), common = (
        one.days,
        {*_PROPER.findall(first.place.name)} & {*_PROPER.findall(second.place.name)},
    )
    if not one.dated or start is None or start != end or one.days != two.days or not common:
        return False
    pairs = zip(
        msgspec.structs.astuple(first.casualties), msgspec.structs.astuple(second.casualties), strict=True
    )
    return any(left is not None and left == right for left, right in pairs)


def _may_be_kinds(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
    """Whether both sides are told by kind alone ("nine soldiers", "Zambian troops"), of no two countries."""
    countries = {party.country for party in (*left, *right) if party.country}
    return len(countries) <= 1 and all(_is_kind(party.name) for party in (*left, *right))


def _shorter_name(left: tuple[Party, ...], right: tuple[Party, ...]) -> str | None:
    """A name of which the other side has a longer form: "the Front", "eleven teachers near the border"."""
    for one in left:
        for two in right:
            if one.country and two.country and one.country != two.country:
                continue
            few, many = sorted((_name_words(one.name), _name_words(two.name)), key=len)
            if few and few <= many:
                return min(one.name, two.name, key=len).lower()
    return None


@cache
def _name_words(name: str) -> frozenset[str]:
    return frozenset(name.lower().split()) - load_function_words()


def _may_be_named(left: tuple[Party, ...], right: tuple[Party, ...]) -> bool:
    """Whether one side is told by kind alone ("armed men") and the other by a name that is no state's."""
    kinds = [all(_is_kind(party.name) for party in side) for side in (left, right)]
    if kinds[0] == kinds[1]:
        return False
    return not any(_is_state(party.name) for party in (right if kinds[0] else left))


@cache
def _is_kind(name: str) -> bool:
    """Whether a name is common words: "armed men", at the start of a sentence "Armed men" or "Rebels"."""
    first, *others = name.split()
    if others or first.islower():
        return not any(word[:1].isupper() for word in others)
    lemma = lemma_of(first.lower(), "NOUN")
    return lemma != first.lower() and bool(find_word(lemma).senses)


def _weigh_days(one: Told, two: Told, *, ruled: bool) -> list[tuple[float, str]] | None:
    """None where the days that the two may be of lie apart; against a person's word, those that are told."""
    if ruled and not (one.dated and two.dated):
        return [(0.0, "")]
    (start1, end1), (start2, end2) = one.days, two.days
    starts = [day for day in (start1, start2) if day is not None]
    ends = [day for day in (end1, end2) if day is not None]
    if starts and ends and max(starts) > min(ends) + (0 if one.dated and two.dated else _SLACK):
        return None
    if one.dated and two.dated and len(starts) == len(ends) == 2:
        narrow = max(end1 - start1, end2 - start2) if end1 and start1 and end2 and start2 else 99
        day = one.event.date.from_ if one.event.date else None
        weight = 0.2 if narrow <= _SLACK else 0.1 if narrow <= _MONTH else 0.0
        return [(weight, f"on {day}")]
    return [(0.0, "")]


def _weigh_place(one: Place | None, two: Place | None) -> list[tuple[float, str]] | None:
    """None where two places are named that cannot be one; a common noun ("the market") forbids nothing."""
    if one is None or two is None:
        return [(0.0, "")]
    first, second = _PROPER.findall(one.name), _PROPER.findall(two.name)
    if not first or not second:
        return [(0.05, f"in {one.name}")] if one.name == two.name else [(0.0, "")]
    if set(first) & set(second):
        return [(0.2, f"in {one.name}")]
    if one.country and two.country and one.country != two.country:
        return None
    if _is_state(one.name) or _is_state(two.name):
        return [(0.05, f"in {one.country}")] if one.country == two.country else [(0.0, "")]
    return None


@cache
def _is_state(name: str) -> bool:
    known = look_up(name)
    return known is not None and known.state is not None
