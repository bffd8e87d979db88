"""What an answer means that names nothing, by how reports are built: their sum first, a question before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.drafts import Draft, is_of_no_side, same_side
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.matters.take import Take

__all__ = ["as_asked_before", "asked_instead", "renewed", "summed_up"]

_PUT_OTHERWISE = words_for("matters: put otherwise")
_TOPICAL = words_for("matters: putting first")
_LEAST_TOKENS = 4
_FRESH = words_for("matters: put anew")
_OPENING = 2  # sentences: the title and the first one below it


def as_asked_before(parse: Parse, take: Take) -> Take:
    """The answer with the words of the question that it follows ("And the two boats?" "We agree.").

    What is answered is the question of the sentence before; where there is none, the take stays as it is.
    """
    place = parse.sentence_of(take.at)
    if take.reference.content or take.reference.named or place == 0 or take.stance is None:
        return take
    for before in range(place - 1, max(-1, place - 1 - _OPENING), -1):
        start, end = parse.sentences[before]
        said = parse.text[start:end].rstrip(' "”\n')
        if said.endswith("?"):
            span = (start, start + len(said) - 1)
            asked = replace(take.reference, span=span, content=words(parse.text[slice(*span)]))
            return replace(take, reference=asked)
    return _of_topic(parse, take, place - 1)


def _of_topic(parse: Parse, take: Take, place: int) -> Take:
    """The answer with what the sentence before put first ("On the cable she was kind. She would sign it")."""
    start, end = parse.sentences[place]
    found = parse.doc.char_span(start, end, alignment_mode="expand")
    if found is None or take.reference.kinds == ("accusation",) or len(found) < _LEAST_TOKENS:
        return take
    mark = next((token for token in found if not token.is_space), found[0])
    noun = next((child for child in mark.children if child.dep_ == "pobj"), None)
    plain = noun is not None and noun.pos_ == "NOUN" and noun.ent_type_ in {"", "LAW", "PRODUCT"}
    if mark.lower_ not in _TOPICAL or noun is None or not plain:
        return take
    determiner = next((child for child in noun.children if child.dep_ in {"det", "poss"}), None)
    if determiner is None or determiner.lower_ not in {"the", "his", "her", "its", "their"}:
        return take
    span = (noun.left_edge.idx, noun.right_edge.idx + len(noun.right_edge.text))
    said = words(parse.text[slice(*span)])
    return replace(take, reference=replace(take.reference, span=span, content=said)) if said else take


def renewed(parse: Parse, drafts: list[Draft]) -> list[Draft]:
    """Who gives up an idea and puts a new one in the next words amends his proposal: it is one matter."""
    kept = list(drafts)
    for old in drafts:
        if old.move != "withdraws" or old.kind != "proposal":
            continue
        for number, new in enumerate(kept):
            apart = parse.sentence_of(new.at) - parse.sentence_of(old.at)
            start, end = parse.sentences[parse.sentence_of(new.at)]
            fresh = _FRESH & set(parse.text[start:end].lower().split())
            if new.kind == "proposal" and new is not old and new.by == old.by and 0 <= apart <= 1 and fresh:
                kept[number] = replace(new, move="amends", also=(*new.also, *old.spans()))
                kept.remove(old)
                break
    return kept


def asked_instead(parse: Parse, cast: Cast, drafts: list[Draft], given_up: list[Take]) -> list[Draft]:
    """Who no longer wants a thing for good, and in the next words asks for it on loan, amends his demand."""
    kept = list(drafts)
    for take in given_up:
        for number, draft in enumerate(kept):
            apart = parse.sentence_of(draft.at) - parse.sentence_of(take.at)
            same = take.actor is not None and same_side(cast, draft.by, [take.actor])
            same = same or bool(draft.by and all(is_of_no_side(cast, key) for key in draft.by))
            fresh = draft.kind in take.kinds and draft.move == "states" and 0 <= apart <= _OPENING
            said = words(parse.text[slice(*draft.content)])
            if same and fresh and draft.kind in {"demand", "proposal"} and said & take.reference.content:
                kept[number] = replace(draft, move="amends")
                kept = [d for d in kept if d.move != "withdraws" or d.at != take.at]
                break
    return kept


def summed_up(parse: Parse, cast: Cast, drafts: list[Draft]) -> tuple[Draft, ...]:
    """A report opens with its sum: "Peru has accepted a softened plan" means the one plan told later.

    Only where the report tells one proposal, not of the side that answers it, and the opening says that
    it is one put otherwise than before ("a softened plan").
    """
    standing = [(n, draft) for n, draft in enumerate(drafts) if draft.move != "withdraws"]
    told = [n for n, draft in standing if draft.kind == "proposal" and draft.by]
    if len(told) != 1:
        return tuple(drafts)
    plan = drafts[told[0]]
    opening = [
        draft for draft in drafts
        if draft.kind == "proposal" and draft.move == "recalls" and not draft.by and draft.positions
        and parse.sentence_of(draft.at) <= _OPENING
        and draft.at < plan.at
        and _PUT_OTHERWISE & set(parse.text[slice(*draft.content)].lower().split())
        and not same_side(cast, [p.actor for p in draft.positions], plan.by)
    ]  # fmt: skip
    for draft in opening:
        plan = replace(plan, also=(*plan.also, *draft.spans()), positions=(*draft.positions, *plan.positions))
    return tuple(plan if n == told[0] else draft for n, draft in enumerate(drafts) if draft not in opening)
