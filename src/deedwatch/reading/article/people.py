"""Authors and contributors: the names in a byline, without places, posts and addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for
from deedwatch.reading.article.furniture import match_kind
from deedwatch.reading.article.stamps import without_stamps

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["find_authors", "find_contributors", "names_in"]

_SPLIT = re.compile(r"\s*(?:[,;/|&•·]|\band\b|\bwith\b|\n)\s*", re.IGNORECASE)
_PLACE = re.compile(r"\s+(?:in|at|from|for|reporting|reports?|of|on)\s.*$")
_OWNER = re.compile(r"^(?:\S+ ){0,4}\S+(?:['’]s|s['’]) (?=[A-Z])")
_BRACKETS = re.compile(r"\([^()]{0,80}\)|<[^<>]{0,80}>|\S+@\S+")
_TITLES = "|".join(sorted(words_for("article: titles in a byline")))
_SMALL = "|".join(sorted(filter(str.isalpha, words_for("actors: particle"))))
_PART = r"[A-ZÀ-Þ][\w.’'-]*"
_NAME = re.compile(rf"(?:(?:{_TITLES})\.? )?{_PART}(?: (?:(?:{_SMALL})[ -]){{0,2}}{_PART}){{1,4}}")


def find_authors(lines: Iterable[str]) -> tuple[str, ...]:
    """The names in the bylines among these lines, in order.

    >>> find_authors(["By Steve Negus and Guy Dinmore"])
    ('Steve Negus', 'Guy Dinmore')
    """
    return _names((without_stamps(line) for line in lines), "byline")


def find_contributors(lines: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who contributed, and who reported by a line at the end ("Reporting by …").

    >>> find_contributors(["Additional reporting by Gareth Smyth in Tehran"])
    (('Gareth Smyth',), ())
    """
    kept = [part for line in lines for part in re.split(r";\s+", line.strip("() \n"))]
    return _names(kept, "contributor"), _names(kept, "reporters")


def _names(lines: Iterable[str], kind: str) -> tuple[str, ...]:
    found: list[str] = []
    for line in lines:
        match = match_kind(kind, line)  # type: ignore[arg-type]
        if match:
            found.extend(names_in(match.group("names")))
    return tuple(dict.fromkeys(found))


def names_in(words: str) -> tuple[str, ...]:
    """The persons (or desks) in the words of a byline.

    Places ("in Tehran"), posts ("Political Editor"), addresses and numbers are left out.
    """
    parts = _SPLIT.split(_BRACKETS.sub(" ", words))
    cleaned = (_PLACE.sub("", _OWNER.sub("", " ".join(part.split()))).strip(" .:–—-") for part in parts)
    return tuple(name for name in cleaned if _is_name(name))


def _is_name(name: str) -> bool:
    name = _titled(name)
    return _NAME.fullmatch(name) is not None and match_kind("not_name", name) is None


def _titled(name: str) -> str:
    return name.title() if name.isupper() else name
