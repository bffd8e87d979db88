"""What a speaker does by a statement: the act of the cue, or what the words themselves do."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.lexicon import data_path, load_rules
from deedwatch.records import Act  # noqa: TC001 - msgspec reads the field's type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.statements.frames import Draft

__all__ = ["ActRule", "act_of", "act_rules"]

_FIRST_PERSON = {"i", "we", "us", "our", "my"}
_THIRD = {"he", "she", "they", "it", "his", "her", "their", "its"}


class ActRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """One row of ``acts.toml``; ``yes`` and ``no`` are run as tests."""

    id: str
    act: Act
    yes: str
    no: str
    cues: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    subject: Literal["own", "other"] | None = None
    pattern: str | None = None
    not_: str | None = None
    negated: bool | None = None


@cache
def act_rules() -> tuple[ActRule, ...]:
    """The rows of ``acts.toml``, in their order.

    Raises ``LexiconError`` naming row and key where a row breaks the form.
    """
    return load_rules(data_path("acts.toml"), ActRule)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def act_of(made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> Act:
    """The act of an attribution: the first row that fits it, else the cue's own act, else assert."""
    return act_and_rule(made, parse, cast, speaker)[0]


def act_and_rule(made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> tuple[Act, str]:
    """The act and the row that gave it ("cue" where the cue gave it)."""
    cue = parse.doc[made.cue.head]
    words = _words(made, parse)
    own = made.cue.rule.act
    for rule in act_rules():
        if rule.cues and cue.lemma_.lower() not in rule.cues:
            continue
        if not rule.cues and own is not None and not _is_weak(made):
            continue
        if rule.frames and made.frame not in rule.frames:
            continue
        if _fits(rule, words, made, parse, cast, speaker):
            return rule.act, rule.id
    return (own or "assert"), "cue"


def _is_weak(made: Draft) -> bool:
    """Cues whose own act yields to what the words do ("warned that prices must fall")."""
    return made.cue.rule.id in {"believe", "warn", "predict"} and made.cue.rule.kind != "finding"


def _words(made: Draft, parse: Parse) -> str:
    return " ".join(parse.text[start:end] for start, end in made.content).replace("\n", " ").replace("’", "'")


def _fits(rule: ActRule, words: str, made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> bool:  # noqa: PLR0913
    if rule.pattern and not _expression(rf"(?<!\w)(?:{rule.pattern})(?!\w)").match(words):
        return False
    if rule.not_ and _expression(rule.not_).search(words):
        return False
    if rule.subject is None:
        return True
    sides = {_side(subject, cast, speaker, parse) for subject in _subjects(made, parse)}
    return rule.subject in sides if sides else rule.subject == "other"


def _subjects(made: Draft, parse: Parse) -> Iterator[Token]:
    """The subjects of the main clauses of what was said."""
    for start, end in made.content:
        span = parse.doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            continue
        for token in span:
            if token.dep_ not in {"nsubj", "nsubjpass"} or token.lower_ in {"who", "which", "that"}:
                continue
            verb = token.head
            if verb.dep_ in {"relcl", "acl", "advcl"} and span.start <= verb.head.i < span.end:
                continue
            yield token


def _side(subject: Token, cast: Cast, speaker: str | None, parse: Parse) -> str:  # noqa: ARG001
    """Whether a subject is the speaker's own side."""
    possessor = next((child.lower_ for child in subject.children if child.dep_ == "poss"), "")
    if subject.lower_ in _FIRST_PERSON or possessor in _FIRST_PERSON or possessor in _THIRD:
        return "own"
    who = cast.who(subject)
    if who is None:
        return "own" if subject.lower_ in {"he", "she"} else "other"
    if who == speaker:
        return "own"
    mine, theirs = cast.actors.get(speaker or ""), cast.actors.get(who)
    if mine is None or theirs is None:
        return "own" if subject.lower_ in {"he", "she"} else "other"
    same = mine.country is not None and mine.country == theirs.country
    return "own" if same and theirs.kind in {"state", "government", "person", "organisation"} else "other"
