"""What was made of a page before its parts are put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from deedwatch.text import Visible

__all__ = ["Markup", "Sheet", "text_of"]


def text_of(element: Any) -> str:
    """All text in an element of a page, white space folded."""
    return " ".join("".join(element.itertext()).split())


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page says of itself in mark-up that machines read; all of it may be missing.

    ``bylined`` are the names in the element that is marked as the byline.
    """

    headline: str | None = None
    authors: tuple[str, ...] = ()
    bylined: tuple[str, ...] = ()
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    uri: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page taken apart: headline, paragraphs of the article, and the lines above and below them.

    ``head`` are the lines from the headline down to the first paragraph, ``tail`` those after it
    that are not paragraphs.
    """

    visible: Visible
    headline: str | None
    body: tuple[str, ...]
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    markup: Markup = field(default_factory=Markup)

    @property
    def byline_lines(self) -> tuple[str, ...]:
        """The lines between the headline and the article, else those above it."""
        if self.headline in self.head:
            return self.head[self.head.index(self.headline) + 1 :]
        return self.head
