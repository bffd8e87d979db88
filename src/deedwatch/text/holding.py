"""What a stage found, looked up by place, so that a long report costs no more a word than a short one."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

from deedwatch.records import Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deedwatch.records import Span

__all__ = ["Mentions", "Statements", "among", "meet", "near"]

_BLOCK = 512  # characters


class _Mention(Protocol):
    @property
    def head(self) -> int: ...


M = TypeVar("M", bound=_Mention)


def meet(one: Span, two: Span) -> bool:
    """Do two spans share a letter?

    >>> meet((0, 4), (3, 9)), meet((0, 4), (4, 9))
    (True, False)
    """
    return one[0] < two[1] and two[0] < one[1]


class Statements(tuple[Statement, ...]):  # noqa: SLOT001 - its table is kept once made
    """The statements of a report in their order, with a table of those that touch each stretch of it."""

    @cached_property
    def blocks(self) -> dict[int, list[Statement]]:
        """The statements whose content touches each block of the text."""
        found: dict[int, list[Statement]] = {}
        for statement in self:
            spans = statement.content
            for block in {b for start, end in spans for b in range(start // _BLOCK, end // _BLOCK + 1)}:
                found.setdefault(block, []).append(statement)
        return found


def near(statements: tuple[Statement, ...], offset: int) -> Sequence[Statement]:
    """All statements whose content could hold the offset, in their order; some others beside them."""
    return statements.blocks.get(offset // _BLOCK, ()) if isinstance(statements, Statements) else statements


class Mentions(tuple[M, ...]):  # noqa: SLOT001 - as above
    """Dates or places of a report in their order, with a table by the token that heads each."""

    @cached_property
    def heads(self) -> list[tuple[int, int]]:
        """The heads in order, each with the place of its mention."""
        return sorted((mention.head, number) for number, mention in enumerate(self))


def among(mentions: tuple[M, ...], first: int, end: int) -> list[M]:
    """The mentions whose head is a token from the first to before the end, in their order."""
    if not isinstance(mentions, Mentions):
        return [mention for mention in mentions if first <= mention.head < end]
    heads = mentions.heads
    inside = heads[bisect_left(heads, (first, -1)) : bisect_left(heads, (end, -1))]
    return [mentions[number] for number in sorted(number for _, number in inside)]
