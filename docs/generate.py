"""Write the pages that are made from the code: the commands and the public reference.

python docs/generate.py            write them
python docs/generate.py --check    fail where they are not what the code says
"""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


def commands_page() -> str:
    """Every command with its help text and every option, from the commands themselves."""
    from deedwatch.cli import COMMANDS, main

    context = click.Context(main, info_name="deedwatch", max_content_width=100, terminal_width=100)
    parts = [
        "# Commands\n",
        "This page is made from the commands themselves by `python docs/generate.py`.\n",
        "Exit codes: 0 all was done, 1 some inputs were refused (each with one line that names the input,",
        "the fault and the remedy), 2 it could not run.\n",
    ]
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context, terminal_width=100)
        parts += [f"## deedwatch {name}\n", "```text", command.get_help(inner), "```\n"]
    return "\n".join(parts)


_CONDITIONS = {
    "Where": "deedwatch.store",
    "SoughtWords": "deedwatch.store",
    "Question": "deedwatch.reckoning.verdicts.question",
}
"""What a book's listings, search and verdicts take as ``**where`` and ``**question``, and where it is."""


def reference_page() -> str:
    """The public names with their docstrings, what each of a book's verbs takes, and its conditions."""
    deedwatch = importlib.import_module("deedwatch")
    parts = ["# Reference\n", "The public names of `import deedwatch`, made from their docstrings.\n"]
    for name in sorted(deedwatch.__all__):
        thing = getattr(deedwatch, name)
        if not callable(thing):
            continue
        parts += [f"## {name}\n", *_described(name, thing)]
        if name == "Book":
            parts += [part for verb in _verbs(thing) for part in verb]
    parts.append("## Conditions\n\nWhat the listings, the search and the verdicts of a book take by name.\n")
    for name, home in _CONDITIONS.items():
        parts += [f"### {name}\n", *_described(name, getattr(importlib.import_module(home), name))]
    return "\n".join(parts)


def _described(name: str, thing: Any) -> list[str]:
    try:
        signature = str(inspect.signature(thing))
    except (TypeError, ValueError):
        signature = "(...)"
    plain = re.sub(r"deedwatch\.[a-z.]+\.", "", signature)
    plain = re.sub(r"""(: |-> )(?:'([^']*)'|"([^"]*)")""", r"\1\2\3", plain)  # types as they are written
    return [f"```python\n{name}{plain}\n```\n", inspect.getdoc(thing) or "", ""]


def _verbs(book: Any) -> Iterator[list[str]]:
    """Each method and property of a book; one that hands its options on, with what they are."""
    for name, member in inspect.getmembers(book):
        if name.startswith("_") or name == "store":
            continue
        if isinstance(member, property):
            yield [f"### Book.{name}\n", inspect.getdoc(member) or "", ""]
            continue
        parts = [f"### Book.{name}\n", *_described(f"book.{name}", member)]
        told = re.search(r'_verb\("(\w+)", "(\w+)"\)', inspect.getsource(member))
        if told and "**" in str(inspect.signature(member)):
            target = getattr(importlib.import_module(f"deedwatch.book.{told[1]}"), told[2])
            parts += [f"It hands these on to `deedwatch.book.{told[1]}`:\n", *_described(told[2], target)]
        yield parts


_SHOWN = {"1.": 26, "2.": 26, "3.": 18, "4.": 14}  # lines of each part of the demo that README shows


def show_demo() -> None:
    """Put the beginning of each part of what the demo prints into README."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "deedwatch.cli", "demo", "--book", "demo.db"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)  # noqa: S603
    parts = re.split(r"(?m)^(?=\d\. [A-Z])", done.stdout)
    shown = []
    for part in parts:
        lines = part.splitlines()
        if lines and (most := _SHOWN.get(lines[0][:2])):
            shown.append("\n".join(lines[:most]).rstrip() + "\n")
    shown.append("\n".join(done.stdout.splitlines()[-2:]) + "\n")
    readme = HERE.parent / "README.md"
    block = "<!-- demo -->\n```text\n" + "[...]\n".join(shown) + "```\n<!-- /demo -->"
    text = re.sub(
        r"<!-- demo -->.*?<!-- /demo -->", lambda _: block, readme.read_text("utf-8"), flags=re.DOTALL
    )
    readme.write_text(text, encoding="utf-8")


PAGES = {"commands.md": commands_page, "reference.md": reference_page}


def main() -> int:
    """Write the pages, or with ``--check`` compare them."""
    if "--demo" in sys.argv:
        show_demo()
        return 0
    stale = []
    for name, make in PAGES.items():
        page = make().rstrip() + "\n"
        path = HERE / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != page:
                stale.append(name)
        else:
            path.write_text(page, encoding="utf-8")
    for name in stale:
        print(f"docs/{name} is not what the code says; run `make docs`", file=sys.stderr)  # noqa: T201
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
