"""Does a promise give what was asked of its maker? Then it is the consent to that demand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from deedwatch.reckoning.ledger.held import Telling
from deedwatch.reckoning.ledger.plain import plain_words, plainly
from deedwatch.records import MatterKind  # noqa: TC001 - the type of a public name
from deedwatch.text.wording import measures, overlap, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.reckoning.ledger.held import Held
    from deedwatch.reckoning.ledger.nouns import Mention

__all__ = ["ASKING", "grants"]

ASKING: tuple[MatterKind, ...] = ("demand", "proposal")
"""The kinds that ask something of somebody."""
_LEAST_GRANTED = 2


def grants(promise: Mention, entry: Held, names: frozenset[str], weight: Mapping[str, float]) -> float:
    """How much of a demand on its maker a promise says; 0 where it was put to others or taken back."""
    makers = entry.makers
    if entry.kind not in ASKING or not entry.asked & {*promise.by} or makers & {*promise.by}:
        return 0.0
    earlier = _told_before(promise, entry)
    asked = {to for told in earlier for to in told.to}  # of whom it was asked before the promise
    if not asked & {*promise.by} or _last_before(promise, entry).move == "withdraws":
        return 0.0
    earlier = [told for told in earlier if told.owned or not told.recalled]  # what was asked, no answer
    said = plain_words(promise.wording) - names
    called = names.union(*(words(party) for party in (*asked, *makers)))
    texts = [
        plain_words(" ".join(told.texts)) - names
        for told in earlier
        if any(_deed(plainly(text), called) in said for text in told.texts)
    ]
    plain = said - called - measures()
    same = (text for text in texts if len(text & plain) >= min(_LEAST_GRANTED, max(1, len(plain))))
    return max((overlap(said, text, weight) for text in same), default=0.0)


def _told_before(promise: Mention, entry: Held) -> list[Telling]:
    """The ways in which it was told before a promise or a deed."""
    here = entry.told_in.get(promise.report, ())
    own = Counter(map(Telling.of, here))
    others = [told for told, times in entry.tellings.items() if times > own[told]]
    if promise.move != "recalls":
        return others
    before = {Telling.of(told) for told in here if _is_before(told, promise)}
    return [*before, *(told for told in others if told.owned and not told.recalled)]


def _last_before(promise: Mention, entry: Held) -> Mention:
    """Its last telling of those before a promise or a deed."""
    told = entry.put if promise.move == "recalls" else entry.mentions
    return next(told for told in reversed(told) if _is_before(told, promise))


def _is_before(told: Mention, promise: Mention) -> bool:
    """Was it told in an earlier report? A deed answers also what its maker asked before it in the same."""
    if promise.move != "recalls":
        return told.report != promise.report
    asked = bool(told.by) and told.move != "recalls"
    return asked and (told.report != promise.report or told.span[1] <= promise.span[0])


def _deed(text: str, names: frozenset[str]) -> str | None:
    """The first word of a demand that names nobody: what is to be done. To repair is not to reopen."""
    return next((word for part in text.split() for word in words(part) if word not in names), None)
