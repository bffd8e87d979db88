"""Cues that stand aside of the words said: "the tolls, he said, will rise", "will rise, said Waters"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.statements.sources import inserted_name, opens_aside

if TYPE_CHECKING:
    from deedwatch.language import Token

__all__ = ["before_inverted", "insertion", "sentence_around", "topic_before"]

_ACCORDING = words_for("statements: according")
_TOLD = words_for("statements: told")
_ASIDE = {",", "”", '"', "–", "—", "-", "''"}  # marks before "he said" inside a sentence
_QUOTED = {"”", '"', "''"}
_OPENERS = {"“", "‘", "(", "[", "$", "-", "'"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_LONGEST_ASIDE = 9  # words
_LONGEST_SUBJECT = 6  # words of who says so in an aside that only its commas show


def topic_before(token: Token) -> list[Token]:
    """What the parser took from the clause before "he said": "The tolls, he said, will rise"."""
    subjects = [c for c in token.lefts if c.dep_ == "nsubj"]
    if len(subjects) < 2 or not opens_aside(subjects[-1]):
        return []
    return list(subjects[0].subtree)


def insertion(token: Token) -> range | None:
    """The words of "he said" between commas in somebody's sentence, or of "as he said" beside it."""
    subject = next((c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"} and c.i < token.i), None)
    if subject is not None and _takes_thing(token):
        return None
    between = _between_commas(token)
    if between is not None:
        return between
    if subject is None or token.dep_ not in {"parataxis", "ccomp", "advcl"}:
        return _inverted_insertion(token)
    first = subject.left_edge.i
    if first > 0 and token.doc[first - 1].lower_ == "as":
        first -= 1
    elif first <= token.sent.start or token.dep_ == "advcl" or token.doc[first - 1].text not in _ASIDE:
        return None
    last = _aside_end(token)
    return range(first, last + 1) if last is not None and first <= subject.i < token.i <= last else None


def _between_commas(token: Token) -> range | None:
    """An aside that its commas and the verb after them show: "The museum, he said on Friday, would open"."""
    doc, first = token.doc, _subject_start(token)
    last = _aside_end(token)
    if first is None or last is None or first - 1 <= token.sent.start or doc[first - 1].text != ",":
        return None
    after = last + 2
    if after >= token.sent.end or doc[last + 1].text != ",":
        return None
    while after < token.sent.end - 1 and doc[after].pos_ == "ADV":
        after += 1
    goes_on = doc[after].tag_ in _FINITE or (doc[after].dep_ == "nsubj" and doc[after].head.i > after)
    return range(first, last + 1) if goes_on else None


def _subject_start(token: Token) -> int | None:
    """Where the words right before a cue begin that could be its subject."""
    doc, at = token.doc, token.i - 1
    while at > token.sent.start and doc[at].pos_ in {"ADV", "AUX"}:
        at -= 1
    if at < 1 or doc[at].pos_ not in {"PROPN", "PRON", "NOUN"} or _takes_thing(token):
        return None
    while at > token.sent.start and doc[at - 1].text != "," and token.i - at < _LONGEST_SUBJECT:
        at -= 1
        if doc[at].is_punct or doc[at].pos_ in {"VERB", "AUX", "SCONJ"}:
            return None
    return at


def _inverted_insertion(token: Token) -> range | None:
    """The words of "said Waters" between commas."""
    own = [word for word in _own_phrase(token) if not word.is_punct]
    if token.dep_ not in {"parataxis", "ccomp"} or min(word.i for word in own) <= token.sent.start:
        return None
    first = min(word.i for word in own)
    if token.doc[first - 1].text not in _ASIDE:
        return None
    return range(first, max(word.i for word in own) + 1)


def _aside_end(token: Token) -> int | None:
    """The last word of an aside that a verb opens: before the next mark, with its object and its time."""
    for word in token.doc[token.i + 1 : token.sent.end]:
        if word.is_punct and word.text not in _OPENERS:
            return word.i - 1
        if word.i - token.i > _LONGEST_ASIDE or word.dep_ in {"relcl", "advcl", "ccomp", "xcomp", "mark"}:
            return None
    return None


def _own_phrase(token: Token) -> list[Token]:
    """The words of "said Waters", without the other subject that the parser may have given it."""
    name = inserted_name(token)
    if name is not None:
        return [token, *token.doc[token.i + 1 : name.i + 1]]
    subjects = [c for c in token.children if c.dep_ in {"nsubj", "nsubjpass"}]
    if len(subjects) < 2 or subjects[-1].i != token.i + 1:
        return list(token.subtree)
    strange = {word.i for word in subjects[0].subtree}
    return [word for word in token.subtree if word.i not in strange]


def sentence_around(token: Token) -> list[Token]:
    """The sentence without the cue's own phrase."""
    own = {word.i for word in _own_phrase(token)}
    if token.dep_ == "ROOT" and inserted_name(token) is None:
        own = {token.i}
    if token.lower_ in _ACCORDING:
        head = token.head
        while head.dep_ in {"prep", "pobj", "pcomp"} and head.head.i != head.i:
            head = head.head
        while (
            head.dep_ not in {"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis"}
            and head.head.i != head.i
        ):
            head = head.head
        return [w for w in head.subtree if w.i not in own]
    return [word for word in token.sent if word.i not in own]


def before_inverted(token: Token) -> list[Token]:
    """The sentence before a closing ", he said" that the parser did not tie to it."""
    sent = token.sent
    left = min([token.i, *(c.left_edge.i for c in token.children if c.dep_ in {"nsubj", "nsubjpass"})])
    after = [w for w in sent if w.i > token.i and not w.is_punct and not w.is_space]
    tail = {
        w.i
        for c in token.rights
        for w in c.subtree
        if c.dep_ in {"nsubj", "npadvmod", "prep", "dobj", "advmod", "dative", "prt"}
    }
    if left - 1 <= sent.start or token.doc[left - 1].text not in {",", "”", '"', "''", "’", "'"}:
        return []
    if any(w.i not in tail for w in after) or acting_subject(token) is None:
        return []
    words = list(token.doc[sent.start : left])
    return words if _is_said_whole(words, token) else []


def _is_said_whole(words: list[Token], cue: Token) -> bool:
    """Whether words before a cue are a clause that it can close: not "At noon, she announced the names"."""
    if words[-1].text in _QUOTED or words[-2].text in _QUOTED:
        return True
    if _takes_thing(cue):
        return False
    return any(w.dep_ in {"nsubj", "nsubjpass", "expl"} and w.head.i < cue.i for w in words)


def _takes_thing(cue: Token) -> bool:
    """Whether a cue has an object that is nobody spoken to: "as he welcomed the guests"."""
    return cue.lemma_ not in _TOLD and any(
        c.dep_ == "dobj" and c.pos_ in {"NOUN", "PROPN"} and c.i > cue.i for c in cue.children
    )
