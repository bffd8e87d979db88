"""The ledger of one report: what is demanded, promised, proposed, alleged, and who stands where.

1. make       matters that statements make by their act, those told without one, by a noun, as a wish
2. take       stances, and what makers do with their own matters; charges known by their denial
3. merge      one matter for one side's one thing; answers are no promises; what is named in passing
4. answer     each stance to the matter that it answers, or apart where this report tells none
5. reply      answers that only order and sides tell
6. provide    what a proposal says, told after it is named
7. echo       stances that show in what the others say themselves; deeds that they say were not done
8. evidence   what is brought forward for a charge: claimed, or shown by the report
9. date       the day of each stance and the day by which a thing is to happen; one of long ago is none

The first files are in ``made``, those of stances in ``stances``, those of step 4 to 7 in ``answered``; each
room may use those before it, and all what stands beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reading.matters.answered.answers import answer
from deedwatch.reading.matters.answered.asked_next import asked_next
from deedwatch.reading.matters.answered.denied import charged_by_denial
from deedwatch.reading.matters.answered.disowned import disowned
from deedwatch.reading.matters.answered.echoes import echo
from deedwatch.reading.matters.answered.only_answers import without_answers
from deedwatch.reading.matters.answered.provisions import provide
from deedwatch.reading.matters.answered.replies import reply
from deedwatch.reading.matters.answered.topical import as_asked, topical
from deedwatch.reading.matters.days import day_in_sentence, day_told, due_of, is_history, is_recalled
from deedwatch.reading.matters.drafts import address_answers, merge_drafts
from deedwatch.reading.matters.evidence import with_evidence
from deedwatch.reading.matters.made.announced import told_by_the_report
from deedwatch.reading.matters.made.in_passing import as_said
from deedwatch.reading.matters.made.named import named_drafts, with_terms_told_next
from deedwatch.reading.matters.made.stated import stated_drafts
from deedwatch.reading.matters.made.voiced import voiced_drafts
from deedwatch.reading.matters.made.wished import wished_drafts
from deedwatch.reading.matters.made.wrongs import charged_in_so_many_words
from deedwatch.reading.matters.stances.find import find_takes
from deedwatch.records import Matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.reading.matters.drafts import Draft
    from deedwatch.records import Document, Event, Position, Statement

__all__ = ["find_matters"]


def find_matters(
    parse: Parse,
    cast: Cast,
    dates: tuple[DateMention, ...],
    statements: tuple[Statement, ...],
    events: tuple[Event, ...],
    document: Document,
) -> tuple[tuple[Matter, ...], tuple[Matter, ...]]:
    """All matters with the positions taken on them, ids "l1", ... and the cast's actor keys.

    Beside them the answers to matters that the report does not tell, ids "n1", ...: the words in which
    a party takes a stance, for who knows the matter from another report.
    """
    drafts = stated_drafts(parse, cast, statements, events)  # 1
    drafts += voiced_drafts(parse, cast, statements, events)
    drafts += named_drafts(parse, cast, statements, drafts)
    drafts = wished_drafts(parse, cast, statements, drafts)
    drafts = with_terms_told_next(parse, cast, statements, drafts)
    drafts = told_by_the_report(parse, cast, statements, drafts)
    takes = find_takes(parse, cast, statements)  # 2
    drafts = charged_by_denial(parse, cast, statements, drafts, takes)
    merged = merge_drafts(parse, cast, without_answers(parse, cast, drafts, takes))  # 3
    merged = charged_in_so_many_words(parse, cast, merged, statements)
    named = as_said(parse, cast, as_asked(parse, merged, statements), statements)
    answered, loose = answer(parse, cast, named, takes, statements)  # 4
    addressed = address_answers(cast, answered)
    replied = reply(parse, cast, as_said(parse, cast, addressed, statements), statements)  # 5
    replied = asked_next(parse, cast, replied, statements)
    provided = provide(parse, replied)  # 6
    echoed = echo(parse, cast, provided, statements)  # 7
    loose += disowned(parse, cast, echoed, statements)
    loose += topical(parse, cast, echoed, loose, statements)
    proved = with_evidence(parse, cast, echoed, statements)  # 8
    said = {statement.id: statement for statement in statements}
    matters, answers = (
        [_dated(parse, draft, dates, document, said) for draft in drafts] for drafts in (proved, loose)
    )  # 9
    told = [draft for draft in answers if draft.positions or draft.by]  # a stance, or a deed and its doer
    return _numbered("l", matters), _numbered("n", told)


def _numbered(letter: str, drafts: list[Draft]) -> tuple[Matter, ...]:
    ordered = sorted(drafts, key=lambda draft: (draft.at, draft.content))
    return tuple(_matter(f"{letter}{number}", draft) for number, draft in enumerate(ordered, start=1))


def _dated(
    parse: Parse,
    draft: Draft,
    dates: tuple[DateMention, ...],
    document: Document,
    statements: Mapping[str, Statement],
) -> Draft:
    on = draft.on or day_in_sentence(parse, draft.at, dates, document)

    def dated(position: Position) -> Position:
        if position.span is None:
            return position
        told = on if draft.move in {"states", "amends"} else None
        day = position.on or day_told(parse, position, told, dates, document, statements)
        return replace(position, on=day, recalled=is_recalled(parse, position, statements))

    positions = tuple(
        dated(position)
        for position in draft.positions
        if position.span is None
        or (draft.move == "recalls" and draft.by)
        or not is_history(parse, position.span[0], dates, document)
    )
    due = next(
        (found for s in draft.spans() if (found := due_of(parse, s, dates, document, draft.kind))), None
    )
    return replace(draft, positions=positions, due=due, on=on)


def _matter(key: str, draft: Draft) -> Matter:
    return Matter(
        id=key,
        kind=draft.kind,
        by=draft.by,
        to=draft.to,
        content=draft.content,
        statement=draft.statement,
        positions=_unique(draft.positions),
        also=draft.also,
        on=draft.on,
        due=draft.due,
        move=draft.move,
        evidence=draft.evidence,
    )


def _unique(positions: Iterable[Position]) -> tuple[Position, ...]:
    kept: dict[tuple[str, str], Position] = {}
    for position in positions:
        kept.setdefault((position.actor, position.stance), position)
    return tuple(kept.values())
