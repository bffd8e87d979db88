"""What a speaker does by a statement: the act of the cue, or what the words themselves do."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import words_for
from deedwatch.reading.statements.cues import act_of_word
from deedwatch.records import Act  # noqa: TC001 - msgspec reads the field's type
from deedwatch.text.needed import lowered, may_match, needed_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft

__all__ = ["ActRule", "act_of", "act_rules"]

_MARKS = re.compile(r"[\"“”„«»]|(?<!\w)'|'(?!\w)")
_SIDES = {None: {"own", "actor", "other"}, "own": {"own"}, "actor": {"actor"}, "other": {"actor", "other"}}
_FIRST_PERSON = {"i", "we", "us", "our", "my"}
_OTHERS = words_for("statements: others of one's own")
_THIRD = {"he", "she", "they", "it", "his", "her", "their", "its"}


class ActRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not"}):
    """One row of ``acts.toml``; ``yes`` and ``no`` are run as tests."""

    id: str
    act: Act
    yes: str
    no: str
    cues: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    subject: Literal["own", "other", "actor"] | None = None
    verbs: tuple[str, ...] = ()
    pattern: str | None = None
    not_: str | None = None


@cache
def act_rules() -> tuple[ActRule, ...]:
    """The rows of ``acts.toml``, in their order.

    Raises ``LexiconError`` naming row and key where a row breaks the form.
    """
    return load_rules(data_path("acts.toml"), ActRule)


@cache
def _needed(pattern: str) -> tuple[str, ...]:
    return needed_words(pattern)


@cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


def act_of(made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> Act:
    """The act of an attribution: the first row that fits it, else the cue's own act, else assert."""
    return act_and_rule(made, parse, cast, speaker)[0]


def act_and_rule(made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> tuple[Act, str]:
    """The act and the row that gave it ("cue" where the cue gave it)."""
    cue = parse.doc[made.cue.head]
    words, clauses = _words(made, parse), _clauses(made, parse, cast, speaker)
    low = lowered(words)
    own = made.cue.rule.act or act_of_word(cue.low_lemma_, made.frame)
    for rule in _rules_for(cue.low_lemma_, made.frame, by_words=own is None or made.cue.rule.yields):
        if _fits(rule, words, low, clauses):
            return rule.act, rule.id
    return (own or "assert"), "cue"


@lru_cache(maxsize=4096)
def _rules_for(cue: str, frame: str, *, by_words: bool) -> tuple[ActRule, ...]:
    """The rows that may hold for a cue in a frame; those of any cue only where the words decide."""
    return tuple(
        rule
        for rule in act_rules()
        if (cue in rule.cues if rule.cues else by_words) and (not rule.frames or frame in rule.frames)
    )


def _words(made: Draft, parse: Parse) -> str:
    words = " ".join(parse.text[start:end] for start, end in made.content)
    return _MARKS.sub("", words.replace("\n", " ").replace("’", "'").replace("‘", "'"))


def _fits(rule: ActRule, words: str, low: str, clauses: Sequence[tuple[str, str]]) -> bool:
    """Whether a row holds for words, given also in small letters: most have no word that it needs."""
    return (
        ((rule.subject is None and not rule.verbs) or _has_subject(rule, clauses))
        and not (rule.pattern and not may_match(_needed(rule.pattern), low))
        and not (rule.pattern and not _expression(rf"(?<!\w)(?:{rule.pattern})(?!\w)").match(words))
        and not (rule.not_ and _expression(rule.not_).search(words))
    )


def _has_subject(rule: ActRule, clauses: Sequence[tuple[str, str]]) -> bool:
    if not clauses:
        return rule.subject == "other" and not rule.verbs
    wanted = _SIDES[rule.subject]
    for side, verb in clauses:  # noqa: SIM110 - a plain loop, at half the cost of any()
        if side in wanted and (not rule.verbs or verb in rule.verbs):
            return True
    return False


def _clauses(made: Draft, parse: Parse, cast: Cast, speaker: str | None) -> list[tuple[str, str]]:
    """Side of the subject and lemma of the verb and of its modal, for the main clauses of what was said."""
    found = []
    for subject in _subjects(made, parse):
        side = _side(subject, cast, speaker)
        for verb in (subject.head, *subject.head.conjuncts):
            found.append((side, verb.low_lemma_))
            found.extend((side, child.low_lemma_) for child in verb.children if _is_told(child))
    return found


def _is_told(child: Token) -> bool:
    """Whether a verb's subject is this one's too: an infinitive, or "will", "shall", "would", "might"."""
    return child.dep_ == "xcomp" or (child.dep_ == "aux" and child.tag_ == "MD")


def _subjects(made: Draft, parse: Parse) -> Iterator[Token]:
    for start, end in made.content:
        span = parse.doc.char_span(start, end, alignment_mode="expand")
        for token in span or ():
            if token.dep_ not in {"nsubj", "nsubjpass", "agent"} or token.lower_ in {"who", "which", "that"}:
                continue
            verb = token.head
            if span and verb.dep_ in {"relcl", "acl", "advcl"} and span.start <= verb.head.i < span.end:
                continue
            if token.dep_ == "nsubjpass":
                agent = next(
                    (c for child in verb.children if child.dep_ == "agent" for c in child.children), None
                )
                yield agent if agent is not None else token
            elif token.dep_ == "nsubj":
                yield token


def _side(subject: Token, cast: Cast, speaker: str | None) -> str:
    """Whose side a subject is on: own, actor (another's), other (no actor, or unknown)."""
    possessor = next((child.lower_ for child in subject.children if child.dep_ == "poss"), "")
    if possessor and subject.low_lemma_ in _OTHERS:
        return "other"
    if subject.lower_ in _FIRST_PERSON or possessor in _FIRST_PERSON or possessor in _THIRD:
        return "own"
    who = cast.who(subject)
    if who is None:
        return "own" if subject.lower_ in {"he", "she"} else "other"
    if who == speaker:
        return "own"
    mine, theirs = cast.actors.get(speaker or ""), cast.actors.get(who)
    if mine is None or theirs is None or subject.dep_ == "nsubjpass":
        return "other"
    same = mine.country is not None and mine.country == theirs.country
    return "own" if same and theirs.kind in {"state", "government", "person", "organisation"} else "actor"
