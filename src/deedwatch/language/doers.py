"""Who does a verb, as the parse tells it: the one walk from a verb to its doer, which all stages ask.

``own_subject`` and ``acting_subject`` look only at the verb itself, ``by_whom`` and ``agents`` behind "by".
Where a verb has no subject there are two ways on:

- ``shared_subject`` and ``lenders`` go up only over the ties that the caller trusts, as a stance or a charge
  must ("came and refused", "decided to refuse"). Sources add names set between commas and who was told to say
  it, stances and charges that a passive without "by" has no doer; offices and given names add nothing.
- ``doers`` goes over all ties, as events do: also to whom another is told to do it ("urged Norland to pay"),
  to the doer of the verb over a gerund ("left without paying"), to the holder of a noun ("Norland's plan to
  pay").

Labels are those of the pipeline (ClearNLP style).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from deedwatch.language.tokens import Token

__all__ = [
    "RELATIVE",
    "acting_subject",
    "agents",
    "antecedent",
    "by_whom",
    "children",
    "clause_head",
    "doers",
    "is_garden_path",
    "is_infinitive",
    "is_suffered",
    "lenders",
    "own_subject",
    "shared_subject",
]

RELATIVE = frozenset({"who", "which", "that", "whom"})
"""Relative pronouns."""
_DEPTH = 6  # verbs on the way from one without a subject to one that has it


def own_subject(verb: Token) -> Token | None:
    """The subject that stands with the verb itself, whether it does or suffers it.

    >>> from deedwatch.language import parse
    >>> own_subject(parse("The boats were seized by Norland.").doc[3])
    boats
    """
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            return child
    return None


def acting_subject(verb: Token) -> Token | None:
    """The subject that stands with the verb itself, where it is not the subject of a passive."""
    for child in verb.children:
        if child.dep_ == "nsubj":
            return child
    return None


def by_whom(verb: Token) -> Token | None:
    """The noun behind the "by" of a passive."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def is_suffered(verb: Token) -> bool:
    """Is the verb's subject what it is done to?"""
    return not {"nsubjpass", "auxpass"}.isdisjoint([child.dep_ for child in verb.children])


def lenders(verb: Token, ties: Collection[str]) -> Iterator[Token]:
    """The verb, then those above it that may lend it a subject: as far up as one of the ties joins them."""
    for _ in range(_DEPTH):
        yield verb
        if verb.dep_ not in ties:
            return
        verb = verb.head


def shared_subject(
    verb: Token, ties: Collection[str], find: Callable[[Token], Token | None] = own_subject
) -> Token | None:
    """The verb's own subject, else that of the nearest verb that may lend it one.

    >>> from deedwatch.language import parse
    >>> refused = parse("Norland came and refused.").doc[3]
    >>> shared_subject(refused, {"conj"}), shared_subject(refused, {"xcomp"})
    (Norland, None)
    """
    for lender in lenders(verb, ties):
        found = find(lender)
        if found is not None:
            return found
    return None


def children(token: Token, *deps: str) -> list[Token]:
    """The children with one of these dependencies, in order of place."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ in deps:
            found += (child,)  # a comprehension or append is a call, and this is asked at every verb
    return found


def is_infinitive(verb: Token) -> bool:
    """Whether the verb stands after "to"."""
    return any(child.lower_ == "to" and child.tag_ == "TO" for child in verb.lefts)


def is_garden_path(verb: Token) -> bool:
    """A past tense read as a participle: in "a blast in a market killed nine" nine is its object."""
    if verb.tag_ != "VBN" or verb.dep_ != "acl":
        return False
    return any(c.dep_ == "dobj" or (c.dep_ == "npadvmod" and c.tag_ == "CD") for c in verb.rights)


def agents(verb: Token) -> list[Token]:
    """Who did it, in a passive: the noun after "by"."""
    found = []
    for agent in children(verb, "agent", "prep"):
        if agent.lower_ == "by":
            found += children(agent, "pobj")
    return found


def doers(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject, also where it stands with another verb."""
    if depth > _DEPTH:
        return []
    own = children(verb, "nsubj", "csubj", "nsubjpass") if verb.dep_ != "amod" else []
    if own:
        return [antecedent(own[0], verb)] if own[0].lower_ in RELATIVE else own[:1]
    return _inherited_subject(verb, depth)


def _inherited_subject(verb: Token, depth: int) -> list[Token]:  # noqa: PLR0911 - a case a line
    head = verb.head
    if is_garden_path(verb):
        return [_phrase_head(head)]
    if verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN", "PRON", "NUM"}:
        return _possessor_or_self(verb, head, depth)
    if verb.dep_ in {"xcomp", "ccomp"} and head.pos_ in {"VERB", "AUX", "ADJ"}:
        return _controller(verb, head, depth)
    if verb.dep_ in {"conj", "advcl", "dep", "parataxis"} and head.pos_ in {"VERB", "AUX"}:
        return doers(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        above = head.head
        if above.pos_ in {"VERB", "AUX"}:
            return _controller_of_gerund(head, above, depth)
        if above.pos_ == "ADJ" and above.head.pos_ in {"VERB", "AUX"}:
            return doers(above.head, depth + 1)
        return _noun_owner(above, depth)
    if head.pos_ == "ADJ" and head.head.pos_ in {"AUX", "VERB"} and verb.dep_ in {"xcomp", "advcl"}:
        return doers(head.head, depth + 1)
    return []


def antecedent(pronoun: Token, verb: Token) -> Token:
    """The noun that a relative pronoun stands for, where the clause of its verb describes one."""
    clause = verb
    while clause.dep_ in {"conj", "xcomp", "ccomp"} and clause.head != clause:
        clause = clause.head
    return clause.head if clause.dep_ in {"relcl", "acl"} else pronoun


def _phrase_head(noun: Token) -> Token:
    """The head of the whole noun phrase that a noun stands in: the blast of "a blast in a market"."""
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.pos_ in {"NOUN", "PROPN"}:
        noun = noun.head.head
    return noun


def _possessor_or_self(verb: Token, noun: Token, depth: int) -> list[Token]:
    """As in "a plan by Togo to attack" is Togo's; "rebels attacking the town" is the rebels'."""
    return _noun_owner(noun, depth) if is_infinitive(verb) else [noun]


def _noun_owner(noun: Token, depth: int) -> list[Token]:
    """Who holds a plan, threat or talks: possessor, "by", or the subject of the verb that governs it."""
    owners = children(noun, "poss")
    for prep in children(noun, "prep"):
        if prep.lower_ in {"by", "from", "between"}:
            owners += children(prep, "pobj")
    if owners:
        return owners
    if noun.dep_ in {"dobj", "attr", "pobj"} and depth <= _DEPTH:
        verb = clause_head(noun)
        return doers(verb, depth + 1) if verb is not None else []
    return []


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    """The subject of an open complement: the object of "urge", the subject of "agree"."""
    if head.pos_ == "ADJ":
        head = head.head
    theirs = children(head, "dobj", "dative", "nsubjpass")
    if theirs and (is_infinitive(verb) or verb.tag_ in {"VB", "VBG"}):
        return theirs[:1]
    for prep in children(head, "prep"):
        if prep.lower_ in {"on", "upon", "to"} and prep.i < verb.i and is_infinitive(verb):
            return children(prep, "pobj")
    return doers(head, depth + 1)


def _controller_of_gerund(prep: Token, above: Token, depth: int) -> list[Token]:
    if prep.lower_ in {"of", "for", "from", "with"}:
        theirs = children(above, "dobj", "nsubjpass")
        if theirs:
            return theirs[:1]
    return doers(above, depth + 1)


def clause_head(token: Token) -> Token | None:
    """The verb that governs a noun; None in a fragment."""
    node = token
    for _ in range(12):
        if node.head == node:
            return node if node.pos_ in {"VERB", "AUX"} else None
        node = node.head
        if node.pos_ in {"VERB", "AUX"}:
            return node
    return None
