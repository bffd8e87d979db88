"""Consent that a deed tells: "Norland has taken the map down, as Sudmark had asked"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.language.doers import acting_subject, is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, clause_span
from deedwatch.reading.matters.drafts import same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import KINDS_OF_VERBS, Reference
from deedwatch.reading.matters.take import Take, speaker_at
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import MatterKind, Statement

__all__ = ["told_by_deed"]

_ASKED: tuple[MatterKind, ...] = ("demand", "proposal")
_READY = words_for("matters: being ready")


def told_by_deed(parse: Parse, cast: Cast, statements: tuple[Statement, ...]) -> Iterator[Take]:
    """Who does a thing "as X had asked" accepts what X asked."""
    for asking in parse.doc:
        if asking.dep_ != "advcl" or asking.tag_ not in {"VBD", "VBN"}:
            continue
        kind = KINDS_OF_VERBS.get(asking.low_lemma_)
        if kind is None:
            continue
        maker, deed = _asker(asking, cast), asking.head
        others = tuple(s for s in statements if s.cue is None or not s.cue[0] <= asking.idx < s.cue[1])
        doer = None if maker is None else _doer(deed, cast, others)
        if doer is None or maker is None or same_side(cast, [maker], [doer]):
            continue
        told = speaker_at(deed.idx, others)
        end = len(deed.doc.text[: asking.left_edge.idx].rstrip(" ,"))
        span = (deed.idx, max(end, deed.idx + len(deed.text)))
        if deed.i > asking.i:
            span = clause_span(deed)
        yield Take(
            actor=doer, at=deed.idx, kinds=_ASKED, stance="accepts",
            reference=Reference(
                kinds=(kind, *(k for k in _ASKED if k != kind)), maker=maker, span=span, named=True,
                content=frozenset(words(deed.doc.text[slice(*span)])), definite=True,
            ),
            statement=None if told is None else told.id, span=(deed.idx, deed.idx + len(deed.text)),
        )  # fmt: skip


def _asker(asking: Token, cast: Cast) -> str | None:
    """Who asked, in "as Norland had asked"; None for other clauses."""
    marked = any(child.lower_ == "as" and child.dep_ in {"mark", "advmod"} for child in asking.children)
    subject = acting_subject(asking)
    mood = mood_of(asking)
    if not marked or subject is None or mood.negated:
        return None
    return cast.who(subject)


def _doer(deed: Token, cast: Cast, statements: tuple[Statement, ...]) -> str | None:
    """Who does it, where it is done or will be: not what is only possible, denied or asked of others."""
    mood = mood_of(deed)
    subject = agent_of(deed)
    told = speaker_at(deed.idx, statements)
    ready = told is not None and deed.head.low_lemma_ in _READY  # says who is asked of himself
    if deed.pos_ != "VERB" or mood.negated or (mood.unreal and not ready) or subject is None:
        return None
    own = told is not None and (
        subject.lower_ in {"we", "i"} or is_suffered(deed)
    )  # "were freed", says who held them
    who = told.speaker if own and told is not None else cast.who(subject)
    if who is not None and subject.pos_ == "NOUN" and (cast.actors[who].code or "")[3:6] in {"MIL", "COP"}:
        return None  # whose guards will leave is mostly guessed
    foreign = told is not None and who is not None and not same_side(cast, [who], [told.speaker or ""])
    return None if foreign else who
