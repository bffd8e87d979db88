"""Answers that share no words with what they answer: the party addressed speaks next, and takes a side.

- a refusal, denial or acceptance that no matter fits by its words answers the nearest matter that
  addresses its speaker, or whose maker it names
- blame for "this announcement" or "the move" rejects what its maker has just promised or proposed
- a set phrase in the mouth of whoever was just asked or charged answers ("the answer is no")
- who claims a deed for himself counters the charge that another did it
- who is accused and speaks next, in another account of the same deed, counters the charge

All of it within a few sentences: further away, people talk of other things.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS, PEOPLE_KINDS
from deedwatch.language.closed import WILL
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.answered.disowned import is_not_done
from deedwatch.reading.matters.answered.fitting import sets_a_term_for_another_thing
from deedwatch.reading.matters.answered.topical import question_before
from deedwatch.reading.matters.drafts import VOWS, Draft, same_land, same_side, side_of
from deedwatch.reading.matters.references import kinds_of_noun, refer, refer_span
from deedwatch.reading.matters.stances.formulas import bare_answer, stance_of_phrase
from deedwatch.records import Position
from deedwatch.text.holding import Places
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import MatterKind, Span, Stance, Statement

__all__ = ["reply"]

_NEAR = 3  # sentences
_JUST_AFTER = 2
_ROUND = 6  # sentences in which a report goes round those to whom a proposal was put
_BARE = 6  # words of an exclamation
_UNTRUE = words_for("matters: calling it untrue")
_WITHHELD = words_for("matters: things denied")
_WRONG = words_for("matters: calling it wrong")
_CLAIMING = words_for("matters: claiming a deed")
_CLAIMED = words_for("matters: words of a claim")
_POINTING = 12
_AHEAD = -1  # an answer that names the maker may be told just before what it answers
_ANSWERS: dict[str, tuple[Stance, tuple[MatterKind, ...]]] = {
    "reject": ("rejects", ("demand", "proposal", "promise")),
    "deny": ("denies", ("accusation",)),
    "accept": ("accepts", ("demand", "proposal")),
}


def reply(
    parse: Parse, cast: Cast, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """The drafts with the answers that only order and sides tell; what only answers by a phrase is no vow."""
    known = [_claimed(parse, cast, draft, statements) for draft in drafts]
    answered = {p.statement for draft in drafts for p in draft.positions if p.statement}
    worded: set[str] = set()
    begin = Places(
        (at, number)
        for number, draft in enumerate(known)
        for at in (draft.content[0], *(span[0] for span in draft.spans()))
    )
    for statement in statements:
        if statement.speaker is None or not statement.content or statement.id in answered:
            continue
        for number, stance in _answered(parse, cast, known, begin, statement):
            if _by_phrase(parse, cast, known[number], statement) == stance:
                worded.add(statement.id)
            if _has_said(cast, known[number], statement.speaker, stance) or (
                statement.id in worded and _has_decided(cast, drafts, known[number], statement.speaker)
            ):
                continue
            known[number] = _with(known[number], statement, stance)
    return tuple(draft for draft in known if draft.kind not in VOWS or draft.statement not in worded)


def _answered(
    parse: Parse, cast: Cast, drafts: list[Draft], begin: Places, statement: Statement
) -> list[tuple[int, Stance]]:
    """What a statement answers: the nearest matter; a denial, every charge within reach.

    ``begin`` tells where the drafts begin.
    """
    place = parse.sentence_of(statement.content[0][0])
    first, end = parse.stretch(place - _reach(statement), place - _AHEAD)
    near = [
        (place - parse.sentence_of(_last_before(draft, statement)), -number, draft)
        for number, draft in ((number, drafts[number]) for number in begin.between(first, end))
        if draft.statement != statement.id and (draft.by or draft.kind == "accusation")
        and first <= _last_before(draft, statement) < end
        and not same_side(cast, draft.by, [statement.speaker or ""])
    ]  # fmt: skip
    found: list[tuple[int, Stance]] = []
    for apart, number, draft in sorted(near, key=lambda row: (abs(row[0]), row[1])):
        if apart < 0 and not _names(cast, statement, draft.by):
            continue
        stance = _stance(parse, cast, draft, statement)
        condemns = draft.kind in {"promise", "proposal"} and _condemns(parse, cast, draft, statement)
        far = apart > _NEAR and not (condemns or _points_at(parse, statement, draft, {"this", "that"}))
        if far and _by_phrase(parse, cast, draft, statement) is None:
            continue
        stance = "rejects" if condemns else stance
        if stance is not None:
            found.append((-number, stance))
            if stance != "denies":
                break
    return found


def _has_said(cast: Cast, draft: Draft, actor: str, stance: Stance) -> bool:
    """Has its side taken the stance already? A body and its spokesman are one."""
    return any(p.stance == stance and same_side(cast, [p.actor], [actor]) for p in draft.positions)


def _has_decided(cast: Cast, drafts: tuple[Draft, ...], draft: Draft, actor: str) -> bool:
    """Has its side accepted or refused it in so many words? A set phrase takes nothing of that back."""
    told = next((known for known in drafts if known.content == draft.content), draft)
    return any(
        p.stance in {"accepts", "rejects"} and same_side(cast, [p.actor], [actor]) for p in told.positions
    )


def _reach(statement: Statement) -> int:
    """How far an answer reaches: what is pointed at ("this announcement") may be further away."""
    return _POINTING if statement.act in {"accuse", "reject", "assess"} else _ROUND


def _last_before(draft: Draft, statement: Statement) -> int:
    at = statement.content[0][0]
    return max([span[0] for span in draft.spans() if span[0] <= at], default=draft.content[0])


def _stance(parse: Parse, cast: Cast, draft: Draft, statement: Statement) -> Stance | None:
    speaker = statement.speaker or ""
    addressed = same_land(cast, draft.to, [speaker])
    if (told := _by_phrase(parse, cast, draft, statement)) is not None:
        return told
    if statement.act in _ANSWERS:
        return _plain_answer(parse, cast, draft, statement, addressed=addressed)
    if draft.kind == "accusation" and addressed and _disowns(parse, draft, statement):
        return "denies"
    threatens = statement.act == "threaten" and not _is_negated(parse, statement)  # "would attack nobody"
    if threatens and addressed and draft.kind in {"demand", "promise"}:
        return "rejects"  # a threat in answer to a demand or a threat defies it
    if statement.act in {"accuse", "assess"} and draft.kind in {"promise", "proposal"}:
        return (
            "rejects"
            if statement.act == "accuse" and _points_at(parse, statement, draft, {"this", "that", "the"})
            else None
        )
    return None


def _is_negated(parse: Parse, statement: Statement) -> bool:
    found = parse.doc.char_span(*statement.content[0], alignment_mode="expand")
    return found is not None and len(found) > 0 and any(child.dep_ == "neg" for child in found.root.children)


def _by_phrase(parse: Parse, cast: Cast, draft: Draft, statement: Statement) -> Stance | None:
    """The stance that a set phrase tells right behind a matter that is put to whoever says it."""
    speaker = statement.speaker or ""
    speaks = side_of(cast, speaker) != speaker or cast.actors[speaker].kind not in NAMELESS_KINDS
    open_to_all = draft.kind == "proposal" and not draft.to and speaks
    put = open_to_all or same_side(cast, draft.to, [speaker])
    threat = draft.kind == "promise" and not draft.to and speaks
    asked = speaks and _is_asked_of(parse, draft, statement)
    if not (put or threat or asked or (speaks and same_side(cast, _named_in(cast, draft), [speaker]))):
        return None
    apart = parse.sentence_of(statement.content[0][0]) - parse.sentence_of(_last_before(draft, statement))
    reach = _ROUND if draft.kind == "proposal" and put else 1 if threat else _JUST_AFTER
    if not 0 <= apart <= reach or statement.content[0][0] < draft.content[1]:
        return None
    stances = (
        stance_of_phrase(parse, span, draft.kind) or bare_answer(parse, span, draft.kind)
        for span in statement.content
        if not _is_of_others(parse, cast, span, speaker)
    )
    told = next((stance for stance in stances if stance is not None), None)
    if told is None or _speaks_of_another(parse, cast, draft, statement):
        return None
    if told == "conditional" and sets_a_term_for_another_thing(parse, cast, draft, statement.content[0]):
        return None
    return told if put or told in {"rejects", "denies"} or (asked and told == "supports") else None


def _is_asked_of(parse: Parse, draft: Draft, statement: Statement) -> bool:
    """Is it told in the question that is answered: "The herders want Mali to pay." "They are right."?"""
    question = question_before(parse, statement)
    return question is not None and question[0] <= draft.content[0] < question[1]


def _speaks_of_another(parse: Parse, cast: Cast, draft: Draft, statement: Statement) -> bool:
    """Does the sentence before name a matter of others: "snubbed the colonel's offer. 'Never.'"?"""
    at = statement.content[0][0]
    start = max(parse.sentences[max(0, parse.sentence_of(at) - 1)][0], _last_before(draft, statement))
    found = parse.doc.char_span(start, at, alignment_mode="expand") or ()
    makers = (refer(t, cast, ()).maker for t in found if t.idx < at and t.pos_ == "NOUN" and kinds_of_noun(t))
    others = {maker for maker in makers if maker is not None}
    return bool(others) and not same_side(cast, others, draft.by)


def _named_in(cast: Cast, draft: Draft) -> tuple[str, ...]:
    """The others whom the words of the matter name: "to send home the whale lent to the museum"."""
    named = dict.fromkeys([mention.actor for mention in cast.within(draft.content)])
    return tuple([key for key in named if not same_side(cast, draft.by, [key])])


def _is_of_others(parse: Parse, cast: Cast, span: Span, speaker: str) -> bool:
    """Do the words say what another party does or would do ("Peru would accept only if ...")?"""
    found = parse.doc.char_span(*span, alignment_mode="expand")
    root = found.root if found is not None else None
    subjects = (part for part in root.children if part.dep_ in {"nsubj", "nsubjpass"}) if root else iter(())
    subject = next(subjects, None)
    who = None if subject is None or subject.pos_ == "PRON" else cast.who(subject)
    party = who is not None and cast.actors[who].kind not in PEOPLE_KINDS
    return party and who is not None and not same_land(cast, [who], [speaker])


def _plain_answer(
    parse: Parse, cast: Cast, draft: Draft, statement: Statement, *, addressed: bool
) -> Stance | None:
    """The stance of a statement whose act is an answer; None where it cannot answer the draft."""
    start, end = statement.content[0]
    if statement.act == "deny" and _WITHHELD & set(parse.text[start:end].lower().split()):
        return None  # "denied them access"
    stance, kinds = _ANSWERS[statement.act]
    named = refer_span(statement.content[0], parse, cast, ())
    if named.named and named.definite and draft.kind not in named.kinds:
        return None  # who stands by an accusation has accepted no proposal
    if named.maker is not None and draft.by and not same_side(cast, [named.maker], draft.by):
        return None  # "refused a loan from the bank"
    nobody = all(cast.actors[key].kind == "unnamed" for key in draft.to)  # "the army": whose is told nowhere
    if stance == "denies" and nobody and _is_bare_denial(parse, draft, statement):
        return stance if draft.kind == "accusation" else None
    fits = draft.kind in kinds and (
        addressed
        or _names(cast, statement, draft.by)
        or (_names(cast, statement, draft.to) and stance != "denies")
    )
    return stance if fits else None


def _is_bare_denial(parse: Parse, draft: Draft, statement: Statement) -> bool:
    """Is "this was untrue" said right after a charge that names nobody?"""
    start, end = statement.content[0]
    apart = parse.sentence_of(start) - parse.sentence_of(_last_before(draft, statement))
    said = parse.text[start:end].lower().split()
    return apart in {0, 1} and said[:1] in (["this"], ["that"], ["it"]) and bool(_UNTRUE & set(said))


def _disowns(parse: Parse, draft: Draft, statement: Statement) -> bool:
    """Does the accused say in other words that it is not so: "Utter rot", "nobody has touched the nets"?

    Said just after the charge: a bare word for untruth, or a negated past in words of the charge.
    """
    if statement.act not in {"assert", "assess", "deny"}:
        return False
    apart = parse.sentence_of(statement.content[0][0]) - parse.sentence_of(_last_before(draft, statement))
    if not 0 <= apart <= _JUST_AFTER:
        return False
    charge = {word for start, end in draft.spans() for word in words(parse.text[start:end])}
    for start, end in statement.content:
        found = parse.doc.char_span(start, end, alignment_mode="expand") or ()
        if any(t.lower_ in _UNTRUE and t.dep_ == "ROOT" and t.tag_ == "VBG" for t in found):
            return True  # "those who say so are lying"
        if len(found) <= _BARE and any(token.lower_ in _UNTRUE for token in found):
            return True
        if any(is_not_done(token, charge, close=apart <= 1) for token in found):
            return True
    return False


def _condemns(parse: Parse, cast: Cast, draft: Draft, statement: Statement) -> bool:
    """Is what the maker announced called wrong beforehand: "a move by Norland would be illegal"?"""
    inside = {m.actor for start, end in statement.content for m in cast.within((start, end))}
    if not same_land(cast, inside, draft.by) or statement.act in {"demand", "request", "praise"}:
        return False
    for start, end in statement.content:
        for token in parse.doc.char_span(start, end, alignment_mode="expand") or ():
            if token.lemma_ != "be" or WILL.isdisjoint(child.lower_ for child in token.children):
                continue
            negated = bool([child for child in token.children if child.dep_ == "neg"])
            judged = {part.lower_ for child in token.children if child.i > token.i for part in child.subtree}
            if not negated and judged & _WRONG:
                return True
    return False


def _names(cast: Cast, statement: Statement, makers: tuple[str, ...]) -> bool:
    """Does the answer name the maker of the matter, or a part of its side?"""
    inside = {m.actor for start, end in statement.content for m in cast.within((start, end))}
    return same_side(cast, inside, makers)


def _points_at(parse: Parse, statement: Statement, draft: Draft, marks: set[str]) -> bool:
    """Does a noun point at the matter ("this announcement", "the move")?"""
    for start, end in statement.content:
        found = parse.doc.char_span(start, end, alignment_mode="expand")
        for token in found or ():
            if not {child.lower_ for child in token.children if child.dep_ == "det"} & marks:
                continue
            other = bool(
                [child for child in token.children if child.dep_ in {"prep", "relcl", "acl", "poss"}]
            )
            # "the papers of the sale" are others than those put forward
            if not other and draft.kind in kinds_of_noun(token):
                return True
    return False


def _claimed(parse: Parse, cast: Cast, draft: Draft, statements: tuple[Statement, ...]) -> Draft:
    """A charge of a deed that somebody else claims, wherever the report tells of the claim."""
    if draft.kind != "accusation":
        return draft
    for statement in statements:
        if statement.act != "admit" or statement.speaker is None or not statement.content:
            continue
        sides = (*draft.by, *draft.to)
        deed = {word for start, end in draft.spans() for word in words(parse.text[start:end])} & _deeds()
        said = _has_said(cast, draft, statement.speaker, "counters")
        if (
            deed
            and not said
            and not same_side(cast, sides, [statement.speaker])
            and _claims(parse, statement)
        ):
            draft = _with(draft, statement, "counters")
    return draft


@cache
def _deeds() -> frozenset[str]:
    """Words of charges that somebody else's claim can counter: who did it, not what it says."""
    return words(" ".join(words_for("matters: deeds that one side did")))


def _claims(parse: Parse, statement: Statement) -> bool:
    """Who claims responsibility says that he did it, and so that another did not."""
    text = " ".join(parse.text[start:end] for start, end in statement.content).lower()
    cue = parse.text[statement.cue[0] : statement.cue[1]].lower() if statement.cue else ""
    return any(word in text for word in _CLAIMED) or any(word in cue for word in _CLAIMING)


def _with(draft: Draft, statement: Statement, stance: Stance) -> Draft:
    span: Span = statement.cue or statement.content[0]
    position = Position(actor=statement.speaker or "", stance=stance, statement=statement.id, span=span)
    return replace(draft, positions=(*draft.positions, position))
