"""The real page in a real Chromium, over a book of the sample reports and one hostile report."""

import json
import shutil

import pytest

HOSTILE = (
    "<script>document.title='taken'</script> The minister said \"<img src=x onerror=alert(1)>\" on Monday.\n\n"
    "Iran denied that {{ 7*7 }} ${7*7} &lt;b&gt;bombs&lt;/b&gt; were sent. \u202eThe army said it would stop.\u202c\n\n"
    "</article><style>body{display:none}</style> A rebel spokesman said " + "w" * 1500 + " was enough."
)


def pytest_collection_modifyitems(items):
    for item in items:
        if "browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("Chromium is not installed; `make test` as root on Debian installs it")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def book_file(tmp_path_factory):
    from deedwatch.book import open_book

    folder = tmp_path_factory.mktemp("page")
    hostile = {"id": "hostile", "title": "<b>Hostile</b>", "text": HOSTILE, "published": "2017-01-02"}
    (folder / "hostile.jsonl").write_text(json.dumps(hostile), encoding="utf-8")
    with open_book(folder / "book.db") as book:
        book.read_samples()
        book.read(folder / "hostile.jsonl")
    return folder / "book.db"


@pytest.fixture(scope="session")
def address(book_file):
    from served_page import serve

    from deedwatch.book import open_book

    with open_book(book_file) as book, serve(book) as place:
        yield place


@pytest.fixture
def page(chromium):
    """A page that fails the test on any script error, policy breach or request to another host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    faults = []
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda message: message.type == "error" and faults.append(message.text))
    opened.on(
        "request",
        lambda request: request.url.startswith(("http://127.0.0.1", "data:")) or faults.append(request.url),
    )
    yield opened
    context.close()
    assert faults == []
