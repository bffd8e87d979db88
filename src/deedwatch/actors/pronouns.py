"""Third: pronouns and the like, by gender, number and kind, the nearest and most prominent first."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from deedwatch.actors.antecedents import pair_before
from deedwatch.actors.scene import is_saying
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.actors.cast import Mention
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = ["cast_pronoun"]

_SOME = words_for("actors: some of many")
_EMPTY_IT = words_for("actors: empty it")
_HE = {"he", "him", "his", "himself"}
_SHE = {"she", "her", "hers", "herself"}
_IT = {"it", "its", "itself"}
_THEY = {"they", "them", "their", "theirs", "themselves"}
_GROUP_KINDS = {"state", "government", "organisation", "armed_group", "international_organisation", "media"}
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_LOOKED_AT = 60  # mentions before a pronoun


def cast_pronoun(scene: Scene, token: Token) -> None:
    """Give a pronoun its actor; nothing where it stands for a thing or for nothing."""
    word = token.lower_
    draft: Draft | None = None
    if word in _HE | _SHE:
        gender: Literal["m", "f"] = "m" if word in _HE else "f"
        draft = _best(scene, token, _fits_person(gender))
        if draft is not None and draft.is_person:
            draft.gender = draft.gender or gender  # whom the report has called "she" is no later "he"
    elif word in _THEY | _IT and (sender := _sender_of(scene, token)) is not None:
        draft = sender
    elif word in _THEY:
        draft = _best(scene, token, _fits_many)
    elif word in _IT:
        draft = None if _is_expletive(token) else _best(scene, token, _fits_body)
    elif word in {"who", "whom", "whose", "which", "that"} and token.tag_ in {"WP", "WDT", "WP$"}:
        _cast_relative(scene, token)
        return
    elif (
        word in words_for("actors: both of two")
        and token.dep_ in _ARGUMENTS
        and (two := pair_before(scene, token))
    ):
        scene.mention(scene.drafts.together(*two), token.i, token.i + 1, token.i, "nominal")
        return
    elif word in words_for("actors: indefinite") and token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        _cast_indefinite(scene, token)
        return
    if draft is not None:
        scene.mention(draft, token.i, token.i + 1, token.i, "pronoun")


def _sender_of(scene: Scene, token: Token) -> Draft | None:
    """Whose force it is that a state is told to move: "demanded that Norland withdraw its soldiers"."""
    verb = token.head.head
    if token.dep_ != "poss" or token.head.dep_ != "dobj":
        return None
    if verb.low_lemma_ not in words_for("actors: sending"):
        return None
    subject = acting_subject(verb)
    key = None if subject is None else scene.by_head.get(subject.i)
    return scene.drafts[key] if key is not None and scene.drafts[key].kind in _GROUP_KINDS else None


def _fits_person(gender: str) -> Callable[[Draft], float]:
    def fits(draft: Draft) -> float:
        if not draft.is_person or draft.gender not in {None, gender}:
            return 0.0
        if draft.kind != "person":  # of "a spokeswoman" more is told than of "an official"
            return 0.85 if draft.gender == gender else 0.48
        return 1.0 if draft.gender == gender else 0.8

    return fits


def _fits_many(draft: Draft) -> float:
    if draft.plural:
        return 1.0
    return 0.6 if draft.kind in _GROUP_KINDS - {"state"} else 0.35 if draft.kind == "state" else 0.0


def _fits_body(draft: Draft) -> float:
    if draft.plural:
        return 0.0
    if draft.kind == "unnamed" and draft.name.split()[0] in words_for("actors: premises"):
        return 1.0  # "the county refused; its treasurer"
    return 1.0 if draft.kind in _GROUP_KINDS else 0.0


def _best(scene: Scene, token: Token, fits: Callable[[Draft], float]) -> Draft | None:
    best: tuple[float, Draft] | None = None
    parse = scene.parse
    here = (parse.sentence_of(token.idx), parse.paragraphs[parse.paragraph_of(token.idx)][0])
    before = (mention for mention in reversed(scene.mentions) if mention.span[0] < token.idx)
    for mention in islice(before, _LOOKED_AT):
        draft = scene.drafts[mention.actor]
        fit = fits(draft)
        if not fit or _is_excluded(scene, token, mention):
            continue
        score = fit * _salience(scene, here, mention)
        if best is None or score > best[0] + 1e-9:
            best = (score, draft)
    return best[1] if best is not None and best[0] > 0.05 else None


def _salience(scene: Scene, here: tuple[int, int], mention: Mention) -> float:
    """How near a mention stands in mind, seen from a sentence behind it and where its paragraph begins."""
    parse = scene.parse
    head = parse.doc[mention.head]
    gap = here[0] - parse.sentence_of(mention.span[0])
    score = 0.72**gap
    opens = head.left_edge.i == head.sent.start and head.dep_ != "poss"
    subject = head.dep_ in {"nsubj", "nsubjpass"} or opens
    score *= (
        1.0
        if subject
        else 0.7
        if head.dep_ in {"dobj", "appos", "agent"}
        else 0.55
        if head.dep_ == "poss"
        else 0.6
    )
    if subject and is_saying(head.head):
        score *= 1.25
    if subject and head.head.dep_ in {"ROOT", "conj"}:
        score *= 1.1
    if mention.span[0] < here[1]:
        score *= 0.85
    return score


def _is_excluded(scene: Scene, token: Token, mention: Mention) -> bool:
    """A pronoun is not its own clause's other argument: "X told him" is not X."""
    head = scene.parse.doc[mention.head]
    if token.dep_ in {"dobj", "pobj", "iobj", "dative"} and not token.lower_.endswith(("self", "selves")):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        if head.dep_ in {"nsubj", "nsubjpass"} and head.head.i == verb.i:
            return True
    return mention.span[0] <= token.idx < mention.span[1]


def _is_expletive(token: Token) -> bool:
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in _EMPTY_IT:
        return token.dep_ in {"nsubj", "expl"}
    if verb.lemma_ != "be" or token.dep_ not in {"nsubj", "nsubjpass"}:
        return (
            verb.tag_ == "VBN"
            and token.dep_ == "nsubjpass"
            and any(c.dep_ in {"ccomp", "csubj"} for c in verb.children)
        )
    told = [child for child in verb.children if child.dep_ in {"acomp", "attr"}]
    return bool(told) and not any(child.lower_ in words_for("actors: will") for child in told)


def _cast_relative(scene: Scene, token: Token) -> None:
    verb = token
    for _ in range(4):
        if verb.dep_ == "relcl":
            key = scene.by_head.get(verb.head.i)
            if key is not None:
                scene.by_head[token.i] = key
            return
        verb = verb.head


def _cast_indefinite(scene: Scene, token: Token) -> None:
    clause = any(child.dep_ in {"relcl", "acl", "prep"} for child in token.children)
    word = token.lower_
    if word in _SOME and not clause and not is_saying(token.head):
        return
    if token.tag_ in {"DT", "CD", "JJ", "NN", "NNS", "PRP", "WP"} and (token.dep_ == "nsubj" or clause):
        end = token.right_edge if clause and token.right_edge.i - token.i < 9 else token
        text = token.doc.text[token.idx : end.idx + len(end.text)]
        draft = scene.drafts.add(text, "unnamed")
        draft.plural = word not in {"someone", "somebody", "one", "nobody"}
        scene.mention(draft, token.i, end.i + 1, token.i, "nominal")
