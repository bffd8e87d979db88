"""The process that reads one PDF file: it comes on standard input, the texts of its pages go out as JSON."""

from __future__ import annotations

import io
import sys

import msgspec

__all__ = ["main"]

_MEMORY = 1_000_000_000  # bytes
_MOST_PAGES = 300


def main() -> int:
    """0 with the texts of the pages, or 1 with one line of what is wrong.

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
    except MemoryError:
        sys.stderr.write("it takes more than 1 GB of memory\n")
        return 1
    except (PyPdfError, ValueError, LookupError, TypeError, AttributeError, OSError, RecursionError) as error:
        sys.stderr.write(f"{type(error).__name__}\n")
        return 1
    sys.stdout.buffer.write(msgspec.json.encode([text.encode("utf-8", "replace").decode() for text in texts]))
    return 0


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
