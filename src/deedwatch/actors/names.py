"""Proper names in a text: those known beforehand, those that the parse finds, and runs of capitals.

The parse's own names are weak, so known names win, titles and given names decide
who is a person, and the last noun of a name decides what kind of body it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from deedwatch.actors.demonyms import state_words
from deedwatch.actors.gazetteer import GEOGRAPHIC, Name, match_names
from deedwatch.actors.roles import is_given_name, longest_role, title_of
from deedwatch.actors.scene import is_gone_to
from deedwatch.actors.stretches import (
    BODY_LABELS,
    PERSON_LABELS,
    PLACE_LABELS,
    PLURAL_OWNER,
    is_role_before,
    stretches,
)
from deedwatch.actors.towns import settle_towns
from deedwatch.lexicon.places import look_up, namesakes
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.actors.gazetteer import Hit
    from deedwatch.actors.roles import Role
    from deedwatch.language import Doc, Parse, Token

__all__ = ["spot_names"]


_GROUP_ROLES = frozenset({"OPP", "REB"})
_INITIAL = re.compile(r"[A-Z]\.")
_BEHIND_OFFICES = frozenset({"of", "in", "to", "for", "at"})
_ASKING = frozenset({"will", "may"})
_AGE = re.compile(r"[1-9][0-9]")


def spot_names(parse: Parse) -> tuple[tuple[Name, ...], dict[int, str]]:
    """All names in order of place, none overlapping another; and the country that each token names.

    The second also holds tokens inside longer names: "Saudi" in "Saudi Press Agency".
    """
    doc = parse.doc
    hits = match_names(parse)
    heading = _title_case_heading(parse)
    lands = {
        i: hit.entry.country or ""
        for hit in hits
        if hit.entry.kind == "state"
        for i in range(hit.start, hit.end)
    }
    taken: dict[int, Hit] = {i: hit for hit in hits for i in range(hit.start, hit.end)}
    found: list[Name] = []
    for start, end, label in stretches(doc):
        if doc[start].idx < heading and doc.words(start, end) not in parse.text[heading:]:
            continue
        found.extend(_name_at(doc, start, end, label, taken))
    covered = {i for name in found for i in range(name.start, name.end)}
    found.extend(
        Name(hit.start, hit.end, "known", hit.entry)
        for hit in hits
        if not covered & set(range(hit.start, hit.end))
    )
    found = _as_bodies(doc, found)
    settle_towns(doc, found, lands)
    abroad = _regions_abroad(doc, lands, {i for i, hit in taken.items() if hit.entry.kind == "state"})
    if abroad:
        lands.update(abroad)
        found = [Name(n.start, n.end, "place") if n.start in abroad else n for n in found]
    return tuple(sorted(found, key=lambda name: name.start)), lands


def _as_bodies(doc: Doc, names: list[Name]) -> list[Name]:
    """The names, those that the text once tells to be a body's taken for it wherever they stand.

    So are the words of a firm's name before its noun: "Mahan" where "Mahan Copper" stands too.
    """
    told = {
        doc.words(name.start, name.end)
        for name in names
        if name.kind == "body" and name.start and _is_called_a_body(doc[name.start - 1])
    }
    firms = words_for("actors: names of firms")
    told |= {
        doc.words(name.start, name.end - 1)
        for name in names
        if name.kind == "body"
        and name.end - name.start > 1
        and doc[name.end - 1].lower_ in firms
        and not is_given_name(doc[name.start].text)
    }
    if not told:
        return names
    return [
        Name(n.start, n.end, "body") if n.kind == "person" and doc.words(n.start, n.end) in told else n
        for n in names
    ]


def _regions_abroad(doc: Doc, lands: dict[int, str], known: set[int]) -> dict[int, str]:
    """The tokens that name a region by the name of a state, with the country that the region lies in.

    So is "Georgia" beside other states or towns of the US, not beside the Caucasus. "Washington" and
    "American" (``known`` tokens of states) tell nothing, nor does New York, where all meet.
    """
    found: dict[int, str] = {}
    for (region, country), state in namesakes().items():
        named = [i for i, land in lands.items() if land == state]
        if not named or any(doc[i].text != region for i in named):
            continue
        seats, beside = words_for("actors: seats of world bodies"), lands.keys() - known
        if any(lands[i] == country and doc[i].lower_ not in seats for i in beside):
            found.update(dict.fromkeys(named, country))
    return found


def _title_case_heading(parse: Parse) -> int:
    """Where a headline that capitalises all its words ends, so that capitals tell no names; 0 for none."""
    if len(parse.paragraphs) < 2:
        return 0
    start, end = parse.paragraphs[0]
    words = [word for word in parse.text[start:end].split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return end if len(words) >= 3 and capitals >= 0.7 * len(words) and parse.text[end - 1] not in ".!" else 0


def _asks(word: Token) -> bool:
    """Whether a question begins with the word, which else may be a first name: "Will Jordan left"."""
    return word.lower_ in _ASKING and word.sent.start == word.i and "?" in word.sent.text


def _name_at(doc: Doc, start: int, end: int, label: str, taken: dict[int, Hit]) -> Iterable[Name]:
    if start + 1 in taken and _asks(doc[start]):
        start += 1  # "Will Norland pay?" is no person
    hits = list(dict.fromkeys(taken[i] for i in range(start, end) if i in taken))
    strong = [hit for hit in hits if hit.entry.sort not in GEOGRAPHIC]
    if end - start > 1 and all(hit.end - hit.start == 1 and hit.entry.sort == "media" for hit in strong):
        strong = []  # "Liberation" in the name of a front is no newspaper
    if strong or (hits and hits[0].start <= start and hits[0].end >= end):
        return ()
    if label in PERSON_LABELS and hits and hits[0].start == start and hits[0].end < end:
        start = (
            hits[0].end
            if hits[0].entry.sort in GEOGRAPHIC and (hits[0].entry.sort == "adjective" or end - start > 2)
            else start
        )
    if not any(token.text in PLURAL_OWNER for token in doc[start:end]):
        start = _past_titles(doc, start, end)  # "Student" is none in "the Student Nurses' Association"
    words = [token.text for token in doc[start:end]]
    role = longest_role([word.lower() for word in words]) if words else None
    nameless = not any(word[0].isalnum() for word in words)
    if nameless or (role is not None and label not in PERSON_LABELS and not _is_body_name(words, *role)):
        return ()
    kind = _kind(doc, start, end, label)
    if kind != "person" and _is_place_name(doc.words(start, end)):
        kind = "place"
    if kind == "place" and hits and not _is_place_name(doc.words(start, end)):
        return ()
    return (Name(start, end, kind),)


def _is_place_name(words: str) -> bool:
    """A region, or a town of some size, that no person or body is likely to be called by."""
    known = look_up(words)
    return known is not None and (
        known.is_region or (bool(known.towns) and known.towns[0].population >= 100_000)
    )


def _is_body_name(words: Sequence[str], size: int, role: Role) -> bool:
    """A name like "National Iranian Oil Company": more than a country and a common noun.

    Of a group two words are enough, unless the first is a country's: "Dawa Front".
    """
    group = role.role in _GROUP_ROLES and role.sort != "person" and not role.plural
    own = len(words) == size + 1 == 2 and words[0].istitle() and words[0].lower() not in state_words()
    return len(words) > size + 1 or (group and own)


def _past_titles(doc: Doc, start: int, end: int) -> int:
    while end - start > 1 and start > 0 and not _is_own_name(doc, start, end):
        role = longest_role([token.text.lower() for token in doc[max(0, start - 3) : start + 1]])
        if role is None or role[0] < 2 or role[1].sort != "person":
            break
        start += 1
    while end - start > 1:
        step = _title_length(doc, start, end)
        if not step:
            break
        start += step
    return start


def _title_length(doc: Doc, start: int, end: int) -> int:
    words = [token.text.lower() for token in doc[start:end]]
    for size in range(min(4, len(words) - 1), 0, -1):
        role = longest_role(words[:size])
        if role is not None and role[0] == size and role[1].sort == "person":
            whole = _is_own_name(doc, start, end) or _has_body_word(words[size : size + 1])
            owned = any(token.tag_ == "POS" for token in doc[start + size : end - 1])
            return 0 if whole or owned else size  # "National Union of Teachers", "Student Nurses' League"
    if title_of(words[0]) is not None:
        return 2 if words[1] == "." and len(words) > 2 else 1
    return 0


def _is_own_name(doc: Doc, start: int, end: int) -> bool:
    """Is a noun like "fan" the first part of the name itself: "Ambassador Fan Weiguo"?"""
    own = doc[start].lower_ in words_for("actors: nouns that are names")
    return own and end - start == 2 and doc[start].ent_type_ == "PERSON"


def _kind(doc: Doc, start: int, end: int, label: str) -> Literal["person", "body", "place"]:
    first, before = doc[start].text, doc[start - 1].text if start else ""
    title = title_of(before) if start else None
    titled = title is not None or (start > 0 and is_role_before(doc, start))
    words = [token.text.lower() for token in doc[start:end]]
    initial = end - start == 2 and _INITIAL.fullmatch(first) and doc[end - 1].text.istitle()  # "S. Jesuraj"
    addressed = (
        initial
        or (title is not None and title.gender is not None)
        or (titled and _is_surname(doc, start, end))
    )
    if (addressed and not _has_body_word(words)) or (titled and label not in BODY_LABELS):
        return "person"
    if label not in PERSON_LABELS | PLACE_LABELS and _is_officeholder(doc, start, end, words, titled=titled):
        return "person"
    if start and not titled and _is_called_a_body(doc[start - 1]):
        return "body"
    if label not in PLACE_LABELS and _is_misread_place(doc, start, end):
        return "place"
    placed = before.lower() in {"in", "at", "near", "outside"}
    if (
        placed
        and label in PERSON_LABELS
        and (not is_given_name(first) or _is_place_name(doc.words(start, end)))
    ):
        return "place"
    so_called = label in PERSON_LABELS and before.lower() == "the" and _is_called_so(doc, start, end)
    return "body" if so_called else _kind_by_words(words, first, label)


def _is_called_so(doc: Doc, start: int, end: int) -> bool:
    """Whether a single word is a whole name behind "the", as no person's is: "told the Courier"."""
    alone = end - start == 1 and not is_given_name(doc[start].text)
    return alone and doc[start].dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}


def _is_misread_place(doc: Doc, start: int, end: int) -> bool:
    """A town that somebody goes to, or a landmark, taken for a person: "Goma", "Masjid Al-Aqsa"."""
    words = doc.words(start, end)
    if is_gone_to(doc[end - 1]) and _is_place_name(words):
        return True
    known = look_up(words) if end - start > 1 else None
    return known is not None and known.is_region


def _kind_by_words(words: Sequence[str], first: str, label: str) -> Literal["person", "body", "place"]:
    role = longest_role(words)
    if (
        role is not None
        and len(words) > 1
        and (role[1].sort == "body" or (role[1].sort != "person" and not is_given_name(first)))
    ):
        return "body"
    if (
        len(words) > 1
        and not (label in PERSON_LABELS and is_given_name(first))
        and (
            words[-1] in words_for("actors: names of firms")
            or words[0] in words_for("actors: beginnings of firms and clubs")
        )
    ):
        return "body"
    natural = len(words) > 1 and words[-1] in words_for("actors: natural places")
    natural = natural and label not in PERSON_LABELS
    inner = set(words[1:-1]) & words_for("actors: particle of a person")
    if not natural and (inner or (is_given_name(first) and len(words) > 1)) and not _has_body_word(words):
        return "person"
    if natural or label in PLACE_LABELS:
        return "place"
    if label in BODY_LABELS or first.isupper():
        return "body"
    return "person" if label in PERSON_LABELS or is_given_name(first) else "body"


def _is_beside_an_office(last: Token) -> bool:
    """Whether a name stands in apposition to an office: "a spokesman for the ministry, Rohit Sabharwal"."""
    role = longest_role([last.head.lower_]) if last.dep_ == "appos" else None
    is_office = role is not None and role[1].sort == "person" and role[1].role not in {"", "BUS", "CVL"}
    return is_office and role is not None and not role[1].plural


def _is_surname(doc: Doc, start: int, end: int) -> bool:
    """Whether one word behind a title in capitals can only be a name: "President Sydykova"."""
    alone = end - start == 1 and doc[start].text.istitle() and doc[start - 1].text.istitle()
    return alone and doc[start].lower_ not in words_for("actors: names of firms")


def _is_beside_a_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a name of two words is coordinated with a person's: "Jonas Petkus and Ieva Stonkute"."""
    both = doc[end - 1].dep_ == "conj" and doc[start - 2].ent_type_ == "PERSON" and start > 2
    full = both and doc[start - 3].ent_type_ == "PERSON"
    return full and doc[end - 1].lower_ not in words_for("actors: names of firms")


def _is_between_commas(doc: Doc, start: int, end: int) -> bool:
    """Whether an office stands before it and commas around it: "its secretary-general, Rosa Prado, said".

    The sentence may end behind it: "said the governor of Gedo, Abdi Warsame."
    """
    if start < 2 or end >= len(doc) or doc[start - 1].text != "," or doc[end].text not in {",", "."}:
        return False
    words = [token.lower_ for token in doc[max(0, start - 6) : start - 1]]
    behind = next((at for at, word in enumerate(words) if word in _BEHIND_OFFICES), len(words))
    role = longest_role(words[:behind])
    return role is not None and role[1].sort == "person" and not role[1].plural


def _is_in_office(last: Token) -> bool:
    """Whether a verb gives an office of one person: "Halva Sobel has been rector for six years"."""
    verb = last.head
    if last.dep_ != "nsubj" or verb.lemma_ not in words_for("actors: being in office"):
        return False
    offices = (longest_role([child.lower_]) for child in verb.rights if child.dep_ == "attr")
    return any(role is not None and role[1].sort == "person" and not role[1].plural for role in offices)


def _is_called_a_body(before: Token) -> bool:
    """Whether a name is told to be a body's right before it: "the palm oil company Bumi Lestari"."""
    role = longest_role([before.lower_]) if before.text.islower() else None
    return role is not None and role[1].sort == "body"


def _is_officeholder(doc: Doc, start: int, end: int, words: Sequence[str], *, titled: bool) -> bool:
    """A person taken for a body: a title right before the name, or an office between commas behind it."""
    plain = all(word.isalpha() and (doc[start + n].text.istitle() or n) for n, word in enumerate(words))
    if not plain or not 2 <= len(words) <= 4 or _has_body_word(words) or doc[start].text.isupper():
        return False
    beside_office = titled or _is_beside_an_office(doc[end - 1]) or _is_between_commas(doc, start, end)
    joined = start > 1 and len(words) == 2 and doc[start - 1].lower_ == "and"
    if beside_office or _is_in_office(doc[end - 1]) or (joined and _is_beside_a_person(doc, start, end)):
        return True
    return _is_told_behind(doc, end, words)


def _is_told_behind(doc: Doc, end: int, words: Sequence[str]) -> bool:
    """Whether a relative pronoun, an age or an office behind a comma shows a name to be a person's."""
    after = [token.text.lower() for token in doc[end : end + 4]]
    if after[:1] == [","] and after[1:2] in (["who"], ["whose"]):
        return longest_role(words[-1:]) is None  # "United Copper Workers, who" are no person
    if after[:1] == [","] == after[2:3] and _AGE.fullmatch(after[1]):
        return True  # "Tirza Okello, 52, a weaver"
    if after[:1] != [","] or after[1:2] not in (["the"], ["its"], ["a"], ["an"]):
        return False
    role = longest_role(after[2:3]) or longest_role(after[2:4])
    return role is not None and role[1].sort == "person" and not role[1].plural


def _has_body_word(words: Sequence[str]) -> bool:
    return any(
        (found := longest_role([word])) is not None and found[1].sort in {"body", "force", "armed"}
        for word in words
    )
