"""An office told in one sentence, its holder named in the next: "its minister said. ... Vallejo told".

News says what the minister said before it says who the minister is, and the other way round ("Margarethe
Vollmer wants three huts. The head of the mission ..."). A person of whom nothing is told is taken for the
holder of the one office that is told without a name beside the first naming, where no other person is told
between the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.scene import is_saying, is_source
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.cast import Mention
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_holders", "cast_owned"]

_OWNERS = frozenset({"person", "unnamed", "state", "government"})
_NEAR = 2  # sentences
_HOLDING = words_for("actors: high offices") | words_for("actors: heads of a body")


def cast_holders(scene: Scene, title: str = "") -> None:
    """Give office and country to the persons whose office is told only in the sentence beside their name."""
    _take_office_of_title(scene, title)
    offices = [
        (mention, draft)
        for draft in scene.drafts
        if draft.kind == "unnamed" and not draft.plural and not draft.former and _is_office(draft)
        for mention in draft.mentions
        if mention.kind == "nominal" and mention.span[0] >= scene.heading and _is_told(scene, mention)
    ]
    if not offices:
        return
    for draft in list(scene.drafts):
        if draft.kind == "person" and not (draft.known or draft.role or draft.roles or draft.former):
            _take_office(scene, draft, offices)


def cast_owned(scene: Scene) -> None:
    """Give "her predecessor" and "Wilk's ministry" the country of whom the words before tell as owner."""
    own = words_for("actors: of the same side")
    for draft in scene.drafts:
        if draft.country is not None or draft.code is not None or draft.kind not in {"unnamed", "government"}:
            continue
        for mention in draft.mentions:
            token = scene.parse.doc[mention.head]
            if token.lower_ not in own:
                continue
            owner = next((child for child in token.lefts if child.dep_ == "poss"), None) or _served(token)
            key = None if owner is None else scene.by_head.get(owner.i)
            if key is None:
                continue
            draft.country = scene.drafts[key].country if scene.drafts[key].kind in _OWNERS else None
            draft.role = draft.role or "GOV"
            break


def _served(token: Token) -> Token | None:
    """The body that "a spokesman of the foreign ministry" speaks for."""
    ties = (child for child in token.rights if child.dep_ == "prep" and child.lower_ in {"of", "for"})
    return next((thing for tie in ties for thing in tie.children if thing.dep_ == "pobj"), None)


def _take_office_of_title(scene: Scene, title: str) -> None:
    """Give the only person named the one office that the title tells: "Questions for the minister"."""
    told = set(title.lower().split())
    offices = [
        draft
        for draft in scene.drafts
        if draft.kind == "unnamed" and draft.mentions and not draft.plural
        if draft.nouns & told and _is_office(draft)
    ]
    named = [draft for draft in scene.drafts if draft.kind == "person" and draft.mentions]
    if len(offices) != 1 or len(named) != 1:
        return
    who, office = named[0], offices[0]
    first, then = (min(m.span[0] for m in draft.mentions) for draft in (who, office))
    opens = first < then and any(_speaks(scene.parse.doc[m.head]) for m in who.mentions if m.span[0] == first)
    if opens and not (who.known or who.role or who.roles or who.former):
        _give(who, office)


def _take_office(scene: Scene, draft: Draft, offices: list[tuple[Mention, Draft]]) -> None:
    names = [m for m in draft.mentions if m.kind == "name" and m.span[0] >= scene.heading]
    first = min(names, key=lambda mention: mention.span, default=None)
    if first is None or not _speaks(scene.parse.doc[first.head]):
        return
    near = [office for mention, office in offices if _is_beside(scene, mention, first, draft)]
    if len({office.key for office in near}) != 1:
        return
    _give(draft, near[0])


def _give(draft: Draft, office: Draft) -> None:
    draft.roles.append(office.name)
    draft.country, draft.role = draft.country or office.country, office.role or "GOV"
    draft.nouns |= office.nouns


def _is_beside(scene: Scene, office: Mention, name: Mention, draft: Draft) -> bool:
    """Is the office told up to two sentences before the name or in the one after it, and nobody between?"""
    sentence_of = scene.parse.sentence_of
    apart = sentence_of(name.span[0]) - sentence_of(office.span[0])
    if not (0 < apart <= _NEAR or apart == -1):
        return False
    start, end = sorted((office.span[0], name.span[0]))
    return not any(
        start < mention.span[0] < end and mention.actor not in {draft.key, office.actor}
        and _is_other(scene.drafts[mention.actor])
        for mention in scene.mentions
    )  # fmt: skip


def _is_other(draft: Draft) -> bool:
    """Is it somebody else whose name could be told: a person, or the holder of another office?"""
    return draft.kind == "person" or (draft.kind == "unnamed" and not draft.plural and _is_office(draft))


def _is_office(draft: Draft) -> bool:
    words = {word for noun in draft.nouns for word in noun.lower().split()}
    return bool(words & _HOLDING)


def _is_told(scene: Scene, mention: Mention) -> bool:
    """Is it the office of somebody told of ("its minister", "the Peruvian minister"), who speaks or acts?"""
    token = scene.parse.doc[mention.head]
    owned = any(child.dep_ == "poss" or child.lower_ == "the" for child in token.lefts)
    return owned and (_speaks(token) or is_source(token))


def _speaks(token: Token) -> bool:
    return token.dep_ == "nsubj" and (is_saying(token.head) or token.head.pos_ == "VERB")
