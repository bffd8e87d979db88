"""Where a report's headline ends, where its text begins with one."""

from __future__ import annotations

import re

__all__ = ["headline_end"]

_PARAGRAPH = re.compile(r"[^\n]*[^\s][^\n]*")
_MOST = 160  # characters of a headline


def headline_end(text: str) -> int:
    r"""Where the headline ends: a short first paragraph without a full stop, before others; 0 for none.

    >>> headline_end("Dam leaks\n\nWater was seen at the Kerwal dam.")
    9
    """
    first = _PARAGRAPH.search(text)
    if first is None or not _PARAGRAPH.search(text, first.end()):
        return 0
    start, end = first.span()
    return end if end - start < _MOST and text[end - 1] not in '.!?”":' else 0
