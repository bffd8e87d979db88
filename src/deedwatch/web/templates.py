"""Jinja templates with escaping always on, and the few filters they use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

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
    templates.filters["figures"] = figures
    templates.filters["range"] = lambda figure: (
        figures(figure.low, None if figure.open_ended and figure.low == figure.high else figure.high)
        + (" or more" if figure.open_ended and figure.low != figure.high else "")
    )
    templates.filters["day"] = lambda day: (day or "").replace("T", " ")
    return templates


def plain(text: str | None) -> str:
    r"""Text for a table cell: without bidirectional controls, which could turn a row around.

    >>> plain("a\\u202eb")
    'ab'
    """
    return (text or "").translate(_BIDI)


def figures(low: int | None, high: int | None) -> str:
    """A figure in words: "at least 21", "up to 9", "3 to 5", "7"; empty where unknown.

    >>> figures(21, None), figures(None, 9), figures(3, 5), figures(7, 7)
    ('at least 21', 'up to 9', '3 to 5', '7')
    """
    if low is None and high is None:
        return ""
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"
