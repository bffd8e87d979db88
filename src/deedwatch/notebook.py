"""What a notebook shows of a record or a listing: a heading and tables, with every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["html_block", "html_table"]

_SHOWN = 50  # rows of a table; a notebook is for looking, to_frame() has them all
_LONGEST = 400  # characters of a cell
_CELL = "text-align:left;vertical-align:top;overflow-wrap:anywhere;white-space:pre-wrap"


def html_block(title: str, words: str, tables: Iterable[str]) -> str:
    """A heading, a line of words and tables, in which a notebook takes no dollar sign for a formula."""
    head = f'<p dir="auto"><strong>{_shown(title)}</strong></p>' if title else ""
    line = f'<p dir="auto">{_shown(words)}</p>' if words else ""
    return f'<div class="tex2jax_ignore mathjax_ignore">{head}{line}{"".join(tables)}</div>'


def html_table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    """A table; nothing where there are no rows. ``None`` is an empty cell.

    >>> html_table("", ["act"], [["<b>"]]).count("&lt;b&gt;")
    1
    """
    if not rows:
        return ""
    rest = f" (the first {_SHOWN} of {len(rows)})" if len(rows) > _SHOWN else ""
    head = "".join(f'<th scope="col" dir="auto" style="{_CELL}">{_shown(name)}</th>' for name in columns)
    body = "".join(
        "<tr>" + "".join(f'<td dir="auto" style="{_CELL}">{_shown(cell)}</td>' for cell in row) + "</tr>"
        for row in rows[:_SHOWN]
    )
    top = f"<caption>{_shown(caption + rest)}</caption>" if caption or rest else ""
    return f"<table>{top}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(value: Any) -> str:
    """The value as text that can do nothing: no tag, no control character, no end without end."""
    text = "" if value is None else str(value)
    text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    clean = "".join(char if char >= " " or char in "\t\n" else "�" for char in text)
    return escape(clean.replace("\x7f", "�"))
