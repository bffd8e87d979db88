"""The tables of a book. What one report says is kept under its key; accounts over reports point back.

Keys are text: a report's key is a hash of what was given, and ``KEY.s3`` is the third statement of
that report, so that any row can be walked back to its sentence. Lists of keys and spans are JSON
text. A day is ISO text (``2007-05-28``) and may be shorter (``2007-05``) where no more is known.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Float, ForeignKey, Index, Integer, MetaData, Table, Text

__all__ = ["METADATA", "SCHEMA_VERSION"]

SCHEMA_VERSION = 1
# by code point in both databases, so that listings have one order
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
METADATA = MetaData()


def _text(name: str, *, needed: bool = False) -> Column[str]:
    return Column(name, _TEXT, nullable=not needed)


def _whole(name: str, *, needed: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=not needed)


def _report(*, primary: bool = False) -> Column[str]:
    link = ForeignKey("reports.key", ondelete="CASCADE")
    return Column("report", _TEXT, link, primary_key=primary, nullable=False)


about = Table(
    "about",
    METADATA,
    Column("name", _TEXT, primary_key=True),
    _text("value", needed=True),
)
"""What the book is: ``schema`` (version of these tables), ``made_by``."""

runs = Table(
    "runs",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _text("command", needed=True),
    _text("version", needed=True),
    _text("started", needed=True),
    _text("ended"),
    _whole("read"),
    _whole("known"),
    _whole("refused"),
)

reports = Table(
    "reports",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _text("id", needed=True),
    _text("uri"),
    _text("title"),
    _text("outlet"),
    _text("authors", needed=True),
    _text("contributors", needed=True),
    _text("published"),
    _text("updated"),
    _text("dateline"),
    _text("language"),
    _text("media_type"),
    _text("given", needed=True),
    _text("raw"),
    _text("text", needed=True),
    _text("segments", needed=True),
    _text("record", needed=True),
    _text("reader", needed=True),
    _text("run"),
    Index("reports_id", "id"),
    Index("reports_published", "published", "key"),
)
"""``given`` is what came with the report from outside (title, outlet, published, uri, as JSON);
``raw`` is the page as it came (NULL where text was given); ``record`` is the record's JSON without
the text and segments, which have their own columns."""

actors = Table(
    "actors",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _report(),
    _text("name", needed=True),
    _text("kind", needed=True),
    _text("country"),
    _text("code"),
    _text("roles", needed=True),
    Index("actors_report", "report"),
    Index("actors_name", "name"),
)

mentions = Table(
    "mentions",
    METADATA,
    Column("actor", _TEXT, ForeignKey("actors.key", ondelete="CASCADE"), primary_key=True),
    Column("start", Integer, primary_key=True),
    Column("end", Integer, primary_key=True),
)

statements = Table(
    "statements",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _report(),
    Column("speaker", _TEXT, ForeignKey("actors.key")),
    _text("speaker_name"),
    _text("speaker_country"),
    _text("speaker_code"),
    _text("addressees", needed=True),
    _text("mode", needed=True),
    _text("act", needed=True),
    _text("words", needed=True),
    _text("content", needed=True),
    _whole("cue_start"),
    _whole("cue_end"),
    _whole("source_start"),
    _whole("source_end"),
    _text("channel"),
    _text("said_on"),
    _text("day"),
    _text("relayed_by"),
    Column("confidence", Float, nullable=False),
    _text("subject", needed=True),
    _text("review"),
    Index("statements_subject", "subject"),
    Index("statements_report", "report"),
    Index("statements_day", "day", "key"),
    Index("statements_speaker", "speaker_country", "act", "day"),
)
"""``day`` is ``said_on`` or else the day of publication."""

events = Table(
    "events",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _report(),
    _text("type", needed=True),
    _text("cameo", needed=True),
    _whole("quad", needed=True),
    Column("goldstein", Float),
    _text("status", needed=True),
    _whole("background", needed=True),
    _text("source", needed=True),
    _text("source_name"),
    _text("source_country"),
    _text("source_code"),
    _text("target", needed=True),
    _text("target_name"),
    _text("target_country"),
    _text("target_code"),
    _text("words", needed=True),
    _whole("anchor_start", needed=True),
    _whole("anchor_end", needed=True),
    _text("date_from"),
    _text("date_to"),
    _text("day"),
    _text("place"),
    _text("place_country"),
    Column("according_to", _TEXT, ForeignKey("statements.key")),
    _whole("killed_low"),
    _whole("killed_high"),
    _whole("injured_low"),
    _whole("injured_high"),
    _whole("taken_low"),
    _whole("taken_high"),
    _text("means"),
    _text("meeting"),
    Column("confidence", Float, nullable=False),
    _text("subject", needed=True),
    _text("review"),
    Index("events_subject", "subject"),
    Index("events_report", "report"),
    Index("events_day", "day", "key"),
    Index("events_dyad", "source_country", "target_country", "type", "day"),
    Index("events_target", "target_country", "day"),
    Index("events_type", "type", "status", "day"),
)
"""``day`` is the event's first day or else the day of publication; names, countries and codes are
those of the first source and target; ``quad`` is 1 to 4 (words together, deeds together, words
against, deeds against)."""

matters = Table(
    "matters",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _report(),
    _text("kind", needed=True),
    _text("by", needed=True),
    _text("by_name"),
    _text("by_country"),
    _text("to", needed=True),
    _text("to_name"),
    _text("to_country"),
    _text("words", needed=True),
    _whole("content_start", needed=True),
    _whole("content_end", needed=True),
    Column("statement", _TEXT, ForeignKey("statements.key")),
    _text("day"),
    _text("subject", needed=True),
    _text("review"),
    Index("matters_subject", "subject"),
    Index("matters_report", "report"),
    Index("matters_parties", "by_country", "to_country", "kind", "day"),
)
"""One report's telling of a matter; ``ledger`` joins the tellings of one matter."""

positions = Table(
    "positions",
    METADATA,
    Column("matter", _TEXT, ForeignKey("matters.key", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("actor", _TEXT, ForeignKey("actors.key"), nullable=False),
    _text("actor_name", needed=True),
    _text("actor_country"),
    _text("stance", needed=True),
    Column("statement", _TEXT, ForeignKey("statements.key")),
    _text("day"),
)

faults = Table(
    "faults",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _text("document", needed=True),
    _text("stage", needed=True),
    _text("reason", needed=True),
    _text("remedy", needed=True),
    _text("run"),
)
"""What was refused; the key is a hash of the rest, so the same fault is kept once."""

datasets = Table(
    "datasets",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _text("name", needed=True),
    _text("form", needed=True),
    _text("file"),
    _text("digest"),
    _text("imported"),
    _whole("rows"),
    _whole("refused"),
)
"""Event data of other people, one row a file; nothing of it mixes silently with what was read."""

imported = Table(
    "imported",
    METADATA,
    Column("dataset", _TEXT, ForeignKey("datasets.key", ondelete="CASCADE"), primary_key=True),
    Column("id", _TEXT, primary_key=True),
    _text("day", needed=True),
    Column("week", Integer, nullable=False),
    _text("source"),
    _text("source_country"),
    _text("target"),
    _text("target_country"),
    _text("type"),
    _text("cameo"),
    _whole("quad"),
    Column("goldstein", Float),
    _text("place_country"),
    Column("weight", Float, nullable=False),
    Index("imported_dyad", "dataset", "source_country", "target_country", "week"),
    Index("imported_week", "dataset", "week"),
)
"""``week`` counts from Monday 1970-01-05; ``weight`` is 1 unless the data set counts otherwise."""

refused = Table(
    "refused",
    METADATA,
    Column("dataset", _TEXT, ForeignKey("datasets.key", ondelete="CASCADE"), primary_key=True),
    Column("row", BigInteger, primary_key=True),
    _text("reason", needed=True),
    _text("content"),
)

verdicts = Table(
    "verdicts",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _text("question", needed=True),
    _text("actor"),
    _text("toward"),
    _text("since"),
    _text("label"),
    _text("registered"),
    _text("judged"),
    _text("version", needed=True),
    _text("digest"),
    _text("body"),
)
"""A question is registered (its parameters as JSON) before it is judged; the answer is ``body``."""

reviews = Table(
    "reviews",
    METADATA,
    Column("key", _TEXT, primary_key=True),
    _text("noun", needed=True),
    _text("subject", needed=True),
    _text("review"),
    _text("decision", needed=True),
    _text("body", needed=True),
    _text("reviewer", needed=True),
    _text("decided", needed=True),
    _text("note"),
    _text("withdraws"),
    Index("reviews_subject", "noun", "subject"),
)
"""A person's signed, dated decision; withdrawn by another row that names it, never erased."""
