"""Which entry of the ledger a mention tells again: by its kind, its maker, its sides and its words.

How much the words must agree depends on what the report tells: a matter stated afresh must say the same
thing, one that is restated, amended, withdrawn or recalled need only fit better than others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import any_of
from deedwatch.reckoning.ledger.addressed import names_state
from deedwatch.reckoning.ledger.known import (
    is_described,
    is_still_put,
    is_the_same_demand,
    names_maker,
    of_one_like,
    points_to,
    says_nothing,
)
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from deedwatch.reckoning.ledger.held import Held
    from deedwatch.reckoning.ledger.nouns import Mention
    from deedwatch.reckoning.ledger.shelves import Shelves
    from deedwatch.reckoning.ledger.weights import Weights
    from deedwatch.records import Matter, MatterKind, Move

__all__ = ["VOWS", "Matching"]

_NEEDED: dict[Move, float] = {
    "states": 0.50, "restates": 0.22, "amends": 0.15, "withdraws": 0.15, "recalls": 0.30,
}  # fmt: skip
_RELATED: frozenset[frozenset[MatterKind]] = frozenset(
    {
        frozenset({"proposal", "promise"}),
        frozenset({"proposal", "demand"}),
        frozenset({"prediction", "promise"}),
    }
)
VOWS: frozenset[MatterKind] = frozenset({"promise", "prediction"})
_NAME_WORDS = 4  # what is longer describes an actor without a name
_OTHER_KIND = 0.25  # what a loose name ("offer", "plan", "call") costs where it fits another kind
_OTHER_PARTY = 0.1  # what it costs that a proposal, or a matter only recalled, is said to go to others
_NOW = re.compile(
    rf"\bwould now\b|^(?i:under|in|by) (?:the|its|this) (?:{any_of('ledger: put anew')}) .*\bwould\b"
)
_TELLING = 3  # words in common where the demand does not say of whom it is made
_THE_SAME = 0.55  # of words in common: another side asks what was asked already
_BARE = 0.45  # "the Norland demand": the last one of that kind and maker is meant


class Matching:
    """The entries that mentions tell again; it looks at an account and changes nothing."""

    def __init__(
        self, entries: Mapping[str, Held], shelves: Shelves, weights: Weights, names: frozenset[str]
    ) -> None:
        self._entries, self._shelves, self._weight, self._names = entries, shelves, weights.of, names

    def find(self, kind: MatterKind, mention: Mention, taken: set[str]) -> str | None:
        """The entry that fits best: among its maker's; of a matter without a maker, among its sides'."""
        own = {word for text in (mention.wording, *mention.also) for word in words(text)} - self._names
        if mention.move == "recalls" and says_nothing(mention, self._names):
            own = set()
        shelves = self._shelves
        groups: list[Callable[[MatterKind], set[str]]] = [
            lambda held: shelves.of_sides(held, mention.to),
            shelves.of_kind,
        ]
        if mention.by:
            alike = (
                [lambda held: of_one_like(mention, shelves.all_of(shelves.of_kind(held)))]
                if is_described(mention)
                else []
            )
            groups = [lambda held: shelves.of_makers(held, (*mention.by, "")), *alike]
        for among in groups:
            likely: set[str] = set()
            for held in _kinds_meant(mention, kind):
                likely |= shelves.sharing(own, among(held)) if own else among(held)
            shelves.take_up(likely)
            found = self._best(kind, mention, sorted(likely, key=shelves.opened.__getitem__), taken)
            if found is not None:
                return found
        told = kind == "proposal" or (kind == "demand" and mention.by)
        if told and mention.move == "recalls" and own:
            return self._only_one_like(kind, mention, own)
        among_vows = kind in VOWS and mention.move == "amends"
        return self._only_of_its_maker("proposal" if among_vows else kind, mention)

    def asked_already(self, matter: Matter, mention: Mention) -> str | None:
        """The entry in which another side asked the same already, of the same party or of one not named."""
        if matter.kind != "demand" or mention.move not in {"states", "restates"} or matter.positions:
            return None
        if len(mention.by) != 1 or self.find(matter.kind, mention, set()) is not None:
            return None
        own = words(mention.wording) - self._names
        shelves = self._shelves
        among = shelves.asked_of("demand", mention.to) if mention.to else shelves.of_kind("demand")
        fits = [
            (score, key)
            for key in shelves.sharing(own, among, least=1 if mention.to else _TELLING)
            if is_the_same_demand(mention, self._entries[key])
            and (
                (score := self._alikeness(mention, self._entries[key])) >= _THE_SAME
                or (bool(mention.to) and points_to(mention, self._entries[key], self._names))
            )
        ]
        return max(fits)[1] if fits else None

    def put_otherwise(self, kind: MatterKind, mention: Mention) -> Mention:
        """What "would now" be, or would "under the new text", is its maker's one proposal, amended."""
        amended = replace(mention, move="amends")
        now = kind in VOWS and _NOW.search(mention.wording) is not None
        return amended if now and self._only_of_its_maker("proposal", amended) else mention

    def _only_one_like(self, kind: MatterKind, mention: Mention, own: set[str]) -> str | None:
        """The one matter of its maker that still stands, if an answer's words for it have one in common."""
        makers = self._shelves.of_makers(kind, mention.by)
        put = self._shelves.sharing(own, makers)
        fits = [entry for entry in self._shelves.all_of(makers) if is_still_put(mention, entry)]
        return fits[0].id if len(fits) == 1 and fits[0].id in put else None

    def _only_of_its_maker(self, kind: MatterKind, mention: Mention) -> str | None:
        """The one matter that its maker can have put again or otherwise, whatever the words."""
        if mention.move not in {"amends", "restates", "withdraws"} or not mention.by:
            return None
        own = self._shelves.all_of(self._shelves.of_makers(kind, mention.by))
        fits = [entry for entry in own if is_still_put(mention, entry)]
        return fits[0].id if len(fits) == 1 else None

    def _best(self, kind: MatterKind, mention: Mention, keys: list[str], taken: set[str]) -> str | None:
        fits: list[tuple[float, int, str]] = []
        for number, key in enumerate(keys):
            entry = self._entries[key]
            if mention.move == "states" and key in taken and entry.mentions[-1].report == mention.report:
                continue
            score = self._fit(kind, mention, entry)
            if score >= _NEEDED[mention.move]:
                fits.append((score, number, key))
        return max(fits)[2] if fits else None

    def _fit(self, kind: MatterKind, mention: Mention, entry: Held) -> float:
        cost = 0.0
        if kind != entry.kind:
            if entry.kind not in _kinds_meant(mention, kind):
                return 0.0
            cost = _OTHER_KIND
        makers = entry.makers
        if mention.by and makers and not (makers & {*mention.by} or is_described(mention, makers)):
            return 0.0
        known = entry.asked
        apart = not known & {*mention.to} and names_state(known) and names_state(mention.to)
        disowned = kind == "accusation" and not mention.by  # who denies a deed of his own denies no other's
        if apart and kind != "proposal" and (mention.move != "recalls" or disowned):
            return 0.0
        if mention.move == "recalls" and says_nothing(mention, self._names):
            return _BARE - cost - (_OTHER_PARTY if apart else 0.0)
        said = self._alikeness(mention, entry)
        again = 0.12 if mention.move in {"restates", "amends", "withdraws"} else 0.0
        if mention.move == "recalls" and kind == entry.kind and known & {*mention.to} and mention.by:
            again = 0.08  # the same sides and kind
        if not mention.by and mention.move == "recalls" and known & {*mention.to}:
            again = 0.1 if disowned else 0.06  # who denies or refuses it is who was meant
        if not mention.by and names_maker(mention, entry):
            again = max(again, 0.2)  # "the visit of the UNESCO experts"
        return said + again - cost - (_OTHER_PARTY if apart else 0.0)

    def _alikeness(self, mention: Mention, entry: Held) -> float:
        sides = (*mention.by, *mention.to, *entry.asked)
        named = (party for party in dict.fromkeys(sides) if len(party.split()) <= _NAME_WORDS)
        names = self._names.union(*(words(party) for party in named))
        new = [words(text) - names for text in (mention.wording, *mention.also)]
        old = {told - names for told in entry.wordings}
        return max((overlap(one, two, self._weight) for one in new for two in old), default=0.0)


def _kinds_meant(mention: Mention, kind: MatterKind) -> set[MatterKind]:
    """The kinds of matter that a mention may be of: what is not stated afresh, of a related kind too."""
    related = (pair for pair in _RELATED if kind in pair and mention.move != "states")
    return {kind}.union(*related)
