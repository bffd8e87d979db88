"""Which matter does a stance answer? Shared parties, shared words, the name it is given, nearness.

Where the report holds no such matter, but the words tell whose it is or what it says, the matter is
recalled (``known_by_answer``); else the answer is kept apart where another report may tell its words. A
stance that names nothing is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.closed import WILL
from deedwatch.language.doers import is_suffered, own_subject
from deedwatch.reading.matters.answered.fitting import (
    AHEAD,
    CHARGED_WITHIN,
    can_be,
    fit_of,
    has_taken,
    is_backed,
    names_of_states,
    sentences_before,
)
from deedwatch.reading.matters.answered.known_by_answer import (
    ENOUGH_TO_KNOW,
    is_disowned,
    is_taken_up,
    recalled,
    told_to_whom,
)
from deedwatch.reading.matters.answered.only_answers import only_answers
from deedwatch.reading.matters.answered.summaries import as_asked_before, asked_instead, renewed, summed_up
from deedwatch.reading.matters.answered.with_stance import with_stance
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import Draft, same_land, same_side
from deedwatch.reading.matters.made.wrongs import pointed_at
from deedwatch.reading.matters.stances.siding import told_next
from deedwatch.text.holding import meet
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.matters.take import Take
    from deedwatch.records import Span, Statement

__all__ = ["answer"]

_LINKED = 0.55
_LINKED_BARE = 0.3  # "it", "the request", "agreed as well": only nearness and the sides can tell
_SAME_TERMS = 0.3
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
        if told_of is not None and not (is_taken_up(take) and has_taken(cast, take, known)):
            known.append(told_of)
        elif told_of is None:
            spelt = as_asked_before(parse, take)
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
         if draft.kind in kinds and (score := fit_of(parse, cast, take, draft)) >= needed),
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
    apart = {number: sentences_before(parse, take, known[-number]) for _, number in fits}
    least = min((far for far in apart.values() if far >= 0), default=0)
    return [fit for fit in fits if apart[fit[1]] - least <= AHEAD]


def _spelt_next(
    parse: Parse, cast: Cast, take: Take, known: list[Draft], statements: tuple[Statement, ...]
) -> tuple[Take, list[Draft]]:
    """A take of sides with what the side says next, which is then no demand of its own."""
    if not (take.seconding and is_backed(take)):
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
    return asked or fits if take.stance == "supports" and is_backed(take) else fits


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
            if draft.kind == kind and draft.at < take.at and can_be(parse, cast, take, draft)]  # fmt: skip
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
        and abs(parse.sentence_of(draft.at) - parse.sentence_of(take.at)) <= CHARGED_WITHIN
    ]  # fmt: skip
    charge = charges[0] if len(charges) == 1 else None
    return charge if charge is None or _may_be_charged(parse, cast, take, drafts[charge]) else None


def _may_be_charged(parse: Parse, cast: Cast, take: Take, charge: Draft) -> bool:
    """Is what is denied told in words of the charge, or a deed of his own or of nobody that is named?

    "Denied having shot them", "that they had been hit", not "denied a report that its king was ill".
    """
    span = take.reference.span
    clause = None if span is None else parse.doc.char_span(*span, alignment_mode="expand")
    told = {word for start, end in charge.spans() for word in words(parse.text[start:end])}
    if clause is None or take.reference.content & told - names_of_states():
        return clause is not None
    verb = clause.root
    if verb.pos_ not in {"VERB", "AUX"}:
        return True  # "denied the shooting of seals"
    ill_treated = any(child.dep_ == "acomp" and child.tag_ == "VBN" for child in verb.children)
    state = verb.lemma_ == "be" and not ill_treated
    if state or not WILL.isdisjoint(child.lower_ for child in verb.children):
        return False
    suffered = ill_treated or is_suffered(verb)
    subject = own_subject(verb) if suffered else agent_of(verb)
    if subject is None or subject.pos_ == "PRON":
        return True
    who = pointed_at(subject, cast)
    own = who is not None and same_land(cast, [who], [take.actor or ""])
    return own != suffered


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
    before = parse.sentences[max(0, place - AHEAD)][0]
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
