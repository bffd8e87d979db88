"""Time expressions in a parsed text, resolved against the publication date."""

from __future__ import annotations

import bisect
import re
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.dates.reckon import RECKONINGS, Clock, Parts
from deedwatch.errors import LexiconError
from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.calendar import calendar_words
from deedwatch.lexicon.numbers import number_words
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.language import Parse, Token
    from deedwatch.records import Document, Span

__all__ = ["DateMention", "DateRule", "date_rules", "find_dates", "publication_day"]

_BEFORE_A_YEAR = words_for("dates: before a year")
_AHEAD = words_for("dates: ahead")
_SAYING = words_for("actors: saying")
_INTENDS = words_for("dates: intending")
_FIXED = words_for("dates: fixed")
_PUT_OFF = words_for("dates: put off")
_LIKE_WORDS = words_for("dates: months like words")
_NONE: frozenset[int] = frozenset()
_OF_A_MONTH = frozenset({"month", "since_month", "by_month", "before_month", "day_of_month"})
_LIMITS = frozenset({"by_day", "by_month", "before_month", "by_weekday"})
_FIGURES = {"{year}": re.compile(r"(?:19|20)\d\d"), "{figure}": re.compile(r"\d"), "{day}": re.compile(r"\d")}
_NUMBERS = "|".join(sorted(words_for("dates: numbers"), key=lambda words: (-len(words), words)))


class DateMention(msgspec.Struct, frozen=True):
    """Words that tell a time; ``from_`` and ``to`` are ISO days (``YYYY-MM-DD``) or None if open."""

    span: Span
    head: int
    from_: str | None
    to: str | None


class DateRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of one meaning; ``yes`` and ``no`` are run as tests."""

    means: str
    patterns: tuple[str, ...]
    yes: str
    no: str
    days: int = 0


@cache
def date_rules() -> tuple[DateRule, ...]:
    """The rows of ``dates.toml``.

    Raises ``LexiconError`` where a rule names a reckoning that is not there.
    """
    rules = load_rules(data_path("dates.toml"), DateRule)
    for number, rule in enumerate(rules, 1):
        if rule.means not in RECKONINGS:
            raise LexiconError(
                f"dates.toml, row {number}", f"means {rule.means!r}", remedy="see dates/reckon.py"
            )
    return rules


@cache
def _compiled() -> tuple[tuple[re.Pattern[str], DateRule, tuple[str, ...]], ...]:
    def group(name: str, body: str) -> str:
        return f"(?P<{name}>{body})"

    named = {
        kind: group(kind, "|".join(map(re.escape, sorted(calendar_words(kind), key=len, reverse=True))))
        for kind in ("weekday", "month", "season", "unit", "part", "holiday")
    }
    named["endmonth"] = named["month"].replace("<month>", "<endmonth>")
    ordinals = "|".join(sorted(calendar_words("ordinal"), reverse=True))
    named["day"] = group("day", rf"[0-3]?\d(?:st|nd|rd|th)?|(?:{ordinals})(?= of )")
    named["year"] = group("year", r"(?:19|20)\d\d")
    named["n"] = group("n", rf"\d{{1,3}}|{_NUMBERS}")
    found = []
    for rule in date_rules():
        for pattern in rule.patterns:
            body = re.sub(r"\{([a-z]+)\}", lambda m: named[m.group(1)], pattern)
            whole = re.compile(rf"(?<![\w-])(?:{body})(?![\w])", re.IGNORECASE)
            found.append((whole, rule, _needed(pattern)))
    return tuple(found)


def _needed(pattern: str) -> tuple[str, ...]:
    """The kinds of word (``{month}``) and words without which the pattern cannot match.

    ``last|next`` stands for either. A pattern is tried only on the lines that hold them all: trying all
    patterns on all lines took a fifth of our own time, trying them where one thing stands a twelfth.
    """
    bare = _without_groups(pattern, r"")
    if "|" in bare:
        return ()
    sure = _without_groups(pattern, r"[?*]?")
    found = re.findall(r"\{(?:month|weekday|season|unit|holiday|year|day)\}(?!\?)", sure)
    found += re.findall(r"(?<![\w\\{])[a-z]{3,}(?![\w}?*])", sure.lower())
    found += _choices(pattern)
    if r"(?:19|20)\d" in pattern:
        found.append("{year}")
    must = _without_groups(pattern, "[?*]")
    if not found and ("|" not in must or must == sure) and re.search(r"\d", must.replace(r"\d", "0")):
        found.append("{figure}")
    return tuple(dict.fromkeys(found))


def _choices(pattern: str) -> Iterator[str]:
    """For each group of words that must be there, the longest word of each choice, with ``|`` between."""
    must = _without_groups(pattern, "[?*]")
    for match in re.finditer(r"\((?:\?:|\?P<\w+>)([a-z |]+)\)", must):
        if must.count("(", 0, match.start()) == must.count(")", 0, match.start()):
            yield "|".join(max(words.split(), key=len) for words in match.group(1).split("|"))


def _without_groups(pattern: str, tail: str) -> str:
    """A pattern without its groups, from the innermost on, each with what may follow it."""
    while (less := re.sub(rf"\([^()]*\){tail}", " ", pattern)) != pattern:
        pattern = less
    return pattern


@cache
def _spellings(needed: str) -> tuple[str, ...]:
    """All words, in small letters, of a kind of word ("{month}") or of a choice ("last|next")."""
    kind = "ordinal" if needed == "{day}" else needed[1:-1]
    words = calendar_words(kind) if needed.startswith("{") else needed.split("|")
    return tuple(dict.fromkeys(word.lower() for word in words))


class _Lines:
    """The lines of a text and, for each kind of word or word, those that hold it."""

    def __init__(self, text: str) -> None:
        self.low = text.lower()
        self.ends = [match.start() for match in re.finditer(r"\n|\Z", text)]
        self.spans = list(zip([0, *(end + 1 for end in self.ends)], self.ends, strict=False))
        self.same = len(self.low) == len(text)
        self.known: dict[str, frozenset[int]] = {}
        self.chosen: dict[tuple[str, ...], list[Span]] = {(): self.spans}

    def holding(self, needed: tuple[str, ...]) -> list[Span]:
        """The lines that hold each of the kinds of words and words."""
        if not self.same:
            return self.spans
        if needed not in self.chosen:
            known = self.known
            first, *others = needed
            numbers = known[first] if first in known else self._find(first)
            for other in others:
                if not numbers:
                    break
                numbers &= known[other] if other in known else self._find(other)
            self.chosen[needed] = [self.spans[number] for number in sorted(numbers)] if numbers else []
        return self.chosen[needed]

    def _find(self, needed: str) -> frozenset[int]:
        pattern = _FIGURES.get(needed)
        hits = [] if pattern is None else [match.start() for match in pattern.finditer(self.low)]
        for word in _spellings(needed):
            at = self.low.find(word) if word in self.low else -1  # most are not there
            while at >= 0:
                hits += (at,)
                at = self.low.find(word, at + 1)
        self.known[needed] = found = (
            frozenset([bisect.bisect_left(self.ends, at) for at in hits]) if hits else _NONE
        )
        return found


def find_dates(parse: Parse, document: Document) -> tuple[DateMention, ...]:
    """All time expressions that can be resolved, in order of place.

    "on Monday" is the last Monday, the report's own day included, unless its clause looks ahead.
    Where the document has no date, only expressions that carry their own year are given.
    """
    today = publication_day(document)
    found: list[DateMention] = []
    named: date | None = None
    for match, rule in _matches(parse.text):
        token = _head(parse, match.span())
        if token is None or not _is_time(match, rule, token):
            continue
        cue = _said_before(parse, match.span(), token)
        ahead = (cue is None and _looks_ahead(token)) or (rule.means in _LIMITS and not _looks_back(token))
        parts = _parts(match, rule, future=ahead)
        reckoned = RECKONINGS[rule.means](parts, Clock(today, named))
        if reckoned is None:
            continue
        first, last = reckoned
        if first and last and first > last:
            continue
        named = first or named
        span = _trim(parse.text, match.span())
        found.append(
            DateMention(
                span,
                token.i if cue is None else cue.i,
                first.isoformat() if first else None,
                last.isoformat() if last else None,
            )
        )
    return tuple(found)


def publication_day(document: Document) -> date | None:
    """The day on which a report came out; None where only its month or year is known, or no real day."""
    return None if document.published is None else _day(document.published[:10])


@lru_cache(maxsize=64)
def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _matches(text: str) -> list[tuple[re.Match[str], DateRule]]:
    """The longest matches, none overlapping another, in order of place."""
    lines = _Lines(text)
    hits = [
        (match, rule)
        for pattern, rule, needed in _compiled()
        for start, end in lines.holding(needed)
        for match in pattern.finditer(text, start, end)
    ]
    hits.sort(key=lambda hit: (hit[0].start() - hit[0].end(), hit[0].start()))
    taken: list[tuple[re.Match[str], DateRule]] = []
    used = bytearray(len(text) + 1)
    for match, rule in hits:
        start, end = match.span()
        if not any(used[start:end]):
            used[start:end] = b"\1" * (end - start)
            taken.append((match, rule))
    return sorted(taken, key=lambda hit: hit[0].start())


def _trim(text: str, span: Span) -> Span:
    """The span without a leading preposition, which belongs to the grammar."""
    lead = re.match(r"(?:in|on|during|of|over|at|the)\s+", text[span[0] : span[1]], re.IGNORECASE)
    if lead and lead.group().strip().lower() in {"in", "on", "during", "of", "over", "at"}:
        return (span[0] + lead.end(), span[1])
    return span


def _head(parse: Parse, span: Span) -> Token | None:
    """The token of the expression that the rest of it hangs on."""
    start, end = _trim(parse.text, span)
    cover = parse.doc.char_span(start, end, alignment_mode="expand")
    if cover is None:
        return None
    inside = {token.i for token in cover}
    roots = [token for token in cover if token.head.i not in inside or token.head is token]
    if cover[0].lower_ == "since" and any(token.pos_ == "VERB" for token in cover):
        return cover.root  # "since the strike began in June" hangs on what it limits
    nouns = [token for token in roots if token.pos_ not in {"ADP", "DET", "ADV", "SPACE"}]
    if not roots:
        return None
    token = (nouns or roots)[0]
    while token.dep_ in {"prep", "mark"} and any(child.i in inside for child in token.children):
        token = next(child for child in token.children if child.i in inside)
    return token


def _said_before(parse: Parse, span: Span, token: Token) -> Token | None:
    """The verb of saying that a day stands right behind, where the parse hangs it on what is said.

    "Peru said on Monday it will close the border": it was said on Monday.
    """
    start = _trim(parse.text, span)[0]
    cover = parse.doc.char_span(start, span[1], alignment_mode="expand")
    if cover is None:
        return None
    at = cover.start - 1
    if at > 0 and parse.doc[at].lower_ == "on":
        at -= 1
    verb = parse.doc[at] if at > 0 else None
    if verb is None or verb.tag_ != "VBD" or verb.low_lemma_ not in _SAYING:
        return None
    above = next((node for node in token.ancestors if node.pos_ in {"VERB", "AUX"}), verb)
    return verb if above.i > verb.i and verb.is_ancestor(above) else None


def _is_time(match: re.Match[str], rule: DateRule, token: Token) -> bool:
    """Whether the words really tell a time: "may" the verb and "2000 people" do not."""
    groups = match.groupdict()
    word = (groups.get("month") or "").lower()
    if word in _LIKE_WORDS and rule.means in _OF_A_MONTH:
        at = token.doc.char_span(match.start("month"), match.end("month"), alignment_mode="expand")
        if at is None or at[0].tag_ in {"MD", "VB", "VBP", "VBD"} or not at.text[0].isupper():
            return False
    if rule.means == "year":
        return _is_year(match, token)
    if rule.means == "holiday" or groups.get("weekday") is None:
        return True
    return match.group("weekday")[0].isupper() or match.group("weekday")[0].isdigit()


def _is_year(match: re.Match[str], token: Token) -> bool:
    lead = match.group()[: match.start("year") - match.start()].strip().lower()
    if lead in _BEFORE_A_YEAR:
        return True
    if token.dep_ == "nummod" and token.head.tag_ in {"NNS", "NNPS"} and match.start() == match.start("year"):
        return False
    if token.i > 0 and token.nbor(-1).text in {"$", "€", "£", "No.", "#"}:
        return False
    return token.dep_ in {"nummod", "pobj", "npadvmod", "compound", "amod", "appos", "conj"} and (
        token.dep_ != "pobj"
        or token.head.lower_ in {"of", "in", "since", "by", "until", "before", "after", "from"}
    )


def _looks_ahead(token: Token) -> bool:
    """Whether the verb above stands in the future, or is what somebody means to do."""
    for node in token.ancestors:
        if node.pos_ in {"VERB", "AUX"}:
            helpers = _helpers(node)
            if helpers & _AHEAD:
                return "have" not in helpers
            if node.tag_ == "VB" and any(child.lower_ == "to" for child in node.lefts):
                return node.head.low_lemma_ in _INTENDS and "had" not in _helpers(node.head)
            return node.low_lemma_ in _FIXED and bool(helpers & {"is", "are", "been", "being"})
    return False


def _helpers(node: Token) -> set[str]:
    return {child.lower_ for child in node.children if child.dep_ in {"aux", "auxpass"}}


def _looks_back(token: Token) -> bool:
    """Whether the verb above stands in the past: "held the town until March", but not "extended it until"."""
    verb = next((node for node in token.ancestors if node.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.low_lemma_ in _PUT_OFF | _FIXED:
        return False
    return verb.tag_ == "VBD" or bool(_helpers(verb) & {"was", "were", "had"})


def _parts(match: re.Match[str], rule: DateRule, *, future: bool) -> Parts:
    groups = {key: value.lower() for key, value in match.groupdict().items() if value is not None}

    def looked_up(kind: str) -> int | None:
        return int(calendar_words(kind)[groups[kind]]) if kind in groups else None

    first = int(groups["first"]) if "first" in groups else None
    last = int(groups["last"]) if "last" in groups else None
    if "endmonth" in groups:
        last = int(calendar_words("month")[groups["endmonth"]])
    if "short" in groups and first is not None:
        last = first - first % 100 + int(groups["short"])
    return Parts(
        weekday=looked_up("weekday"), month=looked_up("month"), season=looked_up("season"),
        day=_day_of_month(groups["day"]) if "day" in groups else None,
        year=int(groups["year"]) if "year" in groups else None, n=_count(groups.get("n")),
        unit=calendar_words("unit").get(groups.get("unit", "")), step=groups.get("step"),
        holiday=calendar_words("holiday").get(groups.get("holiday", "")), days=rule.days, first=first,
        last=last, decade=int(groups["decade"]) if "decade" in groups else None, iso=groups.get("iso"),
        future=future,
    )  # fmt: skip


def _day_of_month(text: str) -> int:
    """Of "15th" or "fifteenth"."""
    return int(calendar_words("ordinal").get(text) or re.sub(r"\D", "", text))


def _count(text: str | None) -> int | None:
    """The number that words or digits tell; None for none, and for words as vague as "several"."""
    if text is None:
        return None
    return int(text) if text.isdigit() else number_words().get(text)
