"""The happenings of a book, kept as reports come: step by step, yet the same as from nothing.

1. the stories: each part of the book that a report came into is compared anew
2. the events of reports that are new or changed, or stand elsewhere in a story: their pairs
3. the strands that have, or had, a pair with one of them are found and grouped anew; others stay as they are

The steps are taken a few reports at a time, each in one transaction that also takes the reports off the
list of those that wait. So a stop at any moment loses one step, and the next fold goes on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import msgspec

from deedwatch import __version__
from deedwatch.book.links import Linked
from deedwatch.book.reviews import reviewed_records
from deedwatch.book.rulings import ruled_tellings
from deedwatch.reckoning.happenings import (
    METHOD,
    SMALL,
    Place,
    Stories,
    find_pairs,
    find_strands,
    first_day_of,
    group,
    make_happening,
    pack,
    parts_of,
    tell_events,
    tell_stories,
    traces_of,
    unpack,
    unpack_near,
)
from deedwatch.store import count_rows, load_records
from deedwatch.store.accounts import count_waiting, read_account, reset_account, stop_waiting, waits
from deedwatch.store.happenings import (
    HappeningsStep,
    keep_happenings,
    keep_part,
    load_pairs,
    load_places,
    load_tellings,
    load_texts,
    reports_published,
    story_mates,
    tellings_of_weeks,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from deedwatch.book.book import Book
    from deedwatch.reckoning.happenings import Happening, Pairing, Pairs, Told
    from deedwatch.store import Store

__all__ = ["CODE", "fold_happenings"]

CODE = f"{__version__}, method {METHOD}"
"""What an account is said to be made by; one made by another is folded anew."""

_AT_ONCE = 100  # reports a step
_TRIES = 100  # other programs may fold the same book; each try finds less to do


def fold_happenings(book: Book, *, seen: Callable[[int], None] | None = None) -> None:
    """Bring the happenings up to date with the reports, reviews and rulings; quick where nothing changed.

    ``seen`` is called after each step with the number of reports that still wait.
    """
    store = book.store
    if read_account(store, "happenings")[0] != CODE:
        reset_account(store, "happenings", CODE)
    rulings = ruled_tellings(book)
    for _ in range(_TRIES):
        if _fold_stories(book, rulings):
            break
    while waiting := waits(store, "happenings", most=_AT_ONCE):
        _fold_events(book, waiting, rulings)
        if seen is not None:
            seen(count_waiting(store, "happenings"))


def _fold_stories(book: Book, rulings: Sequence[Pairing]) -> bool:
    """Compare anew the parts in which reports wait; False where another program came between.

    A book that outgrows one part while this goes on may be divided by another program: then anew.
    """
    store = book.store
    whole = count_rows(store, ("reports",))["reports"] <= SMALL
    made_by = f"{CODE} {'whole' if whole else 'parts'}"
    if read_account(store, "stories")[0] != made_by:
        reset_account(store, "stories", made_by)
    waiting = waits(store, "stories")
    if not waiting:
        return True
    keys = {report for report, _, _ in waiting}
    parts = {row["part"] for row in load_places(store, reports=keys)}
    for published in reports_published(store, None, reports=keys).values():
        parts.update(parts_of(published, whole=whole))
    for part in sorted(parts):
        now, turn = read_account(store, "stories")
        if now != made_by:
            return False
        days = reports_published(store, _days_of(part))
        inside = [key for key, published in days.items() if part in parts_of(published, whole=whole)]
        documents = {key: record.document for key, record in load_records(store, keys=inside)}
        rows = [msgspec.structs.asdict(place) for place in tell_stories(part, documents, rulings)]
        if not keep_part(store, part, rows, turn=turn, anew=keys):
            return False
    stop_waiting(store, "stories", waiting)
    return True


def _days_of(part: str) -> tuple[str, str] | None:
    """The first and last day of publication that a part may hold; None for any."""
    if not part.startswith("w"):
        return None
    last = dt.date.fromordinal(int(part[1:]) * 7 + 6)
    return (last - dt.timedelta(days=13)).isoformat(), last.isoformat()


def _fold_events(book: Book, waiting: Sequence[tuple[str, str, int]], rulings: Sequence[Pairing]) -> None:
    store = book.store
    _, turn = read_account(store, "happenings")
    reports = sorted({report for report, _, _ in waiting})
    records = reviewed_records(book, reports)
    fresh = {told.key: told for key, record in records for told in tell_events(key, record)}
    old = load_tellings(store, reports=reports)
    near = _near(book, reports, fresh.values(), rulings)
    stories = _stories(book, {told.report for told in (*near.values(), *fresh.values())}, rulings)
    pairs = find_pairs(fresh.values(), near.values(), stories)
    links = Linked(store, old, rulings)
    gone = {row[1] for row in old.values() if row[1]}
    beside = load_tellings(store, happenings=gone).keys() | {key for keys in pairs for key in keys}
    beside |= {key for keys in load_pairs(store, old) for key in keys} | links.put_together({*fresh, *old})
    before = find_strands(beside - fresh.keys() - old.keys(), links.web, read=links.read)
    links.take(fresh, pairs)
    strands = find_strands({*fresh}.union(*before), links.web, read=links.read)
    members = _members(store, strands, fresh, gone)
    stories = _stories(book, {told.report for told in members.values()}, rulings)
    pairs_within = links.among(members.keys())
    groups = group(members.values(), pairs_within, rulings, strands=strands)
    happenings = _made(book, groups, pairs_within, stories)
    place = {f"{t.report}.{t.event}": happening.id for happening in happenings for t in happening.tellings}
    step = HappeningsStep(
        reports=reports,
        tellings=[_telling_row(told, place[key]) for key, told in fresh.items()],
        pairs=[
            {"one": one, "two": two, "score": weighed.score, "reason": weighed.reason}
            for (one, two), weighed in pairs.items()
        ],
        gone=gone,
        happenings=[_happening_row(happening) for happening in happenings],
        parties=[row for happening in happenings for row in _party_rows(happening)],
        members=[{"member": key, "of": of} for key, of in place.items() if key not in fresh],
    )
    keep_happenings(store, step, waiting, turn=turn)


def _near(
    book: Book, reports: Sequence[str], fresh: Collection[Told], rulings: Iterable[Pairing]
) -> dict[str, Told]:
    """The tellings that a fresh one may be of one happening with: of its type, and of its story or traces."""
    mates = Stories.of((), rulings).mates
    ruled = {mate for report in reports for mate in mates.get(report, ())}
    own = set(reports)
    weeks: dict[str, set[int]] = {}
    for told in fresh:
        weeks.setdefault(told.event.type, set()).update(told.shelves())
    traces = traces_of(fresh)
    found = load_tellings(book.store, reports=(story_mates(book.store, reports) | ruled) - own)
    known = {key: unpack(report, body) for key, (report, _, body) in found.items()}
    near = {key: told for key, told in known.items() if told.event.type in weeks}
    for key, report, week, body in tellings_of_weeks(book.store, weeks):
        other = None if report in own else unpack_near(report, body, week, traces)
        if other is not None:
            near[key] = other
    return near


def _stories(book: Book, reports: Iterable[str], rulings: Iterable[Pairing]) -> Stories:
    rows = load_places(book.store, reports=reports)
    return Stories.of((msgspec.convert(row, Place) for row in rows), rulings)


def _members(
    store: Store, strands: Iterable[Collection[str]], fresh: Mapping[str, Told], gone: set[str]
) -> dict[str, Told]:
    """The tellings of strands; the happenings in which those stood that are kept are ``gone`` with it."""
    keys = {key for strand in strands for key in strand}
    rows = load_tellings(store, keys=keys - fresh.keys())
    gone |= {row[1] for row in rows.values() if row[1]}
    return {**fresh, **{key: unpack(row[0], row[2]) for key, row in rows.items()}}


def _made(book: Book, groups: Iterable[Sequence[Told]], pairs: Pairs, stories: Stories) -> list[Happening]:
    groups = list(groups)
    copies = {told.report for members in groups for told in members if stories.copied(told.report)}
    sources = {copied[0] for report in copies if (copied := stories.copied(report))}
    texts = load_texts(book.store, copies | sources)
    return [make_happening(members, pairs, stories, texts) for members in groups]


def _telling_row(told: Told, happening: str) -> dict[str, Any]:
    return {
        "key": told.key,
        "report": told.report,
        "type": told.event.type,
        "week": told.shelf,
        "happening": happening,
        "body": pack(told),
    }


def _happening_row(happening: Happening) -> dict[str, Any]:
    place = happening.place
    return {
        "key": happening.id,
        "day": first_day_of(happening) or "9999",
        "type": happening.type,
        "status": happening.status,
        "place": place and place.name,
        "place_country": place and place.country,
        "reports": happening.reports,
        "body": msgspec.json.encode(happening).decode(),
    }


def _party_rows(happening: Happening) -> list[dict[str, Any]]:
    return [
        {"happening": happening.id, "side": side, "name": party.name, "country": party.country}
        for side, parties in (("source", happening.sources), ("target", happening.targets))
        for party in parties
    ]
