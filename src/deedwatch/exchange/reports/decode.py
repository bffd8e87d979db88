"""Bytes of a text file to characters: marks of byte order, declared encodings, and detection."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from deedwatch.exchange.reports.source import refuse
from deedwatch.records import broken_letters

if TYPE_CHECKING:
    from deedwatch.exchange.reports.source import Source

__all__ = ["decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    b"%PDF-", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b", b"BZh",
    b"\xfd7zXZ", b"\x7fELF", b"MZ\x90", b"SQLite format 3", b"\xd0\xcf\x11\xe0", b"7z\xbc\xaf", b"Rar!",
    b"OggS", b"ID3", b"RIFF", b"\x28\xb5\x2f\xfd", b"\x00\x00\x01\x00", b"wOFF", b"wOF2",
)  # fmt: skip
_DECLARED = re.compile(rb"""(?:charset\s*=\s*["']?|encoding\s*=\s*["'])\s*([A-Za-z0-9_.:-]{2,30})""")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 65_536
_WESTERN = frozenset(
    {
        "cp1250",
        "cp1252",
        "latin_1",
        "iso8859_1",
        "iso8859_15",
        "mac_roman",
        "cp437",
        "cp850",
        "cp858",
        "ascii",
    }
)
_DECLARED_WIDER = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}


def _looks_binary(data: bytes) -> bool:
    """Whether the bytes begin like a file that is no text."""
    return data.startswith(_MAGIC)


def decode(source: Source, data: bytes, *, declared: str | None = None) -> str:
    """The characters of a text file, without its mark of byte order.

    In order: the mark of byte order, the encoding that is declared (by the caller or in the first
    lines of a page), UTF-8, detection. Raises ``InputError`` for binary files and where no encoding fits.
    """
    if _looks_binary(data):
        raise refuse(
            source, "is a binary file, not text", "give the report as text, or with its right ending"
        )
    marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), None)
    text = _after_mark(data, *marked) if marked else _without_mark(data, declared)
    if text is None:
        raise refuse(source, "is in an encoding that cannot be told", "save it as UTF-8")
    if len(_CONTROL.findall(text[:_SAMPLE])) > max(2, len(text[:_SAMPLE]) // 50):
        raise refuse(
            source, "is a binary file, not text", "give the report as text, or with its right ending"
        )
    broken = broken_letters(text)
    if broken:
        raise refuse(source, f"holds {broken}", "take it out, or save the report anew")
    return text


def _after_mark(data: bytes, mark: bytes, name: str) -> str | None:
    return _try(data.removeprefix(mark) if name == "utf-8" else data, name)


def _without_mark(data: bytes, declared: str | None) -> str | None:
    wide = _wide(data)
    if wide:
        return _try(data, wide)
    found = _DECLARED.search(data[:4096])
    named = declared or (found.group(1).decode("ascii") if found else "")
    named = named.lower()
    order = ["utf-8"] if not named else ["utf-8", _DECLARED_WIDER.get(named, named)]
    for name in order:
        text = _try(data, name)
        if text is not None:
            return text
    return _detected(data)


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of English is zero."""
    sample = data[:2048]
    if len(sample) < 4:
        return None
    odd, even = sample[1::2].count(0) / (len(sample) // 2), sample[::2].count(0) / (len(sample) // 2)
    if odd > 0.4 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.1 else None


def _detected(data: bytes) -> str | None:
    """Windows' Western table where nearly all is ASCII, as English is; else by detection."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    foreign = sum(byte > 127 for byte in sample)
    western = _try(data, "cp1252")
    if western is not None and foreign <= len(sample) // 12:
        return western
    best = from_bytes(sample).best()
    if best is None:
        return None
    return western if best.encoding in _WESTERN and western is not None else _try(data, best.encoding)


def _try(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None
