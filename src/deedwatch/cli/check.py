"""``deedwatch check``: a user's own ontology, before it is used."""

from __future__ import annotations

from pathlib import Path

import click

from deedwatch.cli.output import counted

__all__ = ["command"]


@click.command("check")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(*, folder: Path) -> int:
    """Check a folder of action rules (TOML): keys, codes, and each rule's two examples.

    Exit code 1 where a rule is wrong; each fault names file, row and key.
    """
    from deedwatch.book.checking import check_folder

    faults = check_folder(folder)
    for fault in faults:
        click.echo(str(fault))
    click.echo(f"{folder}: {counted(len(faults), 'fault')}" if faults else f"{folder}: all rules hold")
    return 1 if faults else 0
