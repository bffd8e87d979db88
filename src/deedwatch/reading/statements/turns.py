"""Interviews whose layout is nothing but the change of turns: a paragraph asks, the next one answers.

Ana Ruiz, the minister of ports, received the Herald on Friday.

The owners want their ship back.      no question mark, and still what the reporter puts to her

She stays where she is.

Does the ship sail? — “It does not.”  a question and its answer in one paragraph, also without marks

The owners want their ship back.      the same with the answers alone in quotation marks

“She stays where she is.”

*Does the ship sail?*                  questions set in slanted or bold letters

It does not.

It is such a talk where the paragraphs behind the beginning carry no quotation marks and no verb of saying,
where those in the odd places ask or call on "you", and those in the even places do not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.roles import role_of
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.quotes import Quote, Quotes
    from deedwatch.records import Span

__all__ = ["answers_alone", "answers_quoted", "is_somebody", "turns_of"]

_MARKS = re.compile(r"[\"“”«»]")
_CALLING = re.compile(
    rf"\b(?:you|your|yours|{'|'.join(map(str.lower, words_for('statements: forms of address')))})\b",
    re.IGNORECASE,
)
_PROMPTED = re.compile(r"[^\"“”«»:]{3,300}?[?.](?: ?[—–―])? ?(?=[\"“]\w)")
_QUESTION = re.compile(r"\?(?: ?[—–―])? ?$|[—–―] ?$|^On ")
_PARTED = re.compile(r"([^\"“”«»—–―]{3,300}?[?.!…]) ?([—–―]) ?(?=\w)")
_SLANTED = re.compile(r"([*_]{1,3})[^*_]+\1")
_BEGINNINGS = 3  # paragraphs: a headline, and who was met where
_LEAST = 4  # paragraphs of a talk
_PROMPTS = 3  # paragraphs with a question and its answer
_LONGEST = 60  # words of a question
_LONGEST_PROMPT = 30
_SOME_ASKING = 0.34  # of what stands between answers in quotation marks
_ASKING = 0.5  # of the questions that must show it
_PEOPLE = {"PERSON", "ORG"}
_SUBJECTS = {"nsubj", "nsubjpass", "ROOT"}  # the root of a sentence whose verb the parser took for a noun
_RECEIVING = words_for("statements: receiving a reporter")
_TELLING = "|".join(map(re.escape, words_for("statements: saying in a report")))
_SPEAKERS = "|".join(map(re.escape, words_for("statements: speakers in a report")))
_SAID = re.compile(rf"\b(?:he|she|they|{_SPEAKERS}) (?:{_TELLING})\b", re.IGNORECASE)


def turns_of(parse: Parse) -> tuple[Token, list[tuple[Span, Span]]] | None:
    """Who answers, and each question with its answer; None where the layout shows no such talk."""
    set_apart = _set_apart(parse) or _in_one_paragraph(parse)
    if set_apart:
        guest = _guest_of(parse, [span for span in parse.paragraphs if span[1] <= set_apart[0][0][0]])
        return None if guest is None else (guest, set_apart)
    for first in range(1, _BEGINNINGS + 1):
        pairs = _pairs(parse, parse.paragraphs[first:])
        guest = _guest_of(parse, parse.paragraphs[:first]) if pairs else None
        if guest is not None:
            return guest, pairs
    return None


def answers_quoted(parse: Parse, quotes: Quotes) -> tuple[Token, list[Quote]] | None:
    """Who answers in quotation marks behind each question, and where; None where the report is no such talk.

    Most of what stands before the marks must ask, be cut off by a dash, or begin with "On".
    """
    found: list[Quote] = []
    asked = 0
    for quote in quotes.items:
        start, end = parse.paragraphs[quote.paragraph]
        prompt = _PROMPTED.match(parse.text, start, end)
        fills = not parse.text[quote.span[1] : end].strip()
        if prompt is not None and prompt.end() == quote.span[0] and fills:
            found.append(quote)
            asked += _QUESTION.search(prompt.group()) is not None
    if len(found) < _PROMPTS or asked < _ASKING * len(found):
        return None
    guest = _guest_of(parse, parse.paragraphs[: found[0].paragraph])
    return None if guest is None else (guest, found)


def answers_alone(parse: Parse, quotes: Quotes) -> tuple[Token, list[Quote]] | None:
    """Who answers in paragraphs of nothing but a quotation, each behind one without marks, and where.

    There must be a few in turn, and of what stands between them some must ask.
    """
    alone = {quote.paragraph: quote for quote in quotes.items if _fills(parse, quote)}
    runs: list[list[int]] = []
    for number in alone:
        if not _is_prompt(parse, number - 1):
            continue
        if runs and runs[-1][-1] == number - 2:
            runs[-1].append(number)
        else:
            runs.append([number])
    run = max(runs, key=len, default=[])
    asked = sum(parse.text[slice(*parse.paragraphs[n - 1])].rstrip().endswith("?") for n in run)
    if len(run) < _PROMPTS or asked < _SOME_ASKING * len(run):
        return None
    guest = _guest_of(parse, parse.paragraphs[: run[0] - 1])
    return None if guest is None else (guest, [alone[number] for number in run])


def _fills(parse: Parse, quote: Quote) -> bool:
    start, end = parse.paragraphs[quote.paragraph]
    return not (parse.text[start : quote.span[0]].strip() or parse.text[quote.span[1] : end].strip())


def _is_prompt(parse: Parse, number: int) -> bool:
    """Is a paragraph short and without marks, as what is put to who answers next?"""
    text = parse.text[slice(*parse.paragraphs[number])] if number > 0 else ""
    return 0 < len(text.split()) <= _LONGEST_PROMPT and not _MARKS.search(text)


def _pairs(parse: Parse, body: tuple[Span, ...] | list[Span]) -> list[tuple[Span, Span]]:
    """Questions and answers in turn; empty where the paragraphs are no talk."""
    texts = [parse.text[start:end].strip() for start, end in body]
    if len(body) < _LEAST or any(_MARKS.search(text) for text in texts):
        return []
    asked, answered = texts[0::2], texts[1::2]
    if any(len(text.split()) > _LONGEST for text in asked):
        return []
    marked, unasked = (sum(text.endswith("?") for text in half) for half in (asked, answered))
    calling = sum(text.endswith("?") or _CALLING.search(text) is not None for text in asked)
    if not marked or marked <= unasked or calling < _ASKING * len(asked) or _is_told(parse, body):
        return []
    return list(zip(body[0::2], body[1::2], strict=False))


def _set_apart(parse: Parse) -> list[tuple[Span, Span]]:
    """Questions set in letters of their own, each with the paragraph behind it; empty for too few of them."""
    rows = list(zip(parse.paragraphs, parse.paragraphs[1:], strict=False))
    pairs = [(asked, said) for asked, said in rows if _SLANTED.fullmatch(parse.text[slice(*asked)].strip())]
    asking = sum("?" in parse.text[slice(*asked)] for asked, _ in pairs)
    return pairs if len(pairs) >= _PROMPTS and asking >= _SOME_ASKING * len(pairs) else []


def _in_one_paragraph(parse: Parse) -> list[tuple[Span, Span]]:
    """Questions that a dash parts from their answers; empty for too few of them."""
    found = [
        (match, end) for start, end in parse.paragraphs if (match := _PARTED.match(parse.text, start, end))
    ]
    asking = sum(match.group(1).endswith("?") for match, _ in found)
    if len(found) < _PROMPTS or asking < _SOME_ASKING * len(found):
        return []
    return [((match.start(), match.end(2)), (match.end(), end)) for match, end in found]


def _is_told(parse: Parse, body: tuple[Span, ...] | list[Span]) -> bool:
    """Does a paragraph tell in the reporter's voice who said what ("he said with a smile")?"""
    told = sum(_SAID.search(parse.text, *span) is not None for span in body)
    return told > len(body) // 4


def _guest_of(parse: Parse, beginning: tuple[Span, ...] | list[Span]) -> Token | None:
    """Whom the beginning of a talk tells of: who receives the reporter, or whom the outlet met."""
    people = [
        word
        for span in beginning
        for word in parse.doc.char_span(*span, alignment_mode="expand") or ()
        if word.dep_ in _SUBJECTS and word.pos_ in {"NOUN", "PROPN"} and is_somebody(word)
    ]
    receiving = (word for word in people if word.head.low_lemma_ in _RECEIVING)
    return next(receiving, people[0] if people else None)


def is_somebody(word: Token) -> bool:
    """Whether a noun names a person by name or office, and not by another: "her predecessor"."""
    if any(child.dep_ == "poss" and child.pos_ == "PRON" for child in word.children):
        return False
    named = word.ent_type_ in _PEOPLE and any(child.dep_ == "compound" for child in word.children)
    # "Ruiz, the minister", "President Ruiz"
    called = [word, *(child for child in word.children if child.dep_ in {"appos", "compound"})]
    roles = [role for role in (role_of(part.lower_) for part in called) if role is not None]
    return named or any(role.sort == "person" for role in roles)
