"""One happening, many reports: copies of a text, reports of one event, events of records, mentions.

Pure and deterministic: reports in, groups out. What is stored, and where, is the book's matter.
"""

from __future__ import annotations

from deedwatch.reckoning.happenings.alike import rank_alike
from deedwatch.reckoning.happenings.gather import (
    METHOD,
    Pairs,
    find_pairs,
    first_day_of,
    gather,
    group,
    make_happening,
)
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
    Pairing,
    Party,
    Telling,
)
from deedwatch.reckoning.happenings.passages import common_passages, differences
from deedwatch.reckoning.happenings.stories import SMALL, Place, Stories, parts_of, tell_stories
from deedwatch.reckoning.happenings.strands import Web, find_strands
from deedwatch.reckoning.happenings.tellings import (
    Told,
    pack,
    tell_events,
    traces_of,
    unpack,
    unpack_near,
)
from deedwatch.reckoning.happenings.weighing import Weighed

__all__ = [
    "METHOD",
    "SMALL",
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
    "Pairing",
    "Pairs",
    "Party",
    "Place",
    "Sketch",
    "Stories",
    "Telling",
    "Told",
    "Web",
    "Weighed",
    "common_passages",
    "differences",
    "explain_documents",
    "find_pairs",
    "find_strands",
    "first_day_of",
    "gather",
    "group",
    "link",
    "make_happening",
    "merge_documents",
    "pack",
    "parts_of",
    "rank_alike",
    "tell_events",
    "tell_stories",
    "traces_of",
    "unpack",
    "unpack_near",
]
