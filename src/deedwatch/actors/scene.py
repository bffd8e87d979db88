"""What one reading of a report knows so far: names, drafts, and which token stands for which actor."""

from __future__ import annotations

import re
from bisect import bisect_left, insort_left
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from deedwatch.actors.cast import Mention
from deedwatch.actors.draft import Drafts
from deedwatch.language import dateline_end
from deedwatch.language.closed import WILL, is_negated
from deedwatch.lexicon.countries import state_name, state_of_capital
from deedwatch.lexicon.places import is_place_noun, look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors.draft import Draft
    from deedwatch.actors.gazetteer import Name
    from deedwatch.language import Parse, Token

__all__ = [
    "ARGUMENTS",
    "Scene",
    "capital_of_line",
    "clause_country",
    "focus_country",
    "has_outer_army",
    "is_gone_to",
    "is_placed",
    "is_saying",
    "is_source",
    "is_told_so",
    "lead_country",
    "state_draft",
    "weigh_lands",
]

_OF_A_STATE = words_for("actors: nouns of a state")
_SAYING = words_for("actors: saying")


def is_saying(token: Token) -> bool:
    """Whether the token is a verb of saying."""
    return token.low_lemma_ in _SAYING


def is_told_so(verb: Token) -> bool:
    """Whether what a verb tells is or will be so: neither denied nor only possible ("may lead the Front")."""
    possible = any(child.tag_ == "MD" and child.lower_ not in WILL for child in verb.children)
    return not possible and not is_negated(verb)


def is_source(token: Token) -> bool:
    """Whether "according to" stands before it."""
    return token.dep_ == "pobj" and token.head.lower_ == "to" and token.head.head.lower_ == "according"


@dataclass(slots=True)
class Scene:
    """The state of one reading; filled by the passes in ``find``."""

    parse: Parse
    day: str | None
    names: dict[int, Name]
    lands: dict[int, str]
    drafts: Drafts = field(default_factory=Drafts)
    by_head: dict[int, str] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    placed: list[Mention] = field(default_factory=list)
    focus: str | None = None
    is_one_country: bool = False
    only: str | None = None
    main: str | None = None
    lead: str | None = None
    lead_end: int = 0
    has_outer_army: bool = False
    heading: int = 0
    issuers: dict[str, str] = field(default_factory=dict)
    press: str | None = None
    capital: str | None = None

    @property
    def is_long(self) -> bool:
        """Whether the text has more than two sentences: so short a one plays nowhere that it does not say."""
        return len(self.parse.sentences) > _FEW

    def mention(
        self, draft: Draft, start: int, end: int, head: int, kind: Literal["name", "nominal", "pronoun"]
    ) -> None:
        """Note that the tokens ``start`` to ``end`` stand for the draft."""
        doc = self.parse.doc
        last = doc[end - 1]
        mention = Mention((doc[start].idx, last.idx + len(last.text)), head, draft.key, kind)
        self.by_head[head] = draft.key
        self.mentions.append(mention)
        draft.mentions.append(mention)

    def told_before(self, at: int) -> Iterator[Mention]:
        """The mentions so far that begin before an offset, the last first."""
        for mention in self.mentions[len(self.placed) :]:
            insort_left(self.placed, mention, key=_begin)
        end = bisect_left(self.placed, at, key=_begin)
        return reversed(self.placed[:end])


def _begin(mention: Mention) -> int:
    return mention.span[0]


def state_draft(drafts: Drafts, iso: str) -> Draft:
    """The draft of a state, made where it is not there yet."""
    draft = drafts.find("state", iso)
    if draft is None:
        draft = drafts.add(state_name(iso), "state", "state", iso)
        draft.country, draft.code, draft.known = iso, iso, True
        draft.nouns |= _OF_A_STATE
    return draft


_WORD = re.compile(r"[a-z]+")
_BEHIND_PLACE = re.compile(r"[,(–—-]")
_PLACED = 2  # votes: told in the lead or the dateline, or twice
_GOING = {"to", "from", "of", "into", "toward", "towards", "through"}
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "dative", "agent"})
_OPPOSED = frozenset({"against", "by", "with"})
_CLAUSES = frozenset({"ccomp", "relcl", "acl", "advcl", "parataxis"})
_FEWER, _HALF = 3, 2
_OFTEN = 8
_FEW = 2  # sentences
_STATIC = {"in", "at", "near", "across", "outside", "inside", "within", "throughout", "around"}


def is_placed(token: Token) -> bool:
    """Whether the country or town is where something is, not who does it."""
    head = (
        token.head
        if token.dep_ in {"compound", "amod", "poss", "nmod"} and is_place_noun(token.head.lower_)
        else token
    )
    return head.dep_ == "pobj" and head.head.lower_ in _STATIC


def is_gone_to(token: Token) -> bool:
    """Whether the name is where somebody goes, comes from or fights: "pulled out of Goma", "shelled Aden"."""
    if token.dep_ in {"dobj", "nsubjpass"}:
        return token.head.low_lemma_ in words_for("actors: taking ground")
    if token.dep_ != "pobj" or token.head.lower_ not in _GOING:
        return False
    above = token.head.head
    above = above.head if above.dep_ == "prep" else above
    return above.pos_ == "VERB" and above.low_lemma_ in words_for("actors: going")


def focus_country(scene: Scene, dateline: str | None) -> tuple[str | None, bool, bool]:
    """The country where the report plays, whether it is plainly the one, and whether places in it are told.

    Most places are in it, the lead's counting double; where no place is told, it is the most named.
    """
    doc, lands = scene.parse.doc, scene.lands
    placed: Counter[str] = Counter()
    named: Counter[str] = Counter()
    paragraphs = scene.parse.paragraphs
    lead = paragraphs[min(2, len(paragraphs) - 1)][1] if paragraphs else 0
    at = _country_of_line(dateline or "")
    if at is not None:
        placed[at] += 2
    for i, country in lands.items():
        if lands.get(i + 1) == country:
            continue
        weight = 2 if doc[i].idx <= lead else 1
        named[country] += weight * (1 + (doc[i].dep_ == "nsubj"))
        placed[country] += weight * is_placed(doc[i])
    most = max(named.values(), default=0)
    in_passing = {iso for iso, count in placed.items() if count < _PLACED and 2 * named[iso] < most}
    for iso in in_passing:
        del placed[iso]  # "the next port of call, Djibouti"
    for votes in (placed + Counter({iso: count / 6 for iso, count in named.items()}), named):
        votes.pop("", None)
        if votes:
            first, *rest = sorted(votes, key=lambda iso: (-votes[iso], iso))
            return first, not rest or votes[first] >= 2 * votes[rest[0]], placed[first] >= _PLACED
    return None, False, False


def weigh_lands(scene: Scene, *, plays_there: bool) -> tuple[str | None, str | None]:
    """The country of a report in which no other state has a part, and the one that is named most by far.

    Others are named once at most for three times that it is named itself, or for two where none but it has a
    part. Persons and bodies that the lexicon knows count for their state, outlets do not. Both are None where
    the report tells neither a place in the country nor a deed of it.
    """
    focus = scene.focus
    if focus is None or not scene.is_one_country:
        return None, None
    doc = scene.parse.doc
    known = [
        draft
        for draft in scene.drafts
        if draft.known and draft.country is not None and draft.kind not in {"media", "state"}
    ]
    named = Counter(country for i, country in scene.lands.items() if scene.lands.get(i + 1) != country)
    for draft in known:
        named[draft.country or ""] += len(draft.mentions)
    others = sum(named.values()) - named[focus]
    if _HALF * others > named[focus]:
        return None, None
    acting = {country for i, country in scene.lands.items() if _has_part(doc[i])}
    acting |= {draft.country or "" for draft in known if any(_has_part(doc[m.head]) for m in draft.mentions)}
    is_lone = named[focus] > 1 and (acting == {focus} or (others == 0 and not scene.is_long))
    fewer = _HALF if acting == {focus} else _FEWER
    if fewer * others > named[focus] or not (plays_there or is_lone or named[focus] >= _OFTEN):
        return None, None
    if focus not in acting and _has_venue(_lead(scene)[0]):
        return None, None
    is_only = plays_there and _FEWER * others <= named[focus] and acting <= {focus}
    return focus if is_only else None, focus


def lead_country(scene: Scene) -> tuple[str | None, int]:
    """The country where the first sentence of the body plays, and where the sentence ends.

    None where it tells no place or names another country as well. The place may stand in the dateline;
    talks, summits and matches are held anywhere and tell no home.
    """
    words, line, start = _lead(scene)
    is_dated = line > start
    if not words or _has_venue(words) or not (is_dated or scene.is_one_country):
        return None, 0
    placed = [token for token in words if token.i in scene.lands]
    lands = {scene.lands[token.i] for token in placed}
    is_told = any(token.idx < line or is_placed(token) for token in placed)
    place = _country_of_line(scene.parse.text[start:line])
    if place is not None:
        lands.add(place)
    return (lands.pop() if (is_told or place) and len(lands) == 1 else None), words[-1].end


def _lead(scene: Scene) -> tuple[list[Token], int, int]:
    """The tokens of the first sentence of the body, dateline included; where the dateline ends and begins."""
    doc = scene.parse.doc
    first = next((token for token in doc if token.idx >= scene.heading and not token.is_space), None)
    if first is None:
        return [], 0, 0
    start, end = scene.parse.paragraphs[scene.parse.paragraph_of(first.idx)]
    line = start + dateline_end(scene.parse.text[start:end])
    said = next((token for token in doc if token.idx >= max(line, first.idx) and not token.is_space), first)
    return list(doc[first.i : said.sent.end]), line, start


def _has_venue(words: list[Token]) -> bool:
    venues = words_for("actors: venues")
    return not venues.isdisjoint([token.lower_ for token in words])


def _country_of_line(dateline: str) -> str | None:
    """The country of the place that a dateline begins with: "LIMA, Peru (Wire)"."""
    known = look_up(_BEHIND_PLACE.split(dateline)[0].strip().title())
    if known is None:
        return None
    return known.state or known.region_of or (known.towns[0].country if known.towns else None)


def capital_of_line(scene: Scene) -> str | None:
    """The state in whose capital a report is dated: "LUSAKA, Sept 5 (Wire) - ...".

    None where it tells of other states only: of a meeting of neighbours that is held there.
    """
    _, line, start = _lead(scene)
    country = state_of_capital(_BEHIND_PLACE.split(scene.parse.text[start:line])[0].strip())
    told = {land for i, land in scene.lands.items() if not start <= scene.parse.doc[i].idx < line}
    return country if not told or country in told else None


def _has_part(token: Token) -> bool:
    """Whether a name stands for one that does something or has it done, itself or by its people or ships."""
    while token.dep_ in {"amod", "compound", "nmod", "poss"} and not is_placed(token):
        token = token.head
    return token.dep_ in ARGUMENTS or (token.dep_ == "pobj" and token.head.lower_ in _OPPOSED)


def clause_country(scene: Scene, token: Token) -> str | None:
    """The country of the places that its own clause tells; None for none or for places in several."""
    verb = token
    while verb.pos_ not in {"VERB", "AUX"} and verb.head.i != verb.i:
        verb = verb.head
    lands = {scene.lands[word.i] for word in _clause(verb) if word.i in scene.lands and _is_where(word)}
    return lands.pop() if len(lands) == 1 else None


def _is_where(token: Token) -> bool:
    """Whether a deed is done there: "in Lima", "through Dhaka", "seized the town of Abeche"."""
    if is_placed(token) or (token.dep_ == "pobj" and token.head.lower_ == "through"):
        return True
    of_a_place = token.dep_ == "pobj" and token.head.lower_ == "of" and is_place_noun(token.head.head.lower_)
    thing = token.head.head if of_a_place else token
    if thing.dep_ not in {"dobj", "nsubjpass"}:
        return False
    return is_gone_to(thing) or (of_a_place and thing.head.low_lemma_ in words_for("actors: holding ground"))


def _clause(verb: Token) -> list[Token]:
    """The words of a clause without the clauses inside it."""
    found = [verb]
    for word in found:
        found.extend(child for child in word.children if child.dep_ not in _CLAUSES)
    return found


def has_outer_army(parse: Parse) -> bool:
    """Whether the text tells of forces from outside: then "troops" need not be the country's own."""
    outer = words_for("actors: forces from outside")
    low = parse.text.lower()
    told = [word for word in outer if word in low]
    return bool(told) and not outer.isdisjoint(_WORD.findall(low))
