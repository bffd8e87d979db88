"""What the place of a cue tells: the rules' own weight, where no trained weights are at hand."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from deedwatch.lexicon import data_path, load_rows, load_rules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes

__all__ = [
    "Context",
    "WordOdds",
    "contexts",
    "contexts_of",
    "cue_word",
    "in_context",
    "kind_of_frame",
    "word_odds",
]

_THINGS = {"it", "that", "this", "which"}
_AUXILIARIES = {"aux", "auxpass"}


class Context(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place in which a cue may stand, and what it adds to the log odds; ``yes`` and ``no`` run as tests."""

    id: str
    odds: float
    yes: str
    no: str
    pos: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    deps: tuple[str, ...] = ()
    aux: tuple[str, ...] = ()
    bare: bool = False
    source: Literal["none", "thing"] | None = None
    inside: bool = False


class WordOdds(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much likelier a cue word is to attribute than its row in ``cues.toml`` says, by kind of frame."""

    word: str
    frames: Literal["words", "infinitive", "thing"]
    odds: float


@cache
def contexts() -> tuple[Context, ...]:
    """The rows of ``contexts.toml``.

    Raises ``LexiconError`` naming row and key where a row breaks the form.
    """
    return load_rules(data_path("contexts.toml"), Context)


@cache
def word_odds() -> Mapping[tuple[str, str], float]:
    """The rows of ``cue_odds.csv``: natural log odds by cue word and kind of frame."""
    return {(row.word, row.frames): row.odds for row in load_rows(data_path("cue_odds.csv"), WordOdds)}


def cue_word(parse: Parse, made: Draft) -> str:
    """The cue's lemma with its particle or preposition: "call for"."""
    cue = made.cue
    return " ".join([parse.doc[cue.head].low_lemma_, *(parse.doc[i].lower_ for i in cue.tail)])


def kind_of_frame(frame: str) -> str:
    """Whether words, a deed or a thing stand in a frame: what is true of "say that" is not of "say it"."""
    if frame in {"clause", "quote", "reported"}:
        return "words"
    return "infinitive" if frame == "infinitive" else "thing"


def in_context(parse: Parse, made: Draft, quotes: Quotes) -> Draft:
    """The attribution, its weight that of its cue's row moved by the word and by where it stands.

    A sure cue attributes wherever it stands: the label in a transcript that is quoted as a whole.
    """
    if made.cue.rule.sure:
        return made
    odds = math.log(made.weight / (1 - made.weight))
    odds += sum(context.odds for context in contexts_of(parse, made, quotes))
    odds += word_odds().get((cue_word(parse, made), kind_of_frame(made.frame)), 0.0)
    return replace(made, weight=1 / (1 + math.exp(-odds)))


def contexts_of(parse: Parse, made: Draft, quotes: Quotes) -> list[Context]:
    """The rows that an attribution's cue stands in."""
    return [context for context in contexts() if _holds(context, parse, made, quotes)]


def _holds(context: Context, parse: Parse, made: Draft, quotes: Quotes) -> bool:
    cue = parse.doc[made.cue.head]
    return (
        _has_form(context, cue, made.cue.rule.pos)
        and _has_source(context, parse, made)
        and (not context.inside or _is_inside(made, quotes))
    )


def _has_form(context: Context, cue: Token, pos: str) -> bool:
    if context.pos and pos not in context.pos:
        return False
    if (context.tags and cue.tag_ not in context.tags) or (context.deps and cue.dep_ not in context.deps):
        return False
    if not context.aux and not context.bare:
        return True
    before = {child.lower_ for child in cue.children if child.dep_ in _AUXILIARIES}
    return not before if context.bare else not before.isdisjoint(context.aux)


def _has_source(context: Context, parse: Parse, made: Draft) -> bool:
    if context.source == "none":
        return made.source is None
    if context.source == "thing":
        return made.source is not None and parse.doc[made.source].lower_ in _THINGS
    return True


def _is_inside(made: Draft, quotes: Quotes) -> bool:
    quote = quotes.at(made.cue_span[0])
    return quote is not None and quote.sentence_like
