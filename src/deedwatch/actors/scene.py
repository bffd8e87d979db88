"""What one reading of a report knows so far: names, drafts, and which token stands for which actor."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

import msgspec

from deedwatch.actors.cast import Mention
from deedwatch.actors.draft import Drafts
from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.countries import state_name

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.actors.draft import Draft
    from deedwatch.actors.names import Name
    from deedwatch.language import Parse

__all__ = ["Scene", "focus_country", "is_saying", "state_draft"]


class Saying(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``sayings.csv``: a verb whose subject speaks."""

    verb: str


@cache
def _sayings() -> frozenset[str]:
    return frozenset(row.verb for row in load_rows(data_path("sayings.csv"), Saying))


def is_saying(token: Token) -> bool:
    """Whether the token is a verb of saying."""
    return token.lemma_.lower() in _sayings()


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
        draft.nouns |= {"country", "nation", "state", "government"}
    return draft


def focus_country(parse: Parse, lands: dict[int, str]) -> str | None:
    """The country where the report plays: the one that most places are in, title and lead counting double."""
    votes: Counter[str] = Counter()
    lead = parse.paragraphs[min(2, len(parse.paragraphs) - 1)][1] if parse.paragraphs else 0
    for i, country in lands.items():
        if lands.get(i + 1) == country:
            continue
        token = parse.doc[i]
        weight = 2 if token.idx <= lead else 1
        placed = token.dep_ == "pobj" and token.head.text.lower() in {"in", "at", "near", "across", "outside"}
        votes[country] += weight * (3 if placed else 1)
    return min(votes, key=lambda iso: (-votes[iso], iso)) if votes else None
