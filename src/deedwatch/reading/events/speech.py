"""Deeds done by speaking: what a statement's act makes of it, where no trigger has told it already."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from deedwatch.language.closed import NOT, WILL
from deedwatch.language.doers import children, clause_head, doers, is_infinitive
from deedwatch.lexicon import data_path, load_rules
from deedwatch.reading.events.attribution import statement_at
from deedwatch.reading.events.drafts import Draft
from deedwatch.reading.events.grammar import conjoined
from deedwatch.reading.events.roles import Roles, actors_in
from deedwatch.reading.events.sides import is_same_side
from deedwatch.reading.events.status import Reading
from deedwatch.reading.events.when import date_at
from deedwatch.records import PloverType, quad_of
from deedwatch.text.needed import lowered, may_match, needed_words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse, Token
    from deedwatch.records import Actor, DateRange, Span, Statement

__all__ = ["SPEECH_TYPES", "date_of_saying", "draft_speech"]

SPEECH_TYPES: dict[str, tuple[PloverType, str]] = {
    "accuse": ("ACCUSE", "112"),
    "demand": ("REQUEST", "100"),
    "request": ("REQUEST", "100"),
    "reject": ("REJECT", "120"),
    "praise": ("SUPPORT", "051"),
    "threaten": ("THREATEN", "130"),
}
_FORCE = 4  # the quad class of deeds of conflict
_OWED = frozenset({"must", "should", "ought", "have", "need"})
_MODALS = {
    "demand": {"must", "should", "need", "have", "has", "needs", "ought"},
    "request": {"should", "must", "need", "let"},
    "threaten": WILL,
    "reject": NOT | {"cannot"},
}


class ContentRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in what is said that make the saying a deed."""

    type: PloverType
    cameo: str
    words: tuple[str, ...]
    target: Literal["subject", "any"]
    yes: str
    no: str


@cache
def content_rules() -> tuple[ContentRule, ...]:
    """The rows of ``content.toml``."""
    return load_rules(data_path("content.toml"), ContentRule)


@cache
def _content_patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...], ContentRule], ...]:
    """Each row with its pattern, and the words of which the pattern needs one."""
    patterns = (rf"\b(?:{'|'.join(map(re.escape, rule.words))})\b" for rule in content_rules())
    return tuple(
        (re.compile(pattern, re.IGNORECASE), needed_words(pattern), rule)
        for pattern, rule in zip(patterns, content_rules(), strict=True)
    )


def draft_speech(
    parse: Parse,
    cast: Cast,
    statements: tuple[Statement, ...],
    dates: tuple[DateMention, ...],
    drafts: list[Draft],
) -> list[Draft]:
    """The deeds that statements do and no trigger tells: the speaker is the source.

    Demands by modal words first, then what the statement's act says, then telling words.
    """
    made: list[Draft] = []
    by_hand = _done_by_hand(drafts)
    alike: dict[str, list[Draft]] = {}
    for draft in drafts:
        alike.setdefault(draft.type, []).append(draft)
    for statement in statements:
        if statement.speaker is None or statement.speaker not in cast.actors:
            continue
        tokens = _tokens(parse, statement)
        if not tokens or _is_done_by_hand(statement, by_hand):
            continue
        for found in (
            _demand(tokens, statement, cast),
            _act(tokens, statement, cast),
            *_telling(parse, tokens, statement, cast),
        ):
            if found is None:
                continue
            of_type = alike.setdefault(found.type, [])
            if not any(_tells(told, statement, found.type) for told in of_type):
                made.append(replace(found, date=_said_on(parse, statement, dates)))
                of_type.append(made[-1])
    return made


def _done_by_hand(drafts: list[Draft]) -> list[int]:
    """Where acts of force are told, in order."""
    force = (draft for draft in drafts if not draft.speech and quad_of(draft.type) == _FORCE)
    return sorted(draft.span[0] for draft in force if draft.status == "reported")


def _is_done_by_hand(statement: Statement, by_hand: list[int]) -> bool:
    """Whether what was taken for a verb of saying tells an act of force ("attacked a post")."""
    if statement.cue is None:
        return False
    return bisect_left(by_hand, statement.cue[0]) < bisect_left(by_hand, statement.cue[1])


def date_of_saying(
    draft: Draft, parse: Parse, statements: tuple[Statement, ...], dates: tuple[DateMention, ...]
) -> Draft:
    """A deed announced that has become the words themselves (a threat) is of the day when they were said."""
    turned = draft.trigger is not None and draft.type != draft.trigger.rule.type
    statement = statement_at(draft.span, statements) if turned and draft.date is None else None
    return draft if statement is None else replace(draft, date=_said_on(parse, statement, dates))


def _said_on(parse: Parse, statement: Statement, dates: tuple[DateMention, ...]) -> DateRange | None:
    """The day that hangs on the cue."""
    if statement.cue is None:
        return None
    cover = parse.doc.char_span(*statement.cue, alignment_mode="expand")
    return None if cover is None else date_at([cover.root], dates)


def _tokens(parse: Parse, statement: Statement) -> list[Token]:
    spans = (parse.doc.char_span(start, end, alignment_mode="contract") for start, end in statement.content)
    return [token for span in spans if span is not None for token in span]


def _demand(tokens: list[Token], statement: Statement, cast: Cast) -> Draft | None:
    """As in "X must stop": a demand on X, unless X is the speaker's own side."""
    for token in tokens:
        owed = token.lower_ in _OWED or token.lemma_ in _OWED
        verb = _owed(token) if owed else None
        if verb is None:
            continue
        target = tuple(key for key in actors_in(doers(verb), cast) if not _is_own(key, statement, cast))
        if target:
            first, last = min(token.i, verb.i), max(token.i, verb.i)
            end = token.doc[last]
            return _spoken(
                statement, target, ("REQUEST", "100"), verb, (token.doc[first].idx, end.idx + len(end.text))
            )
    return None


def _owed(token: Token) -> Token | None:
    """The verb that must be done; None for "must have been", for questions and conditions."""
    verb: Token | None = None
    if token.lower_ in {"must", "should", "ought"} and token.dep_ == "aux":
        verb = token.head
    elif token.lemma_ in {"have", "need"} and token.tag_ in {"VBP", "VBZ", "VB"}:
        verb = next((c for c in children(token, "xcomp") if is_infinitive(c)), None)
        if verb is not None and children(token, "dobj"):
            return None
    if verb is None or verb.lemma_ == "be" or any(c.lower_ == "have" for c in children(verb, "aux")):
        return None
    return None if any(c.lower_ in {"if", "whether", "unless"} for c in children(verb, "mark")) else verb


def _is_press(actor: Actor) -> bool:
    """Who is told something as a reporter is not whom it is aimed at."""
    return actor.kind == "media" or (actor.code or "").endswith("MED")


def _is_own(key: str, statement: Statement, cast: Cast) -> bool:
    return is_same_side(cast.actors[statement.speaker or ""], cast.actors[key])


def _act(tokens: list[Token], statement: Statement, cast: Cast) -> Draft | None:
    kind = SPEECH_TYPES.get(statement.act)
    if kind is None:
        return None
    word, span = _anchor(tokens, statement)
    told = tuple(key for key in statement.addressees if not _is_press(cast.actors[key]))
    target = told or _blamed(tokens, statement, cast)
    target = tuple(key for key in target if key != statement.speaker)
    if kind[0] == "ACCUSE" and not any(_is_a_side(cast.actors[key]) for key in target):
        return None
    return _spoken(statement, target, kind, word, span) if target else None


def _is_a_side(actor: Actor) -> bool:
    """Whether it can be charged by name or country: "pirates attacked, the Bureau said" only reports."""
    return actor.country is not None or (actor.kind != "unnamed" and actor.name[:1].isupper())


def _telling(parse: Parse, tokens: list[Token], statement: Statement, cast: Cast) -> list[Draft]:
    """Deeds by telling words, one of each type in a statement."""
    made: list[Draft] = []
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)
    low = lowered(parse.text[start:end])
    for pattern, needed, rule in _content_patterns():
        match = pattern.search(parse.text, start, end) if may_match(needed, low) else None
        cover = parse.doc.char_span(*match.span(), alignment_mode="expand") if match else None
        if match is None or cover is None:
            continue
        target = _aimed(cover.root, tokens, rule, statement, cast)
        if target:
            made.append(_spoken(statement, target, (rule.type, rule.cameo), cover.root, match.span()))
    return made


def _aimed(
    word: Token, tokens: list[Token], rule: ContentRule, statement: Statement, cast: Cast
) -> tuple[str, ...]:
    if rule.target == "subject":
        verb = word if word.pos_ in {"VERB", "AUX"} else clause_head(word)
        found = actors_in(doers(verb), cast) if verb is not None else ()
    else:
        told = tuple(key for key in statement.addressees if not _is_press(cast.actors[key]))
        found = told or _blamed(tokens, statement, cast)
    return tuple(key for key in found if key != statement.speaker and not _is_own(key, statement, cast))


def _spoken(
    statement: Statement, target: tuple[str, ...], kind: tuple[PloverType, str], word: Token, span: Span
) -> Draft:
    return Draft(
        type=kind[0], cameo=kind[1], span=span, word=word, roles=Roles((statement.speaker or "",), target),
        reading=Reading("reported"), status="reported", speech=True, confidence=0.5,
    )  # fmt: skip


def _tells(draft: Draft, statement: Statement, type_: str) -> bool:
    """Whether a draft is this statement's own act: its cue, or words of its content."""
    if draft.type != type_:
        return False
    if statement.cue is not None and draft.span[0] < statement.cue[1] and statement.cue[0] < draft.span[1]:
        return True
    inside = any(start <= draft.span[0] < end for start, end in statement.content)
    return inside and not draft.reading.dropped and draft.roles.source in {(), (statement.speaker,)}


def _anchor(tokens: list[Token], statement: Statement) -> tuple[Token, Span]:
    """The words that make the act: a modal with its verb, else the head of what is said."""
    wanted = _MODALS.get(statement.act, set())
    for token in tokens:
        if token.lower_ in wanted and token.head.pos_ in {"VERB", "AUX"}:
            verb = token.head if token.dep_ in {"aux", "neg"} else token
            first = min(token, verb, key=lambda t: t.i)
            last = max(token, verb, key=lambda t: t.i)
            if last.i - first.i <= 3:
                return verb, (first.idx, last.idx + len(last.text))
    inside = {t.i for t in tokens}
    root = next((t for t in tokens if t.head.i not in inside or t.head == t), tokens[0])
    return root, (root.idx, root.idx + len(root.text))


def _blamed(tokens: list[Token], statement: Statement, cast: Cast) -> tuple[str, ...]:
    """Whom it is aimed at: the subject of what is said, else an actor named in it, of another side."""
    inside = {t.i for t in tokens}
    named = [actors_in([t], cast) for t in tokens if t.dep_ in {"nsubj", "nsubjpass"} and t.head.i in inside]
    named += [actors_in(conjoined([t]), cast) for t in tokens if cast.who(t) is not None]
    for keys in named:
        others = tuple(
            key for key in keys if cast.actors[key].kind != "unnamed" and not _is_own(key, statement, cast)
        )
        if others:
            return others
    return ()
