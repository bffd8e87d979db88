"""The application: each address of the table answers as HTML and, with ``.json``, as its own data."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from deedwatch.errors import DeedwatchError, InputError
from deedwatch.web.describe import describe
from deedwatch.web.gate import Gate
from deedwatch.web.guard import Guard
from deedwatch.web.routes import ROUTES, Address
from deedwatch.web.shown import Asked, Moved, Shown
from deedwatch.web.templates import make_templates

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from jinja2 import Environment
    from starlette.requests import Request

    from deedwatch.book import Book

__all__ = ["make_app"]

_STATIC = Path(__file__).parent / "static"
_VISITOR = "deedwatch_visitor"
_MOST_FORM_BYTES = 64_000


def make_app(book: Book, *, guard: Guard | None = None) -> Starlette:
    """The page over an open book, as an ASGI application."""
    guard = guard or Guard()
    templates = make_templates()
    routes: list[Any] = [Mount("/static", StaticFiles(directory=_STATIC), name="static")]
    routes.append(Route("/openapi.json", lambda _: JSONResponse(describe(ROUTES))))
    for address in ROUTES:
        page = _Page(book, guard, templates, address)
        if address.method == "GET":
            twin = "/index.json" if address.path == "/" else f"{address.path}.json"
            routes.append(Route(twin, page.as_json, methods=["GET"]))
            routes.append(Route(address.path, page.as_html, methods=["GET"]))
        else:
            routes.append(Route(address.path, page.write, methods=[address.method]))
    faults: dict[Any, Callable[[Request, Exception], Awaitable[Response]]] = {
        404: _Faults(templates, guard).missing,
        405: _Faults(templates, guard).missing,
        DeedwatchError: _Faults(templates, guard).refused,
    }
    return Starlette(routes=routes, middleware=[Middleware(Gate, guard=guard)], exception_handlers=faults)


class _Page:
    """One address of the table, answered in the three ways."""

    def __init__(self, book: Book, guard: Guard, templates: Environment, address: Address) -> None:
        self.book, self.guard, self.templates, self.address = book, guard, templates, address

    async def as_html(self, request: Request) -> Response:
        shown = await self._answer(request)
        if isinstance(shown, Moved):
            return RedirectResponse(shown.address, status_code=303)
        return _html(request, self.templates, self.guard, shown)

    async def as_json(self, request: Request) -> Response:
        shown = await self._answer(request)
        if isinstance(shown, Moved):
            return RedirectResponse(shown.address, status_code=303)
        return JSONResponse(shown.data, status_code=shown.status)

    async def write(self, request: Request) -> Response:
        """Take a form: small, sent by this page, or refused."""
        size = request.headers.get("content-length", "")
        if not size.isdigit() or int(size) > _MOST_FORM_BYTES:
            return _plain_fault(
                request, self.templates, self.guard, 413, "The form is too large or tells no size."
            )
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        if not self.guard.form_allowed(request.cookies.get(_VISITOR), form.pop("form_token", None)):
            return _plain_fault(
                request,
                self.templates,
                self.guard,
                403,
                "This form was not sent from this page; load it again.",
            )
        asked = Asked(path=request.path_params, query=dict(request.query_params), form=form)
        moved = await run_in_threadpool(self.address.answer, self.book, asked)
        if isinstance(moved, Moved):
            return RedirectResponse(moved.address, status_code=303)
        return _html(request, self.templates, self.guard, moved)

    async def _answer(self, request: Request) -> Shown | Moved:
        asked = Asked(path=request.path_params, query=dict(request.query_params))
        return await run_in_threadpool(self.address.answer, self.book, asked)


class _Faults:
    """Errors as pages, or as JSON where a twin was asked for."""

    def __init__(self, templates: Environment, guard: Guard) -> None:
        self.templates, self.guard = templates, guard

    async def missing(self, request: Request, error: Exception) -> Response:
        status = getattr(error, "status_code", 404)
        return _plain_fault(
            request, self.templates, self.guard, status, "There is no such page in this book."
        )

    async def refused(self, request: Request, error: Exception) -> Response:
        status = 400 if isinstance(error, InputError) else 500
        if isinstance(error, InputError) and error.fault.startswith("is not in this book"):
            status = 404
        return _plain_fault(request, self.templates, self.guard, status, str(error))


def _plain_fault(request: Request, templates: Environment, guard: Guard, status: int, text: str) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"error": text}, status_code=status)
    return _html(request, templates, guard, Shown("fault.html", {"error": text}, status=status))


def _html(request: Request, templates: Environment, guard: Guard, shown: Shown) -> Response:
    visitor = request.cookies.get(_VISITOR) or secrets.token_urlsafe(24)
    twin = request.url.path.rstrip("/") or "/index"
    query = f"?{request.url.query}" if request.url.query else ""
    page = templates.get_template(shown.template).render(
        **{**shown.data, **shown.view},
        here=request.url.path,
        query=dict(request.query_params),
        twin=f"{twin}.json{query}",
        form_token=guard.form_token(visitor),
        paged=lambda offset: f"{request.url.path}?" + urlencode({**request.query_params, "offset": offset}),
    )
    response = Response(page, status_code=shown.status, media_type="text/html; charset=utf-8")
    if request.cookies.get(_VISITOR) != visitor:
        response.set_cookie(_VISITOR, visitor, httponly=True, samesite="strict")
    return response
