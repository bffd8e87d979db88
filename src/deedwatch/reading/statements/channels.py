"""By what way, and on what day, a statement was made."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.language.doers import own_subject
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for
from deedwatch.text.holding import within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.dates import DateMention
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft

__all__ = ["ChannelRule", "channel_of", "channel_rules", "day_said"]

_SPEAKING = words_for("statements: speaking")
_SHARING_A_DAY = frozenset({"conj", "xcomp", "advcl", "acl", "pcomp"})
_STRIPPED = {"det", "poss", "case", "punct", "predet"}


class ChannelRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of ``channels.toml``; ``yes`` and ``no`` are run as tests."""

    id: Literal["occasion", "writing", "medium"]
    words: tuple[str, ...]
    prepositions: tuple[str, ...]
    yes: str
    no: str


@cache
def channel_rules() -> tuple[ChannelRule, ...]:
    """The rows of ``channels.toml``.

    Raises ``LexiconError`` naming row and key where a row breaks the form.
    """
    return load_rules(data_path("channels.toml"), ChannelRule)


@cache
def _prepositions_of() -> dict[str, frozenset[str]]:
    return {word.lower(): frozenset(rule.prepositions) for rule in channel_rules() for word in rule.words}


def channel_of(made: Draft, parse: Parse) -> str | None:
    """The words for the channel, without article or possessive; None where none is named."""
    for token in (*_around(made, parse), *_inserted(made, parse)):
        if token.dep_ != "prep" or _said(made, token.idx):
            continue
        for noun in token.children:
            if noun.dep_ in {"pobj", "pcomp"} and _is_channel(noun, token):
                return _words(noun, parse)
    return None


def _inserted(made: Draft, parse: Parse) -> Iterator[Token]:
    """Prepositions before the cue that hang on no other verb ("Mr Qomi, in an interview, stressed")."""
    cue = parse.doc[made.cue.head]
    for token in parse.doc[cue.sent.start : cue.i]:
        after_comma = token.i > 0 and token.nbor(-1).text == ","
        if token.dep_ == "prep" and after_comma and token.head.pos_ in {"NOUN", "PROPN"}:
            yield token


def _is_channel(noun: Token, preposition: Token) -> bool:
    known = _prepositions_of()
    for name in (noun.low_lemma_, noun.lower_):
        if preposition.lower_ in known.get(name, ()):
            return True
    return any(
        child.lower_ in known and child.dep_ == "compound" and preposition.lower_ in {"on", "via"}
        for child in noun.children
    )


def _around(made: Draft, parse: Parse) -> Iterator[Token]:
    """Prepositions of the cue, of its object, and of "speaking ..." beside it."""
    cue = parse.doc[made.cue.head]
    verbs = [
        cue,
        *(child for child in cue.children if child.dep_ in {"advcl", "conj"} and child.lemma_ in _SPEAKING),
    ]
    if cue.head.lemma_ in _SPEAKING:
        verbs.append(cue.head)
    for verb in verbs:
        for child in verb.children:
            yield child
            if child.dep_ in {"dobj", "dative", "prep", "nsubj"}:
                yield from (inner for inner in child.subtree if inner.dep_ == "prep" and inner.i != child.i)


def _words(noun: Token, parse: Parse) -> str:
    left = [child for child in noun.lefts if child.dep_ not in _STRIPPED]
    start = min([noun.i, *(child.left_edge.i for child in left)])
    end = noun
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"on", "with", "to"} and any(
            inner.pos_ in {"PROPN", "NOUN"} for inner in child.children
        ) and not any(inner.ent_type_ in {"DATE", "TIME"} for inner in child.subtree):  # fmt: skip
            end = child.right_edge
        break
    last = parse.doc[end.i]
    return parse.text[parse.doc[start].idx : last.idx + len(last.text)].strip()


def _said(made: Draft, offset: int) -> bool:
    return any(start <= offset < end for start, end in made.content)


def day_said(made: Draft, parse: Parse, dates: tuple[DateMention, ...]) -> str | None:
    """The day on which it was said, where the cue's own clause tells one, or a verb that it is joined to."""
    cue = parse.doc[made.cue.head]
    sentence = parse.sentences[parse.sentence_of(cue.idx)] if parse.sentences else (0, 0)
    found: list[tuple[int, str]] = []
    for date in within(dates, *sentence):
        inside = date.span[1] <= sentence[1]
        if not inside or date.from_ is None or date.from_ != date.to or _said(made, date.span[0]):
            continue
        far = _steps_to(parse.doc[date.head], cue)
        if far is not None:
            found.append((far, date.from_))
    return min(found, key=lambda told: told[0])[1] if found else None


def _steps_to(token: Token, cue: Token) -> int | None:
    """How many verbs up from the cue a time word's own verb is: 0 for the cue, 1 for what it is joined to.

    None where the time belongs to another verb.
    """
    verb = next((up for up in token.ancestors if up.i == cue.i or _is_verb(up)), None)
    steps, here = 0, cue
    while verb is not None and here.i != verb.i:
        if here.dep_ not in _SHARING_A_DAY or (steps and own_subject(here) is not None):
            return None  # who only comes after one joined to it may have spoken on another day
        here, steps = here.head, steps + 1
    return None if verb is None else steps


def _is_verb(token: Token) -> bool:
    return token.pos_ == "VERB" and token.lemma_ not in _SPEAKING
