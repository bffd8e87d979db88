"""Wordings with one word for what two say apart: "hand the boats back", "let the crew go"."""

from __future__ import annotations

import re
from functools import lru_cache

from deedwatch.lexicon.words import any_of
from deedwatch.text.wording import words

__all__ = ["before_plain", "plain_words", "plainly"]

_GIVING = any_of("ledger: giving back")
_BACK = re.compile(rf"\b(?:{_GIVING}) (?P<what>(?:\S+ ){{0,5}}?)back\b", re.IGNORECASE)
_GO = re.compile(r"\blet(?:s|ting)? (?P<what>(?:\S+ ){1,5}?)go\b", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def plainly(text: str) -> str:
    """A wording with one word for what two say apart."""
    return _GO.sub(r"release \g<what>", _BACK.sub(r"return \g<what>", text))


@lru_cache(maxsize=20_000)
def plain_words(text: str) -> frozenset[str]:
    """The words of the wording put so."""
    return words(plainly(text))


def before_plain(found: frozenset[str]) -> frozenset[str]:
    """The words, and those that a wording may have in whose place ``plainly`` puts one of them."""
    return found if found.isdisjoint(words("return release")) else found | words("back go")
