"""Where a deed was done: the place that the grammar ties to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.nearness import nearest
from deedwatch.records import Place
from deedwatch.text.holding import among

if TYPE_CHECKING:
    from deedwatch.language import Token
    from deedwatch.places import PlaceMention
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.reading.events.triggers import Trigger

__all__ = ["place_of", "unplace"]

_AT = frozenset(
    {
        "in", "at", "near", "outside", "inside", "on", "into", "around", "across", "throughout", "off",
        "through", "along",
    }
)  # fmt: skip
_OF_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_OF_FORCE = frozenset({"ASSAULT", "PROTEST", "RETREAT", "MOBILIZE", "COERCE"})
_VISIT, _ABDUCT, _SAVED = "042", "181", ("073", "074")
_TOWARDS = {"from": frozenset({"RETREAT", _ABDUCT, *_SAVED}), "to": frozenset({"MOBILIZE", "AID", _VISIT})}
_WITHIN_NAME = frozenset({"compound", "nmod", "amod", "poss", "appos", "conj", "nummod"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_SCENES = words_for("events: scenes")


def place_of(trigger: Trigger, places: tuple[PlaceMention, ...]) -> Place | None:
    """The place that hangs on the deed with a preposition of place, or stands before its noun.

    One of force also takes the place that it is done to ("left Iraq"). A place that hangs on somebody's
    name or on a verb above ("the movement in Yemen claimed the attack") is not the deed's.
    """
    doc = trigger.token.doc
    sentence = trigger.head.sent
    here = among(places, sentence.start, sentence.end)
    marked = [(place.head, place) for place in here if _is_local(doc[place.head], trigger)]
    best = _where(trigger, here) or nearest(
        [trigger.head, trigger.token, *_aims(trigger)], marked, aside=_is_aside
    )
    if best is None and trigger.rule.type in _OF_FORCE:
        apart = [p for p in here if not any(doc[o.head].is_ancestor(doc[p.head]) for o in here)]
        inside = [place for place in apart if _is_within(doc[place.head], trigger)]
        best = inside[0] if inside and len({place.name for place in apart}) == 1 else None
    if best is None:
        return None
    return Place(
        name=best.name, country=best.country, span=best.span,
        region=best.region, latitude=best.latitude, longitude=best.longitude,
    )  # fmt: skip


def unplace(draft: Draft) -> Draft:
    """A deed that did not happen has no place, and neither has one that is only words by now (a threat)."""
    trigger = draft.trigger
    if draft.place is None or trigger is None:
        return draft
    turned = draft.type in _OF_WORDS and trigger.rule.type not in _OF_WORDS
    return replace(draft, place=None) if turned or draft.status == "denied" else draft


def _where(trigger: Trigger, places: list[PlaceMention]) -> PlaceMention | None:
    """As in "the valley, where troops fought rebels"."""
    verb = trigger.token
    if (
        trigger.rule.type not in _OF_FORCE
        or verb.dep_ != "relcl"
        or all(child.lower_ != "where" for child in verb.lefts)
    ):
        return None
    return next((place for place in places if place.head == verb.head.i), None)


def _is_within(token: Token, trigger: Trigger) -> bool:
    """Whether the one place of a sentence is said inside what is done, or in the clause before it."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"in", "at", "near", "inside", "into"}:
        return False
    above = token.head.head
    if above.dep_ == "acl" and above.tag_ == "VBG":  # "hit a bus carrying children in the north"
        return trigger.token.is_ancestor(token) and trigger.kind == "verb"
    if above.pos_ in {"VERB", "AUX"}:
        return trigger.token.dep_ == "conj" and trigger.token.head == above
    return above.pos_ != "PROPN" and trigger.token.is_ancestor(token) and trigger.kind == "verb"


def _is_local(token: Token, trigger: Trigger) -> bool:
    """Whether a place stands where the place of a deed stands."""
    own = {trigger.head.i, trigger.token.i}
    if token.head.i == trigger.head.i and token.dep_ in {"compound", "nmod", "amod"}:
        return trigger.rule.type not in _OF_WORDS
    if token.dep_ == "advmod" and token.lower_ in words_for("places: direction"):  # "20 miles north of Gulu"
        return trigger.rule.type in _OF_FORCE
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        return any(child.dep_ == "attr" and child.lower_ in _SCENES for child in token.head.children)
    node = token
    while node.dep_ in _WITHIN_NAME and node.head != node and node.head.pos_ in {"NOUN", "PROPN"}:
        node = node.head
        if node.i in own:
            return False
    if node.dep_ in {"dobj", "nsubjpass"}:
        is_done_to = node.head == trigger.token and (
            trigger.rule.type in _OF_FORCE or trigger.rule.cameo == _VISIT
        )
        return is_done_to or node.head in _aims(trigger)
    return node.dep_ == "pobj" and _is_placed(node.head, trigger, own)


def _is_placed(lead: Token, trigger: Trigger, own: set[int]) -> bool:  # noqa: PLR0911 - a case a line
    """Whether a preposition over a place puts the deed there."""
    above, kind = lead.head, trigger.rule.type
    if trigger.head.dep_ == "dobj" and above == trigger.head.head and above.i not in own and lead.i < above.i:
        return False  # "In Oslo, the minister defended the release": where he spoke
    is_forced = kind in _OF_FORCE
    if lead.lower_ == "of" and above.lower_ == "out":  # "pulled out of the city"
        return kind == "RETREAT" and above.head.i in own
    if lead.lower_ == "of":  # "took control of the island"
        return is_forced and above.dep_ == "dobj" and above.head.i in own and above.ent_type_ not in _NAMED
    if kind in _OF_WORDS:
        return kind == "AGREE" and lead.lower_ in {"in", "at"} and _carries(above, own)
    if lead.lower_ in _TOWARDS and not (lead.lower_ == "to" and trigger.noun is not None and is_forced):
        codes = _TOWARDS[lead.lower_]
        return bool({kind, trigger.rule.cameo} & codes) and (
            above.i in own
            or (trigger.rule.cameo in {_ABDUCT, *_SAVED} and above.dep_ == "dobj" and above.head.i in own)
        )
    if lead.lower_ == "to" and trigger.noun is not None and is_forced:  # "set fire to the market"
        return above.i in own
    if lead.lower_ == "on":
        return is_forced and above.i in own | {child.i for child in trigger.token.children}
    return lead.lower_ in _AT


def _aims(trigger: Trigger) -> list[Token]:
    """The verbs that say what a deed is for: "a campaign to retake the city", "ordered troops to hold it"."""
    below = [(trigger.head, {"acl", "relcl"})] if trigger.kind == "noun" else []
    if trigger.rule.type == "MOBILIZE":
        below.append((trigger.token, {"xcomp", "ccomp", "advcl"}))
    return [
        child
        for word, links in below
        for child in word.children
        if child.dep_ in links and child.tag_ == "VB" and any(c.tag_ == "TO" for c in child.lefts)
    ]


def _carries(verb: Token, own: set[int]) -> bool:
    """As in "agreed in Geneva", "the deal reached in Geneva"."""
    return verb.i in own or (verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i in own)


def _is_aside(way: list[Token], above: int) -> bool:
    """Whether a way up from a place to a word over the deed passes through a noun of its own."""
    if any(node.dep_ == "pcomp" for node in way):
        return True
    return above > 0 and any(node.pos_ in {"NOUN", "PROPN", "PRON"} for node in way[1:])
