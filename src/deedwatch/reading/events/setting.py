"""When, where and with what: the date, place and means that the grammar ties to a deed."""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - `date` is a mention's
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from deedwatch.dates import publication_day
from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.roles import carries
from deedwatch.records import DateRange, Place
from deedwatch.text.holding import among

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.dates import DateMention
    from deedwatch.language import Doc, Token
    from deedwatch.places import PlaceMention
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.reading.events.triggers import Trigger
    from deedwatch.records import Document, Statement

__all__ = [
    "carry_days",
    "code_by_means",
    "date_at",
    "date_of",
    "means_of",
    "place_of",
    "undate_words",
    "unplace",
]

M = TypeVar("M")
_AT = frozenset(
    {
        "in", "at", "near", "outside", "inside", "on", "into", "around", "across", "throughout", "off",
        "through", "along",
    }
)  # fmt: skip
_SAYING = words_for("actors: saying")
_MONTH = 27  # days after the first
_CLAUSES = frozenset({"relcl", "ccomp", "advcl"})
_STOP = frozenset({"ccomp", "relcl", "advcl", "acl", "parataxis"})


class WeaponRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A weapon or means of attack, with the CAMEO code of an attack with it where there is one."""

    word: str
    cameo: str | None = None


def _days_of_speech(statements: tuple[Statement, ...]) -> Iterator[tuple[int, str, str]]:
    """Where each dated statement begins, its speaker, and its day."""
    for statement in statements:
        if statement.on is not None and statement.speaker is not None:
            first = statement.content[0][0] if statement.content else 0
            yield min(first, statement.cue[0] if statement.cue else first), statement.speaker, statement.on


@cache
def _weapons() -> dict[str, str | None]:
    return {row.word: row.cameo for row in load_rows(data_path("weapons.csv"), WeaponRow)}


@cache
def _ends_of_weapons() -> frozenset[str]:
    return frozenset(words.split()[-1] for words in _weapons())


def code_by_means(cameo: str, means: str | None) -> str:
    """The code of an attack with this weapon, where the rule's own code says no more than "attack".

    >>> code_by_means("190", "car bomb")
    '1832'
    """
    if means is None or cameo not in _GENERAL:
        return cameo
    return _weapons().get(means.lower()) or cameo


_GENERAL = frozenset({"180", "183", "190"})


def date_of(trigger: Trigger, dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date that hangs on the deed or on the verb that carries it; None where none does."""
    return date_at([trigger.head, trigger.token], dates)


def date_at(words: list[Token], dates: tuple[DateMention, ...]) -> DateRange | None:
    """The date nearest in the tree to the words of a deed, inside their own clause."""
    known, cue = _known(dates, words[0]), words[-1]
    for date in _known(dates, cue) if cue.tag_ == "VBD" and cue.lemma_ in _SAYING else ():
        if date.head == cue.i:  # "said on Monday": see find_dates
            return DateRange(from_=date.from_, to=date.to, span=date.span)
    best = _nearest(words, [(date.head, date) for date in known])
    if best is None:
        best = _from_above(cue, _known(dates, cue))
    if best is None:
        return None
    to = best.to
    said = words[0].doc.text[best.span[0] : best.span[1]].lower()
    if to is None and best.from_ and said.startswith("since") and words[0].tag_ != "VBG":
        to = f"{best.from_[:4]}-12-31"
    return DateRange(from_=best.from_, to=to, span=best.span)


def _known(dates: tuple[DateMention, ...], word: Token) -> list[DateMention]:
    """The dates of a word's sentence that say when."""
    return [date for date in among(dates, word.sent.start, word.sent.end) if date.from_ or date.to]


def _from_above(verb: Token, dates: list[DateMention]) -> DateMention | None:
    """The date of the clause above, where it dates the deed as well.

    "On Monday, the agency reported that troops crossed": before the subject it stands over both. "was
    set up in 2003 after troops ousted him", "died on Monday when a bomb went off": the same time.
    """
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head
    above = verb.head
    if above == verb or above.pos_ not in {"VERB", "AUX"} or verb.tag_ not in {"VBD", "VBN"}:
        return None
    hung = [date for date in dates if above in _two_above(verb.doc[date.head])]
    if verb.dep_ == "ccomp":
        first = min((c.i for c in above.children if c.dep_ in {"nsubj", "nsubjpass"}), default=0)
        return next((date for date in hung if date.head < first), None)
    if verb.dep_ != "advcl":
        return None
    marks = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    if marks & {"when", "as"}:
        return next(iter(hung), None)
    return next((date for date in hung if "after" in marks and _is_coarse(date)), None)


def _two_above(token: Token) -> tuple[Token, Token]:
    return token.head, token.head.head


def _is_coarse(date: DateMention) -> bool:
    """A month or more."""
    if date.from_ is None or date.to is None:
        return False
    return (Day.fromisoformat(date.to) - Day.fromisoformat(date.from_)).days >= _MONTH


def undate_words(drafts: list[Draft], document: Document) -> list[Draft]:
    """Deeds of words without the days that only their content can mean: "promised to leave within ten days".

    What a report tells as said or conceded was so by the day it came out; a later day is that of the
    thing promised, threatened, asked or given up. Without a day of the report nothing is known to be later.
    """
    today = publication_day(document)
    if today is None:
        return drafts
    day = today.isoformat()
    return [
        replace(draft, date=None)
        if draft.type in _SAID | {"CONCEDE"}
        and draft.status in {"reported", "alleged"}
        and _is_later(draft.date, day)
        else draft
        for draft in drafts
    ]


def _is_later(date: DateRange | None, today: str) -> bool:
    """From a later day on, or up to one from today or from no day at all."""
    return date is not None and (date.to or date.from_ or "") > today and (date.from_ or today) >= today


def carry_days(drafts: list[Draft], statements: tuple[Statement, ...]) -> list[Draft]:
    """A deed of words with no day of its own is done on the day its speaker last spoke."""
    spoke: dict[str, DateRange] = {}
    made = []
    said = sorted(_days_of_speech(statements), key=lambda day: day[0], reverse=True)
    for draft in sorted(drafts, key=lambda d: d.span):
        source = draft.roles.source[0] if draft.roles.source else ""
        while said and said[-1][0] < draft.span[1]:
            _, speaker, on = said.pop()
            spoke[speaker] = DateRange(from_=on, to=on, span=None)
        date = draft.date
        lasts = draft.trigger is not None and draft.word.tag_ in {"VBZ", "VBP"}  # "wants them to leave"
        if draft.speech and date is None and source in spoke and not (draft.background or lasts):
            made.append(replace(draft, date=spoke[source]))
            continue
        if date is not None and source and not draft.background and date.from_ == date.to:
            spoke[source] = date
        made.append(draft)
    return made


def place_of(trigger: Trigger, places: tuple[PlaceMention, ...]) -> Place | None:
    """The place that hangs on the deed with a preposition of place, or stands before its noun.

    One of force also takes the place that it is done to ("left Iraq"). A place that hangs on somebody's
    name or on a verb above ("the movement in Yemen claimed the attack") is not the deed's.
    """
    doc = trigger.token.doc
    sentence = trigger.head.sent
    here = among(places, sentence.start, sentence.end)
    marked = [(place.head, place) for place in here if _is_local(doc[place.head], trigger)]
    best = _where(trigger, here) or _nearest(
        [trigger.head, trigger.token, *_aims(trigger)], marked, aside=_is_aside
    )
    if best is None and trigger.rule.type in _OF_FORCE:
        apart = [p for p in here if not any(doc[o.head].is_ancestor(doc[p.head]) for o in here)]
        inside = [place for place in apart if _is_within(doc[place.head], trigger)]
        best = inside[0] if inside and len({place.name for place in apart}) == 1 else None
    if best is None:
        return None
    return Place(
        name=best.name, country=best.country, span=best.span,
        region=best.region, latitude=best.latitude, longitude=best.longitude,
    )  # fmt: skip


_SAID = frozenset({"REQUEST", "THREATEN", "AGREE", "CONCEDE"})
_OF_WORDS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "AGREE", "CONCEDE"})
_OF_FORCE = frozenset({"ASSAULT", "PROTEST", "RETREAT", "MOBILIZE", "COERCE"})
_VISIT, _ABDUCT, _SAVED = "042", "181", ("073", "074")
_TOWARDS = {"from": frozenset({"RETREAT", _ABDUCT, *_SAVED}), "to": frozenset({"MOBILIZE", "AID", _VISIT})}
_WITHIN_NAME = frozenset({"compound", "nmod", "amod", "poss", "appos", "conj", "nummod"})
_NAMED = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_SCENES = words_for("events: scenes")


def unplace(draft: Draft) -> Draft:
    """A deed that did not happen has no place, and neither has one that is only words by now (a threat)."""
    trigger = draft.trigger
    if draft.place is None or trigger is None:
        return draft
    turned = draft.type in _OF_WORDS and trigger.rule.type not in _OF_WORDS
    return replace(draft, place=None) if turned or draft.status == "denied" else draft


def _where(trigger: Trigger, places: list[PlaceMention]) -> PlaceMention | None:
    """As in "the valley, where troops fought rebels"."""
    verb = trigger.token
    if (
        trigger.rule.type not in _OF_FORCE
        or verb.dep_ != "relcl"
        or all(child.lower_ != "where" for child in verb.lefts)
    ):
        return None
    return next((place for place in places if place.head == verb.head.i), None)


def _is_within(token: Token, trigger: Trigger) -> bool:
    """Whether the one place of a sentence is said inside what is done, or in the clause before it."""
    if token.dep_ != "pobj" or token.head.lower_ not in {"in", "at", "near", "inside", "into"}:
        return False
    above = token.head.head
    if above.dep_ == "acl" and above.tag_ == "VBG":  # "hit a bus carrying children in the north"
        return trigger.token.is_ancestor(token) and trigger.kind == "verb"
    if above.pos_ in {"VERB", "AUX"}:
        return trigger.token.dep_ == "conj" and trigger.token.head == above
    return above.pos_ != "PROPN" and trigger.token.is_ancestor(token) and trigger.kind == "verb"


def _is_local(token: Token, trigger: Trigger) -> bool:
    """Whether a place stands where the place of a deed stands."""
    own = {trigger.head.i, trigger.token.i}
    if token.head.i == trigger.head.i and token.dep_ in {"compound", "nmod", "amod"}:
        return trigger.rule.type not in _OF_WORDS
    if token.dep_ == "advmod" and token.lower_ in words_for("places: direction"):  # "20 miles north of Gulu"
        return trigger.rule.type in _OF_FORCE
    if token.dep_ == "nsubj" and token.head.lemma_ == "be":
        return any(child.dep_ == "attr" and child.lower_ in _SCENES for child in token.head.children)
    node = token
    while node.dep_ in _WITHIN_NAME and node.head != node and node.head.pos_ in {"NOUN", "PROPN"}:
        node = node.head
        if node.i in own:
            return False
    if node.dep_ in {"dobj", "nsubjpass"}:
        is_done_to = node.head == trigger.token and (
            trigger.rule.type in _OF_FORCE or trigger.rule.cameo == _VISIT
        )
        return is_done_to or node.head in _aims(trigger)
    return node.dep_ == "pobj" and _is_placed(node.head, trigger, own)


def _is_placed(lead: Token, trigger: Trigger, own: set[int]) -> bool:  # noqa: PLR0911 - a case a line
    """Whether a preposition over a place puts the deed there."""
    above, kind = lead.head, trigger.rule.type
    if trigger.head.dep_ == "dobj" and above == trigger.head.head and above.i not in own and lead.i < above.i:
        return False  # "In Oslo, the minister defended the release": where he spoke
    is_forced = kind in _OF_FORCE
    if lead.lower_ == "of" and above.lower_ == "out":  # "pulled out of the city"
        return kind == "RETREAT" and above.head.i in own
    if lead.lower_ == "of":  # "took control of the island"
        return is_forced and above.dep_ == "dobj" and above.head.i in own and above.ent_type_ not in _NAMED
    if kind in _OF_WORDS:
        return kind == "AGREE" and lead.lower_ in {"in", "at"} and _carries(above, own)
    if lead.lower_ in _TOWARDS and not (lead.lower_ == "to" and trigger.noun is not None and is_forced):
        codes = _TOWARDS[lead.lower_]
        return bool({kind, trigger.rule.cameo} & codes) and (
            above.i in own
            or (trigger.rule.cameo in {_ABDUCT, *_SAVED} and above.dep_ == "dobj" and above.head.i in own)
        )
    if lead.lower_ == "to" and trigger.noun is not None and is_forced:  # "set fire to the market"
        return above.i in own
    if lead.lower_ == "on":
        return is_forced and above.i in own | {child.i for child in trigger.token.children}
    return lead.lower_ in _AT


def _aims(trigger: Trigger) -> list[Token]:
    """The verbs that say what a deed is for: "a campaign to retake the city", "ordered troops to hold it"."""
    below = [(trigger.head, {"acl", "relcl"})] if trigger.kind == "noun" else []
    if trigger.rule.type == "MOBILIZE":
        below.append((trigger.token, {"xcomp", "ccomp", "advcl"}))
    return [
        child
        for word, links in below
        for child in word.children
        if child.dep_ in links and child.tag_ == "VB" and any(c.tag_ == "TO" for c in child.lefts)
    ]


def _carries(verb: Token, own: set[int]) -> bool:
    """As in "agreed in Geneva", "the deal reached in Geneva"."""
    return verb.i in own or (verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i in own)


def _is_aside(way: list[Token], above: int) -> bool:
    """Whether a way up from a place to a word over the deed passes through a noun of its own."""
    if any(node.dep_ == "pcomp" for node in way):
        return True
    return above > 0 and any(node.pos_ in {"NOUN", "PROPN", "PRON"} for node in way[1:])


def _nearest(
    words: list[Token],
    marked: list[tuple[int, M]],
    *,
    aside: Callable[[list[Token], int], bool] | None = None,
) -> M | None:
    """The one whose way up meets the trigger's own clause soonest, on no way that leads ``aside``."""
    doc = words[0].doc
    anchors = _clause_of(words)
    best: M | None = None
    cost = 99
    sentence = words[0].sent
    first, last = sentence.start, sentence.end
    for index, mention in marked:
        token = doc[index]
        if not first <= index < last:
            continue
        steps = _steps_to(token, anchors, aside)
        if steps is not None and steps < cost:
            best, cost = mention, steps
    return best


def _clause_of(words: list[Token]) -> dict[int, int]:
    """The tokens that a date may hang on: the deed's noun and verb, the verbs it is coordinated with."""
    anchors = {word.i: 0 for word in words}
    node, cost = words[0], 0
    for _ in range(8):
        if node.head == node or _is_apart(node):
            break
        if node.dep_ == "advcl":
            cost += 4
        node = node.head
        cost += 1
        anchors.setdefault(node.i, cost)
    return anchors


def _is_apart(node: Token) -> bool:
    """Where the clause of a deed ends: what is dated above does not date it."""
    if node.pos_ in {"VERB", "AUX"}:
        if node.dep_ == "conj":
            return any(child.dep_ in {"nsubj", "nsubjpass"} for child in node.children)
        return node.dep_ in _STOP and not (node.dep_ == "advcl" and node.tag_ == "VBG")
    if node.dep_ == "nsubj" and node.head.lemma_ == "be":
        return any(child.dep_ in {"attr", "acomp"} for child in node.head.children)
    return node.dep_ in {"prep", "agent"} and node.lower_ not in {
        "in",
        "during",
        "at",
        "with",
        "by",
        "to",
        "on",
        "of",
    }


def _steps_to(
    token: Token, anchors: dict[int, int], aside: Callable[[list[Token], int], bool] | None = None
) -> int | None:
    node = token
    way: list[Token] = []
    for steps in range(8):
        if node.i in anchors and node.i != token.i:
            if aside is not None and aside(way, anchors[node.i]):
                return None
            return steps + 2 * anchors[node.i]
        way.append(node)
        if node.dep_ in {"attr", "acomp"}:
            return None
        told = node.dep_ == "relcl" and node.head.i in anchors and carries(node)
        if not told and (
            node.head == node or (steps and node.pos_ in {"VERB", "AUX"} and node.dep_ in _CLAUSES)
        ):
            return None
        node = node.head
    return None


def means_of(trigger: Trigger) -> str | None:
    """The longest name of a weapon in the trigger's words, its subject, object or "with" phrase."""
    doc = trigger.token.doc
    near = [trigger.head, trigger.token]
    for verb in (trigger.token, trigger.head):
        for child in verb.children:
            if child.dep_ in {"nsubj", "nsubjpass", "dobj", "compound", "amod"}:
                near.append(child)
            elif (
                child.dep_ in {"prep", "agent"} and child.lower_ in {"with", "by", "using", "in", "of"}
            ) or (child.dep_ == "advcl" and child.lower_ == "using"):
                near.extend(child.children)
    found = [text for token in near if (text := _weapon_at(token, doc)) is not None]
    return max(found, key=len) if found else None


def _weapon_at(token: Token, doc: Doc) -> str | None:
    for width in (4, 3, 2, 1) if token.lower_ in _ends_of_weapons() else ():
        start = token.i - width + 1
        if start < token.sent.start:
            continue
        text = doc.words(start, token.i + 1)
        if text.lower() in _weapons():
            return str(text)
    return None
