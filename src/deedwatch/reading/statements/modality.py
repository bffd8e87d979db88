"""What was not said: negated, asked about, or only imagined saying."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.roles import role_of
from deedwatch.language.closed import NO, NOBODY
from deedwatch.lexicon.words import any_of, words_for

if TYPE_CHECKING:
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft

__all__ = ["is_unsaid"]

_MODALS = {"would", "might", "could", "should", "may"}
_NOBODY = NOBODY | {"not"}  # "not all were pleased"
_ANYBODY = words_for("statements: anybody")
_NAMING = words_for("statements: naming")
_BLOWS = words_for("statements: blows")
_SACKINGS = words_for("statements: sackings")
_ARMED = {"REB", "MIL", "COP"}
_CHARGES = {"over", "for", "as", "of"}  # what words of attack are about; no blow has them
_ANONYMITY = re.compile(
    rf"(?:{any_of('statements: asking for anonymity')})\b"
    rf".{{0,12}}(?:{any_of('statements: being told of by name')}|$)"
)


def is_unsaid(parse: Parse, made: Draft) -> bool:
    """Whether nobody said it, or only might: "did not say", "no side ruled out", "if he says"."""
    token = parse.doc[made.cue.head]
    if made.source is not None and _is_nobody(parse.doc[made.source], token):
        return True
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if (
        _is_blow(parse, made)
        or _is_sacking(parse, made)
        or [parse.text[slice(*span)].lower() for span in made.content] == ["nothing"]
    ):
        return True
    return (
        _is_name(token, made)
        or _is_condition(token)
        or _is_anonymity(parse, made)
        or _goes_without(token)
        or _is_negated(token, made)
    )


def _is_nobody(source: Token, cue: Token) -> bool:
    """Whether nobody is the source, or anybody: "no side ruled out", "those who call for war"."""
    if source.lower_ in _NOBODY:
        return True
    if source.lower_ in _ANYBODY and any(c.i == cue.i or c.is_ancestor(cue) for c in source.children):
        return True
    return any(child.lower_ in NO and child.dep_ in {"det", "preconj"} for child in source.children)


def _is_blow(parse: Parse, made: Draft) -> bool:
    """Whether arms attack, not words: "rebels attacked Chad", "police charged the crowd with batons"."""
    token = parse.doc[made.cue.head]
    if token.lemma_ not in _BLOWS or made.frame not in {"object", "charge", "naming"} or made.source is None:
        return False
    source = parse.doc[made.source]
    role = role_of(source.lower_)
    if role is None or role.role not in _ARMED:
        return False
    words = [word for start, end in made.content for word in parse.doc.char_span(start, end) or ()]
    about = [c.lower_ for word in (token, *words) for c in word.rights if c.dep_ == "prep"]
    return _CHARGES.isdisjoint(about) and not any(word.tag_ == "VBG" for word in words)


def _is_sacking(parse: Parse, made: Draft) -> bool:
    """Whether people lose their posts, and no words are turned down: "Chile dismissed forty sailors"."""
    token = parse.doc[made.cue.head]
    if token.lemma_ not in _SACKINGS or made.frame != "object":
        return False
    lost = next((child for child in token.children if child.dep_ in {"dobj", "nsubjpass"}), None)
    role = None if lost is None else role_of(lost.lower_)
    return role is not None and role.sort in {"person", "people"} and role.role != "OPP"


def _is_name(token: Token, made: Draft) -> bool:
    """Whether a thing is only named: "an operation called Dawn"."""
    return token.lemma_ in _NAMING and token.tag_ == "VBN" and token.dep_ == "acl" and made.source is None


def _is_condition(token: Token) -> bool:
    """Whether the saying is a condition: "if the president says so"."""
    return token.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in token.children
    )


def _goes_without(token: Token) -> bool:
    """Whether it goes without saying, or somebody leaves without saying so."""
    return token.dep_ == "pcomp" and token.head.lower_ == "without"


def _is_anonymity(parse: Parse, made: Draft) -> bool:
    """Whether all that was asked is not to be named."""
    words = " ".join(parse.text[start:end] for start, end in made.content)
    return made.frame == "infinitive" and _ANONYMITY.match(words.lower()) is not None


def _is_negated(token: Token, made: Draft) -> bool:
    """Whether the cue stands under a negation or a modal of imagination, with words of its own."""
    negated = "neg" in [child.dep_ for child in token.children]
    if negated and made.source is None:
        return True
    if made.frame == "quote" or made.cue.rule.kind != "speech":
        return False
    if negated:
        return True
    return not _MODALS.isdisjoint([c.lower_ for c in token.children if c.dep_ == "aux"])
