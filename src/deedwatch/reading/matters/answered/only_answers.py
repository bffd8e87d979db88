"""What looks like a matter and is but an answer to one: "would join only if ...", "wants the same"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reading.matters.drafts import VOWS, Draft, same_side
from deedwatch.text.holding import meet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.matters.take import Take

__all__ = ["only_answers", "without_answers"]


def without_answers(
    parse: Parse, cast: Cast, drafts: Iterable[Draft], takes: tuple[Take, ...]
) -> list[Draft]:
    """The drafts without "promises" that only answer: "would join only if ...", "we shall look at it"."""
    answering = {
        (take.statement, parse.sentence_of(take.at))
        for take in takes
        if take.stance in {"conditional", "noncommittal"} and take.statement and not take.by_clause
    }
    consents = [t for t in takes if t.stance in {"accepts", "rejects", "supports"} and not t.by_clause]
    next_to: dict[int, list[Take]] = {}
    for take in consents:
        next_to.setdefault(parse.sentence_of(take.at) + 1, []).append(take)
    seconding = [take for take in takes if take.seconding]
    sentence_of = parse.sentence_of
    return [
        draft
        for draft in drafts
        if not any(_only_seconds(parse, cast, draft, take) for take in seconding)
        and (
            draft.kind not in VOWS
            or not (
                (draft.statement, sentence_of(draft.content[0])) in answering
                or any(draft.content[0] <= take.at < draft.content[1] for take in consents)
                or (draft.quoted and _follows(cast, draft, next_to.get(sentence_of(draft.content[0]), ())))
            )
        )
    ]


def _only_seconds(parse: Parse, cast: Cast, draft: Draft, take: Take) -> bool:
    """Is a demand nothing but the words in which its speaker asks the same as another?

    So is what the same sentence adds ("wants the same: the men belong at home").
    """
    if draft.kind != "demand" or take.actor is None or take.span is None:
        return False
    start, end = take.reference.span or take.span
    said = meet(draft.content, (min(start, take.span[0]), max(end, take.span[1])))
    place = parse.sentence_of(take.at)
    added = take.statement == draft.statement and parse.sentence_of(draft.content[0]) == place
    return (said or (added and take.statement is not None)) and same_side(cast, draft.by, [take.actor])


def _follows(cast: Cast, draft: Draft, before: Iterable[Take]) -> bool:
    """Does a quotation spell out the answer just told ("accepted the offer. 'We will be there.'")?

    ``before`` are the answers of the sentence before it.
    """
    given = [take.actor for take in before if take.stance != "rejects" and take.actor is not None]
    return any(same_side(cast, draft.by, [actor]) for actor in given)


def only_answers(draft: Draft, take: Take) -> bool:
    """Is the "promise" nothing but the refusal or condition that answered another matter?"""
    inside = draft.content[0] <= take.at < draft.content[1]
    return inside and draft.kind in {"promise", "prediction", "demand"}
