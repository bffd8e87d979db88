"""How well a matter fits a stance: by sides, shared words, the name it is given, nearness."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_words
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.answered.known_by_answer import ENOUGH_TO_KNOW
from deedwatch.reading.matters.clauses import subtree_span
from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.text.wording import measures, overlap, words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.matters.take import Take
    from deedwatch.records import Span

__all__ = [
    "AHEAD",
    "CHARGED_WITHIN",
    "can_be",
    "fit_of",
    "has_taken",
    "is_backed",
    "names_of_states",
    "sentences_before",
    "sets_a_term_for_another_thing",
]

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_DOING_SO = words_for("matters: doing as asked")
_TOLD_BY = frozenset({"dobj", "prep"})
_DEED = re.compile(r"\b(?:for|to|on|of) (?:(?:the|an?|its|his|her|their) )?([\w-]+)")
_LEAST_SAID = 0.2
_SAID_LOOSELY = 0.4
_SAID_AT_LEAST = 0.3  # where no noun of matters names it: to hail an end is not to back whatever is to end
_SAID_AHEAD = 0.5  # where what is backed is told only later: "backed a recount" is not to back another count
CHARGED_WITHIN = 5  # sentences
_BACKED_WITHIN = 3  # sentences
_OWN_WITHIN = 8  # where it is told whose it is
AHEAD = 2  # sentences in which a maker's move is spelt out
_NEXT = 0.38  # of nearness: within three sentences
_OPEN_ONLY = frozenset({"accepts", "supports", "conditional", "noncommittal"})


def fit_of(parse: Parse, cast: Cast, take: Take, draft: Draft) -> float:
    """0 where it cannot be; else the sum of what speaks for it."""
    if not can_be(parse, cast, take, draft):
        return 0.0
    if take.by_clause:
        return _fit_of_clause(parse, take, draft, same_land(cast, draft.to, [take.actor or ""]))
    score = 0.3 if take.reference.maker is not None and draft.by else 0.0
    if take.reference.named and draft.kind == take.reference.kinds[0]:
        score += 0.15
    if take.reference.content:
        said = _said_or_known(parse, take, draft)
        if said is None:
            return 0.0
        if take.stance is not None and said < _SAID_LOOSELY and _is_another(parse, take, draft):
            return 0.0
        score += 1.2 * said
    score += _nearness(parse, take, draft) - (0.3 if _has_said_otherwise(cast, take, draft) else 0.0)
    if take.actor is not None and take.stance is not None and draft.to:
        score += 0.3 if same_land(cast, [take.actor], draft.to) else _stranger(take, draft)
    return score


def can_be(parse: Parse, cast: Cast, take: Take, draft: Draft) -> bool:
    """Is it of a kind that is named, another side's, still open, and told where it can be meant?"""
    kinds = take.reference.kinds
    # who takes a thing back names it by its own kind: a dropped threat withdraws no demand
    named_otherwise = (
        take.stance is not None and draft.kind not in kinds and _is_named_otherwise(parse, take, draft)
    )
    if not (draft.kind in kinds or named_otherwise) or (
        take.statement is not None and take.statement == draft.statement
    ):
        return False
    maker = take.reference.maker
    doer = take.actor or (maker if take.stance is None else None)
    if take.move == "restates" and maker is not None:  # whoever repeats it
        doer = maker
    own = doer is not None and same_side(cast, [doer], draft.by)
    anothers = maker is not None and draft.by and not same_side(cast, [maker], draft.by)
    # nobody accepts what has just been taken back
    gone = draft.move == "withdraws" and take.stance in _OPEN_ONLY and draft.at < take.at
    before = not take.reference.content and (
        _is_told_before(parse, take, draft) or _is_of_a_question(parse, take, draft)
    )
    decided = take.stance == "noncommittal" and _has_said_otherwise(cast, take, draft)
    far = (
        take.stance == "supports"
        and is_backed(take)
        and not 0 <= sentences_before(parse, take, draft) <= (_OWN_WITHIN if maker else _BACKED_WITHIN)
    )
    whose = not draft.by and maker is not None and is_backed(take)  # nobody knows whose it is
    fits = own == (take.stance is None) and not (anothers or before or gone or decided or far or whose)
    return fits and not _is_anothers_charge(cast, take, draft)


def is_backed(take: Take) -> bool:
    """Is it backed without being named: "sided with Norland", "welcomed the date"?"""
    told = take.reference
    return told.span is None and not told.named


def _is_anothers_charge(cast: Cast, take: Take, draft: Draft) -> bool:
    """Is it put to others than the one who denies a deed of his own: "Norland denied having sold it"?"""
    own_deed = take.stance == "denies" and take.reference.clause and not take.reference.named
    return own_deed and bool(draft.to) and not same_land(cast, draft.to, [take.actor or ""])


def _has_said_otherwise(cast: Cast, take: Take, draft: Draft) -> bool:
    """Has the side of a stance on "that" taken another one on the matter? It hardly means it."""
    return (
        take.actor is not None
        and not take.reference.content
        and {*(p.stance for p in draft.positions if same_side(cast, [p.actor], [take.actor]))}
        in ({"accepts"}, {"rejects"})
        and take.stance in {"accepts", "rejects", "noncommittal"}
        and not has_taken(cast, take, [draft])
    )


def _is_another(parse: Parse, take: Take, draft: Draft) -> bool:
    """Is it of another kind than the noun says, or told only later, though the answer spells its matter out?

    "Accepted an offer to lend the lamp" accepts no promise to ship it that the next sentence tells.
    """
    spelt = len(take.reference.content - names_of_states()) >= ENOUGH_TO_KNOW
    later = parse.sentence_of(draft.at) > parse.sentence_of(take.at)
    if _is_told_before(parse, take, draft):
        return True
    return spelt and take.reference.named and later and draft.kind != take.reference.kinds[0]


def _is_told_before(parse: Parse, take: Take, draft: Draft) -> bool:
    """Does "turned the idea down" speak of what was told before it, and not of what is told far behind it?"""
    if take.stance is None or not take.reference.definite or len(take.reference.content) > 1:
        return False
    ahead = parse.sentence_of(draft.at) - parse.sentence_of(take.at)
    return ahead > 1 and parse.paragraph_of(take.at) > 0


def _is_of_a_question(parse: Parse, take: Take, draft: Draft) -> bool:
    """Does a question of another thing stand between: "And the six villagers?" "We have looked into it."?"""
    told = take.reference
    start, _ = parse.sentences[parse.sentence_of(take.at)]
    between = parse.text[draft.content[1] : start]
    if told.named or told.maker or take.statement is None or not between.rstrip(' "”\n').endswith("?"):
        return False
    asked = parse.doc.char_span(*parse.sentences[parse.sentence_of(start) - 1], alignment_mode="expand")
    things = [token.text for token in asked or () if token.pos_ in {"NOUN", "PROPN"}]
    return bool(things) and not words(" ".join(things)) & _all_words(parse, draft)


def _said_or_known(parse: Parse, take: Take, draft: Draft) -> float | None:
    """How much of the matter the words of an answer say; None where they tell of something else."""
    said = _said(parse, take, draft)
    reference = take.reference
    if _is_taken_next(parse, take, draft):
        return said
    told = reference.content - names_of_states()
    known = reference.named and (reference.definite or len(told) == 1)
    if take.stance == "supports" and _spelt_out(take) and _is_of_another_thing(parse, take, draft):
        return None
    if said < _LEAST_SAID and (not known or _spelt_out(take)):
        return None
    bare = not (reference.named or reference.clause) and take.stance != "counters"
    loosely = said < (_SAID_LOOSELY if take.stance in {"accepts", "conditional"} else _SAID_AT_LEAST)
    backs = take.stance == "supports" or (take.by_act and take.stance == "accepts")
    shared = reference.content & _all_words(parse, draft) if backs and draft.at > take.at else None
    ahead = shared is not None and (said < _SAID_AHEAD or len(shared) < ENOUGH_TO_KNOW)
    if bare and (len(reference.content) < ENOUGH_TO_KNOW or loosely or ahead):
        return None  # to welcome a release is not to support the demand for one
    return said


def _is_of_another_thing(parse: Parse, take: Take, draft: Draft) -> bool:
    """Is the same deed done to others? To release two reporters is not to release a captain."""
    assert take.reference.span is not None
    deed = _DEED.search(parse.text[slice(*take.reference.span)])
    things = take.reference.content - names_of_states() - measures()
    things -= words(deed[1]) if deed is not None else frozenset()
    return bool(things) and not things & _all_words(parse, draft)


def sets_a_term_for_another_thing(parse: Parse, cast: Cast, draft: Draft, span: Span) -> bool:
    """Is it a thing of another kind that waits, or another deed that a party would do?

    "The harvest will begin as soon as the rains end", "he would travel to Paris only once he is well".
    """
    found = parse.doc.char_span(*span, alignment_mode="expand")
    verb = found.root if found is not None else None
    subject = None if verb is None else next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if verb is None or subject is None:
        return False
    if subject.pos_ != "NOUN" or cast.who(subject) is not None:
        behind = [c for c in verb.children if c.i > verb.i and c.dep_ in _TOLD_BY]
        deed = words(" ".join((verb.text, *(part.text for c in behind for part in c.subtree))))
        return verb.tag_ == "VB" and _is_another_deed(parse, draft, deed)
    told = words(f"{verb.text} {parse.text[slice(*subtree_span(subject))]}")
    return verb.low_lemma_ not in _DOING_SO and not told & _all_words(parse, draft)


def _fit_of_clause(parse: Parse, take: Take, draft: Draft, addressed: bool) -> float:
    """What a clause without a word of stances answers: a matter before it, put to its actor, in its words.

    A condition close to a proposal needs no words in common ("would come only if ..."), if it was put to its
    actor or the clause is his own words, and names no other thing ("would travel to Paris only after ...").
    """
    defied = take.stance == "rejects" and take.reference.kinds == ("promise",)
    open_to_all = not draft.to and (draft.kind == "proposal" or defied)
    if draft.at > take.at or not (addressed or open_to_all):
        return 0.0
    near = _nearness(parse, take, draft)
    said = _said(parse, take, draft)
    is_his = addressed or take.statement is not None
    taken_up = (
        is_his
        and take.stance in {"conditional", "accepts"}
        and not _is_another_deed(parse, draft, take.reference.content)
    )
    if ((defied and said > 0) or taken_up) and near >= _NEXT:
        return near + 0.3 + said
    return near + 0.3 + said if said >= _LEAST_SAID else 0.0


def _is_another_deed(parse: Parse, draft: Draft, told: frozenset[str]) -> bool:
    """Is what is done told by more than its verb, and in no word of the matter?"""
    return len(told) >= ENOUGH_TO_KNOW and not told & _all_words(parse, draft)


def _is_taken_next(parse: Parse, take: Take, draft: Draft) -> bool:
    """Is a proposal taken up next by a bare noun ("agreed to the visit"), or soon by one of its words?"""
    bare = take.reference.definite and len(take.reference.content) == 1 and not take.by_act
    told = draft.kind == "proposal" and take.stance in {"accepts", "rejects", "conditional", "supports"}
    if not (bare and told):
        return False
    apart = parse.sentence_of(take.at) - parse.sentence_of(draft.at)
    in_its_words = take.reference.content <= _all_words(parse, draft)
    return 0 <= apart <= (CHARGED_WITHIN if in_its_words else 1)


def _spelt_out(take: Take) -> bool:
    """Do the words say which is meant ("the demand for money")? Then no other demand is."""
    return take.reference.spelt and bool(take.reference.content - names_of_states())


def _is_named_otherwise(parse: Parse, take: Take, draft: Draft) -> bool:
    """Is the matter told in the very noun that names another kind ("ruled out any exchange")?"""
    span = take.reference.span
    if not take.reference.named or span is None or draft.kind not in take.kinds:
        return False
    if take.reference.kinds[0] == "accusation":
        return False  # an allegation names its kind: to reject it refuses nothing that was asked
    return overlap(words(parse.text[span[0] : span[1]]), _all_words(parse, draft), {}) >= _LEAST_SAID


def _all_words(parse: Parse, draft: Draft) -> frozenset[str]:
    return frozenset(word for start, end in draft.spans() for word in words(parse.text[start:end]))


def _stranger(take: Take, draft: Draft) -> float:
    """Who is not addressed may support or reject, but hardly accept or deny; a proposal is open to all."""
    if draft.kind == "proposal":
        return 0.0
    return -0.1 if take.anyone or take.stance in {"supports", "rejects", "counters"} else -0.4


def _said(parse: Parse, take: Take, draft: Draft) -> float:
    if _is_made_of(take, draft):
        return 1.0
    content = take.reference.content - measures() or take.reference.content
    wordings = (words(parse.text[start:end]) for start, end in draft.spans())
    return max((overlap(content, wording, {}) for wording in wordings), default=0.0)


def _is_made_of(take: Take, draft: Draft) -> bool:
    """Was it read off the very noun that is answered: "refused a demand of the church to hide the bell"?"""
    span = take.reference.span
    return span is not None and take.reference.named and span[0] <= draft.at < span[1]


def _nearness(parse: Parse, take: Take, draft: Draft) -> float:
    """Nearest before the stance is best; what comes only later is hardly meant by "it"."""
    sentences = sentences_before(parse, take, draft)
    if sentences < 0:  # "lowered its demand. It now wants ..."
        return 0.3 if take.stance is None and sentences >= -AHEAD else 0.1
    return max(0.1, 0.5 - 0.04 * sentences)


def sentences_before(parse: Parse, take: Take, draft: Draft) -> int:
    """How many sentences before the stance the matter was last told; below zero where it is told later."""
    at = max([s[0] for s in draft.spans() if s[0] <= take.at], default=draft.content[0])
    return parse.sentence_of(take.at) - parse.sentence_of(at)


@cache
def names_of_states() -> frozenset[str]:
    """The words by which states are named: sharing them tells nothing."""
    return frozenset(word for name in state_words() for word in words(name))


def has_taken(cast: Cast, take: Take, known: list[Draft]) -> bool:
    """Has the side taken this stance on a proposal already? Then its parts are no matters of their own."""
    return take.actor is not None and any(
        position.stance == take.stance and same_side(cast, [position.actor], [take.actor])
        for draft in known
        if draft.kind in take.reference.kinds
        for position in draft.positions
    )
