"""What an HTML page says of itself: JSON-LD, OpenGraph and other meta elements, time elements."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from deedwatch.reading.article.people import names_in
from deedwatch.reading.article.sheet import Markup, text_of
from deedwatch.reading.article.stamps import iso_minute

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_markup"]

_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|Review|NewsItem)$")
_LARGEST = 400_000  # characters of one JSON-LD script
_BYLINE = 160  # characters of an element that names the authors
_BYLINE_CLASSES = frozenset(
    {"byline", "author", "authors", "article-author", "article__author", "article-byline", "article__byline",
     "author-name", "author__name", "byline-name", "byline__name", "byline__author", "byline-author",
     "entry-author", "post-author", "post__author", "story-byline", "story__byline"}
)  # fmt: skip
_ELSEWHERE = re.compile(r"comment|respond|related|recirc|footer|sidebar|aside|teaser|card|bio\b|promo|most")
_META = {
    "headline": ("og:title", "twitter:title", "dc.title", "dcterms.title", "hdl", "headline"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "cre", "publisher"),
    "published": (
        "article:published_time", "og:published_time", "datepublished", "article:published", "published_time",
        "pubdate", "ptime", "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.created",
        "dc.date", "date", "publish-date", "publication_date", "originalpublicationdate",
        "cxenseparse:recs:publishtime",
    ),
    "updated": (
        "article:modified_time", "og:updated_time", "datemodified", "article:modified", "lastmod", "utime",
        "dcterms.modified", "last-modified", "modified_time",
    ),
    "authors": (
        "author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author",
        "sailthru.author",
    ),
}  # fmt: skip


def read_markup(tree: Any) -> Markup:
    """What the page says of itself; nothing is guessed from its prose."""
    article = next(_articles(tree), {})
    meta = _meta(tree)
    return Markup(
        headline=_words(article.get("headline")) or _first(meta, "headline"),
        authors=tuple(dict.fromkeys(_names(article.get("author")))) or _meta_authors(meta),
        bylined=_marked_authors(tree),
        outlet=_first(meta, "outlet") or _words(_named(article.get("publisher"))),
        published=_moment(article.get("datePublished"), *_all(meta, "published"), _time_element(tree)),
        updated=_moment(article.get("dateModified"), *_all(meta, "updated")),
        uri=_canonical(tree) or next(filter(_is_page, meta.get("og:url", ())), None),
    )


def _articles(tree: Any) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that describe an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text[:_LARGEST], strict=False)
        except (ValueError, RecursionError):
            continue  # half of the faulty ones are cut off; the page's own lines are read as well
        yield from _walk(data)


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    waiting = [data]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            kinds = item.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                yield item
            waiting.extend(item[key] for key in ("@graph", "mainEntity") if key in item)


def _meta(tree: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _all(meta: dict[str, list[str]], field: str) -> list[str]:
    return [value for name in _META[field] for value in meta.get(name, ())]


def _first(meta: dict[str, list[str]], field: str) -> str | None:
    return next(
        (value for value in _all(meta, field) if not value.startswith(("http:", "https:", "@"))), None
    )


def _meta_authors(meta: dict[str, list[str]]) -> tuple[str, ...]:
    for name in _META["authors"]:
        found = [
            person for value in meta.get(name, ()) if "//" not in value for person in names_in(_bare(value))
        ]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _marked_authors(tree: Any) -> tuple[str, ...]:
    """The names in the first element that is marked as the byline, and in those that stand beside it."""
    beside: Any = None
    found: list[str] = []
    for element in tree.iter("a", "address", "div", "p", "span", "li"):
        if not _is_byline(element) or any(_is_elsewhere(above) for above in element.iterancestors()):
            continue
        words = text_of(element)
        names = names_in(_bare(words)) if len(words) <= _BYLINE else ()
        if names and (beside is None or element.getparent() is beside):
            beside = element.getparent()
            found.extend(names)
    return tuple(dict.fromkeys(found))


def _is_byline(element: Any) -> bool:
    marks = (element.get("class") or "").lower().split()
    return (
        "author" in (element.get("rel") or "").lower().split()
        or (element.get("itemprop") or "").lower() == "author"
        or not _BYLINE_CLASSES.isdisjoint(marks)
    )


def _is_elsewhere(element: Any) -> bool:
    """Whether this part of the page is about other reports, readers' comments or the site."""
    if element.tag in {"body", "html"}:
        return False
    marks = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    return element.tag in {"aside", "footer"} or _ELSEWHERE.search(marks) is not None


def _names(author: Any) -> Iterator[str]:
    if isinstance(author, list):
        for item in author:
            yield from _names(item)
    else:
        yield from names_in(_bare(_words(_named(author)) or ""))


def _named(value: Any) -> Any:
    """The name of a thing that may be given as its name or as an object with one."""
    if isinstance(value, list):
        value = value[0] if value else None
    return value.get("name") if isinstance(value, dict) else value


def _bare(words: str) -> str:
    return re.sub(r"^by\s+", "", words.strip(), flags=re.IGNORECASE)


def _words(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    words = " ".join(value.split()) if isinstance(value, str) else ""
    return words if words and "//" not in words else None


def _moment(*values: Any) -> str | None:
    """The first value that is a date, or another of the same day that has the clock time too."""
    moments = [
        moment for moment in (iso_minute(value) for value in values if isinstance(value, str)) if moment
    ]
    same_day = (moment for moment in moments if moment[:10] == moments[0][:10] and "T" in moment)
    return next(same_day, moments[0]) if moments else None


def _time_element(tree: Any) -> str | None:
    """The machine-readable value of an element that is marked as the time of publication."""
    for element in tree.iter("time", "abbr", "span"):
        label = " ".join(element.get(name) or "" for name in ("itemprop", "class", "pubdate")).lower()
        value = element.get("datetime") or element.get("content")
        if element.tag == "abbr":
            value = value or element.get("title")
        if value and any(word in label for word in ("publish", "pubdate", "created")):
            return str(value)
    return None


def _is_page(address: str) -> bool:
    """Whether an address leads to more than a site's front door."""
    parts = urlsplit(address)
    return parts.scheme in {"http", "https"} and len(parts.path) > 1


def _canonical(tree: Any) -> str | None:
    for element in tree.iter("link"):
        if (element.get("rel") or "").lower() == "canonical" and (element.get("href") or "").startswith(
            "http"
        ):
            return str(element.get("href"))
    return None
