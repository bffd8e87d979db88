"""Whom a description goes back to: "the ambassador", "the group", "the hostages", "the statement"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from deedwatch.actors.kinds import GROUP_KINDS, STATE_KINDS
from deedwatch.actors.scene import is_saying
from deedwatch.actors.words import kinds_of
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deedwatch.actors.draft import Draft
    from deedwatch.actors.phrases import Phrase
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = [
    "antecedent_body",
    "antecedent_person",
    "introduced_body",
    "issuer_of",
    "named_before",
    "note_issuer",
    "pair_before",
    "sides_of",
    "states_before",
    "two_told_most",
]
_PARTIES = STATE_KINDS | GROUP_KINDS
_PAIRED = _PARTIES | {"international_organisation", "population"}
_NEAR = 3  # sentences
_NAMED = 1_000_000  # characters: a body whose name has the noun goes before all others
_BODIES = _PARTIES - {"state"} | {"international_organisation", "media"}
_BEHIND = re.compile(r" (?:of|for|in|at|on) ")


def antecedent_person(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """The last person before whose role, country and gender agree with "the Iranian ambassador"."""
    at, noun, last = token.idx, phrase.noun, token.lower_
    country = phrase.countries[0] if phrase.countries else None
    fitting: list[tuple[int, int, Draft]] = []
    for draft in scene.drafts:
        if not draft.is_person or not draft.mentions:
            continue
        if country and draft.country not in {None, country}:
            continue
        if phrase.role and phrase.role.gender and draft.gender not in {None, phrase.role.gender}:
            continue
        before = [m.span[0] for m in draft.mentions if m.span[0] < at]
        if noun in draft.nouns or last in draft.nouns:
            fit = 2 + (noun in draft.nouns)
        elif noun in words_for("actors: any person") and draft.kind == "person" and not phrase.possessed:
            fit = 1
        else:
            continue
        if before:
            fitting.append((fit, max(before), draft))
        elif draft.kind == "person" and fit == 3 and (country or at < scene.heading):
            fitting.append((0, -min(m.span[0] for m in draft.mentions), draft))
    return max(fitting, key=lambda item: (item[0] > 1, item[1]))[2] if fitting else None


def antecedent_body(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """The last body before that "the group", "the ministry" or "the militants" can stand for."""
    if phrase.possessed:
        return None
    kinds = kinds_of(phrase.noun) or kinds_of(token.lower_)
    only = _only_group(scene) if "armed_group" in kinds else None
    described = phrase.start < token.i and phrase.noun == token.lower_
    if phrase.role is not None and phrase.role.plural and only is None and (described or not phrase.definite):
        return None
    fitting = [
        (near, draft)
        for draft in scene.drafts
        if draft.kind in kinds
        and (near := _nearness(token, phrase, draft, is_only=draft is only)) is not None
    ]
    if fitting:
        best = max(fitting, key=lambda item: (item[0] >= _NAMED, _is_told(item[1]), item[0]))[1]
        return None if _are_two_firms(scene, token, phrase, best, fitting) else best
    if phrase.definite and (later := _named_later(scene, token, kinds)) is not None:
        return later
    if phrase.role is not None and phrase.role.role == "BUS":
        return _only_firm(scene)
    return _called_by(scene, token, phrase)


def _called_by(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """The one body before that is called by the noun: "the chamber" after "the chamber of hauliers"."""
    noun, role = token.doc.words(phrase.start, token.i + 1).lower(), phrase.role
    if not phrase.definite or role is None or role.plural or role.sort == "force":
        return None
    named = [
        draft
        for draft in scene.drafts
        if draft.kind in _BODIES
        and draft.mentions
        and draft.name.lower() != noun
        and _is_called(draft.name.lower(), noun)
        and any(mention.span[0] < token.idx for mention in draft.mentions)
    ]
    return named[0] if len(named) == 1 else None


def _is_called(name: str, words: str) -> bool:
    """Do the words end a body's name, all of it or what stands before "of": "the city council of Beira"?"""
    if f" {_BEHIND.split(name, maxsplit=1)[0]}".endswith(f" {words}"):
        return True
    return f" {name}".endswith(f" {words}") and _BEHIND.search(name.removesuffix(words)) is None


def _are_two_firms(
    scene: Scene, token: Token, phrase: Phrase, best: Draft, fitting: list[tuple[int, Draft]]
) -> bool:
    """Were two firms named in one sentence, so that "the company" may be either?"""
    if phrase.role is None or phrase.role.role != "BUS" or token.lower_ in best.name.lower().split():
        return False
    sentence_of = scene.parse.sentence_of
    last = [
        max((sentence_of(m.span[0]) for m in draft.mentions if m.kind == "name"), default=-1)
        for _, draft in fitting
        if draft.role in {"", "BUS"}
    ]
    return last.count(max(last, default=-1)) > 1


def _named_later(scene: Scene, token: Token, kinds: frozenset[str]) -> Draft | None:
    """The one body with the noun in its name that is told only further on: "the agency" before its name."""
    noun = token.lower_
    named = [
        draft
        for draft in scene.drafts
        if draft.kind in kinds and draft.name[:1].isupper() and noun in draft.name.lower().split()[1:]
    ]
    return named[0] if len(named) == 1 and named[0].mentions else None


def _only_firm(scene: Scene) -> Draft | None:
    """The one firm that the report names, also where it names it only later ("the company" in the lead)."""
    firms = [draft for draft in scene.drafts if draft.role == "BUS" and draft.kind == "organisation"]
    named = [draft for draft in firms if draft.name[:1].isupper()]
    return named[0] if len(named) == 1 else None


def introduced_body(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """The body that a lead describes before the report names it: "A Canadian mining company ... Puno Copper".

    It is the only one of its sort that the report names, after the lead's words and of no other country.
    """
    parse, role = scene.parse, phrase.role
    lead = parse.paragraph_of(scene.heading) if scene.heading else 0
    if role is None or token.tag_ == "NNS" or phrase.possessed or parse.paragraph_of(token.idx) > lead:
        return None
    named = [
        draft for draft in scene.drafts if draft.name[:1].isupper() and _is_of_sort(draft, token, phrase)
    ]
    if len(named) != 1 or not named[0].mentions or min(m.span[0] for m in named[0].mentions) < token.idx:
        return None
    draft, here = named[0], phrase.countries[:1]
    if draft.country is not None and here and draft.country not in here:
        return None
    if role.sort == "armed":
        draft.kind, draft.role = "armed_group", "REB"
    draft.country = draft.country or (here[0] if here else None)
    return draft


def _is_of_sort(draft: Draft, token: Token, phrase: Phrase) -> bool:
    """Is it a firm, a union or an armed group, as the noun says; else has its name the noun?"""
    role, words = phrase.role, set(draft.name.lower().split())
    if role is None or draft.kind not in GROUP_KINDS:
        return False
    if role.role == "BUS" and role.sort == "body":
        return draft.role == "BUS"
    if role.sort == "armed":
        bands = words & (
            words_for("ledger: names of armed groups") | words_for("ledger: short names of a body")
        )
        return draft.kind == "armed_group" or (draft.role in {"", "NGO", "OPP"} and bool(bands))
    if token.lower_ in words_for("ledger: of a union"):
        return draft.role == "NGO" and (
            "union" in draft.nouns or bool(words & words_for("ledger: names of unions"))
        )
    return role.sort == "body" and role.role == draft.role == "NGO" and token.lower_ in words


def _only_group(scene: Scene) -> Draft | None:
    """The one armed group of a country that the report names, where there is just one."""
    groups = [draft for draft in scene.drafts if draft.kind == "armed_group" and draft.known]
    return groups[0] if len(groups) == 1 and groups[0].country is not None else None


def _nearness(token: Token, phrase: Phrase, draft: Draft, *, is_only: bool) -> int | None:
    """How near before the token the draft was named, more where its name has the noun; None for no fit."""
    if phrase.countries and draft.country not in {None, phrase.countries[0]}:
        return None
    last = token.lower_
    named = last in draft.nouns or last in draft.name.lower().split()
    if not named and _is_other_body(phrase, draft):
        return None
    described = token.i - phrase.start >= len(phrase.noun.split())
    if not named and (last in words_for("actors: body by name") or described) and not is_only:
        return None
    before = [m.span[0] for m in draft.mentions if m.span[0] < token.idx] or ([0] if is_only else [])
    return max(before) + (_NAMED if named else 0) if before else None


def _is_told(draft: Draft) -> bool:
    """Does a report or the lexicon tell what it is? Some books and towns are read as bodies."""
    return draft.known or draft.role != "" or draft.kind != "organisation"


def _is_other_body(phrase: Phrase, draft: Draft) -> bool:
    """Is a firm meant where the draft is none, or a club or charity where the draft has no name?

    "The company" does not go back to the union before it, nor "the club" to "the league".
    """
    asked = phrase.role.role if phrase.role is not None else ""
    if asked in {"NGO", "HRI"}:
        return draft.role == "BUS" or draft.name == draft.name.lower()
    return asked == "BUS" and draft.role not in {"", "BUS"}


def named_before(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """The last many with the same noun: "the hostages" after "12 South Korean hostages"."""
    if (
        phrase.role is None
        or phrase.role.sort not in {"people", "armed", "force"}
        or not (phrase.definite or phrase.bare)
    ):
        return None
    noun = token.lower_
    before = [
        (draft.mentions[-1].span[0], draft)
        for draft in scene.drafts
        if draft.plural and draft.mentions and noun in draft.nouns and draft.kind not in {"person", "state"}
    ]
    return max(before, key=lambda item: item[0])[1] if before else None


def states_before(scene: Scene, at: int) -> Iterator[str]:
    """The states named before, the last named first."""
    seen: set[str] = set()
    for mention in scene.told_before(at):
        if mention.actor not in seen and scene.drafts[mention.actor].kind == "state":
            yield mention.actor
        seen.add(mention.actor)


def pair_before(scene: Scene, token: Token) -> list[str]:
    """The two that "both" or "the two" stands for, the first named first; empty where that is not told.

    They were told as a pair in this sentence or the three before it ("Peru and Chile met"), or are the only
    two parties told so far, but for who speaks of them ("Ethiopia urged both").
    """
    asking = {
        scene.by_head.get(c.i) for verb in _verbs_over(token) for c in verb.children if c.dep_ == "nsubj"
    }
    here = scene.parse.sentence_of(token.idx)
    told: dict[str, None] = {}
    named: list[str] = []
    for mention in scene.told_before(token.idx):
        draft = scene.drafts[mention.actor]
        near = here - scene.parse.sentence_of(mention.span[0]) <= _NEAR
        together = scene.drafts.members.get(draft.key, ())
        if near and len(together) == 2 and asking.isdisjoint(together):
            return list(together)
        if draft.kind not in _PAIRED or draft.key in asking:
            continue
        head = scene.parse.doc[mention.head]
        first = scene.by_head.get(head.head.i) if head.dep_ == "conj" else None
        pair = first is not None and first != draft.key and scene.drafts[first].kind in _PAIRED
        if pair and first is not None and near and first not in asking:
            return [first, draft.key]
        if draft.key not in told and draft.name[:1].isupper():
            named.append(draft.key)
        told[draft.key] = None
        if not near and len(named) > 2:  # further back no pair is asked for
            return []
    two = named if len(named) > 1 else list(told)
    return two[::-1] if len(two) == 2 else []


def _verbs_over(token: Token) -> Iterator[Token]:
    """The verbs above a word, the nearest first."""
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in {"VERB", "AUX"}:
            yield token


def sides_of(scene: Scene, at: int) -> list[str]:
    """The two parties that a report told most of before, the first named first; empty where both are states.

    "Both sides" may be a state and an armed group, or a firm and a union.
    """
    told: Counter[str] = Counter()
    for mention in scene.mentions:
        draft = scene.drafts[mention.actor]
        if mention.span[0] < at and draft.kind in _PARTIES and draft.role != "MED":
            state = scene.drafts.find("state", draft.country or "") if draft.kind == "government" else None
            told[state.key if state is not None else draft.key] += 1
    most = two_told_most(told, sorted(told, key=lambda key: int(key[1:])))
    is_new = any(scene.drafts[key].kind not in STATE_KINDS for key in most)
    return list(most) if is_new else []


def two_told_most(told: Counter[str], sides: Sequence[str]) -> tuple[str, ...]:
    """Whom "both sides" means: the two of the sides that are told of most, in their order; else nobody.

    >>> two_told_most(Counter(a3=2, a1=5, a2=1), ["a1", "a2", "a3"])
    ('a1', 'a3')
    """
    most = sorted(sides, key=lambda side: -told[side])[:2]
    return tuple(side for side in sides if side in most) if len(most) == 2 else ()


def issuer_of(scene: Scene, token: Token, phrase: Phrase) -> Draft | None:
    """Who speaks in "the statement said": the one whose statement was told of before."""
    note_issuer(scene, token, phrase)
    if token.lower_ not in words_for("actors: issued") or not (phrase.definite or phrase.owner is not None):
        return None
    key = scene.issuers.get(token.lower_) or _writer_before(scene, token)
    return scene.drafts[key] if key is not None else None


def _writer_before(scene: Scene, token: Token) -> str | None:
    """Whose "letter" it is of which only the writing was told: "The abbot wrote to us. The letter"."""
    number = scene.parse.sentence_of(token.idx)
    start = scene.parse.sentences[max(0, number - _NEAR)][0]
    writing = words_for("actors: writing")
    near = reversed(token.doc[bisect_left(token.doc.starts, start) : token.i])
    verbs = (word for word in near if word.lemma_ in writing and word.pos_ == "VERB")
    return next((key for verb in verbs if (key := _subject_key(scene, verb)) is not None), None)


def note_issuer(scene: Scene, token: Token, phrase: Phrase) -> None:
    """Remember whose "statement" or "release" it is: its owner, or who said something in it."""
    key = None
    if phrase.owner is not None:
        key = scene.by_head.get(phrase.owner.start)
    elif token.dep_ == "pobj" and token.head.lower_ == "in" and is_saying(token.head.head):
        key = _subject_key(scene, token.head.head)
    elif token.dep_ == "dobj" and token.head.lemma_ in words_for("actors: issuing"):
        key = _subject_key(scene, token.head)
    if key is not None:
        scene.issuers[token.lower_] = key


def _subject_key(scene: Scene, verb: Token) -> str | None:
    subject = acting_subject(verb)
    return scene.by_head.get(subject.i) if subject is not None else None
