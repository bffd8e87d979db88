"""What a brief is made of, apart from how it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

__all__ = ["Block", "Brief", "Heading", "Listed", "Note", "Picture", "Said", "Table"]


@dataclass(frozen=True, slots=True)
class Note:
    """Where a sentence comes from."""

    outlet: str
    day: str
    quotation: str
    where: str = ""

    @property
    def text(self) -> str:
        """The note in one line."""
        where = f" ({self.where})" if self.where else ""
        return f"{self.outlet}, {self.day}: “{self.quotation}”{where}"


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence with its notes."""

    text: str
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, of level 2 or 3."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Listed:
    """Sentences as a list."""

    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header."""

    header: tuple[str, ...]
    rows: tuple[tuple[Said, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A plot with the words that say the same."""

    svg: str
    png: bytes
    words: str


Block: TypeAlias = Said | Heading | Listed | Table | Picture


@dataclass(frozen=True, slots=True)
class Brief:
    """A title, a line that says what it covers, and the blocks in order."""

    title: str
    scope: str
    blocks: tuple[Block, ...] = field(default=())

    def notes(self) -> tuple[Note, ...]:
        """All notes in the order in which the text comes to them, each once."""
        found: dict[Note, None] = {}
        for block in self.blocks:
            for said in _said(block):
                found.update(dict.fromkeys(said.notes))
        return tuple(found)


def _said(block: Block) -> tuple[Said, ...]:
    if isinstance(block, Said):
        return (block,)
    if isinstance(block, Listed):
        return block.items
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return ()
