"""Who may ask, and what a browser may do with the answer.

Host names are checked against DNS rebinding; every write needs the page's own token (double
submit, bound to a secret of this run); other addresses than loopback need an access token; the
content policy allows no inline script and nothing from outside.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEADERS", "Guard"]

HEADERS: dict[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Inline style is allowed because Vega sets style attributes on the charts' SVG; inline script is not."""

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})


@dataclass(frozen=True, slots=True)
class Guard:
    """The rules of one running page: allowed hosts, access token (None on loopback), form secret."""

    hosts: frozenset[str] = _LOOPBACK
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def host_allowed(self, host: str) -> bool:
        """Whether the Host header names this page (port apart)."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        return name.lower() in self.hosts

    def access_allowed(self, query: Mapping[str, str], cookies: Mapping[str, str], header: str) -> bool:
        """Whether the access token was given, in the address, the cookie or the Authorization header."""
        if self.token is None:
            return True
        given = (query.get("token"), cookies.get("deedwatch_access"), header.removeprefix("Bearer ").strip())
        return any(value and hmac.compare_digest(value.encode(), self.token.encode()) for value in given)

    def form_token(self, visitor: str) -> str:
        """The token that a visitor's forms must carry."""
        return hmac.new(self.secret, visitor.encode(), sha256).hexdigest()

    def form_allowed(self, visitor: str | None, given: str | None) -> bool:
        """Whether a write came from a form of this page."""
        if not visitor or not given:
            return False
        return hmac.compare_digest(self.form_token(visitor).encode(), given.encode())
