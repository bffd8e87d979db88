"""The cue lexicon: which words attribute, in which frames, with which act."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for
from deedwatch.records import Act  # noqa: TC001 - msgspec reads the field's type

if TYPE_CHECKING:
    from deedwatch.language import Doc, Token

__all__ = [
    "Cue",
    "CueRule",
    "Frame",
    "act_of_word",
    "could_head",
    "cue_rules",
    "cues_at",
    "generic_rule",
    "is_naming",
    "layout_rule",
    "uncued_rule",
]

_ACCORDING = words_for("statements: according")

Frame: TypeAlias = Literal[
    "clause", "quote", "reported", "infinitive", "object", "naming", "about", "charge", "gerund"
]  # fmt: skip
Kind: TypeAlias = Literal["speech", "thought", "finding"]
_POS = {"verb": {"VERB", "AUX"}, "noun": {"NOUN", "PROPN"}, "adjective": {"ADJ", "VERB"}, "adverb": {"ADV"}}


class CueRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A group of cue words that share their grammar; ``yes`` and ``no`` are run as tests.

    ``sure`` cues attribute wherever their frame fits: no place and no tagger is asked. ``passive`` ones do so
    in the passive alone. The own act of those that ``yields`` stands back behind what the words do ("warned
    that prices must fall").
    """

    id: str
    words: tuple[str, ...]
    pos: Literal["verb", "noun", "adjective", "adverb", "preposition"]
    frames: tuple[Frame, ...]
    kind: Kind
    weight: float
    yes: str
    no: str
    act: Act | None = None
    yields: bool = False
    sure: bool = False
    passive: bool = False


class Cue(msgspec.Struct, frozen=True):
    """A cue word found in a text: its head token, its particle or preposition, its rule."""

    head: int
    tail: tuple[int, ...]
    rule: CueRule


@cache
def cue_rules() -> tuple[CueRule, ...]:
    """The rows of ``cues.toml``.

    Raises ``LexiconError`` naming row and key where a row breaks the form.
    """
    return load_rules(data_path("cues.toml"), CueRule)


@cache
def _by_first_word() -> dict[str, tuple[tuple[tuple[str, ...], CueRule], ...]]:
    table: dict[str, list[tuple[tuple[str, ...], CueRule]]] = {}
    for rule in cue_rules():
        for word in rule.words:
            first, *rest = word.split()
            table.setdefault(first, []).append((tuple(rest), rule))
    return {first: tuple(entries) for first, entries in table.items()}


def could_head(doc: Doc) -> list[Token]:
    """The tokens that a cue could begin with."""
    table = _by_first_word()
    return [token for token in doc if token.low_lemma_ in table or token.lower_ in _ACCORDING]


def cues_at(token: Token) -> list[Cue]:
    """The cues that a token could head, the longest first."""
    table = _by_first_word()
    entries = table.get(token.low_lemma_)
    if entries is None:
        entries = table.get(token.lower_, ()) if token.lower_ in _ACCORDING else ()
    found = []
    for rest, rule in entries:
        tail = _tail(token, rest) if rest else ()
        if tail is not None and _fits(token, rule):
            found.append(Cue(head=token.i, tail=tail, rule=rule))
    return sorted(found, key=lambda cue: -len(cue.tail)) if len(found) > 1 else found


def _fits(token: Token, rule: CueRule) -> bool:
    if rule.pos == "preposition":
        return True
    return token.pos_ in _POS[rule.pos]


def _tail(token: Token, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """The tokens of a cue's further words: particles and prepositions right under it, in order."""
    at, found = token, []
    for word in rest:
        nearby = (
            [*at.rights] if at.i == token.i else [token.doc[at.i + 1]] if at.i + 1 < len(token.doc) else []
        )
        match = next((child for child in nearby if child.lower_ == word and child.i - token.i < 8), None)
        if match is None and at.i + 1 < len(token.doc) and token.doc[at.i + 1].lower_ == word:
            match = token.doc[at.i + 1]
        if match is None or match.dep_ == "aux":
            return None
        found.append(match.i)
        at = match
    return tuple(found)


@cache
def act_of_word(lemma: str, frame: str) -> Act | None:
    """The act of a cue word in a frame, from whichever of its rules gives one.

    A word that a rule without an act knows in the same frame has none of its own ("said").
    """
    found = [
        rule for rule in cue_rules() if lemma in rule.words and frame in rule.frames and rule.kind == "speech"
    ]
    acts = [rule.act for rule in found if rule.act is not None]
    if frame in {"clause", "quote"} and any(rule.act is None for rule in found):
        return None
    return acts[0] if acts else None


@cache
def is_naming(lemma: str) -> bool:
    """Whether a cue gives things a name, and introduces no clause ("call", "describe")."""
    known = [rule for rule in cue_rules() if lemma in rule.words and rule.pos == "verb"]
    frames = {frame for rule in known for frame in rule.frames}
    return "naming" in frames and "clause" not in frames


@cache
def generic_rule() -> CueRule:
    """The rule of a cue that no row of the lexicon names."""
    return CueRule(
        id="other", words=(), pos="verb", frames=("clause", "quote"), kind="speech", weight=0.3, yes="", no=""
    )


@cache
def layout_rule() -> CueRule:
    """The rule of a cue that is a mark of layout: the colon of a dialogue, the dash of a signature."""
    return CueRule(
        id="layout",
        words=(),
        pos="verb",
        frames=("clause", "quote"),
        kind="speech",
        weight=0.85,
        yes="",
        no="",
        sure=True,
    )


@cache
def uncued_rule() -> CueRule:
    """The rule of a quotation that nothing introduces; its mark stands for the cue."""
    return msgspec.structs.replace(layout_rule(), id="uncued", weight=0.4)
