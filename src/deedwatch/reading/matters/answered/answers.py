"""Which matter does a stance answer? Shared parties, shared words, the name it is given, nearness.

Where the report holds no such matter, but the words tell whose it is or what it says, the matter is
recalled: an entry in those words, on which the stance stands. A stance that names nothing is dropped.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.demonyms import state_words
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.answered.only_answers import only_answers
from deedwatch.reading.matters.answered.recalled import (
    ENOUGH_TO_KNOW,
    is_disowned,
    is_taken_up,
    recalled,
    told_to_whom,
    with_stance,
)
from deedwatch.reading.matters.answered.summaries import asked_before, asked_instead, renewed, summed_up
from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.reading.matters.stances.siding import told_next
from deedwatch.text.holding import meet
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.matters.taken import Take
    from deedwatch.records import Span, Statement

__all__ = ["answer", "names_of_states"]

_DEED = re.compile(r"\b(?:for|to|on|of) (?:(?:the|an?|its|his|her|their) )?([\w-]+)")
_LINKED = 0.55
_LINKED_BARE = 0.3  # "it", "the request", "agreed as well": only nearness and the sides can tell
_LEAST_SAID = 0.2
_SAID_LOOSELY = 0.4
_SAID_AT_LEAST = 0.3  # where no noun of matters names it: to hail an end is not to back whatever is to end
_SAID_AHEAD = 0.5  # where what is backed is told only later: "backed a recount" is not to back another count
_CHARGED_WITHIN = 5  # sentences
_BACKED_WITHIN = 3  # sentences
_OWN_WITHIN = 8  # where it is told whose it is
_AHEAD = 2  # sentences in which a maker's move is spelt out
_NEXT = 0.38  # of nearness: within three sentences
_SAME_TERMS = 0.3
_OPEN_ONLY = frozenset({"accepts", "supports", "conditional", "noncommittal"})
_ENOUGH_TO_TELL = 4  # words before a bare answer that tell its topic; fewer are its subject and when it came
_TOLD_BARE = frozenset({"accepts", "rejects", "denies", "noncommittal", "counters"})
_DENIED_TOO = 0.9  # a denial answers every charge that it fits as well as this


def answer(
    parse: Parse,
    cast: Cast,
    drafts: tuple[Draft, ...],
    takes: tuple[Take, ...],
    statements: tuple[Statement, ...],
) -> tuple[tuple[Draft, ...], tuple[Draft, ...]]:
    """The drafts with their positions and moves, and the matters that are only recalled.

    Beside them the answers to what this report does not tell: their words may be known from another.
    """
    known, loose = list(drafts), []
    met: list[Take] = []
    given_up: list[Take] = []
    for take in takes:
        fits = _fitting(parse, cast, take, known)
        if fits:
            chosen = fits[:1]
            if take.stance == "denies":
                chosen += [fit for fit in fits[1:] if fit[0] >= _DENIED_TOO]
            elif take.stance == "rejects":
                chosen += _refused_too(parse, cast, take, known, -fits[0][1])
            for _, number in chosen:
                known[-number] = with_stance(cast, known[-number], take)
            met += [take] if take.by_clause else []
            continue
        charge = _only_charge(parse, cast, take, known)
        if charge is not None and take.reference.span is not None:
            told = known[charge]
            known[charge] = with_stance(cast, replace(told, also=(*told.also, take.reference.span)), take)
            continue
        take, known = _spelt_next(parse, cast, take, known, statements)  # noqa: PLW2901 - the same stance
        given_up += [take] if take.move == "withdraws" and not take.reference.named else []
        told_of = recalled(parse, cast, take, statements)
        if told_of is not None and not (is_taken_up(take) and _has_taken(cast, take, known)):
            known.append(told_of)
        elif told_of is None:
            spelt = asked_before(parse, take)
            by = told_to_whom(cast, take, statements)
            loose += (
                [_loose(parse, cast, spelt, by)] if _may_be_known(spelt) else _by_topic(parse, cast, take)
            )
    kept = [d for d in known if not any(only_answers(d, take) for take in met)]
    kept = asked_instead(parse, cast, kept, given_up)
    return summed_up(parse, cast, renewed(parse, kept)), tuple(loose)


def _fitting(parse: Parse, cast: Cast, take: Take, known: list[Draft]) -> list[tuple[float, int]]:
    """How well the drafts fit that can be meant, and the number of each below zero; the best is first."""
    needed = _LINKED if take.reference.content else _LINKED_BARE
    kinds = {*take.reference.kinds, *take.kinds}  # no other can be named
    fits = sorted(
        ((score, -number) for number, draft in enumerate(known)
         if draft.kind in kinds and (score := _fit(parse, cast, take, draft)) >= needed),
        reverse=True,
    )  # fmt: skip
    fits = _nearest(parse, take, known, _asked_rather(take, known, fits))
    fits = fits or _only_of_its_kind(parse, cast, take, known)
    likeliest = [fit for fit in fits if known[-fit[1]].kind == take.reference.kinds[0]]
    pointing = take.reference.pointing and not take.reference.content
    return (
        likeliest if take.reference.named and (likeliest or pointing) else fits
    )  # "that promise" is no plan


def _nearest(
    parse: Parse, take: Take, known: list[Draft], fits: list[tuple[float, int]]
) -> list[tuple[float, int]]:
    """Those that "it" can mean: what was put to its actor long before is not meant where others are near."""
    told = take.reference
    if len(fits) <= 1 or take.stance is None or told.content or told.named or told.maker:
        return fits
    apart = {number: _sentences_before(parse, take, known[-number]) for _, number in fits}
    least = min((far for far in apart.values() if far >= 0), default=0)
    return [fit for fit in fits if apart[fit[1]] - least <= _AHEAD]


def _spelt_next(
    parse: Parse, cast: Cast, take: Take, known: list[Draft], statements: tuple[Statement, ...]
) -> tuple[Take, list[Draft]]:
    """A take of sides with what the side says next, which is then no demand of its own."""
    if not (take.seconding and _is_backed(take)):
        return take, known
    spelt = told_next(parse, cast, take, statements)
    return spelt, [draft for draft in known if not _is_said_in_backing(cast, draft, spelt)]


def _is_said_in_backing(cast: Cast, draft: Draft, take: Take) -> bool:
    """Is it the "demand" of who says in his own words what the one asks whose side he has taken?"""
    said = take.reference.span
    own = take.actor is not None and same_side(cast, draft.by, [take.actor])
    return said is not None and own and draft.kind == "demand" and meet(draft.content, said)


def _asked_rather(take: Take, known: list[Draft], fits: list[tuple[float, int]]) -> list[tuple[float, int]]:
    """Who takes another's side backs what that one asks, rather than what he alleges or threatens."""
    asked = [fit for fit in fits if known[-fit[1]].kind in {"demand", "proposal"}]
    return asked or fits if take.stance == "supports" and _is_backed(take) else fits


def _only_of_its_kind(parse: Parse, cast: Cast, take: Take, known: list[Draft]) -> list[tuple[float, int]]:
    """The one promise that the report told before, however far, where "the promise" is answered."""
    if (
        take.stance is None
        or take.reference.content
        or not (take.reference.named and take.reference.definite)
    ):
        return []
    kind = take.reference.kinds[0]
    fits = [n for n, draft in enumerate(known)
            if draft.kind == kind and draft.at < take.at and _can_be(parse, cast, take, draft)]  # fmt: skip
    return [(_LINKED_BARE, -fits[0])] if len(fits) == 1 else []


def _only_charge(parse: Parse, cast: Cast, take: Take, drafts: list[Draft]) -> int | None:
    """The one charge of the report against who denies a deed close by: "denied having shot them"."""
    if take.stance != "denies" or take.actor is None or take.reference.named or take.told_by:
        return None
    if not (take.reference.clause or is_disowned(parse, take)) or take.by_act:
        return None
    charges = [
        number
        for number, draft in enumerate(drafts)
        if draft.kind == "accusation" and same_land(cast, draft.to, [take.actor])
        and draft.by and not same_side(cast, draft.by, [take.actor])
        and abs(parse.sentence_of(draft.at) - parse.sentence_of(take.at)) <= _CHARGED_WITHIN
    ]  # fmt: skip
    return charges[0] if len(charges) == 1 else None


def _may_be_known(take: Take) -> bool:
    """Do the words of an answer tell what it answers, though this report does not hold it?"""
    reference = take.reference
    return (
        take.stance is not None
        and take.actor is not None
        and take.actor != reference.maker
        and reference.span is not None
        and (bool(reference.content - names_of_states()) or (reference.named and reference.definite))
        and (take.stance != "supports" or reference.definite or len(reference.content) >= ENOUGH_TO_KNOW)
    )


def _loose(parse: Parse, cast: Cast, take: Take, told_to: str | None) -> Draft:
    assert take.reference.span is not None
    maker = take.reference.maker or told_to
    draft = Draft(
        kind="accusation" if take.stance == "denies" else take.reference.kinds[0],
        by=(maker,) if maker and maker != take.actor else (),
        to=(take.actor,) if take.actor else (),
        content=take.reference.span,
        at=take.at,
        statement=take.statement,
        move="recalls",
        also=(parse.sentences[parse.sentence_of(take.at)],),  # tells the topic, where its own words do not
    )
    return with_stance(cast, draft, take)


def _by_topic(parse: Parse, cast: Cast, take: Take) -> list[Draft]:
    """An answer to "it" of which this report tells only the topic, by which the matter may be known."""
    told = take.reference
    bare = told.span is None and not told.content and told.maker is None and not take.by_clause
    if not bare or take.stance not in _TOLD_BARE or take.actor is None or take.span is None:
        return []
    actor = cast.actors[take.actor]
    if actor.kind in {"population", "media"} or (actor.kind == "unnamed" and not actor.name.istitle()):
        return []  # "The Trade Minister" is one man, "officials" are nobody
    draft = Draft(
        kind="accusation" if take.stance == "denies" else told.kinds[0], by=(), to=(take.actor,),
        content=take.span, at=take.at, statement=take.statement, move="recalls",
        also=_topic_before(parse, take.span),
    )  # fmt: skip
    return [with_stance(cast, draft, take)] if draft.also else []


def _topic_before(parse: Parse, said: Span) -> tuple[Span, ...]:
    """What its sentence says before an answer, where that tells enough; else what the paragraph says too."""
    place = parse.sentence_of(said[0])
    start = parse.sentences[place][0]
    said_first = [word for word in parse.text[start : said[0]].split() if word[0].islower()]
    if len(words(" ".join(said_first))) >= _ENOUGH_TO_TELL:
        return ((start, said[0]),)
    paragraph = parse.paragraphs[parse.paragraph_of(start)][0]
    opens = paragraph == start  # then the paragraph before ends with it
    before = parse.sentences[max(0, place - _AHEAD)][0]
    spans = ((start, said[0]), (before if opens else max(paragraph, before), start))
    return tuple(span for span in spans if span[0] < span[1])


def _refused_too(
    parse: Parse, cast: Cast, take: Take, known: list[Draft], chosen: int
) -> list[tuple[float, int]]:
    """Who refuses one side's proposal refuses what others ask of him in the same terms."""
    refused = known[chosen]
    said = words(parse.text[refused.content[0] : refused.content[1]])
    return [
        (_LINKED, -number)
        for number, draft in enumerate(known)
        if number != chosen
        and draft.kind in {"demand", "proposal"}
        and take.actor is not None
        and same_land(cast, draft.to, [take.actor])
        and not same_side(cast, draft.by, [take.actor])
        and max(overlap(words(parse.text[a:b]), said, {}) for a, b in draft.spans()) >= _SAME_TERMS
    ]


def _fit(parse: Parse, cast: Cast, take: Take, draft: Draft) -> float:
    """0 where it cannot be; else the sum of what speaks for it."""
    if not _can_be(parse, cast, take, draft):
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


def _can_be(parse: Parse, cast: Cast, take: Take, draft: Draft) -> bool:
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
    doer = take.actor or (take.reference.maker if take.stance is None else None)
    own = doer is not None and same_side(cast, [doer], draft.by)
    maker = take.reference.maker
    anothers = maker is not None and draft.by and not same_side(cast, [maker], draft.by)
    # nobody accepts what has just been taken back
    gone = draft.move == "withdraws" and take.stance in _OPEN_ONLY and draft.at < take.at
    before = not take.reference.content and (
        _is_told_before(parse, take, draft) or _is_of_a_question(parse, take, draft)
    )
    decided = take.stance == "noncommittal" and _has_said_otherwise(cast, take, draft)
    far = (
        take.stance == "supports"
        and _is_backed(take)
        and not 0 <= _sentences_before(parse, take, draft) <= (_OWN_WITHIN if maker else _BACKED_WITHIN)
    )
    whose = not draft.by and maker is not None and _is_backed(take)  # nobody knows whose it is
    fits = own == (take.stance is None) and not (anothers or before or gone or decided or far or whose)
    return fits and not _is_anothers_charge(cast, take, draft)


def _is_backed(take: Take) -> bool:
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
        and not _has_taken(cast, take, [draft])
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
    things = take.reference.content - names_of_states() - _measures()
    things -= words(deed[1]) if deed is not None else frozenset()
    return bool(things) and not things & _all_words(parse, draft)


def _fit_of_clause(parse: Parse, take: Take, draft: Draft, addressed: bool) -> float:
    """What a clause without a word of stances answers: a matter before it, put to its actor, in its words.

    A condition close to a proposal needs no words in common ("would come only if ..."), if it was put to its
    actor or the clause is his own words.
    """
    defied = take.stance == "rejects" and take.reference.kinds == ("promise",)
    open_to_all = not draft.to and (draft.kind == "proposal" or defied)
    if draft.at > take.at or not (addressed or open_to_all):
        return 0.0
    near = _nearness(parse, take, draft)
    said = _said(parse, take, draft)
    is_his = addressed or take.statement is not None
    if ((defied and said > 0) or (is_his and take.stance in {"conditional", "accepts"})) and near >= _NEXT:
        return near + 0.3 + said
    return near + 0.3 + said if said >= _LEAST_SAID else 0.0


def _is_taken_next(parse: Parse, take: Take, draft: Draft) -> bool:
    """Is a proposal taken up next by a bare noun ("agreed to the visit"), or soon by one of its words?"""
    bare = take.reference.definite and len(take.reference.content) == 1 and not take.by_act
    told = draft.kind == "proposal" and take.stance in {"accepts", "rejects", "conditional", "supports"}
    if not (bare and told):
        return False
    apart = parse.sentence_of(take.at) - parse.sentence_of(draft.at)
    in_its_words = take.reference.content <= _all_words(parse, draft)
    return 0 <= apart <= (_CHARGED_WITHIN if in_its_words else 1)


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
    content = take.reference.content - _measures() or take.reference.content
    wordings = (words(parse.text[start:end]) for start, end in draft.spans())
    return max((overlap(content, wording, {}) for wording in wordings), default=0.0)


def _nearness(parse: Parse, take: Take, draft: Draft) -> float:
    """Nearest before the stance is best; what comes only later is hardly meant by "it"."""
    sentences = _sentences_before(parse, take, draft)
    if sentences < 0:  # "lowered its demand. It now wants ..."
        return 0.3 if take.stance is None and sentences >= -_AHEAD else 0.1
    return max(0.1, 0.5 - 0.04 * sentences)


def _sentences_before(parse: Parse, take: Take, draft: Draft) -> int:
    at = max([s[0] for s in draft.spans() if s[0] <= take.at], default=draft.content[0])
    return parse.sentence_of(take.at) - parse.sentence_of(at)


@cache
def _measures() -> frozenset[str]:
    """Numbers and times: two things "of five hundred" are not alike by that."""
    return words(" ".join(words_for("ledger: measures")))


@cache
def names_of_states() -> frozenset[str]:
    """The words by which states are named: sharing them tells nothing."""
    return frozenset(word for name in state_words() for word in words(name))


def _has_taken(cast: Cast, take: Take, known: list[Draft]) -> bool:
    """Has the side taken this stance on a proposal already? Then its parts are no matters of their own."""
    return take.actor is not None and any(
        position.stance == take.stance and same_side(cast, [position.actor], [take.actor])
        for draft in known
        if draft.kind in take.reference.kinds
        for position in draft.positions
    )
