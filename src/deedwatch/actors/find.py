"""The passes that make the cast of one report, in their order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from deedwatch.actors.called import cast_called
from deedwatch.actors.cast import Cast
from deedwatch.actors.draft import freeze
from deedwatch.actors.holders import cast_holders, cast_owned
from deedwatch.actors.homes import cast_homes
from deedwatch.actors.local import cast_locals
from deedwatch.actors.named import cast_names
from deedwatch.actors.names import spot_names
from deedwatch.actors.nominals import cast_nominal
from deedwatch.actors.press import home_of_outlet
from deedwatch.actors.pronouns import cast_pronoun
from deedwatch.actors.quotes import cast_first_person
from deedwatch.actors.scene import (
    Scene,
    capital_of_line,
    focus_country,
    has_outer_army,
    lead_country,
    weigh_lands,
)
from deedwatch.actors.successions import cast_successions
from deedwatch.records import day_of
from deedwatch.text.headline import headline_end

if TYPE_CHECKING:
    from deedwatch.language import Parse, Token
    from deedwatch.records import Document

__all__ = ["find_actors"]

_NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})


def find_actors(parse: Parse, document: Document) -> Cast:
    """The cast of a parsed document; its date decides which office a person holds.

    1. names: known beforehand, found by the parse, runs of capitals
    2. names of the same actor become one
    3. common nouns and pronouns in the order of the text, the headline last
    4. "I" and "we" inside quotations
    5. the countries of officials that are told only by the state that acts around them, or by the
       one country where the whole report plays
    """
    spotted, lands = spot_names(parse)  # 1
    names = {i: name for name in spotted for i in range(name.start, name.end)}
    day = day_of(document.published)
    scene = Scene(parse=parse, day=day, names=names, lands=lands)
    scene.heading, scene.press = headline_end(parse.text), home_of_outlet(document, lands.values())
    scene.focus, scene.is_one_country, plays_there = focus_country(scene, document.dateline)
    cast_names(scene)  # 2
    _note_outlet(scene, document.outlet)
    scene.only, scene.main = weigh_lands(scene, plays_there=plays_there)
    scene.lead, scene.lead_end = lead_country(scene)
    scene.capital = capital_of_line(scene)
    scene.has_outer_army = has_outer_army(parse)
    named = sorted(scene.mentions, key=lambda mention: mention.span)
    scene.mentions, scene.placed = [], []
    ahead = deque(named)
    for token in _body_first(scene):  # 3
        while ahead and ahead[0].span[0] <= token.idx:
            scene.mentions.append(ahead.popleft())
        if token.i in names or token.i in lands:
            continue
        if (
            token.pos_ in {"PRON", "DET"}
            or token.tag_ in _PRONOUNS
            or (token.lower_ == "two" and _is_two(token))
        ):
            cast_pronoun(scene, token)
        elif token.pos_ in _NOUNS and _is_phrase_head(token):
            cast_nominal(scene, token)
    scene.mentions.extend(ahead)
    cast_called(scene)
    cast_first_person(scene)  # 4
    cast_successions(scene)
    cast_homes(scene)  # 5
    cast_holders(scene, document.title or "")
    cast_owned(scene)
    cast_locals(scene)
    return _cast(scene)


def _note_outlet(scene: Scene, outlet: str | None) -> None:
    """The report's own outlet is one, also by its short name: "told the Herald" in the Lilongwe Herald."""
    for draft in scene.drafts if outlet else ():
        if draft.kind in {"organisation", "person"} and f" {draft.name} " in f" {outlet} ":
            draft.kind, draft.role = "media", "MED"


def _body_first(scene: Scene) -> list[Token]:
    """All tokens, the headline's last: it speaks of those whom the report names after it."""
    doc, heading = scene.parse.doc, scene.heading
    return [token for token in doc if token.idx >= heading] + [token for token in doc if token.idx < heading]


def _is_two(token: Token) -> bool:
    """Whether "the two" stands without a noun."""
    return token.dep_ != "nummod" and token.i > 0 and token.doc[token.i - 1].lower_ == "the"


def _is_phrase_head(token: Token) -> bool:
    doc, i = token.doc, token.i
    if token.pos_ == "ADJ":
        tied = i > 1 and doc[i - 1].text == "-" and doc[i - 2].pos_ == "NOUN"  # "secretary-general"
        if not (tied or token.dep_ in {"nsubj", "pobj", "dobj"}):
            return False
    return token.dep_ not in {"compound", "amod", "nmod", "npadvmod"} or (
        i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN"
    )


def _cast(scene: Scene) -> Cast:
    kept = set(scene.by_head.values()) | {draft.key for draft in scene.drafts if draft.kind == "state"}
    kept |= {key for members in scene.drafts.members.values() for key in members}
    actors = {draft.key: freeze(draft, scene.day) for draft in scene.drafts if draft.key in kept}
    states = {actor.country or "": key for key, actor in actors.items() if actor.kind == "state"}
    return Cast(
        parse=scene.parse,
        actors=actors,
        mentions=tuple(sorted(scene.mentions, key=lambda mention: (mention.span, mention.head))),
        by_head=dict(sorted(scene.by_head.items())),
        members=dict(scene.drafts.members),
        states=states,
    )
