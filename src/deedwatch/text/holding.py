"""What a stage found, looked up by place, so that a long report costs no more a word than a short one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, TypeVar

from deedwatch.records import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.records import Span

__all__ = [
    "Mentions",
    "Places",
    "Spans",
    "Statements",
    "among",
    "blocks",
    "cued",
    "cues_in",
    "meet",
    "near",
    "said_in",
    "within",
]

_BLOCK = 512  # characters
_FEW = 32  # so many are gone through as fast as they are looked up


class _Mention(Protocol):
    @property
    def head(self) -> int: ...


class _Placed(_Mention, Protocol):
    @property
    def span(self) -> Span: ...


M = TypeVar("M", bound=_Mention)
P = TypeVar("P", bound=_Placed)


def meet(one: Span, two: Span) -> bool:
    """Do two spans share a letter?

    >>> meet((0, 4), (3, 9)), meet((0, 4), (4, 9))
    (True, False)
    """
    return one[0] < two[1] and two[0] < one[1]


def blocks(start: int, end: int) -> range:
    """The numbers of the blocks of text that a span touches."""
    return range(start // _BLOCK, end // _BLOCK + 1)


class Spans:
    """Spans of a text, looked up by place."""

    def __init__(self, spans: Iterable[Span]) -> None:
        order = sorted(spans)
        self._starts = [start for start, _ in order]
        self._reach = [0, *accumulate((end for _, end in order), max)]  # of the first so many

    def meet(self, one: Span) -> bool:
        """Does one of them share a letter with this one?"""
        return self._reach[bisect_left(self._starts, one[1])] > one[0]

    def hold(self, offset: int) -> bool:
        """Does one of them hold the offset?"""
        return self._reach[bisect_right(self._starts, offset)] > offset


class Places:
    """Things by number, looked up by the places where they begin."""

    def __init__(self, begin: Iterable[tuple[int, int]]) -> None:
        self._order = sorted(begin)

    def between(self, first: int, end: int) -> list[int]:
        """The numbers of those that begin from the first place to before the end, in their order."""
        order = self._order
        inside = order[bisect_left(order, (first, -1)) : bisect_left(order, (end, -1))]
        return sorted({number for _, number in inside})


class Statements(tuple[Statement, ...]):  # noqa: SLOT001 - its table is kept once made
    """The statements of a report in their order, with a table of those that touch each stretch of it."""

    @cached_property
    def blocks(self) -> dict[int, list[Statement]]:
        """The statements whose content touches each block of the text."""
        found: dict[int, list[Statement]] = {}
        for statement in self:
            for block in {block for span in statement.content for block in blocks(*span)}:
                found.setdefault(block, []).append(statement)
        return found

    @cached_property
    def said(self) -> Spans:
        """The words that are said."""
        return Spans(span for statement in self for span in statement.content)

    @cached_property
    def told_by(self) -> Spans:
        """The cues by which it is said."""
        return Spans(statement.cue for statement in self if statement.cue is not None)

    @cached_property
    def cues(self) -> dict[int, list[Statement]]:
        """The statements whose cue touches each block of the text."""
        found: dict[int, list[Statement]] = {}
        for statement in self:
            for block in blocks(*statement.cue) if statement.cue is not None else ():
                found.setdefault(block, []).append(statement)
        return found


def said_in(statements: tuple[Statement, ...]) -> Spans:
    """The words that are said."""
    if isinstance(statements, Statements):
        return statements.said
    return Spans(span for statement in statements for span in statement.content)


def cues_in(statements: tuple[Statement, ...]) -> Spans:
    """The cues by which something is said."""
    if isinstance(statements, Statements):
        return statements.told_by
    return Spans(statement.cue for statement in statements if statement.cue is not None)


def near(statements: tuple[Statement, ...], offset: int) -> Sequence[Statement]:
    """All statements whose content could hold the offset, in their order; some others beside them."""
    return statements.blocks.get(offset // _BLOCK, ()) if isinstance(statements, Statements) else statements


def cued(statements: tuple[Statement, ...], offset: int) -> Sequence[Statement]:
    """All statements whose cue could hold the offset, in their order; some others beside them."""
    return statements.cues.get(offset // _BLOCK, ()) if isinstance(statements, Statements) else statements


class Mentions(tuple[M, ...]):  # noqa: SLOT001 - as above
    """Dates or places of a report in their order, with a table by the token that heads each."""

    @cached_property
    def heads(self) -> Places:
        """The mentions by the token that heads each."""
        return Places((mention.head, number) for number, mention in enumerate(self))

    @cached_property
    def starts(self) -> Places:
        """The mentions by the offset at which each begins."""
        return Places((mention.span[0], number) for number, mention in enumerate(self))  # type: ignore[attr-defined]


def among(mentions: tuple[M, ...], first: int, end: int) -> list[M]:
    """The mentions whose head is a token from the first to before the end, in their order."""
    if len(mentions) <= _FEW or not isinstance(mentions, Mentions):
        return [mention for mention in mentions if first <= mention.head < end]
    return [mentions[number] for number in mentions.heads.between(first, end)]


def within(mentions: tuple[P, ...], first: int, end: int) -> list[P]:
    """The mentions that begin at an offset from the first to before the end, in their order."""
    if len(mentions) <= _FEW or not isinstance(mentions, Mentions):
        return [mention for mention in mentions if first <= mention.span[0] < end]
    return [mentions[number] for number in mentions.starts.between(first, end)]
