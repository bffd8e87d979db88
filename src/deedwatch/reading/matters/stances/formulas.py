"""Set phrases that answer: "the answer is no", "it is not for them to say", "neither yes nor no".

They tell a stance only in the mouth of whoever was just asked, which is for the caller to see; here only the
words are looked at. A phrase that is itself negated, asked or told as history answers nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from deedwatch.lexicon import data_path, load_rules
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.records import MatterKind, Stance  # noqa: TC001 - msgspec reads the fields' types

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.language import Parse, TokenSpan
    from deedwatch.records import Span

__all__ = [
    "SetReply",
    "bare_answer",
    "load_set_replies",
    "most_guarded",
    "opening_answer",
    "stance_of_phrase",
    "stances_of_phrase",
]

_NO = words_for("matters: saying no")
_YES = words_for("matters: saying yes")
_LASTING = words_for("matters: asked whether it lasts")
_ECHO = re.compile(
    r"(?:it|they|she|he|we|i|that|this) (?:is|are|do|does|did|may|will|would|can|shall|have|has|was|were)"
    r"( ?not|n['’]t| never)?[ ,]*(?:and .*)?[.,!;]"
)
_POLAR = re.compile(
    r"(?:^|[,.;:] |\band )(?:do|does|will|would|can|could|shall|is|are|may|have|has|did) [^.?]*\?"
)
_IF_SO = re.compile(r"(?:only )?if [^.]+, yes\b")  # "If somebody pays, yes."
_SHORT = 6  # words of a first sentence that is but a yes or a no
_BARE = re.compile(r"([\w'’]+)(?:[.,;:!—-].*)?", re.DOTALL)
_AHEAD = frozenset({"MD", "VB", "VBP", "VBZ"})
_ORDER: tuple[Stance, ...] = (
    "conditional", "noncommittal", "counters", "rejects", "accepts", "supports", "denies",
)  # fmt: skip
_CONSENTS = frozenset({"accepts", "supports"})
_FIRST = "^"
_ANY = r"(?:\S+ ){0,4}?"
_LASTING_NO = re.compile(
    rf"\b(?:no|not|never|nobody|nothing|n['’]t|none) [^.;:!]*\b(?:{any_of('matters: as long as')})\b"
)
_ANSWERED_LATER = re.compile(
    rf"\b(?:will|would|shall|can|could|'ll|’ll) (?:only )?(?:{any_of('matters: answering later')})\b"
)
_NEGATED = re.compile(r"\b(?:not|n['’]t|never|nor|without) (?:\S+ ){0,2}$")
_ASKED = re.compile(r"(?<!\bwe )(?<!\bi )\b(?:must|should|(?:has|have|had|ought) to) (?:\S+ ){0,2}$")
_NOBODY = re.compile(r"\b(?:nobody|no one|none)\b[^.;:!?,]*$")
_KEPT_WORD = re.compile(rf"(?:{any_of('matters: kept as it was given')})\b")
_TO_COME = re.compile(r"\b(?:will|would|wo|shall) (?:\S+ )?$")
_OPENS_NEGATED = re.compile(r"(?:not|no|none|never|neither|n['’]t|nothing|cannot|there|answer|it|that)\b")


class SetReply(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that answer a matter, and the stance that they tell."""

    stance: Stance
    kinds: tuple[MatterKind, ...]
    phrases: tuple[str, ...]
    yes: str
    no: str
    just_asked: bool = False


@cache
def load_set_replies() -> tuple[SetReply, ...]:
    """The rows of ``replies.toml``; where several fit, the most guarded stance decides: conditional first."""
    return load_rules(data_path("replies.toml"), SetReply)


class _Phrase(NamedTuple):
    """A set phrase with its row: one of each group of words has to be there for its pattern to match."""

    row: SetReply
    words: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]


@cache
def _phrases_by_word() -> dict[str, tuple[_Phrase, ...]]:
    """All phrases by the most telling of their words, in each of its forms."""
    found: dict[str, list[_Phrase]] = {}
    for row in load_set_replies():
        for phrase in row.phrases:
            words = tuple(frozenset(word.split("|")) for word in phrase.split() if word not in {"*", _FIRST})
            telling = max(words, key=lambda forms: (min(map(len, forms)), -len(forms)))
            for form in telling:
                found.setdefault(form, []).append(_Phrase(row, words, re.compile(_pattern(phrase))))
    return {form: tuple(phrases) for form, phrases in found.items()}


def _may_stand(text: str) -> list[_Phrase]:
    """The phrases all of whose words are there: most of what is said has none, and no pattern is tried."""
    words, by_word = set(text.split()), _phrases_by_word()
    found = []
    for phrase in [phrase for word in words & by_word.keys() for phrase in by_word[word]]:
        for forms in phrase.words:
            if forms.isdisjoint(words):
                break
        else:
            found.append(phrase)
    return found


def _pattern(phrase: str) -> str:
    parts = (_ANY if word == "*" else rf"(?:{_either(word)}) " for word in phrase.split() if word != _FIRST)
    start = _FIRST if phrase.startswith(_FIRST) else r"(?<!\S)"
    return start + "".join(parts)


def _either(words: str) -> str:
    return "|".join(re.escape(word) for word in words.split("|"))


def stance_of_phrase(
    parse: Parse, span: Span, kind: MatterKind, *, rest: tuple[Span, ...] = (), just_asked: bool = False
) -> Stance | None:
    """The stance on a matter of that kind that the words of a span tell by a set phrase; None for none."""
    return stances_of_phrase(parse, span, (kind,), rest=rest, just_asked=just_asked).get(kind)


def stances_of_phrase(
    parse: Parse,
    span: Span,
    kinds: tuple[MatterKind, ...],
    *,
    rest: tuple[Span, ...] = (),
    just_asked: bool = False,
) -> dict[MatterKind, Stance]:
    """The same for several kinds of matter, those without a stance left out.

    ``rest`` is how the same sentence goes on behind "he said". ``just_asked``: by the phrases too that tell a
    stance only right behind what they answer.
    """
    found = parse.doc.char_span(span[0], span[1], alignment_mode="expand")
    if found is None:
        return {}
    on = [token for more in rest for token in parse.doc.char_span(*more, alignment_mode="expand") or ()]
    text = " ".join([token.lower_ for token in (*found, *on) if not token.is_space]).rstrip(" \"”’'")
    if text.endswith("?"):
        return {}
    text += " " if text.endswith((".", "!", ";", ":", ",")) else " . "
    told: dict[MatterKind, Stance] = {}
    rows = [
        phrase.row
        for phrase in _may_stand(text)
        if (just_asked or not phrase.row.just_asked) and _holds(phrase, text)
    ]
    for kind in kinds if rows else ():
        stances = {row.stance for row in rows if kind in row.kinds}
        no_term = _is_told_as_done(found) or _LASTING_NO.search(text) or _ANSWERED_LATER.search(text)
        if "conditional" in stances and no_term:
            stances.discard("conditional")
        stance = most_guarded(stances)
        if stance is not None:
            told[kind] = stance
    return told


def most_guarded(stances: Iterable[Stance | None]) -> Stance | None:
    """Of several stances that one statement's words may take, the one that gives away least."""
    return min((stance for stance in stances if stance is not None), key=_ORDER.index, default=None)


def _is_told_as_done(words: TokenSpan) -> bool:
    """Does the sentence only tell what was done: "turned round only when the navy came"?"""
    verbs = [token for token in words[0].sent if token.i < words.end and token.pos_ in {"VERB", "AUX"}]
    return bool(verbs) and not any(token.tag_ in _AHEAD for token in verbs)


def bare_answer(parse: Parse, span: Span, kind: MatterKind) -> Stance | None:
    """The stance of a yes or no that opens what is said of a thing ("Never."); "no comment" has none."""
    found = _BARE.fullmatch(parse.text[slice(*span)].strip(' "“”').lower())
    if found is None or kind not in {"demand", "proposal"}:
        return None
    return "rejects" if found[1] in _NO else "accepts" if found[1] in _YES else None


def opening_answer(parse: Parse, question: Span, answer: Span, kind: MatterKind) -> Stance | None:
    """The stance of a yes or no that opens an answer, on what the question names; None for neither.

    "Will the mast stay?" "No." consents to what was asked of the mast, so what asks whether a thing lasts,
    or asks with a negation, is not answered by yes or no.
    """
    asked = parse.text[slice(*question)].lower()
    opening = re.split(r"(?<=[.!?]) ", parse.text[slice(*answer)].strip().lower(), maxsplit=1)[0]
    words = re.findall(r"[\w'’]+", opening)
    told = set(re.findall(r"[\w'’]+", asked))
    if not words or told & _LASTING or re.search(r"\b(?:not|never|no)\b|n['’]t\b", asked):
        return None
    echo = _ECHO.match(opening)
    no = (words[0] in _NO and len(words) <= _SHORT) or (echo is not None and echo.group(1) is not None)
    yes = (words[0] in _YES and len(words) <= _SHORT) or (echo is not None and echo.group(1) is None)
    polar = "?" in asked and _POLAR.search(asked) is not None
    if kind == "accusation":
        return "denies" if no and (polar or not asked.rstrip().endswith("?")) else None
    if not polar:
        return None
    if _IF_SO.match(opening):
        return "conditional" if kind != "promise" else None
    return "rejects" if no else "accepts" if yes and kind != "promise" else None


def _holds(phrase: _Phrase, text: str) -> bool:
    """Is the phrase there, neither negated nor, where it consents, what others have to do?"""
    stance = phrase.row.stance
    for found in phrase.pattern.finditer(text):
        before = text[: found.start()]
        ahead = stance == "denies" and _TO_COME.search(before)  # "would have nothing to do with it"
        demanded = stance in _CONSENTS and (_ASKED.search(before) or _NOBODY.search(before))
        kept = stance == "rejects" and _KEPT_WORD.match(text, found.end())  # "we shall keep our word"
        if not (demanded or ahead or kept) and (
            _OPENS_NEGATED.match(found.group()) or not _NEGATED.search(before)
        ):
            return True
    return False
