"""Proper names in a text: those known beforehand, those that the parse finds, and runs of capitals.

The parse's own names are weak, so known names win, titles and given names decide
who is a person, and the last noun of a name decides what kind of body it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from deedwatch.actors.gazetteer import GEOGRAPHIC, Entry, match_names
from deedwatch.actors.roles import is_given_name, longest_role, title_of
from deedwatch.actors.scene import is_gone_to
from deedwatch.actors.towns import settle_towns
from deedwatch.lexicon.places import look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.actors.gazetteer import Hit
    from deedwatch.language import Doc, Parse, Token

__all__ = ["Name", "spot_names"]

_PERSON_LABELS = {"PERSON"}
_BODY_LABELS = {"ORG", "FAC", "PRODUCT", "WORK_OF_ART"}
_PLACE_LABELS = {"GPE", "LOC"}


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name at the tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    kind: Literal["person", "body", "place", "known"]
    entry: Entry | None = None


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
    for start, end, label in _candidates(doc):
        if doc[start].idx < heading and doc.words(start, end) not in parse.text[heading:]:
            continue
        found.extend(_name_at(doc, start, end, label, taken))
    covered = {i for name in found for i in range(name.start, name.end)}
    found.extend(
        Name(hit.start, hit.end, "known", hit.entry)
        for hit in hits
        if not covered & set(range(hit.start, hit.end))
    )
    settle_towns(doc, found, lands)
    for i in _american_georgia(doc, lands, {i for i, hit in taken.items() if hit.entry.kind == "state"}):
        lands[i] = "USA"
        found = [Name(n.start, n.end, "place") if n.start == i else n for n in found]
    return tuple(sorted(found, key=lambda name: name.start)), lands


def _american_georgia(doc: Doc, lands: dict[int, str], known: set[int]) -> list[int]:
    """The tokens "Georgia" that stand beside other states or towns of the US, not beside the Caucasus.

    "Washington" and "American" (``known`` tokens of states) tell nothing, nor does New York, where all meet.
    """
    seats = words_for("actors: seats of world bodies")
    american = any(
        country == "USA" and doc[i].lower_ not in seats for i, country in lands.items() if i not in known
    )
    georgian = [i for i, country in lands.items() if country == "GEO"]
    caucasian = [i for i in georgian if doc[i].text != "Georgia"]
    return georgian if american and not caucasian else []


def _title_case_heading(parse: Parse) -> int:
    """Where a headline that capitalises all its words ends, so that capitals tell no names; 0 for none."""
    if len(parse.paragraphs) < 2:
        return 0
    start, end = parse.paragraphs[0]
    words = [word for word in parse.text[start:end].split() if len(word) > 3 and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in words)
    return end if len(words) >= 3 and capitals >= 0.7 * len(words) and parse.text[end - 1] not in ".!" else 0


def _candidates(doc: Doc) -> Iterable[tuple[int, int, str]]:
    """Stretches that could be a name: the parse's entities, then runs of proper nouns outside them."""
    seen: set[int] = set()
    for ent in doc.ents:
        if ent.label_ in _PERSON_LABELS | _BODY_LABELS | _PLACE_LABELS:
            start, end = _trim(doc, ent.start, ent.end)
            given = _hyphenated_before(doc, start)
            if end - start == 1 and end < len(doc) and _is_misread_person(doc, start, end + 1, ent.label_):
                end += doc[start].head.i == end
            given = given or start - _forename_before(doc, start, end)
            label = "PERSON" if given or _is_misread_person(doc, start, end, ent.label_) else ent.label_
            start -= given
            start, end = _widen(doc, start, end, label)
            if start < end and not seen & set(range(start, end)):
                seen.update(range(start, end))
                yield start, end, label
    i = 0
    while i < len(doc):
        if i in seen or not _is_proper(doc[i]):
            i += 1
            continue
        end = i
        while (
            end < len(doc)
            and end not in seen
            and (_is_proper(doc[end]) or _joins(doc, end) or _is_tied(doc, end))
        ):
            end += 1
        start, end_trimmed = _trim(doc, i, end)
        if start < end_trimmed:
            yield start, end_trimmed, ""
        i = max(end, i + 1)


def _is_proper(token: Token) -> bool:
    return (
        token.tag_ in {"NNP", "NNPS"}
        and token.text[:1].isupper()
        and token.ent_type_ not in {"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"}
    )


def _joins(doc: Doc, i: int) -> bool:
    """A particle or hyphen between two capitalised parts of one name."""
    if doc[i].text.lower() not in words_for("actors: particle") or i == 0 or i + 1 >= len(doc):
        return False
    after = doc[i + 1]
    return (
        after.text[:1].isupper() or after.text.lower() in words_for("actors: parts inside a name")
        if doc[i].text != "."
        else False
    )


def _is_tied(doc: Doc, i: int) -> bool:
    """A part of a hyphenated name in lower case: "kei" in "Man-kei Tam"."""
    if doc[i].text == "-":
        return (
            i + 2 < len(doc)
            and not doc[i - 1].whitespace_
            and not doc[i].whitespace_
            and doc[i + 1].text.isalpha()
            and doc[i + 2].text[:1].isupper()
        )
    return (
        i > 1
        and doc[i - 1].text == "-"
        and not doc[i - 1].whitespace_
        and doc[i].text.isalpha()
        and doc[i].text.islower()
    )


def _is_misread_person(doc: Doc, start: int, end: int, label: str) -> bool:
    """A given name and a name that is also a town's, taken for one place: "Maria Paris"."""
    if label not in _PLACE_LABELS or end - start < 2 or not is_given_name(doc[start].text):
        return False
    return look_up(doc.words(start, end)) is None and doc[end - 1].tag_.startswith("NNP")


def _hyphenated_before(doc: Doc, start: int) -> int:
    """How many tokens of a given name like "Man-kei" stand before a surname; 0 for none."""
    if start < 3 or doc[start - 2].text != "-" or doc[start - 2].whitespace_ or doc[start - 3].whitespace_:
        return 0
    tied = doc[start - 1].text.isalpha() and doc[start - 1].text.islower() and doc[start - 3].text.istitle()
    return 3 if tied and len(doc[start - 3].text) < 7 and doc[start].text.istitle() else 0


def _forename_before(doc: Doc, start: int, end: int) -> int:
    """Where a person's name begins whose surname alone was taken for one: "spokeswoman Leyla Huseynova"."""
    first = start
    while (
        end - start == 1
        and first > 0
        and doc[first - 1].tag_ == "NNP"
        and doc[first - 1].dep_ == "compound"
        and doc[first - 1].head.i == start
        and not doc[first - 1].ent_type_
        and doc[first - 1].text.istitle()
        and longest_role([doc[first - 1].text.lower()]) is None
    ):
        first -= 1
    return first if first < start and _role_before(doc, first) else start


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether a body's name goes on where the entity left its noun out: "Regional Fisheries" "Mechanism"."""
    if not 0 < end < len(doc) or not doc[end - 1].whitespace_ or not doc[end].text.istitle():
        return False
    tied = doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    return tied and _is_proper(doc[end]) and not doc[end].ent_type_


def _widen(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """A name with the parts that the entity left out: "Nouri" before "al-Maliki"."""
    if label in _BODY_LABELS:
        while _goes_on(doc, end):
            end += 1
    if label not in _PERSON_LABELS:
        return start, end
    while (
        end + 1 < len(doc)
        and doc[end].text == "-"
        and doc[end].whitespace_ == ""
        and doc[end + 1].text[:1].isupper()
    ):
        end += 2
    while (
        start > 1
        and doc[start - 1].text == "-"
        and doc[start - 2].text.lower() in words_for("actors: particle")
    ):
        start -= 2
    return start, end


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Without articles, possessive marks, titles and outer punctuation."""
    while start < end and (
        doc[start].tag_ in {"DT", "PRP$", "POS", "IN", "CC"} or not doc[start].text[0].isalnum()
    ):
        start += 1
    while start < end and (
        doc[end - 1].tag_ in {"POS", "CC", "IN"} or not re.search(r"\w", doc[end - 1].text)
    ):
        if doc[end - 1].text == ")" and any(token.text == "(" for token in doc[start : end - 1]):
            break
        end -= 1
    while end > start and title_of(doc[end - 1].text) is not None and _names_follow(doc, end):
        end -= 1
    for i in range(start + 1, end - 1):  # "accused the Brigade of torturing": the charge is no part of a name
        if doc[i].text == "of" and doc[i + 1].tag_ == "VBG" and doc[i + 1].text.islower():
            return start, i
    return start, end


def _names_follow(doc: Doc, end: int) -> bool:
    """Whether a title before it belongs to the capitalised word that comes next ("Lt. Paul Vance")."""
    after = end + 1 if end < len(doc) and doc[end].text == "." else end
    return after < len(doc) and doc[after].text[:1].isupper()


def _name_at(doc: Doc, start: int, end: int, label: str, taken: dict[int, Hit]) -> Iterable[Name]:
    hits = list(dict.fromkeys(taken[i] for i in range(start, end) if i in taken))
    strong = [hit for hit in hits if hit.entry.sort not in GEOGRAPHIC]
    if end - start > 1 and all(hit.end - hit.start == 1 and hit.entry.sort == "media" for hit in strong):
        strong = []  # "Liberation" in the name of a front is no newspaper
    if strong or (hits and hits[0].start <= start and hits[0].end >= end):
        return ()
    if label in _PERSON_LABELS and hits and hits[0].start == start and hits[0].end < end:
        start = (
            hits[0].end
            if hits[0].entry.sort in GEOGRAPHIC and (hits[0].entry.sort == "adjective" or end - start > 2)
            else start
        )
    start = _past_titles(doc, start, end)
    words = [token.text for token in doc[start:end]]
    role = longest_role([word.lower() for word in words]) if words else None
    nameless = not any(word[0].isalnum() for word in words)
    if nameless or (role is not None and label not in _PERSON_LABELS and not _is_body_name(words, role[0])):
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


def _is_body_name(words: Sequence[str], size: int) -> bool:
    """A name like "National Iranian Oil Company": more than a country and a common noun."""
    return len(words) > size + 1


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
            return 0 if _is_own_name(doc, start, end) else size
    if title_of(words[0]) is not None:
        return 2 if words[1] == "." and len(words) > 2 else 1
    return 0


def _is_own_name(doc: Doc, start: int, end: int) -> bool:
    """Is a noun like "fan" the first part of the name itself: "Ambassador Fan Weiguo"?"""
    own = doc[start].lower_ in words_for("actors: nouns that are names")
    return own and end - start == 2 and doc[start].ent_type_ == "PERSON"


def _kind(doc: Doc, start: int, end: int, label: str) -> Literal["person", "body", "place"]:
    first, before = doc[start].text, doc[start - 1].text if start else ""
    titled = start > 0 and (title_of(before) is not None or _role_before(doc, start))
    words = [token.text.lower() for token in doc[start:end]]
    if titled and label not in _BODY_LABELS:
        return "person"
    if label in _BODY_LABELS and _is_officeholder(doc, start, end, words, titled=titled):
        return "person"
    if label not in _PLACE_LABELS and _is_misread_place(doc, start, end):
        return "place"
    placed = before.lower() in {"in", "at", "near", "outside"}
    if (
        placed
        and label in _PERSON_LABELS
        and (not is_given_name(first) or _is_place_name(doc.words(start, end)))
    ):
        return "place"
    return _kind_by_words(words, first, label)


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
    if len(words) > 1 and (
        words[-1] in words_for("actors: names of firms")
        or words[0] in words_for("actors: beginnings of firms and clubs")
    ):
        return "body"
    inner = set(words[1:-1]) & words_for("actors: particle of a person")
    if (inner or (is_given_name(first) and len(words) > 1)) and not _has_body_word(words):
        return "person"
    if label in _PLACE_LABELS:
        return "place"
    if label in _BODY_LABELS or first.isupper():
        return "body"
    return "person" if label in _PERSON_LABELS or is_given_name(first) else "body"


def _is_beside_an_office(last: Token) -> bool:
    """Whether a name stands in apposition to an office: "a spokesman for the ministry, Rohit Sabharwal"."""
    role = longest_role([last.head.lower_]) if last.dep_ == "appos" else None
    is_office = role is not None and role[1].sort == "person" and role[1].role not in {"", "BUS", "CVL"}
    return is_office and role is not None and not role[1].plural


def _is_officeholder(doc: Doc, start: int, end: int, words: Sequence[str], *, titled: bool) -> bool:
    """A person taken for a body: a title right before the name, or an office between commas behind it."""
    plain = all(word.isalpha() and (doc[start + n].text.istitle() or n) for n, word in enumerate(words))
    if not plain or not 2 <= len(words) <= 4 or _has_body_word(words) or doc[start].text.isupper():
        return False
    if titled or _is_beside_an_office(doc[end - 1]):
        return True
    after = [token.text.lower() for token in doc[end : end + 4]]
    if after[:1] == [","] and after[1:2] in (["who"], ["whose"]):
        return longest_role(words[-1:]) is None  # "United Copper Workers, who" are no person
    if after[:1] != [","] or after[1:2] not in (["the"], ["its"], ["a"]):
        return False
    role = longest_role(after[2:3]) or longest_role(after[2:4])
    return role is not None and role[1].sort == "person" and not role[1].plural


def _has_body_word(words: Sequence[str]) -> bool:
    return any(
        (found := longest_role([word])) is not None and found[1].sort in {"body", "force", "armed"}
        for word in words
    )


def _role_before(doc: Doc, start: int) -> bool:
    words = [token.text.lower() for token in doc[max(0, start - 3) : start]]
    role = longest_role(words) if words else None
    return role is not None and role[1].sort == "person" and not role[1].plural
