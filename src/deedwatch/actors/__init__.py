"""Who the words of one report stand for: names, titles, roles, pronouns and descriptions."""

from __future__ import annotations

from deedwatch.actors.cast import Cast, Mention
from deedwatch.actors.find import find_actors

__all__ = ["Cast", "Mention", "find_actors"]
