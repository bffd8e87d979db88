"""Reports out of files, folders, standard input and far stores: a file a kind; ``opening`` picks."""

from __future__ import annotations

from deedwatch.exchange.reports.opening import OPENERS, open_reports, open_source

__all__ = ["OPENERS", "open_reports", "open_source"]
