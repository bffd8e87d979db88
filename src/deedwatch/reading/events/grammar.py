"""Who stands where round a verb or a noun: subjects, objects and prepositions, seen through grammar.

Passives, relative clauses, reduced relatives, control, coordination and adverbial clauses are undone
here, so that the rules above speak of subjects and objects alone. Labels are those of the pipeline
(ClearNLP style).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar

from deedwatch.language.closed import NO, NOBODY
from deedwatch.language.doers import RELATIVE, agents, antecedent, children, doers, is_garden_path
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.language import Token


__all__ = [
    "conjoined",
    "forms_of",
    "is_none",
    "is_passive",
    "objects",
    "pobjects",
    "subjects",
    "words_of",
]

_DONE_TO_SOMEBODY = words_for("events: done to somebody")
_STATES_OF_MIND = words_for("events: states of mind")
T = TypeVar("T")


def _once(ask: Callable[[Token], T]) -> Callable[[Token], T]:
    """Keeps with the document what was found of a verb: each is asked of three times."""

    @wraps(ask)
    def answer(verb: Token) -> T:
        kept, key = verb.doc.kept, (ask, verb.i)
        if key not in kept:
            kept[key] = ask(verb)
        found: T = kept[key]
        return found

    return answer


def forms_of(token: Token) -> tuple[str, ...]:
    """The forms under which a lexicon may name a word, in this order: as written, its lemma."""
    low = token.lower_
    if token.tag_ in {"NNP", "NNPS"} and low.endswith("s"):
        return (low, token.low_lemma_, low[:-1])
    return (low, token.low_lemma_)


def words_of(token: Token) -> set[str]:
    """The forms as a set, where their order decides nothing."""
    return set(forms_of(token))


@_once
def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is the one acted on: a passive, or a bare participle after a noun."""
    if children(verb, "auxpass", "nsubjpass", "agent"):
        return True
    if is_garden_path(verb):
        return False
    if _is_suffered(verb):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "nsubj", "aux"):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"} and not children(verb, "aux")


def _is_suffered(verb: Token) -> bool:
    """As in a headline's "Mayor arrested on suspicion of fraud": with no object, its subject suffers it."""
    if verb.tag_ not in {"VBD", "VBN"} or verb.low_lemma_ not in _DONE_TO_SOMEBODY:
        return False
    if verb.dep_ != "ROOT" and (verb.dep_ not in {"advcl", "conj"} or verb.tag_ != "VBN"):
        return False
    return bool(children(verb, "nsubj")) and not children(verb, "dobj", "aux", "ccomp", "conj", "npadvmod")


def conjoined(tokens: list[Token]) -> list[Token]:
    """The tokens with all that is coordinated with each."""
    if not tokens:
        return []
    if len(tokens) == 1:
        return [tokens[0], *tokens[0].conjuncts]
    return list(dict.fromkeys(part for token in tokens for part in (token, *token.conjuncts)))


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does it; empty where the sentence does not say."""
    if is_passive(verb):
        by = agents(verb)
        if not by and verb.dep_ == "conj":
            by = agents(verb.head)
        return by or (doers(verb, depth) if verb.lemma_ in _STATES_OF_MIND else [])
    return doers(verb, depth)


@_once
def objects(verb: Token) -> list[Token]:  # noqa: PLR0911 - a case a line
    """Who or what it is done to; the subject of a passive, the noun before a participle."""
    if is_passive(verb):
        theirs = children(verb, "nsubjpass") or (children(verb, "nsubj") if _is_suffered(verb) else [])
        if theirs and theirs[0].lower_ in RELATIVE:
            return [antecedent(theirs[0], verb)]
        if not theirs and verb.dep_ == "acl":
            return [verb.head]
        if not theirs and verb.dep_ in {"advcl", "conj"}:
            return doers(verb.head)
        return theirs or children(verb, "dobj")
    own = children(verb, "dobj") or [c for c in children(verb, "npadvmod") if c.tag_ == "CD"]
    if own and own[0].lower_ in RELATIVE:
        return [antecedent(own[0], verb)]
    if not own and verb.dep_ == "relcl" and verb.head.pos_ in {"NOUN", "PROPN"}:
        return [verb.head] if children(verb, "nsubj") and _is_object_relative(verb) else []
    if not own:
        own = _shared_object(verb)
    return own


def _is_object_relative(verb: Token) -> bool:
    subject = children(verb, "nsubj")[0]
    return subject.lower_ not in RELATIVE and not any(
        child.dep_ == "prep" and not children(child, "pobj", "pcomp") for child in verb.children
    )


def _shared_object(verb: Token) -> list[Token]:
    """As in "attacked and killed them": the first verb takes the object of the one coordinated with it."""
    for other in children(verb, "conj"):
        if other.pos_ == "VERB" and other.i - verb.i <= 4:
            return children(other, "dobj")
    return []


def pobjects(token: Token, *names: str) -> list[Token]:
    """The nouns after these prepositions, with the token itself, its object or its particle."""
    found: list[Token] = []
    for prep in _prepositions(token):
        if prep.lower_ in names:
            found += children(prep, "pobj", "pcomp")
            for inner in children(prep, "prep"):
                found += children(inner, "pobj")
    return found


def _prepositions(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.pos_ in {"ADP", "SCONJ", "PART"}:
            yield child
        elif child.dep_ in {"prt", "advmod", "acomp", "oprd"}:
            yield from (inner for inner in child.children if inner.dep_ == "prep")


def is_none(token: Token) -> bool:
    """Whether a noun phrase stands for nobody: "no group", "neither side", "nothing"."""
    if words_of(token) & NOBODY:
        return True
    return any(child.lower_ in NO and child.dep_ in {"det", "preconj"} for child in token.children)
