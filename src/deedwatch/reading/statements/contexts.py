"""What the place of a cue tells: the rules' own weight, where no trained weights are at hand."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.lexicon import data_path, load_rules

if TYPE_CHECKING:
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes

__all__ = ["Context", "contexts", "contexts_of", "in_context"]

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


@cache
def contexts() -> tuple[Context, ...]:
    """The rows of ``contexts.toml``.

    Raises ``LexiconError`` naming row and key where a row breaks the form.
    """
    return load_rules(data_path("contexts.toml"), Context)


def in_context(parse: Parse, made: Draft, quotes: Quotes) -> Draft:
    """The attribution, its weight that of its cue's row moved by where the cue stands."""
    odds = math.log(made.weight / (1 - made.weight))
    odds += sum(context.odds for context in contexts_of(parse, made, quotes))
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
