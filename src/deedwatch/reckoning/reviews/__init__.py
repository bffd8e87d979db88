"""A person's corrections folded over what was read. The reading itself is never changed.

A review names its subject by report, noun and place in the text, not by a local number: so it finds
its subject again after the report was read anew, by other rules. What holds is a pure function of the
rows: the latest decision that no other row withdraws.
"""

from __future__ import annotations

from deedwatch.reckoning.reviews.agreement import Agreement, agreement
from deedwatch.reckoning.reviews.fold import apply_reviews, check_correction, holding

__all__ = [
    "Agreement",
    "agreement",
    "apply_reviews",
    "check_correction",
    "holding",
]
