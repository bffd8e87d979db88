"""Speech that the layout attributes: labels, signed quotations, colons of headlines, interviews.

PENCE: We will win this.            the label is the source, its colon the cue
“We will win this.” — Mike Pence    the signature is the source, its dash the cue
Oslo to reopen border: minister     the end of the headline is the source, as its beginning may be
The Herald spoke to Ana Ruiz.       paragraphs that only ask, and what stands between them
Will the dam hold?
It will hold.
Q: Will the dam hold? A: It will.   "A" is whom the questions or the beginning name
— And the road, Mrs Ruiz?           paragraphs with a dash, between others without one, ask
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.roles import role_of
from deedwatch.lexicon.words import words_for
from deedwatch.reading.statements.cues import Cue, layout_rule
from deedwatch.reading.statements.frames import Draft
from deedwatch.reading.statements.sources import phrase_span
from deedwatch.reading.statements.turns import answers_alone, answers_quoted, is_somebody, turns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.quotes import Quotes
    from deedwatch.records import Span

__all__ = ["find_blocks"]

_NAME = r"[A-Z][\w.’'-]*"
_SMALL = "|".join(sorted(words_for("statements: small parts of a label")))
_NAMES = rf"(?:{_NAME})(?: (?:{_NAME}|{_SMALL})){{0,4}}"
_LABEL = re.compile(rf"({_NAMES}(?: \([^)]{{1,40}}\))?)\s?:\s+(?=\S)")
_QUOTE = re.compile(r"[\"“”]\s?")
_SIGNATURE = re.compile(
    rf"\s*(—|–|―|--|-|~)\s?({_NAMES})(?=[,.(\n]|\s*$)",
    re.MULTILINE,
)
_INTERVIEWING = words_for("statements: interviewing")
_ASKING, _ANSWERING = (
    words_for("statements: marks of a question"),
    words_for("statements: marks of an answer"),
)
_MARKS = _ASKING | _ANSWERING
_DASH = re.compile(r"[—–―] ?(?=\S)")
_TITLES = "|".join(map(re.escape, words_for("statements: forms of address")))
_VOCATIVE = re.compile(rf"\b(?:{_TITLES})\.? ({_NAME})[,?]")
_HEADLINE = re.compile(r"([^:\n]{3,120})(:) ([^:\n]{3,120})$")
_LONGEST_LABEL = 4  # words of who says so in a headline
_TALKS = {"PERSON", "ORG"}
_ENDS = {".", "!", "?", "…", ","}
_LEAST = 3  # words of a turn in a dialogue
_SIDES, _MOSTLY = 2, 0.5
_MOST = 4  # paragraphs of a turn


def find_blocks(
    parse: Parse, drafts: Mapping[int, Draft], quotes: Quotes, *, plain: bool = False
) -> dict[int, Draft]:
    """The attributions that the layout alone makes, by the token of their cue.

    ``plain`` leaves out who answers by marks, dashes or the beginning alone, and has those who only ask say
    their questions, as PolNeAR does: on such layouts the tagger is fitted.
    """
    found = {draft.cue.head: draft for draft in _dialogue(parse, plain=plain)}
    found.update({d.cue.head: d for d in _interview(parse, quotes, plain=plain)} if not found else {})
    for draft in (*_signed(parse, quotes), *_labelled(parse, quotes), *_headline(parse)):
        found.setdefault(draft.cue.head, draft)
    return {head: draft for head, draft in found.items() if head not in drafts or not drafts[head].content}


def _dialogue(parse: Parse, *, plain: bool) -> Iterator[Draft]:
    """Turns of a dialogue, where at least two paragraphs carry labels; who only asks states nothing."""
    turns = [
        (number, match)
        for number, span in enumerate(parse.paragraphs)
        if (match := _LABEL.match(parse.text, _after_mark(parse.text, span[0]), span[1]))
        and (len(parse.text[match.end() : span[1]].split()) >= _LEAST or match.group(1).lower() in _MARKS)
    ]
    names = [match.group(1) for _, match in turns]
    capitals = sum(name.isupper() for name in names)
    marked = not plain and bool(_ANSWERING & {name.lower() for name in names})
    if len(turns) < 2 or (not marked and capitals < 2 and len(set(names)) > len(names) / 2):
        return
    asker = set() if marked or capitals or plain else _asker(parse, turns)
    asking = {name for name in names if name.lower() in _ASKING} if marked else asker
    met = _asked_of(parse, turns[0][0], [n for n, m in turns if m.group(1) in asking]) if marked else None
    following = [number for number, _ in turns[1:]]
    for (number, match), after in zip(turns, [*following, None], strict=True):
        name = match.group(1)
        if name in asking or not (marked or names.count(name) > 1 or name.isupper()):
            continue
        colon = parse.text.index(":", match.end(1))
        own = (match.end(), parse.paragraphs[number][1])
        words = [own, *_going_on(parse, number, after)]
        for made in _made(parse, (colon, colon + 1), match.span(1), *words):
            yield replace(made, source=met.i) if met is not None and name.lower() in _ANSWERING else made


def _asker(parse: Parse, turns: list[tuple[int, re.Match[str]]]) -> set[str]:
    """The one of two who mostly asks, by name: the outlet in a talk between "Ledger" and "Ruiz"."""
    asks: dict[str, list[bool]] = {}
    for number, match in turns:
        asks.setdefault(match.group(1), []).append(
            "?" in parse.text[match.end() : parse.paragraphs[number][1]]
        )
    if len(asks) != _SIDES:
        return set()
    (one, first), (two, second) = ((name, sum(found) / len(found)) for name, found in asks.items())
    if min(first, second) > _MOSTLY or max(first, second) <= _MOSTLY:
        return set()
    return {one if first > second else two}


def _after_mark(text: str, start: int) -> int:
    """Where a paragraph begins behind its quotation mark."""
    mark = _QUOTE.match(text, start)
    return mark.end() if mark else start


def _going_on(parse: Parse, turn: int, after: int | None) -> Iterator[Span]:
    """The paragraphs in which a turn goes on: before the next label, or opened by a mark as the turn is."""
    text = parse.text
    marked = _QUOTE.match(text, parse.paragraphs[turn][0]) is not None
    last = len(parse.paragraphs) if after is None else after
    if last - turn > _MOST and not marked:
        return
    for start, end in parse.paragraphs[turn + 1 : last]:
        mine = _after_mark(text, start)
        if (marked and mine == start) or (not marked and after is None) or text[mine] == "(":
            return
        yield (mine, end)


def _interview(parse: Parse, quotes: Quotes, *, plain: bool) -> Iterator[Draft]:
    """The answers to paragraphs that only ask, after a paragraph that says with whom the talk was."""
    quoted = None if plain else answers_quoted(parse, quotes) or answers_alone(parse, quotes)
    if quoted is not None:
        for quote in quoted[1]:
            yield from _made(parse, (quote.span[0], quote.inner[0]), phrase_span(quoted[0]), quote.inner)
        return
    dashed = [number for number, (start, _) in enumerate(parse.paragraphs) if _DASH.match(parse.text, start)]
    if not plain and len(dashed) > 1 and all(number + 1 not in dashed for number in dashed):
        yield from _between_dashes(parse, dashed)
        return
    turns = None if plain else turns_of(parse)
    if turns is not None:
        for (_, end), answer in turns[1]:
            words = (_behind_label(parse.text, answer, turns[0]), answer[1])
            yield from _made(parse, (end - 1, end), phrase_span(turns[0]), words)
        return
    asked = [
        number
        for number, (start, end) in enumerate(parse.paragraphs)
        if number and parse.text[start:end].rstrip().endswith("?") and "“" not in parse.text[start:end]
    ]
    pairs = [number for number in asked if number + 1 not in asked]
    if len(pairs) < 2 or pairs[-1] + 1 >= len(parse.paragraphs):
        return
    met = _interviewed(parse, parse.paragraphs[pairs[0] - 1])
    answers = [n for n in range(pairs[0] + 1, pairs[-1] + 2) if n not in asked]
    if met is None and (plain or len(answers) > _MOST * len(pairs)):
        return
    source = met[1] if met else _asked_of(parse, pairs[0], asked)
    if source is None:
        return
    cue = met[0] if met else source
    paragraphs = [parse.paragraphs[number] for number in answers]
    yield from _made(parse, (cue.idx, cue.idx + len(cue.text)), phrase_span(source), *paragraphs)


def _behind_label(text: str, answer: Span, guest: Token) -> int:
    """Where an answer begins behind the label of who answers, as only the first may have one."""
    match = _LABEL.match(text, *answer)
    return match.end() if match and match.group(1).split()[-1] == guest.text else answer[0]


def _between_dashes(parse: Parse, dashed: list[int]) -> Iterator[Draft]:
    """The paragraphs behind questions that begin with a dash: each answer is one, its cue the dash."""
    source = _asked_of(parse, dashed[0], dashed)
    asking = sum("?" in parse.text[slice(*parse.paragraphs[n])] for n in dashed)
    if source is None or 2 * asking < len(dashed):
        return
    for number in dashed:
        if number + 1 < len(parse.paragraphs):
            start = parse.paragraphs[number][0]
            yield from _made(parse, (start, start + 1), phrase_span(source), parse.paragraphs[number + 1])


def _asked_of(parse: Parse, first: int, questions: Iterable[int]) -> Token | None:
    """Who answers: whom a question addresses by name, else who receives the reporter at the beginning."""
    for number in questions:
        match = _VOCATIVE.search(parse.text, *parse.paragraphs[number])
        named = parse.doc.char_span(*match.span(1), alignment_mode="expand") if match else None
        if named is not None and role_of(named.root.lower_) is None:  # "Mr President" names nobody
            return named.root
    for number in range(max(first - _MOST, 0), first):
        met = _interviewed(parse, parse.paragraphs[number])
        if met is not None:
            return met[1]
        for word in parse.doc.char_span(*parse.paragraphs[number], alignment_mode="expand") or ():
            if word.dep_ == "nsubj" and is_somebody(word):
                return word
    return None


def _interviewed(parse: Parse, intro: Span) -> tuple[Token, Token] | None:
    """The verb and its other side in "The Herald spoke with Ana Ruiz", "we interviewed Ana Ruiz"."""
    for verb in parse.doc.char_span(*intro, alignment_mode="expand") or ():
        if verb.lemma_ not in _INTERVIEWING or verb.pos_ != "VERB":
            continue
        for child in verb.rights:
            if child.dep_ == "dobj" and child.pos_ == "PROPN":
                return verb, child
            if child.dep_ == "prep" and child.lower_ in {"to", "with"}:
                other = next((word for word in child.rights if word.dep_ == "pobj"), None)
                if other is not None:
                    return verb, other
    return None


def _headline(parse: Parse) -> Iterator[Draft]:
    """A headline with who says so before or after its colon: "Ruiz: dam will hold", "Dam to open: mayor"."""
    start, end = parse.paragraphs[0] if parse.paragraphs else (0, 0)
    line = parse.text[start:end].strip()
    match = _HEADLINE.match(parse.text, start, start + len(line))
    if match is None or len(parse.paragraphs) < 2 or line[-1:] in {".", "?"}:
        return
    for who, what in ((1, 3), (3, 1)):
        if _names_a_voice(parse, match.span(who)) and len(match.group(what).split()) >= _LEAST:
            rule = msgspec.structs.replace(layout_rule(), id="headline")  # its words are nobody's own
            for made in _made(parse, match.span(2), match.span(who), match.span(what)):
                yield replace(made, cue=msgspec.structs.replace(made.cue, rule=rule))
            return


def _names_a_voice(parse: Parse, span: Span) -> bool:
    """Whether a few words name a person, a body or an office, and no place."""
    words = list(parse.doc.char_span(*span, alignment_mode="contract") or ())
    if not words or len(words) > _LONGEST_LABEL or any(word.pos_ in {"VERB", "AUX"} for word in words):
        return False
    role = role_of(words[-1].lower_)
    return words[-1].ent_type_ in _TALKS or (role is not None and role.sort != "state")


def _signed(parse: Parse, quotes: Quotes) -> Iterator[Draft]:
    """Quotations with a dash and a name after them."""
    for quote in quotes.items:
        match = _SIGNATURE.match(parse.text, quote.span[1])
        ended = (
            parse.text[slice(*quote.inner)].rstrip()[-1:] in _ENDS
        )  # the title of a source has no end mark
        if match and quote.sentence_like and ended:
            yield from _made(parse, match.span(1), match.span(2), quote.inner)


def _labelled(parse: Parse, quotes: Quotes) -> Iterator[Draft]:
    """Quotations after a name and a colon, as in `Mayor Ines Costa: “The bridge stays shut.”`."""
    for quote in quotes.items:
        start = parse.paragraphs[quote.paragraph][0]
        match = _LABEL.match(parse.text, start, quote.span[0] + 1)
        ended = parse.text[slice(*quote.inner)].rstrip()[-1:] in _ENDS
        if match and match.end() == quote.span[0] and quote.sentence_like and ended:
            colon = parse.text.index(":", match.end(1))
            yield from _made(parse, (colon, colon + 1), match.span(1), quote.inner)


def _made(parse: Parse, cue: Span, source: Span, *content: Span) -> Iterator[Draft]:
    mark = parse.doc.char_span(*cue, alignment_mode="expand")
    name = parse.doc.char_span(*source, alignment_mode="expand")
    if mark is None or name is None:
        return
    yield Draft(
        cue=Cue(head=mark[0].i, tail=(), rule=layout_rule()),
        cue_span=cue,
        frame="clause",
        content=content,
        source=name.root.i,
        source_span=source,
        weight=layout_rule().weight,
    )
