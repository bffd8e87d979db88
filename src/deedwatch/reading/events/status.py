"""Whether it happened: what stands above the words that name a deed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from deedwatch.language.closed import NO
from deedwatch.language.doers import children, is_infinitive
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.grammar import is_none, words_of

if TYPE_CHECKING:
    from deedwatch.language import Token
    from deedwatch.reading.events.triggers import Trigger

__all__ = ["Reading", "StatusRule", "read_status", "status_rules"]

_NOT_SO_FAR = words_for("events: not so far")
_OWNING_UP = words_for("events: owning up")
_INVOLVEMENT = words_for("events: involvement")
_ANYBODY = words_for("statements: anybody")
_PLAIN_REPORT = words_for("events: plain report")
_DENYING = words_for("events: denying")

Effect: TypeAlias = Literal[
    "planned", "proposed", "conditional", "denied", "alleged", "ended",
    "asked", "threatened", "refused", "purpose", "feared", "mentioned", "fact", "through", "done",
]  # fmt: skip
Where: TypeAlias = Literal["verb", "subject", "noun", "adjective", "adverb", "modal", "perfect", "mark"]

_DROPPED = ("asked", "threatened", "refused", "purpose", "feared", "mentioned")
_TIMES = frozenset({"until", "once", "before"})
_IFS = frozenset({"if", "once", "unless", "provided"})
_LASTING = frozenset({"AGREE", "RETREAT", "COOPERATE", "SANCTION", "COERCE"})  # truces, bans, sieges
_ORDER = ("denied", "conditional", "proposed", "planned", "alleged")


class StatusRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that change what an event under them is worth."""

    effect: Effect
    where: Where
    words: tuple[str, ...]
    yes: str
    no: str


class Reading(msgspec.Struct, frozen=True):
    """The status of a deed.

    ``dropped`` says why it is no event of its own; ``by`` is the token of the word above;
    ``fact_by`` the verb that takes the deed for a fact ("condemned the attack").
    """

    status: Literal["reported", "alleged", "denied", "planned", "proposed", "conditional", "ended"]
    dropped: str = ""
    by: int = -1
    effects: tuple[str, ...] = ()
    fact_by: int = -1


@cache
def status_rules() -> tuple[StatusRule, ...]:
    """The rows of ``statuses.toml``."""
    return load_rules(data_path("statuses.toml"), StatusRule)


@cache
def _effects() -> dict[tuple[str, str], Effect]:
    table: dict[tuple[str, str], Effect] = {}
    for rule in status_rules():
        for word in rule.words:
            table.setdefault((rule.where, word), rule.effect)
    return table


def _effect(where: str, token: Token) -> Effect | None:
    for particle in children(token, "prt") if where == "verb" else ():
        found = _effects().get((where, f"{token.low_lemma_} {particle.lower_}"))
        if found is not None:
            return found
    for form in (token.low_lemma_, token.lower_):
        found = _effects().get((where, form))
        if found is not None:
            return found
    return None


def read_status(trigger: Trigger) -> Reading:
    """The status by negation, modals and the words above, out to the end of the sentence.

    The statement that an event stands in is not asked here: attribution comes after.
    """
    lasts = trigger.rule.type in _LASTING and trigger.kind == "noun"
    walk = _Walk(told_by_negation=trigger.rule.negated, lasts=lasts)
    if trigger.kind == "noun":
        walk.noun(trigger.head)
    else:
        if trigger.noun is not None:
            walk.carried(trigger.noun)
        walk.verb(trigger.token)
    return walk.reading()


class _Walk:
    """One way up the tree, gathering effects; it ends at the root or at a clause that stands by itself."""

    def __init__(self, *, told_by_negation: bool = False, lasts: bool = False) -> None:
        self.skip = told_by_negation
        self.lasts = lasts
        self.effects: list[str] = []
        self.by = -1
        self.fact_by = -1
        self.hangs = False
        self.steps = 0

    def add(self, effect: str | None, token: Token) -> None:
        if effect and effect not in {"through", "fact", "done"}:
            self.effects.append(effect)
            if self.by < 0:
                self.by = token.i

    def reading(self) -> Reading:
        dropped = next((effect for effect in self.effects if effect in _DROPPED), "")
        found = self.effects
        if found.count("denied") == 2 and not dropped:
            found = [effect for effect in found if effect != "denied"]
        status = next((effect for effect in _ORDER if effect in found), "reported")
        if status == "planned" and self.hangs:
            status = "conditional"
        if status == "reported" and self.lasts and "ended" in found:
            status = "ended"
        return Reading(status, dropped, self.by, tuple(self.effects), self.fact_by)  # type: ignore[arg-type]

    def verb(self, verb: Token) -> None:
        """Reads the verb's own auxiliaries, then what the clause hangs on."""
        self.steps += 1
        if self.steps > 12:
            return
        if not self.skip:
            self._local(verb)
        self.skip = False
        head, dep = verb.head, verb.dep_
        if dep == "conj" and head.pos_ in {"VERB", "AUX"}:
            own = children(verb, "nsubj", "nsubjpass", "aux", "auxpass")
            if own and not (is_infinitive(verb) and is_infinitive(head)):
                self._above(head)
            else:
                self.verb(head)
            return
        self._above(verb)

    def _above(self, verb: Token) -> None:
        head, dep = verb.head, verb.dep_
        if head == verb:
            return
        if dep == "conj":
            self._above(head)
        elif dep in {"xcomp", "ccomp"}:
            self._complement(verb, head)
        elif dep == "advcl":
            self._adverbial(verb, head)
        elif dep == "acl":
            self._adjoined(verb, head)
        elif dep == "pcomp":
            self._gerund(head)
        elif dep == "relcl":
            if verb.tag_ == "VB" and head.lower_ in _ANYBODY:  # "those who cannot guard their own roads"
                self.add("mentioned", head)
        elif dep in {"nsubj", "csubj", "dobj", "pobj", "attr"}:
            self.noun_place(verb)

    def _local(self, verb: Token) -> None:
        perfect = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
        for child in verb.children:
            if child.dep_ in {"aux", "auxpass"}:
                self.add((perfect and _effect("perfect", child)) or _effect("modal", child), child)
            elif child.dep_ == "neg" or child.lower_ == "never":
                self.add("denied", child)
            elif child.dep_ == "advmod":
                self.add(_effect("adverb", child), child)
            elif child.dep_ == "mark" and not (verb.tag_ == "VBD" and child.lower_ in _TIMES):
                self.add(_effect("mark", child), child)
            elif (
                child.dep_ == "advcl"
                and self.steps == 1
                and any(m.lower_ in _IFS for m in children(child, "mark"))
            ):
                self.hangs = True
            elif child.dep_ in {"nsubj", "nsubjpass"} and is_none(child):
                self.add("denied", child)

    def _complement(self, verb: Token, head: Token) -> None:
        if head.pos_ == "ADJ":
            self.add(_effect("adjective", head) or "mentioned", head)
            self.verb(head.head) if head.head.pos_ in {"AUX", "VERB"} and head.head != head else None
            return
        effect = _effect("verb", head)
        if _is_undenied(head):
            self.add("alleged", head)
            return
        if verb.dep_ == "ccomp" and not is_infinitive(verb):
            effect = _clausal(verb, effect)
        if head.lemma_ == "be" and any(c.lemma_ == "have" for c in children(verb, "aux")):
            effect = "mentioned"  # "were to have met"
        if is_infinitive(verb) and _is_still_to_come(head):
            effect = "denied"
        if effect is None and is_infinitive(verb):
            effect = "mentioned"
        self.add(effect, head)
        self.verb(head)

    def _adverbial(self, verb: Token, head: Token) -> None:
        if is_infinitive(verb):
            if head.pos_ == "ADJ":
                self.add(_effect("adjective", head) or "purpose", head)
                return
            effect = _effect("verb", head)
            if effect == "done":
                self.verb(head)
                return
            self.add(effect if effect not in {None, "through", "fact", "alleged"} else "purpose", head)

    def _adjoined(self, verb: Token, noun: Token) -> None:
        if is_infinitive(verb):
            self.add(_effect("noun", noun) or "purpose", noun)
            self.noun_place(noun)

    def _gerund(self, prep: Token) -> None:
        above, word = prep.head, prep.lower_
        if word == "without":
            self.add("denied", prep)
        elif word == "from":
            self.add("refused", prep)
        elif word in {"toward", "towards"}:
            self.add("purpose", prep)
        elif word in {"of", "for", "to", "on", "in", "at", "against", "about"}:
            if above.pos_ in {"VERB", "AUX"}:
                self.add(_effect("verb", above), above)
                self.verb(above)
            elif above.pos_ in {"NOUN", "PROPN"}:
                self.add(_effect("noun", above), above)
                self.noun_place(above)
            elif above.pos_ == "ADJ":
                self.add(_effect("adjective", above), above)

    def noun_itself(self, noun: Token) -> None:
        """Reads a noun's own determiner and adjectives."""
        for child in noun.lefts:
            if child.dep_ in {"det", "neg"} and child.lower_ in NO:
                self.add("denied", child)
            elif child.dep_ == "amod":
                self.add(_effect("adjective", child), child)
        if noun.dep_ == "compound":
            self.add(_effect("noun", noun.head), noun.head)

    def carried(self, noun: Token) -> None:
        """Reads the determiner and adjectives of a noun that a verb carries: "signed no accord".

        A plan for it is no plan any more: "called off the planned talks".
        """
        first = len(self.effects)
        self.noun_itself(noun)
        self.effects = [e for at, e in enumerate(self.effects) if at < first or e != "planned"]

    def noun(self, noun: Token) -> None:
        """Reads a noun that names a deed, then the place where it stands."""
        self.noun_itself(noun)
        self.noun_place(noun)

    def noun_place(self, noun: Token) -> None:
        """Reads what governs a noun: an object, a subject, a preposition."""
        self.steps += 1
        if self.steps > 12:
            return
        head, dep = noun.head, noun.dep_
        if dep in {"conj", "appos"}:
            self.noun_place(head)
        elif dep in {"dobj", "nsubjpass", "attr", "oprd"} and (
            head.pos_ in {"VERB", "AUX"} or is_infinitive(head)
        ):
            self._object(noun, head)
        elif dep == "nsubj" and head.pos_ in {"VERB", "AUX"}:
            self._subject(head)
        elif dep == "pobj" and head.dep_ in {"prep", "agent", "dative"}:
            self._in_phrase(head)
        elif dep == "compound" and head.pos_ in {"NOUN", "PROPN"}:
            self.add(_effect("noun", head), head)
            self.noun_place(head)

    def _object(self, noun: Token, verb: Token) -> None:
        effect = None if verb.lemma_ == "be" else _effect("verb", verb)
        if _is_undenied(verb):
            self.add("alleged", verb)
            return
        nobody = any(is_none(child) for child in children(verb, "nsubj"))
        involved = verb.lemma_ not in _DENYING and bool(words_of(noun) & _INVOLVEMENT)
        if involved and verb.lemma_ in _OWNING_UP and not nobody:
            self.add("alleged", verb)  # "claimed responsibility": his own word for it
            return
        if effect == "fact" or (nobody and verb.lemma_ in _OWNING_UP):  # "no group claimed the bombing"
            self.fact_by = verb.i
            return
        self.add(effect if effect != "alleged" or verb.lemma_ not in _PLAIN_REPORT else None, verb)
        if effect == "denied" and verb.lemma_ in _DENYING:
            return
        self.verb(verb)

    def _subject(self, verb: Token) -> None:
        self.add(_effect("subject", verb), verb)
        effect = _effect("verb", verb)
        if effect == "through" or verb.pos_ == "AUX":
            self.verb(verb)
        elif _effect_of_modal(verb) in {"planned", "conditional"}:
            self.add(_effect_of_modal(verb), verb)

    def _in_phrase(self, prep: Token) -> None:
        above, word = prep.head, prep.lower_
        if word == "without":
            self.add("denied", prep)
        elif above.pos_ in {"NOUN", "PROPN"} and word in {"of", "for", "to", "on", "against", "about", "in"}:
            self.add(_effect("noun", above), above)
            self.noun_place(above)
        elif above.pos_ in {"VERB", "AUX"} and word in {"for", "to", "of", "on", "against", "from", "with"}:
            effect = _effect("verb", above)
            if effect == "planned" and children(above, "neg"):
                effect = "refused"  # "does not agree to a truce"
            if effect not in {"through", "fact", "alleged"} or (
                word in {"of", "for"} and effect == "alleged"
            ):
                self.add(effect, above)


def _is_undenied(verb: Token) -> bool:
    """As in "did not deny", "neither confirmed nor denied": neither so nor otherwise."""
    if verb.lemma_ not in _DENYING:
        return False
    joined = verb.dep_ == "conj" and any(child.lower_ == "nor" for child in verb.head.children)
    return joined or bool(children(verb, "neg"))


def _is_still_to_come(verb: Token) -> bool:
    """As in "has yet to sign", "have still to be freed"."""
    is_light = verb.lemma_ in {"have", "be"}
    return is_light and any(child.lower_ in _NOT_SO_FAR for child in children(verb, "advmod"))


def _clausal(verb: Token, effect: Effect | None) -> Effect | None:
    """What a verb over a finite clause does to it: a reporting verb is the statement's affair.

    "told them to leave" asks, "told them that he left" does not; "demanded that he leave" does.
    """
    if effect in {"feared", "denied", "conditional", "mentioned"}:
        return effect
    return effect if effect == "asked" and verb.tag_ == "VB" and not children(verb, "aux") else None


def _effect_of_modal(verb: Token) -> str:
    for child in children(verb, "aux"):
        effect = _effect("modal", child)
        if effect:
            return effect
    return ""
