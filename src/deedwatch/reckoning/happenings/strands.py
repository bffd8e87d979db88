"""Which tellings hang together, so that each such strand can be grouped alone.

What is alike hangs together in chains: in a long war each day's shelling is like that of the day before, so
the war is one chain, and to group it anew for each report would cost more with each. So what makes more than
``MOST`` tellings falls into the strands that hang together by stronger links, and these again. Whether a
strand is too large is found out without going through it all, so a telling bears on few others however many
there are.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

__all__ = ["MOST", "STRENGTHS", "Web", "find_strands"]

MOST = 500
"""Tellings of one strand; those of the strongest links may be more."""

STRENGTHS = (0.5, 0.6, 0.7, 0.8, 0.9)
"""How alike two tellings must be to hang together, step by step; all pairs that are kept are of the first."""


class Web:
    """Tellings by key with those that they are linked to, by strength."""

    def __init__(self) -> None:
        self._near: list[dict[str, set[str]]] = [defaultdict(set) for _ in STRENGTHS]

    def link(self, one: str, two: str, likeness: float) -> None:
        """Two tellings are so much alike; infinitely so where they hang together whatever is told."""
        for least, near in zip(STRENGTHS, self._near, strict=True):
            if likeness < least:
                break
            near[one].add(two)
            near[two].add(one)

    def near(self, key: str, step: int) -> set[str]:
        """Those that are linked to this one as strongly as that step asks."""
        return self._near[step].get(key, _NONE)


_NONE: set[str] = set()


def find_strands(
    seeds: Iterable[str], web: Web, *, read: Callable[[Collection[str]], None] | None = None
) -> list[set[str]]:
    """The strands that hold any of these tellings, each whole; no telling is in two.

    ``read`` is called with tellings whose links are asked for next, and may put them into the web.

    >>> web = Web()
    >>> web.link("a", "b", 0.5)
    >>> web.link("b", "c", 0.7)
    >>> sorted(map(sorted, find_strands("abd", web)))
    [['a', 'b', 'c'], ['d']]
    """
    found: list[set[str]] = []
    asked = set(seeds)
    for step in range(len(STRENGTHS)):
        most = MOST if step + 1 < len(STRENGTHS) else None
        knots = _hanging_together(asked, step, web, read, most=most)
        small = [knot for knot in knots if most is None or len(knot) <= most]
        found += small
        asked = asked.difference(*small)
        if not asked:
            break
    return found


def _hanging_together(
    asked: set[str],
    step: int,
    web: Web,
    read: Callable[[Collection[str]], None] | None,
    *,
    most: int | None,
) -> list[set[str]]:
    """What hangs together with any of these; of what is more than ``most`` only a beginning that is too."""
    knot_of = {key: {key} for key in asked}
    frontier = set(asked)
    while frontier:
        if read is not None:
            read(frontier)
        new: set[str] = set()
        for key in frontier:
            mine = knot_of[key]
            if most is not None and len(mine) > most:
                continue
            for other in web.near(key, step) - mine:
                theirs = knot_of.get(other)
                if theirs is None:
                    new.add(other)
                    mine.add(other)
                    knot_of[other] = mine
                elif theirs is not mine:
                    few, mine = (mine, theirs) if len(mine) < len(theirs) else (theirs, mine)
                    mine |= few
                    knot_of.update(dict.fromkeys(few, mine))
        frontier = {key for key in new if most is None or len(knot_of[key]) <= most}
    return list({id(held): held for held in knot_of.values()}.values())
