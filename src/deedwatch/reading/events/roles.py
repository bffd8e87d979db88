"""Who did it and to whom: the actors in the slots of a trigger's rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from deedwatch.actors.kinds import PUBLIC_KINDS
from deedwatch.language.doers import children, clause_head, doers, is_infinitive
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.grammar import conjoined, is_none, objects, pobjects, subjects, words_of

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.reading.events.triggers import Trigger

__all__ = ["Roles", "actors_in", "carries", "find_roles", "is_official"]

_INVOLVEMENT = words_for("events: involvement")
_BLAMING = words_for("events: blaming")
_TOWARD = ("to", "on", "against", "from", "with", "in")
_BEYOND = ("against", "by", "in", "from", "of", "to", "after", "near", "along", "around")
_PLACE_SLOTS = frozenset({"in", "at", "near", "into", "around", "along", "outside"})
_INNER = tuple(sorted(words_for("events: inside a phrase")))
_CARRYING = words_for("events: support verbs")
_OTHERS = words_for("events: the others")
_OWNING_UP = words_for("events: owning up")
_BELONGING = words_for("actors: belonging")


def carries(verb: Token) -> bool:
    """Whether a verb carries a deed's noun ("held talks")."""
    return verb.low_lemma_ in _CARRYING


class Roles(msgspec.Struct, frozen=True):
    """The keys of the actors on each side; ``joint`` where both are the subject ("A and B met")."""

    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    joint: bool = False


def find_roles(trigger: Trigger, cast: Cast) -> Roles:
    """The actors in the slots of the rule, by grammar; a side that is not named stays empty."""
    source = _first_filled(trigger, cast, trigger.rule.source, as_source=True)
    found = _first_filled(trigger, cast, trigger.rule.target, as_source=False, but=source)
    kept = tuple(key for key in found if not _is_own_force(key, source, cast))
    if found and all(cast.actors[key].code == "MIL" for key in kept):
        kept = _beyond_own(trigger, cast, source) or found
    found = kept
    if not found and trigger.kind == "verb" and trigger.noun is not None:
        found = actors_in([trigger.noun], cast)
    target = tuple(key for key in found if key not in source)
    if trigger.rule.mutual and not target and len(source) > 1:
        return Roles(source[:1], source[1:], joint=True)
    return Roles(source, target)


def _is_own_force(key: str, source: tuple[str, ...], cast: Cast) -> bool:
    """Whether a target is the source's own force, which it sends or withdraws and does not strike."""
    actor = cast.actors[key]
    if not (actor.code or "").endswith("MIL"):
        return False
    sides = [cast.actors[side] for side in source]
    if any(side.kind == "state" and side.country == actor.country for side in sides):
        return True
    heads = [cast.parse.doc[mention.head] for mention in cast.mentions if mention.actor == key]
    return any(cast.who(owner) in source for head in heads for owner in children(head, "poss"))


def _beyond_own(trigger: Trigger, cast: Cast, source: tuple[str, ...]) -> tuple[str, ...]:
    """Against whom or where a side moves its own or nobody's force: the party in a phrase of the deed."""
    for token in trigger.token.subtree:
        for thing in pobjects(token, *_BEYOND):
            found = [key for key in actors_in([thing], cast) if key not in source]
            for key in found:
                if cast.actors[key].country is not None and not _is_own_force(key, source, cast):
                    return (key,)
    return ()


def _first_filled(
    trigger: Trigger, cast: Cast, slots: tuple[str, ...], *, as_source: bool, but: tuple[str, ...] = ()
) -> tuple[str, ...]:
    for slot in slots:
        for tokens in _fillers(trigger, slot, as_source=as_source):
            keys = actors_in(tokens, cast)
            if slot in _PLACE_SLOTS:
                keys = tuple(key for key in keys if cast.actors[key].country is not None)
            if keys and not (slot == "clause-target" and set(keys) <= set(but)):
                return keys
    return ()


def _fillers(trigger: Trigger, slot: str, *, as_source: bool) -> list[list[Token]]:
    """The words in one slot, alternatives in order of trust."""
    if slot == "none":
        return []
    if slot == "blamed":
        return [_blamed(trigger.head)]
    if trigger.kind == "noun":
        return _noun_fillers(trigger.head, slot, as_source=as_source)
    verb = trigger.token
    if slot == "subject":
        return [subjects(verb) if as_source else doers(verb)]
    return _verb_fillers(trigger, verb, slot)


def _verb_fillers(trigger: Trigger, verb: Token, slot: str) -> list[list[Token]]:  # noqa: PLR0911 - a slot a line
    noun = trigger.noun
    if slot == "object":
        things = [t for t in objects(verb) if noun is None or t.i != noun.i]
        if noun is not None:
            return [things, *_noun_fillers(noun, "object", as_source=False)]
        return [things, _told_before(verb, things)]
    if slot == "dative":
        return [children(verb, "dative"), pobjects(verb, "to", "for")]
    if slot == "clause-subject":
        return [[s for c in children(verb, "ccomp", "xcomp") for s in children(c, "nsubj", "nsubjpass")]]
    if slot == "clause-target":
        return _clause_targets(verb)
    if slot == "for-subject":
        return [
            pobjects(verb, "for"),
            [s for c in children(verb, "advcl", "xcomp") for s in children(c, "nsubj")],
        ]
    if slot.startswith("object-"):
        things = [noun] if noun is not None else objects(verb)
        return _under_object(things, slot.removeprefix("object-"))
    if slot.endswith("-object"):
        return [objects(verb)]
    things = [noun] if noun is not None else objects(verb)
    return [pobjects(verb, slot), [p for thing in things for p in pobjects(thing, slot)]]


def _told_before(verb: Token, things: list[Token]) -> list[Token]:
    """Whom "arrested twenty others" are of: those of the verb that it is coordinated with."""
    if verb.dep_ != "conj" or not any(words_of(thing) & _OTHERS for thing in things):
        return []
    while verb.dep_ == "conj":
        verb = verb.head
        if objects(verb):
            break
    return objects(verb)


def _clause_targets(verb: Token) -> list[list[Token]]:
    """Whom the deed under a verb is for: "refused to free them", "opened fire to disperse them"."""
    inner = [c for head in (verb, *children(verb, "acomp")) for c in children(head, "xcomp", "ccomp")]
    inner += [c for c in children(verb, "advcl") if is_infinitive(c)]
    allowed = [
        c
        for clause in inner
        for c in children(clause, "ccomp", "xcomp")
        if is_infinitive(c) or clause.lemma_ == "let"
    ]
    return [
        [o for c in inner for o in objects(c)],
        [o for c in inner for o in pobjects(c, *_TOWARD)],
        [o for c in inner for thing in objects(c) for o in pobjects(thing, *_TOWARD)],
        [s for c in allowed for s in children(c, "nsubj")],
    ]


def _under_object(things: list[Token], name: str) -> list[list[Token]]:
    if name == "modifier":
        return [[c for t in things for c in children(t, "poss", "amod", "compound", "nmod")]]
    if name == "of":
        return [
            [c for t in things for c in children(t, "poss")],
            [p for t in things for p in pobjects(t, "of", "by", "from")],
            [c for t in things for c in children(t, "amod", "compound", "nmod")],
        ]
    return [[p for thing in things for p in pobjects(thing, name)]]


def _noun_fillers(noun: Token, slot: str, *, as_source: bool) -> list[list[Token]]:
    if slot in {"subject", "source"} and as_source:
        return _noun_sources(noun)
    if slot in {"object", "object-of"}:
        return [pobjects(noun, "of", "against", "on"), _carried(noun, "against", "on")]
    if slot.startswith("object-"):
        return [pobjects(noun, slot.removeprefix("object-"))]
    if slot in {"dative", "clause-subject", "clause-target", "for-subject", "subject"}:
        inner = [c for c in children(noun, "acl", "relcl", "ccomp") if is_infinitive(c) or c.dep_ == "ccomp"]
        return [[s for c in inner for s in children(c, "nsubj")], [o for c in inner for o in objects(c)]]
    return [pobjects(noun, slot), _carried(noun, slot)]


def is_official(keys: tuple[str, ...], cast: Cast) -> bool:
    """Whether a side speaks for a state or a body: its journeys are visits."""
    for key in keys:
        actor = cast.actors[key]
        role = (actor.code or "")[3:6]
        if role in {"MIL", "COP"}:
            continue
        if actor.kind in PUBLIC_KINDS or (actor.code or "").startswith("IGO"):
            return True
        if actor.kind in {"person", "unnamed"} and (role in _OFFICES or actor.code == "GOV"):
            return True
    return False


_OFFICES = frozenset({"GOV", "LEG", "ELI", "REB", "SPY", "OPP"})


def _noun_sources(noun: Token) -> list[list[Token]]:
    possessors = children(noun, "poss")
    by = pobjects(noun, "by")
    made = [
        maker
        for clause in children(noun, "acl")
        if clause.tag_ == "VBN" and clause.low_lemma_ in _CARRYING
        for maker in subjects(clause)
    ]
    between = pobjects(noun, "between")
    modifiers = children(noun, "amod", "compound", "nmod")
    return [possessors, by, made, between, modifiers, _carrier(noun), _blamed(noun), _meanwhile(noun)]


def _meanwhile(noun: Token) -> list[Token]:
    """Who talks, in "during talks with the rebels, ministers pledged aid": the subject of the clause."""
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"during", "in", "at"}:
        return []
    verb = noun.head.head
    return subjects(verb) if verb.pos_ == "VERB" and pobjects(noun, "with") else []


def _blamed(noun: Token) -> list[Token]:
    """Whom a charge names: "blamed Iran for the attack", "involvement in the attack"; who claims it."""
    if noun.dep_ == "dobj" and words_of(noun) & _INVOLVEMENT and noun.head.lemma_ in _OWNING_UP:
        return [subject for subject in subjects(noun.head) if not is_none(subject)]
    if noun.dep_ != "pobj" or noun.head.lower_ not in {"for", "of", "in"}:
        return []
    above = noun.head.head
    if above.pos_ == "VERB" and above.low_lemma_ in _BLAMING:
        return objects(above)
    if words_of(above) & _INVOLVEMENT:
        return children(above, "poss") or children(above, "amod") or _carrier(above)
    return []


def _carrier(noun: Token) -> list[Token]:
    """The subject of the verb that carries the noun: "launched an attack", "held talks"."""
    verb = clause_head(noun)
    if verb is None or noun.dep_ not in {"dobj", "pobj", "nsubjpass", "conj", "attr"}:
        return []
    led = f"{verb.low_lemma_} {noun.head.lower_}"
    if noun.dep_ == "pobj" and led in _CARRYING:
        return subjects(verb)
    if verb.low_lemma_ not in _CARRYING:
        return []
    if noun.dep_ == "pobj" and (objects(verb) or noun.head.lower_ not in {"in", "on", "with", "out"}):
        return []
    return subjects(verb)


def _carried(noun: Token, *names: str) -> list[Token]:
    """Prepositions that hang on the carrying verb: "launched an attack in March on Basra"."""
    verb = clause_head(noun)
    if verb is None or noun.dep_ not in {"dobj", "nsubjpass"} or verb.low_lemma_ not in _CARRYING:
        return []
    return pobjects(verb, *names)


def actors_in(tokens: list[Token], cast: Cast) -> tuple[str, ...]:
    """The actors that phrases stand for, with coordinated parts; looked for inside where a head is none.

    "the offices of the Palestinian administrators" are not an actor, but name one.
    """
    if not tokens:
        return ()
    keys: list[str] = []
    for token in conjoined(tokens):
        key = cast.who(token)
        if key is not None:
            keys += cast.members.get(key) or _sides(token, cast) or (key,)
            continue
        keys += _inside(token, cast, depth=0)
    return tuple(dict.fromkeys(keys))


def _sides(token: Token, cast: Cast) -> tuple[str, ...]:
    """As in "U.S. and Russian negotiators", "the presidents of Kenya and Uganda": each by its state."""
    of = pobjects(token, "of") if token.tag_ in {"NNS", "NNPS"} else []
    for child in [*children(token, "amod", "nmod", "compound"), *of]:
        pair = [key for part in conjoined([child]) if (key := cast.who(part)) is not None]
        countries = {cast.actors[key].country for key in pair}
        if len(pair) > 1 and len(countries - {None}) == len(pair):
            return tuple(pair)
    return ()


def _inside(token: Token, cast: Cast, depth: int) -> list[str]:
    if depth > 3 or token.pos_ not in {"NOUN", "PROPN", "NUM", "ADJ", "PRON", "DET", "VERB"}:
        return []
    for child in children(token, "poss", "amod", "nmod", "compound"):
        key = cast.who(child)
        if key is not None:
            return [key]
    makers = [maker for clause in children(token, "acl") for maker in subjects(clause)]
    makers += [o for c in children(token, "acl") if c.lemma_ in _BELONGING for o in pobjects(c, "to")]
    for inner in [*pobjects(token, *_INNER), *makers]:
        found = [key for part in conjoined([inner]) if (key := cast.who(part)) is not None]
        found = found or _inside(inner, cast, depth + 1)
        if found:
            return found
    return []
