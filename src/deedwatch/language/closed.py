"""Closed classes of grammar that several stages ask for: what denies, what lies ahead, oneself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.lexicon.words import words_for

if TYPE_CHECKING:
    from deedwatch.language.tokens import Token

__all__ = ["NO", "NOBODY", "NOT", "ONESELF", "WILL", "WILL_OR_CAN", "WOULD", "is_negated"]

NO = words_for("language: no")
"""What stands before a noun and leaves nothing of it: "no side", "neither side"."""
NOBODY = NO | words_for("language: nobody")
"""What stands for nobody and nothing, alone or before a noun."""
NOT = words_for("language: not")
"""What denies a verb."""
ONESELF = words_for("language: oneself")
"""What stands for the doer again, as the object of his verb."""
WILL = words_for("language: will")
"""Auxiliaries of what lies ahead."""
WOULD = words_for("language: would")
"""What may be short for "had", too."""
WILL_OR_CAN = WILL | words_for("language: can")
"""Auxiliaries with which, and a negation, something is refused: "won't pay", "cannot agree"."""


def is_negated(verb: Token) -> bool:
    """Has a verb a negation of its own, which also "no longer" is?"""
    for child in verb.children:
        if child.dep_ == "neg" or child.lower_ == "never":
            return True
        if child.lower_ == "longer" and child.doc[child.i - 1].lower_ == "no":
            return True
    return False
