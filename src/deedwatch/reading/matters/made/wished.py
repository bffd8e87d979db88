"""Demands and offers told without a verb of asking: "Kenya would like Uganda to open the lock".

What a party would like, would rather see or wants back; what it would be grateful for if others did it; and
what "is" its request, or "is" what it asks: "What Peru asks is that Chile pay", "Its request is simple: ...".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from deedwatch.actors.kinds import SILENT_KINDS
from deedwatch.language.closed import WOULD
from deedwatch.language.doers import acting_subject, is_suffered, own_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, clause_span, subtree_span
from deedwatch.reading.matters.drafts import VOWS, Draft, same_side
from deedwatch.reading.matters.made.addressees import objects_of
from deedwatch.reading.matters.made.named import behind_colon, body_of
from deedwatch.reading.matters.made.unmade import is_vague
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import KINDS_OF_VERBS, kinds_of_noun, refer
from deedwatch.reading.matters.take import speaker_at
from deedwatch.text.holding import meet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import MatterKind, Span, Statement

__all__ = ["wished_drafts"]

_WISHES = words_for("matters: wished with would")
_WANTS = words_for("matters: wanting it so")
_SEEING = words_for("matters: wishing to see")
_RATHER = words_for("matters: rather")
_SO = words_for("matters: wanted so")
_GLAD = words_for("matters: glad if others did it")
_RUNNING = words_for("matters: saying how it runs")
_PLAIN = words_for("matters: saying it is plain")
_NAMES = (
    words_for("matters: nouns of a demand") | words_for("matters: nouns of a proposal")
    | words_for("matters: nouns told by being")
)  # fmt: skip
_INDEFINITE = frozenset({"a", "an"})
_UNDER = words_for("matters: under a plan")
_PLANS = words_for("matters: nouns of a proposal") | words_for("matters: plans and drafts")
_CLAUSES = frozenset({"ccomp", "xcomp"})
_LEAST = 3  # words that tell what the matter is


class _Wish(NamedTuple):
    """A wish: the verb that stands for its mood, whose it is, its words, and who is to act."""

    kind: MatterKind
    verb: Token
    maker: str | None
    content: Span
    doer: Token | None = None
    asked: tuple[str, ...] = ()


def wished_drafts(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], known: list[Draft]
) -> list[Draft]:
    """The drafts, and one for each such wish of a party; what was taken there for a vow is none."""
    drafts = list(known)
    body = body_of(parse)
    for token in parse.doc:
        reader = _READERS.get(token.lemma_)
        if reader is None or token.idx < body:
            continue
        for wish in reader(token, cast):
            draft = _draft(wish, cast, statements)
            if draft is None or any(d.kind == draft.kind and _meets(draft, d) for d in drafts):
                continue
            drafts = [d for d in drafts if d.kind not in VOWS or not _meets(draft, d)]
            drafts.append(draft)
    return drafts


def _meets(one: Draft, two: Draft) -> bool:
    return any(meet(a, b) for a in one.spans() for b in two.spans())


def _draft(wish: _Wish, cast: Cast, statements: tuple[Statement, ...]) -> Draft | None:
    maker, mood = wish.maker, mood_of(wish.verb)
    if maker is None or not _may_wish(cast, maker):
        return None
    told = speaker_at(wish.verb.idx, statements)
    if told is not None and not same_side(cast, [maker], [told.speaker or ""]):
        return None
    start, end = wish.content
    text = wish.verb.doc.text[start:end].rstrip(" .\n")
    if mood.negated or mood.unreal or len(text.split()) < _LEAST:
        return None
    found = wish.asked or (() if wish.doer is None else cast.parties(wish.doer))
    to = tuple(key for key in found if not same_side(cast, [key], [maker]))
    own = found and not to and wish.doer is not None and wish.doer.pos_ != "PRON"
    if own and wish.kind == "demand":
        return None  # what a side wishes of itself
    return Draft(
        kind=wish.kind, by=(maker,), to=to, content=(start, start + len(text)), at=wish.verb.idx,
        statement=None if told is None else told.id,
        quoted=told is not None and told.mode == "direct",
    )  # fmt: skip


def _may_wish(cast: Cast, key: str) -> bool:
    """A party or a named person, or an official of a state; nobody in general."""
    actor = cast.actors[key]
    return not is_vague(cast, key) and (actor.kind not in SILENT_KINDS or actor.country is not None)


def _liked(verb: Token, cast: Cast) -> Iterator[_Wish]:
    """What a side "would like Uganda to open", "would like to see open", "wants back"."""
    if verb.pos_ != "VERB":
        return
    ahead = any(child.lower_ in WOULD for child in verb.children)
    if not ahead and verb.lemma_ not in _WANTS:
        return
    rather = any(child.lower_ in _RATHER for child in verb.children)
    if verb.lemma_ in _SEEING and verb.lemma_ not in _WISHES and not rather:
        return
    deed, doer = _deed_of(verb)
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if deed is not None:
        yield _Wish("demand", verb, _side(verb, cast), clause_span(deed), doer)
    elif thing is not None and rather:
        yield _Wish("proposal", verb, _side(verb, cast), subtree_span(thing))
    elif thing is not None and any(child.lower_ in _SO and child.i > thing.i for child in verb.children):
        yield _Wish("demand", verb, _side(verb, cast), (thing.left_edge.idx, subtree_span(verb)[1]))


def _deed_of(verb: Token) -> tuple[Token | None, Token | None]:
    """The clause of what others are to do, or is to be done, also behind "to see"; and who is to do it."""
    asked = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    for clause in verb.children:
        if clause.dep_ not in _CLAUSES or clause.i < verb.i:
            continue
        if clause.dep_ == "xcomp" and clause.lemma_ in _SEEING:
            return _deed_of(clause)
        if own_subject(clause) is not None:
            return clause, _doer(clause)
        if asked is not None and asked.i < clause.i and any(child.tag_ == "TO" for child in clause.children):
            return clause, asked
    return None, None


def _doer(deed: Token) -> Token | None:
    return None if is_suffered(deed) else acting_subject(deed)


def _side(verb: Token, cast: Cast) -> str | None:
    subject = agent_of(verb)
    return None if subject is None else cast.who(subject)


def _glad(word: Token, cast: Cast) -> Iterator[_Wish]:
    """What a side "would be grateful" or "would welcome it" if others did."""
    verb = word.head if word.dep_ == "acomp" else word
    if not any(child.lower_ in WOULD for child in verb.children):
        return
    marks = (t for t in word.doc[word.i : word.sent.end] if t.dep_ == "mark" and t.lower_ == "if")
    deed = next((mark.head for mark in marks if mark.head.i > mark.i), None)
    if deed is None or (deed.lemma_ == "be" and any(c.pos_ == "PRON" for c in deed.children)):
        return  # "would welcome it if it were true"
    first = deed.left_edge if deed.left_edge.lower_ != "if" else deed.left_edge.nbor()
    yield _Wish("demand", verb, _side(verb, cast), (first.idx, subtree_span(deed)[1]), _doer(deed))


def _being(verb: Token, cast: Cast) -> Iterator[_Wish]:
    """What Peru asks "is that Chile pay"; its proposal "is to share it"; its request "is simple: ..."."""
    told = next((c for c in verb.children if c.i < verb.i and c.dep_ in {"csubj", "nsubj"}), None)
    if told is None:
        return
    asking = told if told.dep_ == "csubj" else next((c for c in told.children if c.dep_ == "relcl"), None)
    if asking is not None and (told.dep_ == "csubj" or told.pos_ != "NOUN"):
        kind = _kind_of(asking)
        maker = _side(asking, cast) if kind is not None and _is_what(asking) else None
    else:
        kind, maker = _owned(told, cast)
    spelt = None if kind is None or maker is None else _spelt(verb, told)
    if kind is not None and spelt is not None:
        yield _Wish(kind, verb, maker, spelt, _doer_in(verb, spelt))


def _under(word: Token, cast: Cast) -> Iterator[_Wish]:
    """What "would" be "under the plan that the bank put to Peru"."""
    noun = next((c for c in word.children if c.dep_ == "pobj" and c.lemma_ in _PLANS), None)
    verb = word.head
    if noun is None or verb.pos_ not in {"VERB", "AUX"} or not any(c.tag_ == "MD" for c in verb.children):
        return
    start, end = subtree_span(verb)
    if word.i < verb.i:
        start = verb.doc[word.right_edge.i + 1].idx
        start += 2 if verb.doc[word.right_edge.i + 1].is_punct else 0
    else:
        end = word.idx
    put = [child for child in noun.children if child.dep_ in {"relcl", "acl"}]
    maker, asked = refer(noun, cast, ()).maker, tuple(objects_of(put, cast))
    doer = _doer(verb)
    new = doer is not None and any(child.lower_ in _INDEFINITE for child in doer.children)
    yield _Wish("proposal", verb, maker, (start, end), None if new else doer, asked)


def _is_what(asking: Token) -> bool:
    return any(child.tag_ in {"WP", "WDT"} and child.i < asking.i for child in asking.children)


def _kind_of(asking: Token) -> MatterKind | None:
    if asking.lemma_ in _WISHES | _WANTS:
        return "demand"
    return KINDS_OF_VERBS.get(asking.low_lemma_)


def _owned(noun: Token, cast: Cast) -> tuple[MatterKind | None, str | None]:
    if noun.pos_ != "NOUN" or noun.lemma_ not in _NAMES:
        return None, None
    kind = next((k for k in kinds_of_noun(noun) if k in {"demand", "proposal"}), None)
    return kind, None if kind is None else refer(noun, cast, ()).maker


def _spelt(verb: Token, told: Token) -> Span | None:
    """What is said to be asked: the clause behind the verb, or what stands behind "is simple" or a colon."""
    clause = next((c for c in verb.children if c.dep_ in _CLAUSES and c.i > verb.i), None)
    if clause is not None and _tells_what(clause):
        return clause_span(clause)
    plain = any(child.lemma_ in _PLAIN for child in verb.children)
    behind = behind_colon(told)
    if behind is not None:
        return behind if plain or _is_owed(_root_in(verb, behind)) else None
    if not plain or verb.sent.end >= len(verb.doc):
        return None
    following = verb.doc[verb.sent.end].sent.root
    return subtree_span(following) if _is_owed(following) else None


def _tells_what(clause: Token) -> bool:
    """Is it what is asked ("that Chile pay", "to share it"), not what becomes of it ("to be voted on")?"""
    if any(child.dep_ == "mark" for child in clause.children):
        return any(child.lower_ == "that" for child in clause.children)
    return any(child.tag_ == "TO" for child in clause.children) and not is_suffered(clause)


def _is_owed(root: Token | None) -> bool:
    return root is not None and any(
        child.tag_ == "MD" for verb in (root, *root.conjuncts) for child in verb.children
    )


def _root_in(verb: Token, span: Span) -> Token | None:
    words = verb.doc.char_span(*span, alignment_mode="expand")
    return None if words is None else words.root


def _doer_in(verb: Token, span: Span) -> Token | None:
    root = _root_in(verb, span)
    return None if root is None else _doer(root)


_READERS: dict[str, Callable[[Token, Cast], Iterator[_Wish]]] = {
    **dict.fromkeys(_WISHES | _WANTS | _SEEING, _liked),
    **dict.fromkeys(_GLAD, _glad),
    **dict.fromkeys(_RUNNING, _being),
    **dict.fromkeys(_UNDER, _under),
}
