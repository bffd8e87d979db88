"""The reading as a component of a user's own spaCy pipeline: ``nlp.add_pipe("deedwatch")``.

The text of the ``Doc`` is read by deedwatch's own engine, whatever the pipeline before it, and what was
read is laid over the tokens by character offsets. Four span groups are filled; labels are the words of
the contract and the id of a span is that of its noun in the record:

    doc.spans["statements"]   the words said, labelled by act
    doc.spans["events"]       the anchors, labelled by type
    doc.spans["actors"]       the mentions, labelled by kind of actor
    doc.spans["matters"]      all wordings, labelled by kind of matter

``doc._.deedwatch`` is the whole ``Record``. A ``Document`` given as ``doc._.deedwatch_source`` before the
component runs brings title, outlet and day of publication. Both are kept as JSON, so that documents can be
stored and sent to other processes.

spaCy imports this file whenever a pipeline is built, so the reading is imported when it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from spacy.language import Language
from spacy.tokens import Doc

from deedwatch.errors import InputError
from deedwatch.records import Document, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.records import Span

__all__ = ["GROUPS", "Component", "make_component"]

GROUPS = ("statements", "events", "actors", "matters")
_RECORD = "deedwatch_record"
_SOURCE = "deedwatch_source"


@Language.factory(
    "deedwatch",
    default_config={"published": None},
    assigns=["doc.spans", "doc._.deedwatch"],
)
def make_component(nlp: Language, name: str, published: str | None) -> Component:  # noqa: ARG001 - spaCy's call
    """The component; ``published`` is the day of publication of documents that come without a source."""
    return Component(published)


class Component:
    """Reads a ``Doc`` and fills its span groups. A group that has other spans already is made anew."""

    def __init__(self, published: str | None = None) -> None:
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """The same ``Doc``, read.

        Raises ``InputError`` where the text is not English or no prose; ``nlp.set_error_handler`` decides
        whether a pipe then goes on. A text of white space alone has an empty record.
        """
        document = self._document(doc)
        record = Record(document=document) if not document.text.strip() else _read(document)
        doc.user_data[_RECORD] = record.to_json()
        for group, spans in zip(GROUPS, _spans(record), strict=True):
            found = (
                doc.char_span(*span, label=label, span_id=key, alignment_mode="expand")
                for span, label, key in spans
            )
            doc.spans[group] = [span for span in found if span is not None]
        return doc

    def _document(self, doc: Doc) -> Document:
        text, source = doc.text, _source_of(doc)
        if source is None:
            return Document(text=text, published=self.published)
        if source.text != text:
            remedy = "make the Doc from the text of its source"
            raise InputError(source.id or "the source", "has another text than its Doc", remedy=remedy)
        return source


def _read(document: Document) -> Record:
    from deedwatch.reading import record

    return record(document)


def _spans(record: Record) -> Iterator[list[tuple[Span, str, str]]]:
    """Span, label and id of all that was read, in the order of ``GROUPS``."""
    yield [(span, s.act, s.id) for s in record.statements for span in s.content]
    yield [(e.anchor, e.type, e.id) for e in record.events]
    yield [(span, a.kind, a.id) for a in record.actors for span in dict.fromkeys(a.mentions)]
    yield [(span, m.kind, m.id) for m in record.ledger for span in (m.content, *m.also)]


def _record_of(doc: Doc) -> Record | None:
    kept = doc.user_data.get(_RECORD)
    return None if kept is None else Record.from_json(kept)


def _source_of(doc: Doc) -> Document | None:
    kept = doc.user_data.get(_SOURCE)
    return None if kept is None else msgspec.json.decode(kept, type=Document)


def _set_source(doc: Doc, source: Document | None) -> None:
    doc.user_data[_SOURCE] = None if source is None else msgspec.json.encode(source).decode()


def _add_extensions() -> None:
    given: dict[str, dict[str, Any]] = {
        "deedwatch": {"getter": _record_of},
        "deedwatch_source": {"getter": _source_of, "setter": _set_source},
    }
    for name, how in given.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, **how)


_add_extensions()
