"""A brief as a Word document, with its notes at the end."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

from deedwatch.errors import MissingExtra
from deedwatch.exchange.out.brief.nouns import Heading, Listed, Note, Picture, Said, Table

if TYPE_CHECKING:
    from pathlib import Path

    from deedwatch.exchange.out.brief.nouns import Block, Brief

__all__ = ["write_docx"]

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_docx(brief: Brief, path: Path) -> None:
    """Write the document. Raises ``MissingExtra`` where python-docx is not installed."""
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise MissingExtra("a brief as DOCX", "brief") from error
    numbers = {note: number for number, note in enumerate(brief.notes(), start=1)}
    document = Document()
    document.add_heading(_clean(brief.title), level=0)
    document.add_paragraph(_clean(brief.scope))
    for block in brief.blocks:
        _add(document, block, numbers)
    document.add_heading("Notes", level=1)
    for note, number in numbers.items():
        document.add_paragraph(f"{number}. {_clean(note.text)}")
    document.save(str(path))


def _clean(text: str) -> str:
    return _NOT_XML.sub("", " ".join(text.split()))


def _write(paragraph: Any, said: Said, numbers: dict[Note, int]) -> None:
    paragraph.add_run(_clean(said.text))
    if said.notes:
        marks = paragraph.add_run(" " + ", ".join(str(numbers[note]) for note in said.notes))
        marks.font.superscript = True


def _add(document: Any, block: Block, numbers: dict[Note, int]) -> None:
    if isinstance(block, Heading):
        document.add_heading(_clean(block.text), level=block.level - 1)
    elif isinstance(block, Listed):
        for item in block.items:
            _write(document.add_paragraph(style="List Bullet"), item, numbers)
    elif isinstance(block, Table):
        table = document.add_table(rows=1, cols=len(block.header), style="Table Grid")
        for cell, name in zip(table.rows[0].cells, block.header, strict=True):
            cell.text = _clean(name)
        for row in block.rows:
            for cell, said in zip(table.add_row().cells, row, strict=True):
                _write(cell.paragraphs[0], said, numbers)
    elif isinstance(block, Picture):
        document.add_picture(io.BytesIO(block.png))
        document.add_paragraph(_clean(block.words))
    else:
        _write(document.add_paragraph(), block, numbers)
