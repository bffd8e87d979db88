"""Whose office a person holds now: "Lomidze replaced Beridze", "she took over from Beridze", "her successor".

The words between two persons of one sentence tell it; ``successions.toml`` has them. Who took over has the
role "successor of" the other, by which a later stage finds the side for which the other spoke.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.actors.roles import title_of
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for
from deedwatch.text.needed import lowered, may_match, needed_words

if TYPE_CHECKING:
    from deedwatch.actors.cast import Mention
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene

__all__ = ["SUCCESSOR_OF", "Succession", "cast_successions", "load_successions", "taken_over"]

SUCCESSOR_OF = "successor of "
"""How the role begins of who took over from somebody, whose name follows."""
_LONGEST = 130  # characters between the two
_NEXT = 1  # sentences: "Ms Sosa resigned. Her successor, Benitez, ..."


class Succession(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``successions.toml``."""

    new: Literal["first", "second"]
    pattern: str
    yes: str
    no: str


@cache
def load_successions() -> tuple[Succession, ...]:
    """The rows of ``successions.toml``."""
    return load_rules(data_path("successions.toml"), Succession)


def taken_over(between: str) -> Literal["first", "second"] | None:
    """Which of two persons took over from the other, by the words between their names; None for neither.

    >>> taken_over(", who took over from"), taken_over("gave way on Friday to"), taken_over("met")
    ('first', 'second', None)
    """
    for row in load_successions():
        if re.search(row.pattern, between, re.IGNORECASE):
            return row.new
    return None


def cast_successions(scene: Scene) -> None:
    """Note on persons whose successors they are."""
    if not _any_told(scene.parse.text):
        return
    told = sorted((m for m in scene.mentions if _may_hold(scene.drafts[m.actor])), key=lambda m: m.span)
    for number, one in enumerate(told):
        for other in told[number + 1 : number + 4]:
            if one.actor != other.actor and (_succeed(scene, one, other) or other.kind == "name"):
                break  # "she had it from Sosa, who replaced Beridze": the words are of who is named last


@cache
def _patterns() -> tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]:
    """The patterns, wherever they stand, each with the words of which it needs one."""
    rows = [row.pattern.removesuffix("$") for row in load_successions()]
    return tuple((needed_words(row), re.compile(row, re.IGNORECASE)) for row in rows)


def _any_told(text: str) -> bool:
    """Whether a text tells any succession at all is cheap to know."""
    low = lowered(text)
    return any(may_match(needed, low) and pattern.search(text) for needed, pattern in _patterns())


def _succeed(scene: Scene, one: Mention, other: Mention) -> bool:
    start, end = one.span[1], other.span[0]
    apart = scene.parse.sentence_of(other.span[0]) - scene.parse.sentence_of(one.span[0])
    if not 0 < end - start <= _LONGEST or apart > _NEXT or other.kind != "name":
        return False
    words = _before(scene.parse.text, start, end)
    if apart and not any(word in words for word in words_for("actors: successors")):
        return False
    newer = taken_over(words)
    if newer is None:
        return False
    new, old = (one, other) if newer == "first" else (other, one)
    holder, before = scene.drafts[new.actor], scene.drafts[old.actor]
    if holder.kind != "person":
        return False
    holder.roles.append(SUCCESSOR_OF + before.name)
    holder.country = holder.country or before.country
    return True


def _before(text: str, start: int, end: int) -> str:
    """The words up to a name, without the titles before it, on one line."""
    words = text[start:end].split()
    while words and words[-1][:1].isupper() and (title_of(words[-1]) is not None or len(words) > 1):
        words.pop()
    return " ".join(words)


def _may_hold(draft: Draft) -> bool:
    """A person, or a name that the parse took for a body and of which nothing else is told."""
    unsure = draft.kind == "organisation" and not draft.known and not draft.role and " " in draft.name
    return draft.kind == "person" or unsure
