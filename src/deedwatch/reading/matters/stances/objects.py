"""What the words beside a verb of stances name: the matter that is accepted, refused or put anew."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import PARTY_KINDS, PEOPLE_KINDS
from deedwatch.reading.matters.references import Reference, bare_reference, kinds_of_noun, put_first, refer
from deedwatch.text.wording import words as folded

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Token
    from deedwatch.reading.matters.rows import StanceVerb
    from deedwatch.records import MatterKind, Span

__all__ = ["is_people", "reference_of"]

_TOPICAL = frozenset({"on", "over", "about"})


def reference_of(verb: Token, head: Token | None, row: StanceVerb, cast: Cast) -> Reference:
    """What a stance is taken on: by the words of its object, or what was told before; else what it may be."""
    asked: tuple[MatterKind, ...] = ("demand", "proposal")
    if head is not None and head.pos_ == "VERB" and row.stance == "rejects":  # "refused to close it"
        return replace(refer(head, cast, asked), kinds=asked)
    aside = head is not None and head.dep_ == "pobj" and not kinds_of_noun(head) and "none" in row.object
    if head is None or (aside and not _is_topic(head)):
        return _unsaid(verb, head, row, cast)
    if row.object[:1] == ("as",):
        return _same_as(verb, head, row, cast)
    found = refer(head, cast, row.kinds)
    topic = (put_first(verb) or _spoken_of(verb, cast)) if found.span is None else None
    if topic is not None:  # "On the truce she said they back it"
        return refer(topic, cast, row.kinds)
    if row.object == ("subject",) and not found.named:
        return replace(found, definite=False)  # "five percent is acceptable": known only from other reports
    now = _instead if row.when == "no longer" else _put_at if row.move == "amends" and found.named else None
    return found if now is None else now(verb, found)


def _is_topic(head: Token) -> bool:
    """Is it what the answer is about: "gave way on the school", not "gave way on Friday"?"""
    told = any(child.dep_ in {"det", "poss"} and child.lower_ not in {"a", "an"} for child in head.children)
    return head.head.lower_ in _TOPICAL and told and head.ent_type_ not in {"DATE", "TIME"}


def _unsaid(verb: Token, head: Token | None, row: StanceVerb, cast: Cast) -> Reference:
    """What the sentence before tells; an unnamed charge is answered by denying it, not by accepting it."""
    asked = (kind for kind in row.kinds if kind in {"demand", "proposal"} or row.stance == "noncommittal")
    kinds = tuple(asked) or row.kinds
    topic = put_first(verb) if head is None else _on_what(verb, head)
    if topic is not None:
        told = refer(topic, cast, kinds)
        with_whom = cast.who(head) if head is not None and head.head.lower_ == "with" else None
        party = with_whom is not None and cast.actors[with_whom].kind in PARTY_KINDS
        return replace(told, maker=with_whom) if told.maker is None and party else told
    same = row.object[:1] == ("as",)  # "wants the same": what has been asked before
    return replace(bare_reference(kinds), named=same)


def _on_what(verb: Token, head: Token) -> Token | None:
    """What is agreed with somebody "on a price for cocoa"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in _TOPICAL and head.head.i != child.i:
            thing = next((part for part in child.children if part.dep_ == "pobj"), None)
            return thing if thing is not None and thing.ent_type_ != "DATE" else None
    return None


def _same_as(verb: Token, head: Token, row: StanceVerb, cast: Cast) -> Reference:
    """What "wants the same as Norland" wants: the words are the verb's, the maker follows."""
    words = next((child for child in verb.children if child.dep_ in {"dobj", "obj"}), head)
    found = refer(words, cast, row.kinds)
    span = _through_colon(verb, found.span)
    content = found.content if span is None else folded(verb.doc.text[span[0] : span[1]])
    return replace(found, maker=cast.who(head), named=True, kinds=row.kinds, span=span, content=content)


def _through_colon(verb: Token, span: Span | None) -> Span | None:
    """The words behind a colon spell it out: "wants the same as Norland: no dredging"."""
    if span is None:
        return None
    rest = re.split('["”]', verb.doc.text[span[1] : verb.sent.end_char])[0]
    return (span[0], span[1] + len(rest.rstrip(' .,!\n"”'))) if rest.startswith(":") else span


def _spoken_of(verb: Token, cast: Cast) -> Token | None:
    """What "it" stands for in its own sentence: of "To open them is right, and we support it" the deed."""
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ not in {"VERB", "AUX"}:
        return None
    subject = next((child for child in first.children if child.dep_ in {"nsubj", "csubj"}), None)
    thing = subject is not None and (subject.dep_ == "csubj" or subject.pos_ == "NOUN")
    return subject if thing and subject is not None and cast.who(subject) is None else None


def _put_at(verb: Token, found: Reference) -> Reference:
    """What is asked from now on: of "lowered its demand to nine million" the words behind "to"."""
    terms = [
        part
        for child in verb.subtree
        if child.lower_ == "to" and child.dep_ in {"prep", "dative"} and child.i > verb.i
        for part in child.children
        if part.dep_ == "pobj" and (part.pos_ == "NUM" or any(c.pos_ == "NUM" for c in part.subtree))
    ]
    if not terms or found.span is None or terms[0].ent_type_ == "DATE":
        return found
    start, end = terms[0].left_edge.idx, verb.sent.end_char
    rest = verb.doc.text[start:end].rstrip(' .\n"”')
    return replace(found, span=(start, start + len(rest)), whole=found.span)


def _instead(verb: Token, found: Reference) -> Reference:
    """What is asked from now on: of "no longer asks to end it but to halve it" the words behind "but"."""
    if found.span is None:
        return found
    start, end = found.span
    cut = verb.doc.text.find(" but to ", start, end)
    if cut < 0:
        return found
    span = (cut + len(" but to "), end)
    return replace(found, span=span, content=folded(verb.doc.text[start:end]), whole=(start, end))


def is_people(head: Token, cast: Cast) -> bool:
    """Is it people, or a person, that this is done to?"""
    if head.lower_ in {"nobody", "anyone"}:
        return True
    who = cast.who(head) if head.pos_ in {"NOUN", "PROPN"} and not kinds_of_noun(head) else None
    return who is not None and cast.actors[who].kind in PEOPLE_KINDS
