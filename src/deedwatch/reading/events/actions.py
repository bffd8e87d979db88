"""The action lexicon: which words name which deed, and who stands where round them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from deedwatch.errors import LexiconError
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.cameo import codes
from deedwatch.records import PLOVER_TYPES, PloverType

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

__all__ = [
    "Action",
    "Lexicon",
    "Pattern",
    "action_rules",
    "build_lexicon",
    "builtin_lexicon",
]

Slot: TypeAlias = Literal["source", "target", "object"]


class Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of deed with the words that name it; ``yes`` and ``no`` are run as tests.

    ``verbs`` are patterns ``verb [particle or preposition ...][:object]``; ``nouns`` are the words
    up to the head ("car bomb blast") or a head with "of" ("use of force"). ``source`` and
    ``target`` name the slots that are asked in turn. docs/events.md explains every key.
    """

    name: str
    cameo: str
    yes: str
    no: str
    type: PloverType | None = None
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()
    not_with: tuple[str, ...] = ()
    not_objects: tuple[str, ...] = ()
    not_subjects: tuple[str, ...] = ()
    not_under: tuple[str, ...] = ()
    place: bool = False
    person: bool = False
    bodily: bool = False
    active: bool = False
    official: bool = False
    actor: tuple[Slot, ...] = ()
    clause: Literal["", "any", "object-to"] = ""
    source: tuple[str, ...] = ("subject",)
    target: tuple[str, ...] = ("object",)
    mutual: bool = False
    negated: bool = False
    transitive: bool = False
    speech: Literal["", "asked", "alleged", "fact", "refused", "threatened"] = ""
    lone: bool = False
    outcome: bool = False


class Pattern(msgspec.Struct, frozen=True):
    """One verb or noun pattern, taken apart: first word, further words, the noun it must govern."""

    rule: Action
    order: int
    words: tuple[str, ...]
    noun: str = ""


class Lexicon(msgspec.Struct, frozen=True):
    """All patterns by the word that they are looked up under."""

    verbs: dict[str, tuple[Pattern, ...]]
    nouns: dict[str, tuple[Pattern, ...]]
    rules: tuple[Action, ...]


def action_rules(folder: Path) -> tuple[Action, ...]:
    """The rules of all TOML files of one folder, in the order of their names.

    Raises ``LexiconError`` naming file, row and key for a rule that breaks the form or whose code
    has no type.
    """
    rules: list[Action] = []
    for path in sorted(folder.glob("*.toml")):
        for number, rule in enumerate(load_rules(path, Action), 1):
            rules.append(_typed(rule, f"{path.name}, row {number}, {rule.name}"))
    return tuple(rules)


def _typed(rule: Action, where: str) -> Action:
    known = codes().get(rule.cameo)
    if known is None:
        raise LexiconError(where, f"cameo {rule.cameo!r} is no code", remedy="use a code of cameo.csv")
    if not rule.verbs and not rule.nouns:
        raise LexiconError(where, "has neither verbs nor nouns", remedy="give at least one word")
    type_ = rule.type or known.type
    if type_ not in PLOVER_TYPES:
        raise LexiconError(where, f"code {rule.cameo} has no type", remedy="give `type` as well")
    return msgspec.structs.replace(rule, type=type_)


def build_lexicon(rules: Iterable[Action]) -> Lexicon:
    """The rules with their patterns indexed by word."""
    verbs: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    kept = tuple(rules)
    for order, rule in enumerate(kept):
        for text in rule.verbs:
            left, _, noun = text.partition(":")
            first, *rest = left.split()
            verbs.setdefault(first, []).append(Pattern(rule, order, tuple(rest), noun))
        for text in rule.nouns:
            words = tuple(text.split())
            head = words[0] if len(words) > 2 and words[1] in {"of", "in", "on", "from"} else words[-1]
            nouns.setdefault(head.rsplit("-", 1)[-1], []).append(Pattern(rule, order, words))
    return Lexicon(_frozen(verbs), _frozen(nouns), kept)


def _frozen(table: dict[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    """The most telling pattern first: negated, with an object, with more words, more closely bound."""

    def rank(pattern: Pattern) -> tuple[int, ...]:
        rule = pattern.rule
        bound = bool(rule.words) + bool(rule.place) + bool(rule.near)
        return (
            -rule.negated,
            -bool(pattern.noun),
            -bool(bound and not pattern.words),
            -len(pattern.words),
            -rule.lone,
            pattern.order,
        )

    return {word: tuple(sorted(patterns, key=rank)) for word, patterns in table.items()}


@cache
def builtin_lexicon() -> Lexicon:
    """The lexicon that ships with deedwatch."""
    return build_lexicon(action_rules(data_path("actions/accuse.toml").parent))
