"""A record, matters and happenings in words for a terminal; what the page shows, in plain lines."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from deedwatch.records import day_of, figure_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deedwatch.book.happenings import Happening
    from deedwatch.book.ledger import Row, Ruling, Stand
    from deedwatch.records import Casualties, DateRange, Event, Matter, Record, Statement

__all__ = ["happening_lines", "ledger_lines", "record_lines", "shorten", "wrapped"]

_WIDTH = 100


def shorten(text: str, width: int) -> str:
    """The text in one line, cut at a word with an ellipsis where it is too long.

    >>> shorten("stop sheltering the Front", 18)
    'stop sheltering …'
    """
    return textwrap.shorten(" ".join(text.split()), width, placeholder=" …")


def wrapped(text: str, *, indent: str = "  ", width: int = _WIDTH) -> str:
    """The text in lines with a hanging indent."""
    return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent + "    ")


def record_lines(record: Record) -> Iterator[str]:
    """One record in readable form: the document, then statements, events and matters."""
    names = {actor.id: actor.name for actor in record.actors}
    yield from _document(record)
    yield from _section("Statements", [_statement(record, told, names) for told in record.statements])
    yield from _section("Events", [_event(record, told, names) for told in record.events])
    yield from _section("Matters", [_matter(record, told, names) for told in record.ledger])


def _section(title: str, told: Sequence[str]) -> Iterator[str]:
    yield title
    yield from map(wrapped, told or ["none"])


def _document(record: Record) -> Iterator[str]:
    document = record.document
    yield document.title or document.id
    facts = [document.outlet or "outlet not stated"]
    if document.authors:
        facts.append("by " + " and ".join(document.authors))
    if document.contributors:
        facts.append("with " + " and ".join(document.contributors))
    facts.append("published " + (document.published or "on a day not stated").replace("T", " "))
    if document.updated:
        facts.append("updated " + document.updated.replace("T", " "))
    if document.dateline:
        facts.append(f"dateline {document.dateline}")
    yield wrapped(", ".join(facts))


def _side(ids: Sequence[str], names: dict[str, str]) -> str:
    return ", ".join(names.get(actor, "somebody") for actor in ids) or "nobody named"


def _statement(record: Record, statement: Statement, names: dict[str, str]) -> str:
    who = names.get(statement.speaker or "", "somebody")
    to = f" to {_side(statement.addressees, names)}" if statement.addressees else ""
    words = shorten(" … ".join(record.quote(span) for span in statement.content), 150)
    start, end = statement.content[0][0], statement.content[-1][1]
    return f'{who}{to}: {statement.act}, {statement.mode}: "{words}" [{start}:{end}]'


def _event(record: Record, event: Event, names: dict[str, str]) -> str:
    parts = [f"{event.type} {event.cameo}, {event.status}", f'"{record.quote(event.anchor)}"']
    parts.append(f"{_side(event.source, names)} -> {_side(event.target, names)}")
    if event.place:
        country = f" ({event.place.country})" if event.place.country else ""
        parts.append(f"in {event.place.name}{country}")
    if event.date:
        parts.append(_days(event.date))
    parts += [*_casualties(event.casualties), *([event.means] if event.means else [])]
    if event.according_to:
        speaker = next((s.speaker for s in record.statements if s.id == event.according_to), None)
        parts.append(f"according to {names.get(speaker or '', 'somebody')}")
    if event.background:
        parts.append("background")
    return "; ".join(parts) + f" [{event.anchor[0]}:{event.anchor[1]}]"


def _days(date: DateRange) -> str:
    if date.from_ == date.to:
        return str(date.from_)
    return f"{date.from_ or 'before'} to {date.to or 'now'}"


def _casualties(casualties: Casualties | None) -> Iterable[str]:
    if casualties is None:
        return
    for kind in ("killed", "injured", "taken"):
        pair = getattr(casualties, kind)
        if pair is not None:
            yield f"{kind} {figure_words(*pair)}"


def _matter(record: Record, matter: Matter, names: dict[str, str]) -> str:
    to = f" to {_side(matter.to, names)}" if matter.to else ""
    words = shorten(record.quote(matter.content), 150)
    stances = [f"{names.get(p.actor, 'somebody')} {p.stance}" for p in matter.positions]
    held = f"; {', '.join(stances)}" if stances else ""
    return f'{matter.kind} by {_side(matter.by, names)}{to}: "{words}"{held}'


def ledger_lines(row: Row, parties: Sequence[str], ruling: Ruling | None = None) -> Iterator[str]:
    """One matter: what it is with its place, where each party stands, who ruled on it, what it awaits."""
    to = f" to {', '.join(row.to)}" if row.to else ""
    by = ", ".join(row.by) or "not told"
    what = f"{day_of(row.opened) or 'day not told'} {row.kind} by {by}{to}, {row.standing}"
    yield wrapped(f'{what}: "{shorten(row.content, 120)}"')
    places = f"{row.source.report} [{row.source.span[0]}:{row.source.span[1]}]"
    more = f", {len(row.mentions)} mentions" if len(row.mentions) > 1 else ""
    yield wrapped(f"{places}{more}; id {row.id}", indent="      ")
    cells = [f"{party}: {_stance(party, row)}" for party in parties]
    if cells:
        yield wrapped(" | ".join(cells), indent="      ")
    if row.due:
        yield f"      due {row.due}"
    if ruling is not None:
        yield wrapped(ruling.words, indent="      ")
    for proof in row.evidence:
        whose = f"claimed by {proof.by or 'somebody'}" if proof.claimed else "shown"
        yield wrapped(f"evidence {whose}: {shorten(proof.wording, 100)} ({proof.report})", indent="      ")
    waits = [f"{a.party} ({a.days} days)" if a.days is not None else a.party for a in row.awaits]
    if waits:
        yield wrapped(f"awaits an answer from {', '.join(waits)}", indent="      ")
    for change in row.changes:
        who = f"{change.party} " if change.party else ""
        yield f"      changed {(change.on or '')[:10]}: {who}{change.what}"


def _stance(party: str, row: Row) -> str:
    if party in row.by:
        return "its maker"
    stands: Sequence[Stand] = row.positions.get(party, ())
    if not stands:
        return "not stated"
    told = f", only as told by {stands[-1].told_by}" if stands[-1].told_by else ""
    return f"{stands[-1].stance} {(stands[-1].on or 'undated')[:10]}{told}"


def happening_lines(happening: Happening) -> Iterator[str]:
    """One happening: what it was, who tells it and who copies, and each source's own figures."""
    day = _days(happening.date) if happening.date else None
    where = f", {happening.place.name}" if happening.place else ""
    status = "" if happening.status == "reported" else f" ({happening.status})"
    what = f"{day or 'day not told'} {happening.type}{status}{where}"
    yield wrapped(f"{what}: {shorten(happening.title, 110)}")
    outlets = [_outlet_day(t.outlet, t.told) for t in happening.tellings if not t.copied_from]
    copies = [_outlet_day(t.outlet, t.told) for t in happening.tellings if t.copied_from]
    told = [("told by", outlets), ("copied by", copies)]  # of a copy, another happening may hold the original
    words = [f"{how} {', '.join(dict.fromkeys(names))}" for how, names in told if names]
    yield wrapped("; ".join(words), indent="      ")
    names = {told.report: told.outlet or told.report for told in happening.tellings}
    for item in happening.figures:
        claims = "; ".join(
            f"{figure_words(c.low, c.high)} ({names.get(c.report, c.report)})" for c in item.claims
        )
        yield wrapped(f"{item.kind}: {claims}", indent="      ")


def _outlet_day(outlet: str | None, told: str | None) -> str:
    return f"{outlet or 'outlet not stated'} {(told or '')[:10]}".rstrip()
