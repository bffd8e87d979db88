"""Time expressions and what they mean on the day of the report."""

from __future__ import annotations

from deedwatch.dates.find import DateMention, find_dates, publication_day

__all__ = ["DateMention", "find_dates", "publication_day"]
