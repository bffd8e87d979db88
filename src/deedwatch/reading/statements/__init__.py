"""Who said what, to whom, how: every attribution in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reading.statements.bind import bind_quotes
from deedwatch.reading.statements.cues import cues_at
from deedwatch.reading.statements.dress import dress
from deedwatch.reading.statements.frames import draft
from deedwatch.reading.statements.modality import is_unsaid
from deedwatch.reading.statements.quotes import find_quotes

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.reading.statements.cues import Cue
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.records import Document, Statement

__all__ = ["find_statements"]

_ENOUGH = 0.5


def find_statements(
    parse: Parse, cast: Cast, dates: tuple[DateMention, ...], document: Document
) -> tuple[Statement, ...]:
    """All statements, in order of place, with ids "s1", ... and the cast's actor keys.

    1. quotes     quotation marks, paired
    2. cues       words that attribute, with what was said by their grammar
    3. bind       quotations to their cues
    4. unsaid     what was not said, or only might be
    5. dress      speaker, addressee, act, mode, channel, day
    """
    quotes = find_quotes(parse)  # 1
    cues, drafts = _drafts(parse)  # 2
    drafts = bind_quotes(parse, drafts, cues, quotes)  # 3
    kept = [d for d in drafts.values() if d.weight >= _ENOUGH and not is_unsaid(parse, d)]  # 4
    return dress(kept, parse, cast, dates, document)  # 5


def _drafts(parse: Parse) -> tuple[dict[int, Cue], dict[int, Draft]]:
    cues: dict[int, Cue] = {}
    drafts: dict[int, Draft] = {}
    for token in parse.doc:
        for cue in cues_at(token):
            quoting = "quote" in cue.rule.frames
            if token.i not in cues or (quoting and "quote" not in cues[token.i].rule.frames):
                cues[token.i] = cue
            made = draft(parse, cue)
            if made is not None and (token.i not in drafts or made.weight > drafts[token.i].weight):
                drafts[token.i] = made
    return cues, drafts
