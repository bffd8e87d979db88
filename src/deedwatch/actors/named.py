"""First pass: every name becomes an actor, and names of the same actor become one."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from deedwatch.actors.codes import current_office, latest_office
from deedwatch.actors.gazetteer import Entry, holders_by_surname, offices_of
from deedwatch.actors.names import Name
from deedwatch.actors.phrases import words_before
from deedwatch.actors.roles import given_name_gender, is_given_name, longest_role, title_of
from deedwatch.actors.scene import is_saying, state_draft
from deedwatch.language import text_of
from deedwatch.lexicon.plain import fold
from deedwatch.actors.words import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from deedwatch.actors.draft import Draft
    from deedwatch.actors.scene import Scene

__all__ = ["cast_names", "head_of"]

_SMALL = {"al", "el", "jr", "sr", "bin", "ibn", "the", "ii", "iii"}


def cast_names(scene: Scene) -> None:
    """Give every name its draft, full names before the short ones that refer to them."""
    names = sorted({name.start: name for name in scene.names.values()}.values(), key=lambda n: n.start)
    for name in names:
        if name.kind == "known" and name.entry is not None:
            _cast_known(scene, name, name.entry)
    persons = [name for name in names if name.kind == "person" and not _cast_short_body(scene, name)]
    for name in sorted(persons, key=lambda n: (-len(_parts(scene, n)), n.start)):
        _cast_person(scene, name)
    _add_surnames(scene)
    others = [name for name in names if name.kind in {"body", "place"}]
    for name in sorted(others, key=lambda n: (n.start - n.end, n.start)):
        if _is_persons_name(scene, name):
            _cast_person(scene, name)
        elif name.kind == "body":
            _cast_body(scene, name)
        else:
            _cast_place(scene, name)


def _add_surnames(scene: Scene) -> None:
    """Surnames of named persons where the parse saw no name: "Trump" tagged as a common noun."""
    doc = scene.parse.doc
    surnames = {
        draft.name.split()[-1]: draft for draft in scene.drafts.persons() if len(draft.name.split()) > 1
    }
    for token in doc:
        draft = surnames.get(token.text)
        if (
            draft is None
            or token.i in scene.names
            or not token.text[:1].isupper()
            or token.ent_type_ in {"GPE", "ORG"}
        ):
            continue
        name = Name(token.i, token.i + 1, "person")
        scene.names[token.i] = name
        _place(scene, draft, name)


def _cast_short_body(scene: Scene, name: Name) -> bool:
    """A name taken for a person's that is the first word of a body's: "Mahan" after "Mahan Air"."""
    text = text_of(scene, name)
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
    if len(parts) == 1 and head_of(scene, name).dep_ != "pobj" and _holder(scene, name, parts) is not None:
        return True
    least = 2 if len(parts) == 1 else 1
    return any(_fit(parts, _draft_parts(draft)) >= least for draft in scene.drafts.persons())


def _cast_place(scene: Scene, name: Name) -> None:
    """A province or town that acts is the body that governs it: "Texas sued"."""
    head = head_of(scene, name)
    country = scene.lands.get(name.start)
    acts = head.dep_ in {"nsubj", "nsubjpass"} or (
        head.dep_ == "pobj" and head.head.text.lower() in {"by", "with"}
    )
    if country is None or not acts:
        return
    text = text_of(scene, name)
    draft = scene.drafts.find("place", text) or scene.drafts.add(text, "government", "place", text)
    draft.country, draft.role = country, "GOV"
    _place(scene, draft, name)


def head_of(scene: Scene, name: Name) -> Token:
    """The token of a name that the rest of the name hangs on."""
    doc = scene.parse.doc
    for token in doc[name.start : name.end]:
        if not name.start <= token.head.i < name.end or token.head.i == token.i:
            return token
    return doc[name.end - 1]


def text_of(scene: Scene, name: Name) -> str:
    """The words of a name as the text has them."""
    return str(scene.parse.doc[name.start : name.end].text)


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
        _take_titles(scene, draft, name)
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
            draft = scene.drafts.add(text_of(scene, name), "population", "people", iso)
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
    """ "the Iranians" at a table are Iran; "Palestinians" or "12 Iranians" are people."""
    before = scene.parse.doc[name.start - 1].text.lower() if name.start else ""
    return before == "the"


def _is_place(head: Token) -> bool:
    """Whether a capital is meant as a place: after "in" or "at", as a dateline, or before the country's name."""
    if head.dep_ in {"compound", "nmod", "amod"}:
        return head.head.text.lower() not in words_of("government")
    if head.dep_ == "pobj":
        word = head.head.text.lower()
        return word in words_of("place preposition") or (word in {"to", "from", "of", "for"} and not _is_told(head.head))
    if head.dep_ in {"nsubj", "nsubjpass", "dobj", "poss", "conj", "agent", "iobj", "dative"}:
        return False
    return True


def _is_told(prep: Token) -> bool:
    return is_saying(prep.head) or prep.head.lemma_ in words_of("told")


def _parts(scene: Scene, name: Name) -> list[str]:
    return _words(text_of(scene, name))


def _draft_parts(draft: Draft) -> list[str]:
    return _words(draft.name)


def _words(name: str) -> list[str]:
    """The words of a person's name that tell: without articles of Arabic names, "bin", "Jr"."""
    plain = re.sub(r"\b(al|el|as|ash|ad|an|ar|az)[- ]+", "", fold(name).lower())
    words = [re.sub(r"'s?$", "", word).strip(".'-") for word in re.findall(r"[\w.'-]+", plain)]
    return [word for word in words if word and word not in _SMALL]


def _cast_person(scene: Scene, name: Name) -> None:
    parts = _parts(scene, name)
    gender = _title_gender(scene, name) or given_name_gender(scene.parse.doc[name.start].text)
    draft = _same_person(scene, name, parts, gender)
    if draft is None and len(parts) <= 2:
        draft = _holder(scene, name, parts)
    if draft is None:
        draft = scene.drafts.add(text_of(scene, name), "person")
    draft.gender = draft.gender or gender
    _take_titles(scene, draft, name)
    _place(scene, draft, name)


def _same_person(scene: Scene, name: Name, parts: list[str], gender: str | None) -> Draft | None:
    at = scene.parse.doc[name.start].idx
    fitting = []
    for draft in scene.drafts.persons():
        fit = _fit(parts, _draft_parts(draft))
        if fit and (gender is None or draft.gender is None or draft.gender == gender):
            before = max((m.span[0] for m in draft.mentions if m.span[0] <= at), default=-1)
            fitting.append((fit, before, draft))
    if not fitting:
        return None
    return max(fitting, key=lambda item: (item[0], item[1]))[2]


def _fit(parts: list[str], full: list[str]) -> int:
    """How well a name fits a longer or equal one: 3 whole, 2 by last name, 1 by a part or near spelling; 0 not."""
    if parts == full:
        return 3
    if not parts or not full:
        return 0
    if len(parts) == 1:
        if parts[0] == full[-1]:
            return 2
        if len(full) == 1 or len(parts[0]) <= 2:
            return 0
        near = len(parts[0]) > 4 and difflib.SequenceMatcher(None, parts[0], full[-1]).ratio() >= 0.9
        return int(parts[0] in full or near)
    shorter, longer = sorted((parts, full), key=len)
    if set(shorter) <= set(longer) or (
        parts[-1] == full[-1] and parts[0][0] == full[0][0] and min(len(parts[0]), len(full[0])) == 1
    ):
        return 2
    near = difflib.SequenceMatcher(None, " ".join(parts), " ".join(full)).ratio()
    return int(len(parts) == len(full) and near >= 0.84 and parts[0][0] == full[0][0])


def _holder(scene: Scene, name: Name, parts: list[str]) -> Draft | None:
    """A short name that can only be one known office holder: by surname, in office around the day."""
    surname = parts[-1] if parts else ""
    holders = holders_by_surname(surname)
    serving = [who for who in holders if current_office(who, scene.day) is not None]
    if len(parts) > 1:
        serving = [who for who in holders if _fit(parts, re.findall(r"\w+", fold(who).lower()))]
    titled = any(role.role == "GOV" for _, role in _titles(scene, name))
    if len(serving) == 1 and (titled or len(parts) > 1 or _is_unambiguous(scene, name)):
        return _known_person(scene, serving[0])
    return None


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


def _titles(scene: Scene, name: Name) -> list[tuple[str, object]]:
    words = [token.text.lower() for token in words_before(head_of(scene, name), name.start)]
    words = words or [scene.parse.doc[name.start - 1].text.lower()] if name.start else words
    found = longest_role(words) if words else None
    return [(" ".join(words[-found[0] :]), found[1])] if found is not None else []


def _title_gender(scene: Scene, name: Name) -> str | None:
    before = scene.parse.doc[name.start - 1].text if name.start else ""
    if before == "." and name.start > 1:
        before = scene.parse.doc[name.start - 2].text
    title = title_of(before)
    return title.gender if title is not None else None


def _take_titles(scene: Scene, draft: Draft, name: Name) -> None:
    """Roles, country and rank that stand right before the name ("Iranian Foreign Minister")."""
    doc = scene.parse.doc
    for child in doc[name.end - 1].rights:
        if (
            child.dep_ == "prep"
            and child.i <= name.end + 1
            and child.text.lower() in {"of", "from", "at", "for"}
        ):
            for thing in child.children:
                _serve_place(scene, draft, thing)
    before = _title_words(scene, name)
    words = [token.text.lower() for token in before]
    found = longest_role(words) if words else None
    title = title_of(words[-1]) if words else None
    if found is None or found[1].sort == "body":
        if title is not None and title.role and not draft.role:
            draft.role = title.role
        return
    role = found[1]
    draft.nouns |= {" ".join(words[-found[0] :]), words[-1]}
    draft.gender = draft.gender or role.gender
    kept = [
        token
        for token in before
        if token.tag_ not in {"DT", "PRP$", "``", "''"} and not token.is_punct or token.text == "-"
    ]
    if kept:
        draft.roles.append(text_of(doc)[kept[0].idx : before[-1].idx + len(before[-1].text)])
    take_modifiers(scene, draft, before, role.role)


def _serve_place(scene: Scene, draft: Draft, thing: Token) -> None:
    """What "of the BBC" or "of the Maidan Wardak provincial council" after a name tells of the person."""
    whose = scene.names.get(thing.i)
    if draft.known or (whose is not None and whose.entry is not None and whose.entry.kind == "state"):
        return
    if whose is not None and whose.entry is not None:
        _serve(draft, whose.entry)
        return
    words = [word for word in thing.doc[thing.left_edge.i : thing.i + 1] if not word.is_space]
    role = longest_role([word.text.lower() for word in words])
    if role is not None and role[1].sort == "body":
        draft.role = draft.role or role[1].role
        lands = [scene.lands[word.i] for word in words if word.i in scene.lands]
        draft.country = draft.country or (lands[0] if lands else None)


def _title_words(scene: Scene, name: Name) -> list[Token]:
    """The words of the title before a name; "to Germany" in "US Ambassador to Germany Richard Grenell" left out."""
    doc, start = scene.parse.doc, name.start
    abroad = start
    while abroad > 1 and (abroad - 1) in scene.lands:
        abroad -= 1
    if abroad < start and doc[abroad - 1].text.lower() in {"to", "for", "in"} and abroad > 1:
        role = doc[abroad - 2]
        if longest_role([role.text.lower()]) is not None and doc[start - 1].whitespace_:
            return [*words_before(role, role.i), role]
    before = words_before(head_of(scene, name), start)
    if not before and start and longest_role([doc[start - 1].text.lower()]):
        before = [doc[start - 1]]
    return before


def take_modifiers(scene: Scene, draft: Draft, before: list[Token], role: str) -> None:
    """Country, body and tense that the words before a role noun give it."""
    if any(token.text.lower() in words_of("former") for token in before):
        draft.former = True
    for token in before:
        name = scene.names.get(token.i)
        if draft.known:
            continue
        if token.i in scene.lands:
            draft.country = draft.country or scene.lands[token.i]
        elif name is not None and name.entry is not None and name.entry.kind != "person":
            _serve(draft, name.entry)
        elif name is not None and name.kind in {"person", "known"} and token.i in scene.by_head:
            draft.country = draft.country or scene.drafts[scene.by_head[token.i]].country
        elif name is not None and name.kind == "body" and token.i in scene.by_head:
            serve_draft(draft, scene.drafts[scene.by_head[token.i]])
    if not draft.role:
        draft.role = role


def serve_draft(draft: Draft, body: Draft) -> None:
    """One who speaks for a body has its country, and its role where none of their own is known."""
    draft.country = draft.country or body.country
    if body.country is None and (body.code or "")[:3] in {"IGO", "IMG", "NGO"}:
        draft.code = draft.code or body.code
    elif not draft.role:
        draft.role = body.role or (body.code or "")[3:]


def _serve(draft: Draft, entry: Entry) -> None:
    """A spokesman or envoy of a body has that body's country and code."""
    draft.country = draft.country or entry.country
    code = entry.code or ""
    if entry.country is None and code[:3] in {"IGO", "IMG", "NGO"}:
        draft.code = draft.code or code
    elif not draft.role:
        draft.role = code[3:]


def _cast_body(scene: Scene, name: Name) -> None:
    text = text_of(scene, name)
    plain = re.sub(r"\s*\(.*\)$", "", fold(text)).lower()
    draft = scene.drafts.find("body", plain) or _longer_body(scene, plain)
    if draft is None:
        draft = scene.drafts.add(re.sub(r"\s*\(.*\)$", "", text), "organisation", "body", plain)
        _read_body(scene, draft, name)
    scene.drafts.sign(draft, "body", plain)
    doc = scene.parse.doc
    if name.end + 2 < len(doc) and doc[name.end].text == "(" and doc[name.end + 1].text.isupper():
        scene.drafts.sign(draft, "body", doc[name.end + 1].text.lower())
    _place(scene, draft, name)


def _longer_body(scene: Scene, plain: str) -> Draft | None:
    """The body whose name begins with or is shortened to this one: "Mahan" for "Mahan Air"."""
    words = plain.split()
    for draft in scene.drafts:
        if draft.kind in {
            "person",
            "state",
            "unnamed",
            "population",
            "government",
            "international_organisation",
        }:
            continue
        full = fold(draft.name).lower().split()
        initials = "".join(word[0] for word in full if word not in {"of", "the", "and", "for", "in"})
        if len(words) < len(full) and (
            full[: len(words)] == words or (len(words) == 1 and words[0] == initials)
        ):
            return draft
    return None


def _read_body(scene: Scene, draft: Draft, name: Name) -> None:
    """Kind, country and role that a body's own words and the country before or after it tell."""
    doc = scene.parse.doc
    words = [token.text.lower() for token in doc[name.start : name.end]]
    head_words = words[: words.index("of")] if "of" in words[1:] else words
    role = longest_role(head_words) or longest_role(words)
    for token in (*words_before(head_of(scene, name), name.start), *doc[name.start : name.end]):
        draft.country = draft.country or scene.lands.get(token.i)
    if role is None:
        return
    draft.role = role[1].role
    draft.nouns |= set(words)
    if role[1].role in {"GOV", "MIL", "COP", "JUD", "LEG", "SPY"}:
        draft.kind = "government"
    elif role[1].role == "MED":
        draft.kind = "media"
    elif role[1].sort == "armed":
        draft.kind = "armed_group"
