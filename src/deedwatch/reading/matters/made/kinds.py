"""Which kind of matter a statement makes: by its act, and by what its words do where the act does not tell.

A state's own "will" is a promise, another state's "should" a demand, and a verb in the subjunctive what its
cue makes of it. A refusal, the talk that a side will have, and a "would" of nobody and of no day make none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from deedwatch.actors.kinds import GROUP_KINDS, PUBLIC_KINDS, STATE_KINDS
from deedwatch.language.closed import WILL
from deedwatch.language.doers import acting_subject, is_suffered, own_subject
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.clauses import clause_span, subtree_span
from deedwatch.reading.matters.drafts import VOWS, same_land, same_side
from deedwatch.reading.matters.made.announced import announced
from deedwatch.reading.matters.made.contents import acting, by_sentences
from deedwatch.reading.matters.made.owed import is_owed
from deedwatch.reading.matters.made.unmade import is_not_made
from deedwatch.reading.matters.made.wrongs import is_official, points_out, tells_a_wrong

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.records import MatterKind, Span, Statement

__all__ = ["Reading", "kind_of"]

_KIND_OF_ACT: dict[str, MatterKind] = {
    "demand": "demand", "request": "demand", "promise": "promise", "threaten": "promise",
    "propose": "proposal", "accuse": "accusation", "predict": "prediction",
}  # fmt: skip
_OFFERING = words_for("matters: offering")  # "offered to host the talks"
_EXPECTING = words_for("matters: expecting")
_INSISTING = words_for("matters: insisting")
_FORECASTING = words_for("matters: forecasting")
_FORESEEING = words_for("matters: foreseeing")
_JOINT = words_for("matters: joint deeds")
_WISHING = words_for("matters: if others wish")
_HARDLY = words_for("matters: hardly")
_WARNING = words_for("matters: warning")
_PLEDGING = words_for("matters: pledging")
_READY = words_for("matters: being ready")
_HOSTING = words_for("matters: hosting")
_WEIGHING = words_for("matters: weighing")
_PERMITTING = words_for("matters: permitting")
_SUFFERED = words_for("matters: suffered")
_ASKING = words_for("matters: asking")
_MEETING = words_for("matters: meeting")
_ABOUT_TO = words_for("matters: about to")
_INSTEAD = re.compile(rf"\b(?:{any_of('matters: in place of')}) of (?:the|it|that)\b")
_OF_ONE_LAND = STATE_KINDS | GROUP_KINDS
_PAPERS = words_for("matters: papers that speak") | words_for("matters: statements that speak")
_THREATS = words_for("matters: threatened by a noun")
_FOR_PEOPLE = frozenset({"NGO", "LAB"})
_OWN = frozenset({"it", "he", "she", "they", "we", "i"})
_IF = frozenset({"if", "unless"})
_ENOUGH = re.compile(
    rf"(?:it|that) (?:would|will) be (?:{any_of('matters: enough')})\b,? ?(?:(?:for|if|that)\b ?)?",
    re.IGNORECASE,
)
_WHEN_OR_HOW_MUCH = re.compile(rf"\d|\b(?:{any_of('matters: when or how much')})\b", re.IGNORECASE)
_PLAN = re.compile(
    r"(?:in|under) (?:the|its|this|his|her|their) (?:\w+ )?"
    rf"(?:{any_of('matters: versions of a plan')})\b|(?:{any_of('matters: in place of a plan')})\b",
    re.IGNORECASE,
)
_LET_US = re.compile(r"(?:let(?: us|['’]s|(?: \w+)? two| both))\b", re.IGNORECASE)
_MIGHT_HAVE = re.compile(r"^(?:had|were)\b|\bby now\b", re.IGNORECASE)
_RELATIVE = frozenset({"who", "which", "whose"})
_PIECES = 2  # parts of a statement around its cue: "Peru, he said, would ..."


class Reading(NamedTuple):
    """The kind that a statement makes, the statement cut to what makes it, and its maker if not he."""

    kind: MatterKind | None
    statement: Statement
    maker: str | None = None


def kind_of(parse: Parse, cast: Cast, statement: Statement) -> Reading:
    """Which kind of matter a statement makes, and the statement cut to what makes it."""
    kind = _KIND_OF_ACT.get(statement.act)
    if kind is not None:
        return _kind_of(parse, cast, acting(parse, statement, kind))
    for part in by_sentences(parse, statement):
        told = _kind_of(parse, cast, part)
        if told.kind is not None:
            return told
    return Reading(None, statement)


def _kind_of(parse: Parse, cast: Cast, statement: Statement) -> Reading:
    cue = _root_of(parse, statement.cue)
    words = _words(parse, statement)
    kind = _KIND_OF_ACT.get(statement.act)
    if kind == "promise" and cue is not None and cue.low_lemma_ in _OFFERING:
        kind = "proposal"
    if kind == "demand" and cue is not None and cue.low_lemma_ in _EXPECTING:
        kind = "demand" if is_official(statement, cast) else "prediction"
    if statement.act in {"assert", "assess"}:
        against = announced(parse, cast, statement)
        if against is not None:
            statement = replace(statement, addressees=against or statement.addressees)
        if against is not None or points_out(parse, cast, statement) or tells_a_wrong(parse, cast, statement):
            kind = "accusation"
    enough = None if kind in {"accusation", "demand"} else _enough(parse, cast, statement)
    if enough is not None:
        return Reading("demand", replace(statement, content=(enough,)))
    told = Reading(kind, statement) if words is None else _by_words(kind, cue, words, statement, cast)
    if told.kind is None or is_not_made(told.kind, cue):
        return _made_ready(Reading(None, statement), words, cast)
    if words is not None and _is_left_out(told.kind, cue, words, statement):
        return Reading(None, statement)
    return told if told.kind not in {"proposal", "promise"} else _made_ready(told, words, cast)


def _by_words(
    kind: MatterKind | None, cue: Token | None, words: TokenSpan, statement: Statement, cast: Cast
) -> Reading:
    """The kind that the words make, where the act left it open or took it for a forecast."""
    root = words.root
    lemma = "" if cue is None or cue.pos_ != "VERB" else cue.low_lemma_
    if kind is None or (kind == "prediction" and _is_to_be(root)):
        kind = _put(cue, root, statement, cast)
    if _is_offered(kind, words):
        return Reading("proposal", statement)
    if cue is not None and lemma in _WARNING and kind != "accusation" and _has_to(root, cue):
        return Reading("demand", statement)
    if kind in {None, "prediction"} and lemma not in _FORECASTING:
        own = _own_state(root, statement, cast)
        if own is not None:
            nobody = cast.actors[statement.speaker or ""].country is None
            return Reading(_vowed(root), statement, own if nobody else None)
        if _is_threat_of_members(root, statement, cast):
            return Reading("promise", statement)
        warned = lemma in _WARNING and is_official(statement, cast)
        if _is_threat(root, warned=warned) and (statement.mode == "direct" or is_official(statement, cast)):
            kind = "promise"
    elif kind == "promise" and statement.act == "threaten" and lemma in _WARNING and cue is not None:
        terms = _warned_of(cue)
        return Reading(kind, statement if terms is None else replace(statement, content=(terms,)))
    return Reading(kind, statement)


def _put(cue: Token | None, root: Token, statement: Statement, cast: Cast) -> MatterKind | None:
    """What a verb in the subjunctive is behind its cue; what another state should do is a demand."""
    verbal = cue is not None and (cue.pos_ == "VERB" or cue.dep_ == "ROOT")  # "the council demands that"
    lemma = cue.low_lemma_ if cue is not None and verbal else ""
    bare = _is_subjunctive(root) or (cue is not None and cue.tag_ == "VBD" and _is_present(root))
    bare = bare or _is_to_be(root)
    if bare and lemma in _INSISTING | _OFFERING:
        return "demand" if lemma in _INSISTING else "proposal"
    if cue is not None and cue.low_lemma_ in _FORESEEING:
        return "prediction"
    said = statement.act in {"assert", "assess", "accept", "predict"}
    return "demand" if said and is_owed(root, statement, cast) else None


def _is_subjunctive(root: Token) -> bool:
    """Is the verb bare behind its subject: "that Peru withdraw", "that the gate be opened"?"""
    parts = {child.lower_: child for child in root.children if child.dep_ in {"aux", "auxpass"}}
    if "be" in parts or (root.lower_ == "be" and not parts):
        return not any(part.tag_ in {"MD", "TO"} for part in parts.values())
    subject = acting_subject(root)
    one = subject is not None and subject.tag_ in {"NN", "NNP"} and not subject.conjuncts
    bare = root.tag_ in {"VB", "JJ"} or (root.tag_ == "VBP" and one)  # "that the mill pay"
    bare = bare or (root.tag_ == "VBD" and root.lower_ == root.lemma_)  # "shut"
    return subject is not None and not parts and bare


def _is_to_be(root: Token) -> bool:
    """Is it what should be, not what should have been?"""
    beside = {child.lower_ for child in root.children if child.dep_ == "aux"}
    return "should" in beside and "have" not in beside


def _is_present(root: Token) -> bool:
    """Is the verb not set back in time behind a past cue ("suggested that the parties exchange maps")?"""
    subject = acting_subject(root)
    alone = not any(child.dep_ in {"aux", "auxpass"} for child in root.children)
    return root.tag_ == "VBP" and root.lemma_ != "be" and alone and subject is not None


def _own_state(root: Token, statement: Statement, cast: Cast) -> str | None:
    """The state whose deed its own official foretells: "Peru would send a boat", said by its minister.

    Also a minister of whom the report does not tell the state, where his words begin with one.
    """
    speaker = cast.actors.get(statement.speaker or "")
    if speaker is None or len(statement.content) > _PIECES or statement.mode == "direct":
        return None
    if root.pos_ != "VERB" or not any(c.lower_ in WILL | {"could"} for c in root.children):
        return None
    start = statement.content[0][0]
    subject = next((c for c in root.children if c.dep_ == "nsubj" and c.idx >= start), None)
    who = None if subject is None else cast.who(subject)
    if who is None or cast.actors[who].kind not in _OF_ONE_LAND:
        return None
    if _is_paper(speaker.name) and _has_terms(root):
        return who  # "If they stay, the brigade will close the road, says the letter"
    if cast.actors[who].kind not in STATE_KINDS:
        return who if _has_terms(root) and _is_told_of(root, who, statement, cast) else None
    unknown = speaker.kind == "person" and not speaker.roles and not speaker.code and _has_terms(root)
    own = speaker.kind in {"person", "unnamed"} and (unknown or is_official(statement, cast))
    own = own and speaker.country is None
    return who if own or same_land(cast, [who], [statement.speaker or ""]) else None


def _is_told_of(root: Token, who: str, statement: Statement, cast: Cast) -> bool:
    """Is it a body of which the source is told to be ("its commander said", "a spokesman of the Front")?"""
    if same_side(cast, [who], [statement.speaker or ""]):
        return True
    source = root.doc.char_span(*(statement.source_span or (0, 0)), alignment_mode="expand")
    return any(cast.who(token) == who or token.lower_ in {"its", "their"} for token in source or ())


def _is_threat_of_members(root: Token, statement: Statement, cast: Cast) -> bool:
    """Does one who speaks for people say what they will do unless: "the workers will walk out if"?"""
    speaker = cast.actors.get(statement.speaker or "")
    speaks = speaker is not None and (
        speaker.kind == "organisation" or (speaker.code or "")[-3:] in _FOR_PEOPLE
    )
    if not speaks or is_suffered(root) or not any(child.lower_ in WILL for child in root.children):
        return False
    subject = acting_subject(root)
    who = None if subject is None else cast.who(subject)
    terms = _has_terms(root) or any(child.lower_ == "without" for child in root.children)
    return terms and who is not None and cast.actors[who].kind == "population"


def _is_paper(name: str) -> bool:
    return name.lower().split()[-1] in _PAPERS


def _vowed(root: Token) -> MatterKind | None:
    """What a state says that it would do: an offer, if others wish it or it brings them together."""
    ahead = {child.lower_ for child in root.children if child.dep_ == "aux"}
    wished = (c for c in root.children if c.dep_ == "advcl" and c.low_lemma_ in _WISHING)
    if any(part.lower_ in _IF for clause in wished for part in clause.children):
        return "proposal"
    if root.low_lemma_ in _HOSTING and "could" in ahead:
        return "proposal"
    return "promise" if ahead & WILL else None


def _is_offered(kind: MatterKind | None, words: TokenSpan) -> bool:
    """Is it what others would do under a plan or instead of one, or what all are asked to do together?"""
    if kind in {None, "demand", "proposal"} and _LET_US.match(words.text) is not None:
        return any(token.low_lemma_ in _JOINT for token in words)  # "Let us share the bill"
    ahead = any(child.lower_ in WILL for child in words.root.children)
    put = _PLAN.match(words.text) or _INSTEAD.search(words.text)
    return kind in {None, "prediction", "promise"} and ahead and put is not None


def _has_to(root: Token, cue: Token) -> bool:
    """Is somebody told to do a thing: "warned Peru to keep out"?"""
    deeds = (c for c in cue.children if c.dep_ == "xcomp" and c.i >= root.i)
    told = any(c.dep_ == "dobj" for c in cue.children)
    return told and any(part.tag_ == "TO" for deed in deeds for part in deed.children)


def _is_threat(root: Token, *, warned: bool) -> bool:
    """Is it said what will be done if others do not do their part: "If ..., the men will be taken away"?"""
    subject = own_subject(root)
    verbs = (root, *(verb for verb in root.conjuncts if verb.pos_ in {"VERB", "AUX"}))
    if (
        subject is not None
        and subject.low_lemma_ in _THREATS
        and any(_has_terms(verb) and any(child.lower_ in WILL for child in verb.children) for verb in verbs)
    ):
        return True  # "the strike would begin on May 3 unless they paid"
    if root.low_lemma_ in _SUFFERED or not is_suffered(root):
        return False
    ahead = any(child.lower_ in WILL for child in root.children)
    agent = any(child.dep_ == "agent" for child in root.children)
    return ahead and not agent and (warned or _has_terms(root))


def _has_terms(root: Token) -> bool:
    clauses = (child for child in root.children if child.dep_ == "advcl")
    return any(part.lower_ in _IF for clause in clauses for part in clause.children)


def _warned_of(cue: Token) -> Span | None:
    """What a side threatens by a noun, with its terms: "warned them of a strike unless they open"."""
    if not _has_terms(cue) and not any(part.lower_ == "unless" for part in cue.subtree):
        return None
    thing = next(
        (part for prep in cue.subtree if prep.lower_ == "of" and prep.head in {cue, *cue.children}
         for part in prep.children if part.dep_ == "pobj"), None,
    )  # fmt: skip
    if thing is None:
        return None
    return (subtree_span(thing)[0], subtree_span(cue)[1])


def _is_left_out(kind: MatterKind, cue: Token | None, words: TokenSpan, statement: Statement) -> bool:
    """Is it only a refusal, the talk that a side will have, or a "would" of no day and no number?"""
    root = words.root
    lemma = "" if cue is None else cue.low_lemma_
    if kind == "prediction" and lemma in _FORECASTING - _FORESEEING and _is_told_as_done(root):
        return True  # "reckon that they have lost half"
    if kind not in VOWS or lemma in _FORECASTING or lemma in _PLEDGING:
        return False
    if _MIGHT_HAVE.search(words.text) is not None or _is_past_condition(root):
        return True
    terms = bool(_IF & {token.lower_ for token in words})
    ahead = [v for v in (root, *root.conjuncts) if any(child.lower_ in WILL for child in v.children)]
    if not ahead and root.lemma_ in _ABOUT_TO and root.tag_ == "VBG":
        ahead = [root]  # "are not going to pay"
    if any(_is_weighed(verb) for verb in ahead[:1]):
        return True
    if kind == "promise":
        refused = any(_is_only_refused(verb) for verb in ahead or [root])
        return refused and lemma not in _WARNING and not terms
    return _is_no_forecast(ahead, words, statement, terms=terms)


def _is_weighed(verb: Token) -> bool:
    """Is it only to be talked of or looked at ("will study it", "our council will meet")?"""
    council = any(c.dep_ == "nsubj" and c.tag_ in {"NN", "NNP"} and not c.conjuncts for c in verb.children)
    alone = council and not any(c.dep_ == "dobj" or c.lower_ == "with" for c in verb.children)
    asked = verb.lemma_ in _ASKING and not any(
        c.dep_ in {"xcomp", "ccomp"} or c.lower_ == "for" for c in verb.children
    )
    let = (c for c in verb.children if c.dep_ == "ccomp" and verb.lemma_ in _PERMITTING)
    if any(clause.lemma_ in _WEIGHING for clause in let):
        return True  # "will let its lawyers read the paper"
    return verb.low_lemma_ in _WEIGHING or (verb.lemma_ in _MEETING and alone) or asked


def _is_only_refused(verb: Token) -> bool:
    """Is it not to be done, and nothing else done instead ("will not be deterred and shall hit back")?"""
    refused = any(child.dep_ == "neg" or child.lower_ == "neither" for child in verb.children)
    instead = any(child.dep_ == "conj" and child.pos_ == "VERB" for child in verb.children)
    return refused and not (instead and any(child.lower_ in {"and", "but"} for child in verb.children))


def _is_told_as_done(root: Token) -> bool:
    auxiliaries = [child for child in root.children if child.dep_ in {"aux", "auxpass"}]
    if any(child.tag_ == "MD" for child in auxiliaries):
        return False
    return root.tag_ == "VBD" or any(child.lower_ in {"has", "have", "had"} for child in auxiliaries)


def _is_past_condition(root: Token) -> bool:
    """Is it what would be, had the past been another: "If they had left us boats, there would be ..."?"""
    if {"would", "have"} <= {child.lower_ for child in root.children if child.dep_ == "aux"}:
        return True
    if (
        root.sent[0].lower_ == "had"
        and root.sent[0].head != root
        and any(child.lower_ == "would" for child in root.children)
    ):
        return True  # "Had it been sent back, she says, it would be dust"
    clauses = [list(child.children) for child in root.children if child.dep_ == "advcl"]
    return any(
        any(part.lower_ in _IF for part in parts)
        and any(part.dep_ == "aux" and part.lower_ in {"had", "'d", "’d"} for part in parts)
        for parts in clauses
    )


def _is_no_forecast(ahead: list[Token], words: TokenSpan, statement: Statement, *, terms: bool) -> bool:
    """Is it what others may not do, what is possible, or a "would" of no day and no number?"""
    permits = any(verb.lemma_ in _PERMITTING for verb in ahead)
    if not terms and permits and any(child.dep_ == "neg" for verb in ahead for child in verb.children):
        return True  # "would not be allowed to come" refuses
    root = words.root
    if any(child.lower_ in _HARDLY for child in root.children):
        return True
    if not ahead and root.lemma_ == "be" and any(child.lower_ == "could" for child in root.children):
        return True  # "could be there in an hour" tells what is possible
    imagined = any(child.lower_ == "would" for verb in ahead for child in verb.children)
    if statement.mode == "direct":
        return imagined and not terms  # "It would cost a flask of coffee", in his own words
    return not terms and not _WHEN_OR_HOW_MUCH.search(words.text)


def _made_ready(told: Reading, words: TokenSpan | None, cast: Cast) -> Reading:
    """What a speaker says that his side is ready to do: consent where it was asked, else a promise."""
    statement = told.statement
    if words is None or len(statement.content) != 1 or statement.speaker is None or words.root.lemma_ != "be":
        return told
    children = list(words.root.children)
    if any(c.dep_ == "neg" or c.tag_ == "MD" for c in children):
        return told
    ready = next((c for c in children if c.dep_ == "acomp" and c.lower_ in _READY), None)
    deed = None if ready is None else next((c for c in ready.children if c.dep_ == "xcomp"), None)
    subject = acting_subject(words.root)
    if deed is None or subject is None:
        return told
    who = cast.who(subject)
    stated = who is not None and cast.actors[who].kind in PUBLIC_KINDS
    if not (subject.lower_ in _OWN or (stated and is_official(statement, cast))):
        return told
    kind: MatterKind = "proposal" if deed.low_lemma_ in _HOSTING else "promise"
    own = who if stated and cast.actors[statement.speaker].country is None else None
    return Reading(kind, replace(statement, content=(clause_span(deed),)), own)


def _enough(parse: Parse, cast: Cast, statement: Statement) -> Span | None:
    """What a side says "would be enough" it asks for: the words behind that."""
    if statement.speaker is None or not statement.content or not is_official(statement, cast):
        return None
    start, end = statement.content[0]
    found = _ENOUGH.match(parse.text, start, end)
    if found is None:
        return None
    rest = (found.end(), end) if found.end() < end else next(iter(statement.content[1:]), None)
    if rest is None:
        return None
    place = parse.sentence_of(rest[0])
    return (rest[0], max(rest[1], statement.content[-1][1])) if place == parse.sentence_of(start) else None


def _words(parse: Parse, statement: Statement) -> TokenSpan | None:
    """The words that head what was said: the last part, where the cue stands between."""
    if not statement.content:
        return None
    spans = statement.content if len(statement.content) <= _PIECES else statement.content[:1]
    parts = [parse.doc.char_span(*span, alignment_mode="expand") for span in spans]
    told = [part for part in parts if part is not None and len(part) and part[0].lower_ not in _RELATIVE]
    return told[-1] if told else None


def _root_of(parse: Parse, span: Span | None) -> Token | None:
    found = None if span is None else parse.doc.char_span(*span, alignment_mode="expand")
    return found.root if found is not None else None
