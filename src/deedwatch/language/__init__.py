"""One parse of a text, shared by all stages. Only this room loads spaCy.

The text is cut into paragraphs before parsing, so no sentence runs over a paragraph's end, and the
parts are joined to one ``Doc`` of our own tokens, whose character offsets are those of the text.
"""

from __future__ import annotations

from deedwatch.language.parse import Parse, dateline_end, parse, parse_many
from deedwatch.language.tokens import Doc, Token, TokenSpan

__all__ = ["Doc", "Parse", "Token", "TokenSpan", "dateline_end", "parse", "parse_many"]
