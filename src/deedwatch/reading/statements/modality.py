"""What was not said: negated, asked about, or only imagined saying."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft

__all__ = ["is_unsaid"]

_MODALS = {"would", "might", "could", "should", "may"}
_NOBODY = {"nobody", "none", "neither"}
_NAMING = {"call", "name", "know", "dub", "nickname", "title", "label", "entitle"}


def is_unsaid(parse: Parse, made: Draft) -> bool:
    """Whether the cue stands under a negation or a modal of imagination."""
    token = parse.doc[made.cue.head]
    if made.source is not None and _is_nobody(parse.doc[made.source]):
        return True
    if token.lemma_ in _NAMING and token.tag_ == "VBN" and token.dep_ == "acl" and made.source is None:
        return True
    if token.pos_ not in {"VERB", "AUX"} or made.frame == "quote":
        return False
    if made.cue.rule.kind != "speech":
        return False
    if any(child.dep_ == "neg" for child in token.children):
        return True
    return any(c.dep_ == "aux" and c.lower_ in _MODALS for c in token.children) and not any(
        c.lower_ == "have" for c in token.children
    )


def _is_nobody(source: Token) -> bool:
    """ "No side ruled out", "nobody said"."""
    return source.lower_ in _NOBODY or any(
        child.lower_ == "no" and child.dep_ == "det" for child in source.children
    )
