"""Running the page: on loopback by default, elsewhere only with an access token."""

from __future__ import annotations

import ipaddress
import secrets
import socket
from typing import TYPE_CHECKING

from deedwatch.errors import InputError
from deedwatch.web.app import make_app
from deedwatch.web.guard import Guard

if TYPE_CHECKING:
    from collections.abc import Callable

    from deedwatch.book import Book

__all__ = ["serve"]


def serve(book: Book, *, host: str, port: int, tell: Callable[[str], None], token: str | None = None) -> None:
    """Serve the page until it is stopped; ``tell`` is given its address once.

    An address that is not loopback gets an access token (made here where none is given), so that
    nobody else on the network reads the book by accident. Raises ``InputError`` where the port is taken.
    """
    import uvicorn

    guard = Guard()
    address = f"http://{host}:{port}/"
    if not _is_loopback(host):
        token = token or secrets.token_urlsafe(24)
        names = {host} if host not in {"0.0.0.0", "::"} else _own_names()  # noqa: S104 - compared, not bound
        guard = Guard(hosts=guard.hosts | frozenset(names), token=token)
        address += f"?token={token}"
    _try_port(host, port)
    book.fold()  # so that no page waits for it
    tell(address)
    uvicorn.run(make_app(book, guard=guard), host=host, port=port, log_level="warning", access_log=False)


def _try_port(host: str, port: int) -> None:
    """Listen for a moment, so that no address is told where nothing, or something else, answers."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        fault = f"cannot be listened on: {error.strerror}"
        raise InputError(f"{host}:{port}", fault, remedy="give another --port or --host") from error


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _own_names() -> set[str]:
    name = socket.gethostname()
    found = {name.lower(), socket.getfqdn().lower()}
    try:
        found |= {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    except OSError:
        return found
    return found
