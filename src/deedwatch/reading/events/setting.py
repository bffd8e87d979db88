"""When, where and with what: the date, place and means that the grammar ties to a deed."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec

from deedwatch.language import doc_text
from deedwatch.lexicon import data_path, load_rows
from deedwatch.records import DateRange, Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from deedwatch.dates import DateMention
    from deedwatch.places import PlaceMention
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.reading.events.triggers import Trigger

__all__ = ["carry_days", "code_by_means", "date_at", "date_of", "means_of", "place_of"]

M = TypeVar("M")
_AT = frozenset(
    {"in", "at", "near", "outside", "inside", "on", "into", "around", "across", "throughout", "off"}
)
_STOP = frozenset({"ccomp", "relcl", "advcl", "acl", "parataxis"})


class WeaponRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weapon or means of attack, with the CAMEO code of an attack with it where there is one."""

    word: str
    cameo: str | None = None


@cache
def _weapons() -> dict[str, str | None]:
    return {row.word: row.cameo for row in load_rows(data_path("weapons.csv"), WeaponRow)}


def code_by_means(cameo: str, means: str | None) -> str:
    """The code of an attack with this weapon, where the rule's own code says no more than "attack".

    >>> code_by_means("190", "car bomb")
    '1832'
    """
    if means is None or cameo not in _GENERAL:
        return cameo
    return _weapons().get(means.lower()) or cameo


_GENERAL = frozenset({"180", "183", "190"})


def date_of(trigger: Trigger, dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date that hangs on the deed or on the verb that carries it; None where none does."""
    return date_at([trigger.head, trigger.token], dates)


def date_at(words: list[Token], dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date nearest in the tree to the words of a deed, inside their own clause."""
    best = _nearest(words, [(date.head, date) for date in dates if date.from_ or date.to])
    if best is None:
        return None
    to = best.to
    said = doc_text(words[0].doc)[best.span[0] : best.span[1]].lower()
    if to is None and best.from_ and said.startswith("since") and words[0].tag_ != "VBG":
        to = f"{best.from_[:4]}-12-31"
    return DateRange(from_=best.from_, to=to, span=best.span)


def carry_days(drafts: list[Draft]) -> list[Draft]:
    """A deed of words with no day of its own is done on the day its speaker last spoke (RULES C11)."""
    spoke: dict[str, DateRange] = {}
    made = []
    for draft in sorted(drafts, key=lambda d: d.span):
        source = draft.roles.source[0] if draft.roles.source else ""
        date = draft.date
        if draft.speech and date is None and source in spoke and not draft.background:
            made.append(replace(draft, date=spoke[source]))
            continue
        if date is not None and source and not draft.background and date.from_ == date.to:
            spoke[source] = date
        made.append(draft)
    return made


def place_of(trigger: Trigger, places: tuple[PlaceMention, ...]) -> Place | None:
    """The place that hangs on the deed with a preposition of place, or stands before its noun.

    A deed of words has no place; one of force also takes the place that it is done to ("left Iraq").
    """
    if trigger.rule.type in _OF_WORDS:
        return None
    doc = trigger.token.doc
    marked = [(place.head, place) for place in places if _is_local(doc[place.head], trigger)]
    best = _nearest([trigger.head, trigger.token], marked)
    if best is None and trigger.rule.type in _OF_FORCE:
        best = _only_one(
            [p for p in places if doc[p.head].sent == trigger.head.sent and _is_inside(doc[p.head])]
        )
    return None if best is None else Place(name=best.name, country=best.country, span=best.span)


_OF_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_OF_FORCE = frozenset({"ASSAULT", "PROTEST", "RETREAT", "MOBILIZE", "COERCE"})


def _only_one(places: list[PlaceMention]) -> PlaceMention | None:
    """The one place that a sentence names."""
    return places[0] if len({place.name for place in places}) == 1 else None


def _is_inside(token: Token) -> bool:
    return token.dep_ == "pobj" and token.head.lower_ in {"in", "at", "near", "inside", "into"}


def _is_local(token: Token, trigger: Trigger) -> bool:
    node = token
    for _ in range(5):
        if node.head == trigger.head and node.dep_ in {"compound", "nmod", "amod"}:
            return True
        if (
            node.dep_ in {"dobj", "nsubjpass"}
            and node.head == trigger.token
            and trigger.rule.type in _OF_FORCE
        ):
            return True
        if node.dep_ == "pobj":
            if node.head.lower_ in _AT or (
                node.head.lower_ in {"from", "to"} and trigger.rule.type in _OF_FORCE
            ):
                return True
            node = node.head
        if node.head == node:
            return False
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return False
    return False


def _nearest(words: list[Token], marked: list[tuple[int, M]]) -> M | None:
    """The one whose way up the tree meets the trigger's own clause soonest."""
    doc = words[0].doc
    anchors = _clause_of(words)
    best: M | None = None
    cost = 99
    sentence = words[0].sent
    first, last = sentence.start, sentence.end
    for index, mention in marked:
        token = doc[index]
        if not first <= index < last:
            continue
        steps = _steps_to(token, anchors)
        if steps is not None and steps < cost:
            best, cost = mention, steps
    return best


def _clause_of(words: list[Token]) -> dict[int, int]:
    """The tokens that a date may hang on: the deed's noun and verb, the verbs it is coordinated with."""
    anchors = {word.i: 0 for word in words}
    node, cost = words[0], 0
    for _ in range(8):
        if node.head == node or _is_apart(node):
            break
        if node.dep_ == "advcl":
            cost += 4
        node = node.head
        cost += 1
        anchors.setdefault(node.i, cost)
    return anchors


def _is_apart(node: Token) -> bool:
    """Where the clause of a deed ends: what is dated above does not date it."""
    if node.pos_ in {"VERB", "AUX"}:
        if node.dep_ == "conj":
            return any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        return node.dep_ in _STOP and not (node.dep_ == "advcl" and node.tag_ == "VBG")
    if node.dep_ == "nsubj" and node.head.lemma_ == "be":
        return any(child.dep_ in {"attr", "acomp"} for child in node.head.children)
    return node.dep_ in {"prep", "agent"} and node.lower_ not in {
        "in",
        "during",
        "at",
        "with",
        "by",
        "to",
        "on",
        "of",
    }


def _steps_to(token: Token, anchors: dict[int, int]) -> int | None:
    node = token
    for steps in range(8):
        if node.i in anchors and node.i != token.i:
            return steps + 2 * anchors[node.i]
        if node.dep_ in {"attr", "acomp"}:
            return None
        if node.head == node or (node.pos_ in {"VERB", "AUX"} and node.dep_ in {"relcl", "ccomp", "advcl"}):
            return None
        node = node.head
    return None


def means_of(trigger: Trigger) -> str | None:
    """The longest name of a weapon in the trigger's words, its subject, object or "with" phrase."""
    doc = trigger.token.doc
    near = {trigger.head, trigger.token}
    for verb in (trigger.token, trigger.head):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "dobj", "compound", "amod"}:
                near.add(child)
            elif (
                child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", "using", "in", "of"}
            ) or (child.dep_ == "advcl" and child.lower_ == "using"):
                near.update(child.children)
    found = [text for token in near if (text := _weapon_at(token, doc)) is not None]
    return max(found, key=len) if found else None


def _weapon_at(token: Token, doc: Doc) -> str | None:
    for width in (4, 3, 2, 1):
        start = token.i - width + 1
        if start < token.sent.start:
            continue
        text = doc[start : token.i + 1].text
        if text.lower() in _weapons():
            return str(text)
    return None
