"""Do two names mean one party, and which of the names met before does a name mean?

A book of many reports has met tens of thousands of names, so those that a name can mean are looked up by its
words and initials; the answer is that of going through all of them in order.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from deedwatch.actors.demonyms import state_words
from deedwatch.lexicon.words import words_for
from deedwatch.reckoning.ledger.kept import Nothing
from deedwatch.records import is_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from deedwatch.reckoning.ledger.kept import Kept

__all__ = [
    "Aliases",
    "Met",
    "Namesakes",
    "Sides",
    "bare",
    "ends_as",
    "form_of_namesake",
    "form_of_side",
    "is_of_people",
    "kept_as_alias",
    "kept_as_namesake",
    "kept_as_side",
    "same_name",
    "turned",
]

MOST = 20
"""Names of bodies that are asked for by a form at first ("ends council"): mostly one of them is meant."""
_Place: TypeAlias = tuple[int, int]  # what earlier runs learned comes before what this one does
_ORGANS = words_for("ledger: organs of a body")
_SHORT = words_for("ledger: short names of a body")
_FIRMS = words_for("actors: names of firms")
_TURNED = words_for("ledger: told before or behind their place")
_OF_PEOPLE = words_for("ledger: bodies of people")
_TAIL = re.compile(r" (?:of|at|in|for) ")
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
    if ends_as(left, right) or ends_as(right, left):
        return min(len(left.split()), len(right.split())) == 1 and not is_code(one)
    if _is_organ(left, right, one) or _is_organ(right, left, two):
        return True
    if any(rule(left, right) or rule(right, left) for rule in (_is_turned, _is_short, _is_loose, _is_firm)):
        return True
    begins = left.startswith(f"{right} ") or right.startswith(f"{left} ")
    if begins and min(len(left.split()), len(right.split())) > 1:
        return True  # "Golden Anchor" is "Golden Anchor shipyard"
    return _acronym(one, two) or _acronym(two, one)


def ends_as(long: str, short: str) -> bool:
    """Is the one how the other is called for short, not what stands behind "of" or "at" in it?"""
    if not short or not f" {long}".endswith(f" {short}"):
        return False
    return _TAIL.search(long[: len(long) - len(short)]) is None


def _is_organ(whole: str, part: str, name: str) -> bool:
    """Is it an organ of the body: "ECOWAS Commission" of "ECOWAS"?"""
    first, *rest = part.split() or [""]
    return first == whole and name.isupper() and len(rest) == 1 and rest[0] in _ORGANS


def _is_turned(left: str, right: str) -> bool:
    return turned(left) == turned(right)


def turned(plain: str) -> str:
    """A house with its place before it, however it is told: "University of Gafsa" as "gafsa university".

    A body of people has them there: "committee of strikers" is "strikers' committee".
    """
    noun, of, place = plain.partition(" of ")
    place = place.removeprefix("the ")
    if of and is_of_people(plain):
        return f"{place}' {noun}"
    return f"{place} {noun}" if of and noun in _TURNED and " of " not in place else plain


def is_of_people(plain: str) -> bool:
    """Is it a body told by a noun and the people it is of: "committee of strikers", no "head of Gafsa"?"""
    noun, _, people = plain.partition(" of ")
    people = people.removeprefix("the ")
    return noun in _OF_PEOPLE and people.islower() and people.isalpha() and people.endswith("s")


def _is_short(short: str, long: str) -> bool:
    """Is it how the body is called for short: "the Front" of the "Front for the Liberation of Vakaga"?"""
    return short in _SHORT and long.startswith((f"{short} for ", f"{short} of "))


def _is_loose(short: str, long: str) -> bool:
    """Is it a state's body told with fewer words: "Armenian Church" for "Armenian Apostolic Church"?"""
    few, many = short.split(), long.split()
    ends = (few[:1], few[-1:]) == (many[:1], many[-1:]) and 1 < len(few) < len(many)
    return ends and few[0] in state_words() and set(few) <= set(many)


def _is_firm(short: str, long: str) -> bool:
    """Is it how a firm is called for short: "Mopani" for "Mopani Copper"?"""
    first, *rest = long.split() or [""]
    return short == first and len(rest) == 1 and rest[0] in _FIRMS


def bare(name: str) -> str:
    """The name in small letters, without an article before it."""
    return " ".join(name.lower().split()).removeprefix("the ")


def _acronym(short: str, long: str) -> bool:
    return len(short) >= _ACRONYM and short.isupper() and short == _initials(long)


def _initials(name: str) -> str:
    return "".join(part[0] for part in re.findall(r"[^\W_]+", name) if part[0].isupper())


class Met:
    """Names with what each stands for, in the order in which they were met, found by their forms.

    Names that earlier runs kept come when one of their forms is first asked for.
    """

    def __init__(self, forms_of: Callable[[str], Iterable[str]], kept: Kept | None) -> None:
        """``forms_of`` gives under what a name is kept, so that all that can mean the same find it.

        The first of these is the one that the fewest names have.
        """
        self._forms_of = forms_of
        self._kept = kept or Nothing()
        self.meant: dict[str, str] = {}
        self._first: dict[str, _Place] = {}
        self._last: dict[str, _Place] = {}
        self._by_form: dict[str, set[str]] = defaultdict(set)
        self._whole: set[str] = set()
        self._until: dict[
            str, _Place
        ] = {}  # of forms of which only the first names are here, the last of them

    def expect(self, forms: Iterable[str], *, most: int | None = None) -> None:
        """Ask for the names kept under these forms, all at once: all names, or the first so many of each."""
        begun = {} if most is None else self._until
        new = {form for form in forms if form not in self._whole and form not in begun}
        if not new:
            return
        found: dict[str, list[int]] = defaultdict(list)
        for form, number, row in self._kept.learned(new, most=most):
            self._by_form[form].add(row.name)
            self._take(row.name, row.party, (0, number))
            found[form].append(number)
        for form in new:
            numbers = found.get(form, ())
            if len(numbers) == most:
                self._until[form] = (0, max(numbers))
            else:
                self._whole.add(form)
                self._until.pop(form, None)

    def learn(self, name: str, meant: str) -> bool:
        """Take in a name, or give it another meaning; False where that is known."""
        self.expect([next(iter(self._forms_of(name)))])
        if self.meant.get(name) == meant:
            return False
        if name not in self._first:  # one that is kept comes with each of its forms that is asked for
            for form in self._forms_of(name):
                self._by_form[form].add(name)
        self._take(name, meant, (1, len(self._last)))
        return True

    def _take(self, name: str, meant: str, place: _Place) -> None:
        self._first[name] = min(self._first.get(name, place), place)
        if self._last.get(name, place) <= place:
            self._last[name], self.meant[name] = place, meant


class Aliases(Met):
    """Names of bodies, each with its party. What a name was first learned for it stands for ever.

    >>> known = Aliases()
    >>> known.learn("Golden Anchor shipyard", "Golden Anchor shipyard")
    True
    >>> known.party_of("Golden Anchor"), known.party_of("the union")
    ('Golden Anchor shipyard', None)
    """

    def __init__(self, kept: Kept | None = None) -> None:
        super().__init__(kept_as_alias, kept)

    def look_up(self, names: Iterable[str]) -> None:
        """Ask for the first of the names that each of these can mean, all at once."""
        self.expect((form for name in names for form in (*forms_of_alias(name), f"longer {name}")), most=MOST)

    def party_of(self, name: str) -> str | None:
        """The party of the first name met that means the same, or the only one with this ending."""
        forms = forms_of_alias(name)
        self.expect(forms, most=MOST)
        found = next((known for known in self._likely(forms) if same_name(known, name)), None)
        unseen = [form for form in forms if form in self._until]
        if unseen and (found is None or self._first[found] > min(self._until[form] for form in unseen)):
            self.expect(unseen)
            found = next((known for known in self._likely(forms) if same_name(known, name)), None)
        if found is not None or bare(name).count(" ") != 1:
            return None if found is None else self.meant[found]
        ending = {self.meant[known] for known in self._likely(forms) if ends_as(bare(known), bare(name))}
        return ending.pop() if len(ending) == 1 else None

    def _likely(self, forms: Iterable[str]) -> list[str]:
        """The names here that have one of these forms, in the order in which they were met."""
        likely = {known for form in forms for known in self._by_form.get(form, ())}
        return sorted(likely, key=self._first.__getitem__)

    def party_of_longer(self, name: str) -> str | None:
        """The party of the first name met that begins with this one of two words or more, and goes on."""
        form = f"longer {name}"
        self.expect([form], most=MOST)
        known = min(self._by_form.get(form, ()), key=self._first.__getitem__, default=None)
        return None if known is None else self.meant[known]


def _beginnings(name: str) -> Iterator[str]:
    """What a name of some words begins with, short of all of it."""
    return (name[:place] for place, letter in enumerate(name) if letter == " ")


def kept_as_alias(name: str) -> Iterator[str]:
    """Under what a body is kept: its words, its beginnings and endings, its initials, its first words."""
    plain = bare(name)
    yield from (f"is {plain}", f"ends {plain.rpartition(' ')[2]}")
    if " " in plain:
        yield _around(plain)
        yield f"turned {turned(plain)}"
    if plain.count(" ") > 1:
        yield f"ends {' '.join(plain.split()[-2:])}"
    yield from (f"begins {beginning}" for beginning in _beginnings(plain))
    if len(name) >= _ACRONYM and name.isupper():
        yield f"written {name}"
    if not name.replace(" ", "", 1).isalpha() and len(initials := _initials(name)) >= _ACRONYM:
        yield f"initials {initials}"  # of two words at most there are too few
    yield from (f"longer {beginning}" for beginning in _beginnings(name) if " " in beginning)


def forms_of_alias(name: str) -> list[str]:
    """The forms of names of bodies that can mean the same: what each rule of ``same_name`` asks of them."""
    plain = bare(name)
    found = [f"is {plain}", f"is {plain.rpartition(' ')[2]}", f"ends {plain}"]
    found += [f"is {beginning}" for beginning in _beginnings(plain)]
    found += [f"begins {plain}", _around(plain), f"turned {turned(plain)}"]
    return [*found, f"written {_initials(name)}", f"initials {name}"]


def _around(plain: str) -> str:
    """What a name of some words begins and ends with."""
    words = plain.split() or [""]
    return f"around {words[0]} {words[-1]}"


class Sides(Met):
    """The names of people, in small letters, each with the side for which they speak."""

    def __init__(self, kept: Kept | None = None) -> None:
        super().__init__(kept_as_side, kept)

    def get(self, name: str) -> str | None:
        """The side of who bears this very name."""
        self.expect([form_of_side(name)])
        return self.meant.get(name)

    def side_of(self, name: str) -> str | None:
        """The side of who bears the name, or of all who bear its last word among their names."""
        low = name.lower()
        form = form_of_side(low)
        self.expect([form])
        if low in self.meant:
            return self.meant[low]
        sides = {self.meant[known] for known in self._by_form.get(form, ())}
        return sides.pop() if len(sides) == 1 else None


def kept_as_side(name: str) -> Iterator[str]:
    """Under what people are kept: last and first word, any long one between ("Gonzalo Rueda Mamani")."""
    words = name.split() or [""]
    inner = (word for word in words[1:-1] if len(word) >= _SURNAME)
    yield from (f"word {word}" for word in (words[-1], words[0], *inner))


class Namesakes(Met):
    """People who speak for themselves, in small letters, each with the name under which he was met first."""

    def __init__(self, kept: Kept | None = None) -> None:
        super().__init__(kept_as_namesake, kept)

    def full_name(self, name: str) -> str | None:
        """The whole name of the one person met who bears this single word as first or last name."""
        form = form_of_namesake(name)
        self.expect([form])
        bearers = {self.meant[known] for known in self._by_form.get(form, ())}
        return bearers.pop() if len(bearers) == 1 and " " not in name else None


def kept_as_namesake(name: str) -> Iterator[str]:
    """Under what people who speak for themselves are kept: last and first word."""
    words = name.split() or [""]
    yield from (form_of_namesake(word) for word in dict.fromkeys((words[-1], words[0])))


def form_of_namesake(name: str) -> str:
    """The form under which people are found who bear a single name."""
    return f"name {name.lower()}"


def form_of_side(name: str) -> str:
    """The form under which people are found who bear a name, or the last word of it."""
    return f"word {(name.lower().split() or [''])[-1]}"
