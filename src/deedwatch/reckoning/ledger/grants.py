"""Does a promise give what was asked of its maker? Then it is the consent to that demand."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from deedwatch.lexicon.words import any_of, words_for
from deedwatch.records import MatterKind  # noqa: TC001 - the type of a public name
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.reckoning.ledger.nouns import Entry, Mention

__all__ = ["ASKING", "before_plain", "grants", "plainly"]

ASKING: tuple[MatterKind, ...] = ("demand", "proposal")
"""The kinds that ask something of somebody."""
_LEAST_GRANTED = 2
_GIVING = any_of("ledger: giving back")
_BACK = re.compile(rf"\b(?:{_GIVING}) (?P<what>(?:\S+ ){{0,5}}?)back\b", re.IGNORECASE)
_GO = re.compile(r"\blet(?:s|ting)? (?P<what>(?:\S+ ){1,5}?)go\b", re.IGNORECASE)


def grants(promise: Mention, entry: Entry, names: frozenset[str], weight: Mapping[str, float]) -> float:
    """How much of a demand on its maker a promise says; 0 where it was put to others or taken back."""
    earlier = [told for told in entry.mentions if _is_before(told, promise)]
    asked = {to for told in earlier for to in told.to}  # of whom it was asked before the promise
    makers = entry.makers
    if entry.kind not in ASKING or not asked & {*promise.by} or makers & {*promise.by}:
        return 0.0
    if not earlier or earlier[-1].move == "withdraws":
        return 0.0
    earlier = [told for told in earlier if told.by or told.move != "recalls"]  # what was asked, no answer
    said = words(plainly(promise.wording)) - names
    called = names.union(*(words(party) for party in (*asked, *makers)))
    texts = [
        words(plainly(" ".join((told.wording, *told.also)))) - names
        for told in earlier
        if any(_deed(plainly(text), called) in said for text in (told.wording, *told.also))
    ]
    plain = said - called - _measures()
    same = (text for text in texts if len(text & plain) >= min(_LEAST_GRANTED, max(1, len(plain))))
    return max((overlap(said, text, weight) for text in same), default=0.0)


def _is_before(told: Mention, promise: Mention) -> bool:
    """Was it told in an earlier report? A deed answers also what its maker asked before it in the same."""
    if promise.move != "recalls":
        return told.report != promise.report
    asked = bool(told.by) and told.move != "recalls"
    return asked and (told.report != promise.report or told.span[1] <= promise.span[0])


@lru_cache(maxsize=20_000)
def plainly(text: str) -> str:
    """A wording with one word for what two say apart: "hand the boats back", "let the crew go"."""
    return _GO.sub(r"release \g<what>", _BACK.sub(r"return \g<what>", text))


def before_plain(found: frozenset[str]) -> frozenset[str]:
    """The words, and those that a wording may have in whose place ``plainly`` puts one of them."""
    return found if found.isdisjoint(words("return release")) else found | words("back go")


@cache
def _measures() -> frozenset[str]:
    """Numbers and times: to give two months' wages is not to hand over two years' papers."""
    return words(" ".join(words_for("ledger: measures")))


def _deed(text: str, names: frozenset[str]) -> str | None:
    """The first word of a demand that names nobody: what is to be done. To repair is not to reopen."""
    return next((word for part in text.split() for word in words(part) if word not in names), None)
