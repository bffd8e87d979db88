"""What one record tells of a matter: its mention, its evidence, the stances of others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.actors.stateless import is_any_government, is_stateless
from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.addressed import addressed
from deedwatch.reckoning.ledger.nouns import Mention, Proof, Stand
from deedwatch.reckoning.ledger.offices import is_himself, is_outlet, office_side
from deedwatch.records import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deedwatch.records import Actor, Matter, Record

__all__ = ["is_told_here", "mention_of", "seconded_by", "sentence_from", "stands_of", "told_anew"]

_HEADS = words_for("ledger: heads of a part")
_END = re.compile(r"[.!?][\"”]?(?:\s|$)|\n")


def mention_of(record: Record, matter: Matter, parties: dict[str, str], meant: dict[str, str]) -> Mention:
    """A matter as one report tells it; ``meant`` are the parties that its actors stand for when addressed."""
    document = record.document
    inside = (
        actor.country
        for actor in record.actors
        for span in actor.mentions
        if actor.country and matter.content[0] <= span[0] and span[1] <= matter.content[1]
    )
    makers = _makers(record, matter, parties)
    by = tuple(dict.fromkeys(parties[maker.id] for maker in makers))
    to = tuple(dict.fromkeys(meant[key] for key in matter.to if meant[key] not in by))
    to = addressed(record, matter, by, to, parties)
    return Mention(
        report=document.id,
        span=matter.content,
        wording=record.quote(matter.content),
        on=matter.on or day_of(document.published),
        told=document.published,
        move=matter.move,
        by=by,
        to=to,
        about=tuple(dict.fromkeys(inside)),
        due=matter.due,
        statement=matter.statement,
        also=tuple(record.quote(span) for span in matter.also),
        evidence=_proofs(record, matter, parties),
        headed=_headline(record, matter),
        called=tuple(m.name for m in makers if matter.move == "recalls" and m.name not in by),
    )


def _headline(record: Record, matter: Matter) -> str:
    """The report's headline, where the report opens with what a maker puts: it tells that in other words."""
    first = min(span[0] for span in (matter.content, *matter.also))
    opens = "\n" not in record.document.text[:first].strip()
    return record.document.title or "" if opens and matter.move != "recalls" and matter.by else ""


def _makers(record: Record, matter: Matter, parties: dict[str, str]) -> list[Actor]:
    """Who made it; of a matter that is only recalled not "the government" of no told state.

    Whose government is meant, the matter tells that is recalled, unless the report tells it too.
    """
    makers = (actor for key in matter.by if (actor := record.actor(key)))
    recalls = matter.move == "recalls"
    return [a for a in makers if not (recalls and is_any_government(a) and parties[a.id] == a.name)]


def _proofs(record: Record, matter: Matter, parties: dict[str, str]) -> tuple[Proof, ...]:
    return tuple(
        Proof(
            report=record.document.id,
            span=item.span,
            wording=record.quote(item.span),
            on=matter.on or day_of(record.document.published),
            claimed=item.claimed,
            by=parties[item.by] if item.by else None,
            statement=item.statement,
        )
        for item in matter.evidence
    )


def sentence_from(record: Record, matter: Matter) -> str:
    """The words of a matter, and how its sentence goes on: "..., the minister said, if the fee was paid"."""
    start, end = matter.content
    closing = _END.search(record.document.text, max(start, end - 2))
    return record.document.text[start : max(end, closing.start() if closing else end)]


def stands_of(
    record: Record, matter: Matter, mention: Mention, parties: dict[str, str], names: dict[str, str]
) -> tuple[Stand, ...]:
    """The stances of others; a side takes no position on its own matter.

    Their day is None where none is told.
    """
    document = record.document
    rows = []
    for position in matter.positions:
        party = parties[position.actor]
        told_by = parties[position.told_by] if position.told_by else None
        if party in mention.by or (position.stance == "conditional" and told_by not in {None, party}):
            continue  # what others say that a party would do is no stance
        asked = position.actor in matter.to or party in mention.to
        if _is_outsider(record, position.actor, party, asked=asked, recalled=matter.move == "recalls"):
            continue
        rows.append(
            Stand(
                party=party,
                actor=names[position.actor],
                stance=position.stance,
                on=position.on,
                told=document.published,
                report=document.id,
                statement=position.statement,
                told_by=None if told_by == party else told_by,
                span=position.span,
                recalled=position.recalled,
            )
        )
    return tuple(rows)


def told_anew(stands: Iterable[Stand], held: Mapping[str, Sequence[Stand]]) -> tuple[Stand, ...]:
    """The stances that tell more than those held of each party, each with a day: its own or the report's.

    A late report that recalls an early stance ("which it had rejected") changes nothing; nor does one that
    tells without a day what the party is known to hold, for it may be the same answer.
    """
    anew = []
    for stand in stands:
        of_party = held.get(stand.party, ())
        known = stand.on is None and (
            (stand.recalled and of_party)
            or any((o.stance, o.told_by) == (stand.stance, stand.told_by) for o in of_party[-1:])
        )
        if not known:
            anew.append(stand if stand.on else replace(stand, on=day_of(stand.told)))
    return tuple(anew)


def is_told_here(record: Record, answer: Matter) -> bool:
    """Does the report itself tell what "the promise" can be? Then it is none of an earlier report."""
    return any(
        told.kind == answer.kind and told.move in {"states", "amends"} and told.content[0] < answer.content[0]
        for told in record.ledger
    )


def seconded_by(
    record: Record, matter: Matter, mention: Mention, names: dict[str, str], key: str
) -> tuple[str, Mention, Stand] | None:
    """Who asks what another side asked already backs its demand.

    "The bishop" without a name who repeats it is mostly the one who asked.
    """
    if mention.move == "restates" and mention.by[0][:1].islower():
        return None
    stand = Stand(
        party=mention.by[0], actor=names[matter.by[0]], stance="supports", on=mention.on,
        told=mention.told, report=record.document.id, statement=matter.statement, span=matter.content,
    )  # fmt: skip
    recalled = replace(mention, move="recalls", by=(), due=None, evidence=())
    return (key, recalled, stand)


def _is_outsider(record: Record, key: str, party: str, *, asked: bool, recalled: bool) -> bool:
    """Is it somebody who speaks for no side: a sailor, an analyst, a joint team, whom nobody has asked?

    A minister, a ministry or a team of which nobody knows the state is no side either, nor is an outlet, nor
    a name of which nothing else is told. That somebody without a name answers what is only recalled does not
    tell that he was asked.
    """
    actor = record.actor(key)
    if actor is None or not (party == actor.name or is_himself(actor, party)):
        return False
    if actor.kind in NAMELESS_KINDS and (recalled or not asked):
        return True
    if any(_heads_a_place(role) for role in actor.roles):
        return False
    sides = {office_side(role) for role in actor.roles}
    if asked:
        return recalled and actor.kind == "person" and sides == {"none"}
    if is_outlet(actor) or (actor.kind == "organisation" and party.islower()):
        return True
    nobody = actor.kind == "person" and (not sides or bool(sides & {"none", "state"}))
    return nobody or is_stateless(actor)


def _heads_a_place(role: str) -> bool:
    """Is it a governor or mayor of a place that is told, for which he speaks?"""
    office, _, place = role.partition(" of ")
    return bool(place) and office.lower().rpartition(" ")[2] in _HEADS
