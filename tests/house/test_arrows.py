"""Imports go strictly down; the map is the one in CONTRIBUTING."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "deedwatch"

BASE = {"records", "errors", "notebook", "clock"}
TEXT = BASE | {"lexicon"}
MAY_IMPORT = {
    "errors": set(),
    "clock": set(),  # how long one document may take: readers, runners and the book go by it
    "notebook": set(),  # what a notebook shows, which each record and listing says of itself
    "records": {"errors", "notebook"},
    "lexicon": BASE,
    "text": TEXT,
    "language": TEXT,
    "dates": TEXT | {"language", "text"},
    "actors": TEXT | {"language", "text"},
    "places": TEXT | {"language", "text", "actors"},
    "samples": set(),
    "store": BASE,
    "exchange": BASE,
    "runners": BASE,
    "reading": TEXT | {"language", "text", "actors", "dates", "places"},
    "reckoning": TEXT | {"language", "text", "actors", "dates", "places"},
    "book": TEXT
    | {"reading", "reckoning", "store", "exchange", "runners", "samples", "actors", "places", "language"},
    "cli": BASE | {"book", "web"},
    "web": BASE | {"book"},
    "spacy_component": BASE | {"reading"},  # a door: the reading inside a user's own spaCy pipeline
    "__main__": {"cli"},
}


def rooms():
    return sorted(p.name for p in SOURCE.iterdir() if p.is_dir() and p.name != "__pycache__")


def imports_of(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("deedwatch"):
            parts = node.module.split(".")
            names = [parts[1]] if len(parts) > 1 else [alias.name for alias in node.names]
            yield from ((name, node.lineno) for name in names if name in MAY_IMPORT)
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("deedwatch."):
                    yield alias.name.split(".")[1], node.lineno


def test_every_room_is_on_the_map():
    unknown = set(rooms()) - set(MAY_IMPORT)
    assert not unknown, f"rooms without a place on the map: {sorted(unknown)}"


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_go_down(path):
    room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
    if room == "__init__":
        return
    wrong = [
        f"line {line}: {room} imports {name}"
        for name, line in imports_of(path)
        if name != room and name not in MAY_IMPORT[room]
    ]
    assert not wrong, wrong


MATTERS = ("", "made", "stances", "answered")  # the rooms of reading/matters; all use what stands beside them


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "reading" / "matters").glob("*/*.py")), ids=lambda p: p.stem
)
def test_matters_are_made_then_taken_up_then_answered(path):
    own, start = MATTERS.index(path.parent.name), "deedwatch.reading.matters."
    modules = [
        node.module.removeprefix(start).split(".")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(start)
    ]
    assert not [module for module in modules if module[0] in MATTERS[own + 1 :]]


OWNERS = {
    "spacy": {"language", "spacy_component"},  # the latter is a door into spaCy itself
    "sqlalchemy": {"store"},
    "distributed": {"runners"},
    "dask": {"runners"},
}


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_heavy_libraries_have_one_room(library):
    """Only types may be imported elsewhere (under TYPE_CHECKING)."""
    wrong = []
    for path in SOURCE.rglob("*.py"):
        room = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        if room in OWNERS[library]:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        typing_only = {
            id(child)
            for node in ast.walk(tree)
            if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
            for child in ast.walk(node)
        }
        for node in ast.walk(tree):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            if id(node) not in typing_only and any(name.split(".")[0] == library for name in names):
                wrong.append(f"{path.relative_to(SOURCE)}:{node.lineno}")
    assert not wrong, f"{library} is imported in {wrong}"
