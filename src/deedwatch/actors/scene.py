"""What one reading of a report knows so far: names, drafts, and which token stands for which actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from deedwatch.actors.cast import Mention
from deedwatch.actors.draft import Drafts
from deedwatch.lexicon.countries import state_name
from deedwatch.lexicon.places import is_place_noun, look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.names import Name
    from deedwatch.language import Parse, Token

__all__ = ["Scene", "focus_country", "is_gone_to", "is_placed", "is_saying", "near_country", "state_draft"]

_OF_A_STATE = words_for("actors: nouns of a state")
_SAYING = words_for("actors: saying")


def is_saying(token: Token) -> bool:
    """Whether the token is a verb of saying."""
    return token.lemma_.lower() in _SAYING


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
    focus: str | None = None
    is_one_country: bool = False
    plays_there: bool = False
    heading: int = 0
    issuers: dict[str, str] = field(default_factory=dict)

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


def state_draft(drafts: Drafts, iso: str) -> Draft:
    """The draft of a state, made where it is not there yet."""
    draft = drafts.find("state", iso)
    if draft is None:
        draft = drafts.add(state_name(iso), "state", "state", iso)
        draft.country, draft.code, draft.known = iso, iso, True
        draft.nouns |= _OF_A_STATE
    return draft


_PLACED = 2  # votes: told in the lead or the dateline, or twice
_GOING = {"to", "from", "of", "into", "toward", "towards", "through"}
_STATIC = {"in", "at", "near", "across", "outside", "inside", "within", "throughout", "around"}


def is_placed(token: Token) -> bool:
    """Whether the country or town is where something is, not who does it."""
    head = (
        token.head
        if token.dep_ in {"compound", "amod", "poss", "nmod"} and is_place_noun(token.head.text.lower())
        else token
    )
    return head.dep_ == "pobj" and head.head.text.lower() in _STATIC


def is_gone_to(token: Token) -> bool:
    """Whether the name is where somebody goes, comes from or fights: "pulled out of Goma", "shelled Aden"."""
    if token.dep_ in {"dobj", "nsubjpass"}:
        return token.head.lemma_.lower() in words_for("actors: taking ground")
    if token.dep_ != "pobj" or token.head.lower_ not in _GOING:
        return False
    above = token.head.head
    above = above.head if above.dep_ == "prep" else above
    return above.pos_ == "VERB" and above.lemma_.lower() in words_for("actors: going")


def focus_country(scene: Scene, dateline: str | None) -> tuple[str | None, bool, bool]:
    """The country where the report plays, whether it is plainly the one, and whether places in it are told.

    Most places are in it, the lead's counting double; where no place is told, it is the most named.
    """
    doc, lands = scene.parse.doc, scene.lands
    placed: Counter[str] = Counter()
    named: Counter[str] = Counter()
    paragraphs = scene.parse.paragraphs
    lead = paragraphs[min(2, len(paragraphs) - 1)][1] if paragraphs else 0
    known = look_up((dateline or "").split(",")[0].strip().title()) if dateline else None
    if known is not None:
        placed[known.state or known.region_of or (known.towns[0].country if known.towns else "")] += 2
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


def near_country(scene: Scene, token: Token) -> str | None:
    """The country of a place in the same sentence, else the one where the report plays."""
    sentence = token.sent
    found = [
        i for i in range(sentence.start, sentence.end) if i in scene.lands and is_placed(scene.parse.doc[i])
    ]
    if found:
        return scene.lands[min(found, key=lambda i: abs(i - token.i))]
    return scene.focus
