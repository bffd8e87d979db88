"""ACLED exports: CSV with a header, comma or semicolon.

The project brings none of this data along: its terms do not allow to pass it on. A user imports their
own export. State forces name their country ("Military Forces of Sudan (2019-)"); others have none.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from deedwatch.exchange.datasets.csv_table import dated_rows
from deedwatch.exchange.datasets.rows import EventRow, known_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.datasets.rows import Lines, Outcome

__all__ = ["read_acled"]

_COLUMNS = {
    "id": "event_id_cnty", "day": "event_date", "type": "event_type", "sub": "sub_event_type",
    "source": "actor1", "target": "actor2", "place_country": "country",
}  # fmt: skip
_NEEDED = ("id", "day", "type", "source", "target", "place_country")
_TYPES = {
    "battles": "ASSAULT",
    "explosions/remote violence": "ASSAULT",
    "violence against civilians": "ASSAULT",
    "protests": "PROTEST",
    "riots": "PROTEST",
}
_SUB_TYPES = {
    "agreement": "AGREE", "arrests": "COERCE", "abduction/forced disappearance": "ASSAULT",
    "looting/property destruction": "ASSAULT", "headquarters or base established": "MOBILIZE",
    "change to group/activity": "", "non-violent transfer of territory": "RETREAT",
    "disrupted weapons use": "COERCE", "excessive force against protesters": "ASSAULT",
}  # fmt: skip
_FORCES = re.compile(
    r"(?:Military|Police|Security|Armed) Forces of (?:the )?(?P<country>[^(]+?)\s*(?:\(|$)|"
    r"Government of (?:the )?(?P<government>[^(]+?)\s*(?:\(|$)"
)


def read_acled(lines: Lines) -> Iterator[Outcome]:
    """The events of an export. Raises ``KeyError`` where the header lacks a needed column."""
    return dated_rows(lines, _COLUMNS, _event, needed=_NEEDED, read_day=_day)


def _event(cells: dict[str, str], day: str) -> EventRow:
    source, target = cells["source"], cells["target"]
    kind = _SUB_TYPES.get(cells.get("sub", "").casefold(), _TYPES.get(cells["type"].casefold(), ""))
    return EventRow(
        cells["id"], day, source, _country(source), target, _country(target),
        kind, "", "", "", cells["place_country"],
    )  # fmt: skip


@lru_cache(maxsize=50_000)
def _day(text: str) -> str | None:
    """ACLED writes ``2021-05-01``, ``01 May 2021`` or ``01-May-2021``."""
    found = known_day(text)
    if found is not None:
        return found
    for form in ("%d %B %Y", "%d-%b-%Y", "%d %b %Y", "%d-%B-%Y"):
        try:
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 - a day, no time
        except ValueError:
            continue
    return None


@lru_cache(maxsize=50_000)
def _country(actor: str) -> str:
    found = _FORCES.match(actor)
    return "" if found is None else (found["country"] or found["government"]).strip()
