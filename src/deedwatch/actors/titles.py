"""What stands around a person's name and tells of him: titles, the body he serves, the country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.actors.phrases import words_before
from deedwatch.actors.roles import longest_role, title_of
from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.actors.draft import Draft
    from deedwatch.actors.gazetteer import Name
    from deedwatch.actors.roles import Gender, Role
    from deedwatch.actors.scene import Scene
    from deedwatch.language import Token

__all__ = [
    "PRIVATE_KINDS",
    "head_of",
    "serve_draft",
    "take_modifiers",
    "take_titles",
    "title_gender",
    "titles_of",
]

PRIVATE_KINDS = frozenset({"armed_group", "organisation", "media", "international_organisation"})
_PRIVATE_ROLES = frozenset({"BUS", "EDU", "HRI", "MED", "NGO"})


def head_of(scene: Scene, name: Name) -> Token:
    """The token of a name that the rest of the name hangs on."""
    doc = scene.parse.doc
    for token in doc[name.start : name.end]:
        if not name.start <= token.head.i < name.end or token.head.i == token.i:
            return token
    return doc[name.end - 1]


def titles_of(scene: Scene, name: Name) -> list[tuple[str, Role]]:
    """The role noun right before a name and what it tells; empty for none."""
    words = [token.lower_ for token in words_before(head_of(scene, name), name.start)]
    words = words or [scene.parse.doc[name.start - 1].lower_] if name.start else words
    found = longest_role(words) if words else None
    return [(" ".join(words[-found[0] :]), found[1])] if found is not None else []


def title_gender(scene: Scene, name: Name) -> Gender | None:
    """The gender that a title before the name tells ("Mrs")."""
    before = scene.parse.doc[name.start - 1].text if name.start else ""
    if before == "." and name.start > 1:
        before = scene.parse.doc[name.start - 2].text
    title = title_of(before)
    return title.gender if title is not None else None


def take_titles(scene: Scene, draft: Draft, name: Name) -> None:
    """Roles, country and rank that stand right before the name ("Iranian Foreign Minister")."""
    doc = scene.parse.doc
    for child in doc[name.end - 1].rights:
        if child.dep_ == "prep" and child.i <= name.end + 1 and child.lower_ in {"of", "from", "at", "for"}:
            for thing in child.children:
                _serve_place(scene, draft, thing)
    before = _title_words(scene, name)
    words = [token.lower_ for token in before]
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
        if (token.tag_ not in {"DT", "PRP$", "``", "''"} and not token.is_punct) or token.text == "-"
    ]
    if kept:
        draft.roles.append(doc.text[kept[0].idx : before[-1].idx + len(before[-1].text)])
    field = longest_role(words[-found[0] : -1]) if found[0] > 1 else None
    own = found[0] if field is not None and field[1].role == "BUS" else 0  # "Energy Minister" serves no firm
    take_modifiers(scene, draft, before[: len(before) - own], role.role)


def _serve_place(scene: Scene, draft: Draft, thing: Token) -> None:
    """What "of the BBC" or "of the Maidan Wardak provincial council" after a name tells of the person."""
    whose = scene.names.get(thing.i)
    if draft.known or (whose is not None and whose.entry is not None and whose.entry.kind == "state"):
        return
    if whose is not None and whose.entry is not None:
        _serve(draft, whose.entry.country, whose.entry.code or "")
        return
    words = [word for word in thing.doc[thing.left_edge.i : thing.i + 1] if not word.is_space]
    role = longest_role([word.lower_ for word in words])
    if role is not None and role[1].sort == "body":
        draft.role = draft.role or role[1].role
        draft.nouns |= {word.lower_ for word in words if not word.text[:1].isupper()}
        lands = [scene.lands[word.i] for word in words if word.i in scene.lands]
        draft.country = draft.country or (lands[0] if lands else None)


def _title_words(scene: Scene, name: Name) -> list[Token]:
    """The words of the title before a name, without the post abroad ("US Ambassador to Germany ...")."""
    doc, start = scene.parse.doc, name.start
    abroad = start
    while abroad > 1 and (abroad - 1) in scene.lands:
        abroad -= 1
    if abroad < start and doc[abroad - 1].lower_ in {"to", "for", "in"} and abroad > 1:
        role = doc[abroad - 2]
        if longest_role([role.lower_]) is not None and doc[start - 1].whitespace_:
            return [*words_before(role, role.i), role]
    before = words_before(head_of(scene, name), start)
    if not before and start and longest_role([doc[start - 1].lower_]):
        before = [*words_before(doc[start - 1], start - 1), doc[start - 1]]
    return before


def take_modifiers(scene: Scene, draft: Draft, before: list[Token], role: str) -> None:
    """Country, body and tense that the words before a role noun give it."""
    if any(token.lower_ in words_for("actors: former") for token in before):
        draft.former = True
    for token in before:
        name = scene.names.get(token.i)
        if draft.known:
            continue
        if token.i in scene.lands:
            draft.country = draft.country or scene.lands[token.i]
        elif name is not None and name.entry is not None and name.entry.kind != "person":
            role = "" if name.entry.kind in PRIVATE_KINDS else role
            _serve(draft, name.entry.country, name.entry.code or "")
        elif name is not None and name.kind in {"person", "known"} and token.i in scene.by_head:
            draft.country = draft.country or scene.drafts[scene.by_head[token.i]].country
        elif name is not None and name.kind == "body" and token.i in scene.by_head:
            role = "" if scene.drafts[scene.by_head[token.i]].kind in PRIVATE_KINDS else role
            serve_draft(draft, scene.drafts[scene.by_head[token.i]])
    if not draft.role:
        draft.role = _role_of_body(before) or role


def _role_of_body(before: list[Token]) -> str:
    """The role of the private body that a title names: "union president" is no president of a state."""
    for token in before[:-1]:
        found = longest_role([token.lower_])
        if found is not None and found[1].sort == "body" and found[1].role in _PRIVATE_ROLES:
            return found[1].role
    return ""


def serve_draft(draft: Draft, body: Draft) -> None:
    """One who speaks for a body has its country, and its role where none of their own is known."""
    _serve(draft, body.country, body.code or "", body.role)


def _serve(draft: Draft, country: str | None, code: str, role: str = "") -> None:
    draft.country = draft.country or country
    if country is None and code[:3] in {"IGO", "IMG", "NGO"}:
        draft.code = draft.code or code
    elif not draft.role:
        draft.role = role or code[3:]
