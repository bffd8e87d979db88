"""Matters that statements make: what is demanded, promised, proposed, alleged or foretold in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.doers import acting_subject, is_suffered
from deedwatch.lexicon.words import words_for
from deedwatch.reading.matters.clauses import agent_of, clause_span, subtree_span
from deedwatch.reading.matters.drafts import Draft, same_side
from deedwatch.reading.matters.made.addressees import addressed, objects_of
from deedwatch.reading.matters.made.contents import content_of, deed_asked, without_remark
from deedwatch.reading.matters.made.framing import core_of
from deedwatch.reading.matters.made.kinds import kind_of
from deedwatch.reading.matters.made.owed import is_of_own_men
from deedwatch.reading.matters.made.unmade import gives_word, is_unmade, is_vague, only_asks, own_words
from deedwatch.reading.matters.references import kinds_of_noun, owner_of_paper, refer

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.records import Event, MatterKind, Move, Span, Statement

__all__ = ["is_source_term", "stated_drafts"]

_GOING_TO = words_for("matters: going to")
_WANTING = words_for("matters: wanting")
_ANSWERING = words_for("matters: answering") - words_for("matters: pledging")
_CONDEMNING = words_for("matters: condemning")
_BARE = 2  # words of a source that is named by its kind alone: "the ministry"
_BLAMING = words_for("matters: blaming")
_ASKING = frozenset({"who", "what", "when", "where", "why", "how", "which"})
_DOUBTING = words_for("matters: doubting")
_UNASKED = words_for("matters: a source's own terms")
_PEOPLE = words_for("matters: people")
_THIRD = frozenset({"it", "they", "he", "she", "this", "that", "these", "those"})
_NAME = 3  # words of what is only named
_LEAD = 3  # sentences: what "has asked for" tells below these is no news
_ANNOUNCING = words_for("matters: announcing")
_AGAIN = words_for("matters: again")
_NOW = words_for("matters: put anew by now")
_NAMED = words_for("matters: a source's own name")
_WARNING = words_for("matters: warning of what is told")


def stated_drafts(
    parse: Parse, cast: Cast, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> list[Draft]:
    """One draft for each statement that makes a matter; charges without a definite wrong make none."""
    drafts = []
    for told in statements:
        kind, statement, owner = kind_of(parse, cast, own_words(parse, told))
        if kind is None or not statement.content or only_asks(cast, told):
            continue
        statement = _told_before(parse, cast, statement, kind)
        words = parse.doc.char_span(*content_of(parse, statement, kind), alignment_mode="expand")
        if words is None or not _makes(kind, parse, cast, statement, words):
            continue
        by = _makers(parse, cast, statement) if owner is None else (owner,)
        if kind in {"accusation", "demand"} and by and all(is_vague(cast, key) for key in by):
            continue
        if kind == "demand" and is_of_own_men(words.root, cast, by):
            continue
        wanted = _wanted(words, cast, by) if kind == "demand" else None
        by = _not_of_oneself(kind, by, words, statement, cast)
        to = addressed(kind, replace(statement, speaker=by[0] if by else None), words, cast, events)
        content = _said(kind, parse, statement, words, asked=bool(to))
        if wanted is not None:
            by, content = wanted
            to = _asked_by(words, cast, by) or to
        content = without_remark(parse.text, content)
        drafts.append(
            Draft(
                kind=kind,
                by=by,
                to=to,
                content=content,
                at=content[0],
                statement=statement.id,
                quoted=statement.mode == "direct",
                move=_move(parse, statement, kind),
                on=statement.on,
                also=_pointed(words, cast) if kind == "demand" else (),
            )
        )
    return drafts


def _told_before(parse: Parse, cast: Cast, statement: Statement, kind: MatterKind) -> Statement:
    """The statement with what the sentence before tells: "They will be home. Peru promised it"."""
    place = parse.sentence_of(statement.content[0][0])
    cue = _cue(parse, statement)
    if kind != "promise" or cue is None or not place:
        return statement
    thing = next((child for child in cue.children if child.dep_ == "dobj"), None)
    start, end = parse.sentences[place - 1]
    before = parse.doc.char_span(start, end, alignment_mode="expand")
    if thing is None or thing.lower_ not in {"it", "this", "that"} or before is None:
        return statement
    if not any(child.tag_ == "MD" for child in before.root.children) or '"' in before.text:
        return statement
    told = (start, start + len(parse.text[start:end].rstrip(" .\n")))
    asked = statement.addressees or tuple(objects_of([cue], cast))
    asked = tuple(key for key in asked if cast.who(thing) != key)
    return replace(statement, content=(told,), addressees=asked)


def _said(kind: MatterKind, parse: Parse, statement: Statement, words: TokenSpan, *, asked: bool) -> Span:
    """The words of the matter: a charge without whom it charges, a deed without of whom it is asked."""
    deed = deed_asked(_cue(parse, statement), words) if kind == "demand" and asked else None
    if deed is not None:
        return deed
    if statement.act == "threaten" and words.root.lemma_ not in _WARNING:
        return (words.start_char, words.end_char)
    return core_of(_charged(words) if kind == "accusation" else words)


def _makers(parse: Parse, cast: Cast, statement: Statement) -> tuple[str, ...]:
    """The speaker; where a paper speaks ("a resolution of the union says"), whose paper it is."""
    if statement.speaker is None:
        return ()
    if cast.actors[statement.speaker].kind == "unnamed" and statement.source_span is not None:
        source = parse.doc.char_span(*statement.source_span, alignment_mode="expand")
        owner = None if source is None or not len(source) else owner_of_paper(source.root, cast)
        return (owner or statement.speaker,)
    return (statement.speaker,)


def _wanted(words: TokenSpan, cast: Cast, by: tuple[str, ...]) -> tuple[tuple[str, ...], Span] | None:
    """Who wants it, and what, where a speaker tells another's demand ("it wants a ransom, Salim said")."""
    root = words.root
    if root.low_lemma_ not in _WANTING or is_suffered(root):
        return None
    subject = acting_subject(root)
    thing = next((c for c in root.children if c.dep_ in {"dobj", "xcomp", "ccomp"} and c.i > root.i), None)
    maker = None if subject is None or subject.pos_ == "NOUN" else cast.who(subject)
    if maker is None or thing is None or same_side(cast, [maker], by):
        return None
    return (maker,), clause_span(thing) if thing.pos_ == "VERB" else subtree_span(thing)


def _not_of_oneself(
    kind: MatterKind, by: tuple[str, ...], words: TokenSpan, statement: Statement, cast: Cast
) -> tuple[str, ...]:
    """The maker; where "the ministry" would charge or ask its own state, the one other state named.

    A ministry that no name goes with is taken for the state named beside it, which may be the one it asks.
    """
    if kind not in {"accusation", "demand"} or len(by) != 1 or cast.actors[by[0]].kind != "government":
        return by
    start, end = statement.source_span or (0, 0)
    if len(words.doc.text[start:end].split()) > _BARE:
        return by
    asked = {
        cast.actors[key].country
        for key in (*objects_of(_cue_words(words, statement), cast), *statement.addressees)
    }
    if asked != {cast.actors[by[0]].country}:
        return by
    others = [
        key for key, actor in cast.actors.items() if actor.kind == "state" and actor.country not in asked
    ]
    return (others[0],) if len(others) == 1 else by


def _cue_words(words: TokenSpan, statement: Statement) -> TokenSpan | tuple[()]:
    found = words.doc.char_span(*(statement.cue or (0, 0)), alignment_mode="expand")
    return found if found is not None else ()


def _asked_by(words: TokenSpan, cast: Cast, by: tuple[str, ...]) -> tuple[str, ...]:
    """Who is to do what another wants: of "Sudan wants Egypt to leave" Egypt."""
    thing = next((c for c in words.root.children if c.dep_ in {"xcomp", "ccomp"}), None)
    doer = None if thing is None else acting_subject(thing)
    doer = doer or next((c for c in words.root.children if c.dep_ == "dobj"), None)
    return () if doer is None else tuple(k for k in cast.parties(doer) if not same_side(cast, [k], by))


def _pointed(words: TokenSpan, cast: Cast) -> tuple[Span, ...]:
    """Who "these people" are: the group named most before, under its first name."""
    pointing = any(
        token.lower_ in _PEOPLE and any(child.lower_ in {"these", "those"} for child in token.children)
        for token in words
    )
    before = [
        m
        for m in cast.mentions
        if pointing
        and m.span[1] <= words.start_char
        and cast.actors[m.actor].kind == "population"
        and m.kind != "pronoun"
    ]
    if not before:
        return ()
    named = Counter(mention.actor for mention in before)
    first = next(m for m in sorted(before, key=lambda m: m.span) if m.actor == named.most_common(1)[0][0])
    return (first.span,)


def _charged(words: TokenSpan) -> TokenSpan:
    """What is charged, without whom: of "the bank of hiding its books" the words behind "of"."""
    for token in words:
        if token.dep_ == "pcomp" and token.head.lower_ == "of" and token.head.i > words.start:
            before = words.doc[words.start : token.head.i]
            after = words.doc.char_span(
                words.doc[token.head.i + 1].idx, words.end_char, alignment_mode="expand"
            )
            if after is not None and not any(part.pos_ in {"VERB", "AUX"} for part in before):
                return after
    return words


def _makes(kind: MatterKind, parse: Parse, cast: Cast, statement: Statement, words: TokenSpan) -> bool:
    """Do the words make a matter of the kind that the act says?"""
    vowed = statement.mode == "direct" and statement.act == "promise"
    cue = _cue(parse, statement)
    own = kind != "promise" or gives_word(cue) or _is_own_deed(words, cast, vowed=vowed)
    if not own or (kind == "promise" and not _commits(words, cue)):
        return False
    wanted = statement.mode == "direct" and words.root.tag_ == "VBD" and words.root.lemma_ in _WANTING
    own = wanted or is_source_term(words) or _is_ones_own(words, cast, statement)
    if kind == "demand" and own:  # "They wanted their boats, and they get them"
        return False
    if kind == "accusation" and not _is_definite(parse, statement, words):
        return False
    if _is_question(kind, words.text) or _is_reference(words):
        return False
    if is_unmade(kind, cue, words, statement, cast):
        return False
    unsaid = statement.speaker is None and kind != "accusation"
    return not unsaid and not _names_anothers(words, cast, statement)


def _is_definite(parse: Parse, statement: Statement, words: TokenSpan) -> bool:
    """Does a charge name a wrong? Condemning a thing, or calling it names, does not."""
    root = words.root
    if root.pos_ in {"VERB", "AUX"} and root.tag_ != "VBG":
        return True
    cue = _cue(parse, statement)
    if cue is not None and cue.low_lemma_ in _CONDEMNING | _BLAMING:
        told_for = parse.text[: words.start_char].rstrip().lower().endswith(" for")
        return told_for or any(token.lower_ == "for" for token in words)
    return len(words) > 1


def is_source_term(words: TokenSpan) -> bool:
    """What a source asks for himself ("not to be named") is no matter between parties."""
    return any(
        token.lower_ in _UNASKED
        or (token.lower_ in _NAMED and any(c.lower_ in {"his", "her", "their"} for c in token.children))
        for token in words
    )


def _is_question(kind: MatterKind, content: str) -> bool:
    """What is asked to be told, not to be done: "whether the army might cross", "who will pay?"."""
    first = next(iter(content.lower().split()), "")
    if kind == "accusation" and first == "who":
        return True  # "said who was to blame" names nobody
    told = content.rstrip(' "”').endswith("?") or kind in {"demand", "promise"}
    return first == "whether" or (first in _ASKING and told)


def _commits(words: TokenSpan, cue: Token | None) -> bool:
    """Does a promise say what will be? A bare adverbial ("on the spot") or a past deed does not."""
    if not any(token.pos_ in {"VERB", "AUX"} and token.dep_ != "amod" for token in words):
        if cue is not None and cue.low_lemma_ in _ANSWERING:
            return False  # "agreed to the commission": an answer
        bare = words[0].pos_ == "PRON" and words[0].dep_ != "poss"  # "promised them one"
        return len(words) > _NAME and not bare and not any(_is_named(token) for token in words)
    if any(token.lower_ in _DOUBTING for token in words[:3]):
        return False
    root = words.root
    modal = any(token.tag_ == "MD" or token.lemma_ in _GOING_TO for token in words)
    past = any(token.tag_ == "VBD" for token in words)
    return modal or not past or (root.tag_ != "VBD" and root.pos_ in {"VERB", "AUX"})


def _is_ones_own(words: TokenSpan, cast: Cast, statement: Statement) -> bool:
    """Is it a thing of the speaker's own, as in "called its ambassador home"? He asks it of nobody."""
    first, root = words[0], words.root
    own = first.tag_ == "PRP$" and first.head is root and root.pos_ == "NOUN"
    who = cast.who(first) if own else None
    return who is not None and same_side(cast, [who], [statement.speaker or ""])


def _is_named(token: Token) -> bool:
    """Is it the name of a plan ("the revised plan"), which is shown or agreed to, and no promise?"""
    definite = any(child.dep_ == "poss" or child.lower_ == "the" for child in token.children)
    return definite and bool(kinds_of_noun(token))


def _is_own_deed(words: TokenSpan, cast: Cast, *, vowed: bool) -> bool:
    """Does a party do it? "The quarrel would end" is no promise: what nobody does, nobody can promise."""
    root = words.root
    subject = acting_subject(root)
    if subject is None or subject.i < words.start:
        return True
    if vowed and subject.lower_ in _THIRD:
        return False  # who promises in his own words says "we": "it will choke the town" foretells
    if subject.pos_ != "NOUN":
        return True
    owned = any(child.dep_ == "poss" for child in subject.children)
    return owned or cast.who(subject) is not None


def _is_reference(words: TokenSpan) -> bool:
    """Only a name of a matter ("the deal", "this change") with nothing of its own to say."""
    root = words.root
    return len(words) <= _NAME and bool(kinds_of_noun(root))


def _names_anothers(words: TokenSpan, cast: Cast, statement: Statement) -> bool:
    """The name of another side's matter ("agreed to the Norland request"): an answer, no new matter."""
    if words.root.pos_ not in {"NOUN", "PROPN"}:
        return False
    reference = refer(words.root, cast, ())
    own = statement.speaker is not None and reference.maker is not None
    return reference.named and own and not same_side(cast, [reference.maker or ""], [statement.speaker or ""])


def _move(parse: Parse, statement: Statement, kind: MatterKind) -> Move:
    """Is it put again, or, where it is asked or proposed "now", put otherwise than before?"""
    cue = _cue(parse, statement)
    if cue is None:
        return "states"
    if kind == "promise" and _is_of_one_announced(parse, statement):
        return "amends"
    beside = {child.lower_ for child in cue.children if child.dep_ == "advmod"}
    if {cue.low_lemma_, *beside} & _AGAIN:
        return "restates"
    if beside & _NOW and kind in {"demand", "proposal"}:
        return "amends"
    beside = {child.lower_ for child in cue.children if child.dep_ == "aux"}
    told = bool(beside & {"has", "have"}) and parse.sentence_of(cue.idx) > _LEAD
    return "restates" if told or "had" in beside else "states"  # "had forecast" tells of an earlier day


def _is_of_one_announced(parse: Parse, statement: Statement) -> bool:
    """Is it told of what was threatened before: "the strike, announced for May, would begin in June"?"""
    words = parse.doc.char_span(*statement.content[0], alignment_mode="expand")
    subject = None if words is None else agent_of(words.root)
    told = () if subject is None else subject.children
    return any(child.dep_ == "acl" and child.low_lemma_ in _ANNOUNCING for child in told)


def _cue(parse: Parse, statement: Statement) -> Token | None:
    if statement.cue is None:
        return None
    found = parse.doc.char_span(statement.cue[0], statement.cue[1], alignment_mode="expand")
    return found.root if found is not None else None
