"""The ledger as of a day: rows are matters, columns are parties, cells are dated stances.

A view uses only what was told by its day. The last stance in a cell is the one that holds; an empty
cell says that nothing was stated, which is not a stance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.reckoning.ledger.names import same_name
from deedwatch.reckoning.ledger.nouns import (  # msgspec reads the fields' types of a row
    Link,  # noqa: TC001
    Mention,  # noqa: TC001
    Proof,  # noqa: TC001
    Ruling,  # noqa: TC001
    Stand,  # noqa: TC001
    Standing,  # noqa: TC001
)
from deedwatch.reckoning.ledger.standing import ANSWERS, fold_standing, last_stands, order_of
from deedwatch.records import MatterKind, Noun, is_code

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.reckoning.ledger.nouns import Entry, Ledger

__all__ = ["Answer", "Change", "Row", "Seen", "rows_of", "seen", "view"]

_OWNED = re.compile(r"(?:its|his|her|their) \w+", re.IGNORECASE)


class Answer(Noun, frozen=True):
    """A party that is addressed and has not answered: since when, and for how many days."""

    party: str
    since: str | None
    days: int | None


class Change(Noun, frozen=True):
    """What became known after a day: a matter opened, restated, amended, withdrawn, or a stance."""

    what: str
    on: str | None
    report: str
    party: str | None = None


class Row(Noun, frozen=True):
    """One matter as it stood on a day."""

    id: str
    kind: MatterKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    content: str
    source: Mention
    opened: str | None
    standing: Standing
    standing_unheard: Standing
    due: str | None
    mentions: tuple[Mention, ...]
    positions: dict[str, tuple[Stand, ...]]
    links: tuple[Link, ...]
    awaits: tuple[Answer, ...]
    changes: tuple[Change, ...]

    @property
    def evidence(self) -> tuple[Proof, ...]:
        """What is brought forward for or against it, oldest report first: claimed, or shown."""
        return tuple(proof for mention in self.mentions for proof in mention.evidence)


@dataclass(frozen=True, slots=True)
class Seen:
    """What was known of one matter on a day: enough to say whether it is shown, before its row is made.

    ``told_to`` are those addressed in so many words, ``to`` also those who answered as parties to it;
    ``parties`` are the names by which the reader asked.
    """

    entry: Entry
    as_of: str | None
    parties: tuple[str, ...]
    mentions: tuple[Mention, ...]
    stands: tuple[Stand, ...]
    by: tuple[str, ...]
    told_to: tuple[str, ...]
    to: tuple[str, ...]

    def fits(self, *, about: str | None = None, by: str | None = None, to: str | None = None) -> bool:
        """Is it of one of the parties, about a country, made by one party, and addressed to another?

        What is not asked for does not matter.
        """
        if (by is not None and by not in self.by) or (to is not None and to not in self.to):
            return False
        if self.parties and not {*self.by, *self.to, *(s.party for s in self.stands)} & {*self.parties}:
            return False
        return about is None or about in {
            *self.by, *self.to, *(place for mention in self.mentions for place in mention.about),
        }  # fmt: skip


def seen(entry: Entry, *, as_of: str | None = None, parties: Sequence[str] = ()) -> Seen | None:
    """What was known of a matter by a day; None where nobody had told of it, or who made it, yet."""
    mentions = tuple(mention for mention in entry.mentions if _known(mention.told, as_of))
    by = _named(dict.fromkeys(party for mention in mentions for party in mention.by), parties)
    if not by:
        return None
    stands = _deduplicated(stand for stand in entry.stands if _known(stand.told, as_of))
    stands = tuple(_renamed(stand, parties) for stand in stands)
    stands = tuple(stand for stand in stands if stand.party not in by)
    told = dict.fromkeys(party for mention in mentions for party in mention.to)
    backing = {s.party for s in stands if s.stance == "supports"}
    backing -= {s.party for s in stands if s.stance != "supports"}  # who only backs it was not asked
    to = tuple(party for party in _named(told, parties) if party not in by)
    if entry.kind != "proposal":  # a plan is put to those who take it up
        to = tuple(party for party in to if party not in backing) or to
    return Seen(
        entry=entry,
        as_of=as_of,
        parties=tuple(parties),
        mentions=mentions,
        stands=stands,
        by=by,
        told_to=to,
        to=_addressed(entry.kind, to, stands),
    )


def view(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    parties: Sequence[str] = (),
    about: str | None = None,
    since: str | None = None,
    rulings: Iterable[Ruling] = (),
) -> tuple[Row, ...]:
    """The rows as of a day, oldest first; all matters and parties where none is asked for.

    ``parties`` are codes or names, one column each in their order; a matter shows where one of them
    made it, is addressed, or took a position. ``about`` is a country's code: matters whose words
    name it, or that it made or is addressed by. ``since`` fills what changed after that day.
    """
    matters = (seen(entry, as_of=as_of, parties=parties) for entry in ledger.entries)
    shown = (matter for matter in matters if matter is not None and matter.fits(about=about))
    return rows_of(shown, since=since, rulings=rulings)


def rows_of(
    matters: Iterable[Seen], *, since: str | None = None, rulings: Iterable[Ruling] = ()
) -> tuple[Row, ...]:
    """The rows of matters as of their day; see ``view``."""
    judged: dict[str, list[Ruling]] = {}
    for ruling in rulings:
        judged.setdefault(ruling.matter, []).append(ruling)

    def ruled(matter: Seen) -> Ruling | None:
        every = judged.get(matter.entry.id, ())
        by_then = [ruling for ruling in every if matter.as_of is None or ruling.on <= matter.as_of]
        return by_then[-1] if by_then else None

    return tuple(_row(matter, since, ruled(matter)) for matter in matters)


def _known(told: str | None, as_of: str | None) -> bool:
    return as_of is None or (told is not None and told[:10] <= as_of)


def _row(matter: Seen, since: str | None, ruling: Ruling | None) -> Row:
    kind, mentions, stands = matter.entry.kind, matter.mentions, matter.stands
    source = _in_force(mentions)
    due = next((mention.due for mention in reversed(mentions) if mention.due), None)
    withdrawn = _is_withdrawn(mentions)
    past = bool(due and matter.as_of and due < matter.as_of)
    held = last_stands(stands)
    heard = last_stands([stand for stand in stands if not stand.told_by])
    columns = matter.parties or tuple(dict.fromkeys([*matter.told_to, *(stand.party for stand in stands)]))
    standing, unheard = (
        fold_standing(kind, matter.to, last, withdrawn=withdrawn, past_due=past, ruling=ruling)
        for last in (held, heard)
    )
    return Row(
        id=matter.entry.id,
        kind=kind,
        by=matter.by,
        to=matter.to,
        content=source.wording,
        source=source,
        opened=min((mention.on for mention in mentions if mention.on), default=None),
        standing=standing,
        standing_unheard=unheard,
        due=due,
        mentions=mentions,
        positions={party: _of_party(stands, party) for party in columns},
        links=tuple(link for link in matter.entry.links if _known(link.told, matter.as_of)),
        awaits=() if withdrawn else _awaits(mentions, matter.to, held, matter.as_of),
        changes=_changes(mentions, stands, since),
    )


def _deduplicated(stands: Iterable[Stand]) -> tuple[Stand, ...]:
    """A copy of a report tells nothing new: one row for each party, stance, day and teller."""
    first: dict[tuple[str | None, ...], Stand] = {}
    for stand in stands:
        first.setdefault((stand.party, stand.stance, stand.on, stand.told_by), stand)
    return tuple(first.values())


def _named(found: Iterable[str], parties: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_as_asked(party, parties) for party in found))


def _as_asked(party: str, parties: Sequence[str]) -> str:
    """The name by which the reader asked for the party."""
    if party in parties:
        return party
    return next((asked for asked in parties if same_name(asked, party)), party)


def _renamed(stand: Stand, parties: Sequence[str]) -> Stand:
    if not parties:
        return stand
    party, teller = _as_asked(stand.party, parties), stand.told_by and _as_asked(stand.told_by, parties)
    if (party, teller) == (stand.party, stand.told_by):
        return stand
    return replace(stand, party=party, told_by=teller)


def _of_party(stands: Sequence[Stand], party: str) -> tuple[Stand, ...]:
    """The party's stances so far, the one that holds last."""
    return tuple(sorted((stand for stand in stands if stand.party == party), key=order_of))


def _in_force(mentions: Sequence[Mention]) -> Mention:
    """The latest amended wording, else the fullest that its maker's side is told to have used."""
    start = max((i for i, mention in enumerate(mentions) if mention.move == "amends"), default=0)
    amended = [mentions[start]] if mentions[start].move == "amends" else mentions
    if amended is not mentions and _OWNED.match(amended[0].wording):  # "its demand on the mill" says no terms
        amended = mentions[start + 1 :] or mentions
    stated = [m for m in amended if m.move in {"states", "amends", "restates"}]
    told = stated or [m for m in amended if m.by] or amended  # an answer's own words last
    return max(told, key=lambda mention: len(mention.wording))


def _is_withdrawn(mentions: Sequence[Mention]) -> bool:
    own = [mention for mention in mentions if mention.move != "recalls"]
    if not own:
        return False
    last = max((m.on or m.told or "", m.told or "") for m in own)
    return any(m.move == "withdraws" and (m.on or m.told or "", m.told or "") == last for m in own)


def _addressed(kind: MatterKind, to: tuple[str, ...], stands: Sequence[Stand]) -> tuple[str, ...]:
    """Who is to answer: those addressed, and those who answered as parties to it.

    A proposal is open to more than it names; of another matter that names nobody, whoever consents or
    refuses shows that he was meant.
    """
    if kind != "proposal" and to:
        return to
    sides = [s for s in stands if s.party != s.actor or is_code(s.party)]
    answered = (s.party for s in sides if s.stance != "supports" and (to or s.stance != "denies"))
    return tuple(dict.fromkeys([*to, *answered]))


def _awaits(
    mentions: Sequence[Mention], to: Sequence[str], held: dict[str, Stand], as_of: str | None
) -> tuple[Answer, ...]:
    since = max((m.on for m in mentions if m.on and m.move in {"states", "restates", "amends"}), default=None)
    since = since or min((m.on for m in mentions if m.on), default=None)
    return tuple(
        Answer(party=party, since=since, days=_days(since, as_of))
        for party in to
        if party not in held or held[party].stance not in ANSWERS
    )


def _days(first: str | None, last: str | None) -> int | None:
    if first is None or last is None:
        return None
    try:
        return (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
    except ValueError:  # only the month or the year of one is known
        return None


def _changes(mentions: Sequence[Mention], stands: Sequence[Stand], since: str | None) -> tuple[Change, ...]:
    if since is None:
        return ()
    words = {"states": "restated", "restates": "restated", "amends": "amended", "withdraws": "withdrawn",
             "recalls": "recalled"}  # fmt: skip
    found = [
        Change(what="opened" if number == 0 else words[m.move], on=m.on, report=m.report)
        for number, m in enumerate(mentions)
        if m.told and m.told > since
    ]
    found += [
        Change(what=s.stance, on=s.on, report=s.report, party=s.party)
        for s in stands
        if s.told and s.told > since
    ]
    return tuple(sorted(found, key=lambda change: (change.on or "", change.what)))
