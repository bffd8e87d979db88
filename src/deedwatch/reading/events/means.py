"""With what a deed was done: the weapon that its words name, and the code of an attack with it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.lexicon import data_path, load_rows

if TYPE_CHECKING:
    from deedwatch.language import Doc, Token
    from deedwatch.reading.events.triggers import Trigger

__all__ = ["code_by_means", "means_of"]

_GENERAL = frozenset({"180", "183", "190"})  # the codes of attacks that tell no weapon


class WeaponRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weapon or means of attack, with the CAMEO code of an attack with it where there is one."""

    word: str
    cameo: str | None = None


@cache
def _weapons() -> dict[str, str | None]:
    return {row.word: row.cameo for row in load_rows(data_path("weapons.csv"), WeaponRow)}


@cache
def _ends_of_weapons() -> frozenset[str]:
    return frozenset(words.split()[-1] for words in _weapons())


def code_by_means(cameo: str, means: str | None) -> str:
    """The code of an attack with this weapon, where the rule's own code says no more than "attack".

    >>> code_by_means("190", "car bomb")
    '1832'
    """
    if means is None or cameo not in _GENERAL:
        return cameo
    return _weapons().get(means.lower()) or cameo


def means_of(trigger: Trigger) -> str | None:
    """The longest name of a weapon in the trigger's words, its subject, object or "with" phrase."""
    doc = trigger.token.doc
    near = [trigger.head, trigger.token]
    for verb in (trigger.token, trigger.head):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "dobj", "compound", "amod"}:
                near.append(child)
            elif (
                child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", "using", "in", "of"}
            ) or (child.dep_ == "advcl" and child.lower_ == "using"):
                near.extend(child.children)
    found = [text for token in near if (text := _weapon_at(token, doc)) is not None]
    return max(found, key=len) if found else None


def _weapon_at(token: Token, doc: Doc) -> str | None:
    for width in (4, 3, 2, 1) if token.lower_ in _ends_of_weapons() else ():
        start = token.i - width + 1
        if start < token.sent.start:
            continue
        text = doc.words(start, token.i + 1)
        if text.lower() in _weapons():
            return str(text)
    return None
