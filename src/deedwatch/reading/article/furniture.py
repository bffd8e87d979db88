"""Which lines of a page are furniture, by the rules of ``lexicon/en/furniture.toml``."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from deedwatch.lexicon import data_path, load_rules
from deedwatch.reading.article.stamps import only_stamps

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "FurnitureRule",
    "Kind",
    "furniture_rules",
    "is_prose",
    "is_sentence",
    "kind_of",
    "match_kind",
    "take_away",
    "without_loose_end",
]

Kind: TypeAlias = Literal[
    "promotion", "subscription", "navigation", "section", "share", "comments", "copyright", "advert",
    "credit", "media", "notice", "ending", "byline", "contributor", "reporters", "dateline",
    "not_name", "not_place", "stamp",
]  # fmt: skip

_LONGEST = 420  # characters: a longer line is prose, and no rule is tried on it
_ON_OTHER_PARTS = frozenset({"dateline", "not_name", "not_place"})
_PROSE = re.compile(r"[.!?…。！？][\"'”’»)\]]*$|[\"”]$")


class FurnitureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row: what kind of line it finds, by which pattern, with a line that it must and must not find."""

    kind: Kind
    pattern: str
    yes: str
    no: str


@cache
def furniture_rules() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    """The rules with their patterns, in the order of the file."""
    rows = load_rules(data_path("furniture.toml"), FurnitureRule)
    return tuple((row.kind, re.compile(row.pattern, re.IGNORECASE)) for row in rows)


def kind_of(line: str) -> Kind | None:
    """What kind of furniture a line is; None for a line of the article.

    >>> kind_of("Back to Top")
    'navigation'
    >>> kind_of("The talks were hosted by the prime minister.") is None
    True
    """
    line = line.strip()
    if not line or len(line) > _LONGEST:
        return None
    if only_stamps(line):
        return "stamp"
    for kind, pattern in furniture_rules():
        if kind not in _ON_OTHER_PARTS and pattern.search(line):
            return kind
    return None


def match_kind(kind: Kind, line: str) -> re.Match[str] | None:
    """The first match of a rule of this kind, with its groups."""
    line = line.strip()[: 2 * _LONGEST]
    if len(line) > _LONGEST and kind != "dateline":
        return None
    patterns = (pattern for found, pattern in furniture_rules() if found == kind)
    return next((match for match in (p.search(line) for p in patterns) if match), None)


def is_prose(line: str) -> bool:
    """Whether a line reads like a paragraph of a report: long enough, and ended like a sentence."""
    words = len(line.split())
    if words < 8 and not line.isascii():  # scripts without spaces between their words
        words = len(line) // 8
    return words >= 25 or (words >= 8 and _PROSE.search(line.rstrip()) is not None)


def is_sentence(line: str) -> bool:
    """Whether a line is at least a short sentence, as some paragraphs are ("He said no.")."""
    return is_prose(line) or (len(line.split()) >= 3 and _PROSE.search(line.rstrip()) is not None)


def take_away(lines: Sequence[str]) -> tuple[str, ...]:
    """The lines of the article: without furniture, and without what follows an ending up to prose.

    A line that a rule finds but that is prose of 30 words and more is kept.
    """
    kept: list[str] = []
    ended = False
    for line in lines:
        kind = kind_of(line)
        if kind is not None and not (len(line.split()) >= 30 and kind in {"promotion", "credit", "share"}):
            ended = ended or kind == "ending"
            continue
        ended = ended and not is_prose(line)
        if not ended:
            kept.append(line)
    return tuple(kept)


def without_loose_end(body: Sequence[str]) -> tuple[str, ...]:
    """Without the lines that follow the last sentence."""
    end = max((n for n, block in enumerate(body, 1) if is_sentence(block)), default=0)
    return tuple(body[:end])
