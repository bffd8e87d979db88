"""Pages from the web into a folder: only when a person asks for it, and never from the local network.

Nothing else in deedwatch calls this. ``fetch_pages`` is the way in.
"""

from __future__ import annotations

from deedwatch.exchange.fetch.allowance import Allowance, Fetched, Means
from deedwatch.exchange.fetch.pages import fetch_pages

__all__ = ["Allowance", "Fetched", "Means", "fetch_pages"]
