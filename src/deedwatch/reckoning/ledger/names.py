"""Do two names mean one party, and which of the names met before does a name mean?

A book of many reports has met tens of thousands of names, so those that a name can mean are looked up by its
words and initials; the answer is that of going through all of them in order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from deedwatch.lexicon.words import words_for
from deedwatch.records import is_code

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Aliases", "Sides", "bare", "same_name"]

_Form: TypeAlias = tuple[str, str]  # how a name is seen, and what is seen
_ORGANS = words_for("ledger: organs of a body")
_SHORT = words_for("ledger: short names of a body")
_ACRONYM = 3  # letters at least
_SURNAME = 4  # letters at least, of one that stands inside a name


@lru_cache(maxsize=16_384)  # one party is asked about in row after row of a ledger
def same_name(one: str, two: str) -> bool:
    """Do two names mean one party: the same words, a surname, or an acronym?

    >>> same_name("OSCE", "Organization for Security and Co-operation in Europe")
    True
    """
    left, right = bare(one), bare(two)
    if left == right:
        return True
    if left and right and (f" {left}".endswith(f" {right}") or f" {right}".endswith(f" {left}")):
        return min(len(left.split()), len(right.split())) == 1 and not is_code(one)
    if _is_organ(left, right, one) or _is_organ(right, left, two):
        return True
    if _is_short(left, right) or _is_short(right, left):
        return True
    begins = left.startswith(f"{right} ") or right.startswith(f"{left} ")
    if begins and min(len(left.split()), len(right.split())) > 1:
        return True  # "Golden Anchor" is "Golden Anchor shipyard"
    return _acronym(one, two) or _acronym(two, one)


def _is_organ(whole: str, part: str, name: str) -> bool:
    """Is it an organ of the body: "ECOWAS Commission" of "ECOWAS"?"""
    first, *rest = part.split() or [""]
    return first == whole and name.isupper() and len(rest) == 1 and rest[0] in _ORGANS


def _is_short(short: str, long: str) -> bool:
    """Is it how the body is called for short: "the Front" of the "Front for the Liberation of Vakaga"?"""
    return short in _SHORT and long.startswith((f"{short} for ", f"{short} of "))


def bare(name: str) -> str:
    """The name in small letters, without an article before it."""
    return " ".join(name.lower().split()).removeprefix("the ")


def _acronym(short: str, long: str) -> bool:
    return len(short) >= _ACRONYM and short.isupper() and short == _initials(long)


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.findall(r"[^\W_]+", name) if part[0].isupper())


class Aliases:
    """Names of bodies in the order in which they were met, each with its party.

    >>> known = Aliases()
    >>> known.learn("Golden Anchor shipyard", "Golden Anchor shipyard")
    True
    >>> known.party_of("Golden Anchor"), known.party_of("the union")
    ('Golden Anchor shipyard', None)
    """

    def __init__(self) -> None:
        self._party: dict[str, str] = {}
        self._place: dict[str, int] = {}
        self._by_form: dict[_Form, list[str]] = defaultdict(list)
        self._longer: dict[str, str] = {}

    def learn(self, name: str, party: str) -> bool:
        """Take in a name, or give it another party; False where that is known."""
        if self._party.get(name) == party:
            return False
        new = name not in self._party
        self._party[name] = party
        if new:
            self._place[name] = len(self._place)
            for form in set(_forms_known(name)):
                self._by_form[form].append(name)
            for beginning in _beginnings(name):
                if " " in beginning:
                    self._longer.setdefault(beginning, name)
        return True

    def party_of(self, name: str) -> str | None:
        """The party of the first name met that means the same as this one."""
        likely = {known for form in _forms_sought(name) for known in self._by_form.get(form, ())}
        order = sorted(likely, key=self._place.__getitem__)
        return next((self._party[known] for known in order if same_name(known, name)), None)

    def party_of_longer(self, name: str) -> str | None:
        """The party of the first name met that begins with this one of two words or more, and goes on."""
        known = self._longer.get(name)
        return None if known is None else self._party[known]


def _beginnings(name: str) -> Iterator[str]:
    """What a name of some words begins with, short of all of it."""
    return (name[:place] for place, letter in enumerate(name) if letter == " ")


def _forms_known(name: str) -> Iterator[_Form]:
    """Under what a name is kept, so that all that can mean the same find it."""
    plain = bare(name)
    yield from (("is", plain), ("ends", plain.rpartition(" ")[2]))
    yield from (("begins", beginning) for beginning in _beginnings(plain))
    if len(name) >= _ACRONYM and name.isupper():
        yield ("written", name)
    if not name.replace(" ", "", 1).isalpha() and len(initials := _initials(name)) >= _ACRONYM:
        yield ("initials", initials)  # of two words at most there are too few


def _forms_sought(name: str) -> Iterator[_Form]:
    """What each rule of ``same_name`` asks of the other name."""
    plain = bare(name)
    yield from (("is", plain), ("is", plain.rpartition(" ")[2]), ("ends", plain))
    yield from (("is", beginning) for beginning in _beginnings(plain))
    if " " in plain or name.isupper() or plain in _SHORT:
        yield ("begins", plain)
    yield from (("written", _initials(name)), ("initials", name))


class Sides:
    """The names of people, in small letters, each with the side for which they speak."""

    def __init__(self) -> None:
        self._side: dict[str, str] = {}
        self._by_word: dict[str, list[str]] = defaultdict(list)

    def get(self, name: str) -> str | None:
        """The side of who bears this very name."""
        return self._side.get(name)

    def learn(self, name: str, side: str) -> bool:
        """Take in a name, or give it another side; False where that is known."""
        if self._side.get(name) == side:
            return False
        if name not in self._side:
            words = name.split() or [""]
            inner = (word for word in words[1:-1] if len(word) >= _SURNAME)  # "Gonzalo Rueda Mamani"
            for word in {words[0], words[-1], *inner}:
                self._by_word[word].append(name)
        self._side[name] = side
        return True

    def side_of(self, name: str) -> str | None:
        """The side of who bears the name, or of all who bear its last word among their names."""
        low = name.lower()
        if low in self._side:
            return self._side[low]
        last = low.rsplit(maxsplit=1)[-1] if low.split() else low
        sides = {self._side[known] for known in self._by_word.get(last, ())}
        return sides.pop() if len(sides) == 1 else None
