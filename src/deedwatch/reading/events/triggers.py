"""Where a deed is named: verbs and nouns of the action lexicon, found in a parse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.language.closed import WILL_OR_CAN, is_negated
from deedwatch.language.doers import agents, children, doers, is_infinitive
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.grammar import conjoined, forms_of, is_passive, objects, pobjects, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.language import Parse, Token
    from deedwatch.places import PlaceMention
    from deedwatch.reading.events.actions import Action, Lexicon, Pattern
    from deedwatch.records import Span

__all__ = ["Trigger", "find_triggers", "is_lone"]

_LONE_SENTENCES = 2
_LIKE_VERBS = words_for("events: adjectives like verbs")
_VERBS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "VBG"})


class Trigger(msgspec.Struct, frozen=True, eq=False):
    """A word that names a deed, by which rule; ``head`` is its noun where there is one, else the verb."""

    token: Token
    rule: Action
    kind: Literal["verb", "noun"]
    span: Span
    head: Token
    noun: Token | None = None


def is_lone(parse: Parse) -> bool:
    """Whether the text is a sentence coded by itself, as PLOVER's own gold is, and not a report.

    There a commitment to act is AGREE and a hostile intent THREATEN; in a report it is the deed,
    planned. The two conventions contradict each other, so the form of the text decides.
    """
    return len(parse.paragraphs) == 1 and len(parse.sentences) <= _LONE_SENTENCES


def find_triggers(parse: Parse, lexicon: Lexicon, places: tuple[PlaceMention, ...]) -> list[Trigger]:
    """All triggers in order of place; a noun that a verb pattern has used is not told twice."""
    spots = frozenset(place.head for place in places)
    lone = is_lone(parse)
    found: list[Trigger] = []
    used: set[int] = set()
    for token in parse.doc:
        if (
            token.tag_ in _VERBS
            and token.dep_ not in {"aux", "auxpass", "amod", "compound"}
            and not _is_trait(token)
        ):
            for trigger in _verb_triggers(token, lexicon, spots, lone=lone):
                found.append(trigger)
                if trigger.noun is not None:
                    used.add(trigger.noun.i)
    for token in parse.doc:
        if token.tag_ in _NOUNS and token.i not in used:
            trigger_ = _noun_trigger(token, lexicon)
            if trigger_ is not None:
                found.append(trigger_)
    return sorted(found, key=lambda trigger: trigger.head.i)


def _is_trait(verb: Token) -> bool:
    """As in "a lobby opposed to talks" is what the lobby is like, not what it did."""
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.lemma_ in _LIKE_VERBS


def _verb_triggers(verb: Token, lexicon: Lexicon, spots: frozenset[int], *, lone: bool) -> list[Trigger]:
    patterns = lexicon.verbs.get(verb.low_lemma_, ())
    around = _Around.of(verb) if patterns else None
    for pattern in patterns:
        if around is None or (pattern.rule.lone and not lone):
            continue
        if pattern.noun and not pattern.words and pattern.noun not in around.named:
            continue
        governed = _fit_words(verb, pattern, around)
        if governed is None or not _fits(verb, pattern.rule, spots, has_noun=bool(pattern.noun)):
            continue
        noun = governed if pattern.noun else None
        bars = pattern.rule.not_with
        if bars and noun is not None and _left_words(noun) & set(bars):
            continue
        span = (verb.idx, verb.idx + len(verb.text))
        if pattern.words and pattern.words[0] not in {"to", "that", "for", "of", "must"}:
            span = _widen(verb, pattern, span)
        return [Trigger(verb, pattern.rule, "verb", span, verb if noun is None else noun, noun)]
    return []


def _widen(verb: Token, pattern: Pattern, span: Span) -> Span:
    particle = next((c for c in verb.children if c.lower_ == pattern.words[0] and c.i == verb.i + 1), None)
    return (span[0], particle.idx + len(particle.text)) if particle is not None else span


class _Around(msgspec.Struct, frozen=True, eq=False):
    """What stands round a verb, looked up once for its patterns; ``named`` are the words of its objects."""

    near: list[Token]
    words: frozenset[str]
    things: list[Token]
    named: frozenset[str]

    @classmethod
    def of(cls, verb: Token) -> _Around:
        near = _under(verb)
        things = conjoined(objects(verb) + children(verb, "attr", "oprd", "dative"))
        return cls(near, frozenset(token.lower_ for token in near), things, _names_of(things))


def _names_of(things: list[Token]) -> frozenset[str]:
    """All nouns by which ``_named`` would know one of the words."""
    found: set[str] = set()
    for token in things:
        found.update(forms_of(token))
        for child in token.children:
            if child.dep_ == "compound":
                found.update(forms_of(child))
            elif child.dep_ == "prep" and child.lower_ == "of":
                for inner in children(child, "pobj"):
                    found.update(forms_of(inner))
    return frozenset(found)


def _fit_words(verb: Token, pattern: Pattern, around: _Around) -> Token | None:
    """The governed noun of a pattern that fits (the verb itself where it asks for none)."""
    for word in pattern.words:
        if (
            word == "to"
            and not pattern.rule.official
            and any(is_infinitive(c) for c in children(verb, "xcomp", "advcl", "ccomp"))
        ):
            continue
        if word == "that" and children(verb, "ccomp"):
            continue
        if word not in around.words:
            return None
        if not any(token.lower_ == word and _is_particle(token, pattern) for token in around.near):
            return None
    if not pattern.noun:
        return verb
    candidates = around.things
    if pattern.words:
        candidates = conjoined(candidates + pobjects(verb, *pattern.words))
    return next((hit for token in candidates if (hit := _named(token, pattern.noun))), None)


def _is_particle(token: Token, pattern: Pattern) -> bool:
    """As in "take in" and "let in" with no noun asked for mean the particle, not a preposition of place."""
    if token.lower_ != "in" or pattern.noun or pattern.rule.official:
        return True
    return token.dep_ in {"prt", "advmod"}


def _under(verb: Token) -> list[Token]:
    """Particles, prepositions and predicates near below the verb, not inside further clauses."""
    found = []
    for child in verb.children:
        if child.dep_ in {
            "prt",
            "prep",
            "dative",
            "advmod",
            "acomp",
            "oprd",
            "agent",
            "mark",
            "ccomp",
            "advcl",
        }:
            found.append(child)
            found += [inner for inner in child.children if inner.dep_ in {"prep", "prt", "pcomp"}]
    for child in children(verb, "dobj", "nsubjpass"):
        found += [inner for inner in child.children if inner.dep_ == "prep"]
    return found


def _named(token: Token, noun: str) -> Token | None:
    """The token where it, its compound or its "of" noun is the word asked for."""
    if noun in words_of(token):
        return token
    for child in token.children:
        if child.dep_ == "compound" and noun in words_of(child):
            return token
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in children(child, "pobj"):
                if noun in words_of(inner):
                    return inner
    return None


def _noun_trigger(token: Token, lexicon: Lexicon) -> Trigger | None:
    nouns, forms = lexicon.nouns, forms_of(token)
    for word in forms:
        if word not in nouns:
            continue
        for pattern in nouns[word]:
            span = _noun_span(token, forms, pattern)
            if span is not None and _noun_fits(token, pattern):
                return Trigger(token, pattern.rule, "noun", span, token, token)
    return None


def _noun_span(token: Token, forms: tuple[str, ...], pattern: Pattern) -> Span | None:
    """Where the words of a noun pattern stand, ending (or, with "of", beginning) at the token."""
    doc = token.doc
    words = pattern.words
    if words[2:] and words[1] in {"of", "in", "on", "from"}:
        wanted = words[-1]
        hits = [t for t in pobjects(token, words[1]) if wanted in words_of(t)]
        return (token.idx, hits[0].idx + len(hits[0].text)) if hits else None
    alone = not words[1:] and words[0] == forms[0]
    if alone and (token.i == token.sent.start or not doc.text[token.idx - 1].isalnum()):
        return (token.idx, token.end)
    text = " ".join(words)
    start = max(token.sent.start, token.i - 2 * len(words) - 1)
    for form in forms:
        if not form.endswith(words[-1]) and not words[-1].endswith(form):
            continue
        before = doc.text[doc[start].idx : token.idx].lower() + form
        at = len(before) - len(text)
        if before.endswith(text) and (at == 0 or not before[at - 1].isalnum()):
            return (doc[start].idx + at, token.idx + len(token.text))
    return None


def _noun_fits(token: Token, pattern: Pattern) -> bool:
    rule = pattern.rule
    if token.tag_ == "JJ" and len(pattern.words) < 2:
        return False
    if token.tag_ == "VBG" and token.dep_ not in {"nsubj", "dobj", "pobj", "nsubjpass", "attr", "conj"}:
        return False
    if token.dep_ in {"compound", "amod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        return False
    if token.ent_type_ in {"PERSON", "GPE", "WORK_OF_ART", "DATE"} or _is_title(token):
        return False
    if (rule.not_with and _left_words(token) & set(rule.not_with)) or _is_under(token, rule.not_under):
        return False
    return _sentence_allows(token, rule)


def _is_under(noun: Token, verbs: tuple[str, ...]) -> bool:
    """As in "received a call", which is no call for anything."""
    return noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in verbs


def _left_words(noun: Token) -> set[str]:
    return {form for child in noun.lefts for form in words_of(child)}


def _is_title(token: Token) -> bool:
    """As in "the Warsaw Pact", "the Paris Climate Accord": a name, not a deed."""
    return (
        token.tag_ in {"NNP", "NNPS"}
        and any(child.dep_ == "compound" and child.tag_ == "NNP" and child.ent_type_ for child in token.lefts)
        and token.sent.start > 0
    )


def _sentence_allows(token: Token, rule: Action) -> bool:
    if not rule.near and not rule.not_near:
        return True
    words = {form for other in token.sent for form in words_of(other)}
    if rule.not_near and words & set(rule.not_near):
        return False
    return not rule.near or bool(words & set(rule.near))


def _fits(  # noqa: PLR0911 - a condition of the rule a line
    verb: Token, rule: Action, spots: frozenset[int], *, has_noun: bool
) -> bool:
    if (rule.negated and not _is_refusal(verb)) or (rule.active and is_passive(verb)):
        return False
    if (rule.outcome or rule.bodily) and _is_mishap(verb):
        return False
    things = conjoined(objects(verb))
    if rule.transitive and not things:
        return False
    if rule.not_objects and not has_noun and _has_one((*things, *children(verb, "xcomp")), rule.not_objects):
        return False
    if rule.not_subjects and _has_one(doers(verb), rule.not_subjects):
        return False
    if not has_noun and rule.words and not _has_word(verb, things, rule):
        return False
    if rule.place and not has_noun and not any(_is_place(thing, spots) for thing in things):
        return False
    if rule.clause and not has_noun and not _has_clause(verb, rule):
        return False
    return _sentence_allows(verb, rule)


def _has_one(things: Iterable[Token], words: tuple[str, ...]) -> bool:
    return any(words_of(thing) & set(words) for thing in things)


def _is_mishap(verb: Token) -> bool:
    """Whether the harm is told as an accident's: "killed in a crash", "by a driver"."""
    causes = [*doers(verb), *agents(verb), *pobjects(verb, "in", "by", "during", "from")]
    if any(words_of(cause) & _MISHAPS or _is_burst(cause) for cause in causes):
        return True
    clauses = [c for c in children(verb, "advcl") if any(m.lower_ in _WHEN for m in c.lefts)]
    clauses += [verb.head] if verb.dep_ == "advcl" and verb.tag_ == "VBG" else []
    return any(clause.low_lemma_ in _MISHAP_VERBS for clause in clauses)


def _is_burst(noun: Token) -> bool:
    """As in "a gas explosion", which nobody set off."""
    return bool(words_of(noun) & _BLASTS and _left_words(noun) & _KINDS_OF_MISHAP)


def _has_word(verb: Token, things: list[Token], rule: Action) -> bool:
    wanted = set(rule.words)
    around = things + conjoined(doers(verb)) + pobjects(verb, "by", "with", "of")
    for thing in around:
        forms = words_of(thing)
        for child in thing.children:
            if child.dep_ in {"compound", "nmod", "amod"}:
                forms |= words_of(child)
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                forms |= {form for inner in children(child, "pobj") for form in words_of(inner)}
        if forms & wanted:
            return True
    return False


def _is_refusal(verb: Token) -> bool:
    """As in "will not accept", "did not agree": a negation of the verb, with a will behind it."""
    if not is_negated(verb):
        return False
    if any(child.lower_ == "have" for child in children(verb, "aux")):
        return False
    auxiliaries = {child.lower_ for child in children(verb, "aux")}
    return bool(auxiliaries & _WILLED) and bool(doers(verb))


_WHEN = frozenset({"when", "after", "as", "while"})
_BLASTS = words_for("events: blasts")
_KINDS_OF_MISHAP = words_for("events: kinds of mishap")
_MISHAPS = words_for("events: mishaps")
_MISHAP_VERBS = words_for("events: mishap verbs")
_GROUND = words_for("events: ground")
_WILLED = WILL_OR_CAN | {"do", "does", "did", "may"}


def _is_place(thing: Token, spots: frozenset[int]) -> bool:
    if thing.i in spots or words_of(thing) & _GROUND or thing.ent_type_ in {"GPE", "LOC", "FAC"}:
        return True
    return any(child.i in spots for child in thing.subtree)


def _has_clause(verb: Token, rule: Action) -> bool:
    infinitives = [c for c in children(verb, "xcomp", "ccomp", "advcl") if is_infinitive(c)]
    if rule.clause == "object-to":
        return any(children(c, "nsubj") for c in infinitives) or (
            bool(infinitives) and bool(children(verb, "dobj"))
        )
    return bool(infinitives or children(verb, "ccomp", "prep", "dobj", "dative", "acomp", "xcomp"))
