"""The brief: a document to hand on, each sentence with its note of outlet, day and quotation."""

from __future__ import annotations

from deedwatch.exchange.out.brief.nouns import Block, Brief, Heading, Listed, Note, Picture, Said, Table
from deedwatch.exchange.out.brief.write import BRIEF_FORMS, write_brief

__all__ = [
    "BRIEF_FORMS",
    "Block",
    "Brief",
    "Heading",
    "Listed",
    "Note",
    "Picture",
    "Said",
    "Table",
    "write_brief",
]
