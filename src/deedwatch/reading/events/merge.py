"""One event each: the tellings of one deed joined, the fullest of them carrying it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.lexicon.countries import state_name
from deedwatch.lexicon.words import words_for
from deedwatch.reading.events.figures import join_casualties
from deedwatch.reading.events.roles import Roles
from deedwatch.reading.events.sides import is_same_side

if TYPE_CHECKING:
    from collections.abc import Hashable

    from deedwatch.actors import Cast
    from deedwatch.language import Parse
    from deedwatch.reading.events.drafts import Draft
    from deedwatch.records import Actor, Place

__all__ = ["merge_drafts"]

_ANY = "any"
_NEAR = 2  # sentences

_LINKS = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "attr",
        "conj",
        "advcl",
        "prep",
        "agent",
        "acl",
        "xcomp",
        "relcl",
        "appos",
        "pcomp",
    }
)


def merge_drafts(parse: Parse, cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """The drafts with every further telling folded into the one that it belongs to."""
    groups: list[list[Draft]] = []
    of_sign: dict[tuple[str, Hashable], list[int]] = defaultdict(list)
    for draft in sorted(drafts, key=lambda d: d.span):
        signs = _signs(parse, cast, draft)
        sought = {(draft.type, sign) for sign in signs | _sought(parse, draft)}
        likely = {number for sign in sought for number in of_sign.get(sign, ())}
        homes = (n for n in sorted(likely, reverse=True) if _belongs(parse, cast, groups[n], draft))
        home = next(homes, len(groups))
        if home == len(groups):
            groups.append([])
        groups[home].append(draft)
        for sign in (*signs, _ANY):
            if home not in of_sign[draft.type, sign][-1:]:
                of_sign[draft.type, sign].append(home)
    merged = (_join(parse, group) for group in groups)
    return _share_places(cast, [draft for draft in merged if draft is not None])


def _signs(parse: Parse, cast: Cast, draft: Draft) -> set[Hashable]:
    """Sentence, word and rule, and who meets: two tellings of one deed have one in common."""
    rule = "" if draft.trigger is None else draft.trigger.rule.name
    signs: set[Hashable] = {parse.sentence_of(draft.span[0]), f"word {draft.word.lemma_}", f"rule {rule}"}
    return signs | {_circle(cast, draft)} if draft.type == "CONSULT" else signs


def _sought(parse: Parse, draft: Draft) -> set[Hashable]:
    """The further signs of deeds that it can tell again in other words: "the attack", a count of victims."""
    if _is_definite(draft) or _points_back(draft):
        return {_ANY}
    here = parse.sentence_of(draft.span[0])
    return {here - back for back in range(1, _NEAR + 1)} if _counts_victims(draft) else set()


def _share_places(cast: Cast, drafts: list[Draft]) -> list[Draft]:
    """An attack told without a place has that of the same side's other attacks, where they have one."""
    made = []
    attacks = [draft for draft in drafts if draft.type == "ASSAULT" and draft.place is not None]
    for draft in drafts:
        found = []
        if draft.type == "ASSAULT" and draft.place is None:
            found = [d.place for d in attacks if d.place is not None and _same_run(cast, d, draft)]
        if found and len({place.name for place in found}) == 1:
            made.append(replace(draft, place=found[0]))
        else:
            made.append(draft)
    return made


def _same_run(cast: Cast, one: Draft, other: Draft) -> bool:
    if one is other or one.background != other.background or _tells_harm(other):
        return False
    if not {one.status, other.status} <= {"reported", "alleged"}:
        return False
    pairs = ((one.roles.source, other.roles.source), (one.roles.target, other.roles.target))
    return all(left and right and _meet(cast, left, right) for left, right in pairs)


def _tells_harm(draft: Draft) -> bool:
    return draft.trigger is not None and draft.trigger.rule.outcome


def _belongs(parse: Parse, cast: Cast, group: list[Draft], draft: Draft) -> bool:
    """Whether a draft tells the deed of a group: like one of its tellings, at odds with none."""
    if not all(_agree(cast, told, draft) or _is_harmed_in(draft, told) for told in group):
        return False
    return any(_same(parse, cast, told, draft) for told in group)


def _same(parse: Parse, cast: Cast, one: Draft, other: Draft) -> bool:  # noqa: PLR0911 - a rule a line
    if one.type != other.type:
        return False
    if parse.sentence_of(one.span[0]) == parse.sentence_of(other.span[0]):
        return _is_harmed_in(other, one) or (_linked(one, other) and _agree(cast, one, other))
    if one.speech and other.speech:
        return one.roles == other.roles and bool(one.roles.target) and one.word.lemma_ == other.word.lemma_
    if other.trigger is None or one.trigger is None or one.speech or other.speech:
        return False
    if not _agree(cast, one, other):
        return False
    if one.type == "CONSULT" and one.status == other.status and _same_circle(cast, one, other):
        return True
    charged = one.status == "alleged" and any(_is_somebody(cast.actors[key]) for key in one.roles.source)
    if charged and not other.roles.source and one.according_to != other.according_to:
        return False  # who did it is only this one's word
    if _counts_victims(other) and not charged and (_is_near(parse, one, other) or _points_back(other)):
        return True
    if _is_definite(other) or (parse.paragraph_of(one.span[0]) == 0):
        return _alike(one, other) or _is_definite(other)
    return _alike(one, other) and one.status == other.status and bool(one.roles.source or one.roles.target)


def _is_harmed_in(one: Draft, other: Draft) -> bool:
    """As in "200 were wounded in clashes between farmers and herders": the harm is done in the deed."""
    if (
        _tells_harm(one)
        and _tells_harm(other)
        and one.word.dep_ == "conj"
        and one.word.head.i == other.word.i
    ):
        return True  # "killed four and injured their teacher"
    if not _counts_victims(one):
        one, other = other, one
    if not _counts_victims(one) or other.trigger is None or other.trigger.kind != "noun":
        return False
    noun = other.word
    return noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during"} and noun.head.head.i == one.word.i


def _same_circle(cast: Cast, one: Draft, other: Draft) -> bool:
    """Whether the same two sides meet."""
    circle = _circle(cast, one)
    return len(circle) > 1 and circle == _circle(cast, other)


def _circle(cast: Cast, draft: Draft) -> frozenset[str]:
    """The countries that meet, and who of no known one does."""
    keys = (*draft.roles.source, *draft.roles.target)
    return frozenset(cast.actors[key].country or key for key in keys)


def _counts_victims(draft: Draft) -> bool:
    """A verb of harm with nobody named who did it: it counts the victims of what was told before."""
    return _tells_harm(draft) and not draft.roles.source and draft.casualties is not None


def _points_back(draft: Draft) -> bool:
    """As in "the blast killed nine": what harmed them was told before."""
    if draft.trigger is None or not _counts_victims(draft):
        return False
    doers = [
        child for child in draft.trigger.token.children if child.dep_ == "nsubj" and child.pos_ == "NOUN"
    ]
    return any(word.lower_ in {"the", "this", "that"} for doer in doers for word in doer.lefts)


def _is_near(parse: Parse, one: Draft, other: Draft) -> bool:
    apart = parse.sentence_of(other.span[0]) - parse.sentence_of(one.span[0])
    return 0 < apart <= _NEAR and parse.paragraph_of(one.span[0]) == parse.paragraph_of(other.span[0])


def _linked(one: Draft, other: Draft) -> bool:
    """Whether the grammar ties two words of one sentence together closely."""
    for low, high in ((one.word, other.word), (other.word, one.word)):
        node = low
        for _ in range(7):
            if node.dep_ not in _LINKS:
                break
            node = node.head
            if node.i == high.i:
                return True
    return False


def _alike(one: Draft, other: Draft) -> bool:
    if one.trigger is None or other.trigger is None:
        return False
    return one.word.lemma_ == other.word.lemma_ or one.trigger.rule.name == other.trigger.rule.name


def _agree(cast: Cast, one: Draft, other: Draft) -> bool:
    """No conflict of source, target, day or place country; a claimed or charged source stands apart."""
    if (one.status == "denied") != (other.status == "denied"):
        return False  # what somebody says did not happen is told apart from the charge
    if _is_charge(cast, one, other) or _is_charge(cast, other, one):
        return False
    pairs = ((one.roles.source, other.roles.source), (one.roles.target, other.roles.target))
    for left, right in pairs:
        if left and right and not _meet(cast, left, right):
            return False
    if one.date and other.date and (one.date.from_, one.date.to) != (other.date.from_, other.date.to):
        return False
    return not (one.place and other.place and not _same_place(one.place, other.place))


def _same_place(one: Place, other: Place) -> bool:
    if one.country != other.country:
        return False
    if one.name in other.name or other.name in one.name or _is_anywhere(one) or _is_anywhere(other):
        return True
    return one.country is not None and _common_words(one.name) == _common_words(other.name) != ""


def _is_anywhere(place: Place) -> bool:
    """Whether a place may be any in its country: "rural Mali"."""
    if place.country is None or not place.name.endswith(state_name(place.country)):
        return False
    return place.name.split()[0].lower() in words_for("places: anywhere")


def _common_words(name: str) -> str:
    """The common noun that a place goes by: "army base" in "army base near Kano"."""
    return re.split(r" (?=in |near |at |of |outside )| ?[A-Z]", name)[0] if name[:1].islower() else ""


def _is_charge(cast: Cast, one: Draft, other: Draft) -> bool:
    """One deed with no source, and one alleged deed for each claimed or accused source."""
    if other.roles.source or other.status != "reported" or one.status != "alleged":
        return False
    return any(_is_somebody(cast.actors[key]) for key in one.roles.source)


def _is_somebody(actor: Actor) -> bool:
    """Whether an actor can be charged by name or country: "gunmen" cannot."""
    return actor.country is not None or (actor.kind != "unnamed" and not actor.name[:1].islower())


def _meet(cast: Cast, left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether two sides can be one: an actor in common, or a state with its own organs."""
    if set(left) & set(right):
        return True
    return any(_may_be_one(cast.actors[a], cast.actors[b]) for a in left for b in right)


def _may_be_one(one: Actor, other: Actor) -> bool:
    """One side, a bare state of which the other is a part, or such whose country is not told for both."""
    if is_same_side(one, other):
        return True
    if one.country is None or other.country is None:
        return not (_is_somebody(one) and _is_somebody(other)) and _role_of(one) == _role_of(other) != ""
    return (
        one.country is not None
        and one.country == other.country
        and ""
        in {
            (one.code or "")[3:6],
            (other.code or "")[3:6],
        }
    )


def _role_of(actor: Actor) -> str:
    """The part of its code behind the country: "MIL" of "soldiers" and of "Zambian soldiers"."""
    return (actor.code or "")[3 if actor.country else 0 :][:3]


def _is_definite(draft: Draft) -> bool:
    """As in "the attack", "these talks": a noun that points back."""
    trigger = draft.trigger
    if trigger is None or trigger.kind != "noun":
        return False
    return any(
        c.lower_ in {"the", "this", "these", "that", "those", "its", "their"} for c in trigger.head.lefts
    )


def _join(parse: Parse, group: list[Draft]) -> Draft | None:
    told = [draft for draft in group if draft.told and not draft.reading.dropped]
    if not told:
        return None
    body = [d for d in told if parse.paragraph_of(d.span[0]) > 0] or told
    best = max(body, key=lambda d: (d.status == "reported", d.filled, -d.span[0]))
    reported = next((d for d in told if d.status == "reported"), None)
    if reported is not None and best.status == "alleged":
        best = replace(best, status="reported", according_to=None)
    if any(d.status == "ended" for d in told):
        best = replace(best, status="ended")
    for other in group:
        if other is not best:
            best = _fold(best, other)
    return best


def _how_exact(cameo: str) -> tuple[int, bool]:
    return (len(cameo), not cameo.endswith("0"))


def _is_told(draft: Draft) -> bool:
    return not draft.reading.dropped and draft.status in {"reported", "alleged"}


def _fold(best: Draft, other: Draft) -> Draft:
    same_voice = other.status == best.status and not other.reading.dropped
    source = best.roles.source or (other.roles.source if same_voice else ())
    return replace(
        best,
        cameo=max(best.cameo, other.cameo, key=_how_exact) if same_voice else best.cameo,
        roles=Roles(source, best.roles.target or other.roles.target),
        date=best.date or (other.date if other.background == best.background else None),
        place=best.place or other.place,
        means=best.means or other.means,
        host=best.host or other.host,
        duration=best.duration or other.duration,
        casualties=join_casualties(best.casualties, other.casualties if _is_told(other) else None),
    )
