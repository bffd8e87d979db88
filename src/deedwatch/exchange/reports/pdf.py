"""The process that reads one PDF file: it comes on standard input, its title and pages go out as JSON."""

from __future__ import annotations

import io
import sys

import msgspec

__all__ = ["Printed", "main"]


class Printed(msgspec.Struct, frozen=True):
    """What a PDF file holds: the title that its maker gave it, and the text of each page."""

    title: str | None
    pages: tuple[str, ...]


_MEMORY = 1_000_000_000  # bytes
_MOST_PAGES = 300


def main() -> int:
    """0 with what the file holds, or 1 with one line of what is wrong.

    The first argument, where there is one, is how many seconds of a processor it may take.
    """
    _bound(int(sys.argv[1]) if len(sys.argv) > 1 else None)
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            sys.stderr.write("it is locked with a password\n")
            return 1
        if len(reader.pages) > _MOST_PAGES:
            sys.stderr.write(f"it has more than {_MOST_PAGES} pages\n")
            return 1
        texts = [page.extract_text() or "" for page in reader.pages]
        title = reader.metadata.title if reader.metadata is not None else None
    except MemoryError:
        sys.stderr.write("it takes more than 1 GB of memory\n")
        return 1
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
        return 1
    printed = Printed(_whole(title) if isinstance(title, str) else None, tuple(map(_whole, texts)))
    sys.stdout.buffer.write(msgspec.json.encode(printed))
    return 0


def _whole(text: str) -> str:
    """The text without halves of characters, which no JSON can hold."""
    return text.encode("utf-8", "replace").decode()


def _bound(seconds: int | None) -> None:
    """No more memory and time than a report is worth, where the system can hold a process to it."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    if seconds is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


if __name__ == "__main__":
    sys.exit(main())
