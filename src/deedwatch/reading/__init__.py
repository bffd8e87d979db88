"""One report in, one record out: pure, in parallel, without store, clock or network.

The order of the stages is written once, here:

1. article      the page's text without its furniture (only for a ``Page``)
2. parse        sentences, tags, heads, names: one parse that all stages share
3. actors       who the words stand for
4. dates        when, against the day of publication
5. places       where
6. statements   who said what
7. events       who did what to whom
8. matters      demands, promises, proposals, accusations, and who stands where
9. settle       keep the actors that are named or used, number them, check every span
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import parse
from deedwatch.places import find_places
from deedwatch.reading.article import read_page, require_readable
from deedwatch.reading.events import find_events, load_lexicon
from deedwatch.reading.matters import find_matters
from deedwatch.reading.settle import settle
from deedwatch.reading.statements import find_statements
from deedwatch.records import Page
from deedwatch.text.holding import Mentions, Statements

if TYPE_CHECKING:
    from pathlib import Path

    from deedwatch.language import Parse
    from deedwatch.reading.events.actions import Lexicon
    from deedwatch.records import Document, Record

__all__ = ["read_page", "record", "record_parsed"]


def record(document: Document | Page, *, published: str | None = None, actions: Path | None = None) -> Record:
    """The record of one report.

    A ``Page`` is cleaned first; a ``Document`` is taken as it stands. ``published`` is the day of
    publication where the report tells none, ``actions`` a folder of a user's own action rules, which are
    tried before the built-in ones (``deedwatch check`` checks it).
    Raises ``InputError`` where a page holds no article, or the text is plainly not English.
    """
    article = require_readable(read_page(document) if isinstance(document, Page) else document)  # 1
    if article.published is None and published is not None:
        article = replace(article, published=published)
    return record_parsed(parse(article.text), article, actions=actions)  # 2


def record_parsed(parsed: Parse, document: Document, *, actions: Path | None = None) -> Record:
    """The record of a document whose text is parsed already."""
    lexicon = _own_lexicon(actions) if actions else None
    cast = find_actors(parsed, document)  # 3
    dates = Mentions(find_dates(parsed, document))  # 4
    places = find_places(parsed, cast, document)  # 5
    statements = Statements(find_statements(parsed, cast, dates, document))  # 6
    events = find_events(parsed, cast, dates, places, statements, document, lexicon=lexicon)  # 7
    matters, answers = find_matters(parsed, cast, dates, statements, events, document)  # 8
    return settle(document, cast, statements, events, (matters, answers))  # 9


@cache
def _own_lexicon(folder: Path) -> Lexicon:
    """A user's rules are loaded once a process."""
    return load_lexicon(folder)
