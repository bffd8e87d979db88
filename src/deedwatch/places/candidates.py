"""Words that name a place or are a common noun for one, before it is known of which country it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.scene import is_gone_to
from deedwatch.lexicon.places import Known, is_place_noun, look_up
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.language import Doc, Parse, Token

__all__ = ["Candidate", "find_candidates"]

_PREPOSITIONS = words_for("places: preposition")
_LIKE_NOUNS = {"NN", "NNS", "NNP", "JJ", "RB"}  # a noun of place, as the parser may tag it
_AT_REST = words_for("places: preposition of rest")
_DIRECTIONS = words_for("places: direction")
_MISSIONS = words_for("places: missions")
_BETWEEN = words_for("places: between lands")
_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_ACTING = {"nsubj", "nsubjpass", "iobj", "dative", "amod", "compound", "nmod", "npadvmod"}
_PARTS = words_for("places: parts of places")


class Candidate(msgspec.Struct, frozen=True):
    """A place before its country is settled."""

    start: int
    end: int
    head: int
    known: Known | None
    within: str | None = None
    apart: bool = False  # between two countries


def find_candidates(parse: Parse, cast: Cast) -> list[Candidate]:
    """All of them, in order of place."""
    named = list(_named(parse, cast))
    common = list(_common(parse, cast, named))
    covered = {i for candidate in common for i in range(candidate.start, candidate.end)}
    apart = (
        candidate for candidate in named if candidate.head not in covered or candidate.head == candidate.end
    )
    return sorted([*common, *apart], key=lambda candidate: candidate.start)


def _named(parse: Parse, cast: Cast) -> Iterable[Candidate]:
    doc = parse.doc
    blocked = _blocked(cast)
    i = 0
    while i < doc.size:
        capital = doc[i].lower_ != doc[i].text
        found, after = _known_at(doc, i, blocked) if capital and _could_begin(doc[i]) else (None, i + 1)
        if (
            found is None
            and doc[i].ent_type_ in _PLACE_LABELS
            and doc[i].ent_iob_ == "B"
            and i not in blocked
        ):
            found = _unknown_at(doc, i)
        if found is None:
            i = after
            continue
        yield _widened(doc, found)
        i = found.end


def _blocked(cast: Cast) -> set[int]:
    """Tokens inside the names of persons and bodies: "Paris Hilton", "the Washington Post"."""
    tokens: set[int] = set()
    for mention in cast.mentions:
        if mention.kind != "name" or cast.actors[mention.actor].kind in {"state", "population", "unnamed"}:
            continue
        start, end = mention.span
        named = look_up(cast.parse.text[start:end])
        if named is not None and named.is_region:
            continue
        span = cast.parse.doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            tokens.update(token.i for token in span)
    return tokens


def _could_begin(token: Token) -> bool:
    if not token.text[:1].isupper() or token.ent_type_ in {"DATE", "TIME"}:
        return False
    before = token.doc[token.i - 1].lower_ if token.i else ""
    if token.ent_type_ != "PERSON" or before in _AT_REST | _DIRECTIONS or is_gone_to(token):
        return True
    noun = token.doc[token.i - 2].lower_ if before == "of" and token.i > 1 else ""
    return noun in words_for("places: what is done to a town") or is_place_noun(noun)


def _known_at(doc: Doc, at: int, blocked: set[int]) -> tuple[Candidate | None, int]:
    """The place that is named from a token on, and where to go on: past the longest name, meant or not.

    A part of a name is no place of its own: "Bank" in "West Bank settlers", "Hormuz" after "Strait of".
    """
    if at in blocked:
        return None, at + 1
    last = len(doc)
    for size in (4, 3, 2, 1):
        end = at + size
        if end > last:
            continue
        words = doc.words(at, end)
        known = look_up(words) if "\n" not in words else None
        if known is None or (not known.is_region and blocked & set(range(at, end))):
            continue
        if _is_meant(doc, at, end, known):
            return Candidate(at, end, _head(doc, at, end).i, known), end
        if known.is_region and size > 1:
            return None, end
    return None, at + 1


def _is_meant(doc: Doc, start: int, end: int, known: Known) -> bool:
    """Whether the words are used as a place: states always, towns by name label or position."""
    first, head = doc[start], _head(doc, start, end)
    if known.state is not None:
        return head.dep_ not in _ACTING or (known.is_region and _names_a_noun(head, end))
    labelled = all(token.ent_type_ in _PLACE_LABELS for token in doc[start:end])
    before = doc[start - 1].lower_ if start else ""
    placed = (
        before in _PREPOSITIONS
        or is_gone_to(head)
        or before in _DIRECTIONS
        or (head.dep_ == "pobj" and head.head.lower_ in _AT_REST)
    )
    after = doc[end].text if end < len(doc) else ""
    followed = (
        after == ","
        and end + 1 < len(doc)
        and (hit := look_up(doc[end + 1].text)) is not None
        and bool(hit.state)
    )
    if known.is_region:
        return labelled or placed or followed or first.tag_.startswith("NNP")
    largest = known.towns[0].population
    continues = end < len(doc) and doc[end].tag_ == "NNP" and not labelled
    return not continues and (
        followed or (labelled and largest >= 15_000) or (placed and largest >= 50_000 and first.tag_ == "NNP")
    )


def _names_a_noun(head: Token, end: int) -> bool:
    """As in "the West Bank city of Jenin", where a part of a land stands before a noun of place."""
    is_before = head.dep_ in {"compound", "nmod", "amod"} and head.head.i >= end
    return is_before and is_place_noun(head.head.lower_)


def _head(doc: Doc, start: int, end: int) -> Token:
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[end - 1]


def _unknown_at(doc: Doc, at: int) -> Candidate | None:
    """A name that the parse calls a place and no list knows: taken only where it stands as one."""
    end = at + 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    start = at
    while start < end and doc[start].tag_ in {"DT", "POS"}:
        start += 1
    while end > start and doc[end - 1].tag_ in {"POS", "."}:
        end -= 1
    if start >= end or not doc[start].text[:1].isupper():
        return None
    head = _head(doc, start, end)
    if head.dep_ == "pobj" and head.head.lower_ in _PREPOSITIONS - {"of", "from", "to"}:
        return Candidate(start, end, head.i, look_up(doc.words(start, end)))
    return None


def _widened(doc: Doc, candidate: Candidate) -> Candidate:
    """With the direction before it ("northern Iraq") and the noun after it ("Gazni province")."""
    start, end, head = candidate.start, candidate.end, candidate.head
    while start > 0 and doc[start - 1].lower_ in _DIRECTIONS and not doc[start - 1].is_space:
        start -= 1
    noun = doc[head].head
    if doc[head].dep_ in {"compound", "nmod", "amod"} and noun.i == end and is_place_noun(noun.lower_):
        end, head = noun.i + 1, noun.i
    return replace(candidate, start=start, end=end, head=head)


def _common(parse: Parse, cast: Cast, named: list[Candidate]) -> Iterable[Candidate]:
    """Nouns of place with a country or a named place beside them, or after "in" or "at"."""
    doc = parse.doc
    at = {i: candidate for candidate in named for i in range(candidate.start, candidate.end)}
    for token in doc:
        if token.tag_ not in _LIKE_NOUNS or not _is_common(token):
            continue
        if token.i in at and at[token.i].head == token.i:
            continue
        start = _left_edge(token)
        inner = next((at[i] for i in range(start, token.i) if i in at), None)
        countries = {c for i in range(start, token.i) if (c := _country_of(cast, doc[i])) is not None}
        country = countries.pop() if len(countries) == 1 else None
        end, after = _after(token, at)
        if token.lower_ in _BETWEEN and _parts_lands(token):
            yield Candidate(start, max(end, token.i + 1), token.i, None, apart=True)
        elif after is not None and country is not None and doc[token.i + 1].lower_ in _AT_REST:
            yield Candidate(start, end, token.i, after.known)  # "a Russian base in Syria"
        elif inner is not None or country is not None:
            yield Candidate(start, token.i + 1, token.i, inner.known if inner is not None else None, country)
        elif after is not None:
            yield Candidate(start, end, token.i, after.known)
        elif (named_end := _named_so(token)) is not None:
            yield Candidate(start, named_end, token.i, None)
        elif _tells_where(token):
            yield Candidate(start, token.i + 1, token.i, None)


def _tells_where(noun: Token) -> bool:
    """Whether a bare noun of place stands where something was: "in a market", "hit the eastern suburbs"."""
    if noun.dep_ == "dobj":
        return any(child.lower_ in _DIRECTIONS for child in noun.lefts)
    lead = noun.head
    is_part = lead.lower_ == "of" and lead.head.lower_ in _PARTS
    return noun.dep_ == "pobj" and (is_part or lead.lower_ in _AT_REST | {"on", "from", "to"})


def _named_so(noun: Token) -> int | None:
    """Where "the town of Adikong" ends, whose name no list knows."""
    of = next((child for child in noun.rights if child.lower_ == "of" and child.i == noun.i + 1), None)
    name = next((child for child in of.children if child.dep_ == "pobj"), None) if of is not None else None
    return name.i + 1 if name is not None and name.tag_ == "NNP" and name.text[0].isupper() else None


def _is_common(token: Token) -> bool:
    """Whether a token is a noun of place that heads its phrase."""
    if token.dep_ in {"compound", "amod", "nmod"} or token.ent_type_ in {"DATE", "TIME"}:
        return False
    return is_place_noun(token.lower_)


def _parts_lands(border: Token) -> bool:
    """As in "the border between Iran and Pakistan", "the frontier with Yemen"."""
    return any(child.dep_ == "prep" and child.lower_ in {"between", "with"} for child in border.rights)


def _left_edge(token: Token) -> int:
    lefts = [child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod", "poss", "nummod"}]
    start = min((child.left_edge.i for child in lefts), default=token.i)
    while start < token.i and (token.doc[start].tag_ in {"DT", "PRP$", ","} or token.doc[start].is_punct):
        start += 1
    return start


def _country_of(cast: Cast, token: Token) -> str | None:
    if token.head.lower_ in _MISSIONS and token.dep_ in {"amod", "compound", "nmod", "poss"}:
        return None
    key = cast.by_head.get(token.i)
    return cast.actors[key].country if key is not None and cast.actors[key].kind == "state" else None


def _after(token: Token, at: dict[int, Candidate]) -> tuple[int, Candidate | None]:
    """The named place in "the city of Basra", "a base southwest of Paris"."""
    for i in range(token.i + 1, min(token.i + 7, len(token.doc))):
        word = token.doc[i]
        if i in at:
            return at[i].end, at[i]
        if word.pos_ not in {"ADP", "DET", "ADV", "ADJ", "NOUN", "NUM"} or word.is_space:
            break
    return token.i + 1, None
