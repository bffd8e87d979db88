"""What a party tells that it has done, or will do, in plain words: "the lorries have been handed back".

Whether that was asked of it is for who knows what was put to it (the ledger over many reports): such a deed
is kept beside the answers, as its doer's own, and counts as consent only to a demand for this very deed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.language.closed import WILL
from deedwatch.language.doers import is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of
from deedwatch.reading.matters.drafts import Draft, same_side
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import KINDS_OF_VERBS
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Span

__all__ = ["deed_of"]

_TALKING = words_for("matters: mere talk")
_FIRST = frozenset({"we", "i"})
_PERFECT = frozenset({"has", "have"})
_LEAST = 2  # words that tell what is done


def deed_of(
    parse: Parse, cast: Cast, actor: str, span: Span, statement: str | None, *, own_voice: bool
) -> Draft | None:
    """The deed that the words of a party, or a sentence about it, tell as done or to be done; None for none.

    ``own_voice`` tells that the party itself says so: then what "will be handed back" is handed back by it.
    """
    found = parse.doc.char_span(*span, alignment_mode="expand")
    verb = None if found is None else found.root
    if verb is None or verb.pos_ != "VERB" or verb.low_lemma_ in _TALKING | KINDS_OF_VERBS.keys():
        return None
    if not _is_doer(verb, cast, actor, own_voice=own_voice) or not _is_real(verb, own_voice=own_voice):
        return None
    if len(words(parse.text[slice(*span)])) < _LEAST:
        return None
    return Draft(
        kind="promise", by=(actor,), to=(), content=span, at=span[0], statement=statement, move="recalls"
    )


def _is_real(verb: Token, *, own_voice: bool) -> bool:
    """Is it told as done, or promised? What a party itself tells in the plain past is mostly history."""
    helping = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    told = bool(helping & (WILL | _PERFECT)) or (not own_voice and not helping and verb.tag_ == "VBD")
    if not told or "had" in helping:
        return False
    mood = mood_of(verb)
    return not (mood.negated or mood.unreal)


def _is_doer(verb: Token, cast: Cast, actor: str, *, own_voice: bool) -> bool:
    if is_suffered(verb):
        return own_voice and agent_of(verb) is None
    subject = agent_of(verb)
    if subject is None:
        return False
    if own_voice and subject.lower_ in _FIRST:
        return True
    who = cast.who(subject)
    return who is not None and same_side(cast, [who], [actor])
