"""Who a cue's grammar names as its source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.language.doers import (
    RELATIVE,
    antecedent,
    by_whom,
    children,
    is_infinitive,
    is_suffered,
    shared_subject,
)
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language import Token
    from deedwatch.records import Span

__all__ = [
    "inserted_name",
    "is_passive",
    "is_told_last",
    "opens_aside",
    "phrase_span",
    "source_of",
    "subject_of",
]

_CITING = words_for("statements: citing")
_SUBJECT_CONTROL = words_for("statements: subject control")
_ACCORDING = words_for("statements: according")
_ACTIVE = {"nsubj", "aux", "dobj"}
_SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
_INHERITS = {"xcomp", "advcl", "pcomp", "conj", "ccomp", "dep", "prep", "parataxis"}
_LIGHT = words_for("statements: light verbs")
_FEELINGS = words_for("statements: feelings")
_TIMES = words_for("statements: times")


def source_of(cue: Token) -> Token | None:
    """The head token of the words that name the source; None where the clause names none."""
    if cue.pos_ in {"NOUN", "PROPN"}:
        return _source_of_noun(cue)
    if cue.lower_ in _ACCORDING:
        return _prepositional(cue)
    if cue.pos_ in {"VERB", "AUX", "ADJ"}:
        return _source_of_verb(cue)
    return None


def _source_of_verb(verb: Token) -> Token | None:
    agent = by_whom(verb) or _between_commas(verb) or _after_comma(verb)
    if agent is not None:
        return agent
    if is_passive(verb):
        return _passive_source(verb)
    found = subject_of(verb)
    if found is None and verb.pos_ == "ADJ":
        found = subject_of(verb.head)
    return _resolve_relative(found)


def _between_commas(verb: Token) -> Token | None:
    """The name in ", Mauer said," where the parser made something else its subject."""
    doc, i = verb.doc, verb.i
    if i < 2 or i + 1 >= len(doc) or doc[i + 1].text != "," or doc[i - 1].pos_ not in {"PROPN", "PRON"}:
        return None
    first = i - 1
    while first > 0 and doc[first - 1].pos_ == "PROPN":
        first -= 1
    return doc[i - 1] if first > 0 and doc[first - 1].text == "," else None


def _after_comma(verb: Token) -> Token | None:
    """The name in "...”, added Waters." where the parser took the verb for its attribute."""
    name = verb.head
    if verb.dep_ not in {"amod", "compound"} or name.pos_ != "PROPN" or verb.i < 1 or name.i < verb.i:
        return None
    return name if verb.nbor(-1).text in {",", "”", '"', "''"} else None


def _passive_source(verb: Token) -> Token | None:
    """Verbs of quoting and of feeling make the passive subject the source ("was quoted", "is convinced")."""
    if verb.lemma_ in _CITING or verb.lemma_ in _FEELINGS:
        return _resolve_relative(subject_of(verb))
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, also as a bare participle ("the man quoted", "asked why, he")."""
    if is_suffered(verb):
        return True
    if verb.tag_ != "VBN":
        return False
    return verb.dep_ == "acl" or (verb.dep_ == "advcl" and not children(verb, *_ACTIVE))


def _source_of_noun(noun: Token) -> Token | None:
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    for child in noun.children:
        of = child.lower_ in {"by", "from", "among"} or (child.lower_ == "of" and is_told_last(noun))
        if child.dep_ == "prep" and of:
            return next((word for word in child.children if word.dep_ == "pobj"), None)
    light = noun.head
    if noun.dep_ == "dobj" and light.pos_ == "VERB" and light.lemma_ in _LIGHT:
        return source_of(light)
    return None


def is_told_last(noun: Token) -> bool:
    """Whether a noun stands behind the verb that says what it was: "“Never,” was the minister's reply"."""
    return noun.dep_ in {"attr", "nsubj"} and noun.head.i < noun.i and noun.head.lemma_ == "be"


def _prepositional(cue: Token) -> Token | None:
    for word in cue.subtree:
        if word.dep_ == "pobj":
            return word
    after = cue.doc[cue.i + 2] if cue.i + 2 < len(cue.doc) else None
    return after if after is not None and after.pos_ in {"PROPN", "NOUN", "PRON"} else None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, its own or the one that it shares with the verb that governs it."""
    return shared_subject(verb, _INHERITS, _clause_subject)


def _clause_subject(verb: Token) -> Token | None:
    """The subject in the verb's own clause, the noun that the clause describes, or who is told to do it."""
    found = [c for c in verb.children if c.dep_ in _SUBJECTS and c.lower_ != "there"]
    own = inserted_name(verb) or (found[0] if found else None)
    if len(found) > 1 and (found[-1].i == verb.i + 1 or opens_aside(found[-1])):
        own = found[-1]  # "the donors, said Waters, are required to pay"; "the tolls, Waters said, will rise"
    if own is not None:
        return own
    if verb.dep_ == "acl" and is_infinitive(verb):
        return _owner(verb.head)
    if verb.dep_ in {"acl", "relcl"}:
        return verb.head
    return _controlled(verb.head) if verb.dep_ == "xcomp" else None


def inserted_name(verb: Token) -> Token | None:
    """The name between commas after a verb: "The donors, said Waters, are required to pay"."""
    doc, last = verb.doc, verb.i + 1
    if verb.i < 1 or doc[verb.i - 1].text != ",":
        return None
    while last < len(doc) and doc[last].pos_ == "PROPN" and doc[last].text[0].isupper():
        last += 1
    if last == verb.i + 1 or last >= len(doc) or doc[last].text != ",":
        return None
    return doc[last - 1]


def opens_aside(subject: Token) -> bool:
    """Whether a comma stands before a subject and none after: ", he said", not "the envoy, Ruiz, said"."""
    before, after = subject.left_edge.i - 1, subject.right_edge.i + 1
    return before >= 0 and subject.doc[before].text == "," and subject.doc[after].text != ","


def _owner(noun: Token) -> Token | None:
    """Whose the noun of "at pains to stress", "a vow to fight" is: its owner, else the clause's subject."""
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    above = noun.head
    if owner is not None or above.i == noun.i:
        return owner
    return subject_of(above.head if above.pos_ == "ADP" else above)


def _controlled(head: Token) -> Token | None:
    """The object that does what the infinitive tells ("asked him to say")."""
    if head.lemma_ in _SUBJECT_CONTROL:
        return None
    return next((c for c in head.children if c.dep_ in {"dobj", "dative"}), None)


def _resolve_relative(source: Token | None) -> Token | None:
    """The noun that a relative pronoun stands for ("the minister, who said")."""
    if source is None or source.lower_ not in RELATIVE:
        return source
    noun = antecedent(source, source.head)
    return noun if noun is not source or source.lower_ not in {"that", "which"} else None


def phrase_span(source: Token) -> Span:
    """The words of a source: its phrase with appositions, without relative clauses."""
    end = source
    for child in source.rights:
        if child.dep_ in {"relcl", "acl", "advcl", "dep", "parataxis", "ccomp"}:
            break
        if child.dep_ in {"punct", "cc"} or (child.lower_ == "for" and source.dep_ == "pobj"):
            continue
        if child.lower_ in {"on", "after", "during", "before"} or child.dep_ == "npadvmod":
            break
        end = child.right_edge if not _has_clause(child) else _before_clause(child)
    start = source.left_edge
    while start.i < source.i and (start.is_punct or start.is_space):
        start = start.nbor(1)
    while end.i > source.i and (end.is_punct or end.is_space or end.lower_ in _TIMES):
        end = end.nbor(-1)
    return (start.idx, end.idx + len(end.text))


def _has_clause(token: Token) -> bool:
    return any(word.dep_ in {"relcl", "acl", "advcl", "ccomp"} for word in token.subtree)


def _before_clause(token: Token) -> Token:
    last = token
    for word in token.subtree:
        if word.i > token.i and word.dep_ in {"relcl", "acl", "advcl", "ccomp"}:
            return token.doc[max(token.i, min(w.i for w in word.subtree) - 1)]
        last = word
    return last
