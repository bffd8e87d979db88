"""Governments of which a report does not tell the state."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deedwatch.records import Actor

__all__ = ["is_any_government", "is_stateless"]


def is_stateless(actor: Actor) -> bool:
    """Is it a government, or an organ of one, of which the report does not tell the state?"""
    return actor.kind == "government" and actor.country is None


def is_any_government(actor: Actor) -> bool:
    """Is it one of these that has no name of its own: "the government", "a joint commission"?"""
    return is_stateless(actor) and actor.name.islower()
