"""Drafts made into statements: speaker, addressee, act, mode, channel, day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.reading.statements.channels import channel_of, day_said
from deedwatch.reading.statements.edges import clean_edges
from deedwatch.reading.statements.split import split_by_act
from deedwatch.reading.statements.voices import find_speakers, is_citation
from deedwatch.reading.statements.whom import addressees_of
from deedwatch.records import Statement

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes
    from deedwatch.records import Act, Mode

__all__ = ["Scene", "dress"]


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """What the other stages know of the report."""

    parse: Parse
    cast: Cast
    dates: tuple[DateMention, ...]
    quotes: Quotes
    title: str | None = None


class _Line(msgspec.Struct, frozen=True):
    """An attribution with its speaker and, where it came through one, the outlet."""

    made: Draft
    speaker: str | None
    outlet: str | None


def dress(drafts: Iterable[Draft], scene: Scene) -> tuple[Statement, ...]:
    """The statements of the drafts, in order of place; an outlet that only relays is set aside."""
    kept = [made for made in drafts if made.content and not is_citation(made, scene.parse)]
    kept = [_cleaned(made, scene.parse) for made in kept]
    kept.sort(key=lambda made: (made.content[0][0], made.cue_span))
    found: list[Statement] = []
    for line in _lines(kept, find_speakers(kept, scene.parse, scene.cast), scene):
        for speaker in _side_by_side(line, scene):
            for made, act in split_by_act(line.made, scene.parse, scene.cast, speaker):
                found.append(_statement(f"s{len(found) + 1}", _Line(made, speaker, line.outlet), act, scene))
    return _once(found, scene)


def _cleaned(made: Draft, parse: Parse) -> Draft:
    content = clean_edges(made.content, parse)
    return made if content == made.content else replace(made, content=content)


def _once(found: list[Statement], scene: Scene) -> tuple[Statement, ...]:
    """The statements without those of the title that the body tells more fully, numbered anew."""
    text, title = scene.parse.text, (scene.title or "").strip()
    end = len(title) if title and text.startswith(title) else 0
    body = [statement for statement in found if statement.content[0][0] >= end]
    kept = [
        s for s in found if s.content[0][0] >= end or not any(_repeats(s, other, scene) for other in body)
    ]
    return tuple(msgspec.structs.replace(s, id=f"s{number}") for number, s in enumerate(kept, 1))


def _repeats(short: Statement, full: Statement, scene: Scene) -> bool:
    """Whether another statement holds half of the title's words of weight, or has its act and its side."""
    if full.act == short.act and _side(full, scene) == _side(short, scene) is not None:
        return True
    mine, theirs = _stems(short, scene.parse.text), _stems(full, scene.parse.text)
    return bool(mine) and len(mine & theirs) >= 0.5 * len(mine)


def _side(statement: Statement, scene: Scene) -> str | None:
    """The country for which a statement's speaker stands, else the speaker."""
    who = statement.speaker
    return who if who is None else scene.cast.actors[who].country or who


def _stems(statement: Statement, text: str) -> set[str]:
    words = " ".join(text[start:end] for start, end in statement.content).lower().split()
    return {word.strip(".,'\"“”‘’:;")[:5] for word in words if len(word) > 3}


def _statement(name: str, line: _Line, act: Act, scene: Scene) -> Statement:
    made, speaker = line.made, line.speaker
    whom = addressees_of(made, scene.parse, scene.cast, act)
    return Statement(
        id=name,
        speaker=speaker,
        addressees=tuple(who for who in whom if who != speaker),
        mode=_mode(made, scene),
        act=act,
        content=made.content,
        cue=None if made.cue.rule.id == "uncued" else made.cue_span,
        source_span=None if _shares_source(made, scene.parse) else made.source_span,
        channel=channel_of(made, scene.parse),
        on=day_said(made, scene.parse, scene.dates),
        relayed_by=line.outlet if line.outlet != speaker else None,
        confidence=round(made.weight if made.confidence is None else made.confidence, 3),
    )


def _shares_source(made: Draft, parse: Parse) -> bool:
    """Whether a coordinate verb has its speaker from the verb before: "said ... and warned ..."."""
    cue = parse.doc[made.cue.head]
    if made.source is None or cue.dep_ != "conj" or cue.pos_ not in {"VERB", "AUX"} or made.source > cue.i:
        return False
    return not any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "agent"} for child in cue.children)


def _side_by_side(line: _Line, scene: Scene) -> tuple[str | None, ...]:
    """One speaker, or each of those named side by side ("both Rabat and Algiers said")."""
    if line.made.source is None:
        return (line.speaker,)
    source = scene.parse.doc[line.made.source]
    if not source.conjuncts or source.dep_ == "conj":
        return (line.speaker,)
    whos = [scene.cast.who(token) for token in (source, *source.conjuncts)]
    named = [who for who in whos if who is not None and scene.cast.actors[who].kind not in NAMELESS_KINDS]
    return tuple(dict.fromkeys(named)) if len(set(named)) > 1 else (line.speaker,)


def _mode(made: Draft, scene: Scene) -> Mode:
    """Direct where all that was said stands in quotation marks, mixed where some does."""
    quoted = bare = 0
    for start, end in made.content:
        words = scene.parse.doc.char_span(start, end, alignment_mode="expand") or ()
        marked = scene.quotes.near((words[0].idx, words[-1].end)) if words else ()
        for token in words:
            if token.is_punct or token.is_space:
                continue
            if marked and scene.quotes.at(token.idx) is not None:
                quoted += 1
            else:
                bare += 1
    if not quoted:
        return "direct" if made.cue.rule.id == "layout" else "indirect"
    return "mixed" if bare else "direct"


def _lines(kept: list[Draft], speakers: list[str | None], scene: Scene) -> list[_Line]:
    """The attributions without outlets that say nothing of their own ("Reuters quoted an aide")."""
    relays: dict[int, int] = {}
    for outer, made in enumerate(kept):
        who = speakers[outer]
        if who is None or scene.cast.actors[who].kind != "media":
            continue
        for inner, other in enumerate(kept):
            if inner != outer and other.source is not None and _holds(made, other):
                relays[inner] = outer
    spent = {outer for outer in relays.values() if not _has_own_words(outer, relays, kept)}
    return [
        _Line(made, speakers[index], speakers[relays[index]] if index in relays else _outlet(made, scene))
        for index, made in enumerate(kept)
        if index not in spent
    ]


def _outlet(made: Draft, scene: Scene) -> str | None:
    """Who quotes, in "Reuters quoted an aide as saying"."""
    return None if made.relay is None else scene.cast.who(scene.parse.doc[made.relay])


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether an attribution, cue and words, stands within another's words."""
    return all(
        any(start <= span[0] and span[1] <= end for start, end in outer.content)
        for span in (inner.cue_span, *inner.content)
    )


def _has_own_words(outer: int, relays: dict[int, int], kept: list[Draft]) -> bool:
    """Whether an outlet says more than it relays."""
    total = sum(end - start for start, end in kept[outer].content)
    inner = [kept[index] for index, carrier in relays.items() if carrier == outer]
    spans = [
        span
        for made in inner
        for span in (*made.content, made.cue_span, *([made.source_span] if made.source_span else []))
    ]
    return sum(end - start for start, end in spans) < 0.7 * total
