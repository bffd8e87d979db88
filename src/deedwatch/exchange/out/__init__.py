"""A book in other people's formats. Each form says what it could not carry.

A form is a function from records to lines of rows; built-ins stand in one table, ``FORMS``.
"""

from __future__ import annotations

from deedwatch.exchange.out.forms import FORMS, Exported, Form, export
from deedwatch.exchange.out.safe import safe_cell

__all__ = ["FORMS", "Exported", "Form", "export", "safe_cell"]
