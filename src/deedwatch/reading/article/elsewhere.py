"""The parts of a page that its own names mark as no part of the report: boxes, banners, lists of others."""

from __future__ import annotations

import re
from typing import Any

from deedwatch.reading.article.sheet import text_of

__all__ = ["drop_elsewhere"]

_MARKED = re.compile(
    r"-(?:related|recirc|recirculation|recommended|recommendations|newsletters?|signup|sign-up|cookies?|consent"
    r"|onetrust|gdpr|promos?|sidebar|right-rail|rightrail|trending|most-(?:read|popular|viewed|shared)|mostread"
    r"|bio|comments|disqus|breadcrumbs?|sharedaddy|carousel|slideshow|outbrain|taboola|ticker)-"
)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = re.compile(r"[^a-z]+")
_SHARE = 0.5  # of a page's letters: what holds more is a frame, whatever it is called


def drop_elsewhere(tree: Any) -> None:
    """Take out of a page what its classes and ids call a box about something else.

    What holds the headline, or most of the page or of its paragraphs, stays: a frame may be called
    ``with-sidebar``.
    """
    letters, paragraphs = len(text_of(tree)), _paragraphs(tree)
    marked = [
        element
        for element in tree.iterdescendants("div", "section", "aside", "ul", "ol", "p", "figure", "nav")
        if _MARKED.search(_names(element))
        and next(element.iter("h1"), None) is None
        and len(text_of(element)) < _SHARE * letters
        and _paragraphs(element) <= _SHARE * paragraphs
    ]
    for element in marked:
        if element.getparent() is not None:
            element.drop_tree()


def _paragraphs(element: Any) -> int:
    """The letters in the paragraphs of an element."""
    return sum(len(text_of(p)) for p in element.iter("p"))


def _names(element: Any) -> str:
    """Class and id as words between hyphens: ``PagePromo-title`` is ``-page-promo-title-``."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    return f"-{_BETWEEN.sub('-', _HUMP.sub('-', names).lower())}-" if len(names) > 1 else ""
