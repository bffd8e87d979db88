"""A user's own folder of action rules, checked before it is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from deedwatch.errors import LexiconError

__all__ = ["check_folder"]


def check_folder(folder: Path) -> tuple[LexiconError, ...]:
    """What is wrong with the rules of a folder: unknown keys, codes without a type, examples that fail."""
    from deedwatch.reading.events import check_lexicon

    return check_lexicon(folder)
