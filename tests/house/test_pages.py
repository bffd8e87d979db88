"""The pages name what is there: files, keys of rules, fields of a record, kinds of input."""

import re
from pathlib import Path

import pytest

from deedwatch import records
from deedwatch.exchange.reports import OPENERS
from deedwatch.reading.events.actions import Action

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LEXICON = ROOT / "src" / "deedwatch" / "lexicon" / "en"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md"))]
ROOMS = "src|tests|bench|docs|train|lexicon|reading|reckoning|book|store|exchange|cli|web|runners|language|text|actors"
HOMES = (ROOT, ROOT / "src" / "deedwatch")


def text_of(name):
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_that_a_page_names_are_there(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL).replace(
        "TYPE.", "aid."
    )
    named = set(re.findall(rf"[`\s(]((?:{ROOMS})/[\w./-]*\w\.(?:py|toml|csv|json|md))\b", text))
    missing = [name for name in sorted(named) if not any((home / name).exists() for home in HOMES)]
    beside = set(re.findall(r"`(\w+\.(?:py|toml|csv|npz))`", text))
    known = {path.name for home in HOMES for path in home.rglob("*.*") if "venv" not in path.parts}
    assert not [*missing, *sorted(beside - known)]


def test_every_key_of_an_action_rule_is_explained():
    page = text_of("events.md")
    assert not [key for key in Action.__struct_fields__ if f"`{key}`" not in page]


NOUNS = (
    records.Document, records.Actor, records.Statement, records.Event, records.Place, records.Matter,
    records.Position, records.Evidence, records.Record,
)  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: noun.__name__)
def test_every_field_of_a_record_is_explained(noun):
    page = text_of("record.md")
    assert not [field for field in noun.__struct_encode_fields__ if f"`{field}`" not in page]


@pytest.mark.parametrize(
    "words", [records.ACTS, records.STANCES, records.STATUSES], ids=["acts", "stances", "statuses"]
)
def test_every_word_of_the_contract_is_on_the_page_of_the_record(words):
    page = text_of("record.md")
    assert not [word for word in words if not re.search(rf"\b{word}\b", page)]


def test_every_file_of_the_lexicon_is_on_its_page():
    page = text_of("lexicon.md")
    files = [path.name for path in LEXICON.iterdir() if path.suffix in {".toml", ".csv", ".npz"}]
    assert len(files) > 40
    assert not [name for name in sorted(files) if f"`{name}`" not in page]


def test_every_kind_of_input_is_on_its_page():
    page = text_of("inputs.md")
    assert not [ending for ending in OPENERS if f"`{ending}`" not in page]


def test_every_page_is_in_the_menu():
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert not [page.name for page in DOCS.glob("*.md") if f": {page.name}\n" not in menu]
