"""Jinja templates with escaping always on, and the few filters they use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from deedwatch.book.happenings import range_words
from deedwatch.records import figure_words

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["make_templates"]

_HERE = Path(__file__).parent / "html"
_BIDI = dict.fromkeys(
    (0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F)
)


def make_templates() -> Environment:
    """The environment: undefined names are errors, everything is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(_HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["plain"] = plain
    templates.filters["figures"] = figure_words
    templates.filters["range"] = range_words
    templates.filters["day"] = lambda day: (day or "").replace("T", " ")
    return templates


def plain(text: str | None) -> str:
    r"""Text for a table cell: without bidirectional controls, which could turn a row around.

    >>> plain("a\u202eb")
    'ab'
    """
    return (text or "").translate(_BIDI)
