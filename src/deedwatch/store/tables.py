"""The tables of a book. What one report says is kept under its key; accounts over reports point back.

Keys are text: a report's key is a hash of what was given, and ``KEY.s3`` is the third statement of
that report, so that any row can be walked back to its sentence. Lists of keys and spans are JSON
text. A day is ISO text (``2007-05-28``) and may be shorter (``2007-05``) where no more is known.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

__all__ = ["METADATA", "SCHEMA_VERSION", "TEXT", "text_column", "whole_column"]

SCHEMA_VERSION = 3
# by code point in both databases, so that listings have one order
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
METADATA = MetaData()


def text_column(name: str, *, needed: bool = False) -> Column[str]:
    """A column of text, sorted by code point."""
    return Column(name, TEXT, nullable=not needed)


def whole_column(name: str, *, needed: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, nullable=not needed)


def _seal() -> Column[int]:
    """A hash of the rest of the row (seals.py)."""
    return Column("seal", BigInteger)


def _report() -> Column[str]:
    return Column("report", TEXT, ForeignKey("reports.key", ondelete="CASCADE"), nullable=False)


about = Table(
    "about",
    METADATA,
    Column("name", TEXT, primary_key=True),
    text_column("value", needed=True),
)
"""What the book is: ``schema``, the version of these tables."""

runs = Table(
    "runs",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("command", needed=True),
    text_column("version", needed=True),
    text_column("started", needed=True),
    text_column("ended"),
    whole_column("read"),
    whole_column("known"),
    whole_column("refused"),
)

reports = Table(
    "reports",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("id", needed=True),
    text_column("uri"),
    text_column("title"),
    text_column("outlet"),
    text_column("authors", needed=True),
    text_column("contributors", needed=True),
    text_column("published"),
    text_column("updated"),
    text_column("dateline"),
    text_column("language"),
    text_column("media_type"),
    text_column("given", needed=True),
    text_column("raw"),
    text_column("text", needed=True),
    text_column("segments", needed=True),
    text_column("record", needed=True),
    text_column("reader", needed=True),
    text_column("digest", needed=True),
    text_column("run"),
    Index("reports_id", "id"),
    Index("reports_published", "published", "key"),
)
"""``given`` is what came with the report from outside (title, outlet, published, uri, as JSON);
``raw`` is the page as it came (NULL where text was given); ``record`` is the record's JSON without
the text and segments, which have their own columns; ``digest`` is a hash of the rest of the row, the
run apart."""

actors = Table(
    "actors",
    METADATA,
    Column("key", TEXT, primary_key=True),
    _report(),
    text_column("name", needed=True),
    text_column("kind", needed=True),
    text_column("country"),
    text_column("code"),
    text_column("roles", needed=True),
    Index("actors_report", "report"),
    Index("actors_name", "name"),
)

mentions = Table(
    "mentions",
    METADATA,
    Column("actor", TEXT, ForeignKey("actors.key", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
)

statements = Table(
    "statements",
    METADATA,
    Column("key", TEXT, primary_key=True),
    _report(),
    Column("speaker", TEXT, ForeignKey("actors.key")),
    text_column("speaker_name"),
    text_column("speaker_country"),
    text_column("speaker_code"),
    text_column("addressees", needed=True),
    text_column("mode", needed=True),
    text_column("act", needed=True),
    text_column("words", needed=True),
    text_column("content", needed=True),
    whole_column("cue_start"),
    whole_column("cue_end"),
    whole_column("source_start"),
    whole_column("source_end"),
    text_column("channel"),
    text_column("said_on"),
    text_column("day"),
    text_column("relayed_by"),
    Column("confidence", Float, nullable=False),
    Column("doubt", Float, nullable=False),
    text_column("subject", needed=True),
    text_column("review"),
    Index("statements_subject", "subject"),
    Index("statements_doubt", "doubt", "key"),
    Index("statements_report", "report"),
    Index("statements_day", "day", "key"),
    Index("statements_speaker", "speaker_country", "act", "day"),
)
"""``day`` is ``said_on`` or else the day of publication; ``doubt`` orders the review's queue, as below."""

events = Table(
    "events",
    METADATA,
    Column("key", TEXT, primary_key=True),
    _report(),
    text_column("type", needed=True),
    text_column("cameo", needed=True),
    whole_column("quad", needed=True),
    Column("goldstein", Float),
    text_column("status", needed=True),
    whole_column("background", needed=True),
    text_column("source", needed=True),
    text_column("source_name"),
    text_column("source_country"),
    text_column("source_code"),
    text_column("target", needed=True),
    text_column("target_name"),
    text_column("target_country"),
    text_column("target_code"),
    text_column("words", needed=True),
    whole_column("anchor_start", needed=True),
    whole_column("anchor_end", needed=True),
    text_column("date_from"),
    text_column("date_to"),
    text_column("day"),
    text_column("place"),
    text_column("place_country"),
    Column("according_to", TEXT, ForeignKey("statements.key")),
    whole_column("killed_low"),
    whole_column("killed_high"),
    whole_column("injured_low"),
    whole_column("injured_high"),
    whole_column("taken_low"),
    whole_column("taken_high"),
    text_column("means"),
    text_column("meeting"),
    Column("confidence", Float, nullable=False),
    Column("doubt", Float, nullable=False),
    text_column("subject", needed=True),
    text_column("review"),
    Index("events_subject", "subject"),
    Index("events_doubt", "doubt", "key"),
    Index("events_report", "report"),
    Index("events_day", "day", "key"),
    Index("events_dyad", "source_country", "target_country", "type", "day"),
    Index("events_source", "source_country", "day", "key"),
    Index("events_target", "target_country", "day", "key"),
    Index("events_type", "type", "status", "day"),
)
"""``day`` is the event's first day or else the day of publication; names, countries and codes are
those of the first source and target; ``quad`` is 1 to 4 (words together, deeds together, words
against, deeds against)."""

matters = Table(
    "matters",
    METADATA,
    Column("key", TEXT, primary_key=True),
    _report(),
    text_column("kind", needed=True),
    text_column("by", needed=True),
    text_column("by_name"),
    text_column("by_country"),
    text_column("to", needed=True),
    text_column("to_name"),
    text_column("to_country"),
    text_column("words", needed=True),
    whole_column("content_start", needed=True),
    whole_column("content_end", needed=True),
    Column("statement", TEXT, ForeignKey("statements.key")),
    text_column("day"),
    Column("doubt", Float, nullable=False),
    text_column("subject", needed=True),
    text_column("review"),
    Index("matters_subject", "subject"),
    Index("matters_doubt", "doubt", "key"),
    Index("matters_report", "report"),
    Index("matters_parties", "by_country", "to_country", "kind", "day"),
)
"""One report's telling of a matter; ``ledger`` joins the tellings of one matter."""

positions = Table(
    "positions",
    METADATA,
    Column("matter", TEXT, ForeignKey("matters.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("actor", TEXT, ForeignKey("actors.key"), nullable=False),
    text_column("actor_name", needed=True),
    text_column("actor_country"),
    text_column("stance", needed=True),
    Column("statement", TEXT, ForeignKey("statements.key")),
    text_column("day"),
)

faults = Table(
    "faults",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("document", needed=True),
    text_column("stage", needed=True),
    text_column("reason", needed=True),
    text_column("remedy", needed=True),
    text_column("run"),
)
"""What was refused; the key is a hash of the rest, so the same fault is kept once."""

datasets = Table(
    "datasets",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("name", needed=True),
    text_column("form", needed=True),
    text_column("file"),
    text_column("digest"),
    text_column("imported"),
    whole_column("rows"),
    whole_column("refused"),
    _seal(),
)
"""Event data of other people, one row a data set; ``file`` lists the files that it came in, as JSON. Nothing
of it mixes with what was read."""

imported = Table(
    "imported",
    METADATA,
    Column("dataset", TEXT, ForeignKey("datasets.key", ondelete="CASCADE"), primary_key=True),
    Column("id", TEXT, primary_key=True),
    text_column("day", needed=True),
    Column("week", Integer, nullable=False),
    text_column("source"),
    text_column("source_country"),
    text_column("target"),
    text_column("target_country"),
    text_column("type"),
    text_column("cameo"),
    whole_column("quad"),
    Column("goldstein", Float),
    text_column("place_country"),
    Column("weight", Float, nullable=False),
    _seal(),
    Index("imported_dyad", "dataset", "source_country", "target_country", "week"),
    Index("imported_week", "dataset", "week"),
)
"""``week`` counts from Monday 1970-01-05; ``weight`` is 1 unless the data set counts otherwise."""

refused = Table(
    "refused",
    METADATA,
    Column("dataset", TEXT, ForeignKey("datasets.key", ondelete="CASCADE"), primary_key=True),
    Column("row", BigInteger, primary_key=True),
    text_column("reason", needed=True),
    text_column("content"),
    _seal(),
)

verdicts = Table(
    "verdicts",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("question", needed=True),
    text_column("actor"),
    text_column("toward"),
    text_column("since"),
    text_column("label"),
    text_column("registered"),
    text_column("judged"),
    text_column("version", needed=True),
    text_column("digest"),
    text_column("body"),
    _seal(),
)
"""A question is registered (its parameters as JSON) before it is judged; the answer is ``body``."""

reviews = Table(
    "reviews",
    METADATA,
    Column("key", TEXT, primary_key=True),
    text_column("noun", needed=True),
    text_column("subject", needed=True),
    text_column("decision", needed=True),
    text_column("body", needed=True),
    text_column("reviewer", needed=True),
    text_column("decided", needed=True),
    text_column("note"),
    text_column("withdraws"),
    Index("reviews_subject", "noun", "subject"),
)
"""A person's signed, dated decision; withdrawn by another row that names it, never erased."""
