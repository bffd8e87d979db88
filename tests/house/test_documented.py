"""What is undocumented fails: commands, options, public names, and the public face against __all__."""

import subprocess
import sys
from pathlib import Path

import deedwatch

ROOT = Path(__file__).parents[2]


def test_generated_pages_are_what_the_code_says():
    done = subprocess.run(
        [sys.executable, "docs/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_every_option_has_help():
    import click

    from deedwatch.cli import COMMANDS, main

    context = click.Context(main, info_name="deedwatch")
    silent = []
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command.help, name
        silent += [
            f"{name} {option.opts[0]}"
            for option in command.params
            if isinstance(option, click.Option) and not option.help
        ]
    assert not silent


def test_public_names_exist_and_have_docstrings():
    assert deedwatch.__all__ == sorted(deedwatch.__all__)
    for name in deedwatch.__all__:
        thing = getattr(deedwatch, name)
        assert thing.__doc__, name


def test_every_command_stands_in_the_readme_or_the_commands_page():
    from deedwatch.cli import COMMANDS

    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert all(f"## deedwatch {name}" in page for name in COMMANDS)
