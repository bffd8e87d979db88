"""Raw files and clean text: what a reader sees of a page, and the way back from any span."""

from __future__ import annotations

from deedwatch.text.passages import Passage, find_passage, join_passages, raw_span
from deedwatch.text.tongue import Tongue, tell_tongue
from deedwatch.text.visible import Visible, visible_html, visible_plain

__all__ = [
    "Passage",
    "Tongue",
    "Visible",
    "find_passage",
    "join_passages",
    "raw_span",
    "tell_tongue",
    "visible_html",
    "visible_plain",
]
