"""The first thing a request meets: Host, access token, and the headers that every answer carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse

from deedwatch.web.guard import HEADERS

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from deedwatch.web.guard import Guard

__all__ = ["Gate"]


class Gate:
    """ASGI middleware around the whole application."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self.app, self.guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, or answer with the refusal; the headers go with either."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
                given = request.query_params.get("token")
                if self.guard.token is not None and given == self.guard.token:
                    headers.append(
                        "Set-Cookie", f"deedwatch_access={given}; HttpOnly; SameSite=Strict; Path=/"
                    )
            await send(message)

        refusal = self._refusal(request)
        app = self.app if refusal is None else refusal
        await app(scope, receive, send_with_headers)

    def _refusal(self, request: Request) -> PlainTextResponse | None:
        if not self.guard.host_allowed(request.headers.get("host", "")):
            return PlainTextResponse("This page answers only to its own address.", status_code=421)
        header = request.headers.get("authorization", "")
        if not self.guard.access_allowed(request.query_params, request.cookies, header):
            return PlainTextResponse("Give the access token: ?token=...", status_code=401)
        return None
