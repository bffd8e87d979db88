"""Matters told by a noun: "issued a call for an inquiry", "Chile's offer to tow the boat was turned down".

The noun names the kind, its owner or the subject of "issued" is the maker, and what is spelt out behind
it ("for", "of", "to", "that") the content. Who does something with another's matter is whom it is put to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors.kinds import SILENT_KINDS
from deedwatch.language.closed import NO, WILL
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, clause_span, subtree_span
from deedwatch.reading.matters.drafts import VOWS, Draft, is_of_no_side, same_side
from deedwatch.reading.matters.made.unmade import is_vague
from deedwatch.reading.matters.modality import mood_of
from deedwatch.reading.matters.references import kinds_of_noun, refer, what_is_sought
from deedwatch.reading.matters.take import speaker_at
from deedwatch.text.holding import meet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.language import Doc, Parse, Token
    from deedwatch.records import MatterKind, Span, Statement

__all__ = ["behind_colon", "body_of", "named_drafts", "with_terms_told_next"]

_FORWARD = words_for("matters: putting forward")
_CHANGING = words_for("matters: rewriting")
_TELLING = _FORWARD | _CHANGING
_UNTOLD = NO | {"any"}
_LIGHT = words_for("matters: voicing a named one")
_AGAIN = words_for("matters: again")
_AGENTS = frozenset({"by", "on", "to"})
_OPENING = frozenset({"for", "of", "on"})
_OPENING_A_PLAN = frozenset({"for"})  # "its idea of a good lunch" is no proposal
_PUT_OTHERWISE = words_for("matters: rewritten")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_HOLDING = words_for("matters: having a charge")
_NEAR = 2  # sentences between a proposal and the word that its paper was handed over
_LEAST = 3  # words that tell what the matter is
_NOUNS: dict[MatterKind, frozenset[str]] = {
    "demand": words_for("matters: nouns of a demand"),
    "proposal": words_for("matters: nouns of a proposal"),
    "promise": words_for("matters: nouns of a promise"),
    "accusation": words_for("matters: nouns of an accusation"),
}
_MERE = words_for("matters: nouns of a plan")
_KINDS = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns}
_KINDS.update(dict.fromkeys(_MERE, "proposal"))


def named_drafts(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], known: list[Draft]
) -> list[Draft]:
    """One draft for each such noun whose maker and content the sentence tells, where nothing has told it."""
    body = body_of(parse)
    drafts: list[Draft] = []
    for noun in parse.doc:
        if noun.lemma_ not in _KINDS or noun.pos_ != "NOUN" or noun.idx < body:
            continue
        kind = _KINDS[noun.lemma_]
        teller = speaker_at(noun.idx, statements) if kind in kinds_of_noun(noun) else None
        by = None if teller is None else teller.speaker
        draft = _of_noun(noun, kind, cast, by) if kind in kinds_of_noun(noun) else None
        if draft is None or any(_meet(draft, other) for other in (*known, *drafts)):
            continue
        if not _is_quoted_from_another(draft, cast, statements):
            drafts.append(draft)
    return drafts


def body_of(parse: Parse) -> int:
    """Where the report begins: behind a first paragraph that ends without a full stop, as titles do."""
    start, end = parse.paragraphs[0] if parse.paragraphs else (0, 0)
    stopped = parse.text[start:end].rstrip(' "”’\n').endswith((".", "!", "?", ":"))
    return start if stopped else end


def _of_noun(noun: Token, kind: MatterKind, cast: Cast, teller: str | None) -> Draft | None:
    """The matter that a noun names; a plan is one where another side takes it up."""
    verb = noun.head
    own = kind == "demand" and any(child.tag_ == "PRP$" for child in noun.children)
    own = own and what_is_sought(noun) is None  # what stands behind a colon then is something else
    held = noun.dep_ == "dobj" and verb.pos_ == "VERB" and (verb.lemma_ in _HOLDING or own)
    spelt = behind_colon(noun) if held else None
    held = spelt is not None or (held and not own)
    content = spelt if held else _content(noun, cast)
    if content is None or any(child.lower_ in _UNTOLD for child in noun.children):
        return None
    voiced = held or (noun.dep_ == "dobj" and verb.pos_ == "VERB" and verb.low_lemma_ in _LIGHT)
    subject = agent_of(verb) if noun.dep_ in {"dobj", "nsubjpass"} and verb.pos_ == "VERB" else None
    doer = None if subject is None else cast.who(subject)
    if kind == "promise" and not voiced:
        return None  # a pledge named in passing is told elsewhere
    retold = _whose_is_repeated(noun, doer, cast) if voiced else None
    maker = (retold or doer) if voiced else refer(noun, cast, ()).maker
    if maker is None or cast.actors[maker].kind in SILENT_KINDS or is_vague(cast, maker):
        return None
    if voiced and (mood_of(verb).negated or mood_of(verb).unreal):
        return None
    to = list(_charged(noun.doc, content, cast) if held else _asked(noun, kind, cast))
    others = _other_than(maker, to, cast)
    taken_up = (
        () if voiced else _other_than(maker, [k for k in (doer or _answering(noun, cast), teller) if k], cast)
    )
    if not taken_up and noun.lemma_ in _MERE:
        return None
    if not others and kind in {"demand", "proposal"}:
        others = tuple(key for key in taken_up[:1] if cast.actors[key].kind not in SILENT_KINDS)
    return Draft(
        kind=kind,
        by=(maker,),
        to=others,
        content=content,
        at=noun.idx,
        move=("amends" if _is_put_otherwise(noun) else "states") if voiced and not retold else "recalls",
    )


def _whose_is_repeated(noun: Token, doer: str | None, cast: Cast) -> str | None:
    """Whose it is where another side says it again: Peru's, of "Chile repeated the offer of Peru"."""
    if noun.head.low_lemma_ not in _AGAIN or not any(child.lower_ == "the" for child in noun.children):
        return None
    owner = refer(noun, cast, ()).maker
    return None if owner is None or same_side(cast, [owner], [doer or ""]) else owner


def _answering(noun: Token, cast: Cast) -> str | None:
    """Who does something about it: "has agreed to the demand"."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    subject = agent_of(verb) if verb.pos_ == "VERB" and noun.dep_ == "pobj" else None
    return None if subject is None else cast.who(subject)


def _other_than(maker: str, keys: Iterable[str], cast: Cast) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys(keys) if not same_side(cast, [key], [maker]))


def _content(noun: Token, cast: Cast) -> Span | None:
    """What is spelt out behind the noun, and is not whose it is; None where it is only named."""
    owners = [child for child in noun.children if _tells_owner(child, cast)]
    told = [child for child in noun.children if child not in owners and child.dep_ != "advcl"]
    if owners and noun.dep_ == "dobj":  # "repeated the offer of the president to let them in"
        told += [
            c for c in noun.head.children if c.dep_ == "advcl" and c.left_edge.i == noun.right_edge.i + 1
        ]
    for child in sorted(told, key=lambda child: child.dep_ == "prep"):  # a clause tells more
        if child.i < noun.i:
            continue
        spelt = child.dep_ in {"acl", "ccomp", "relcl", "advcl"} and any(
            part.lower_ in {"that", "to"} and part.dep_ in {"mark", "aux"} for part in child.children
        )
        opening = _OPENING_A_PLAN if noun.lemma_ in _MERE else _OPENING
        if spelt or (child.dep_ == "prep" and child.lower_ in opening):
            start, end = clause_span(child) if spelt else _behind(child)
            return (start, end) if len(noun.doc.text[start:end].split()) >= _LEAST else None
    return None


def _tells_owner(child: Token, cast: Cast) -> bool:
    """Is it the "of" of a party: "the offer of Peru", not "of mediation"?"""
    if child.lower_ != "of" or child.dep_ != "prep":
        return False
    owner = next((part for part in child.children if part.dep_ == "pobj"), None)
    key = None if owner is None else cast.who(owner)
    return key is not None and cast.actors[key].kind != "unnamed"


def _charged(doc: Doc, content: Span, cast: Cast) -> Iterable[str]:
    """Whose deed a clause tells."""
    words = doc.char_span(*content, alignment_mode="expand")
    subject = None if words is None else agent_of(words.root)
    return () if subject is None else cast.parties(subject)


def behind_colon(noun: Token) -> Span | None:
    """What a sentence spells out behind the colon that ends "had a charge of his own"."""
    text, end = noun.doc.text, noun.sent.end_char
    colon = text.find(":", noun.idx, end)
    if colon >= 0 and not text[colon + 1 : end].strip() and noun.sent.end < len(noun.doc):
        end = noun.doc[noun.sent.end].sent.end_char  # the parser ends a sentence at a colon
    rest = text[colon + 1 : end].strip(' \n."”')
    if colon < 0 or len(rest.split()) < _LEAST or '"' in rest or "“" in rest:
        return None
    start = text.index(rest, colon)
    return (start, start + len(rest))


def _behind(preposition: Token) -> Span:
    start, end = subtree_span(preposition)
    after = preposition.idx + len(preposition.text) + 1
    return (max(start, after), end)


def _asked(noun: Token, kind: MatterKind, cast: Cast) -> Iterable[str]:
    """Who is to act, or is charged: told by "on", "to" or "by", or as subject of the clause."""
    for child in noun.subtree:
        if child.dep_ in {"prep", "agent"} and child.lower_ in _AGENTS and child.i > noun.i:
            found = [key for part in child.children for key in cast.parties(part)]
            if found:
                return found
    for child in noun.children:
        subject = acting_subject(child)
        told = child.dep_ in {"acl", "ccomp"} and child.i > noun.i
        if subject is not None and told and kind in {"demand", "accusation"}:
            owner = next((part for part in subject.children if part.dep_ == "poss"), None)
            return cast.parties(subject) or (() if owner is None else cast.parties(owner))
    return ()


def _meet(one: Draft, two: Draft) -> bool:
    return (
        any(meet(a, b) for a in one.spans() for b in two.spans()) or two.content[0] <= one.at < two.content[1]
    )


def _is_quoted_from_another(draft: Draft, cast: Cast, statements: tuple[Statement, ...]) -> bool:
    """Does a statement of the same side stand for it?"""
    return any(
        s.speaker is not None
        and same_side(cast, draft.by, [s.speaker])
        and any(meet(span, draft.content) for span in s.content)
        and s.act in {"demand", "request", "promise", "propose", "accuse", "threaten"}
        for s in statements
    )


def with_terms_told_next(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], known: list[Draft]
) -> list[Draft]:
    """The drafts, and proposals told in the sentence after their name ("put the idea to them. It ...").

    What the next sentence says "would" be is of the proposal, and no promise or forecast of who tells it.
    """
    drafts = list(known)
    for verb in parse.doc:
        if verb.pos_ != "VERB" or verb.lemma_ not in _TELLING | _LIGHT:
            continue
        noun = next((c for c in verb.children if c.dep_ == "dobj" and "proposal" in kinds_of_noun(c)), None)
        subject = agent_of(verb)
        maker = None if noun is None or subject is None else cast.who(subject)
        if noun is None or maker is None or mood_of(verb).unreal:
            continue
        kind: MatterKind = "promise" if kinds_of_noun(noun)[0] == "promise" else "proposal"
        if cast.actors[maker].kind in SILENT_KINDS and cast.actors[maker].country is None:
            continue
        name = _content(noun, cast)
        told = name is None or _only_names(parse, name)
        content = _next_terms(parse, noun, cast, maker, statements) if told else None
        if content is None:
            continue
        new = Draft(
            kind=kind, by=(maker,), to=(), content=content, at=verb.idx,
            move="amends" if verb.lemma_ in _CHANGING or _is_put_otherwise(noun) else "states",
        )  # fmt: skip
        drafts = [d for d in drafts if d.kind not in VOWS or not _meet(new, d)]
        named = next((d for d in drafts if name is not None and d.kind == kind and name in d.spans()), None)
        before = _proposed_before(parse, noun, maker, cast, drafts) if kind == "proposal" else None
        if before is not None and before.content != name:
            drafts[drafts.index(before)] = replace(before, also=(*before.also, content))
        elif named is not None:
            drafts[drafts.index(named)] = replace(new, to=named.to, also=(*named.spans(), *named.also))
        elif not any(_meet(new, other) for other in drafts):
            drafts.append(new)
    return drafts


def _proposed_before(parse: Parse, noun: Token, maker: str, cast: Cast, drafts: list[Draft]) -> Draft | None:
    """What "handed the plan to both sides" speaks of: the proposal told last before it, of a body of his."""
    if not any(child.lower_ in {"the", "this"} for child in noun.children):
        return None
    place = parse.sentence_of(noun.idx)
    told = [
        draft for draft in drafts
        if draft.kind == "proposal" and draft.move == "states" and draft.statement is not None
        and 0 <= place - parse.sentence_of(draft.at) <= _NEAR
        and (is_of_no_side(cast, maker) or same_side(cast, draft.by, [maker]))
    ]  # fmt: skip
    return told[-1] if told and noun.idx > told[-1].at else None


def _only_names(parse: Parse, name: Span) -> bool:
    """Does what follows the noun only name the plan ("for joint patrols"), without what it would do?"""
    words = parse.doc.char_span(*name, alignment_mode="expand")
    return words is not None and not any(token.tag_ in _FINITE for token in words)


def _is_put_otherwise(noun: Token) -> bool:
    return any(child.dep_ == "amod" and child.lower_ in _PUT_OTHERWISE for child in noun.children)


def _may_tell(cast: Cast, speaker: str | None, maker: str) -> bool:
    """Is it the maker's side, or somebody of whom no side is known, as the head of a body mostly is?"""
    if speaker is None:
        return False
    return is_of_no_side(cast, speaker) or same_side(cast, [speaker], [maker])


def _next_terms(
    parse: Parse, noun: Token, cast: Cast, maker: str, statements: tuple[Statement, ...]
) -> Span | None:
    """What the sentence behind a named proposal says would be, told by the report or by its maker."""
    place = parse.sentence_of(noun.idx) + 1
    if place >= len(parse.sentences):
        return None
    start, end = parse.sentences[place]
    said = [s for s in statements for span in s.content if span[0] < end and start < span[1]]
    if any(not _may_tell(cast, s.speaker, maker) for s in said):
        return None
    first = min((span for s in said for span in s.content if start <= span[0] < end), default=(start, end))
    words = parse.doc.char_span(*first, alignment_mode="expand")
    if words is None or not any(child.lower_ in WILL for child in words.root.children):
        return None
    subject = next((c for c in words.root.children if c.dep_ in {"nsubj", "nsubjpass", "expl"}), None)
    if subject is None or (subject.pos_ == "PRON" and subject.dep_ != "expl"):
        return None
    who = cast.who(subject)
    person = who is not None and cast.actors[who].kind == "person"
    refused = any(child.dep_ == "neg" for child in words.root.children)
    if person or refused or any(child.lower_ in {"our", "my"} for child in subject.children):
        return None  # "Our council will meet", "The minister would not be hurried": an answer
    tail = parse.text[first[0] : min(first[1], end)].rstrip(' .\n"”')
    return (first[0], first[0] + len(tail))
