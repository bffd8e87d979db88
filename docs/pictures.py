"""Take the pictures of the page anew: sample story, phone and desk width, light and dark.

``python docs/pictures.py`` writes them into docs/pictures; it needs Chromium and Playwright.
"""

from __future__ import annotations

import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn
from playwright.sync_api import sync_playwright

from deedwatch.book import open_book
from deedwatch.web import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deedwatch.book import Book

OUT = Path(__file__).parent / "pictures"
TAKEN = {"": (1280, 900, "light"), "-dark": (1280, 900, "dark"), "-phone": (390, 844, "light"),
         "-phone-dark": (390, 844, "dark")}  # fmt: skip
QUESTION = {"actor": "MWI", "toward": "ZMB", "kind": "material conflict", "since": "2017-06-12"}


def pages(book: Book) -> Iterator[tuple[str, str]]:
    """The name of each picture and the address that it shows."""
    report = next(row["key"] for row in book.reports().as_dicts() if "ambush-on-chama" in row["id"])
    happening = next(one.id for one in book.happenings(type="ASSAULT") if one.independent > 1)
    yield "report", f"/reports/{report}"
    yield "ledger", "/ledger?parties=ZMB,MWI"
    yield "happenings", "/happenings"
    yield "happening", f"/happenings/{happening}"
    yield "verdict", f"/verdicts/{book.verdict(**QUESTION, data='invented').key}"
    yield "review", "/review?reviewer=Ada&noun=events"
    yield "search", "/search?q=ambush"


def take(book: Book, address: str) -> int:
    """All pictures; the number of pages wider than their screen."""
    wide = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for ending, (width, height, scheme) in TAKEN.items():
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            page = context.new_page()
            for name, path in pages(book):
                page.goto(address + path)
                page.wait_for_timeout(700)  # the charts are drawn after the page
                wide += page.evaluate("document.documentElement.scrollWidth > innerWidth + 1")
                page.screenshot(path=OUT / f"{name}{ending}.png")
            context.close()
        browser.close()
    return wide


def main() -> None:
    """Serve the sample story and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder) / "book.db") as book:
        book.read_samples()
        server = uvicorn.Server(uvicorn.Config(make_app(book), host="127.0.0.1", port=0, log_level="error"))
        threading.Thread(target=server.run, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        wide = take(book, f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}")
        server.should_exit = True
    if wide:
        sys.exit(f"{wide} pages are wider than their screen")


if __name__ == "__main__":
    main()
