"""What an outlet relays: "The Tribune reported that the admiral had told senators the ships were old"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft

__all__ = ["relayed"]

_FRAMES = {"clause", "infinitive", "quote"}


def relayed(parse: Parse, kept: list[Draft], drafts: Mapping[int, Draft], cast: Cast) -> list[Draft]:
    """The attributions that an outlet's words are as a whole; the tagger mostly leaves them to the outlet."""
    heads = {made.cue.head for made in kept}
    found: list[Draft] = []
    for made in kept:
        who = None if made.source is None or made.frame != "clause" else cast.who(parse.doc[made.source])
        if who is None or cast.actors[who].kind != "media":
            continue
        inner = next((drafts[c.i] for c in _clauses(parse, made) if c.i in drafts), None)
        if inner is not None and inner.cue.head not in heads and _is_of_another(inner, made):
            found.append(replace(inner, weight=made.weight, confidence=made.confidence))
    return found


def _clauses(parse: Parse, made: Draft) -> list[Token]:
    return [child for child in parse.doc[made.cue.head].rights if child.dep_ == "ccomp"]


def _is_of_another(inner: Draft, outer: Draft) -> bool:
    """Whether somebody else is named who says or asks it."""
    return (
        inner.source is not None
        and inner.source != outer.source
        and inner.cue.rule.kind == "speech"
        and inner.frame in _FRAMES
    )
