"""Drafts made into statements: speaker, addressee, act, mode, channel, day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.records import Statement

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.records import Document

__all__ = ["dress"]


def dress(
    drafts: list[Draft],
    parse: Parse,
    cast: Cast,
    dates: tuple[DateMention, ...],  # noqa: ARG001
    document: Document,  # noqa: ARG001
) -> tuple[Statement, ...]:
    """The statements of the drafts, in order of place."""
    found = []
    for made in sorted(
        drafts, key=lambda d: (d.content[0], d.cue_span) if d.content else (d.cue_span, d.cue_span)
    ):
        if not made.content:
            continue
        speaker = None if made.source is None else cast.who(parse.doc[made.source])
        found.append(
            Statement(
                id=f"s{len(found) + 1}",
                speaker=speaker,
                mode="indirect",
                act=made.cue.rule.act or "assert",
                content=made.content,
                cue=made.cue_span,
                source_span=made.source_span,
                confidence=made.weight,
            )
        )
    return tuple(found)
