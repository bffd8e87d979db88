"""GDELT event tables: tab-separated, no header; 57, 58 or 61 columns tell the version.

Version 1.0 has 57 columns in files before April 2013 and 58 after (the address of a report was
added); version 2.0 has 61 (a second-level region for each of three places). Column lists: the GDELT
event codebooks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.exchange.datasets.rows import EventRow, Refusal, known_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.exchange.datasets.rows import Lines, Outcome

__all__ = ["read_gdelt1", "read_gdelt2"]

_PLACE = {57: 51, 58: 51, 61: 53}  # columns: where ActionGeo_CountryCode stands (FIPS)
_NAMES = {57: "GDELT 1.0 before April 2013", 58: "GDELT 1.0", 61: "GDELT 2.0"}
_OTHER = {57: "gdelt1", 58: "gdelt1", 61: "gdelt2"}


def read_gdelt1(lines: Lines) -> Iterator[Outcome]:
    """The events of a GDELT 1.0 file (57 or 58 columns)."""
    return _read(lines, (57, 58))


def read_gdelt2(lines: Lines) -> Iterator[Outcome]:
    """The events of a GDELT 2.0 file (61 columns)."""
    return _read(lines, (61,))


def _read(lines: Lines, widths: tuple[int, ...]) -> Iterator[Outcome]:
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        width = len(cells)
        if width not in widths:
            if width > 1 or cells[0].strip():
                yield Refusal(number, _misfit(width, widths), line)
            continue
        day = known_day(cells[1])
        if day is None or not cells[0]:
            if number == 1 and cells[0].casefold() == "globaleventid":
                continue
            yield Refusal(number, f"has no day: {cells[1]!r}" if cells[0] else "has no event id", line)
            continue
        yield EventRow(
            cells[0], day, cells[6], cells[7], cells[16], cells[17],
            "", cells[26], cells[29], cells[30], f"fips:{cells[_PLACE[width]]}",
        )  # fmt: skip


def _misfit(width: int, widths: tuple[int, ...]) -> str:
    wanted = " or ".join(str(w) for w in widths)
    if width in _NAMES:
        return f"has {width} columns, not {wanted}: this is {_NAMES[width]}, say --as {_OTHER[width]}"
    return f"has {width} columns, not {wanted}"
