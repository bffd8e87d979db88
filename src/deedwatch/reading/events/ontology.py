"""A user's own folder of actions beside the built-in one: loaded, and checked without reading a report.

The folder holds TOML files of ``[[rule]]`` rows in the form of ``lexicon/en/actions/*.toml``. Own rules
are tried before the built-in ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.errors import LexiconError
from deedwatch.reading.events.actions import action_rules, build_lexicon, builtin_lexicon

if TYPE_CHECKING:
    from pathlib import Path

    from deedwatch.reading.events.actions import Action, Lexicon

__all__ = ["check_lexicon", "load_lexicon"]


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The built-in lexicon, with the rules of a folder before it where one is given.

    Raises ``LexiconError`` naming file, row and key for the first rule that breaks the form.
    """
    if folder is None:
        return builtin_lexicon()
    return build_lexicon((*_own_rules(folder), *builtin_lexicon().rules))


def check_lexicon(folder: Path) -> tuple[LexiconError, ...]:
    """All that is wrong with a folder of actions: its form, then each rule's two examples.

    An empty tuple means that every ``yes`` sentence gives an event of the rule's type and no ``no``
    sentence does. Reads each example by itself and as a paragraph of a report.
    """
    try:
        rules = _own_rules(folder)
    except LexiconError as error:
        return (error,)
    lexicon = build_lexicon((*rules, *builtin_lexicon().rules))
    return tuple(fault for rule in rules for fault in _faults(rule, lexicon, folder))


def _own_rules(folder: Path) -> tuple[Action, ...]:
    if not folder.is_dir():
        raise LexiconError(str(folder), "is no folder", remedy="give a folder of TOML files")
    rules = action_rules(folder)
    if not rules:
        raise LexiconError(str(folder), "holds no rules", remedy="put [[rule]] rows in a .toml file there")
    return rules


def _faults(rule: Action, lexicon: Lexicon, folder: Path) -> list[LexiconError]:
    where = f"{folder.name}, rule {rule.name!r}"
    faults: list[LexiconError] = []
    if rule.type not in types_in(rule.yes, lexicon):
        faults.append(
            LexiconError(
                f"{where}, yes", f"gives no {rule.type}: {rule.yes}", remedy="mend the words or the example"
            )
        )
    if rule.type in types_in(rule.no, lexicon):
        faults.append(
            LexiconError(
                f"{where}, no", f"gives {rule.type}: {rule.no}", remedy="narrow the words or mend the example"
            )
        )
    return faults


def types_in(sentence: str, lexicon: Lexicon) -> set[str]:
    """The types of the events that a sentence tells, by itself and as a paragraph of a report."""
    from deedwatch.actors import find_actors
    from deedwatch.dates import find_dates
    from deedwatch.language import parse
    from deedwatch.places import find_places
    from deedwatch.reading.events import find_events
    from deedwatch.reading.statements import find_statements
    from deedwatch.records import Document

    found: set[str] = set()
    for text in (sentence, f"Report\n\n{sentence}\n\nThe weather was dry."):
        document = Document(text=text)
        parsed = parse(text)
        cast = find_actors(parsed, document)
        dates = find_dates(parsed, document)
        places = find_places(parsed, cast, document)
        statements = find_statements(parsed, cast, dates, document)
        events = find_events(parsed, cast, dates, places, statements, document, lexicon=lexicon)
        found |= {event.type for event in events}
    return found
