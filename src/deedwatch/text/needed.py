"""The words without which a pattern cannot match, read off the pattern itself.

To look for them costs a twentieth of trying a pattern that opens with ".*", and most texts hold none.
"""

from __future__ import annotations

import re

__all__ = ["lowered", "may_match", "needed_words"]

_GROUP = re.compile(r"\((?:\?(?::|[Pp]<\w+>|(?P<looks><?[=!])))?(?!\?)")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_TIMES = re.compile(r"(?:(?P<maybe>[*?]|\{,|\{0)|(?P<more>\+|\{))(?:[\d,]*\})?[?+]?")
_COUNT = re.compile(r"\{\d*,?\d*\}")


def needed_words(pattern: str) -> tuple[str, ...]:
    r"""One of these stands in each text that the pattern matches; none where that cannot be told.

    They are in lower case, for a pattern that takes capitals for small letters.

    >>> needed_words(r".*\b(?:must|ha(?:ve|s) to (?:go|leave))\b.*")
    (' to ', 'must')
    >>> needed_words(r"\w+ly?|\w*")
    ()
    """
    reader = _Reader(pattern.lower())
    found = reader.choice()
    if found is None or reader.at < len(pattern):
        return ()
    return tuple(sorted(word for word in found if not any(o in word for o in found - {word})))


def lowered(text: str) -> str:
    """The text in small letters, as patterns see it that take capitals for them (a long s for an s)."""
    return text.lower().replace("ſ", "s").replace("ı", "i")


def may_match(needed: tuple[str, ...], low: str) -> bool:
    """Whether a lowered text holds one of the words; true where none is known to be needed."""
    for word in needed:  # a plain loop, at half the cost of any()
        if word in low:
            return True
    return not needed


class _Reader:
    """Reads a pattern from left to right; what it does not know, it makes no claim about."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0

    def choice(self) -> frozenset[str] | None:
        """What one of the branches needs, up to the end of the group."""
        branches = [self._row()]
        while self.pattern[self.at : self.at + 1] == "|":
            self.at += 1
            branches.append(self._row())
        known = [branch for branch in branches if branch is not None]
        return frozenset[str]().union(*known) if len(known) == len(branches) else None

    def _row(self) -> frozenset[str] | None:
        """The most telling of what one branch needs."""
        found: list[frozenset[str]] = []
        run = ""
        while self.at < len(self.pattern) and self.pattern[self.at] not in "|)":
            char, inner = self._item()
            sure, once = self._times()
            run += char if sure else ""
            if (not char or not sure or not once) and run:
                found.append(frozenset({run}))
                run = ""
            if inner is not None and sure:
                found.append(inner)
        found += [frozenset({run})] if run else []
        return max(found, key=lambda words: (min(map(len, words)), -len(words)), default=None)

    def _item(self) -> tuple[str, frozenset[str] | None]:
        """A letter that stands for itself (else ""), and what a group needs."""
        char = self.pattern[self.at]
        if char == "(":
            return "", self._group()
        letters = _CLASS.match(self.pattern, self.at) if char == "[" else None
        size = 2 if char == "\\" else 1 if letters is None else len(letters.group())
        self.at += size
        if char == "\\":
            char = self.pattern[self.at - 1]
            return ("", None) if char.isalnum() else (char, None)
        return ("", None) if letters is not None or char in ".^$" else (char, None)

    def _group(self) -> frozenset[str] | None:
        opening = _GROUP.match(self.pattern, self.at)
        if opening is None:
            self.at = len(self.pattern) + 1  # of a form not known here: nothing is claimed
            return None
        self.at = opening.end()
        inner = self.choice()
        self.at += 1
        return None if opening["looks"] else inner

    def _times(self) -> tuple[bool, bool]:
        """Whether the item before must be there, and whether just once."""
        if self.pattern[self.at : self.at + 1] == "{" and not _COUNT.match(self.pattern, self.at):
            return True, True
        times = _TIMES.match(self.pattern, self.at)
        if times is None:
            return True, True
        self.at = times.end()
        return times["maybe"] is None, False
