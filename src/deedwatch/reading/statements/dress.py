"""Drafts made into statements: speaker, addressee, act, mode, channel, day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deedwatch.reading.statements.acts import act_of
from deedwatch.reading.statements.channels import channel_of, day_of
from deedwatch.reading.statements.whom import addressees_of
from deedwatch.records import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes
    from deedwatch.records import Mode

__all__ = ["Scene", "dress"]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the other stages know of the report."""

    parse: Parse
    cast: Cast
    dates: tuple[DateMention, ...]
    quotes: Quotes


def dress(drafts: Iterable[Draft], scene: Scene) -> tuple[Statement, ...]:
    """The statements of the drafts, in order of place; an outlet that only relays is set aside."""
    kept = [made for made in drafts if made.content]
    kept.sort(key=lambda made: (made.content[0], made.cue_span))
    relays = _relays(kept, scene)
    found: list[Statement] = []
    for index, made in enumerate(kept):
        if index in relays.values() and not _has_own_words(index, relays, kept):
            continue
        outlet = relays.get(index)
        relayed = None if outlet is None else _speaker(kept[outlet], scene)
        for speaker in _speakers(made, scene):
            found.append(_statement(f"s{len(found) + 1}", made, speaker, relayed, scene))
    return tuple(found)


def _statement(name: str, made: Draft, speaker: str | None, relayed: str | None, scene: Scene) -> Statement:
    act = act_of(made, scene.parse, scene.cast, speaker)
    return Statement(
        id=name,
        speaker=speaker,
        addressees=tuple(who for who in addressees_of(made, scene.parse, scene.cast, act) if who != speaker),
        mode=_mode(made, scene),
        act=act,
        content=made.content,
        cue=made.cue_span,
        source_span=made.source_span,
        channel=channel_of(made, scene.parse),
        on=day_of(made, scene.parse, scene.dates),
        relayed_by=relayed if relayed != speaker else None,
        confidence=round(made.weight, 3),
    )


def _speaker(made: Draft, scene: Scene) -> str | None:
    return None if made.source is None else scene.cast.who(scene.parse.doc[made.source])


def _speakers(made: Draft, scene: Scene) -> tuple[str | None, ...]:
    """One speaker, or each of those named side by side ("both Rabat and Algiers said")."""
    if made.source is None:
        return (None,)
    source = scene.parse.doc[made.source]
    first = scene.cast.who(source)
    if not source.conjuncts or source.dep_ == "conj":
        return (first,)
    parties = scene.cast.parties(source)
    named = [who for who in parties if scene.cast.actors[who].kind not in {"unnamed", "population"}]
    return tuple(named) if len(named) > 1 else (first,)


def _mode(made: Draft, scene: Scene) -> Mode:
    """Direct where all that was said stands in quotation marks, mixed where some does."""
    quoted = bare = 0
    for start, end in made.content:
        for token in scene.parse.doc.char_span(start, end, alignment_mode="expand") or ():
            if token.is_punct or token.is_space:
                continue
            if scene.quotes.at(token.idx) is None:
                bare += 1
            else:
                quoted += 1
    if not quoted:
        return "direct" if made.cue.rule.id == "layout" else "indirect"
    return "mixed" if bare else "direct"


def _relays(kept: list[Draft], scene: Scene) -> dict[int, int]:
    """Inner statements and the outlet's statement that carries each ("Reuters quoted an aide")."""
    relays: dict[int, int] = {}
    for outer, made in enumerate(kept):
        who = _speaker(made, scene)
        if who is None or scene.cast.actors[who].kind != "media":
            continue
        for inner, other in enumerate(kept):
            if inner != outer and other.source is not None and _holds(made, other):
                relays[inner] = outer
    return relays


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether an attribution, cue and words, stands within another's words."""
    return all(
        any(start <= span[0] and span[1] <= end for start, end in outer.content)
        for span in (inner.cue_span, *inner.content)
    )


def _has_own_words(outer: int, relays: dict[int, int], kept: list[Draft]) -> bool:
    """Whether an outlet says more than it relays."""
    total = sum(end - start for start, end in kept[outer].content)
    inner = sum(
        end - start
        for index, carrier in relays.items()
        if carrier == outer
        for start, end in (
            *kept[index].content,
            kept[index].cue_span,
            *((kept[index].source_span,) if kept[index].source_span else ()),
        )
    )
    return inner < 0.7 * total
