"""Every command line of README and the docs is one that the commands take."""

import re
import shlex
from pathlib import Path

import click
import pytest

from deedwatch.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def shell_lines():
    for page in PAGES:
        if page.name == "commands.md":
            continue
        blocks = re.findall(
            r"```(?:bash|sh|console|text)?\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL
        )
        for block in blocks:
            for line in re.sub(r"\\\n\s*", " ", block).splitlines():
                words = re.sub(r"\s+#.*|\s{3,}.*| [|>] .*| > .*", "", line.strip().removeprefix("$ ")).strip()
                if re.match(r"deedwatch [a-z]", words) and "..." not in words:
                    yield pytest.param(words, id=f"{page.stem}: {words}")


@pytest.mark.parametrize("line", [*shell_lines()])
def test_line_is_taken(line):
    name, *rest = shlex.split(line)[1:]
    assert name in COMMANDS
    command = main.get_command(click.Context(main), name)
    for parameter in command.params:
        if isinstance(parameter.type, click.Path):
            parameter.type.exists = False  # the reader's own files
    command.make_context(name, rest)
