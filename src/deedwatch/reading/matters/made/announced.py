"""Charges that one sentence announces and the next one tells.

"The lawyer brought a charge. 'They kept him awake,' she said", "It was the police, he went on, that had done
wrong: men of the squad had beaten six". Whatever others are said next to have done is the charge, also where
the report tells it in its own voice.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from deedwatch.language.closed import NOBODY
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.clauses import agent_of, focus_of, subtree_span
from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.reading.matters.made.wrongs import (
    DOING_WRONG,
    doer_of,
    is_done,
    is_harmless,
    is_own,
    pointed_at,
)
from deedwatch.reading.matters.modality import is_against_nobody
from deedwatch.reading.matters.take import speaker_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.records import Span, Statement

__all__ = ["announced", "told_by_the_report"]

_CHARGES = words_for("matters: nouns of an accusation") | words_for("matters: charging")
_BLAMING = words_for("matters: blaming") | words_for("matters: holding against")
_BRINGING = words_for("matters: bringing a charge")
_PAPERS = words_for("matters: papers that speak") | words_for("matters: statements that speak")
_OF_WRONGDOERS = words_for("matters: owed or done by a wrongdoer")
_NAMELY = words_for("matters: opening what is meant")
_TURNED = re.compile(rf"\b(?:{any_of('matters: turning a charge round')})\b", re.IGNORECASE)
_CLEFT = re.compile(r"It (?:is|was) ")
_ANNOUNCING = re.compile(
    rf"\b(?:{any_of('matters: nouns of an accusation')}|{any_of('matters: charging')}"
    rf"|{any_of('matters: blaming')}|{any_of('matters: holding against')}"
    rf"|{any_of('matters: turning a charge round')})",
    re.IGNORECASE,
)
_RELATIVE = frozenset({"that", "who", "which"})
_SPEAKING = frozenset({"i", "we"})


class _Announcement(NamedTuple):
    """Whose charge it is, as the sentence names him, and whom it is against; ``strict`` needs a party."""

    by: Token | None
    against: tuple[str, ...] = ()
    strict: bool = False


def announced(parse: Parse, cast: Cast, statement: Statement) -> tuple[str, ...] | None:
    """Whom a statement charges because the sentence before it says so, () if that is not told, else None."""
    place = parse.sentence_of(statement.content[0][0])
    if not place or statement.speaker is None:
        return None
    start, end = parse.sentences[place - 1]
    if _ANNOUNCING.search(parse.text, start, end) is None and _CLEFT.match(parse.text, start) is None:
        return None
    before = parse.doc.char_span(start, end, alignment_mode="contract")
    words = parse.doc.char_span(*statement.content[-1], alignment_mode="expand")
    if before is None or words is None:
        return None
    for told in _announcements(before, cast):
        if not _is_by(told.by, cast, statement.speaker, asked=before.text.rstrip().endswith("?")):
            continue
        if any(
            _is_deed_of_others(verb, cast, statement.speaker, strict=told.strict)
            for verb in (words.root, *words.root.conjuncts)
        ):
            return told.against
    return None


def _announcements(sentence: TokenSpan, cast: Cast) -> Iterator[_Announcement]:
    found = _cleft_of(sentence, cast)
    if found is not None:
        yield found
    if _TURNED.search(sentence.text) is not None:
        said = (token for token in sentence if token.dep_ == "nsubj" and cast.who(token) is not None)
        yield _Announcement(next(said, None), strict=True)
    for token in sentence:
        lemma = token.lemma_
        if lemma in _CHARGES and token.pos_ == "NOUN":
            verb = _governing(token)
            if verb is not None and verb.lemma_ in _BRINGING and not _is_negated(verb, token):
                yield _Announcement(agent_of(verb), _against(token, cast) or _against(verb, cast))
        elif lemma in _CHARGES and token.pos_ == "VERB" and not _is_spelt_out(token):
            yield _Announcement(agent_of(token), strict=True)
        elif lemma in _BLAMING and token.pos_ == "VERB" and not _is_negated(token):
            yield from _blame(token, cast)


def _blame(verb: Token, cast: Cast) -> Iterator[_Announcement]:
    """Of "blames the village", "said who was to blame" and "What do you hold against them?"."""
    children = list(verb.children)
    if _is_spelt_out(verb):
        return
    if any(child.tag_ == "TO" for child in children):
        yield _Announcement(agent_of(verb.sent.root))
        return
    things = [child for child in children if child.dep_ == "dobj"]
    against = _against(verb, cast) or tuple(key for thing in things for key in cast.parties(thing))
    if against:
        yield _Announcement(agent_of(verb), against)


def _is_spelt_out(verb: Token) -> bool:
    """Does the same sentence tell the charge: "accused them of piracy", "blamed them for the fire"?"""
    return any(child.dep_ == "ccomp" or child.lower_ in {"of", "for", "with"} for child in verb.children)


def _governing(noun: Token) -> Token | None:
    head = noun
    while head.head is not head and head.pos_ not in {"VERB", "AUX"}:
        head = head.head
    return head if head.pos_ in {"VERB", "AUX"} else None


def _is_negated(*tokens: Token) -> bool:
    children = (child for token in tokens for child in token.children)
    negated = any(child.dep_ == "neg" or child.lower_ in NOBODY for child in children)
    return negated or is_against_nobody(*tokens)


def _against(token: Token, cast: Cast) -> tuple[str, ...]:
    behind = (c for prep in token.children if prep.lower_ == "against" for c in prep.children)
    return tuple(key for part in behind for key in cast.parties(part))


def _is_by(by: Token | None, cast: Cast, speaker: str, *, asked: bool) -> bool:
    """Is the charge announced the speaker's own, or that of his paper?"""
    if by is None:
        return False
    if asked:
        return by.lower_ == "you"
    who = cast.who(by)
    if any(cast.who(part) == speaker for part in by.subtree):
        return True  # "the lawyer of the dockers, Ines Roca"
    if who is None:
        return by.low_lemma_ in _PAPERS
    return same_land(cast, [who], [speaker])


def _is_deed_of_others(verb: Token, cast: Cast, speaker: str, *, strict: bool) -> bool:
    """Is it told as done, and by others than the speaker's side?"""
    doer = doer_of(verb) if is_done(verb) and not (strict and is_harmless(verb)) else None
    if doer is None or doer.lower_ in _SPEAKING:
        return False
    who = pointed_at(doer, cast) or cast.who(doer)
    if who is None or doer.lower_ == "they":  # who charges others with a deed says "we" of his own side
        return not strict
    return not is_own(who, cast, speaker) and not (strict and doer.pos_ == "PRON")


def _cleft_of(sentence: TokenSpan, cast: Cast) -> _Announcement | None:
    """Of "It was the police, he went on, that had done wrong" whom it charges, and who is said to charge."""
    if _CLEFT.match(sentence.text) is None:
        return None
    focus = focus_of(sentence)
    if focus is None or not any(_is_wrongdoing(token) for token in sentence[focus.i - sentence.start :]):
        return None
    to, being = pointed_at(focus, cast), sentence[0].head
    said = being.head if being.dep_ == "ccomp" else None
    return _Announcement(None if said is None else agent_of(said), () if to is None else (to,))


def _is_wrongdoing(verb: Token) -> bool:
    if verb.pos_ != "VERB" or not any(c.lower_ in _RELATIVE and c.dep_ == "nsubj" for c in verb.children):
        return False
    return verb.lemma_ in DOING_WRONG or any(child.lemma_ in _OF_WRONGDOERS for child in verb.children)


def told_by_the_report(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], drafts: list[Draft]
) -> list[Draft]:
    """The drafts, and the announced deeds that the report itself tells: "It was they, he said, that ..."."""
    found = (*_ANNOUNCING.finditer(parse.text), *_CLEFT.finditer(parse.text))
    for place in sorted({parse.sentence_of(words.start()) for words in found}):
        start, end = parse.sentences[place]
        sentence = parse.doc.char_span(start, end, alignment_mode="contract")
        deed = None if sentence is None or not len(sentence) else _deed_behind(parse, sentence, place)
        if sentence is None or deed is None or speaker_at(deed[1][0], statements) is not None:
            continue
        draft = next(
            (made for told in _announcements(sentence, cast)
             if (made := _told(told, deed, cast, _speaker(parse, told, place, statements, cast)))), None,
        )  # fmt: skip
        if draft is not None:
            brief = [d for d in drafts if d.kind == "accusation" and start <= d.content[0] < end]
            told_anew = replace(draft, also=tuple(d.content for d in brief))
            drafts = [d for d in drafts if d not in brief] + [told_anew]
    return drafts


def _told(told: _Announcement, deed: tuple[Token, Span], cast: Cast, maker: str | None) -> Draft | None:
    """The charge of a deed that an announcement of its maker stands before; it is of a party."""
    verb, span = deed
    doer = doer_of(verb)
    who = None if doer is None else pointed_at(doer, cast)
    if who is not None and cast.actors[who].kind == "population":
        who = cast.state(cast.actors[who].country) or who  # "the Norland crews"
    owners = () if doer is None or told.strict else (key for t in doer.subtree if (key := cast.who(t)))
    who = who or next(iter(told.against), None) or next(iter(owners), None)
    against = () if who is None else (who,)
    if maker is None or not against or same_side(cast, against, [maker]):
        return None
    if not _is_deed_of_others(verb, cast, maker, strict=told.strict):
        return None
    return Draft(kind="accusation", by=(maker,), to=against, content=span, at=span[0])


def _speaker(
    parse: Parse, told: _Announcement, place: int, statements: tuple[Statement, ...], cast: Cast
) -> str | None:
    """Who announces: who is said to speak in the sentence, else whom it names, else who spoke just before."""
    start = parse.sentences[place][0]
    said = speaker_at(start, statements)
    if said is not None:
        return said.speaker
    by = None if told.by is None else cast.who(told.by)
    if by is not None or not told.strict or told.by is not None:
        return by
    before = [s for s in statements if s.content and parse.sentence_of(s.content[-1][0]) == place - 1]
    near = before and parse.paragraph_of(before[-1].content[-1][0]) == parse.paragraph_of(start)
    return before[-1].speaker if near else None


def _deed_behind(parse: Parse, sentence: TokenSpan, place: int) -> tuple[Token, Span] | None:
    """The deed told behind a colon, else in the next sentence of the paragraph, and its words."""
    colon = next((token for token in sentence if token.text == ":" or token.lower_ in _NAMELY), None)
    if colon is not None:
        first = colon.nbor() if colon.i + 1 < sentence.end else colon
        first = first.nbor() if first.lower_ == "that" and first.i + 1 < sentence.end else first
        start, end = first.idx, sentence.end_char
    elif place + 1 < len(parse.sentences):
        start, end = parse.sentences[place + 1]
        if parse.paragraph_of(start) != parse.paragraph_of(sentence.start_char):
            return None
    else:
        return None
    end = start + len(parse.text[start:end].rstrip(" .\n"))
    words = parse.doc.char_span(start, end, alignment_mode="expand")
    if words is None or '"' in words.text or "“" in words.text:
        return None
    told = (c for c in words.root.children if c.dep_ == "ccomp" and words.start <= c.i < words.root.i)
    clause = next(told, None)  # "they cut the fence, the minister said"
    return (words.root, (start, end)) if clause is None else (clause, subtree_span(clause))
