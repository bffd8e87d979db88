"""Was it done, or only hoped, feared, asked, denied or imagined? Negated and unreal stances are none."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.language.closed import NOBODY, WILL, WILL_OR_CAN, WOULD
from deedwatch.language.doers import own_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import first_match, words_ahead
from deedwatch.reading.matters.rows import load_unreal_words, stance_verbs_of

if TYPE_CHECKING:
    from deedwatch.language import Token
    from deedwatch.reading.matters.rows import StanceVerb
    from deedwatch.records import Stance

__all__ = ["Mood", "is_against_nobody", "is_denied", "is_nobody", "is_undone", "mood_of", "refuses"]

_TALKING = words_for("matters: mere talk")
_CONDITIONS = words_for("matters: terms of an act")
_TOO = words_for("matters: too much")
_PUT_OFF = words_for("matters: put off")
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "pcomp"})


class Mood(msgspec.Struct, frozen=True):
    """How the text presents a verb."""

    negated: bool = False
    unreal: bool = False
    only_if: bool = False
    refusing: bool = False
    would: bool = False
    only_possible: bool = False
    no_longer: bool = False
    finished: bool = False


@cache
def _words(place: str) -> frozenset[str]:
    return frozenset(word for row in load_unreal_words() if row.place == place for word in row.words)


def mood_of(verb: Token, target: Token | None = None) -> Mood:
    """The mood of a verb, from its own clause, what it is done to, and the clauses that govern it."""
    children = list(verb.children)
    said = {child.lower_ for child in children}
    negated = bool(said & _words("negation")) or "neg" in [child.dep_ for child in children]
    negated = negated or _subject_negated(verb) or _says_nothing(target) or _says_nothing(_behind_to(verb))
    joining = [c.lower_ for c in (*children, *_joined(verb)) if c.dep_ in {"preconj", "cc"}]
    negated = negated or not {"neither", "nor"}.isdisjoint(joining)
    negated = negated or _shares_negation(verb)
    ended = "longer" in said and any(
        child.lower_ == "longer" and bool([part for part in child.children if part.lower_ == "no"])
        for child in children
    )
    negated = negated or ended
    auxiliaries = {child.low_lemma_ for child in children if child.dep_ in {"aux", "auxpass"}}
    would = "would" in auxiliaries or bool(said & WOULD)
    refusing = negated and bool(auxiliaries & WILL_OR_CAN)
    possible = auxiliaries & _words("auxiliary")
    able = bool(possible - WILL_OR_CAN if refusing else possible)
    unreal = bool(said & _words("adverb"))
    marks = [child.lower_ for child in children if child.dep_ == "mark"]
    unreal = unreal or not _words("marker").isdisjoint(marks)
    unreal = unreal or (would and "have" in auxiliaries) or _is_inverted_condition(verb)
    unreal = unreal or _is_question(verb) or _governed_unreal(verb)
    return Mood(
        negated=negated, unreal=unreal or able, only_if=_only_if(verb), would=would, refusing=refusing,
        only_possible=able and not unreal, no_longer=ended,
        finished=verb.tag_ == "VBD" and not auxiliaries,
    )  # fmt: skip


def _behind_to(verb: Token) -> Token | None:
    """What stands behind "to" or "in": of "agreed to no loan" the loan."""
    marks = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in {"to", "in", "on"}]
    return next((part for mark in marks for part in mark.children if part.dep_ == "pobj"), None)


def _says_nothing(target: Token | None) -> bool:
    """Is the thing itself negated ("agreed to nothing", "accepts no plan")?"""
    if target is None:
        return False
    parts = {target.lower_, *(part.lower_ for part in target.children if part.dep_ == "det")}
    return bool(parts & NOBODY)


def _joined(verb: Token) -> tuple[Token, ...]:
    """The words that join a verb to the one before it: "neither agreed nor refused"."""
    return tuple(verb.head.children) if verb.dep_ == "conj" else ()


def _shares_negation(verb: Token) -> bool:
    """Is it joined by "or" to a negated verb, under one subject: "did not accept or reject anything"?"""
    first = verb.head
    if verb.dep_ != "conj" or bool(
        [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass", "aux"}]
    ):
        return False
    joined = bool([child for child in first.children if child.dep_ == "cc" and child.lower_ in {"or", "nor"}])
    return joined and bool([child for child in first.children if child.dep_ == "neg"])


def _subject_negated(verb: Token) -> bool:
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubjpass"}:
            return is_nobody(child)
    return False


def is_nobody(phrase: Token) -> bool:
    """Does a phrase stand for nobody and nothing: "none of them", "no boat of ours"?"""
    told = [part.lower_ for part in phrase.children if part.dep_ in {"det", "preconj"}]
    return not _words("negation").isdisjoint([phrase.lower_, *told])


def is_against_nobody(*tokens: Token) -> bool:
    """Is it put to nobody: "a charge against none of them"?"""
    against = (part for token in tokens for part in token.children if part.lower_ == "against")
    return any(is_nobody(whom) for part in against for whom in part.children)


def _only_if(verb: Token) -> bool:
    """A condition on the verb: a clause with "if", "once", "unless", or "provided that" and its like."""
    for child in verb.children:
        if child.dep_ == "advcl" and child.i > verb.i and (_marked(child) or _waits(verb, child)):
            return True
    low = verb.sent.text.lower()
    end = verb.right_edge.idx if verb.dep_ == "relcl" else verb.sent.end_char  # of "who agreed, left unless"
    after = low[verb.idx - verb.sent.start_char : end - verb.sent.start_char]
    return bool([mark for mark in _CONDITIONS if mark in after])


def _waits(verb: Token, clause: Token) -> bool:
    """Is it to be done when something else has been: "shall accept it when they have left"?"""
    ahead = bool([child for child in verb.children if child.dep_ == "aux" and child.lower_ in WILL])
    done = bool(
        [child for child in clause.children if child.dep_ == "aux" and child.lower_ in {"has", "have", "had"}]
    )
    return ahead and done and bool([child for child in clause.children if child.lower_ == "when"])


def _is_inverted_condition(verb: Token) -> bool:
    """Is it "Had Norland accepted, ...": an auxiliary before the subject without a question mark?"""
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"} and child.lower_ in {"had", "were", "should"}:
            subject = own_subject(verb)
            if subject is not None and child.i < subject.i and verb.dep_ in {"advcl", "ROOT", "ccomp", "dep"}:
                return True
    return False


def _is_question(verb: Token) -> bool:
    return verb.sent.text.rstrip("\"'”’ \n").endswith("?")


def _governed_unreal(verb: Token) -> bool:
    """Does a verb of hoping, asking or doubting govern this one, or a condition hold over it?"""
    token = verb
    while token.dep_ in _CLAUSES or token.dep_ == "conj":
        head = token.head
        if head is token:
            break
        fronted = token.dep_ == "ccomp" and token.i < head.i  # "it was dropped, she said"
        if not fronted and (is_denied(token) or _is_unfounded(token)):
            return True
        if token.dep_ in _CLAUSES - {"advcl", "relcl"} and not fronted:
            if head.low_lemma_ in _words("governor"):
                return True
            if head.low_lemma_ in _words("commander") and not _is_finite(token):
                return True
            if bool([child for child in head.children if child.dep_ == "neg"]):
                return True
        if token.dep_ == "advcl" and _marked(token):
            return True
        token = head
    return False


def _is_unfounded(clause: Token) -> bool:
    """Is it put off or nowhere said: "has yet to", "no sign that", "too early to", "nobody says that"?"""
    head, words = clause.head, {child.lower_ for child in clause.head.children}
    if clause.dep_ in {"xcomp", "ccomp"} and (not _TOO.isdisjoint(words) or _subject_negated(head)):
        return True
    if clause.dep_ == "xcomp" and head.lemma_ == "have" and not _PUT_OFF.isdisjoint(words):
        return True
    if clause.dep_ == "ccomp" and _is_told_by_nobody(head):
        return True
    told = clause.dep_ in {"acl", "ccomp"} or (clause.dep_ == "relcl" and _opens_with_that(clause))
    return told and head.low_lemma_ in _words("noun")


def _is_told_by_nobody(verb: Token) -> bool:
    """Does it say what no one in particular says: "whoever says that", "anyone who claims that"?"""
    if verb.dep_ == "relcl":
        return verb.head.lower_ in _words("teller unknown")
    subjects = (child.lower_ for child in verb.children if child.dep_ == "nsubj")
    return next(subjects, "") in _words("teller unknown")


def _opens_with_that(clause: Token) -> bool:
    """Is it what a noun says, though the parse describes the noun with it: "it is a lie that we accepted"?"""
    return any(child.dep_ == "mark" for child in clause.children)


def is_denied(clause: Token) -> bool:
    """Is it what somebody denies: "denied that it had", "denied having", "dismissed reports that it had"?"""
    head, deniers = clause.head, _words("denier")
    if clause.dep_ == "pcomp" and head.pos_ == "ADP":  # "ruled out accepting", "decided against accepting"
        return f"{head.head.low_lemma_} {head.lower_}" in _words("kept from")
    if clause.dep_ in {"ccomp", "xcomp", "pcomp"} and head.low_lemma_ in deniers:
        return True
    told_by_noun = clause.dep_ in {"acl", "relcl", "ccomp"} and head.pos_ == "NOUN"
    if not told_by_noun or any(part.tag_ in {"WDT", "WP"} for part in clause.children if part.dep_ != "mark"):
        return False  # "denied the offer that Norland had accepted"
    return head.dep_ in {"dobj", "nsubjpass"} and head.head.low_lemma_ in deniers


def _is_finite(verb: Token) -> bool:
    """Has the clause a verb of its own tense ("told them that it had"), not an infinitive ("to have")?"""
    if bool([child for child in verb.children if child.tag_ == "TO"]):
        return False
    tags = {verb.tag_, *(child.tag_ for child in verb.children if child.dep_ in {"aux", "auxpass"})}
    return bool(tags & {"VBD", "VBZ", "VBP", "MD"})


def _marked(token: Token) -> bool:
    return not _words("marker").isdisjoint([c.lower_ for c in token.children if c.dep_ == "mark"])


def is_undone(row: StanceVerb, head: Token) -> bool:
    """Is what is refused a refusal itself, or what is agreed to no more than to look at it?"""
    if row.stance == "rejects":
        return refuses(head)
    deed = _deed(head)
    looked_at = "noncommittal" in _own_stances(deed) or deed.low_lemma_ in _TALKING
    return row.stance in {"accepts", "supports"} and deed.pos_ == "VERB" and looked_at


def refuses(head: Token) -> bool:
    """Is it to refuse or deny something: "to reject the plan", "a motion to condemn the plan"?"""
    return not _own_stances(_deed(head)).isdisjoint({"rejects", "denies"})


def _deed(head: Token) -> Token:
    """The verb of a clause, or of what hangs on a noun."""
    return head if head.pos_ == "VERB" else next((c for c in head.children if c.dep_ == "acl"), head)


def _own_stances(deed: Token) -> set[Stance | None]:
    """The stances that the verb would take, were it not refused or agreed to."""
    rows, near = stance_verbs_of(deed.low_lemma_), words_ahead(deed)
    return {row.stance for row in rows if row.when == "plain" and first_match(deed, row.verbs, near)}
