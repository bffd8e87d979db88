"""The folder that pages are kept in: safe names, whole files, and what is known of each address."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from deedwatch.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Folder", "name_for"]

_INDEX = ".fetched.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,120}$")
_HEADER = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,498}$")
_LARGEST_INDEX = 200_000_000  # bytes


def name_for(url: str, ending: str) -> str:
    """A file name for an address: its host and path in plain letters, and a hash that keeps it apart.

    >>> name_for("https://post.example/world/../../etc/passwd?x=1", ".html")
    'post.example-world-etc-passwd-x-1-0c930c6748.html'
    """
    parts = urlsplit(url)
    words = f"{parts.hostname or ''} {parts.path} {parts.query}".lower()
    plain = re.sub(r"[^a-z0-9.]+", "-", words)
    plain = re.sub(r"\.{2,}|-\.|\.-", "-", plain)
    plain = re.sub(r"-{2,}", "-", plain).strip("-.")[:80].strip("-.")
    return f"{plain or 'page'}-{hashlib.sha256(url.encode()).hexdigest()[:10]}{ending}"


class Folder:
    """Pages and the list of them; each is written whole or not at all."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._refuse(f"is no folder that can be made ({error.strerror})") from error
        self._rows = self._load()

    def _refuse(self, fault: str, remedy: str = "give another folder") -> InputError:
        return InputError(str(self.path), fault, remedy=remedy)

    def _load(self) -> dict[str, dict[str, Any]]:
        index = self.path / _INDEX
        damaged = self._refuse(
            f"has a list {_INDEX} that cannot be read", "delete it, and all is fetched anew"
        )
        try:
            if index.stat().st_size > _LARGEST_INDEX:
                raise damaged
            rows = json.loads(index.read_text(encoding="utf-8"))["addresses"]
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise damaged from error
        if not isinstance(rows, dict) or not all(isinstance(row, dict) for row in rows.values()):
            raise damaged
        return rows

    def file_of(self, url: str) -> str | None:
        """The name of the file that holds the address, where it is still there."""
        name = self._rows.get(url, {}).get("file")
        if not isinstance(name, str) or not _NAME.match(name):
            return None
        return name if (self.path / name).is_file() else None

    def links_of(self, url: str) -> tuple[str, ...] | None:
        """The entries that a feed had when it was last fetched."""
        links = self._rows.get(url, {}).get("links")
        return tuple(map(str, links)) if isinstance(links, list) else None

    def conditions(self, url: str) -> dict[str, str]:
        """The headers that ask for the page only if it changed; none where nothing is held of it."""
        if self.file_of(url) is None and self.links_of(url) is None:
            return {}
        row = self._rows[url]
        asked = {"If-None-Match": row.get("etag"), "If-Modified-Since": row.get("modified")}
        return {
            name: value for name, value in asked.items() if isinstance(value, str) and _HEADER.match(value)
        }

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a file has just this content."""
        try:
            return (self.path / name).read_bytes() == data
        except OSError:
            return False

    def keep(self, url: str, name: str, data: bytes) -> None:
        """Write one page, under a name made by ``name_for``.

        Raises ``InputError`` where it cannot be written.
        """
        assert _NAME.match(name)
        before = self.file_of(url)
        self._write(name, data)
        if before is not None and before != name:
            with contextlib.suppress(OSError):
                (self.path / before).unlink()

    def note(
        self,
        url: str,
        headers: dict[str, str],
        *,
        file: str | None = None,
        links: Sequence[str] | None = None,
    ) -> None:
        """Write down what is known of an address; the list is replaced in one step."""
        row: dict[str, Any] = {"etag": headers.get("etag"), "modified": headers.get("last-modified")}
        row |= {"file": file, "links": None if links is None else list(links)}
        self._rows[url] = {key: value for key, value in row.items() if value is not None}
        told = {"version": 1, "addresses": self._rows}
        self._write(_INDEX, json.dumps(told, ensure_ascii=False, indent=1).encode("utf-8", "replace"))

    def _write(self, name: str, data: bytes) -> None:
        try:
            handle, waiting = tempfile.mkstemp(prefix=".fetching-", dir=self.path)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                Path(waiting).replace(self.path / name)
            finally:
                Path(waiting).unlink(missing_ok=True)  # there no more, unless writing failed
        except OSError as error:
            raise self._refuse(
                f"cannot be written ({error.strerror})", "check the disk and the rights"
            ) from error
