"""A brief as Markdown, one HTML file, DOCX or PDF; chosen by the ending of the file's name."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from deedwatch.errors import InputError, MissingExtra
from deedwatch.exchange.out.brief.markup import as_html, as_markdown, as_typst

if TYPE_CHECKING:
    from deedwatch.exchange.out.brief.nouns import Brief

__all__ = ["BRIEF_FORMS", "write_brief"]

BRIEF_FORMS = (".html", ".pdf", ".docx", ".md")


def write_brief(brief: Brief, out: str | Path) -> None:
    """Write a brief to ``out``.

    Raises ``InputError`` for another ending or a place that cannot be written, ``MissingExtra``
    where PDF or DOCX need packages that are not installed.
    """
    path = Path(out)
    writers = {".html": _html, ".md": _markdown, ".docx": _docx, ".pdf": _pdf}
    if path.suffix not in writers:
        endings = ", ".join(BRIEF_FORMS)
        raise InputError(str(path), "has no ending of a brief", remedy=f"end the name in one of: {endings}")
    try:
        writers[path.suffix](brief, path)
    except OSError as error:
        raise InputError(
            str(path), f"cannot be written: {error.strerror}", remedy="give another path"
        ) from error


def _html(brief: Brief, path: Path) -> None:
    path.write_text(as_html(brief), encoding="utf-8")


def _markdown(brief: Brief, path: Path) -> None:
    path.write_text(as_markdown(brief), encoding="utf-8")


def _pdf(brief: Brief, path: Path) -> None:
    try:
        import typst
    except ModuleNotFoundError as error:
        raise MissingExtra("a brief as PDF", "brief") from error
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "brief.typ"
        source.write_text(as_typst(brief, Path(folder)), encoding="utf-8")
        path.write_bytes(typst.compile(str(source), root=folder))


def _docx(brief: Brief, path: Path) -> None:
    from deedwatch.exchange.out.brief.word import write_docx

    write_docx(brief, path)
