"""Actors in the making: what is gathered about each while a report is read, before it is frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from deedwatch.actors.codes import STATE_ROLES, compose_code, current_office, latest_office
from deedwatch.actors.gazetteer import entry_in
from deedwatch.records import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.actors.cast import Mention
    from deedwatch.records import ActorKind

__all__ = ["Draft", "Drafts", "freeze"]


@dataclass(slots=True)
class Draft:
    """One actor while its mentions are still being gathered."""

    key: str
    name: str
    kind: ActorKind
    country: str | None = None
    role: str = ""
    code: str | None = None
    gender: Literal["m", "f"] | None = None
    plural: bool = False
    former: bool = False
    known: bool = False
    roles: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)

    @property
    def is_person(self) -> bool:
        """Whether "he" or "she" could stand for it."""
        return self.kind == "person" or (self.kind == "unnamed" and not self.plural)


class Drafts:
    """All drafts of one report, by key and by what makes them the same actor."""

    def __init__(self) -> None:
        self._by_key: dict[str, Draft] = {}
        self._by_sign: dict[tuple[str, ...], str] = {}
        self.members: dict[str, tuple[str, ...]] = {}

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._by_key.values())

    def __getitem__(self, key: str) -> Draft:
        return self._by_key[key]

    def find(self, *sign: str) -> Draft | None:
        """The draft with this sign of identity, such as ``("state", "IRN")``."""
        key = self._by_sign.get(sign)
        return None if key is None else self._by_key[key]

    def add(self, name: str, kind: ActorKind, *sign: str) -> Draft:
        """A new draft, findable by its sign where one is given."""
        key = f"a{len(self._by_key) + 1}"
        draft = Draft(key=key, name=name, kind=kind)
        self._by_key[key] = draft
        if sign:
            self._by_sign[sign] = key
        return draft

    def together(self, *members: str) -> Draft:
        """The draft that stands for several others, by their keys: "both", "US and Iraqi forces"."""
        draft = self.find("collective", *members)
        if draft is None:
            draft = self.add(
                " and ".join(self[key].name for key in members), "unnamed", "collective", *members
            )
            draft.plural = True
            self.members[draft.key] = members
        return draft

    def sign(self, draft: Draft, *sign: str) -> None:
        """Let the draft be found by one more sign."""
        self._by_sign.setdefault(sign, draft.key)

    def persons(self) -> list[Draft]:
        """All drafts of named persons."""
        return [draft for draft in self if draft.kind == "person"]


def freeze(draft: Draft, day: str | None) -> Actor:
    """The actor, with the code that its roles give it on the day of the report."""
    country, role = draft.country, draft.role
    if draft.kind == "person" and draft.known:
        office = current_office(draft.name, day)
        latest = office or latest_office(draft.name, day)
        if office is not None and not draft.former:
            country, role = office.country or country, office.role
        elif latest is not None and day is None and draft.roles and not draft.former:
            country, role = country or latest.country, latest.role
        elif latest is not None:
            country = country or latest.country
            role = role if role and not draft.former and role != latest.role else "ELI"
        if latest is not None and country is None and draft.code is None:
            body = entry_in(latest.office)
            draft.code = body.code if body is not None else None
    if draft.former and role in STATE_ROLES:
        role = "ELI"
    mentions = tuple(dict.fromkeys(mention.span for mention in sorted(draft.mentions, key=lambda m: m.span)))
    return Actor(
        id=draft.key,
        name=draft.name,
        kind=draft.kind,
        country=country,
        code=compose_code(country, role, draft.code),
        roles=tuple(dict.fromkeys(draft.roles)),
        mentions=mentions,
    )
