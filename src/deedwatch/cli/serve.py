"""``deedwatch serve``: the local page on a book."""

from __future__ import annotations

import click

from deedwatch.cli.output import book_option
from deedwatch.errors import MissingExtra


@click.command("serve", help="Show a book as a local page; nothing leaves this machine.")
@book_option
@click.option("--port", default=8642, show_default=True, type=click.IntRange(1, 65535), help="The port.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--token", help="The access token that another address than loopback asks for; made if not given."
)
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def command(*, book: str, port: int, host: str, token: str | None, show: bool) -> None:
    """Serve until it is stopped."""
    from deedwatch.book import open_book

    try:
        from deedwatch.web import serve
    except ModuleNotFoundError as error:
        raise MissingExtra("deedwatch serve", "web") from error

    def tell(address: str) -> None:
        click.echo(f"The page is at {address} (stop it with Ctrl-C)")
        if show:
            import webbrowser

            webbrowser.open(address)

    with open_book(book, create=False) as opened:
        serve(opened, host=host, port=port, tell=tell, token=token)
