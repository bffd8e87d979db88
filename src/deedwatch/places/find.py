"""Place names and common-noun places in a parsed text, with the country that context bears out."""

from __future__ import annotations

import re
import sys
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.scene import is_gone_to, is_placed
from deedwatch.lexicon.places import Known, Town, is_place_noun, look_up
from deedwatch.lexicon.words import words_for
from deedwatch.text.holding import Places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deedwatch.actors import Cast
    from deedwatch.language import Doc, Parse, Token
    from deedwatch.records import Document, Span

__all__ = ["PlaceMention", "find_places"]

_PREPOSITIONS = words_for("places: preposition")
_LIKE_NOUNS = {"NN", "NNS", "NNP", "JJ", "RB"}  # a noun of place, as the parser may tag it
_AT_REST = words_for("places: preposition of rest")
_DIRECTIONS = words_for("places: direction")
_MISSIONS = words_for("places: missions")
_BETWEEN = words_for("places: between lands")
_SEAS = words_for("places: sea")
_PLACE_LABELS = {"GPE", "LOC", "FAC"}
_ACTING = {"nsubj", "nsubjpass", "iobj", "dative", "amod", "compound", "nmod", "npadvmod"}
_DOMINANT = 4
_SMALL = 50_000  # inhabitants
_PARTS = words_for("places: parts of places")


class PlaceMention(msgspec.Struct, frozen=True):
    """Words that name a place; country is ISO 3166-1 alpha-3, coordinates degrees or None.

    ``name`` is the text's wording, the longest that says where ("central Baghdad market district");
    ``head`` the index of its head token in the parse. ``region`` is GeoNames' first-order code, in the
    US the state's name. Country, region and coordinates are None where they cannot be told.
    """

    span: Span
    head: int
    name: str
    country: str | None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class _Find(msgspec.Struct, frozen=True):
    """A place before its country is settled."""

    start: int
    end: int
    head: int
    known: Known | None
    within: str | None = None
    apart: bool = False  # between two countries


def find_places(parse: Parse, cast: Cast, document: Document) -> tuple[PlaceMention, ...]:
    """All place names, in order of place; country from the name, else from the places around it.

    A town's name that several countries have is settled by the countries that the report names, else
    by size where one is far larger, else left without a country.
    """
    named = list(_named(parse, cast))
    common = list(_common(parse, cast, named))
    covered = {i for find in common for i in range(find.start, find.end)}
    finds = sorted(
        [*common, *(f for f in named if f.head not in covered or f.head == f.end)], key=lambda f: f.start
    )
    weights = _weights(finds, cast, document)
    return _settle(parse, finds, weights)


# -- finding -------------------------------------------------------------------------------------


def _named(parse: Parse, cast: Cast) -> Iterable[_Find]:
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
    before = token.doc[token.i - 1].text.lower() if token.i else ""
    if token.ent_type_ != "PERSON" or before in _AT_REST | _DIRECTIONS or is_gone_to(token):
        return True
    noun = token.doc[token.i - 2].text.lower() if before == "of" and token.i > 1 else ""
    return noun in words_for("places: what is done to a town") or is_place_noun(noun)


def _known_at(doc: Doc, at: int, blocked: set[int]) -> tuple[_Find | None, int]:
    """The place that is named from a token on, and where to go on: past the longest name, meant or not.

    A part of a name is no place of its own: "Bank" in "West Bank settlers", "Hormuz" after "Strait of".
    """
    for size in (4, 3, 2, 1):
        end = at + size
        if end > len(doc) or at in blocked:
            continue
        words = doc.words(at, end)
        known = look_up(words) if "\n" not in words else None
        if known is None or (not known.is_region and blocked & set(range(at, end))):
            continue
        if _is_meant(doc, at, end, known):
            return _Find(at, end, _head(doc, at, end).i, known), end
        if known.is_region and size > 1:
            return None, end
    return None, at + 1


def _is_meant(doc: Doc, start: int, end: int, known: Known) -> bool:
    """Whether the words are used as a place: states always, towns by name label or position."""
    first, head = doc[start], _head(doc, start, end)
    if known.state is not None:
        return head.dep_ not in _ACTING or (known.is_region and _names_a_noun(head, end))
    labelled = all(token.ent_type_ in _PLACE_LABELS for token in doc[start:end])
    before = doc[start - 1].text.lower() if start else ""
    placed = (
        before in _PREPOSITIONS
        or is_gone_to(head)
        or before in _DIRECTIONS
        or (head.dep_ == "pobj" and head.head.text.lower() in _AT_REST)
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


def _unknown_at(doc: Doc, at: int) -> _Find | None:
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
    if head.dep_ == "pobj" and head.head.text.lower() in _PREPOSITIONS - {"of", "from", "to"}:
        return _Find(start, end, head.i, look_up(doc.words(start, end)))
    return None


def _widened(doc: Doc, find: _Find) -> _Find:
    """With the direction before it ("northern Iraq") and the noun after it ("Gazni province")."""
    start, end, head = find.start, find.end, find.head
    while start > 0 and doc[start - 1].text.lower() in _DIRECTIONS and not doc[start - 1].is_space:
        start -= 1
    noun = doc[head].head
    if doc[head].dep_ in {"compound", "nmod", "amod"} and noun.i == end and is_place_noun(noun.text.lower()):
        end, head = noun.i + 1, noun.i
    return replace(find, start=start, end=end, head=head)


def _common(parse: Parse, cast: Cast, named: list[_Find]) -> Iterable[_Find]:
    """Nouns of place with a country or a named place beside them, or after "in" or "at"."""
    doc = parse.doc
    at = {i: find for find in named for i in range(find.start, find.end)}
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
            yield _Find(start, max(end, token.i + 1), token.i, None, apart=True)
        elif after is not None and country is not None and doc[token.i + 1].lower_ in _AT_REST:
            yield _Find(start, end, token.i, after.known)  # "a Russian base in Syria"
        elif inner is not None or country is not None:
            yield _Find(start, token.i + 1, token.i, inner.known if inner is not None else None, country)
        elif after is not None:
            yield _Find(start, end, token.i, after.known)
        elif (named_end := _named_so(token)) is not None:
            yield _Find(start, named_end, token.i, None)
        elif _tells_where(token):
            yield _Find(start, token.i + 1, token.i, None)


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
    return is_place_noun(token.text.lower())


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


def _after(token: Token, at: dict[int, _Find]) -> tuple[int, _Find | None]:
    """The named place in "the city of Basra", "a base southwest of Paris"."""
    for i in range(token.i + 1, min(token.i + 7, len(token.doc))):
        word = token.doc[i]
        if i in at:
            return at[i].end, at[i]
        if word.pos_ not in {"ADP", "DET", "ADV", "ADJ", "NOUN", "NUM"} or word.is_space:
            break
    return token.i + 1, None


# -- settling ------------------------------------------------------------------------------------


def _weights(finds: list[_Find], cast: Cast, document: Document) -> Counter[str]:
    """How strongly the report speaks for each country."""
    weights: Counter[str] = Counter()
    for find in finds:
        known = find.known
        if find.within is not None:
            weights[find.within] += 1
        elif known is not None and (known.state or known.region_of):
            weights[known.state or known.region_of or ""] += 2
    for actor in cast.actors.values():
        if actor.kind == "state" and actor.country:
            weights[actor.country] += 1 + len(actor.mentions) // 2
    first = (document.dateline or "").split(",")[0].strip()
    if first and (known := look_up(first.title())) is not None:
        weights[known.state or known.region_of or (known.towns[0].country if known.towns else "")] += 3
    if any(find.known and find.known.towns and _is_georgian(find.known.towns[0]) for find in finds):
        weights["USA"] = max(weights["USA"], weights["GEO"] + 3)
    weights.pop("", None)
    return weights


def _is_georgian(town: Town) -> bool:
    """Whether a town lies in the US state: beside it "Georgia" is no country."""
    return (town.country, town.region) == ("USA", "Georgia")


def _settle(parse: Parse, finds: list[_Find], weights: Counter[str]) -> tuple[PlaceMention, ...]:
    doc = parse.doc
    mentions: list[PlaceMention] = []
    waiting: list[int] = []
    for find in finds:
        country, town = _resolve(doc, find, weights)
        last = doc[find.end - 1]
        span = (doc[find.start].idx, last.idx + len(last.text))
        if (
            country is None
            and not find.apart
            and (find.known is None or (not find.known.is_region and not find.known.state))
            and find.within is None
            and doc[find.head].lower_ not in _SEAS
            and not _is_between(parse.text[span[0] : span[1]])
        ):
            waiting.append(len(mentions))
        mentions.append(
            PlaceMention(span, find.head, parse.text[span[0] : span[1]], country, *_degrees(town))
        )
    beside = _Beside(parse, mentions)
    for number in waiting:
        country = _from_context(beside, number, weights)
        mentions[number] = replace(mentions[number], country=country)
    return tuple(mentions)


def _is_between(name: str) -> bool:
    """Whether a name joins two countries: "the Chad/Sudan border"."""
    return (
        len({known.state for word in re.split(r"[/\s]", name) if (known := look_up(word)) and known.state})
        > 1
    )


def _degrees(town: Town | None) -> tuple[str | None, float | None, float | None]:
    return (None, None, None) if town is None else (town.region, town.latitude, town.longitude)


def _resolve(doc: Doc, find: _Find, weights: Counter[str]) -> tuple[str | None, Town | None]:
    known = find.known
    if known is None:
        return find.within, None
    if known.state is not None and not (known.is_region and find.within):
        is_american = known.state == "GEO" and weights["USA"] > weights["GEO"] + 2
        return ("USA" if is_american else known.state), None
    said = _said_after(doc, find) or find.within
    if known.is_region and (said is None or _town_in(known, said) is None):
        return known.region_of, _town_in(known, known.region_of)
    town = (_town_in(known, said) if said is not None else None) or _likeliest(known, weights)
    return (town.country if town is not None else None), town


def _likeliest(known: Known, weights: Counter[str]) -> Town | None:
    """The town of a country that the report names, else one that is far larger than its namesakes."""
    fitting = [town for town in known.towns if weights[town.country]]
    if fitting:
        return max(fitting, key=lambda town: weights[town.country] * (town.population**0.3))
    first, *others = known.towns
    if first.population < _SMALL and weights:
        return None  # more likely a village of the country that the report names
    if (
        not others
        or first.population >= _DOMINANT * others[0].population
        or others[0].country == first.country
    ):
        return first
    return None


def _town_in(known: Known, country: str | None) -> Town | None:
    return next((town for town in known.towns if town.country == country), None)


def _said_after(doc: Doc, find: _Find) -> str | None:
    """The country in "Tripoli, Lebanon" and "Columbia, South Carolina"."""
    i = find.end
    if i + 1 < len(doc) and doc[i].text == ",":
        for size in (3, 2, 1):
            after = look_up(doc.words(i + 1, i + 1 + size))
            if after is not None and (after.state or (after.is_region and after.region_of)):
                return after.state or after.region_of
    return None


class _Beside:
    """The places of a text, whose countries become known one by one, and what stands beside each."""

    def __init__(self, parse: Parse, mentions: list[PlaceMention]) -> None:
        self.parse, self.mentions = parse, mentions
        self._starts = Places((mention.span[0], number) for number, mention in enumerate(mentions))

    @cached_property
    def placed(self) -> list[int]:
        """Those where something is."""
        doc = self.parse.doc
        return [number for number, told in enumerate(self.mentions) if is_placed(doc[told.head])]

    def known(self, here: int, parts: Sequence[Span], part: int) -> list[tuple[int, str]]:
        """The places of known country in a part of the text: how far from an offset, and the country."""
        first = parts[part][0] if part else 0
        end = parts[part + 1][0] if part + 1 < len(parts) else sys.maxsize
        there = (self.mentions[number] for number in self._starts.between(first, end))
        return [(abs(other.span[0] - here), other.country) for other in there if other.country is not None]


def _from_context(beside: _Beside, number: int, weights: Counter[str]) -> str | None:
    """The country of the nearest place in the paragraph, else the one that the report is plainly about.

    Where the paragraph speaks of several, a common noun ("the area") is first of that of the report, and
    then only of one in its own sentence.
    """
    parse, mentions = beside.parse, beside.mentions
    here = mentions[number].span[0]
    near = beside.known(here, parse.paragraphs, parse.paragraph_of(here))
    is_common = parse.doc[mentions[number].head].text[0].islower()
    if near and (not is_common or len({country for _, country in near}) == 1):
        return min(near)[1]
    if not weights:
        return None
    (first, most), *rest = weights.most_common(2)
    if not rest or most >= 1.5 * rest[0][1]:
        return first
    if near:
        return min(beside.known(here, parse.sentences, parse.sentence_of(here)), default=(0, None))[1]
    rests = (mentions[place].country for place in beside.placed)
    named = Counter(country for country in rests if country is not None).most_common(2)
    return named[0][0] if named and (len(named) == 1 or named[0][1] > named[1][1]) else None
