"""One actor over all reports: names, country, and the offices held, with the days on which they are told.

Pure: records and people's decisions in, actors out. Two names are one actor where they agree without
titles, where one is the other's acronym, or where a surname fits one person alone. "The ambassador" is
nobody's name: whoever held the office then is told by his own. A person's signed decision goes before
all of this; withdrawing it brings back what was before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.records import ActorKind, Noun, day_of, holding_reviews
from deedwatch.text.wording import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deedwatch.records import Actor, Record, Review

__all__ = ["KnownActor", "Tenure", "decision_on", "gather_actors", "merges_of"]

_ACRONYM = 3  # letters at least


class Tenure(Noun, frozen=True):
    """A role, and the first and last day on which a report gives it to the actor."""

    role: str
    first: str | None
    last: str | None


class KnownActor(Noun, frozen=True):
    """One actor over all reports."""

    name: str
    kind: ActorKind
    country: str | None
    aliases: tuple[str, ...]
    roles: tuple[Tenure, ...]
    reports: tuple[str, ...]

    def is_called(self, name: str) -> bool:
        """Whether a report gives it this name, whatever its articles, accents and case."""
        return folded_name(name) in {folded_name(own) for own in (self.name, *self.aliases)}


def merges_of(reviews: Iterable[Review]) -> dict[str, str | None]:
    """What holds of people's decisions: folded alias to the last folded name, None where it is split off."""
    into = {alias: review.body.get("into") for alias, review in _decided(reviews).items()}
    links = {alias: folded_name(str(name)) for alias, name in into.items() if name}
    return {alias: _last_of(links, alias) if name else None for alias, name in into.items()}


def _last_of(links: Mapping[str, str], name: str) -> str:
    """Where the links from a name end; of a ring the first name by the alphabet."""
    passed = [name]
    while (name := links.get(name, name)) not in passed:
        passed.append(name)
    return min(passed[passed.index(name) :])


def decision_on(alias: str, reviews: Iterable[Review]) -> Review | None:
    """The decision to merge or split a name that holds; None where there is none."""
    return _decided(reviews).get(folded_name(alias))


def _decided(reviews: Iterable[Review]) -> dict[str, Review]:
    """The decision that holds on each folded name."""
    return {
        folded_name(review.subject): review
        for review in holding_reviews(reviews)
        if review.noun == "actors" and review.decision in {"merge", "split"}
    }


def gather_actors(records: Iterable[Record], reviews: Iterable[Review] = ()) -> tuple[KnownActor, ...]:
    """All named actors, by the number of reports that name them and then by name."""
    told = [
        (actor, record.document.published, record.document.id)
        for record in sorted(records, key=lambda r: (r.document.published or "9999", r.document.id))
        for actor in record.actors
        if actor.kind not in NAMELESS_KINDS and actor.name
    ]
    reviews = tuple(reviews)
    key_of = _keys({folded_name(actor.name): actor for actor, _, _ in told}, merges_of(reviews))
    groups: dict[str, list[tuple[Actor, str | None, str]]] = {}
    for row in told:
        groups.setdefault(key_of[folded_name(row[0].name)], []).append(row)
    unused = _unused(reviews, key_of)
    known = (_known(rows, unused.get(key, ())) for key, rows in groups.items())
    return tuple(sorted(known, key=lambda actor: (-len(actor.reports), actor.name)))


def _keys(actors: dict[str, Actor], decided: dict[str, str | None]) -> dict[str, str]:
    """The name that each name stands under."""
    shorter = _short_forms(actors)
    found = {}
    for name, actor in actors.items():
        if name in decided:
            found[name] = decided[name] or name
            continue
        fits = [
            other
            for other in dict.fromkeys((*shorter.get(name, ()), *shorter.get(actor.name, ())))
            if other != name and decided.get(other, "") is not None and _may_be_one(actor, actors[other])
        ]
        found[name] = fits[0] if len(fits) == 1 else name
    return {name: _last_of(found, name) for name in found}


def _unused(reviews: Iterable[Review], key_of: Mapping[str, str]) -> dict[str, list[str]]:
    """The names that people decided on and that no report uses, by the name that they stand under.

    Each says who decided: "Chama Front (decided by Ada Quispe)".
    """
    merged, found = merges_of(reviews), dict[str, list[str]]()
    for alias, review in _decided(reviews).items():
        into = merged[alias]
        if into is not None and alias not in key_of:
            said = f"{review.subject} (decided by {review.reviewer})"
            found.setdefault(key_of.get(into, into), []).append(said)
    return found


def _short_forms(actors: dict[str, Actor]) -> dict[str, list[str]]:
    """The names that a surname (folded) or an acronym (in capitals) may stand for."""
    found: dict[str, list[str]] = {}
    for name, actor in actors.items():
        if actor.kind == "person" and name:
            found.setdefault(name.rsplit(maxsplit=1)[-1], []).append(name)
        initials = "".join(word[0] for word in actor.name.split() if word[0].isupper())
        if len(initials) >= _ACRONYM:
            found.setdefault(initials, []).append(name)
    return found


def _may_be_one(one: Actor, two: Actor) -> bool:
    return one.country is None or two.country is None or one.country == two.country


def _known(rows: list[tuple[Actor, str | None, str]], decided: Iterable[str]) -> KnownActor:
    fullest = max((actor for actor, _, _ in rows), key=lambda actor: len(actor.name.split()))
    countries = [actor.country for actor, _, _ in rows if actor.country]
    days: dict[str, list[str | None]] = {}
    for actor, day, _ in rows:
        for role in actor.roles:
            days.setdefault(role, []).append(day_of(day))
    return KnownActor(
        name=fullest.name,
        kind=fullest.kind,
        country=max(countries, key=countries.count) if countries else None,
        aliases=(*dict.fromkeys(a.name for a, _, _ in rows if a.name != fullest.name), *decided),
        roles=tuple(
            Tenure(
                role=role,
                first=min((day for day in told if day), default=None),
                last=max((day for day in told if day), default=None),
            )
            for role, told in days.items()
        ),
        reports=tuple(dict.fromkeys(report for _, _, report in rows)),
    )
