"""Where the outlet of a report is at home: "The Cairo Examiner", "[Voice of the Delta, Alexandria]".

A paper or station says "the agriculture minister" of its own state and names the state of others. So the
home of the outlet is the last thing asked for a minister whose state nothing in the text tells.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_of_people
from deedwatch.lexicon.places import look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene
    from deedwatch.records import Document

__all__ = ["home_of_outlet", "is_at_home"]

_HEAD = re.compile(r"\s*\[([^\]\n]{5,200})\]")  # the line that a monitor of broadcasts puts before the text
_OFFICES = words_for("actors: high offices")
_SURE = 100_000  # people: a town that carries an outlet's name to its country
_BY_FAR = 10
_WHOLE = words_for("actors: whole governments")
_STATIONS = words_for("actors: stations of a state")
_FEW = 3  # words of a place's name


def home_of_outlet(document: Document, told: Container[str] = frozenset()) -> str | None:
    """The one country of the places in the outlet's name, or in the head line of a broadcast monitor.

    A small town counts only where the report names its country (``told``): "Sur" lies in Oman, and is a word.
    """
    head = _HEAD.match(document.text)
    name, *places = re.split(r"[,:;]", head.group(1)) if head else [document.outlet or ""]
    found = {country for part in places for country in _countries(part.split(), told)}
    found = found or {*_countries(name.split(), told)}
    return found.pop() if len(found) == 1 else None


def _countries(words: list[str], told: Container[str]) -> Iterator[str]:
    """The countries of the places among the words; of those that begin at one word the longest counts."""
    start = 0
    while start < len(words):
        size, country = 1, None
        for end in range(min(len(words), start + _FEW), start, -1):
            name = " ".join(words[start:end])
            country = _country_of(name, told) if name[:1].isupper() else None
            if country is None and words[end : end + 1] and words[end].lower() in _STATIONS:
                country = state_of_people(name)  # "Turkmen state television"
            if country is not None:
                size = end - start
                yield country
                break
        start += size


def _country_of(name: str, told: Container[str]) -> str | None:
    """The country of a state, of a region of one state, or of a town larger by far than others so named."""
    known = look_up(name)
    if known is None:
        return None
    if known.state is not None:
        return known.state if not known.is_region or known.region_of == known.state else None
    if known.region_of is not None:
        return known.region_of
    largest = known.towns[0] if known.towns else None
    if largest is None:
        return None
    if largest.population < _SURE:
        lone = len(known.towns) == 1 and largest.country in told
        return largest.country if lone else None
    others = (town.population for town in known.towns if town.country != largest.country)
    return largest.country if largest.population > _BY_FAR * max(others, default=0) else None


def is_at_home(scene: Scene, draft: Draft, country: str) -> bool:
    """Is it a minister or government of no told state, in words that name no other state than this one?"""
    nouns = {word for noun in (*draft.nouns, *draft.roles) for word in noun.lower().split()}
    whole = draft.kind == "government" and bool(nouns & _WHOLE)
    if draft.former or draft.plural or not (whole or nouns & _OFFICES):
        return False
    doc = scene.parse.doc
    first = min(draft.mentions, key=lambda mention: mention.span, default=None)
    if first is None:
        return False
    start = doc[first.head].sent.start
    start = doc[max(0, start - 1)].sent.start if whole else start  # "Chile refused. The government said"
    told = (scene.lands.get(token.i) for token in doc[start : first.head] if token.idx < first.span[0])
    return all(land in {None, country} for land in told)
