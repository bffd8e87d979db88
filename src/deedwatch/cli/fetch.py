"""``deedwatch fetch``: pages from the web into a folder."""

from __future__ import annotations

import click

from deedwatch.cli.output import emit, tell_fault
from deedwatch.records import Fault

__all__ = ["command"]


@click.command("fetch")
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--out", required=True, metavar="FOLDER", help="The folder for the pages.")
@click.option("--feed", is_flag=True, help="The addresses are RSS or Atom: fetch what their entries link to.")
@click.option("--allow-private", is_flag=True, help="Also hosts and ports of your own network.")
def command(urls: tuple[str, ...], *, out: str, feed: bool, allow_private: bool) -> int:
    """Fetch pages into a folder, for `deedwatch read FOLDER`.

    Only http and https, only public hosts, as robots.txt allows, at most 10 MB a page, and a second
    between two requests to one host. What did not change is not fetched again. Prints the files
    written. Exit code 1 if some addresses were refused, 2 if it could not run.
    """
    from deedwatch.book.fetching import fetch_into

    counts = {"new": 0, "changed": 0, "unchanged": 0, "refused": 0}
    for found in fetch_into(out, urls, feed=feed, allow_private=allow_private):
        if isinstance(found, Fault):
            counts["refused"] += 1
            tell_fault(found)
            continue
        counts[found.state] += 1
        if found.state != "unchanged":
            emit(f"{out.rstrip('/')}/{found.file}")
    told = ", ".join(f"{count} {state}" for state, count in counts.items())
    click.echo(f"{told}; the pages are in {out}", err=True)
    return 1 if counts["refused"] else 0
