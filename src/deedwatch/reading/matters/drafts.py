"""A matter while it is being read: its sides, its words, and the stances that others take on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.actors.kinds import BODY_KINDS, GROUP_KINDS, NAMELESS_KINDS, STATE_KINDS
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.text.wording import overlap, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.records import Actor, Evidence, MatterKind, Move, Position, Span

__all__ = [
    "FIRST_PERSON",
    "VOWS",
    "Draft",
    "address_answers",
    "heads_a_part",
    "is_of_first_person",
    "is_of_no_side",
    "merge_drafts",
    "same_land",
    "same_side",
    "side_of",
]

VOWS: frozenset[MatterKind] = frozenset({"promise", "prediction"})
"""What a speaker says will be: a promise where it is his to do, else a forecast."""
FIRST_PERSON = frozenset({"we", "i", "us", "our", "my"})
_OFFICIAL = frozenset({"GOV", "MIL", "SPY", "COP", "JUD"})
_OF_A_FIRM = words_for("ledger: of a firm")
_HEADS_OF_PARTS = words_for("ledger: heads of a part")
_OF_A_GROUP = words_for("ledger: of an armed group")
_HEADED = (
    (words_for("matters: heads of a union"), words_for("ledger: of a union") | words_for("matters: clubs")),
    (words_for("matters: heads of a fund"), words_for("matters: funds")),
)
_SAME = 0.55  # from here on two wordings of one side in one report are taken for one matter
_SAME_NEAR = 0.2  # the same where the second stands close to the first, as a quotation of it mostly does
_NEAR = 2  # sentences
_LET_US = re.compile(r"let(?: u|['’])s ", re.IGNORECASE)
_DETAIL = 2  # sentences behind a lead in which it is told in full
_UNDER = words_for("matters: under a plan")
_ALSO = words_for("matters: beside another")
_PLEA = 4  # sentences between a proposal and the plea for it


def is_of_first_person(subject: Token) -> bool:
    """Does the speaker tell it of himself or of what is his: "we", "our delegation"?"""
    owners = [part.lower_ for part in subject.children if part.dep_ in {"poss", "det"}]
    return not FIRST_PERSON.isdisjoint((subject.lower_, *owners))


class Draft(msgspec.Struct, frozen=True):
    """A matter with the cast's actor keys; ``at`` is the offset where the report tells it."""

    kind: MatterKind
    by: tuple[str, ...]
    to: tuple[str, ...]
    content: Span
    at: int
    statement: str | None = None
    quoted: bool = False
    move: Move = "states"
    on: str | None = None
    due: str | None = None
    also: tuple[Span, ...] = ()
    positions: tuple[Position, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def spans(self) -> tuple[Span, ...]:
        """All its wordings."""
        return (self.content, *self.also)


def side_of(cast: Cast, actor: str) -> str:
    """What tells sides apart: the country of those who act for one, else the actor itself.

    Rebels, parties, protesters and private people are sides of their own, whatever country they are of.
    """
    if actor not in cast.sides:
        cast.sides[actor] = _told_side(cast, actor)
    return cast.sides[actor]


def _told_side(cast: Cast, actor: str) -> str:
    known = cast.actors.get(actor)
    if known is None:
        return actor
    if known.kind in BODY_KINDS or known.name.lower() in _OF_A_GROUP:
        return _group_of(cast, actor) or _full_name(cast, actor)
    if known.name.lower() in _OF_A_FIRM:
        firms = [key for key, other in cast.actors.items() if other.kind == "organisation"
                 and (other.code or "").endswith("BUS")]  # fmt: skip
        return firms[0] if len(firms) == 1 else actor
    official = known.kind in STATE_KINDS or (known.code or "")[3:6] in _OFFICIAL
    if official and known.country:
        return known.country
    body = _body_of(cast, actor) if known.kind == "person" else None
    if body is None and known.kind == "person" and known.code is None and known.country:
        return known.country
    return body or (_headed(cast, actor) if known.kind == "person" else None) or actor


def _headed(cast: Cast, actor: str) -> str | None:
    """The one union, or the one fund, of the report, of whom it tells only that he is "the chairman"."""
    roles = {role.lower() for role in cast.actors[actor].roles}
    for heads, bodies in _HEADED:
        if roles & heads:
            sides = {
                _full_name(cast, key) for key, other in cast.actors.items()
                if other.kind in BODY_KINDS and bodies & {*other.name.lower().split()}
            }  # fmt: skip
            return sides.pop() if len(sides) == 1 else None
    return None


def same_land(cast: Cast, one: Iterable[str], two: Iterable[str]) -> bool:
    """Do the two groups share an actor, a side or a country? "Our Peruvian friends" are addressed as Peru."""
    lands = [
        {name for key in keys for name in (_land_of(cast, key), side_of(cast, key))} for keys in (one, two)
    ]
    return bool(lands[0] & lands[1])


def _land_of(cast: Cast, actor: str) -> str:
    return (cast.actors[actor].country if actor in cast.actors else None) or actor


def heads_a_part(actor: Actor) -> bool:
    """Is it a mayor or governor of a place, who may ask his own state, or another, for something?"""
    offices = [role.lower().split(" of ")[0] for role in actor.roles] if actor.kind == "person" else []
    return any(office.rpartition(" ")[2] in _HEADS_OF_PARTS for office in offices)


def _group_of(cast: Cast, actor: str) -> str | None:
    """The one named group of the report for which "the rebels" stands."""
    if cast.actors[actor].name.lower() not in _OF_A_GROUP:
        return None
    groups = [
        key
        for key, other in cast.actors.items()
        if other.kind in GROUP_KINDS
        and (other.code or "").endswith(("OPP", "REB"))
        and other.name.lower() not in _OF_A_GROUP
    ]
    return groups[0] if len(groups) == 1 else None


def _full_name(cast: Cast, actor: str) -> str:
    """The body for which a short name stands: "the Front" for the one "River Front" of the report."""
    name = cast.actors[actor].name.lower()
    longer = [
        key
        for key, other in cast.actors.items()
        if other.kind in BODY_KINDS and other.name.lower().endswith(f" {name}")
    ]
    return longer[0] if len(longer) == 1 else actor


def _body_of(cast: Cast, actor: str) -> str | None:
    """The group or body that a person's role names ("Hamas spokesman", "leader of the Front")."""
    roles = re.sub(r"['’]s? ", " ", " ".join(cast.actors[actor].roles).lower())  # "the union's chairwoman"
    bodies = {key: other.name.lower() for key, other in cast.actors.items() if other.kind in BODY_KINDS}
    for key, name in bodies.items():
        if len(name) > 3 and name in roles:
            return key
    short = [key for key, name in bodies.items() if f" {name.split()[-1]} " in f" {roles} " and " " in name]
    return short[0] if len(short) == 1 else None


def same_side(cast: Cast, one: Iterable[str], two: Iterable[str]) -> bool:
    """Do the two groups of actors share a side?"""
    sides = cast.sides  # looked up here: this is asked most of all
    first = [sides[key] if key in sides else side_of(cast, key) for key in one]
    return bool([key for key in two if (sides[key] if key in sides else side_of(cast, key)) in first])


def merge_drafts(parse: Parse, cast: Cast, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """One draft for one side's one thing: the fuller wording leads, the others stand in ``also``."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda draft: (draft.at, draft.content)):
        for number, known in enumerate(kept):
            if (
                _is_of_promise(parse, cast, known, draft)
                or _is_plea(parse, cast, known, draft)
                or _is_same(parse, cast, known, draft)
            ):
                kept[number] = _joined(parse.text, known, draft)
                break
        else:
            kept.append(draft)
    return tuple(kept)


def address_answers(cast: Cast, drafts: Iterable[Draft]) -> tuple[Draft, ...]:
    """A promise that names nobody goes to whoever asked its maker for something before it."""
    known = tuple(drafts)
    found = []
    for draft in known:
        askers = [
            other
            for other in known
            if other.kind == "demand" and other.at < draft.at and same_side(cast, other.to, draft.by)
        ]
        if draft.kind == "promise" and not draft.to and askers:
            found.append(replace(draft, to=max(askers, key=lambda other: other.at).by))
        else:
            found.append(draft)
    return tuple(found)


def _is_same(parse: Parse, cast: Cast, one: Draft, two: Draft) -> bool:
    if one.kind != two.kind or bool(one.by) != bool(two.by):
        return False
    if one.content == two.content:
        return True
    if one.by and not same_side(cast, one.by, two.by):
        return _is_put_by_leader(parse, cast, one, two)
    follows = _spells_out(parse, cast, one, two) or _is_deed_charged(parse, cast, one, two)
    apart = abs(parse.sentence_of(one.content[0]) - parse.sentence_of(two.content[0]))
    if not follows and one.to and two.to and not same_land(cast, one.to, two.to):
        return False
    if follows or (one.kind == "proposal" and one.by == two.by and apart == 0 and not two.quoted):
        return True  # "offered to mediate and proposed that they meet" is one offer
    put = one.kind == "proposal" and one.by == two.by and apart <= _NEAR and _is_bare_name(parse, one, two)
    put = put or _is_lead_told_anew(parse, one, two) or _tells_its_terms(parse, one, two)
    return put or _says_the_same(parse, one, two, apart)


def _is_of_promise(parse: Parse, cast: Cast, one: Draft, two: Draft) -> bool:
    """Is what a speaker foretells in the quotation behind his promise, or of his proposal, a part of it?"""
    if two.kind != "prediction" or one.kind not in {"promise", "proposal"}:
        return False
    apart = parse.sentence_of(two.content[0]) - parse.sentence_of(one.content[0])
    if not 0 <= apart <= _NEAR:
        return False
    maker = same_side(cast, one.by, two.by) or all(is_of_no_side(cast, key) for key in two.by)
    if one.kind == "promise":
        return maker and two.quoted and not one.quoted and apart <= 1
    return one.kind == "proposal" and maker and _is_of_a_thing(parse, cast, two)


def is_of_no_side(cast: Cast, key: str) -> bool:
    """Is it a person of whom no state is known, as the head of a body mostly is?"""
    actor = cast.actors[key]
    return actor.kind == "person" and actor.country is None


def _is_of_a_thing(parse: Parse, cast: Cast, draft: Draft) -> bool:
    """Does it tell what "it" or "the strip" would do, and no party?"""
    words = parse.doc.char_span(*draft.content, alignment_mode="expand")
    subject = None if words is None else acting_subject(words.root)
    if subject is None or not any(child.lower_ == "would" for child in subject.head.children):
        return False
    definite = subject.tag_ == "NN" and any(child.lower_ == "the" for child in subject.children)
    return cast.who(subject) is None and (definite or subject.lower_ in {"it", "this", "that"})


def _is_plea(parse: Parse, cast: Cast, one: Draft, two: Draft) -> bool:
    """Is "let us ..." said in praise of one's own proposal just told? Then it asks for nothing else."""
    if one.kind != "proposal" or two.kind != "demand" or not two.quoted:
        return False
    apart = parse.sentence_of(two.content[0]) - parse.sentence_of(one.content[0])
    said = _LET_US.match(parse.text, *two.content) is not None and 0 <= apart <= _PLEA
    return said and same_side(cast, one.by, two.by)


def _says_the_same(parse: Parse, one: Draft, two: Draft, apart: int) -> bool:
    told_then_quoted = two.quoted and not one.quoted and one.at < two.at
    if apart <= _NEAR and told_then_quoted and one.kind != "demand":
        return True  # a report tells what was said and then quotes it
    said = max(
        overlap(words(parse.text[a[0] : a[1]]), words(parse.text[b[0] : b[1]]), {})
        for a in one.spans()
        for b in two.spans()
    )
    if apart <= _NEAR and told_then_quoted and (said > 0 or _begins_with_pronoun(parse, two)):
        return True
    near = apart <= _NEAR and (one.by == two.by or told_then_quoted)
    return said >= (_SAME_NEAR if near else _SAME)


def _is_put_by_leader(parse: Parse, cast: Cast, one: Draft, two: Draft) -> bool:
    """Does one of the same land put in his own words what a group demands ("They have to be taken back")?"""
    if one.kind != "demand" or one.quoted or not two.quoted:
        return False
    quoted = 0 <= parse.sentence_of(two.content[0]) - parse.sentence_of(one.at) <= 1
    group = all(cast.actors[key].kind in {"population", "unnamed", "organisation"} for key in one.by)
    return quoted and group and _begins_with_pronoun(parse, two) and same_land(cast, one.by, two.by)


def _is_bare_name(parse: Parse, one: Draft, two: Draft) -> bool:
    """Does the first only name a plan ("a plan for the harbour") that the second puts in so many words?"""
    named = parse.doc.char_span(*one.content, alignment_mode="expand")
    told = parse.doc.char_span(*two.content, alignment_mode="expand")
    if named is None or told is None or one.statement is not None or two.statement is None:
        return False
    before = parse.text[parse.sentences[parse.sentence_of(two.at)][0] : two.content[0]].lower().split()
    return named.root.pos_ not in {"VERB", "AUX"} and len(told) >= len(named) and not _ALSO & {*before}


def _is_lead_told_anew(parse: Parse, one: Draft, two: Draft) -> bool:
    """Does the report open with what a side offers or proposes, and tell it in full right after?

    "Norland offered to swap two sailors. Its minister proposed that they be sent home and ...".
    """
    first, second = sorted((one, two), key=lambda draft: draft.at)
    start = parse.sentences[parse.sentence_of(second.at)][0]
    before = parse.text[start : second.content[0]].lower().split()
    opens = "\n" not in parse.text[: first.at].strip()
    near = 0 < parse.sentence_of(second.at) - parse.sentence_of(first.at) <= _DETAIL
    stated = first.move == second.move == "states" and first.kind == "proposal"
    return stated and opens and near and not _ALSO & {*before}


def _tells_its_terms(parse: Parse, one: Draft, two: Draft) -> bool:
    """Does it tell what would be "under the Norland proposal" that was told before?"""
    start = parse.sentences[parse.sentence_of(two.at)][0]
    before = parse.text[start : two.content[0]].lower().split()
    return one.kind == "proposal" and one.at < two.at and bool(before) and before[0] in _UNDER


def _begins_with_pronoun(parse: Parse, draft: Draft) -> bool:
    """Does it speak of what was told before it: "they have to be put back in their boats"?"""
    first = parse.doc.char_span(*draft.content, alignment_mode="expand")
    return first is not None and len(first) > 0 and first[0].lower_ in {"they", "it", "this", "that", "these"}


def _spells_out(parse: Parse, cast: Cast, one: Draft, two: Draft) -> bool:
    """Does a quotation in the next sentence put a demand again, of people ("these men must be home")?"""
    if one.kind != "demand" or one.quoted or not two.quoted:
        return False
    people = all(cast.actors[key].kind in NAMELESS_KINDS for key in two.to if key in cast.actors)
    return bool(two.to) and people and parse.sentence_of(two.content[0]) - parse.sentence_of(one.at) == 1


def _is_deed_charged(parse: Parse, cast: Cast, one: Draft, two: Draft) -> bool:
    """Does the next sentence tell of men of no party that is told what a party was just charged with?"""
    if one.kind != "accusation" or not one.to or {one.move, two.move} != {"states"}:
        return False
    nobody = all(cast.actors[key].kind in NAMELESS_KINDS and not cast.actors[key].country
                 for key in two.to)  # fmt: skip
    return nobody and parse.sentence_of(two.content[0]) - parse.sentence_of(one.content[0]) == 1


def _joined(text: str, one: Draft, two: Draft) -> Draft:
    def fullness(draft: Draft) -> int:
        return len(words(text[draft.content[0] : draft.content[1]]))

    lead, other = (one, two) if fullness(one) >= fullness(two) or one.kind != two.kind else (two, one)
    move = two.move if two.move in {"amends", "withdraws"} else one.move
    return replace(
        lead,
        at=one.at,
        by=tuple(dict.fromkeys((*one.by, *two.by))) if one.content == two.content else one.by,
        to=one.to or two.to,
        on=one.on or two.on,
        due=one.due or two.due,
        move=move,
        also=tuple(span for span in dict.fromkeys((*lead.also, *other.spans())) if span != lead.content),
        positions=(*one.positions, *two.positions),
    )
