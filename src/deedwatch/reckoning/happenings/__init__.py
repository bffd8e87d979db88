"""One happening, many reports: copies of a text, reports of one event, events of records, mentions.

Pure and deterministic: reports in, groups out. What is stored, and where, is the book's matter.
"""

from __future__ import annotations

from deedwatch.reckoning.happenings.gather import gather
from deedwatch.reckoning.happenings.mentions import link
from deedwatch.reckoning.happenings.merging import (
    Archive,
    MemoryArchive,
    Merging,
    Sketch,
    explain_documents,
    merge_documents,
)
from deedwatch.reckoning.happenings.nouns import (
    Claim,
    Copy,
    Figure,
    Group,
    Happening,
    Join,
    Mention,
    Party,
    Ruling,
    Telling,
)
from deedwatch.reckoning.happenings.passages import common_passages, differences

__all__ = [
    "Archive",
    "Claim",
    "Copy",
    "Figure",
    "Group",
    "Happening",
    "Join",
    "MemoryArchive",
    "Mention",
    "Merging",
    "Party",
    "Ruling",
    "Sketch",
    "Telling",
    "common_passages",
    "differences",
    "explain_documents",
    "gather",
    "link",
    "merge_documents",
]
