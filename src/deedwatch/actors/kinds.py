"""Kinds of actor that rules speak of together: one name for each group of them."""

from __future__ import annotations

__all__ = [
    "BODY_KINDS",
    "GROUP_KINDS",
    "NAMELESS_KINDS",
    "PARTY_KINDS",
    "PEOPLE_KINDS",
    "PUBLIC_KINDS",
    "SILENT_KINDS",
    "STATE_KINDS",
]

STATE_KINDS = frozenset({"state", "government"})
"""A state, by itself or by those who govern it."""
GROUP_KINDS = frozenset({"organisation", "armed_group"})
"""What stands inside a state, or against it, with a will of its own."""
PUBLIC_KINDS = STATE_KINDS | {"international_organisation"}
"""A state, or what states have made together."""
BODY_KINDS = GROUP_KINDS | {"international_organisation"}
"""What has members and a will of its own and is no state."""
PARTY_KINDS = STATE_KINDS | BODY_KINDS
"""What can be a side; persons speak for one."""
NAMELESS_KINDS = frozenset({"unnamed", "population"})
"""Nobody in particular."""
PEOPLE_KINDS = NAMELESS_KINDS | {"person"}
"""People, named or not."""
SILENT_KINDS = NAMELESS_KINDS | {"media"}
"""Who takes no side of his own: nobody in particular, and who only reports."""
