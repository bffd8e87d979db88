"""The cast of a report: every mention of an actor, and which mentions are the same actor.

The stages after this one ask the cast who a token stands for. It answers for every noun phrase:
where no named actor is meant, with an unnamed actor made from the phrase itself ("analysts",
"officials in Washington"). Actors that no stage used are left out of the record at the end.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.language import Parse, Token
    from deedwatch.records import Actor, Span

__all__ = ["Cast", "Mention"]

_FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}


class Mention(msgspec.Struct, frozen=True):
    """Words that stand for an actor: ``head`` is the index of their head token in the parse."""

    span: Span
    head: int
    actor: str
    kind: Literal["name", "nominal", "pronoun"]


@dataclass(frozen=True, slots=True, eq=False)
class Cast:
    """All actors that the report could mean, keyed by a local id ("a1", ...).

    ``members`` holds, for a collective ("the two countries", "US and Iraqi forces"), the keys of its
    members; ``states`` the key of the state actor for every country that the text names in any form.
    ``sides`` remembers what tells the side of an actor, once that was asked.
    """

    parse: Parse
    actors: dict[str, Actor]
    mentions: tuple[Mention, ...]
    by_head: dict[int, str]
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict, repr=False)
    starts: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Where the mentions begin, in their order, to look them up by place."""
        object.__setattr__(self, "starts", [mention.span[0] for mention in self.mentions])

    def who(self, token: Token) -> str | None:
        """The actor that the phrase headed by this token stands for; None for no actor.

        "the US side" is the United States, "Mr Crocker" and "he" Ryan Crocker, "analysts" an
        unnamed actor, "the talks" or an expletive "it" nobody. An adjective of a country
        ("Iranian" in "Iranian support") and a country as modifier stand for the state.
        """
        if token.i in self.by_head:  # asked of every noun, of most of them in vain
            return self.by_head[token.i]
        return None

    def parties(self, token: Token) -> tuple[str, ...]:
        """The actors of a phrase with its coordinated parts, collectives given by their members.

        "Iran and the US" is two, and so is "the two countries" where the text has named them.
        """
        tokens = [token, *token.conjuncts]
        keys = [key for part in tokens if (key := self.who(part)) is not None]
        spread = [member for key in keys for member in self.members.get(key, (key,))]
        return tuple(dict.fromkeys(spread))

    def within(self, span: Span) -> tuple[Mention, ...]:
        """The mentions that lie inside a span, in order of place."""
        low, high = bisect_left(self.starts, span[0]), bisect_right(self.starts, span[1])
        return tuple(m for m in self.mentions[low:high] if m.span[1] <= span[1])

    def state(self, country: str | None) -> str | None:
        """The state actor of a country that the text names (also by adjective or capital), else None."""
        return None if country is None else self.states.get(country)

    def phrase(self, token: Token) -> Span:
        """The words of the phrase headed by this token, without relative clauses and appositions."""
        doc = token.doc
        start = min(
            (child.left_edge.i for child in token.lefts if child.dep_ not in {"relcl", "cc", "preconj"}),
            default=token.i,
        )
        end = token.i
        for child in token.rights:
            if child.dep_ == "prep" or (
                child.dep_ in {"nummod", "amod", "compound", "flat"} and child.i == end + 1
            ):
                end = max(end, _prep_end(child))
            elif child.dep_ not in {"case", "punct"}:
                break
        while start < token.i and (doc[start].is_space or doc[start].is_punct):
            start += 1
        return (doc[start].idx, doc[end].idx + len(doc[end].text))

    def with_speakers(self, spoken: Iterable[tuple[Span, str]]) -> Cast:
        """The same cast with "I" and "we" inside each span standing for the actor who speaks there.

        For the stage that settles who said a quotation: ``cast.with_speakers([((10, 80), "a3")])``.
        """
        doc, meant = self.parse.doc, dict[int, str]()
        for (start, end), key in spoken:
            for token in doc[bisect_left(doc.starts, start) : bisect_left(doc.starts, end)]:
                if token.lower_ in _FIRST_PERSON:
                    meant[token.i] = key
        mentions = [mention for mention in self.mentions if mention.head not in meant]
        mentions += [Mention((doc[i].idx, doc[i].end), i, key, "pronoun") for i, key in meant.items()]
        mentions.sort(key=lambda mention: mention.span)
        return replace(self, by_head={**self.by_head, **meant}, mentions=tuple(mentions))


def _prep_end(token: Token) -> int:
    """The last token of a prepositional phrase, up to a clause or apposition that hangs on it."""
    end = token.i
    for child in token.rights:
        if child.dep_ in {"relcl", "appos", "acl", "advcl", "punct", "cc"}:
            break
        end = max(end, _prep_end(child))
    return end
