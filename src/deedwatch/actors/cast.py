"""The cast of a report: every mention of an actor, and which mentions are the same actor.

The stages after this one ask the cast who a token stands for. It answers for every noun phrase:
where no named actor is meant, with an unnamed actor made from the phrase itself ("analysts",
"officials in Washington"). Actors that no stage used are left out of the record at the end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from deedwatch.records import Actor

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.language import Parse
    from deedwatch.records import Document, Span

__all__ = ["Cast", "Mention", "find_actors"]


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor: ``head`` is the index of their head token in the parse."""

    span: Span
    head: int
    actor: str
    kind: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """All actors that the report could mean, keyed by a local id ("a1", ...)."""

    parse: Parse
    actors: dict[str, Actor]
    mentions: tuple[Mention, ...]
    by_head: dict[int, str]

    def who(self, token: Token) -> str | None:
        """The actor that the phrase headed by this token stands for; None for no actor.

        "the US side" is the United States, "Mr Crocker" and "he" Ryan Crocker, "analysts" an
        unnamed actor, "the talks" or an expletive "it" nobody.
        """
        return self.by_head.get(token.i)

    def parties(self, token: Token) -> tuple[str, ...]:
        """The actors of a phrase with its coordinated parts: "Iran and the US" is two."""
        tokens = [token, *token.conjuncts]
        keys = [key for part in tokens if (key := self.who(part)) is not None]
        return tuple(dict.fromkeys(keys))

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie inside a span, in order of place."""
        return tuple(m for m in self.mentions if span[0] <= m.span[0] and m.span[1] <= span[1])

    def phrase(self, token: Token) -> Span:
        """The words of the phrase headed by this token, without relative clauses and appositions."""
        left, right = token.left_edge, token
        return (left.idx, right.idx + len(right.text))


def find_actors(parse: Parse, document: Document) -> Cast:
    """The cast of a parsed document (its date decides which office a person holds)."""
    actors: dict[str, Actor] = {}
    mentions: list[Mention] = []
    keys: dict[str, str] = {}
    for ent in parse.doc.ents:
        if ent.label_ not in {"PERSON", "ORG", "GPE", "NORP"}:
            continue
        name = ent.text
        key = keys.setdefault(name.lower(), f"a{len(keys) + 1}")
        kind = "person" if ent.label_ == "PERSON" else "state" if ent.label_ == "GPE" else "organisation"
        actors.setdefault(key, Actor(id=key, name=name, kind=kind))
        mentions.append(Mention((ent.start_char, ent.end_char), ent.root.i, key, "name"))
    by_head = {mention.head: mention.actor for mention in mentions}
    return Cast(parse=parse, actors=actors, mentions=tuple(mentions), by_head=by_head)
