"""Places: where, in the text's words, with country and coordinates where they can be told."""

from __future__ import annotations

from deedwatch.places.find import PlaceMention, find_places

__all__ = ["PlaceMention", "find_places"]
