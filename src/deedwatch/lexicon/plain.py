"""Text with accents and typographic marks made plain, so that names match however they are set."""

from __future__ import annotations

import unicodedata
from functools import cache

__all__ = ["fold"]

_FOLDED = {
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "ø": "o", "Ø": "O", "ł": "l",
    "Ł": "L",
    "đ": "d", "Đ": "D", "ı": "i", "İ": "I", "\xa0": " ", "\n": " ",
}  # fmt: skip


@cache
def _table() -> dict[int, str]:
    table = {ord(char): plain for char, plain in _FOLDED.items()}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        plain = "".join(c for c in unicodedata.normalize("NFKD", chr(code)) if not unicodedata.combining(c))
        if len(plain) == 1 and plain.isascii():
            table.setdefault(code, plain)
    return table


def fold(text: str) -> str:
    """The text with accents and typographic marks made plain, character for character.

    >>> fold("Côte d’Ivoire")
    "Cote d'Ivoire"
    """
    if text.isascii() and "\n" not in text and "`" not in text:
        return text
    return text.translate(_table())
