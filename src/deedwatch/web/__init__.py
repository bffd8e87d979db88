"""The local page: every page a query with a stable address and a ``.json`` twin."""

from __future__ import annotations

from deedwatch.web.app import make_app
from deedwatch.web.serving import serve

__all__ = ["make_app", "serve"]
