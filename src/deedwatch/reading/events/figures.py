"""How many: killed, injured and taken, as the lowest and highest figure that the words bear."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.actors.roles import longest_role
from deedwatch.language.doers import children, doers
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.numbers import number_words
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.grammar import conjoined, is_passive, objects, pobjects, words_of
from deedwatch.records import Casualties

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.records import Range

__all__ = [
    "add_ranges",
    "bound_rules",
    "casualties_at",
    "casualties_of",
    "harm_rules",
    "join_casualties",
    "number_of",
    "range_of",
]

_HARM_AS_OBJECT = words_for("events: harm as object")
_BY_LAW = words_for("events: held by law")
_DYING = words_for("events: dying")
_LIVES = words_for("events: lives")
_ONE_VICTIM = words_for("events: one victim")
_DOZENS = words_for("events: dozens")
_LEAVING = words_for("events: leaving somebody hurt")
_TOLLS = words_for("events: tolls")

Count = Literal["killed", "injured", "taken"]
_DIGITS = re.compile(r"\d[\d,]*(?:\.\d+)?$")
_VAGUE = words_for("events: vague figures")
_BACK = 4


class BoundRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words before a figure that make it a lower or an upper bound."""

    bound: Literal["low", "high", "even"]
    words: tuple[str, ...]
    yes: str
    no: str


class HarmRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words whose victims are counted under one heading.

    ``left`` are the states that a deed leaves people in, ``none`` the words that say that there were none.
    """

    counts: Count
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    yes: str
    no: str
    left: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@cache
def harm_rules() -> tuple[HarmRule, ...]:
    """The rows of ``harm.toml``."""
    return load_rules(data_path("harm.toml"), HarmRule)


@cache
def bound_rules() -> tuple[BoundRule, ...]:
    """The rows of ``bounds.toml``."""
    return load_rules(data_path("bounds.toml"), BoundRule)


@cache
def _bounds() -> tuple[tuple[str, str], ...]:
    return tuple((word, rule.bound) for rule in bound_rules() for word in rule.words)


@cache
def _any_bound() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Whether words end with a bound, and whether they begin with one: most figures have none."""
    words = "|".join(re.escape(word) for word, _ in _bounds())
    return re.compile(rf"(?:{words})$"), re.compile(rf"(?:{words}) ")


@cache
def _harm_verbs() -> dict[str, Count]:
    return {verb: rule.counts for rule in harm_rules() for verb in rule.verbs}


@cache
def _states_left() -> dict[str, Count]:
    return {state: rule.counts for rule in harm_rules() for state in rule.left}


def number_of(text: str) -> int | None:
    """The whole number that words or digits tell; None where they tell none.

    >>> number_of("twenty-one"), number_of("1,200")
    (21, 1200)
    """
    if _DIGITS.match(text):
        return int(float(text.replace(",", "")))
    total = part = 0
    for word in re.split(r"[\s-]+", text.lower()):
        value = number_words().get(word)
        if value is None:
            if word in {"and", ""}:
                continue
            if not _DIGITS.match(word):
                return None
            value = int(float(word.replace(",", "")))
        if value >= 100 or (word in _DOZENS and part):
            part = max(part, 1) * value
            if value >= 1000:
                total, part = total + part, 0
        else:
            part += value
    return total + part


def range_of(token: Token) -> Range | None:
    """The figure in a noun phrase, as a range.

    "at least 21 people" is (21, None), "two soldiers" (2, 2), "a guard" (1, 1), "dozens" None.
    """
    figure = _figure(token)
    if figure is None:
        return None
    first, last, value = figure
    before = token.doc.words(max(token.sent.start, first - _BACK), first).lower()
    inside = token.doc.words(first, last + 1).lower()
    if before.rstrip().endswith("between") or inside.startswith("between "):
        higher = [number_of(c.text) for c in token.doc[last].conjuncts if c.tag_ == "CD" and c.i > last]
        if higher and higher[0] is not None:
            return (value, higher[0])
    ahead = before.rstrip()
    at_end, at_start = _any_bound()
    for words, bound in _bounds() if at_end.search(ahead) or at_start.match(inside) else ():
        if _ends_with(ahead, words) or inside.startswith(words + " "):
            return {"low": (value, None), "high": (None, value)}.get(bound, (value, value))
    return (value, value)


def _ends_with(text: str, words: str) -> bool:
    """Whether the last words of a text are these: the end of a longer word is not."""
    if not text.endswith(words):
        return False
    before = text[: -len(words)][-1:]
    return not before or not (before.isalnum() or before == "_")


def _figure(token: Token) -> tuple[int, int, int] | None:
    """First and last token of the figure of a phrase, and its value."""
    is_dozen = token.lower_ in _DOZENS
    if (token.tag_ == "CD" or is_dozen) and (value := number_of(token.text)) is not None:
        first = token
        parts = [
            c for c in token.lefts if c.tag_ == "CD" or c.lower_ in words_for("events: parts of a dozen")
        ]
        if parts:
            first = parts[0]
            value = number_of(token.doc.words(first.i, token.i + 1)) or value
        return first.i, token.i, value
    for child in token.children:
        if child.dep_ in {"nummod", "amod", "quantmod"} and child.tag_ in {"CD", "NN", "NNS", "JJ"}:
            if child.lower_ in _VAGUE:
                return None
            found = _figure(child) if child.tag_ == "CD" or child.lower_ in _DOZENS else _word(child)
            if found:
                return found
    return _article(token)


def _word(token: Token) -> tuple[int, int, int] | None:
    """A number word that the parse takes for an adjective: "Eleven soldiers"."""
    value = number_of(token.text) if token.tag_ == "JJ" else None
    return None if value is None else (token.i, token.i, value)


def _article(token: Token) -> tuple[int, int, int] | None:
    if token.lower_ in _VAGUE:
        return None
    if any(child.dep_ == "det" and child.lower_ == "no" for child in token.lefts):
        return token.left_edge.i, token.i, 0
    if token.tag_ not in {"NN", "NNP"}:
        return None
    for child in token.lefts:
        if child.dep_ == "det" and child.lower_ in {"a", "an"}:
            return child.i, child.i, 1
    return None


def casualties_at(token: Token, cast: Cast) -> Casualties | None:
    """What a verb of harm, with those coordinated with it, counts."""
    found: dict[Count, Range] = {}
    for verb in (token, *token.conjuncts):
        counts = _counted_by(verb)
        if counts is None or (verb.lemma_ in _BY_LAW) != (token.lemma_ in _BY_LAW):
            continue
        if verb.pos_ != "VERB":  # "nine were killed and 40 hurt"
            victims = [verb] if children(verb, "nummod") else []
        else:
            dead = children(verb, "nsubj") if verb.lemma_ in _DYING else []
            victims = conjoined(dead or doers(verb)) if verb.lemma_ in _DYING else _victims(verb)
        figure = _total(victims, cast)
        if figure is not None:
            found.setdefault(counts, figure)
    for counts, figure in _left([token, *children(token, "advcl")], cast):
        found.setdefault(counts, figure)
    return Casualties(**found) if found else _none_hurt(token)


def _counted_by(word: Token) -> Count | None:
    """What a verb counts, with the word that makes it one of harm ("shot dead", "taken hostage")."""
    table, lemma = _harm_verbs(), word.low_lemma_
    return table.get(lemma) or next(
        (
            found
            for child in children(word, "oprd", "acomp", "prt", "dobj", "advmod")
            if (found := table.get(f"{lemma} {child.lower_}")) is not None
        ),
        None,
    )


def _left(words: list[Token], cast: Cast) -> list[tuple[Count, Range]]:
    """As in "a blast that left 12 people dead and 30 injured", "exploded, leaving six wounded"."""
    found: list[tuple[Count, Range]] = []
    for verb in words:
        if verb.low_lemma_ not in _LEAVING:
            continue
        states = children(verb, "ccomp", "oprd", "acomp", "xcomp", "dobj", "advcl")
        for state in conjoined(states):
            counts = _states_left().get(state.lower_)
            victims = children(state, "nsubj", "nsubjpass", "npadvmod", "nummod") or children(verb, "dobj")
            figure = None if counts is None else _total(victims[:1], cast) or _just_one(victims[:1])
            if counts is not None and figure is not None:
                found.append((counts, figure))
    return found


def _just_one(victims: list[Token]) -> Range | None:
    """As in "leaving him badly hurt"."""
    return (1, 1) if victims and victims[0].lower_ in {"him", "her"} else None


def _verbs_of_harm(noun: Token) -> list[Token]:
    """The verbs that may tell what a deed did: "the raid that left ...", "died in the raid"."""
    verbs = list(children(noun, "relcl", "acl"))
    if noun.dep_ == "nsubj":
        verbs.append(noun.head)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "in":
        verbs.append(noun.head.head)
    return [verb for verb in verbs if verb.pos_ == "VERB"]


def _toll(noun: Token) -> Casualties | None:
    """As in "the death toll from the blast rose to 14"."""
    above = noun.head.head if noun.dep_ == "pobj" else noun
    if above.lower_ not in _TOLLS or above.head.pos_ != "VERB":
        return None
    figures = [t for t in (*pobjects(above.head, "to", "at"), *objects(above.head)) if t.tag_ == "CD"]
    found = range_of(figures[0]) if figures else None
    return None if found is None else Casualties(killed=found)


def _none_hurt(word: Token) -> Casualties | None:
    sentence = word.sent.text.lower()
    none = [rule.counts for rule in harm_rules() if any(words in sentence for words in rule.none)]
    return Casualties(**dict.fromkeys(none, (0, 0))) if none else None


def casualties_of(noun: Token, cast: Cast) -> Casualties | None:
    """What a noun tells of its victims: "the assassination of the governor", "no casualties"."""
    told = _verbs_of_harm(noun)
    left = _left(told, cast)
    found = Casualties(**dict(reversed(left))) if left else _none_hurt(noun)
    counted = (casualties_at(verb, cast) for verb in told if _counted_by(verb) is not None)
    found = found or next((figures for figures in counted if figures is not None), None) or _toll(noun)
    if found is not None:
        return found
    if noun.low_lemma_ not in _ONE_VICTIM:
        return None
    figure = _total(conjoined(pobjects(noun, "of")), cast)
    return None if figure is None else Casualties(killed=figure)


def _victims(verb: Token) -> list[Token]:
    things = objects(verb)
    if not things and verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "aux", "auxpass"):
        return children(verb, "nsubj")  # "two were killed and three others wounded"
    lives = [thing for thing in things if thing.lower_ in _LIVES]
    if lives:
        return [p for life in lives for p in pobjects(life, "of")] or lives
    parts = [part for thing in things for part in (thing, *children(thing, "conj"))]
    return [p for p in parts if not words_of(p) & _HARM_AS_OBJECT] or (
        doers(verb) if is_passive(verb) else []
    )


def _range_or_one(victim: Token, cast: Cast) -> Range | None:
    figure = range_of(victim)
    if figure is not None:
        return figure
    key = cast.who(victim)
    if victim.pos_ == "PRON" or key is None:
        return None
    actor = cast.actors[key]
    return (1, 1) if actor.kind == "person" or (actor.kind == "unnamed" and _is_somebody(victim)) else None


def _is_somebody(noun: Token) -> bool:
    """One person by his office or trade: "the mayor of Kyiv"."""
    role = longest_role([noun.lower_])
    if not children(noun, "det", "poss") or f"take {noun.lower_}" in _harm_verbs():
        return False
    return noun.tag_ in {"NN", "NNP"} and role is not None and role[1].sort == "person" and not role[1].plural


def _total(victims: list[Token], cast: Cast) -> Range | None:
    """The figures of the parts added; "and hundreds of" more leaves the upper end open."""
    total: Range | None = None
    vague = False
    told = {victim.i for victim in victims}
    for victim in victims:
        if victim.tag_ in {"NN", "NNP"} and victim.dep_ == "nsubjpass" and _is_title(victim, told):
            continue
        himself = victim.lower_ in {"himself", "herself"} and len(victims) > 1
        part = (1, 1) if himself else _range_or_one(victim, cast)
        if part is not None:
            total = part if total is None else add_ranges(total, part)
        elif victim.lower_ in _VAGUE or any(child.lower_ in _VAGUE for child in victim.children):
            vague = True
    return (total[0], None) if total is not None and vague else total


def _is_title(noun: Token, told: set[int]) -> bool:
    """Whether a noun is the title of the name after it, not a second victim ("the tourist Bill Hart")."""
    name = next((child for child in noun.head.lefts if child.i > noun.i and child.i in told), None)
    if name is None or name.tag_ != "NNP" or name.dep_ != noun.dep_:
        return False
    return all(word.tag_ == "NNP" for word in noun.doc[noun.i + 1 : name.i])


def add_ranges(left: Range, right: Range) -> Range:
    """Two figures given in parts, added; an open end stays open."""

    def plus(a: int | None, b: int | None) -> int | None:
        return None if a is None or b is None else a + b

    return (plus(left[0], right[0]), plus(left[1], right[1]))


def join_casualties(left: Casualties | None, right: Casualties | None) -> Casualties | None:
    """What is told of one event in two places: the first figure of each kind."""
    if left is None or right is None:
        return left or right
    return Casualties(
        killed=left.killed or right.killed,
        injured=left.injured or right.injured,
        taken=left.taken or right.taken,
    )
