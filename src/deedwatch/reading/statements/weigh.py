"""The trained tagger's say on the proposals of the rules: which to keep, and where their words end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from deedwatch.lexicon.words import words_for
from deedwatch.reading.statements.cues import Cue, generic_rule
from deedwatch.reading.statements.features import text_features, windows
from deedwatch.reading.statements.frames import Draft, frame_of
from deedwatch.reading.statements.network import cue_logits, window_logits
from deedwatch.reading.statements.sources import inserted_name, is_passive, phrase_span
from deedwatch.reading.statements.spans import merge_spans, runs_of, tokens_span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.features import Array, TextFeatures, Vocabulary
    from deedwatch.reading.statements.quotes import Quote, Quotes
    from deedwatch.records import Span

__all__ = ["OBJECT_FRAMES", "Tagger", "evidence", "weigh"]

SNAP = 0.8  # agreement of words from which the rules' edges are taken: content F1 +.001, records +.003
SNAP_HALF = 0.65  # where the cue stands inside what was said: the tagger may lose one of the halves
TRUST = 4.0  # log odds for a rule of weight 1 over one of .6: records +.005, PolNeAR -.002
GOING_ON = 0.15  # of the tagger's chance, on average, from which a clause with "it" or "they" goes on
SPELT = 1.0  # log odds for "that" before the clause of a rule
SNAP_FRAMES = ("clause", "infinitive", "naming", "charge")
OBJECT_FRAMES = frozenset({"object", "about", "naming", "gerund"})
_BEFORE_NOUN = {"det", "poss", "amod", "compound", "nummod"}
_NOMINAL = {"NOUN", "PROPN", "PRON"}
_GOES_ON = words_for("statements: going on")
_TELLING = words_for("statements: telling")
_WEIGHTY = _NOMINAL | {"VERB", "ADJ", "NUM", "INTJ"}
_LIKELY = -2.0  # of the first network: of cues that the rules propose, below it one kept in a thousand
_LEAST_KEPT = 0.5  # of weight: less is kept of no frame, unless somebody frames their own words by it
_LIKELY_ALONE = -1.5  # of others; both together save a quarter of the windows over -2.5, on 63 texts


@dataclass(frozen=True, slots=True, eq=False)
class Tagger:
    """Weights, the words they know, and how much the reading keeps to speech (0 to 1)."""

    vocabulary: Vocabulary
    weights: Mapping[str, Array]
    strict: float
    calibration: Array | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """One cue of one text: its window and the chances of its tokens."""

    parse: Parse
    text: TextFeatures
    quotes: Quotes
    head: int
    low: int
    high: int
    said: Array
    source: Array
    made: Draft | None


def weigh(
    parse: Parse, drafts: Mapping[int, Draft], cues: Mapping[int, Cue], quotes: Quotes, tagger: Tagger
) -> list[Draft]:
    """The attributions that the tagger sees, each with its weight between 0 and 1."""
    text = text_features(parse, tagger.vocabulary, drafts, cues, quotes, strict=tagger.strict)
    sure = [head for head, made in drafts.items() if made.cue.rule.sure]
    at = np.setdiff1d(np.flatnonzero(text.candidate), sure)
    found = _seen(text, at, drafts, (parse, cues, quotes, tagger)) if len(at) else []
    seen = {made.cue.head for made in found if made.weight >= _LEAST_KEPT}
    return found + [made for head, made in drafts.items() if head not in seen and _is_laid_out(text, made)]


def _seen(
    text: TextFeatures,
    at: Array,
    drafts: Mapping[int, Draft],
    seeing: tuple[Parse, Mapping[int, Cue], Quotes, Tagger],
) -> list[Draft]:
    """What the tagger makes of the words that may be cues."""
    parse, cues, quotes, tagger = seeing
    scores = cue_logits(tagger.weights, text, at)[:, 0]
    proposed = np.zeros(len(text.candidate), bool)
    proposed[list(drafts)] = True
    likely = scores > np.where(proposed[at], _LIKELY, _LIKELY_ALONE)
    heads = at[likely].tolist()
    if not heads:
        return []
    parts = windows(text, heads, [drafts.get(head) for head in heads], quotes)
    logits = window_logits(tagger.weights, text, parts)
    chances, first, found = _chance(logits), scores[likely].tolist(), list[Draft]()
    for number, head in enumerate(heads):
        low, (start, end) = int(parts.lows[number]), parts.cuts[number : number + 2].tolist()
        drafted = drafts.get(head)
        own = float(logits[start + head - low, 2])
        weight = float(_chance(np.array(0.5 * first[number] + 0.5 * own + _trust(parse, drafted))))
        if weight < _LEAST_KEPT and not (drafted is not None and drafted.cue.rule.kind == "thought"):
            continue
        said, source = chances[start:end, 0], chances[start:end, 1]
        reading = _Reading(parse, text, quotes, head, low, low + end - start, said, source, drafted)
        made = _decoded(reading, cues.get(head), weight)
        if made is not None:
            found.append(_confident(made, quotes, tagger))
    return found


def _is_laid_out(text: TextFeatures, made: Draft) -> bool:
    """What grammar or layout settles, or speech in other paragraphs, which the tagger does not see."""
    if made.cue.rule.sure or made.frame == "reported":
        return True
    here = text.paragraph[made.cue.head]
    at = np.searchsorted(text.starts, [start for start, _ in made.content])
    return (
        bool(len(at))
        and made.weight >= 0.85
        and bool((text.paragraph[np.minimum(at, len(text.starts) - 1)] == here + 1).all())
    )


def _trust(parse: Parse, made: Draft | None) -> float:
    """How much a sure rule of speech adds to the tagger's log odds; more where the clause has its "that"."""
    if made is None or made.cue.rule.kind == "thought" or not made.content or made.source is None:
        return 0.0
    return TRUST * max(0.0, made.weight - 0.6) + SPELT * _is_spelt(parse, made)


def _is_spelt(parse: Parse, made: Draft) -> bool:
    """Whether "that" stands before the clause of a verb of speech ("evidence showing that" says nothing)."""
    spoken = made.frame == "clause" and made.cue.rule.kind == "speech"
    start = made.content[0][0]
    return spoken and parse.text[max(start - 8, 0) : start].rstrip().endswith(" that")


def _chance(logits: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-logits)))


def _decoded(reading: _Reading, cue: Cue | None, weight: float) -> Draft | None:
    source, source_span = _source(reading)
    content = _content(reading, source_span)
    if not content:
        return None
    made, text, head, parse = reading.made, reading.text, reading.head, reading.parse
    if made is None:
        return Draft(
            cue=cue or Cue(head=head, tail=(), rule=generic_rule()),
            cue_span=(int(text.starts[head]), int(text.ends[head])),
            frame=frame_of(parse, head, content),
            content=content,
            source=source,
            source_span=source_span,
            weight=weight,
        )
    return replace(made, content=content, source=source, source_span=source_span, weight=weight)


def evidence(made: Draft, quotes: Quotes) -> list[float]:
    """What confidence is read from: the weight, the frame, a named source, a quotation."""
    odds = float(np.log(made.weight / (1 - made.weight))) if 0 < made.weight < 1 else 8.0
    return [
        1.0,
        min(odds, 8.0),
        float(made.frame in OBJECT_FRAMES),
        float(made.source is None),
        float(any(q.sentence_like for span in made.content for q in quotes.touching(span))),
        float(made.cue.rule.kind == "thought"),
    ]


def _confident(made: Draft, quotes: Quotes, tagger: Tagger) -> Draft:
    if tagger.calibration is None:
        return replace(made, confidence=made.weight)
    odds = np.dot(np.array(evidence(made, quotes)), tagger.calibration)
    return replace(made, confidence=float(_chance(odds)))


def _source(reading: _Reading) -> tuple[int | None, Span | None]:
    """The source by grammar where the tagger does not speak against it, else the tagger's best run."""
    made, chance, text = reading.made, reading.source, reading.text
    low = reading.low
    best = int(chance.argmax())
    if made is not None and made.source is not None and made.source_span is not None:
        own = _within(reading, made.source_span)
        sure = made.frame == "reported" or inserted_name(reading.parse.doc[reading.head]) is not None
        if sure or (len(own) and (best in own or max(chance[i] for i in own) > 0.3 or chance[best] < 0.5)):
            return made.source, made.source_span
    if chance[best] < 0.5:
        return None, None
    first = last = best
    while first > 0 and chance[first - 1] > 0.4:
        first -= 1
    while last + 1 < len(chance) and chance[last + 1] > 0.4:
        last += 1
    tokens = range(low + first, low + last + 1)
    head = next((i for i in tokens if int(text.head[i]) not in tokens or text.head[i] == i), tokens[0])
    if reading.parse.doc[head].pos_ not in _NOMINAL:
        head = next((i for i in range(head, tokens[-1] + 3) if _is_nominal(reading, i)), head)
    word = reading.parse.doc[head]
    phrase = phrase_span(word)
    over = phrase[0] <= text.starts[reading.head] < phrase[1]
    if over and made is not None and made.source is not None:
        return made.source, made.source_span
    if word.pos_ in _NOMINAL and not over:
        return head, phrase
    while len(tokens) > 1 and reading.parse.doc[tokens[-1]].is_punct:
        tokens = tokens[:-1]
    return head, (int(text.starts[tokens[0]]), int(text.ends[tokens[-1]]))


def _within(reading: _Reading, span: Span) -> range:
    """The places in the window of the tokens that begin in a span."""
    first, last = reading.text.starts[reading.low : reading.high].searchsorted(span).tolist()
    return range(first, last)


def _is_nominal(reading: _Reading, index: int) -> bool:
    return index < len(reading.parse.doc) and reading.parse.doc[index].pos_ in _NOMINAL


def _agrees(reading: _Reading, chosen: set[int]) -> bool:
    """Whether the rules found much the same words: theirs then have the cleaner edges."""
    made = reading.made
    if made is None or not made.content:
        return False
    cue = reading.parse.doc[reading.head]
    if made.frame == "reported" or (made.frame == "charge" and is_passive(cue)):
        return True
    if not any(reading.parse.doc[i].pos_ in _WEIGHTY for i in chosen):
        return bool(chosen) or made.frame == "infinitive" or _is_spelt(reading.parse, made)
    if made.frame not in SNAP_FRAMES:
        return False
    theirs = {reading.low + i for span in made.content for i in _within(reading, span)}
    if theirs and theirs <= chosen and _is_between(reading, chosen - theirs, min(theirs)):
        return True
    aside = len(made.content) > 1 and made.content[0][1] <= made.cue_span[0] < made.content[1][0]
    enough = SNAP_HALF if aside and made.frame == "clause" else SNAP
    return 2 * len(theirs & chosen) >= enough * (len(theirs) + len(chosen))


def _is_between(reading: _Reading, extra: set[int], start: int) -> bool:
    """Whether words stand between a cue and its clause: "tells Mali to", "repeats its claim that"."""
    if reading.made is None or not all(reading.head < i < start for i in extra):
        return False
    doc = reading.parse.doc
    if reading.made.frame == "infinitive":
        return doc[reading.head].lemma_ in _TELLING
    nouns = [doc[i] for i in extra if doc[i].head.i == reading.head]
    clauses = [child for noun in nouns if noun.dep_ == "dobj" for child in noun.rights]
    return reading.made.frame == "clause" and any(child.dep_ in {"acl", "ccomp"} for child in clauses)


def _content(reading: _Reading, source: Span | None) -> tuple[Span, ...]:
    chosen = _chosen(reading, source)
    if reading.made is not None and _agrees(reading, chosen):
        return _joined(reading, reading.made.content)
    spans: list[Span] = []
    for number in (
        {int(q) for q in reading.text.quote[sorted(chosen)].tolist() if q >= 0} if chosen else set()
    ):
        quote = reading.quotes.items[number]
        members = {i for i in range(reading.low, reading.high) if reading.text.quote[i] == number}
        if _whole(reading, quote, members, chosen):
            spans.append(quote.inner)
            chosen -= members
    if spans and reading.made is not None and reading.made.frame == "quote":
        runs = runs_of(reading.parse, sorted(chosen))
        chosen = {i for run in runs if _is_clause(reading, run) for i in run}
    spans.extend(_beyond(reading))
    spans.extend(span for run in _completed(reading, chosen) if (span := tokens_span(reading.parse, run)))
    return _joined(reading, merge_spans(spans)) if spans else ()


def _chosen(reading: _Reading, source: Span | None) -> set[int]:
    """Likely tokens, grown over less likely neighbours, without stray ones."""
    chance = reading.said.copy()
    low = reading.low
    chance[reading.head - low] = 0
    if source is not None:
        own = _within(reading, source)
        chance[own.start : own.stop] = 0
    runs: list[list[int]] = []
    for i in np.flatnonzero(chance > 0.3).tolist():
        last = runs[-1][-1] if runs else -9
        if i - last == 1 or (i - last == 2 and chance[last + 1] > 0.1):
            runs[-1].extend(range(last + 1, i + 1))
        else:
            runs.append([i])
    runs = [run for run in runs if chance[run].max() > 0.5]
    if not runs:
        return set()
    most = max(float(chance[run].sum()) for run in runs)
    return {low + i for run in runs if chance[run].sum() >= min(2.0, 0.34 * most) for i in run}


def _whole(reading: _Reading, quote: Quote, members: set[int], chosen: set[int]) -> bool:
    """Whether a quotation of which most is said is said as a whole."""
    inside = quote.span[0] <= reading.text.starts[reading.head] < quote.span[1]
    return not inside and quote.sentence_like and len(members & chosen) >= 0.5 * len(members)


def _beyond(reading: _Reading) -> list[Span]:
    """Quotations of the rules that begin or end outside the window."""
    if reading.made is None:
        return []
    first, last = reading.text.starts[reading.low], reading.text.ends[reading.high - 1]
    touched = [quote for span in reading.made.content for quote in reading.quotes.touching(span)]
    return [
        quote.inner
        for quote in touched
        if quote.sentence_like and (quote.span[0] >= last or quote.span[1] <= first)
        and not quote.span[0] <= reading.text.starts[reading.head] < quote.span[1]
    ]  # fmt: skip


def _completed(reading: _Reading, chosen: set[int]) -> list[list[int]]:
    """The runs of tokens, each with the noun that its last article or adjective belongs to."""
    doc, runs = reading.parse.doc, runs_of(reading.parse, sorted(chosen))
    for run in runs:
        last, first = doc[run[-1]], doc[run[0]]
        if last.dep_ in _BEFORE_NOUN and 0 < last.head.i - last.i <= 3:
            run.extend(range(last.i + 1, last.head.i + 1))
        if reading.made is not None and reading.made.frame == "charge":
            run.extend(_deed(reading, run[-1]))
        if first.i > 0 and (_is_torn(first) or _is_of_object(reading, first)):
            run.insert(0, first.i - 1)
    return runs


def _deed(reading: _Reading, last: int) -> range:
    """The deed after whom a charge is against: "accused the guild's leader, Ada Moyo, of taking tolls"."""
    doc = reading.parse.doc
    at = next((i for i in range(last + 1, min(last + 3, len(doc))) if not doc[i].is_punct), last)
    deeds = [child for child in doc[at].children if child.dep_ == "pcomp"] if doc[at].dep_ == "prep" else []
    return range(last + 1, max(word.i for word in deeds[0].subtree) + 1) if deeds else range(0)


def _joined(reading: _Reading, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """The words with the clause that goes on after them: "said the talks were short, but they had helped"."""
    doc, chance, starts = reading.parse.doc, reading.said, reading.text.starts
    first = int(starts.searchsorted(content[-1][1]))  # the first token behind the words
    if _GOES_ON.isdisjoint([doc[i].lower_ for i in (first + 1, first + 2) if i < reading.high]):
        return content
    for verb in doc[reading.head].rights:
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ in _GOES_ON), None)
        if verb.dep_ != "conj" or subject is None or not first < subject.i <= first + 2:
            continue
        end = max(word.i for word in verb.subtree if not word.is_punct) + 1
        inside = chance[subject.i - reading.low : end - reading.low]
        bridged = all(doc[i].is_punct or doc[i].dep_ == "cc" for i in range(first, subject.i))
        if bridged and len(inside) and inside.mean() > GOING_ON:
            return (*content[:-1], (content[-1][0], doc[end - 1].end))
    return content


def _is_clause(reading: _Reading, run: list[int]) -> bool:
    """Whether words beside a whole quotation may be said too: a phrase without a verb is not."""
    return any(reading.parse.doc[i].pos_ in {"VERB", "AUX"} for i in run)


def _is_torn(first: Token) -> bool:
    """Whether a noun has lost its article or adjective."""
    return first.pos_ in {"NOUN", "PROPN"} and first.doc[first.i - 1].dep_ in _BEFORE_NOUN


def _is_of_object(reading: _Reading, first: Token) -> bool:
    """Whether a phrase has lost its noun, the cue's object: "claimed responsibility for the blast"."""
    noun = first.head
    return (
        first.dep_ == "prep" and noun.i == first.i - 1 and noun.dep_ == "dobj" and noun.head.i == reading.head
    )
