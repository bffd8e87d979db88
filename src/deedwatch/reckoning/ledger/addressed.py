"""To whom a matter goes, by what its report tells: those named, "both sides", or who else has a say."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from deedwatch.actors.antecedents import two_told_most
from deedwatch.actors.kinds import BODY_KINDS, GROUP_KINDS
from deedwatch.reckoning.ledger.offices import is_outlet
from deedwatch.records import is_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.records import Matter, Record, Span

__all__ = ["addressed", "names_state"]

_BOTH = re.compile(r"(?:both|the two) (?=\w+s\b)", re.IGNORECASE)
_ANSWERS = frozenset({"accepts", "rejects", "conditional", "noncommittal", "counters"})
_OFTEN = 2  # mentions of a state of which a report tells again


def addressed(
    record: Record, matter: Matter, by: tuple[str, ...], to: tuple[str, ...], parties: dict[str, str]
) -> tuple[str, ...]:
    """The parties that a matter of a report goes to; ``to`` are those that its own words name."""
    both = _BOTH.match(record.quote(matter.content)) and matter.kind in {"demand", "proposal"}
    to = (_both(record, by, parties) if both else ()) or to
    if not to and matter.kind in {"proposal", "promise"}:
        to = _bodies_in(record, matter.content, by, parties) or _pressed(record, matter, by, parties)
        to = to or _audience(record, by, parties)
        backing = {parties[p.actor] for p in matter.positions if p.stance == "supports"}
        asked = tuple(party for party in to if party not in backing)
        to = asked or to  # who backs what is put to others is a third
    return to or _who_answers(record, matter, by, parties)


def _who_answers(
    record: Record, matter: Matter, by: tuple[str, ...], parties: dict[str, str]
) -> tuple[str, ...]:
    """To whom a demand or charge goes that names nobody: who answers it, or the one other with a say."""
    answers = {"demand": _ANSWERS, "accusation": frozenset({"denies"})}.get(matter.kind)
    if answers is None or not by:
        return ()
    told = (parties[p.actor] for p in matter.positions if p.stance in answers)
    sides = tuple(dict.fromkeys(p for p in told if p not in by and (is_code(p) or p[:1].isupper())))
    if sides or matter.kind != "demand":
        return sides
    others = _with_a_say(record, by, parties)
    return others if len(others) == 1 else ()


def _pressed(record: Record, matter: Matter, by: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    """Whom alone the maker of a promise or threat asks for something in the same report."""
    asked = {
        parties[key]
        for told in record.ledger
        if (told.kind, matter.kind) == ("demand", "promise")
        if any(parties[maker] in by for maker in told.by)
        for key in told.to
        if parties[key] not in by
    }
    return tuple(asked) if len(asked) == 1 else ()


def _audience(record: Record, by: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    """To whom a promise or proposal goes that names nobody: the other states with a say in the report.

    Where no other state has a say, or a body makes it, the bodies that have one; where nobody has, the one
    other state that the report tells of again and again.
    """
    others = _with_a_say(record, by, parties)
    bodies = tuple(party for party in others if not is_code(party))
    if bodies and any(actor.kind in BODY_KINDS and parties[actor.id] in by for actor in record.actors):
        return bodies
    return tuple(party for party in others if is_code(party)) or others or _most_told(record, by, parties)


def _most_told(record: Record, by: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    told: Counter[str] = Counter()
    for actor in record.actors:
        if is_code(parties[actor.id]) and parties[actor.id] not in by:
            told[parties[actor.id]] += len(actor.mentions)
    most = told.most_common(2)
    clear = bool(most) and most[0][1] >= _OFTEN and (len(most) == 1 or most[0][1] > most[1][1])
    return (most[0][0],) if clear and names_state(by) else ()


def _with_a_say(record: Record, by: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    """The other states and named bodies that speak, are addressed or act on a matter in a report."""
    told = [key for s in record.statements for key in (s.speaker, *s.addressees) if key]
    told += [key for m in record.ledger for key in (*m.by, *m.to, *(p.actor for p in m.positions))]
    known = (actor for actor in record.actors if actor.kind in BODY_KINDS and not is_outlet(actor))
    bodies = {parties[actor.id] for actor in known}
    bodies = {party for party in bodies if party[:1].isupper()}
    sides = dict.fromkeys(parties[key] for key in told)
    return tuple(p for p in sides if p not in by and (is_code(p) or p in bodies))


def _bodies_in(record: Record, span: Span, by: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    """The bodies and groups that a proposal or promise names, if they have a say in the report."""
    spoken = {key for s in record.statements for key in (s.speaker, *s.addressees) if key}
    spoken |= {position.actor for told in record.ledger for position in told.positions}
    return tuple(
        dict.fromkeys(
            parties[actor.id]
            for actor in record.actors
            if actor.kind in GROUP_KINDS and actor.id in spoken
            and parties[actor.id] not in by
            and any(span[0] <= start and end <= span[1] for start, end in actor.mentions)
        )
    )  # fmt: skip


def _both(record: Record, by: tuple[str, ...], parties: dict[str, str]) -> tuple[str, ...]:
    """Whom "both sides" means: the two others with a say of whom the report tells most; else nobody."""
    told: Counter[str] = Counter()
    for actor in record.actors:
        told[parties[actor.id]] += len(actor.mentions)
    sides = _with_a_say(record, by, parties)
    return two_told_most(told, sides)


def names_state(parties: Iterable[str]) -> bool:
    """Is one of the parties a state?"""
    return any(is_code(party) for party in parties)
