"""The brief of a book: its ledger, happenings and verdicts about a country, each sentence with its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.book.conditions import known_country
from deedwatch.book.happenings import range_words
from deedwatch.errors import MissingExtra
from deedwatch.exchange.out.brief import Brief, Heading, Listed, Note, Picture, Said, Table, write_brief
from deedwatch.reckoning.verdicts.question import READ
from deedwatch.records import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from deedwatch.book.book import Book
    from deedwatch.book.ledger import LedgerView
    from deedwatch.exchange.out.brief import Block
    from deedwatch.reckoning.happenings import Figure, Happening
    from deedwatch.reckoning.ledger import Stand
    from deedwatch.reckoning.verdicts.verdict import Verdict
    from deedwatch.records import Record, Span

__all__ = ["compose_brief", "write"]

_LONGEST_QUOTATION = 240
_SERIES = "Events a week; the band is what would have been no change; below, how much was reported."
_MOST_NOTES = 6  # a happening that forty reports tell is not footnoted forty times


def write(
    book: Book,
    out: str | Path,
    *,
    about: str | None = None,
    parties: tuple[str, ...] = (),
    as_of: str | None = None,
    since: str | None = None,
) -> Brief:
    """Compose the brief and write it in the form that the file's name ends in."""
    brief = compose_brief(book, about=about, parties=parties, as_of=as_of, since=since)
    write_brief(brief, out)
    return brief


def compose_brief(
    book: Book,
    *,
    about: str | None = None,
    parties: tuple[str, ...] = (),
    as_of: str | None = None,
    since: str | None = None,
) -> Brief:
    """The brief about a country (ISO3 or name), as of a day, with happenings since another."""
    quotes = _Quotes(book)
    about = known_country(about) if about else None
    ledger = book.ledger(parties=parties, about=about, as_of=as_of)
    happenings = [h for h in book.happenings(country=about, since=since, until=as_of) if not _is_speech(h)]
    blocks: list[Block] = [Heading("Where the parties stand"), *_ledger(ledger, quotes)]
    blocks += [Heading("What happened"), *_happenings(happenings, quotes)]
    blocks += [Heading("Words against deeds"), *_verdicts(book, about)]
    reports = book.counts()["reports"]
    scope = f"As of {as_of or 'the last report'}, from {reports} reports."
    return Brief(title=f"Brief: {about or 'the whole book'}", scope=scope, blocks=tuple(blocks))


class _Quotes:
    """Notes for places in the book's reports; each report is loaded once, when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book, self._keys = book, book.report_keys()
        self._records: dict[str, Record | None] = {}

    def _record(self, report: str) -> Record | None:
        """The record of a report, by its key or by the id that its input gave."""
        key = self._keys.get(report, report)
        if key not in self._records:
            self._records[key] = self._book.record(key)
        return self._records[key]

    def note(self, report: str, span: Span | None) -> Note | None:
        """The note for a place; None where the report or the place is not known."""
        record = self._record(report)
        if record is None or span is None:
            return None
        words = " ".join(record.quote(span).split())
        if len(words) > _LONGEST_QUOTATION:
            words = words[: _LONGEST_QUOTATION - 1] + "…"
        document = record.document
        return Note(
            outlet=document.outlet or "outlet not stated",
            day=day_of(document.published) or "day not stated",
            quotation=words,
            where=f"{document.id or report}, letters {span[0]} to {span[1]}",
        )

    def notes(self, *places: tuple[str, Span | None]) -> tuple[Note, ...]:
        """The notes for several places, each once, those that are known."""
        found = (self.note(report, span) for report, span in places)
        return tuple(dict.fromkeys(note for note in found if note is not None))[:_MOST_NOTES]


def _ledger(ledger: LedgerView, quotes: _Quotes) -> Iterator[Block]:
    if not ledger:
        yield Said("No demand, promise, proposal or accusation meets these conditions.")
        return
    lines: list[tuple[Said, ...]] = []
    for row in ledger:
        by, to = ", ".join(row.by) or "not told", ", ".join(row.to)
        text = f"{row.kind} by {by}{' to ' + to if to else ''}: “{row.content}”"
        notes = quotes.notes(
            (row.source.report, row.source.span), *((m.report, m.span) for m in row.mentions)
        )
        stances = [_stance(party, stands[-1], quotes) for party, stands in row.positions.items() if stands]
        stances = stances or [Said("no position stated")]
        joined = Said(
            "; ".join(said.text for said in stances), tuple(n for said in stances for n in said.notes)
        )
        ruling = ledger.rulings.get(row.id)
        standing = ruling.words if ruling and ruling.standing == row.standing else row.standing
        lines.append((Said(day_of(row.opened) or "day not told"), Said(text, notes), joined, Said(standing)))
    yield Table(("Opened", "Matter", "Positions", "Standing"), tuple(lines))


def _stance(party: str, stand: Stand, quotes: _Quotes) -> Said:
    told = f", only as told by {stand.told_by}" if stand.told_by else ""
    day = f" ({day_of(stand.on)})" if stand.on else ""
    return Said(f"{party} {stand.stance}{day}{told}", quotes.notes((stand.report, stand.span)))


def _is_speech(happening: Happening) -> bool:
    return happening.type in {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT"}


def _happenings(happenings: list[Happening], quotes: _Quotes) -> Iterator[Block]:
    real = [h for h in happenings if h.status == "reported"]
    other = [h for h in happenings if h.status != "reported"]
    yield Listed(tuple(_happening(h, quotes) for h in real)) if real else Said("Nothing is told as fact.")
    if other:
        yield Heading("Claimed, denied, planned or proposed: not told as fact", 3)
        yield Listed(tuple(_happening(h, quotes) for h in other))


def _happening(happening: Happening, quotes: _Quotes) -> Said:
    date, place = happening.date, happening.place
    parts = [(date and date.day) or "day not told", happening.title]
    if place:
        parts.append(place.name)
    if happening.status != "reported":
        parts.append(happening.status)
    parts += [_figure(figure) for figure in happening.figures]
    copies = happening.reports - happening.independent
    told = f"told by {happening.independent} independent report{'s' * (happening.independent > 1)}"
    parts.append(told + (f" and {copies} cop{'ies' if copies > 1 else 'y'}" if copies else ""))
    places = ((t.report, t.anchor) for t in happening.tellings if not t.copied_from)
    return Said("; ".join(parts) + ".", quotes.notes(*places))


def _figure(figure: Figure) -> str:
    return f"{figure.kind} {range_words(figure)}" + ("" if figure.agreed else " (sources differ)")


def _verdicts(book: Book, about: str | None) -> Iterator[Block]:
    judged = book.verdicts()
    found = [v for v in judged if about is None or about in {v.actor, v.toward}]
    if not found:
        yield Said("No question was registered. deedwatch verdict asks one.")
    if judged.caution:
        yield Said(judged.caution)
    for verdict in found:
        data = verdict.question.data
        yield Heading(verdict.title, 3)
        yield Said(f"{verdict.words} Judged on {'what was read' if data == READ else data}.")
        yield from _picture(verdict)


def _picture(verdict: Verdict) -> Iterator[Block]:
    """The series drawn; in words that it is not, where what draws is not installed."""
    try:
        picture = verdict.picture()
    except MissingExtra:
        yield Said("Its series is not drawn here: that needs the extra [brief] of deedwatch.")
        return
    if picture is not None:
        svg, png = picture
        yield Picture(svg, png, _SERIES)
