"""Running the page: on loopback by default, elsewhere only with an access token."""

from __future__ import annotations

import ipaddress
import secrets
from typing import TYPE_CHECKING

from deedwatch.web.app import make_app
from deedwatch.web.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.book import Book

__all__ = ["serve"]


def serve(book: Book, *, host: str, port: int, tell: Callable[[str], None], token: str | None = None) -> None:
    """Serve the page until it is stopped; ``tell`` is given its address once.

    An address that is not loopback gets an access token (made here where none is given), so that
    nobody else on the network reads the book by accident.
    """
    import uvicorn

    guard = Guard()
    address = f"http://{host}:{port}/"
    if not _is_loopback(host):
        token = token or secrets.token_urlsafe(24)
        names = {host} if host not in {"0.0.0.0", "::"} else _own_names()  # noqa: S104 - compared, not bound
        guard = Guard(hosts=guard.hosts | frozenset(names), token=token)
        address += f"?token={token}"
    book.fold()  # so that no page waits for it
    tell(address)
    uvicorn.run(make_app(book, guard=guard), host=host, port=port, log_level="warning", access_log=False)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _own_names() -> set[str]:
    import socket

    name = socket.gethostname()
    found = {name.lower(), socket.getfqdn().lower()}
    try:
        found |= {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except OSError:
        return found
    return found
