"""Who does what in a clause: the subject of a verb, the words that must follow it, its object."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from deedwatch.language.doers import (
    RELATIVE,
    acting_subject,
    antecedent,
    by_whom,
    is_suffered,
    lenders,
    own_subject,
)
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deedwatch.language import Token, TokenSpan
    from deedwatch.records import Span

__all__ = [
    "agent_of",
    "clause_span",
    "first_match",
    "focus_of",
    "object_of",
    "subtree_span",
    "words_ahead",
]

_CLAUSES = ("ccomp", "xcomp", "pcomp", "advcl")
_SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp", "dep"})
_REACH = 7  # how many tokens after the verb its particle may stand ("turned the whole plan down")
_REACH_OF_WORDS = 4  # the same for other words ("gave [its] consent")
_REACH_OF_NAMES = 12  # "called the tale of the stolen nets an invention"
_ANOTHERS = frozenset({"its", "his", "her", "their"})
_CALLING = words_for("matters: calling names") | words_for("matters: judging")
_SIDES = words_for("matters: sides of a dispute")
_THINGS = frozenset({"nsubj", "dobj", "obj", "compound"})
_PARTICLES = frozenset({"down", "out", "off", "aside", "away", "back", "up"})


def agent_of(verb: Token) -> Token | None:
    """The phrase that does it: its own subject, the agent of a passive, or the one it shares.

    A verb without a subject takes the one of the verb it is joined to ("came and refused"), of the
    verb that governs it ("decided to refuse"), or the noun that its clause describes.
    """
    if verb.dep_ == "auxpass":  # "is opposed to": who is so
        return own_subject(verb) or own_subject(verb.head)
    for lender in lenders(verb, _SHARING):
        if is_suffered(lender):
            return by_whom(lender)
        found = _clause_subject(lender)
        if found is not None:
            return found
    return None


def _clause_subject(verb: Token) -> Token | None:
    """The subject that the clause itself has, or the noun that the clause describes."""
    own = acting_subject(verb)
    if own is not None:
        return antecedent(own, verb) if own.lower_ in RELATIVE else own
    if verb.dep_ == "relcl" or (verb.dep_ == "acl" and verb.tag_ == "VBG"):
        return verb.head
    return _owner(verb.head) if verb.dep_ == "acl" else None


def focus_of(words: TokenSpan) -> Token | None:
    """Whom words point out: of "It was the police that had fired" the police."""
    if words[0].lower_ != "it" or len(words) < 2 or words[1].lower_ not in {"is", "was"}:
        return None
    return next((child for child in words[1].children if child.dep_ == "attr"), None)


def _owner(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    return None


def first_match(verb: Token, patterns: tuple[str, ...], near: frozenset[str] | None = None) -> Token | None:
    """The last token of the first pattern that starts at this verb ("turn down"), or None.

    ``near`` are the ``words_ahead`` of the verb, where the caller tries several rows of patterns on it.

    >>> from deedwatch.language import parse
    >>> first_match(parse("They turned the plan down.").doc[1], ("turn off", "turn down")).text
    'down'
    """
    table = _by_first_word(patterns)
    if verb.low_lemma_ not in table:
        return None
    further = table[verb.low_lemma_]
    if near is None:
        near = words_ahead(verb) if any(further) else frozenset()
    for words in further:
        if words and words[0] not in near:
            continue
        found = _last_of(verb, words)
        if found is not None:
            return found
    return None


@cache
def _by_first_word(patterns: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The further words of the patterns that begin with a word, in their order."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for pattern in patterns:
        first, *rest = pattern.split()
        table.setdefault(first, []).append(tuple(rest))
    return {first: tuple(further) for first, further in table.items()}


def words_ahead(verb: Token) -> frozenset[str]:
    """The words and lemmas that stand where a pattern's second word may: most patterns end here."""
    reach = _REACH_OF_NAMES if verb.lemma_ in _CALLING else _REACH
    after = verb.doc[verb.i + 1 : min(verb.sent.end, verb.i + 1 + reach)]
    being = [child.lower_ for child in verb.children] if verb.lemma_ == "be" else []
    return frozenset([token.lower_ for token in after] + [token.low_lemma_ for token in after] + being)


def _last_of(verb: Token, words: tuple[str, ...]) -> Token | None:
    last = verb
    for word in words:
        found = _next(verb, last, word)
        if found is None or (word is words[-1] and word in {"no", "yes"} and found.dep_ == "det"):
            return None
        last = found
    return last


def _next(verb: Token, last: Token, word: str) -> Token | None:
    """The next token that is the word, near enough, before the clause is cut off."""
    reach = _REACH if word in _PARTICLES else _REACH_OF_WORDS
    if last is verb and verb.lemma_ in _CALLING:
        reach = _REACH_OF_NAMES
    if last is verb and verb.lemma_ == "be":  # "was, in her words, untrue"
        said = (c for c in verb.children if c.i > verb.i and c.dep_ == "acomp" and c.lower_ == word)
        if (found := next(said, None)) is not None:
            return found
    end = min(verb.sent.end, last.i + 1 + reach)
    for position in range(last.i + 1, end):
        token = verb.doc[position]
        if word in {token.lower_, token.low_lemma_}:
            place = last is verb and word == "in" and position > last.i + 1 and token.dep_ == "prep"
            return None if place else token  # "gave his word in the canteen" gives in to nothing
        if token.text in {".", ";", ":", "”", ","} or token.lower_ == "no":
            return None  # who "set no condition" has set none
    return None


def object_of(verb: Token, last: Token, places: tuple[str, ...]) -> Token | None:
    """The head of what the verb is done to, at the first of the places that is filled."""
    if places == ("predicate",):  # "called the plan unacceptable"
        around = (*last.children, *last.head.children, *verb.children)
        found = next(
            (
                c
                for c in around
                if verb.i < c.i < last.i and (c.dep_ in _THINGS or (c.dep_ == "ccomp" and c.pos_ == "NOUN"))
            ),
            None,
        )
        told = found is not None and found.lower_ == "it"  # "called it untrue that they had cut the nets"
        return (_told_behind(around, last) if told else None) or found
    if places == ("subject",):
        found = next((child for child in verb.children if child.dep_ in {"nsubj", "csubj"}), None)
        told = found is not None and found.lower_ == "it"
        return (_told_behind((*verb.children, *last.children), last) if told else None) or found
    if is_suffered(verb):
        return next((child for child in verb.children if child.dep_ == "nsubjpass"), None)
    for place in places:
        found = _at(verb, last, place)
        if found is not None:
            return found
    return None


def _at(verb: Token, last: Token, place: str) -> Token | None:
    if place == "object":
        own = next((c for c in verb.children if c.dep_ in {"dobj", "obj"} and c is not last), None)
        split = last is not verb and last.dep_ == "prep" and last.lower_ in _PARTICLES
        behind = next((c for c in last.children if c.dep_ == "pobj"), None) if split else None
        return own or behind or _judged(verb)
    if place == "clause":
        return next((c for c in verb.children if c.dep_ in _CLAUSES[:3] and c.i > verb.i), None)
    if place == "side":  # "took Norland's side", "came down on the side of Norland"
        sides = (t for t in verb.subtree if t.lower_ in _SIDES and t.i > verb.i)
        owners = (owner for side in sides for owner in _owners(side))
        return next((o for o in owners if o.pos_ != "PRON" or o.lower_ in _ANOTHERS), None)
    if place == "receiver":  # "gave the plan its blessing"
        return next((c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"), None)
    return None if place == "none" else _behind(verb, last, place)


def _told_behind(around: Iterable[Token], last: Token) -> Token | None:
    """The clause that "it" stands for: of "it was false that they had fired" the words behind "that"."""
    clauses = (c for c in around if c.dep_ in {"ccomp", "advcl", "relcl", "acl"} and c.i > last.i)
    return next(
        (c for c in clauses if any(part.lower_ == "that" and part.i < c.i for part in c.children)), None
    )


def _judged(verb: Token) -> Token | None:
    """What a verb calls so before it names it: of "dismissed as untrue the claim" the claim."""
    words = verb.doc[verb.i + 1 : min(verb.i + 3, verb.sent.end)]
    if len(words) < 2 or words[0].lower_ != "as" or words[1].tag_ != "JJ":
        return None
    mark, judged = words
    if mark.dep_ == "prep":
        return next((child for child in mark.children if child.dep_ == "pobj" and child.i > judged.i), None)
    return next((child for child in judged.children if child.dep_ == "dobj"), None)


def _owners(noun: Token) -> Iterator[Token]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield child
        elif child.dep_ == "prep" and child.lower_ == "of":
            yield from (part for part in child.children if part.dep_ == "pobj")


def _behind(verb: Token, last: Token, place: str) -> Token | None:
    """What stands behind a preposition that hangs on the verb, not behind "according to"."""
    for token in (verb.head if verb.dep_ == "auxpass" else verb).subtree:
        if token.i < last.i or token.lower_ != place or token.dep_ not in {"prep", "dative", "prt", "agent"}:
            continue
        if token.head.dep_ != "prep" or token.head.i <= last.i:
            return next((c for c in token.children if c.dep_ in {"pobj", "pcomp"}), None)
    return None


def subtree_span(token: Token) -> Span:
    """The words that hang on a token, without closing punctuation."""
    tokens = list(token.subtree)
    while tokens and tokens[-1].is_punct and tokens[-1] is not token:
        tokens.pop()
    while tokens and tokens[0].is_punct and tokens[0] is not token:
        tokens.pop(0)
    return (tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))


def clause_span(token: Token) -> Span:
    """The clause headed by a token, without "to", "that" and "of" before it."""
    start, end = subtree_span(token)
    tokens = [part for part in token.subtree if start <= part.idx < end]
    while len(tokens) > 1 and tokens[0].lower_ in {"to", "that", "for", "of"} and tokens[0] is not token:
        tokens.pop(0)
    return (tokens[0].idx, end)
