"""One parse of a text, shared by all stages. Only this room loads spaCy.

The text is cut into paragraphs before parsing, so no sentence runs over a paragraph's end, and the
parts are joined to one ``Doc`` whose character offsets are those of the text.
"""

from __future__ import annotations

from deedwatch.language.parse import Parse, doc_text, parse, parse_many

__all__ = ["Parse", "doc_text", "parse", "parse_many"]
