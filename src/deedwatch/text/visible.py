"""The letters that a reader sees in a raw file, each with where it stands there."""

from __future__ import annotations

import html
import re
from array import array
from dataclasses import dataclass, replace

__all__ = ["WORD", "Visible", "visible_html", "visible_plain"]

_BLANKS = r"\s\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # also marks of direction
WORD = re.compile(rf"[^{_BLANKS}]+")
_UNSEEN = re.compile(rf"[{_BLANKS}]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9:-]*)")
_WIDE = 20_000
_SKIPPED = frozenset({"script", "style"})


@dataclass(frozen=True, slots=True, eq=False)
class Visible:
    """All letters of a file without white space, marks of direction and mark-up.

    ``letters[i]`` stands in the raw file at ``starts[i]:ends[i]``; an entity is one letter over a
    stretch of several raw characters. ``wide_tags`` are the spans of tags of 20,000 characters and more.
    """

    raw: str
    letters: str
    starts: array[int]
    ends: array[int]
    wide_tags: tuple[tuple[int, int], ...] = ()

    def find(self, words: str, *, after: int = 0) -> int | None:
        """Index of the first letter of these words (white space does not count), or None.

        Looks from ``after`` on, and from the beginning where they do not stand there.
        """
        wanted = _UNSEEN.sub("", words)
        if not wanted:
            return None
        at = self.letters.find(wanted, after)
        if at < 0 and after:
            at = self.letters.find(wanted)
        return at if at >= 0 else None


def visible_plain(raw: str) -> Visible:
    """The letters of a plain text file.

    >>> visible_plain("a b").letters
    'ab'
    """
    gathered = _Gathered()
    gathered.add(raw, 0, len(raw))
    return gathered.close(raw)


def visible_html(raw: str) -> Visible:
    """The letters of an HTML file: tags, comments, scripts and styles are passed over.

    One pass, in time proportional to the file also where tags and comments are never closed.

    >>> visible_html("<p>R&amp;D <b>now</b></p>").letters
    'R&Dnow'
    """
    gathered = _Gathered()
    at, size = 0, len(raw)
    wide: list[tuple[int, int]] = []
    while at < size:
        opening = raw.find("<", at)
        if opening < 0:
            opening = size
        gathered.add_with_entities(raw, at, opening)
        at = _after_tag(raw, opening) if opening < size else size
        if at - opening >= _WIDE and not raw[opening : opening + 7].lower().startswith(
            ("<script", "<style", "<!")
        ):
            wide.append((opening, at))
        if at == opening:  # a lone "<" is a letter like any other
            gathered.add(raw, at, at + 1)
            at += 1
    return replace(gathered.close(raw), wide_tags=tuple(wide))


class _Gathered:
    """Letters and offsets while they are collected."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: array[int] = array("l")
        self.ends: array[int] = array("l")

    def add(self, raw: str, start: int, end: int) -> None:
        for match in WORD.finditer(raw, start, end):
            self.parts.append(match.group())
            self.starts.extend(range(match.start(), match.end()))
            self.ends.extend(range(match.start() + 1, match.end() + 1))

    def add_with_entities(self, raw: str, start: int, end: int) -> None:
        at = start
        for match in _ENTITY.finditer(raw, start, end):
            letters = _UNSEEN.sub("", html.unescape(match.group()))
            if letters == match.group():
                continue
            self.add(raw, at, match.start())
            self.parts.append(letters)
            self.starts.extend([match.start()] * len(letters))
            self.ends.extend([match.end()] * len(letters))
            at = match.end()
        self.add(raw, at, end)

    def close(self, raw: str) -> Visible:
        return Visible(raw, "".join(self.parts), self.starts, self.ends)


def _after_tag(raw: str, opening: int) -> int:
    """The offset after the tag, comment or script that opens here; ``opening`` itself if none does."""
    if raw.startswith("<!--", opening):
        return _after(raw, "-->", opening + 4)
    if raw.startswith(("<!", "<?"), opening):
        return _after(raw, ">", opening)
    name = _TAG_NAME.match(raw, opening)
    if name is None:
        return opening
    end = _after(raw, ">", opening)
    kind = name.group(1).lower()
    if kind not in _SKIPPED or raw[opening + 1] == "/":
        return end
    closing = re.compile(rf"</{kind}\b", re.IGNORECASE).search(raw, end)
    return len(raw) if closing is None else _after(raw, ">", closing.start())


def _after(raw: str, mark: str, start: int) -> int:
    """The offset after the next mark; the end of the file where there is none."""
    found = raw.find(mark, start)
    return len(raw) if found < 0 else found + len(mark)
