"""Officials whose country is not said: "Foreign Minister Vallejo" after "Peru demanded ..." is Peru's.

News names the state in one sentence and its minister in the next. So an official without a country
takes that of the last state that did something before his name: in the words of his own sentence
outside quotations, or in the two sentences before it. Where no state did, a minister is of the outlet's
own state (``press``) or of the state from whose capital the report is dated, and everybody else stays
without one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import msgspec

from deedwatch.actors.kinds import PARTY_KINDS, STATE_KINDS
from deedwatch.actors.local import governs_itself, is_other_holder
from deedwatch.actors.press import is_at_home
from deedwatch.actors.scene import is_saying, is_told_so
from deedwatch.actors.titles import PRIVATE_KINDS
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon import data_path, load_rows
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.cast import Mention
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_homes"]

_BACK = 2  # sentences
_OFFICIAL = ("GOV", "MIL")
_SPEAKING = words_for("actors: speaking offices")
_OFFICES = words_for("actors: high offices")
_BECOMING = words_for("actors: becoming")
_AWAITED = words_for("actors: answers that are awaited")
_OBLIGING = words_for("actors: obliging")
_REACH = 6  # tokens: "took over the ministry from Lubega"
_ITS = frozenset({"Its", "Their"})
_QUOTES = '"“”'
_TRADES = frozenset({"EDU", "MED"})  # who is of a university or paper speaks for himself


class Voice(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A row of ``voices.csv``."""

    verb: str
    role: str
    through: str = ""


@cache
def _voices() -> dict[str, Voice]:
    return {row.verb: row for row in load_rows(data_path("voices.csv"), Voice)}


def cast_homes(scene: Scene) -> None:
    """Give countries to the officials among the drafts, and the roles that clauses tell of persons."""
    voices = _voices()
    for verb in scene.parse.doc:
        lemma = verb.low_lemma_
        if lemma in voices:
            _take_voice(scene, verb, voices[lemma])
    doers = _doers(scene)
    for draft in scene.drafts:
        _take_home(scene, draft, doers)


def _take_home(scene: Scene, draft: Draft, doers: list[tuple[int, int, str | None]]) -> None:
    if draft.kind == "person":
        _take_body(scene, draft)
    if draft.kind == "person" and draft.country is None:
        _take_office(scene, draft)
    if draft.country is None and governs_itself(draft):
        return
    if draft.kind == "person" and draft.country is None and not draft.former and _is_official(draft):
        told = _owner(scene, draft) or _land_before(scene, draft) or _capital_told(scene, draft)
        country = told or _home(scene, draft, doers)
        other = country is not None and is_other_holder(scene, draft, country)
        if country is not None and (not other or _speaks_for_all(scene, draft)):
            draft.country = country
            draft.role = draft.role or "GOV"
    if draft.country is None and _is_of_a_government(draft):
        draft.country = _capital_told(scene, draft)
    if draft.country is None and _is_the_states(draft):
        draft.country = _home(scene, draft, doers)
    if draft.country is None and scene.press is not None:
        _take_home_of_report(scene, draft, scene.press)
    if draft.country is None and scene.capital is not None and _is_minister(draft):
        _take_home_of_report(scene, draft, scene.capital)


def _take_home_of_report(scene: Scene, draft: Draft, country: str) -> None:
    at_home = draft.code is None and is_at_home(scene, draft, country)
    if at_home and not is_other_holder(scene, draft, country):
        draft.country = country
        draft.role = draft.role or "GOV"


def _is_minister(draft: Draft) -> bool:
    """Is it a member of a government by his title ("Interior Minister"), not the president of a firm?"""
    told = {word for noun in (*draft.nouns, *draft.roles) for word in noun.lower().split()}
    return bool(told & words_for("actors: ministers")) and draft.role in {"", "GOV"}


def _is_of_a_government(draft: Draft) -> bool:
    if draft.kind == "person":
        return not draft.former and _is_official(draft)
    return draft.kind in {"government", "unnamed"} and draft.role == "GOV" and draft.code is None


def _is_the_states(draft: Draft) -> bool:
    """Whether it is "the minister" or "the government", of whom one state's words are told."""
    if draft.code is not None or draft.plural or draft.role != "GOV":
        return False
    nouns = {word for noun in draft.nouns for word in noun.split()}
    if draft.kind == "unnamed":
        return bool(nouns & _OFFICES) and draft.name == draft.name.lower()
    return draft.kind == "government" and bool(nouns & words_for("actors: whole governments"))


def _owner(scene: Scene, draft: Draft) -> str | None:
    """The state that a sentence's first word stands for: "Peru, which has waited, joined. Its envoy said"."""
    for mention in draft.mentions:
        if mention.kind != "nominal":
            continue
        whose = (child for child in scene.parse.doc[mention.head].lefts if child.text in _ITS)
        keys = (scene.by_head.get(child.i) for child in whose)
        owner = next((scene.drafts[key] for key in keys if key is not None), None)
        if owner is not None and owner.kind in STATE_KINDS:
            return owner.country
    return None


def _land_before(scene: Scene, draft: Draft) -> str | None:
    """The land told before the title where the parse ends a sentence: "Kyrgyz | Interior Minister Omarov"."""
    doc = scene.parse.doc
    for mention in draft.mentions:
        if mention.kind != "name" or mention.head - 1 in scene.lands:
            continue
        at = doc[mention.head].left_edge.i - 1
        while at > 0 and doc[at].text[:1].isupper() and at not in scene.lands:
            at -= 1
        if at in scene.lands and doc[at].sent.start != doc[mention.head].sent.start:
            return scene.lands[at]
    return None


def _capital_told(scene: Scene, draft: Draft) -> str | None:
    """The state whose capital its sentence begins with: "In New Delhi, a spokesman said"."""
    doc = scene.parse.doc
    for mention in draft.mentions:
        sentence = doc[mention.head].sent
        name = scene.names.get(sentence.start + 1)
        if mention.kind == "pronoun" or doc[sentence.start].lower_ != "in" or name is None:
            continue
        is_capital = name.entry is not None and name.entry.sort == "capital"
        set_off = name.end < len(doc) and (doc[name.end].text == "," or doc[name.end].idx == mention.span[0])
        if is_capital and set_off and name.end <= mention.head:
            return name.entry.country if name.entry is not None else None
    return None


def _speaks_for_all(scene: Scene, draft: Draft) -> bool:
    """Whether he says "we" where he is first named: then he speaks for the state that has just acted."""
    heads = [mention.head for mention in draft.mentions if mention.kind == "name"]
    sentence = scene.parse.doc[min(heads)].sent if heads else ()
    return any(token.lower_ in {"we", "our", "us"} for token in sentence)


def _take_office(scene: Scene, draft: Draft) -> None:
    """Office and country told after the name: "Vallejo of Peru", "who became Peruvian foreign minister"."""
    doc = scene.parse.doc
    for mention in draft.mentions:
        for clause in doc[mention.head].children:
            if clause.dep_ == "prep" and clause.lower_ == "of":
                lands = [scene.lands[p.i] for p in clause.children if p.i in scene.lands]
                draft.country = draft.country or (lands[0] if lands else None)
            if draft.role or clause.dep_ != "relcl":
                continue
            charge = _portfolio(clause)
            if charge is not None:
                body = scene.by_head.get(charge.i)
                draft.role = "GOV"
                draft.country = draft.country or (scene.drafts[body].country if body is not None else None)
                draft.roles.append("minister")
                draft.nouns.add("minister")
                return
            if clause.low_lemma_ not in _BECOMING or not is_told_so(clause):
                continue
            office = next((part for part in clause.children if part.dep_ in {"attr", "dobj", "oprd"}), None)
            if office is None or not any(word in office.text.lower() for word in (*_OFFICES, *_SPEAKING)):
                continue
            lands = [scene.lands[part.i] for part in office.children if part.i in scene.lands]
            draft.role = "GOV"
            draft.roles.append(doc.words(office.left_edge.i, office.i + 1))
            draft.country = lands[0] if lands else None
            return


def _take_body(scene: Scene, draft: Draft) -> None:
    """The body told behind a name: "Commander Reis of the Tamba Front", "Rosa Prado of Puno Mining"."""
    office = draft.roles[-1] if draft.roles else ""
    if " of " in office or office.startswith("of "):
        return
    for mention in draft.mentions:
        body = _told_behind(scene, mention) if mention.kind == "name" else None
        if body is not None and body.role not in _TRADES:
            draft.roles.append(f"{office} of {body.name}".strip())
            return


def _told_behind(scene: Scene, mention: Mention) -> Draft | None:
    """The body of which somebody is told to be, right behind his name."""
    for of in scene.parse.doc[mention.head].rights:
        if of.dep_ == "prep" and of.lower_ == "of":
            keys = (scene.by_head.get(thing.i) for thing in of.children if thing.dep_ == "pobj")
            body = next((scene.drafts[key] for key in keys if key is not None), None)
            return body if body is not None and body.kind in PRIVATE_KINDS else None
    return None


def _portfolio(clause: Token) -> Token | None:
    """A minister's charge: "who has had the energy portfolio since July"."""
    charges = words_for("actors: charges of a minister")
    own = (part for part in clause.children if part.dep_ == "dobj" and part.low_lemma_ in charges)
    return next(own, None)


def _take_voice(scene: Scene, verb: Token, voice: Voice) -> None:
    """Whom a person is told to speak for: "Salim, who speaks for the Front", "Sanda has led the union".

    A noun beside the name tells it too: "Okello, the voice of the strikers' council". Who "no longer speaks
    for the Front" has no such voice.
    """
    if not is_told_so(verb):
        return
    subject = acting_subject(verb)
    beside = {"appos"} if verb.pos_ == "NOUN" else {"relcl", "acl"}
    holder = verb.head if verb.dep_ in beside else subject if verb.dep_ == "ROOT" else None
    if (
        verb.dep_ == "advcl" and verb.tag_ == "VBG" and is_saying(verb.head)
    ):  # "said Brems, speaking for the firm"
        holder = acting_subject(verb.head)
    who = None if holder is None else scene.by_head.get(holder.i)
    if who is None or scene.drafts[who].kind != "person":
        return
    if any(child.dep_ in {"xcomp", "ccomp", "advcl"} and child.i > verb.i for child in verb.children):
        return  # "the secretary directed the firm to hand them over"
    for child in verb.children:
        of = child.dep_ in {"prep", "dative"} and child.lower_ == voice.through
        things = child.children if of else [child]
        for thing in things:
            body = scene.by_head.get(thing.i)
            if thing.dep_ in {"dobj", "pobj"} and body is not None and scene.drafts[body].kind in PARTY_KINDS:
                scene.drafts[who].roles.append(f"{voice.role} {scene.drafts[body].name}")
                return


def _is_official(draft: Draft) -> bool:
    if draft.role in _OFFICIAL and draft.code is None:
        return True
    if any(role.startswith(tuple(voice.role for voice in _voices().values())) for role in draft.roles):
        return False  # whose voice he is was told
    return not draft.role and any(word in role.lower() for role in draft.roles for word in _SPEAKING)


def _doers(scene: Scene) -> list[tuple[int, int, str | None]]:
    """Offset, sentence and country of what acts in main clauses outside quotations; None for a group."""
    found: list[tuple[int, int, str | None]] = []
    for token in scene.parse.doc:
        if token.dep_ == "pobj" and (told := _awaited(scene, token) or _capital_in_front(scene, token)):
            found.append((token.idx, scene.parse.sentence_of(token.idx), told))
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.pos_ == "PRON":
            continue
        key = scene.by_head.get(token.i)
        name = scene.names.get(token.i)
        if key is None or (name is not None and name.entry is not None and name.entry.sort == "adjective"):
            continue  # "one Australian has fallen" is no deed of the state
        draft = scene.drafts[key]
        if draft.kind not in PARTY_KINDS or not _is_main(token.head) or _is_told_of(token):
            continue
        if any(child.lower_ in _OBLIGING for child in token.head.children) or _in_quotation(scene, token.idx):
            continue
        country = draft.country if draft.kind in STATE_KINDS else None
        if country is not None and (
            _acts_on_another(scene, token.head, country)
            or any(scene.lands.get(other.i, country) != country for other in token.conjuncts)
        ):
            country = None  # "Chile attacked Peru": who speaks next may be of either
        found.append((token.idx, scene.parse.sentence_of(token.idx), country))
    return found


def _awaited(scene: Scene, token: Token) -> str | None:
    """The state whose answer is told of, by its name or its capital: "there was no comment from Windhoek"."""
    if token.head.lower_ != "from" or token.head.head.low_lemma_ not in _AWAITED:
        return None
    name = scene.names.get(token.i)
    entry = None if name is None else name.entry
    return entry.country if entry is not None and entry.sort == "capital" else scene.lands.get(token.i)


def _capital_in_front(scene: Scene, token: Token) -> str | None:
    """The state whose capital a sentence on people there begins with: "In Sofia they have their doubts"."""
    name = scene.names.get(token.i) if token.head.text == "In" and token.head.i == token.sent.start else None
    entry = None if name is None else name.entry
    if entry is None or entry.sort != "capital":
        return None
    subjects = (child.lower_ for child in token.head.head.children if child.dep_ in {"nsubj", "expl"})
    return entry.country if not {"they", "there", "nobody", "people"}.isdisjoint(subjects) else None


def _is_told_of(token: Token) -> bool:
    """Whether it begins what somebody says, also where the parse lost its verb: "that Suriname free two"."""
    before = token.doc[token.left_edge.i - 1] if token.left_edge.i else None
    return before is not None and before.lower_ == "that" and before.dep_ == "mark"


def _acts_on_another(scene: Scene, verb: Token, country: str) -> bool:
    """Whether the verb tells a deed, not words, and its object is another state."""
    return not is_saying(verb) and any(
        scene.lands.get(child.i, country) != country for child in verb.children if child.dep_ == "dobj"
    )


def _is_main(verb: Token) -> bool:
    """A main clause, or one put before its verb of saying ("Peru has not agreed, the minister said")."""
    if verb.dep_ in {"ccomp", "acl", "relcl", "advcl", "csubj", "pcomp"}:
        return verb.dep_ == "ccomp" and verb.i < verb.head.i
    return True


def _in_quotation(scene: Scene, offset: int) -> bool:
    start, _ = scene.parse.paragraphs[scene.parse.paragraph_of(offset)]
    before = scene.parse.text[start:offset]
    return sum(before.count(mark) for mark in _QUOTES) % 2 == 1


def _home(scene: Scene, draft: Draft, doers: list[tuple[int, int, str | None]]) -> str | None:
    """The state that acted last before the name in the title or where the body first has it."""
    kinds = {"name"} if draft.kind == "person" else {"nominal"}
    heads = {mention.span[0]: mention.head for mention in draft.mentions if mention.kind in kinds}
    names = sorted(heads)
    body = [at for at in names if scene.parse.paragraph_of(at) > 0]
    for at in (*names[: len(names) - len(body)], *body[:1]):
        sentence = scene.parse.sentence_of(at)
        near = [country for offset, place, country in doers if offset < at and 0 <= sentence - place <= _BACK]
        if near and near[-1] is not None:
            met = any(_is_anothers(scene, scene.parse.doc[heads[name]], near[-1]) for name in names)
            return None if met else near[-1]
    return None


def _is_anothers(scene: Scene, name: Token, country: str) -> bool:
    """Whether the state deals with him ("Austria thanks Minister Nasser"), or a group is told beside him."""
    token, steps = name, 0
    while token.dep_ in {"dobj", "pobj", "prep", "poss", "dative", "iobj"} and steps < _REACH:
        token, steps = token.head, steps + 1
    if steps and any(c.dep_ == "nsubj" and scene.lands.get(c.i) == country for c in token.children):
        return True
    sentence = name.sent
    keys = {scene.by_head[i] for i in range(sentence.start, sentence.end) if i in scene.by_head}
    return any(scene.drafts[key].kind == "armed_group" for key in keys) and name.dep_ != "appos"
