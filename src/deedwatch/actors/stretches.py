"""Stretches of a text that could be a name: the parse's entities, put right, and runs of capitals.

The parse runs a name into the place, the day or the verb beside it ("In La Paz Gonzalo Rueda said", "On
Saturday Ms Sosa said", "Riau accused Bumi Lestari") and leaves parts of it out ("Societe" of "Societe du
Nickel").
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from deedwatch.actors.demonyms import state_words
from deedwatch.actors.roles import is_given_name, longest_role, title_of
from deedwatch.lexicon.places import is_place_noun, look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.language import Doc, Token

__all__ = ["BODY_LABELS", "PERSON_LABELS", "PLACE_LABELS", "PLURAL_OWNER", "is_role_before", "stretches"]

PERSON_LABELS = frozenset({"PERSON"})
BODY_LABELS = frozenset({"ORG", "FAC", "PRODUCT", "WORK_OF_ART"})
PLACE_LABELS = frozenset({"GPE", "LOC"})
PLURAL_OWNER = frozenset({"'", "’"})
_PROPER = frozenset({"NNP", "NNPS"})
_LEAST_OF = 4  # words of "Rosa Prado of Puno"
_PLURAL = frozenset({"NNS", "NNPS", "NNP"})
_OWNED = _PROPER | {"NN", "NNS"}
_MANY = words_for("actors: many without an s")
_NO_NAMES = frozenset({"DT", "IN", "CC", "PRP$", "WDT", "CD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LONG = 4  # words: a longer entity is no person's first names
_NUMBERS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "CARDINAL", "ORDINAL", "QUANTITY"})


def stretches(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """The stretches, each with the label of the parse: who stands behind a place, entities, then runs."""
    seen: set[int] = set()
    for start, end, label in (*_behind_places(doc), *_of_members(doc), *_entities(doc), *_firms(doc)):
        if start < end and not seen & set(range(start, end)):
            seen.update(range(start, end))
            yield start, end, label
    end = 0
    for i, token in enumerate(doc):
        if i < end or i in seen or token.tag_ not in _PROPER or not _is_proper(token):
            continue
        end = _run_end(doc, i, seen)
        start, end_trimmed = _trim(doc, i, end)
        if start < end_trimmed:
            yield _tied_to(doc, start), _with_number(doc, end_trimmed), ""


def _behind_places(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """The place that a sentence begins with, and who is named right behind it: "In Lima Rosa Quispe said"."""
    for before, place in pairwise(doc):
        if before.text == "In" and _is_proper(place):
            yield from _place_and_name(doc, place.i)


def _place_and_name(doc: Doc, start: int) -> Iterator[tuple[int, int, str]]:
    end = _run_end(doc, start, set())
    if end - start < 2 or end >= len(doc) or look_up(doc.words(start, end)) is not None:
        return
    cut = next((i for i in range(end - 1, start, -1) if look_up(doc.words(start, i)) is not None), start)
    acts = doc[end].tag_ in _FINITE or doc[end].pos_ in {"VERB", "AUX"}
    told = doc[end].text == "," and end - cut > 1  # "In Lima Rosa Quispe, the minister, said"
    titled = title_of(doc[cut].text) is not None or longest_role([doc[cut].lower_]) is not None
    if cut == start or titled or is_place_noun(doc[cut].lower_) or not (acts or told):
        return
    yield start, cut, "GPE"
    yield cut, end, "PERSON" if end - cut > 1 or is_given_name(doc[cut].text) else ""


def _of_members(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """A body named by its members, of which the parse may see a part: "the Student Nurses' Association"."""
    for mark in doc:
        i = mark.i
        if mark.tag_ != "POS" or mark.lower_ not in PLURAL_OWNER or not 0 < i < len(doc) - 1:
            continue
        if not (doc[i - 1].text.istitle() and doc[i - 1].lower_.endswith("s") and _is_body(doc[i + 1])):
            continue
        if doc[i - 1].lower_ in state_words():
            continue  # "the Philippines' Senate"
        start = i - 1
        while start and doc[start - 1].text.istitle() and _is_proper(doc[start - 1]):
            start -= 1
        start, _ = _trim(doc, start, i)
        yield start, max(i + 2, _run_end(doc, i + 1, set())), "ORG"


def _is_body(token: Token) -> bool:
    role = longest_role([token.lower_]) if token.text.istitle() else None
    return role is not None and role[1].sort in {"body", "force", "armed"} and not role[1].plural


def _firms(doc: Doc) -> Iterator[tuple[int, int, str]]:
    """A capitalised word and a firm's noun behind it, also where the parse saw no name in them."""
    firms = words_for("actors: names of firms")
    for before, noun in pairwise(doc):
        if noun.lower_ not in firms or not noun.text.istitle():
            continue
        named = before.text.istitle() and before.text.isalpha() and before.tag_ not in _NO_NAMES
        if named and noun.ent_type_ == before.ent_type_ == "":
            yield before.i, noun.i + 1, "ORG"


def _is_firms_noun(token: Token) -> bool:
    return token.text.istitle() and token.lower_ in words_for("actors: names of firms")


def _entities(doc: Doc) -> Iterator[tuple[int, int, str]]:
    for ent in doc.ents:
        if ent.label_ not in PERSON_LABELS | BODY_LABELS | PLACE_LABELS:
            continue
        parts = _without_verbs(doc, ent.start, ent.end)
        for first, last in parts:
            label = ent.label_ if len(parts) == 1 else ""
            if last - first < _LEAST_OF:
                yield _whole(doc, first, last, label)
                continue
            for begin, stop, told in _of_another(doc, first, last, label):
                yield _whole(doc, begin, stop, told)


def _whole(doc: Doc, begin: int, stop: int, label: str) -> tuple[int, int, str]:
    """A name as long as it is: with what people own in it, the state that a hyphen ties, its number."""
    start, end = _trim(doc, begin, stop)
    if start < end < doc.size and doc[end].tag_ == "POS" and (owned := _end_of_owned(doc, end)) > end:
        return start, owned, "ORG"
    start, end, label = _put_right(doc, start, end, label)
    return _tied_to(doc, start), end, label


def _without_verbs(doc: Doc, start: int, end: int) -> list[tuple[int, int]]:
    """The names that a verb in small letters or a comma parts: "Riau accused Bumi Lestari" is two.

    So is "Gedo, Abdi Warsame", of whom the parse made one: the governor of Gedo.
    """
    cuts = [i for i in range(start + 1, end - 1) if _parts_names(doc[i])]
    starts, ends = [start, *(i + 1 for i in cuts)], [*cuts, end]
    return list(zip(starts, ends, strict=True))


def _of_another(doc: Doc, start: int, end: int, label: str) -> list[tuple[int, int, str]]:
    """A person and the body behind "of", or a firm and its town: "Rosa Prado of Puno Mining"."""
    of = next((i for i in range(start + 2, end - 1) if doc[i].text == "of"), 0)
    if not of or longest_role([doc[of - 1].lower_]) is not None:
        return [(start, end, label)]
    town = look_up(doc.words(of + 1, end)) is not None
    if _is_firms_noun(doc[of - 1]):
        return [(start, of, "ORG"), (of + 1, end, "GPE")] if town else [(start, end, label)]
    named = all(word.text.istitle() for word in doc[start:of])
    if named and (is_given_name(doc[start].text) or _is_firms_noun(doc[end - 1])):
        return [(start, of, "PERSON"), (of + 1, end, "GPE" if town else "ORG")]
    return [(start, end, label)]


def _tied_to(doc: Doc, start: int) -> int:
    """Where a name begins that a hyphen ties to another state's: "Finnish-Swedish Frontier Commission"."""
    if start < 2 or doc[start - 1].tag_ != "HYPH" or doc[start - 1].whitespace_:
        return start
    return start - 2 if {doc[start - 2].lower_, doc[start].lower_} <= state_words() else start


def _with_number(doc: Doc, end: int) -> int:
    """Where the name of a branch ends that has a number: "Dockers' Local 12"."""
    if end >= doc.size or doc[end].tag_ != "CD" or not doc[end].text.isdigit():
        return end
    return end + (doc[end - 1].lower_ in words_for("actors: numbered bodies"))


def _end_of_owned(doc: Doc, end: int) -> int:
    """Where the name of a body ends that people own: "Workers' Front" of which the parse saw "Workers"."""
    if end + 1 >= doc.size or not doc[end - 1].text.istitle():
        return end
    many = doc[end - 1].tag_ in _PLURAL and (doc[end].text in {"'", "’"} or doc[end - 1].lower_ in _MANY)
    own = doc[end + 1]
    named = many and own.text.istitle() and own.tag_ in _OWNED and own.ent_type_ not in _NUMBERS
    return max(end + 2, _run_end(doc, end + 1, set())) if named else end


def _parts_names(token: Token) -> bool:
    return token.text == "," or (token.tag_ in _FINITE and token.text.islower())


def _put_right(doc: Doc, start: int, end: int, label: str) -> tuple[int, int, str]:
    """An entity with the parts of the name that it left out, labelled a person's where those tell it."""
    if start >= end:
        return start, end, label
    particle = end - (doc[end - 1].text in words_for("actors: particle of a person"))
    if end - start < _LONG and _is_inside_a_person(doc, particle):
        return start, particle + 2, "PERSON"  # "Daniel ole Sankan"
    if start and _is_proper(doc[start - 1]) and look_up(doc.words(start - 1, end)) is not None:
        return start - 1, end, "GPE"  # "Johor Bahru"
    if end < len(doc) and _is_firms_noun(doc[end]) and doc[end].ent_type_ == "":
        return start, end + 1, "ORG"  # "Mopani Copper" of which the parse saw "Mopani"
    given = _hyphenated_before(doc, start)
    if end - start == 1 and end < len(doc) and _is_misread_person(doc, start, end + 1, label):
        end += doc[start].head.i == end
    given = given or start - _forename_before(doc, start, end)
    label = "PERSON" if given or _is_misread_person(doc, start, end, label) else label
    start -= given
    if _is_beginning_of_a_body(doc, start, end):
        return start, _run_end(doc, start, set()), "ORG"
    return (*_widen(doc, start, end, label), label)


def _is_inside_a_person(doc: Doc, i: int) -> bool:
    """Whether a particle of a person's name stands here in small letters, and another part behind it."""
    known = i + 1 < len(doc) and doc[i].text in words_for("actors: particle of a person")
    return known and doc[i + 1].text.istitle() and doc[i + 1].text.isalpha()


def _is_beginning_of_a_body(doc: Doc, start: int, end: int) -> bool:
    """Whether a particle leads on from the first word of a firm or club: "Societe" of "Societe du Nickel"."""
    begins = end - start == 1 and doc[start].lower_ in words_for("actors: beginnings of firms and clubs")
    return begins and end < len(doc) and _joins(doc, end)


def _is_proper(token: Token) -> bool:
    return (
        token.tag_ in _PROPER
        and token.text[:1].isupper()
        and (token.ent_type_ not in _NUMBERS or _is_addressed(token))
    )


def _is_addressed(token: Token) -> bool:
    """Whether "Mr" or "Ms" before it shows a name that the parse took into a date: "Saturday Ms Sosa"."""
    before = title_of(token.doc[token.i - 1].text) if token.i else None
    return before is not None and before.gender is not None


def _run_end(doc: Doc, start: int, seen: set[int]) -> int:
    """Where the run of proper nouns, particles and hyphens that begins at a token ends."""
    end = start
    while (
        end < len(doc)
        and end not in seen
        and (_is_proper(doc[end]) or _joins(doc, end) or _is_tied(doc, end))
    ):
        end += 1
    return end


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
    """A person taken for a place: "Maria Paris", or "Wira Solung, the minister" whose name no list knows."""
    if label not in PLACE_LABELS or end - start < 2:
        return False
    if not (is_given_name(doc[start].text) or _is_called_by_office(doc[end - 1])):
        return False
    return look_up(doc.words(start, end)) is None and doc[end - 1].tag_.startswith("NNP")


def _is_called_by_office(name: Token) -> bool:
    """Whether a person's office stands behind the name: "Wira Solung, the fisheries minister"."""
    beside = (child for child in name.children if child.dep_ == "appos" and child.i > name.i)
    role = next((longest_role([child.lower_]) for child in beside), None)
    return role is not None and role[1].sort == "person"


def _hyphenated_before(doc: Doc, start: int) -> int:
    """How many tokens of a given name like "Man-kei" stand before a surname; 0 for none."""
    if start < 3 or doc[start - 2].text != "-" or doc[start - 2].whitespace_ or doc[start - 3].whitespace_:
        return 0
    tied = doc[start - 1].text.isalpha() and doc[start - 1].text.islower() and doc[start - 3].text.istitle()
    return 3 if tied and len(doc[start - 3].text) < 7 and doc[start].text.istitle() else 0


def _forename_before(doc: Doc, start: int, end: int) -> int:
    """Where a person's name begins whose surname alone was taken for one.

    An office beside it tells: "spokeswoman Leyla Huseynova", "Bupe Kasanga, general secretary of the union".
    """
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
    told = first < start and (is_role_before(doc, first) or _is_role_behind(doc, end))
    return first if told else start


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether a body's name goes on where the entity left its noun out: "Regional Fisheries" "Mechanism"."""
    if not 0 < end < len(doc) or not doc[end - 1].whitespace_ or not doc[end].text.istitle():
        return False
    tied = doc[end - 1].dep_ == "compound" and doc[end - 1].head.i == end
    return tied and _is_proper(doc[end]) and not doc[end].ent_type_


def _begins_before(doc: Doc, start: int, end: int) -> bool:
    """Whether a body's name begins before the entity, which has only its end: "Cerro" before "Verde"."""
    before = doc[start - 1] if start else None
    if before is None or not _is_proper(before) or before.ent_type_ or not before.text.istitle():
        return False
    tied = before.dep_ == "compound" and start <= before.head.i < end and before.whitespace_ != ""
    return tied and title_of(before.text) is None and longest_role([before.lower_]) is None


def _widen(doc: Doc, start: int, end: int, label: str) -> tuple[int, int]:
    """A name with the parts that the entity left out: "Nouri" before "al-Maliki"."""
    if label in BODY_LABELS:
        while _goes_on(doc, end):
            end += 1
        while _begins_before(doc, start, end):
            start -= 1
    if label not in PERSON_LABELS:
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


def _is_role_behind(doc: Doc, end: int) -> bool:
    """Whether the office of one person stands behind a comma: ", the general secretary of"."""
    if end >= len(doc) or doc[end].text != ",":
        return False
    words = [token.lower_ for token in doc[end + 1 : end + 5] if token.tag_ not in {"DT", "PRP$"}]
    roles = (longest_role(words[:size]) for size in range(1, len(words) + 1))
    return any(role is not None and role[1].sort == "person" and not role[1].plural for role in roles)


def is_role_before(doc: Doc, start: int) -> bool:
    """Whether the words before a token are the title of one person: "the French envoy"."""
    words = [token.text.lower() for token in doc[max(0, start - 3) : start]]
    role = longest_role(words) if words else None
    return role is not None and role[1].sort == "person" and not role[1].plural
