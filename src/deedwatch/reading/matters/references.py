"""What a phrase names: "its demand", "the Norland plan for a truce", "that promise", a whole clause."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.kinds import NAMELESS_KINDS
from deedwatch.language.doers import acting_subject, agents
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, clause_span, first_match, subtree_span
from deedwatch.reading.matters.rows import load_matter_nouns, stance_verbs_of
from deedwatch.text.wording import words

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.matters.rows import MatterNoun
    from deedwatch.records import MatterKind, Span

__all__ = [
    "DOUBTFUL",
    "KINDS_OF_VERBS",
    "Reference",
    "asked_before",
    "asked_clause",
    "bare_reference",
    "kinds_of_noun",
    "of_who_asked",
    "owner_of_paper",
    "put_first",
    "refer",
    "refer_span",
    "what_is_sought",
]

DOUBTFUL = frozenset(
    words_for("matters: tales") | words_for("matters: charges")
)  # nouns whose "that" clause is a charge: "rejected the idea that it was staged"
KINDS_OF_VERBS: dict[str, MatterKind] = {
    **dict.fromkeys(words_for("matters: verbs of a demand"), "demand"),
    **dict.fromkeys(words_for("matters: verbs of a proposal"), "proposal"),
}
_SHOULD = frozenset({"should", "must", "might", "may"})
_PAPERS = words_for("matters: papers that speak")
_FORMS = words_for("matters: forms of a thing")
_TOPICAL = words_for("matters: putting first")
_PUTTING = words_for("matters: putting forward")
_WANTING = words_for("matters: wanting") - words_for("matters: verbs of asking")
_TABLING = words_for("matters: tabling")
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those", "which", "so"})


class Reference(msgspec.Struct, frozen=True):
    """The words that name a matter: which kinds it can be, whose it is, and what it says.

    ``named`` tells that a noun of a matter heads the phrase; ``content`` are the words that tell what it
    is about, empty for a pronoun or a bare "the plan"; ``whole`` are the words of which ``span`` is cut.
    """

    kinds: tuple[MatterKind, ...]
    maker: str | None = None
    span: Span | None = None
    content: frozenset[str] = frozenset()
    named: bool = False
    clause: bool = False
    definite: bool = False
    pointing: bool = False
    spelt: bool = False
    whole: Span | None = None


@cache
def _kinds() -> dict[str, tuple[MatterKind, ...]]:
    plain = [row for row in load_matter_nouns() if not row.of]
    return {noun: row.kinds for row in reversed(plain) for noun in row.nouns}


@cache
def _kinds_if_sought() -> dict[str, MatterNoun]:
    return {noun: row for row in load_matter_nouns() if row.of for noun in row.nouns}


def kinds_of_noun(noun: Token) -> tuple[MatterKind, ...]:
    """The kinds of matter that a noun can name; none for other nouns."""
    kinds, sought = _kinds(), _kinds_if_sought()
    if noun.lemma_ in sought and _is_sought(noun, sought[noun.lemma_]):
        return sought[noun.lemma_].kinds
    for word in (noun.lemma_, noun.lower_):
        if word in kinds:
            return kinds[word]
    return ()


def _is_sought(noun: Token, row: MatterNoun) -> bool:
    """Is it a claim for something: "its claim for back pay", "a pay claim"?"""
    if any(child.lower_ in row.of for child in noun.children):
        return True
    return what_is_sought(noun) is not None or any(
        child.lower_ == "for" and child.dep_ == "prep" for child in noun.children
    )


def what_is_sought(noun: Token) -> Token | None:
    """The "for" right behind a demand that hangs on the verb: "turned down a claim for more pay"."""
    if noun.dep_ not in {"dobj", "nsubjpass"}:
        return None
    here = noun.i + 1
    while here < len(noun.doc) and noun.doc[here].lower_ != "for" and noun.doc[here].head.i >= noun.i:
        here += 1  # over "by its men"
    if here >= len(noun.doc) or noun.doc[here].lower_ != "for":
        return None
    token = noun.doc[here]
    if token.dep_ == "mark":
        return token.head if token.head.head.i in {noun.i, noun.head.i} else None
    return token if token.dep_ == "prep" and token.head.i == noun.head.i else None


def bare_reference(kinds: tuple[MatterKind, ...]) -> Reference:
    """What is left unsaid: the matter of the sentence before."""
    return Reference(kinds=kinds, definite=True)


def refer(head: Token, cast: Cast, kinds: tuple[MatterKind, ...]) -> Reference:
    """What the phrase or clause headed by a token names, within the kinds that the verb can answer."""
    answering = head.head if head.tag_ in {"WDT", "WP"} and head.head.dep_ == "relcl" else None
    if answering is not None:  # "a fleet which was joined by ..."
        head = answering.head
    if head.lower_ in _PRONOUNS or _is_said_of_it(head):
        return Reference(kinds=kinds, definite=True)
    if head.pos_ in {"VERB", "AUX"}:
        if (asked := _asked(head, cast, kinds)) is not None:
            return asked
        span = clause_span(head)
        return Reference(kinds=kinds, span=span, content=_content(head, span), clause=True)
    told = next((c for c in head.children if c.dep_ in {"acl", "ccomp"} and _is_said(c)), None)
    if told is not None and head.low_lemma_ in DOUBTFUL and not (kinds_of_noun(head) and _is_to_be(told)):
        # "the idea that it was staged"
        inner = clause_span(told)
        return Reference(kinds=("accusation",), span=inner, content=_content(head, inner), clause=True)
    thing = _thing(head)
    told_so = _kinds_by_clause(head, cast, kinds)
    named = told_so if told_so == ("demand",) else kinds_of_noun(thing) or told_so
    fitting = tuple(kind for kind in named if kind in kinds)
    span = subtree_span(head)
    sought = what_is_sought(head) if "demand" in named else None
    if sought is not None:
        span = (span[0], subtree_span(sought)[1])
    if answering is not None and answering.left_edge.idx > head.idx:  # who signed it tells nothing of it
        span = (span[0], span[0] + len(head.doc.text[span[0] : answering.left_edge.idx].rstrip(" ,")))
    determiners = {part.lower_ for part in head.children if part.dep_ in {"det", "poss"}}
    return Reference(
        kinds=fitting or named or kinds,
        maker=_maker(head, cast) or (_maker(thing, cast) if thing.dep_ == "appos" else None),
        span=_unowned(head, span, cast) if named else span,
        content=_content(head, span) - (words(head.text) if named else frozenset()),
        named=bool(named),
        definite=bool(determiners & _DEFINITE) or any(part.dep_ == "poss" for part in head.children),
        spelt=sought is not None or any(_spells(child) for child in head.children),
        pointing=bool(determiners & {"this", "that", "these", "those"}),
    )


def _is_said_of_it(noun: Token) -> bool:
    """Is it what "it" is called: of "called it an idea to which they agreed" the idea?"""
    if noun.dep_ not in {"attr", "oprd"}:
        return False
    return any(c.lower_ in _PRONOUNS and c.dep_ in {"nsubj", "dobj"} for c in noun.head.children)


def _spells(child: Token) -> bool:
    """Does it tell what the plan is: "the demand for money", "the plan to pay them in coal"?"""
    told = child.dep_ in {"acl", "relcl"} and any(part.tag_ == "TO" for part in child.children)
    if child.dep_ != "prep":
        return told
    deed = child.lower_ == "of" and any(part.dep_ == "pcomp" for part in child.children)
    return deed or child.lower_ in {"for", "to", "on", "about"}


def _thing(head: Token) -> Token:
    """What "a larger version of the plan" is a version of, or what "the loan, his idea" is; else the noun."""
    if head.low_lemma_ not in _FORMS:
        owned = (c for c in head.children if c.dep_ == "appos" and any(p.dep_ == "poss" for p in c.children))
        return next((c for c in owned if kinds_of_noun(c)), head) if not kinds_of_noun(head) else head
    of = next((child for child in head.children if child.dep_ == "prep" and child.lower_ == "of"), None)
    return head if of is None else next((part for part in of.children if part.dep_ == "pobj"), head)


def _kinds_by_clause(head: Token, cast: Cast, kinds: tuple[MatterKind, ...]) -> tuple[MatterKind, ...]:
    """The kinds of a thing that its own clause tells ("the survey that Norland offered")."""
    for child in head.children:
        kind = _kind_of_verb(child) if child.dep_ in {"relcl", "acl"} else None
        subject = (_agent_of(child) or agent_of(child)) if kind is not None else None
        if kind in kinds and kind is not None and subject is not None and cast.who(subject) is not None:
            return (kind,) if child.low_lemma_ not in _WANTING else ()  # "the line that Norland wants"
    return ()


def _kind_of_verb(verb: Token) -> MatterKind | None:
    if verb.low_lemma_ in KINDS_OF_VERBS:
        return KINDS_OF_VERBS[verb.low_lemma_]
    forward = verb.low_lemma_ in _PUTTING and any(child.lower_ == "forward" for child in verb.children)
    return "proposal" if forward or verb.low_lemma_ in _TABLING else None


def _unowned(head: Token, span: Span, cast: Cast) -> Span:
    """The phrase without whose it is, where it says nothing else: of "the plan of Ana Silva" "the plan"."""
    end = head.idx + len(head.text)
    owners = [child for child in head.children if child.dep_ == "prep" and child.lower_ == "of"]
    if len(owners) != 1 or span[1] != subtree_span(owners[0])[1] or owners[0].i != head.i + 1:
        return span
    owner = next((part for part in owners[0].children if part.dep_ == "pobj"), None)
    if owner is not None and any(part.lower_ in {"for", "to", "that"} for part in owner.subtree):
        return span  # "the demand of its packers for a thirteenth month"
    key = None if owner is None or kinds_of_noun(owner) else cast.who(owner)
    person = key is not None and cast.actors[key].kind in {"person", "unnamed"}
    return (span[0], end) if person else span


def _is_to_be(clause: Token) -> bool:
    """Is it told as what should be done ("the idea that the two navies patrol"), not as done?"""
    beside = {child.tag_ for child in clause.children if child.dep_ in {"aux", "auxpass"}}
    if clause.tag_ in {"VB", "VBP", "VBN"} and clause.low_lemma_ != "be":
        return not beside & {"VBD", "VBZ", "VBP", "MD"} or _is_owed(clause)
    return _is_owed(clause)


def _is_owed(clause: Token) -> bool:
    return any(child.lower_ in _SHOULD for child in clause.children)


def _is_said(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def refer_span(span: Span, parse: Parse, cast: Cast, kinds: tuple[MatterKind, ...]) -> Reference:
    """What a statement's content names."""
    found = parse.doc.char_span(span[0], span[1], alignment_mode="expand")
    if found is None:
        return Reference(kinds=kinds, span=span)
    root = found.root
    if root.pos_ in {"NOUN", "PROPN", "PRON"}:
        return replace(refer(root, cast, kinds), span=span if root.lower_ not in _PRONOUNS else None)
    return Reference(kinds=kinds, span=span, content=words(found.text), clause=True)


def put_first(verb: Token) -> Token | None:
    """The matter that a sentence puts first: "On the truce of sixty days, she said that they back it"."""
    sentence = verb.sent
    first = sentence[0]
    if first.lower_ not in _TOPICAL:
        return None
    marks = (first, *(child for child in first.children if child.dep_ in {"prep", "pcomp"}))
    noun = next((child for mark in marks for child in mark.children if child.dep_ == "pobj"), None)
    if noun is None or noun.i > verb.i:
        return None
    definite = any(child.dep_ == "det" and child.lower_ in _DEFINITE for child in noun.children)
    return noun if kinds_of_noun(noun) or _is_put(noun) or (definite and not noun.ent_type_) else None


def _is_put(noun: Token) -> bool:
    return any(child.dep_ in {"relcl", "acl"} and _kind_of_verb(child) for child in noun.children)


def _content(head: Token, span: Span) -> frozenset[str]:
    return words(head.doc.text[span[0] : span[1]])


def _maker(head: Token, cast: Cast) -> str | None:
    """Whose it is: "its plan", "the Norland plan", "a plan by Norland", "the plan that Norland tabled"."""
    alleged = "accusation" in kinds_of_noun(head)
    for child in head.children:
        if child.dep_ in {"poss", "amod", "compound", "nmod"} and (key := cast.who(child)) is not None:
            return _principal(child, key, cast)
        if child.dep_ in {"prep", "agent"} and child.lower_ in (
            {"by", "from"} if alleged or not kinds_of_noun(head) else {"by", "from", "of"}
        ):  # "a list of prisoners" is not theirs
            owner = next((part for part in child.children if part.dep_ == "pobj"), None)
            key = None if owner is None or kinds_of_noun(owner) else cast.who(owner)
            named = key is not None and (
                child.lower_ != "of"
                or cast.actors[key].kind != "unnamed"
                or (cast.actors[key].code or "").endswith("GOV")
            )
            if named and owner is not None and key is not None:
                return _principal(owner, key, cast)
        if child.dep_ in {"relcl", "acl"} and not (_is_said(child) or (alleged and _is_whole(child))):
            subject = None if _is_answer(child) else _agent_of(child) or agent_of(child)
            if subject is not None and subject.i != head.i and (key := cast.who(subject)) is not None:
                return _principal(subject, key, cast)
    return None


def _is_answer(clause: Token) -> bool:
    """Does it tell who answered it, not whose it is: "the plan that Norland accepted"?"""
    if clause.low_lemma_ in _PUTTING:
        return False  # "the plan that the bank put to Peru"
    rows = stance_verbs_of(clause.low_lemma_)
    return any(row.stance is not None and first_match(clause, row.verbs) is not None for row in rows)


def _agent_of(clause: Token) -> Token | None:
    """Who did what a participle tells: "the truce drafted by the bishop"."""
    return next(iter(agents(clause)), None)


def owner_of_paper(noun: Token, cast: Cast) -> str | None:
    """Whose word "a resolution of the union" or "the draft tabled by France" is; None for other nouns."""
    if noun.low_lemma_ not in _PAPERS:
        return None
    things = [
        part
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in {"of", "by", "from"}
        for part in child.children
        if part.dep_ == "pobj"
    ]
    clauses = (_agent_of(child) for child in noun.children if child.dep_ in {"acl", "relcl"})
    for thing in (*things, *(agent for agent in clauses if agent is not None)):
        who = cast.who(thing)
        if who is not None and cast.actors[who].kind not in NAMELESS_KINDS:
            return who
    return None


def asked_clause(verb: Token, cast: Cast) -> Token | None:
    """The clause behind a verb that names a matter by its maker ("accepts what the union asked for")."""
    clauses = (child for child in verb.children if child.dep_ == "ccomp" and child.i > verb.i)
    return next((clause for clause in clauses if _asked(clause, cast, ()) is not None), None)


def asked_before(verb: Token) -> Token | None:
    """What "they asked us to go on, and we agree" agrees to: the clause of the verb of asking."""
    asking = verb.head if verb.dep_ == "conj" else None
    asking = asking.head if asking is not None and asking.dep_ == "xcomp" else asking
    if asking is None or KINDS_OF_VERBS.get(asking.low_lemma_) != "demand":
        return None
    return next((c for c in asking.children if c.dep_ in {"xcomp", "ccomp"} and c.i < verb.i), None)


def of_who_asked(asked: Token, reference: Reference, cast: Cast) -> Reference:
    """The reference to what was asked, with who asked it as its maker."""
    by = agent_of(asked.head)
    return replace(reference, kinds=("demand",), maker=None if by is None else cast.who(by), named=True)


def _asked(head: Token, cast: Cast, kinds: tuple[MatterKind, ...]) -> Reference | None:
    """The matter that "what the union asked for" or "what they asked" names; None for other clauses."""
    kind = KINDS_OF_VERBS.get(head.low_lemma_)
    what = any(t.lower_ == "what" and t.i < head.i for t in head.subtree)
    subject = acting_subject(head)
    if subject is None or kind is None or not what:
        return None
    maker = cast.who(subject)
    named = tuple(dict.fromkeys((kind, *(k for k in kinds if k in {"demand", "proposal"}))))
    return Reference(kinds=named, maker=maker, span=clause_span(head), named=True, definite=True)


def _is_whole(clause: Token) -> bool:
    """No gap in it: "allegations it was arming rebels" tells the charge, not who made it."""
    return any(child.dep_ == "dobj" and child.tag_ not in {"WDT", "WP"} for child in clause.children)


def _principal(owner: Token, key: str, cast: Cast) -> str:
    """The owner's own side: "her predecessor" stands for the side of the one who has it."""
    if cast.actors[key].kind != "unnamed":
        return key
    for child in owner.children:
        if child.dep_ == "poss" and (principal := cast.who(child)) is not None:
            return principal
    return key
