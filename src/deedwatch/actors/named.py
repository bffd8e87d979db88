"""First pass: every name becomes an actor, and names of the same actor become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from deedwatch.actors.codes import STATE_ROLES, current_office, latest_office
from deedwatch.actors.fits import fit_of, name_parts
from deedwatch.actors.gazetteer import Entry, Name, holders_by_surname, offices_of
from deedwatch.actors.phrases import words_before
from deedwatch.actors.roles import as_no_parliament, given_name_gender, is_given_name, longest_role
from deedwatch.actors.scene import is_saying, state_draft
from deedwatch.actors.spared import actors_among
from deedwatch.actors.titles import head_of, take_titles, title_gender, titles_of
from deedwatch.lexicon.plain import fold
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Doc, Token

__all__ = ["cast_names"]

_SHORTENED = frozenset({"organisation", "armed_group", "media"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def cast_names(scene: Scene) -> None:
    """Give every name its draft, full names before the short ones that refer to them."""
    names = sorted({name.start: name for name in scene.names.values()}.values(), key=lambda n: n.start)
    names = actors_among(scene, names)
    surnames = _surnames_like_places(scene, names)
    for name in names:
        if name.kind == "known" and name.entry is not None and name.start not in surnames:
            _cast_known(scene, name, name.entry)
    persons = [name for name in names if name.kind == "person" and not _cast_short_body(scene, name)]
    for name in sorted(persons, key=lambda n: (-len(_parts(scene, n)), n.start)):
        _cast_person(scene, name)
    for name in names:
        if name.start in surnames:
            _cast_person(scene, name)
            for token in range(name.start, name.end):
                scene.lands.pop(token, None)
    _add_surnames(scene)
    others = [name for name in names if name.kind in {"body", "place"}]
    for name in sorted(others, key=lambda n: (n.start - n.end, n.start)):
        if _is_persons_name(scene, name):
            _cast_person(scene, name)
        elif name.kind == "body":
            _cast_body(scene, name)
        else:
            _cast_place(scene, name)


def _surnames_like_places(scene: Scene, names: list[Name]) -> set[int]:
    """Where "Paris" or "Jordan" is the last name of a person named in full, and not a place after "in"."""
    doc = scene.parse.doc
    last = {doc[name.end - 1].text for name in names if name.kind == "person" and name.end - name.start > 1}
    return {
        name.start
        for name in names
        if name.entry is not None
        and name.entry.sort in {"state", "capital"}
        and name.end - name.start == 1
        and doc[name.start].text in last
        and head_of(scene, name).dep_ != "pobj"
    }


def _add_surnames(scene: Scene) -> None:
    """Names of persons told in full where the parse saw none: "Trump" tagged as a common noun.

    A first name, by which some peoples call everybody ("Meles said"), counts where nobody else has it.
    """
    doc = scene.parse.doc
    full = [(draft.name.split(), draft) for draft in scene.drafts.persons() if " " in draft.name]
    first = [parts[0] for parts, _ in full]
    surnames = {parts[0]: draft for parts, draft in full if first.count(parts[0]) == 1}
    surnames |= {parts[-1]: draft for parts, draft in full}
    for token in doc:
        if (
            token.text not in surnames
            or token.i in scene.names
            or token.pos_ not in {"NOUN", "PROPN", "ADJ"}
            or token.ent_type_ in {"GPE", "ORG"}
        ):
            continue
        name = Name(token.i, token.i + 1, "person")
        scene.names[token.i] = name
        _place(scene, surnames[token.text], name)


def _cast_short_body(scene: Scene, name: Name) -> bool:
    """A name taken for a person's that is the first word of a body's: "Mahan" after "Mahan Air"."""
    text = _words_at(scene, name)
    if name.end - name.start > 1 or is_given_name(text):
        return False
    for draft in scene.drafts:
        if draft.kind in {"organisation", "media", "armed_group"} and draft.name.startswith(text + " "):
            _place(scene, draft, name)
            return True
    return False


def _is_persons_name(scene: Scene, name: Name) -> bool:
    """A name that the parse takes for a body or place and that is some named person's last or whole name."""
    parts = _parts(scene, name)
    last = parts[-1:] if name.kind == "body" and len(parts) > 1 else []
    if last and longest_role(last) is not None:
        return False  # "Ruhnu Islanders' Association", though "Ruhnu" was taken for a person
    if len(parts) == 1 and head_of(scene, name).dep_ != "pobj" and _holder(scene, name, parts) is not None:
        return True
    least = 2 if len(parts) == 1 else 1
    fits = [fit_of(parts, _draft_parts(draft)) for draft in scene.drafts.persons()]
    by_first_name = name.kind == "body" and fits.count(1) == 1 and head_of(scene, name).dep_ in _SUBJECTS
    return by_first_name or any(fit >= least for fit in fits)  # "Retno said": some people have no surname


def _cast_place(scene: Scene, name: Name) -> None:
    """A province or town that acts is the body that governs it: "Texas sued"."""
    head = head_of(scene, name)
    country = scene.lands.get(name.start)
    acts = head.dep_ in _SUBJECTS or (head.dep_ == "pobj" and head.head.lower_ in {"by", "with"})
    taken_for_another = scene.names[name.start].kind != "place"  # a village that no list has, but that acts
    if not acts or (country is None and not taken_for_another):
        return
    text = _words_at(scene, name)
    draft = scene.drafts.find("place", text) or scene.drafts.add(text, "government", "place", text)
    draft.country, draft.role = country, "GOV"
    _place(scene, draft, name)


def _words_at(scene: Scene, name: Name) -> str:
    """The words of a name as the text has them."""
    return str(scene.parse.doc.words(name.start, name.end))


def _place(scene: Scene, draft: Draft, name: Name) -> None:
    head = head_of(scene, name)
    scene.mention(draft, name.start, name.end, head.i, "name")
    for token in range(name.start, name.end):
        scene.by_head.setdefault(token, draft.key)


def _cast_known(scene: Scene, name: Name, entry: Entry) -> None:
    if entry.kind == "state":
        _cast_state(scene, name, entry)
        return
    if entry.kind == "person":
        draft = _known_person(scene, entry.name)
        take_titles(scene, draft, name)
    else:
        draft = scene.drafts.find("known", entry.name) or _known_body(scene, entry)
    _place(scene, draft, name)


def _known_body(scene: Scene, entry: Entry) -> Draft:
    role = (entry.code or "")[len(entry.country or "") :]
    draft = scene.drafts.find("force", entry.country or "", role) if entry.whole else None
    if draft is None:
        draft = scene.drafts.add(entry.name, entry.kind, "known", entry.name)
        draft.country, draft.code, draft.known = entry.country, entry.code, True
        draft.role = role
    scene.drafts.sign(draft, "known", entry.name)
    if entry.whole:
        scene.drafts.sign(draft, "force", entry.country or "", role)
    draft.nouns |= {word for word in entry.name.lower().split() if len(word) > 3}
    return draft


def _cast_state(scene: Scene, name: Name, entry: Entry) -> None:
    iso = entry.country or ""
    head = head_of(scene, name)
    if entry.sort in {"capital", "metonym"} and _is_place(head):
        state_draft(scene.drafts, iso)
        return
    if entry.sort == "people" and not _means_state(scene, name):
        draft = scene.drafts.find("people", iso)
        if draft is None:
            draft = scene.drafts.add(_words_at(scene, name), "population", "people", iso)
            draft.country, draft.role, draft.plural = iso, "CVL", True
        _place(scene, draft, name)
        return
    draft = state_draft(scene.drafts, iso)
    if entry.sort == "adjective" and head.dep_ in {"amod", "compound", "npadvmod", "nmod", "conj"}:
        for token in range(name.start, name.end):
            scene.by_head.setdefault(token, draft.key)
        return
    _place(scene, draft, name)


def _means_state(scene: Scene, name: Name) -> bool:
    """Whether a people stands for its state: "the Iranians" at a table are Iran, "12 Iranians" are people."""
    before = scene.parse.doc[name.start - 1].lower_ if name.start else ""
    return before == "the"


def _is_place(head: Token) -> bool:
    """Whether a capital is meant as a place: after "in" or "at", in a dateline, before the country."""
    if head.dep_ in {"compound", "nmod", "amod"}:
        return head.head.lower_ not in words_for("actors: government")
    if head.dep_ == "pobj":
        word = head.head.lower_
        return word in words_for("actors: place preposition") or (
            word in {"to", "from", "of", "for"} and not _is_told(head.head)
        )
    return head.dep_ not in {"nsubj", "nsubjpass", "dobj", "poss", "conj", "agent", "iobj", "dative"}


def _is_told(prep: Token) -> bool:
    return (
        is_saying(prep.head)
        or prep.head.lemma_ in words_for("actors: told")
        or prep.head.lower_ == "according"
    )


def _parts(scene: Scene, name: Name) -> list[str]:
    return name_parts(_words_at(scene, name))


def _draft_parts(draft: Draft) -> list[str]:
    return name_parts(draft.name)


def _cast_person(scene: Scene, name: Name) -> None:
    parts = _parts(scene, name)
    titled, given = title_gender(scene, name), given_name_gender(scene.parse.doc[name.start].text)
    gender = titled or given
    draft = _by_surname(scene, parts, titled) if given is not None else None
    draft = draft or _same_person(scene, name, parts, gender)
    if draft is None and len(parts) <= 2:
        draft = _holder(scene, name, parts)
    if draft is None:
        draft = scene.drafts.add(_words_at(scene, name), "person")
        draft.country = _only_country(scene, name, parts)
    draft.gender = draft.gender or gender
    take_titles(scene, draft, name)
    _place(scene, draft, name)


def _by_surname(scene: Scene, parts: list[str], gender: str | None) -> Draft | None:
    """The one person whose last name a word is, though it is also a given name: "Pedro Rosa", "Rosa"."""
    if len(parts) != 1:
        return None
    bearers = [
        draft
        for draft in scene.drafts.persons()
        if len(full := _draft_parts(draft)) > 1 and full[-1] == parts[0]
    ]
    fits = len(bearers) == 1 and (gender is None or bearers[0].gender in {None, gender})
    return bearers[0] if fits else None


def _same_person(scene: Scene, name: Name, parts: list[str], gender: str | None) -> Draft | None:
    at = scene.parse.doc[name.start].idx
    fitting = []
    for draft in scene.drafts.persons():
        fit = fit_of(parts, _draft_parts(draft))
        if fit and (gender is None or draft.gender is None or draft.gender == gender):
            before = max((m.span[0] for m in draft.mentions if m.span[0] <= at), default=-1)
            fitting.append((fit, before, draft))
    if not fitting:
        return None
    return max(fitting, key=lambda item: (item[0], item[1]))[2]


def _holder(scene: Scene, name: Name, parts: list[str]) -> Draft | None:
    """A short name that can only be one known office holder: by surname, in office around the day."""
    surname = parts[-1] if parts else ""
    holders = holders_by_surname(surname)
    serving = [who for who in holders if current_office(who, scene.day) is not None]
    if len(parts) > 1:
        serving = [who for who in holders if fit_of(parts, re.findall(r"\w+", fold(who).lower()))]
    titled = any(role.role == "GOV" for _, role in titles_of(scene, name))
    if len(serving) == 1 and (titled or len(parts) > 1 or _is_unambiguous(scene, name)):
        return _known_person(scene, serving[0])
    return None


def _only_country(scene: Scene, name: Name, parts: list[str]) -> str | None:
    """The country of all known holders of the titled office with a bare surname: "President Bush"."""
    if len(parts) != 1:
        return None
    titles = {words for words, _ in titles_of(scene, name)}
    held = [
        office
        for who in holders_by_surname(parts[0])
        for office in offices_of(who)
        if office.office in titles and (scene.day is None or (office.start or "") <= scene.day)
    ]
    lands = {office.country for office in held}
    return lands.pop() if len(lands) == 1 else None


def _is_unambiguous(scene: Scene, name: Name) -> bool:
    """A bare surname is taken for the holder only where the holder's country stands in the text too."""
    holders = holders_by_surname(_parts(scene, name)[-1])
    countries = {office.country for who in holders for office in offices_of(who)}
    return any(scene.drafts.find("state", iso) is not None for iso in countries if iso)


def _known_person(scene: Scene, full_name: str) -> Draft:
    draft = scene.drafts.find("known", full_name)
    if draft is not None:
        return draft
    draft = scene.drafts.add(full_name, "person", "known", full_name)
    office = current_office(full_name, scene.day) or latest_office(full_name, scene.day)
    draft.known = True
    held = offices_of(full_name)
    draft.gender = held[0].gender if held else None
    if office is not None:
        draft.country, draft.role = office.country, office.role
    draft.nouns |= {word for row in held for word in (row.office, row.office.split()[-1])} | {"leader"}
    return draft


def _cast_body(scene: Scene, name: Name) -> None:
    text = _words_at(scene, name)
    plain = re.sub(r"\s*\(.*\)$", "", fold(text)).lower()
    draft = scene.drafts.find("body", plain) or _longer_body(scene, plain)
    if draft is None:
        draft = scene.drafts.add(re.sub(r"\s*\(.*\)$", "", text), "organisation", "body", plain)
        if _is_of_two_states(scene, name):
            draft.kind, draft.code = "international_organisation", "IGO"
        else:
            _read_body(scene, draft, name)
    scene.drafts.sign(draft, "body", plain)
    doc = scene.parse.doc
    if name.end + 2 < len(doc) and doc[name.end].text == "(" and doc[name.end + 1].text.isupper():
        scene.drafts.sign(draft, "body", doc[name.end + 1].lower_)
    _place(scene, draft, name)


def _is_of_two_states(scene: Scene, name: Name) -> bool:
    """Is it a body of two states by its name: "the Finnish-Swedish Frontier Commission"?"""
    lands = {scene.lands[i] for i in range(name.start, name.end) if i in scene.lands}
    role = longest_role([scene.parse.doc[name.end - 1].lower_]) if len(lands) > 1 else None
    return role is not None and role[1].sort == "body"


def _longer_body(scene: Scene, plain: str) -> Draft | None:
    """The body whose name begins with or is shortened to this one: "Mahan" for "Mahan Air"."""
    words = plain.split()
    for draft in scene.drafts:
        if draft.kind not in _SHORTENED:
            continue
        full = fold(draft.name).lower().split()
        initials = "".join(word[0] for word in full if word not in {"of", "the", "and", "for", "in"})
        if len(words) < len(full) and (
            full[: len(words)] == words or (len(words) == 1 and words[0] == initials)
        ):
            return draft
    return None


def _owners(doc: Doc, name: Name) -> str | None:
    """The people whose house or chamber a name tells: "brewers" of "the Brewers' House"."""
    return next((doc[i - 1].lower_ for i in range(name.start + 1, name.end) if doc[i].tag_ == "POS"), None)


def _read_body(scene: Scene, draft: Draft, name: Name) -> None:
    """Kind, country and role that a body's own words and the country before or after it tell."""
    doc = scene.parse.doc
    words = [token.lower_ for token in doc[name.start : name.end]]
    head_words = words[: words.index("of")] if "of" in words[1:] else words
    role = longest_role(head_words) or longest_role(words)
    for token in (*words_before(head_of(scene, name), name.start), *doc[name.start : name.end]):
        draft.country = draft.country or scene.lands.get(token.i)
    if role is None:
        beside = longest_role([doc[name.start - 1].lower_]) if name.start else None
        if beside is not None and beside[1].sort == "body":  # "the miners' union Sutrac"
            draft.role = draft.role or beside[1].role
            draft.nouns.add(doc[name.start - 1].lower_)
        elif len(words) > 1 and words[-1] in words_for("actors: names of firms"):
            draft.role = draft.role or "BUS"
        return
    behind = next((i for i in range(name.start + len(head_words) + 1, name.end) if doc[i].tag_ != "DT"), -1)
    members = doc[behind].lower_ if behind > 0 and behind not in scene.lands else _owners(doc, name)
    found = as_no_parliament(role[1], head_words[-1], members)
    draft.role = found.role
    draft.nouns |= set(words)
    if found.sort == "people" or (found.role == "OPP" and _owners(doc, name)):  # "United Mine Workers"
        draft.role = "NGO"
        draft.nouns.add("union")
    if found.role in STATE_ROLES:
        draft.kind = "government"
        if draft.country is None and name.end < len(doc) and doc[name.end].lower_ == "in":
            draft.country = scene.lands.get(name.end + 1)  # "the Department of Foreign Affairs in Manila"
    elif found.role == "MED":
        draft.kind = "media"
    elif found.sort == "armed":
        draft.kind = "armed_group"
