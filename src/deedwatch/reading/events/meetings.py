"""Who held a meeting, and how long it took: only where the words say so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.language.doers import agents, children, clause_head
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.figures import number_of
from deedwatch.reading.events.grammar import pobjects
from deedwatch.reading.events.roles import actors_in

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.reading.events.roles import Roles
    from deedwatch.reading.events.triggers import Trigger

__all__ = ["duration_of", "host_of"]

_HOSTING, _VISITING = "043", "042"
_UNITS = {"minute": "T{}M", "hour": "T{}H", "day": "{}D", "week": "{}W", "month": "{}M"}
_LASTS = words_for("events: lasting")
_AS_LONG_AS = words_for("events: as long as")
_BEING_HOST = words_for("events: being host")
_INVITATIONS = words_for("events: invitations")
_LENGTH = re.compile(
    r"\b(?P<n>half an|an?|\d+|[a-z]+(?:-[a-z]+)?)??(?P<half1>[ -]and[ -]a[ -]half)?[ -]?"
    r"\b(?P<unit>minute|hour|day|week|month)s?\b(?P<half2> and a half)?",
    re.IGNORECASE,
)


def host_of(trigger: Trigger, roles: Roles, cast: Cast) -> str | None:
    """The actor that has the others at home: who receives, who is visited, "talks hosted by Oman".

    ``roles`` are those of the trigger. None where the words name no host.
    """
    hosted = [
        maker
        for clause in (*children(trigger.head, "acl"), *children(trigger.token, "advcl"))
        if clause.low_lemma_ in _BEING_HOST
        for maker in agents(clause)
    ]
    invited = [
        by
        for at in pobjects(trigger.token, "at")
        if at.low_lemma_ in _INVITATIONS
        for by in (*pobjects(at, "of", "from"), *children(at, "poss"))
    ]
    named = actors_in([*hosted, *invited], cast)
    if named:
        return named[0]
    if trigger.rule.cameo == _HOSTING:
        return roles.source[0] if roles.source else None
    return roles.target[0] if trigger.rule.cameo == _VISITING and roles.target else None


def duration_of(trigger: Trigger) -> str | None:
    """How long it took, by ISO 8601: "four-hour talks", "two days of talks", "met for an hour"."""
    head = trigger.head
    text = head.doc.text
    verb = clause_head(head) if head.dep_ == "nsubj" else trigger.token
    for unit in _told_lengths(head, verb):
        found = _iso(text[unit.left_edge.idx : unit.idx + len(unit.text)])
        if found is not None:
            return found
    if trigger.noun is None and trigger.kind == "verb":
        return None
    return _iso(text[head.left_edge.idx : head.idx])


def _told_lengths(head: Token, verb: Token | None) -> list[Token]:
    """The nouns that may tell a length: over "of talks", after "for", under "lasted"."""
    found = []
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        found.append(head.head.head)
    if verb is not None and verb.pos_ == "VERB":
        found += pobjects(verb, "for")
        if verb.low_lemma_ in _LASTS:
            found += children(verb, "npadvmod", "dobj")
    return [noun for noun in found if noun.low_lemma_ in _UNITS]


def _iso(words: str) -> str | None:
    """The length that words tell.

    >>> _iso("nearly four hours"), _iso("a 90-minute"), _iso("two-and-a-half-hour"), _iso("the third day")
    ('PT4H', 'PT90M', 'PT2H30M', None)
    """
    match = _LENGTH.search(words)
    if match is None:
        return None
    count, unit = (match["n"] or "").lower(), match["unit"].lower()
    if count == "half an":
        return "PT30M" if unit == "hour" else None
    as_long = count == "" and any(part in words.lower() for part in _AS_LONG_AS)
    number = 1 if as_long else number_of(count)
    if not number:
        return None
    half = "30M" if unit == "hour" and (match["half1"] or match["half2"]) else ""
    return "P" + _UNITS[unit].format(number) + half
