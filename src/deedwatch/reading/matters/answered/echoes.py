"""Stances that show in what another party says itself: the same charge, its own account, a promise.

- supports: another side asks, alleges or foretells the same of the same party
- accepts: whoever is asked promises what was asked
- counters: whoever is accused gives another account of what it is accused of

Each needs words in common beside the names of parties; without them, people may be talking of
something else, and that is no stance.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import PARTY_KINDS, PEOPLE_KINDS, STATE_KINDS
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.answered.fitting import names_of_states
from deedwatch.reading.matters.drafts import Draft, same_side
from deedwatch.records import Position
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.records import Span, Stance, Statement

__all__ = ["echo"]

_TURNING = words_for("matters: turning")
_CONDITIONS = words_for("matters: terms of consent")
_GIVEN = re.compile(rf"\b(?:{any_of('matters: kept as it was given')})\b", re.IGNORECASE)
_RIGHT_BEHIND = 2  # sentences
_NEAR = 4  # sentences within which an answer is looked for
_ALIKE = 0.34  # words in common that make another side's demand or charge the same one
_ALIKE_CHARGE = 0.15  # the same for charges against one party
_SAME_THING = 0.5  # from here on it is no matter of its own
_GRANTED = 0.22
_ACCOUNT = 0.2


def echo(
    parse: Parse, cast: Cast, drafts: tuple[Draft, ...], statements: tuple[Statement, ...]
) -> tuple[Draft, ...]:
    """The drafts with the stances that other drafts and statements imply; mere repeats are left out."""
    names = _names(cast, parse)
    kept: list[Draft] = []
    for draft in drafts:
        first = next((n for n, known in enumerate(kept) if _is_echo(parse, cast, known, draft, names)), None)
        if first is None:
            kept.append(draft)
            continue
        known = kept[first]
        if _is_its_voice(parse, cast, known, draft):
            kept[first] = replace(known, also=(*known.also, draft.content))
            continue
        kept[first] = _with(known, draft.by, "supports", draft.statement, draft.content)
        if _alike(parse, known, draft.content, names) < _SAME_THING or draft.positions:
            kept.append(draft)
    granted = tuple(_granted(parse, cast, draft, drafts, names) for draft in kept)
    return tuple(_countered(parse, cast, draft, statements, names) for draft in granted)


def _names(cast: Cast, parse: Parse) -> frozenset[str]:
    """The words of the parties' names: sharing them tells nothing."""
    named = (parse.text[m.span[0] : m.span[1]] for m in cast.mentions if m.kind == "name")
    return names_of_states().union(*map(words, named))


def _alike(parse: Parse, draft: Draft, span: Span, names: frozenset[str]) -> float:
    said = words(parse.text[span[0] : span[1]]) - names
    return max((overlap(words(parse.text[a:b]) - names, said, {}) for a, b in draft.spans()), default=0.0)


def _is_echo(parse: Parse, cast: Cast, first: Draft, second: Draft, names: frozenset[str]) -> bool:
    if first.kind != second.kind or not first.by or not second.by or first.kind in {"promise", "proposal"}:
        return False
    if set(first.by) & set(second.by) or same_side(cast, first.to, second.by):
        return False
    if same_side(cast, first.by, second.by) and not (_are_people(cast, first) and _are_people(cast, second)):
        return False
    if first.kind == "prediction":
        alike = _foretell_the_same(parse, first, second)
    else:
        alike = not (first.to and second.to) or same_side(cast, first.to, second.to)
    return alike and _in_like_words(parse, first, second, names)


def _is_its_voice(parse: Parse, cast: Cast, first: Draft, second: Draft) -> bool:
    """Is it a body's demand in the words of somebody of whom no side is told, right behind it?

    "The Church demanded ... 'It must stop,' Metropolitan Anania said": he speaks for it, and backs nobody.
    """
    apart = parse.sentence_of(second.content[0]) - parse.sentence_of(first.content[0])
    body = all(cast.actors[key].kind in PARTY_KINDS - STATE_KINDS for key in first.by)
    voices = [cast.actors[key] for key in second.by]
    unknown = all(voice.country is None and voice.code is None for voice in voices)
    return body and unknown and 0 <= apart <= _RIGHT_BEHIND


def _in_like_words(parse: Parse, first: Draft, second: Draft, names: frozenset[str]) -> bool:
    charge = first.kind == "accusation" and bool(first.to and second.to)
    apart = abs(parse.sentence_of(first.content[0]) - parse.sentence_of(second.content[0]))
    if charge and apart <= 1:
        alike = _alike(parse, first, second.content, names)
        return alike > 0 or not (_is_spelt_out(parse, first) and _is_spelt_out(parse, second))
    needed = _ALIKE_CHARGE if charge else _ALIKE
    return _alike(parse, first, second.content, names) >= needed


def _foretell_the_same(parse: Parse, first: Draft, second: Draft) -> bool:
    """Is what is to happen the same deed? "The two will meet" is not backed by "meeting will build trust"."""
    spans = [parse.doc.char_span(*draft.content, alignment_mode="expand") for draft in (first, second)]
    roots = [span.root for span in spans if span is not None and len(span)]
    deeds = [words(root.text) for root in roots if root.lemma_ != "be"]
    return len(deeds) < len(spans) or deeds[0] == deeds[1]


def _is_spelt_out(parse: Parse, charge: Draft) -> bool:
    """Does it say "of cutting the nets"? Two who name different deeds do not support each other."""
    found = parse.doc.char_span(*charge.content, alignment_mode="expand")
    return found is not None and any(t.dep_ == "pcomp" and t.head.lower_ == "of" for t in found)


def _are_people(cast: Cast, draft: Draft) -> bool:
    """Two people of one country may support each other; a state and its minister are one side."""
    return all(cast.actors[key].kind in PEOPLE_KINDS for key in draft.by)


def _granted(
    parse: Parse, cast: Cast, draft: Draft, drafts: tuple[Draft, ...], names: frozenset[str]
) -> Draft:
    """A demand that its addressee promises to meet. Who asks that a word be kept has been given it before."""
    if draft.kind != "demand" or not draft.to:
        return draft
    demands = [other for other in drafts if other.kind == "demand"]
    since = draft.at if _GIVEN.search(parse.text, *draft.content) else 0
    for other in drafts:
        answers = other.kind == "promise" and other.by and other.at >= since
        if not (answers and same_side(cast, draft.to, other.by)):
            continue
        said = _alike(parse, draft, other.content, names)
        closest = max(_alike(parse, demand, other.content, names) for demand in demands)
        if said >= max(_GRANTED, closest) and not _says_no(parse, other.content):
            stance: Stance = "conditional" if _hangs_on(parse, other.content) else "accepts"
            draft = _with(draft, other.by, stance, other.statement, other.content)
    return draft


def _hangs_on(parse: Parse, span: Span) -> bool:
    """Is the promise made on a condition ("once they have left", "if they sign")?"""
    low = f" {parse.text[span[0] : span[1]].lower()} "
    return any(f" {word} " in low for word in _CONDITIONS)


def _says_no(parse: Parse, span: Span) -> bool:
    found = parse.doc.char_span(span[0], span[1], alignment_mode="expand")
    return found is not None and any(
        token.dep_ == "neg" or token.lower_ in {"no", "never"} for token in found
    )


def _countered(
    parse: Parse, cast: Cast, draft: Draft, statements: tuple[Statement, ...], names: frozenset[str]
) -> Draft:
    """A charge to which the accused gives another account, near to it and in its terms."""
    if draft.kind != "accusation" or not draft.to:
        return draft
    if any(same_side(cast, [position.actor], draft.to) for position in draft.positions):
        return draft
    for statement in statements:
        if statement.act not in {"assert", "admit"} or statement.speaker is None or not statement.content:
            continue
        if not same_side(cast, [statement.speaker], draft.to):
            continue
        span = (statement.content[0][0], statement.content[-1][1])
        apart = parse.sentence_of(span[0]) - parse.sentence_of(draft.content[0])
        if not 0 <= apart <= _NEAR:
            continue
        speaks_for_it = cast.actors[statement.speaker].kind != "unnamed"  # an officer without a name does not
        if _alike(parse, draft, span, names) >= _ACCOUNT or (speaks_for_it and _contrasts(parse, span)):
            return _with(draft, (statement.speaker,), "counters", statement.id, span)
    return draft


def _contrasts(parse: Parse, span: Span) -> bool:
    """Does the sentence set itself against the one before ("but", "only", "however")?"""
    start, end = parse.sentences[parse.sentence_of(span[0])]
    sentence = f" {parse.text[start:end].lower()} "
    return any(f" {word} " in sentence for word in _TURNING)


def _with(draft: Draft, actors: tuple[str, ...], stance: Stance, statement: str | None, span: Span) -> Draft:
    held = {(position.actor, position.stance) for position in draft.positions}
    new = tuple(
        Position(actor=actor, stance=stance, statement=statement, span=span)
        for actor in actors
        if (actor, stance) not in held
    )
    return replace(draft, positions=(*draft.positions, *new))
