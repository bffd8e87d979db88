"""The OpenAPI description of the pages' JSON twins, made from the table of addresses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.web.routes import Address

__all__ = ["describe"]

_NUMBERS = {"limit": (1, 500), "offset": (0, 10**9), "start": (0, 10**9), "end": (0, 10**9)}


def describe(routes: Iterable[Address]) -> dict[str, Any]:
    """OpenAPI 3.1 for all addresses; GET pages by their ``.json`` twins."""
    paths: dict[str, Any] = {}
    for address in routes:
        path = address.path
        if address.method == "GET":
            path = "/index.json" if path == "/" else f"{path}.json"
        paths.setdefault(path, {})[address.method.lower()] = _operation(address)
    return {
        "openapi": "3.1.0",
        "info": {"title": "deedwatch", "version": "1", "description": "One book, read and reviewed locally."},
        "paths": paths,
    }


def _operation(address: Address) -> dict[str, Any]:
    parameters = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for name in re.findall(r"{(\w+)}", address.path)
    ]
    parameters += [{"name": name, "in": "query", "schema": _schema(name)} for name in address.query]
    operation: dict[str, Any] = {"summary": address.title, "parameters": parameters}
    fault = {"description": "What was wrong with the request"}
    if address.method == "GET":
        content = {"application/json": {"schema": {"type": "object"}}}
        operation["responses"] = {"200": {"description": address.title, "content": content}}
        operation["responses"] |= {"400": fault, "404": fault}
        return operation
    fields = {name: {"type": "string"} for name in (*address.fields, "form_token")}
    body = {"schema": {"type": "object", "properties": fields, "required": ["form_token"]}}
    operation["requestBody"] = {"required": True, "content": {"application/x-www-form-urlencoded": body}}
    operation["responses"] = {
        "303": {"description": "Taken; look there"},
        "400": fault,
        "403": fault,
        "413": fault,
    }
    return operation


def _schema(name: str) -> dict[str, Any]:
    if name in _NUMBERS:
        least, most = _NUMBERS[name]
        return {"type": "integer", "minimum": least, "maximum": most}
    return {"type": "string", "maxLength": 300}
