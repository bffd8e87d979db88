"""Where the words that were said stand, by the grammar of their cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from deedwatch.language.closed import ONESELF
from deedwatch.lexicon.words import words_for
from deedwatch.reading.statements.asides import before_inverted, insertion, sentence_around, topic_before
from deedwatch.reading.statements.cues import is_naming
from deedwatch.reading.statements.sources import (
    inserted_name,
    is_passive,
    phrase_span,
    source_of,
    subject_of,
)
from deedwatch.reading.statements.spans import runs_of, tokens_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.cues import Cue, Frame
    from deedwatch.records import Span

__all__ = [
    "Draft",
    "bare_draft",
    "draft",
    "frame_of",
    "quoted_verb",
]

_GIVING_A_NAME = words_for("statements: giving a name")
_HEARSAY = words_for("statements: hearsay")
_FRAME_OF: dict[str, Frame] = {
    "dobj": "object",
    "prep": "about",
    "oprd": "naming",
    "nsubjpass": "object",
}
_NEAR_THAT = 9  # words from a cue to its "that"


class Draft(msgspec.Struct, frozen=True):
    """An attribution before it is settled: token indices for heads, character spans for words."""

    cue: Cue
    cue_span: Span
    frame: str
    content: tuple[Span, ...]
    source: int | None
    source_span: Span | None
    weight: float
    relay: int | None = None
    confidence: float | None = None


def draft(parse: Parse, cue: Cue) -> Draft | None:
    """The attribution that a cue makes by its own grammar, by the first of its frames that fits."""
    token = parse.doc[cue.head]
    if cue.rule.passive and not is_passive(token):
        return None
    for frame in cue.rule.frames:
        reader = _READERS.get(frame)
        if reader is None:
            continue
        words = reader(token, cue)
        content = _spans(parse, words, cue) if words else ()
        if content:
            return _draft(parse, cue, frame, content)
    return None


def bare_draft(parse: Parse, cue: Cue) -> Draft:
    """A cue whose words are still to be found beside it, in quotation marks."""
    return _draft(parse, cue, "quote", ())


def _draft(parse: Parse, cue: Cue, frame: str, content: tuple[Span, ...]) -> Draft:
    token = parse.doc[cue.head]
    source, relay = source_of(token), None
    quoted = next((c for c in token.rights if c.dep_ == "dobj"), None)
    if frame == "reported" and is_passive(token):
        quoted = subject_of(token)  # "the general was quoted by Interfax as saying"
        relay = None if quoted is None or source is None or quoted.i == source.i else source
        source = source if quoted is None else quoted
    elif frame == "reported" and quoted is not None:
        source, relay = quoted, source
    if source is not None and _covers(content, source.idx):
        source = None
    return Draft(
        cue=cue,
        cue_span=_cue_span(parse, cue),
        frame=frame,
        content=content,
        source=None if source is None else source.i,
        source_span=None if source is None else _source_span(token, source, content),
        weight=cue.rule.weight,
        relay=None if relay is None else relay.i,
    )


def _source_span(cue: Token, source: Token, content: tuple[Span, ...]) -> Span:
    """The words that name the source in the cue's clause: "who", where the noun stands before it."""
    subject = subject_of(cue)
    if subject is not None and subject.i != source.i and subject.lower_ in {"who", "which"}:
        return (subject.idx, subject.idx + len(subject.text))
    start, end = phrase_span(source)
    if any(start < low < end for low, _ in content):  # "by prosecutors of hiding the money"
        end = source.idx + len(source.text)
    return (start, end)


def _cue_span(parse: Parse, cue: Cue) -> Span:
    first = parse.doc[cue.head]
    near = [i for i in cue.tail if i == cue.head + 1 or (i - 1) in cue.tail]
    last = parse.doc[max([cue.head, *near])]
    if first.lower_ == "according" and cue.head + 1 < len(parse.doc):
        last = parse.doc[cue.head + 1]
    return (first.idx, last.idx + len(last.text))


def _covers(spans: Iterable[Span], offset: int) -> bool:
    return any(start <= offset < end for start, end in spans)


# each frame gives the tokens of the words said, or nothing


def _clause(token: Token, cue: Cue) -> list[Token]:
    if cue.rule.pos in {"preposition", "adverb"}:
        return sentence_around(token)
    if cue.rule.pos in {"noun", "adjective"}:
        return _first_subtree(token, {"ccomp", "acl"}, _is_finite_clause)
    if inserted_name(token) is not None:
        return sentence_around(token)
    found = [c for c in token.children if c.dep_ == "ccomp" and not _is_small_clause(c)]
    right = [c for c in found if c.i > token.i]
    if right or found:
        return [*topic_before(token), *(right or found)[0].subtree, *_beyond_semicolon(token, found)]
    own = insertion(token)
    if own is not None:
        about = token.head.subtree if token.head.dep_ == "relcl" else token.sent
        return [word for word in about if word.i not in own]
    return before_inverted(token) or _that_clause(token) or _after_that(token)


def _beyond_semicolon(token: Token, found: list[Token]) -> list[Token]:
    """What else is said around a semicolon: "nothing had burned, the minister said; it had been a stove"."""
    right = [clause for clause in found if clause.i > token.i]
    left = [clause for clause in found if clause.i < token.i]
    if left and right and _parts(token, right[0].left_edge):
        return list(left[-1].subtree)
    whole = token.head
    backshifted = any(child.dep_ == "aux" and child.tag_ in {"VBD", "MD"} for child in whole.children)
    if left and token.dep_ == "ccomp" and whole.i > token.i and backshifted:
        inside = set(token.subtree)
        behind = [word for word in whole.subtree if word not in inside and word.i > token.i]
        return behind if _parts(token, behind[0]) or behind[0].text == ";" else []
    return []


def _parts(token: Token, first: Token) -> bool:
    """Does a semicolon stand between the two, and no full stop?"""
    between = token.doc.text[token.idx : first.idx]
    return ";" in between and "." not in between


def _is_finite_clause(clause: Token) -> bool:
    if any(c.dep_ == "mark" and c.lower_ in {"that", "whether", "if"} for c in clause.children):
        return True
    return clause.dep_ == "ccomp" and any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in clause.children)


def _is_small_clause(clause: Token) -> bool:
    """Words as in "called the talks useful": a subject and its predicate without a finite verb."""
    if clause.pos_ in {"VERB", "AUX"} and clause.tag_ != "VB":
        return False
    if any(c.dep_ in {"aux", "mark", "cop", "auxpass"} for c in clause.children):
        return False
    return clause.pos_ in {"ADJ", "NOUN", "PROPN"}


def _that_clause(token: Token) -> list[Token]:
    """The clause with "that" which the parser hung on a noun between: "told a meeting of donors that"."""
    for word in token.subtree:
        if word.i > token.i and word.dep_ in {"relcl", "acl", "ccomp"} and word.head.pos_ != "VERB":
            opening = word.left_edge
            alone = opening.lower_ == "that" and opening.dep_ in {"mark", "advmod"}
            if alone and any(c.dep_ in {"nsubj", "nsubjpass", "expl"} for c in word.children):
                return list(word.subtree)
    return []


def _after_that(token: Token) -> list[Token]:
    """The words after "that", up to the next coordinate verb, where the parser lost the clause."""
    doc, end = token.doc, token.sent.end
    for at in range(token.i + 1, min(token.i + _NEAR_THAT, end - 2)):
        word = doc[at]
        if word.lower_ == "that" and word.tag_ in {"IN", "WDT"} and _opens_clause(word):
            beside = [c.left_edge.i for c in token.rights if c.dep_ == "conj" and c.i > at]
            return list(doc[at + 1 : min(beside, default=end)])
        if word.is_punct or word.pos_ in {"VERB", "AUX"}:
            return []
    return []


def _opens_clause(that: Token) -> bool:
    """Whether "that" has a subject of its own clause after it, or marks one."""
    verb = that.head
    if that.i >= verb.i:
        return False
    return that.dep_ == "mark" or any(
        c.dep_ in {"nsubj", "nsubjpass", "expl"} and that.i < c.i < verb.i for c in verb.children
    )


def _first_subtree(token: Token, deps: set[str], fits: Callable[[Token], bool]) -> list[Token]:
    for child in token.children:
        if child.dep_ in deps and fits(child):
            return list(child.subtree)
    return []


def _infinitive(token: Token, cue: Cue) -> list[Token]:  # noqa: ARG001
    passive = is_passive(token) and not any(c.dep_ == "agent" for c in token.children)
    if passive and token.lemma_ not in _HEARSAY:
        return []
    for child in token.children:
        if child.dep_ in {"xcomp", "ccomp", "advcl", "acl"} and _has_to(child):
            return [*_said_of(token), *child.subtree] if passive else list(child.subtree)
    for child in token.children:
        if child.dep_ in {"dobj", "prep"} and child.i > token.i:
            for inner in child.subtree:
                if inner.dep_ in {"acl", "xcomp", "relcl", "advcl"} and _has_to(inner) and inner.i > token.i:
                    return list(inner.subtree)
    return []


def _said_of(token: Token) -> list[Token]:
    """Of whom hearsay tells: "Four miners were reported to have drowned"."""
    subjects = [c for c in token.lefts if c.dep_ == "nsubjpass"]
    return list(subjects[-1].subtree) if subjects else []


def _has_to(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" and c.i < verb.i for c in verb.children)


def _object(token: Token, cue: Cue) -> list[Token]:
    if cue.rule.pos == "adjective":  # "the alleged bribery of two judges"
        return [word for word in token.head.subtree if word.i > token.i] if token.dep_ == "amod" else []
    if cue.tail or cue.rule.pos == "noun":
        return []
    for child in token.children:
        if child.dep_ == "dobj" and child.i > token.i and child.lower_ not in ONESELF:
            return list(child.subtree)
    if is_passive(token):
        for child in token.children:
            if child.dep_ == "nsubjpass" and any(c.dep_ == "agent" for c in token.children):
                return list(child.subtree)
    return []


def _gerund(token: Token, cue: Cue) -> list[Token]:  # noqa: ARG001
    return _first_subtree(token, {"xcomp", "ccomp", "pcomp"}, lambda c: c.tag_ == "VBG" and c.i > token.i)


def _naming(token: Token, cue: Cue) -> list[Token]:
    """Object and complement: "the talks useful", "X as Y"; the whole complement is what was said."""
    if is_passive(token) and not any(c.dep_ == "agent" for c in token.children):
        return []
    if cue.tail:
        under = token.doc[cue.tail[-1]]
        return [w for w in under.subtree if w.i != under.i] if _as(token) else []
    for child in token.children:
        if child.dep_ == "ccomp" and child.i > token.i and _is_small_clause(child):
            return list(child.subtree)
    right = [
        c
        for c in token.rights
        if c.dep_ in {"dobj", "oprd", "xcomp", "prep", "attr", "acomp", "dative", "npadvmod"}
    ]
    target = next((c for c in right if c.dep_ == "dobj"), None)
    named = next(
        (c for c in right if c.dep_ in {"oprd", "xcomp", "attr", "acomp"} or c.lower_ in {"as", "to"}), None
    )
    if target is None:
        return _named_before(token, named)
    if named is None:
        inside = [w for w in target.subtree if w.lower_ == "as" and w.dep_ == "prep"]
        return list(target.subtree) if inside and token.lemma_ not in _GIVING_A_NAME else []
    first = min(target.left_edge.i, named.left_edge.i)
    return list(token.doc[first : max(target.right_edge.i, named.right_edge.i) + 1])


def _named_before(token: Token, named: Token | None) -> list[Token]:
    """The complement and what stands before its verb: "which he called a farce", "what he called a farce"."""
    target = next((c for c in token.lefts if c.dep_ == "dobj" and c.tag_ in {"WDT", "WP"}), None)
    if target is None or named is None or named.dep_ not in {"oprd", "attr", "acomp"}:
        return []
    return [target, *named.subtree]


def _as(token: Token) -> Token | None:
    return next((w for w in token.rights if w.lower_ == "as"), None)


def _about(token: Token, cue: Cue) -> list[Token]:
    if cue.rule.pos in {"noun", "adjective"}:
        prepositions = [
            c
            for c in token.rights
            if c.dep_ == "prep" and c.lower_ in {"of", "about", "for", "on", "against", "over", "with"}
        ]
        if cue.rule.pos == "noun":
            prepositions = [c for c in prepositions if c.lower_ != "with"]
        return [w for c in prepositions[:1] for w in c.subtree if w.i != c.i]
    if not cue.tail:
        return []
    last = token.doc[cue.tail[-1]]
    words = [w for w in last.subtree if w.i > last.i]
    if words and last.lower_ == "for":
        words += [w for c in token.rights if c.dep_ == "xcomp" and _has_to(c) for w in c.subtree]
    if not words:
        obj = next((c for c in token.rights if c.dep_ in {"dobj", "pobj"} and c.i > last.i), None)
        words = list(obj.subtree) if obj is not None else []
    return words


def _charge(token: Token, cue: Cue) -> list[Token]:  # noqa: ARG001
    after = next((c for c in token.rights if c.dep_ in {"dobj", "dative"}), None)
    if is_passive(token):  # "were accused by the court of hiding it"
        after = next((w for c in token.rights if c.dep_ == "agent" for w in c.rights), token)
    if after is None:
        return []
    found = [
        child
        for child in [*token.rights, *after.subtree]
        if child.dep_ == "prep"
        and child.lower_ in {"of", "for", "over", "with", "on"}
        and child.i > after.i
        and not _is_day(child)
    ]
    direct = [child for child in found if child.head.i in {token.i, after.i}]
    deeds = [child for child in found if any(part.tag_ == "VBG" for part in child.children)]
    chosen = next(iter([*deeds[:1], *direct]), None)  # "the crew of the trawler of fishing there"
    accused = _said_of(token) if is_passive(token) else []
    return [*accused, *(w for w in chosen.subtree if w.i != chosen.i)] if chosen is not None else []


def _is_day(preposition: Token) -> bool:
    """Whether it only tells when ("accused Iran on Monday of meddling")."""
    return preposition.lower_ == "on" and any(c.ent_type_ == "DATE" for c in preposition.children)


def quoted_verb(token: Token) -> Token | None:
    """The verb of "was quoted as saying"."""
    for child in token.rights:
        if child.lower_ == "as" and child.dep_ in {"prep", "mark"}:
            return next((c for c in child.children if c.tag_ == "VBG"), None)
        if child.tag_ == "VBG" and any(c.lower_ == "as" for c in child.children):
            return child
    return None


def _reported(token: Token, cue: Cue) -> list[Token]:
    """What somebody is quoted as saying."""
    saying = quoted_verb(token)
    if saying is None:
        return []
    clause = next((c for c in saying.children if c.dep_ in {"ccomp", "dobj", "xcomp"}), None)
    return [] if clause is None else _clause(saying, cue) or list(clause.subtree)


_READERS = {
    "clause": _clause,
    "reported": _reported,
    "infinitive": _infinitive,
    "object": _object,
    "gerund": _gerund,
    "naming": _naming,
    "about": _about,
    "charge": _charge,
}


def _spans(parse: Parse, words: list[Token], cue: Cue) -> tuple[Span, ...]:
    """The tokens as character spans without the cue, without marks and "that" at their edges."""
    own = {cue.head, *cue.tail}
    indices = sorted({w.i for w in words} - own)
    spans = (tokens_span(parse, run) for run in runs_of(parse, indices))
    return tuple(span for span in spans if span is not None)


def frame_of(parse: Parse, head: int, content: tuple[Span, ...]) -> Frame:
    """The frame in which a cue stands to words that were found without one."""
    words = parse.doc.char_span(*content[0], alignment_mode="expand")
    if words is None:
        return "clause"
    for token in (words.root, *words.root.ancestors):
        if token.head.i == head:
            return _frame_under(token, parse.doc[head])
    return "clause"


def _frame_under(words: Token, cue: Token) -> Frame:
    if words.dep_ in {"xcomp", "ccomp"} and _has_to(words):
        return "infinitive"
    found: Frame = "gerund" if words.dep_ == "xcomp" else _FRAME_OF.get(words.dep_, "clause")
    return "naming" if found != "about" and is_naming(cue.low_lemma_) else found
