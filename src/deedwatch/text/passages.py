"""Clean text put together from passages, with the way back to the raw file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deedwatch.records import Segment
from deedwatch.text.visible import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deedwatch.records import Span
    from deedwatch.text.visible import Visible

__all__ = ["Passage", "find_passage", "join_passages", "raw_span"]

_NEAR = 4000  # letters: how far ahead a word of a passage that was altered is looked for


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph: its words, and for each the index of its first letter in the file, or None."""

    words: tuple[str, ...]
    letters: tuple[int | None, ...]

    @property
    def text(self) -> str:
        """The words with one space between."""
        return " ".join(self.words)

    @property
    def end(self) -> int:
        """Index after the last letter that was found; 0 where none was."""
        found = ((at, word) for at, word in zip(self.letters, self.words, strict=True) if at is not None)
        return max((at + len(word) for at, word in found), default=0)


def find_passage(visible: Visible, words: str, *, after: int = 0) -> Passage:
    """The passage with these words, found in the file: whole if it stands there, else word by word.

    White space is folded and marks of direction are dropped; nothing else of the words is changed.
    """
    parts = tuple(WORD.findall(words))
    first = visible.find("".join(parts), after=after)
    if first is None:
        return Passage(parts, tuple(_scattered(visible, parts, after)))
    places, at = [], first
    for part in parts:
        places.append(at)
        at += len(part)
    return Passage(parts, tuple(places))


def _scattered(visible: Visible, parts: Sequence[str], after: int) -> Iterator[int | None]:
    at = after
    for part in parts:
        found = visible.letters.find(part, at, at + _NEAR)
        yield found if found >= 0 else None
        at = found + len(part) if found >= 0 else at


def join_passages(visible: Visible, passages: Iterable[Passage]) -> tuple[str, tuple[Segment, ...]]:
    """The text of the passages, divided by blank lines, and the segments that map it to the raw file."""
    texts: list[str] = []
    segments: list[Segment] = []
    offset = 0
    for passage in passages:
        texts.append(passage.text)
        segments.extend(_segments(visible, passage, offset))
        offset += len(passage.text) + 2
    return "\n\n".join(texts), tuple(segments)


def _segments(visible: Visible, passage: Passage, offset: int) -> Iterator[Segment]:
    last: Segment | None = None
    for piece in _pieces(visible, passage, offset):
        if last is None:
            last = piece
            continue
        if _runs_on(visible.raw, last, piece):
            last = Segment(start=last.start, end=piece.end, raw_start=last.raw_start, raw_end=piece.raw_end)
            continue
        yield last
        if last.end + 1 == piece.start and last.raw_end < piece.raw_start:  # white space over mark-up
            yield Segment(start=last.end, end=piece.start, raw_start=last.raw_end, raw_end=piece.raw_start)
        last = piece
    if last is not None:
        yield last


def _pieces(visible: Visible, passage: Passage, offset: int) -> Iterator[Segment]:
    """One segment a word, more where mark-up or an entity stands in it."""
    for word, first in zip(passage.words, passage.letters, strict=True):
        if first is not None:
            low, high = visible.starts[first], visible.ends[first + len(word) - 1]
            if high - low == len(word) and visible.raw[low:high] == word:
                yield Segment(start=offset, end=offset + len(word), raw_start=low, raw_end=high)
            else:
                yield from _letter_by_letter(visible, first, len(word), offset)
        offset += len(word) + 1


def _letter_by_letter(visible: Visible, first: int, count: int, offset: int) -> Iterator[Segment]:
    for index in range(first, first + count):
        start = offset + index - first
        yield Segment(
            start=start, end=start + 1, raw_start=visible.starts[index], raw_end=visible.ends[index]
        )


def _runs_on(raw: str, last: Segment, piece: Segment) -> bool:
    """Both are plain stretches, and the same single white space or nothing stands between them."""
    for segment in (last, piece):
        if segment.raw_end - segment.raw_start != segment.end - segment.start:
            return False
    gap = piece.start - last.end
    if piece.raw_start - last.raw_end != gap:
        return False
    return gap == 0 or raw[last.raw_end : piece.raw_start] in {" ", "\n", "\t", "\u00a0"}


def raw_span(segments: Sequence[Segment], span: Span) -> Span | None:
    """Where a span of the clean text stands in the raw file; None where none of it is mapped.

    Exact to the character in plain stretches; where a segment's two sides differ in length, the
    whole raw stretch is given.
    """
    touched = [segment for segment in segments if segment.start < span[1] and segment.end > span[0]]
    if not touched:
        return None
    first = min(touched, key=lambda segment: segment.start)
    last = max(touched, key=lambda segment: segment.end)
    start = first.raw_start + max(0, span[0] - first.start) if _is_plain(first) else first.raw_start
    end = last.raw_end - max(0, last.end - span[1]) if _is_plain(last) else last.raw_end
    return (start, end) if start < end else None


def _is_plain(segment: Segment) -> bool:
    return segment.end - segment.start == segment.raw_end - segment.raw_start
