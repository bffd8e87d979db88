"""What earlier runs kept of an account, asked for as it is needed and never as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from deedwatch.reckoning.ledger.nouns import Entry, Learned
    from deedwatch.records import MatterKind

__all__ = ["Kept", "Nothing", "Shelf"]

Role: TypeAlias = Literal["any", "by", "to", "side"]


class Shelf(NamedTuple):
    """Matters of a kind: all, or those that a party made ("" for nobody told), is asked, or has a side in."""

    kind: MatterKind
    role: Role = "any"
    party: str = ""


class Kept(Protocol):
    """An account as it stood before the first report that is joined now."""

    def matters_opened(self) -> int:
        """How many there are."""

    def has_matter(self, key: str) -> bool:
        """Has one this id?"""

    def matters(self, keys: Collection[str]) -> Iterable[tuple[int, Entry]]:
        """Those of these ids, each with its place in the order in which they were opened."""

    def shelf(self, shelf: Shelf, most: int) -> Iterable[tuple[str, str, frozenset[str]]]:
        """The last so many of a shelf: id, the day on which it was last put there, and all its words."""

    def uses(self, words: Collection[str]) -> Mapping[str, int]:
        """How many have each of these words in their first wording; of words that none has, nothing."""

    def learned(
        self, forms: Collection[str], *, most: int | None = None
    ) -> Iterable[tuple[str, int, Learned]]:
        """What was learned of names by each of these forms, in order; the first so many of each."""


class Nothing:
    """The account before the first report of all."""

    def matters_opened(self) -> int:
        """None."""
        return 0

    def has_matter(self, key: str) -> bool:  # noqa: ARG002 - as Kept has it
        """No."""
        return False

    def matters(self, keys: Collection[str]) -> Iterable[tuple[int, Entry]]:  # noqa: ARG002
        """None."""
        return ()

    def shelf(self, shelf: Shelf, most: int) -> Iterable[tuple[str, str, frozenset[str]]]:  # noqa: ARG002
        """Nothing."""
        return ()

    def uses(self, words: Collection[str]) -> Mapping[str, int]:  # noqa: ARG002
        """None."""
        return {}

    def learned(self, forms: Collection[str], *, most: int | None = None) -> tuple[()]:  # noqa: ARG002
        """Nothing."""
        return ()
