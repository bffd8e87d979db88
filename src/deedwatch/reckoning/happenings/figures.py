"""Figures in conflict: the range over independent sources, who said which and when; never an average."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from deedwatch.reckoning.happenings.nouns import Claim, Figure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.reckoning.happenings.nouns import FigureKind, Telling

__all__ = ["gather_figures"]

_KINDS: tuple[FigureKind, ...] = ("killed", "injured", "taken")


def gather_figures(tellings: Iterable[Telling], text_of: Mapping[str, str]) -> tuple[Figure, ...]:
    """One figure a kind that any telling gives.

    ``text_of`` gives for each report the name of its text: reports with one text are copies, and what
    they say counts once unless a copy gives another number.
    """
    told = sorted(tellings, key=lambda telling: (telling.told or "9999", telling.report, telling.event))
    found = (_figure(kind, told, text_of) for kind in _KINDS)
    return tuple(figure for figure in found if figure is not None)


def _figure(kind: FigureKind, told: list[Telling], text_of: Mapping[str, str]) -> Figure | None:
    claims: dict[tuple[str, int | None, int | None], Claim] = {}
    copies: dict[tuple[str, int | None, int | None], list[str]] = {}
    for telling in told:
        pair = telling.casualties and getattr(telling.casualties, kind)
        if not pair or pair == (None, None):
            continue
        low, high = pair
        key = (text_of.get(telling.report, telling.report), low, high)
        if key in claims:
            copies[key].append(telling.report)
            continue
        copies[key] = []
        claims[key] = Claim(
            report=telling.report,
            event=telling.event,
            low=low,
            high=high,
            by=telling.according_to,
            told=telling.told,
        )
    if not claims:
        return None
    return _range(kind, [_with_copies(claim, copies[key]) for key, claim in claims.items()])


def _with_copies(claim: Claim, copies: list[str]) -> Claim:
    others = tuple(dict.fromkeys(name for name in copies if name != claim.report))
    return msgspec.structs.replace(claim, copies=others)


def _range(kind: FigureKind, claims: list[Claim]) -> Figure:
    numbers = [n for claim in claims for n in (claim.low, claim.high) if n is not None]
    least = max((claim.low for claim in claims if claim.low is not None), default=0)
    most = min((claim.high for claim in claims if claim.high is not None), default=None)
    highest = max(numbers)
    return Figure(
        kind=kind,
        low=min(numbers),
        high=highest,
        open_ended=any(claim.high is None and claim.low == highest for claim in claims),
        agreed=most is None or least <= most,
        claims=tuple(claims),
    )
