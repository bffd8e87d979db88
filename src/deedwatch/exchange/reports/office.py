"""Documents of offices: PDF with text, read in a process of its own, and DOCX."""

from __future__ import annotations

import io
import math
import re
import subprocess
import sys
import zipfile
import zlib
from collections import Counter
from typing import TYPE_CHECKING

import msgspec

from deedwatch.exchange.reports.feed import parse_xml
from deedwatch.exchange.reports.pdf import Printed
from deedwatch.exchange.reports.source import LARGEST_FILE, read_whole, refuse
from deedwatch.records import Page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deedwatch.exchange.reports.source import Found, Source

__all__ = ["join_lines", "open_docx", "open_pdf"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SENTENCE_END = re.compile(r"[.!?…:][\"'”’»)\]]*$")
_SUFFIX = re.compile(r"\s+(?:[|»«·•–—-]|::)\s+")
_HEAD = 30  # paragraphs: above the headline of a printed page stands the outlet's menu
_LEAST_WORDS = 3  # of a headline
_FOLIO = re.compile(r"(?:page )?[-–]? ?\d{1,4} ?[-–]?(?: ?(?:of|/) ?\d{1,4})?", re.IGNORECASE)


def open_pdf(source: Source) -> Iterator[Found]:
    """The text of a PDF file as a page of plain text; scanned pictures of text hold none.

    It is read by a process of its own that may take as long as any report and 1 GB: such files can be made to
    take more than any machine has.
    """
    data = read_whole(source)
    if not data.lstrip().startswith(b"%PDF-"):
        raise refuse(source, "is no PDF file", "give it with its right ending")
    limit = source.seconds
    command = [sys.executable, "-m", "deedwatch.exchange.reports.pdf", *_whole_seconds(limit)]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=limit, check=False)  # noqa: S603 - our own module, no shell
    except subprocess.TimeoutExpired as error:
        raise refuse(source, f"takes more than {limit:g} seconds to open", "give its text") from error
    if done.returncode:
        raise refuse(source, f"is a PDF that cannot be read ({_last_line(done.stderr)})", "give its text")
    printed = msgspec.json.decode(done.stdout, type=Printed)
    raw = join_lines(printed.pages)
    if not raw.strip():
        raise refuse(source, "is a PDF without text", "give its text, or run it through text recognition")
    title, raw = _headed(raw, printed.title or "")
    yield Page(
        id=source.id,
        raw=raw,
        media_type="text/plain",
        uri=source.uri,
        title=title,
    )


def _headed(raw: str, title: str) -> tuple[str | None, str]:
    """The headline, where the file's title has it, and the text with the headline's lines made one.

    A browser gives a printed page its title: "Dam leaks - The Herald". Its part that stands at the head of
    the text is the headline; a title that the text does not have ("untitled3.docx") is none.
    """
    blocks = raw.split("\n\n")
    for part in sorted(_SUFFIX.split(" ".join(title.split())), key=len, reverse=True):
        for start in range(min(len(blocks), _HEAD)):
            for end in range(start + 1, start + 4):
                if len(part.split()) >= _LEAST_WORDS and " ".join(blocks[start:end]) == part:
                    return part, "\n\n".join([*blocks[:start], part, *blocks[end:]])
    return None, raw


def _whole_seconds(limit: float | None) -> list[str]:
    """The process's own limit, a little later than ours, for the case that we are gone."""
    return [] if limit is None else [str(math.ceil(limit) + 1)]


def _last_line(printed: bytes) -> str:
    lines = printed.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:120] if lines else "it was stopped"


def join_lines(pages: Sequence[str]) -> str:
    """Lines of printed pages as paragraphs: broken lines joined, running heads and page numbers left out.

    A paragraph ends where a sentence ends on a line that is shorter than the others.
    """
    lines = [[" ".join(line.split()) for line in page.splitlines()] for page in pages]
    heads = Counter(line for page in lines for line in {*page[:2], *page[-2:]} if line)
    running = {line for line, count in heads.items() if count >= max(3, len(pages) // 2)}
    body = [line for page in lines for line in page if line not in running and not _FOLIO.fullmatch(line)]
    width = max((len(line) for line in body), default=0)
    paragraphs, held = [], ""
    for line in body:
        if not line:
            paragraphs.append(held)
            held = ""
            continue
        held = f"{held[:-1]}{line}" if _is_broken_word(held, line) else f"{held} {line}".strip()
        if len(line) < 0.85 * width and (_SENTENCE_END.search(line) or len(line) < 0.6 * width):
            paragraphs.append(held)
            held = ""
    return "\n\n".join(paragraph for paragraph in (*paragraphs, held) if paragraph)


def _is_broken_word(held: str, line: str) -> bool:
    return len(held) > 2 and held.endswith("-") and held[-2].islower() and line[0].islower()


def open_docx(source: Source) -> Iterator[Found]:
    """The paragraphs of a DOCX file as a page of plain text, without deleted text and notes."""
    root = parse_xml(source, _document_part(source))
    paragraphs = []
    for paragraph in root.iter(f"{_W}p"):
        words = "".join(
            _run(element) for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr")
        )
        paragraphs.append(" ".join(words.split()))
    raw = "\n\n".join(words for words in paragraphs if words)
    if not raw:
        raise refuse(source, "is a DOCX file without text", "give its text")
    yield Page(id=source.id, raw=raw, media_type="text/plain", uri=source.uri)


def _run(element: object) -> str:
    tag, text = getattr(element, "tag", ""), getattr(element, "text", None)
    return text or "" if tag == f"{_W}t" else " "


def _document_part(source: Source) -> bytes:
    try:
        with (
            zipfile.ZipFile(io.BytesIO(read_whole(source))) as archive,
            archive.open("word/document.xml") as part,
        ):
            data = part.read(LARGEST_FILE + 1)
    except (
        zipfile.BadZipFile,
        KeyError,
        RuntimeError,
        NotImplementedError,
        zlib.error,
        EOFError,
        ValueError,
    ) as error:
        raise refuse(source, "is no DOCX file that can be read", "save it anew") from error
    if len(data) > LARGEST_FILE:
        raise refuse(source, f"unpacks to more than {LARGEST_FILE // 1_000_000} MB", "give its text")
    return data
