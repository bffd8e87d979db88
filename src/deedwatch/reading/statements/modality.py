"""What was not said: negated, asked about, or only imagined saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft

__all__ = ["is_unsaid"]

_MODALS = {"would", "might", "could", "should", "may"}
_NEGATIVE_ACTS = {"deny", "reject"}


def is_unsaid(parse: Parse, made: Draft) -> bool:
    """Whether the cue stands under a negation or a modal of imagination."""
    token = parse.doc[made.cue.head]
    if token.pos_ not in {"VERB", "AUX"} or made.frame == "quote":
        return False
    if made.cue.rule.kind != "speech":
        return False
    if any(child.dep_ == "neg" for child in token.children):
        return True
    return any(c.dep_ == "aux" and c.lower_ in _MODALS for c in token.children) and not any(
        c.lower_ == "have" for c in token.children
    )
