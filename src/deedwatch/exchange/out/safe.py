"""Cells that a spreadsheet takes for text, whatever a hostile report says."""

from __future__ import annotations

from typing import Any

__all__ = ["safe_cell"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST_CELL = 32_000  # Excel's limit is 32,767 characters


def safe_cell(value: Any) -> Any:
    r"""The value for a cell: text that begins like a formula gets an apostrophe, controls are left out.

    Numbers, days and None stay as they are. See OWASP on CSV injection.

    >>> safe_cell("=HYPERLINK(1)"), safe_cell("at\x00 9"), safe_cell(-3)
    ("'=HYPERLINK(1)", 'at 9', -3)
    """
    if not isinstance(value, str):
        return value
    text = "".join(mark for mark in value if mark >= " " or mark in "\t\n\r").replace("\x7f", "")
    text = text[:_LONGEST_CELL]
    return f"'{text}" if text.startswith(_FORMULA) or value.startswith("\x00") else text
