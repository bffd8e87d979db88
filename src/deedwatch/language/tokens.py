"""The tokens of a parsed text as plain Python objects that all stages share.

spaCy's own ``Token`` is made anew at each look and asks its tables for each word, which was most of the
time of the rules. Here every word is looked up once a report; after that a field is one step away and a
document is a list. Names and meanings are spaCy's, so a rule reads as it would there.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Doc", "Name", "Token", "TokenSpan"]


class Token:
    """A word or mark: its text, what the parse says of it, and its kin in the tree.

    ``i`` is its index and ``idx`` its character offset; ``whitespace_`` is " " where a space follows.
    ``head`` of a root is the root itself. ``children`` are in the order of the text, ``lefts`` before
    the token and ``rights`` after it.
    ``low_lemma_`` is the lemma in small letters also where it is a name. ``is_plain`` tells that all is
    letters without accents, and digits.
    """

    __slots__ = (
        "_conjuncts",
        "_subtree",
        "children",
        "dep_",
        "doc",
        "end",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_plain",
        "is_punct",
        "is_space",
        "left_edge",
        "lefts",
        "lemma_",
        "low_lemma_",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    end: int
    text: str
    lower_: str
    lemma_: str
    low_lemma_: str
    tag_: str
    pos_: str
    dep_: str
    ent_type_: str
    ent_iob_: str
    whitespace_: str
    is_plain: bool
    is_punct: bool
    is_space: bool
    head: Token
    children: tuple[Token, ...]
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    left_edge: Token
    right_edge: Token
    sent: TokenSpan
    _conjuncts: tuple[Token, ...] | None
    _subtree: tuple[Token, ...] | None

    def __repr__(self) -> str:
        return self.text

    def __len__(self) -> int:
        return self.end - self.idx

    @property
    def subtree(self) -> tuple[Token, ...]:
        """The token and all that hangs from it, in the order of the tree."""
        found = self._subtree
        if found is None:
            if self.children:
                before = [token for child in self.lefts for token in child.subtree]
                after = [token for child in self.rights for token in child.subtree]
                found = (*before, self, *after)
            else:
                found = (self,)
            self._subtree = found
        return found

    @property
    def ancestors(self) -> Iterator[Token]:
        """The heads above the token, the nearest first."""
        above = self
        while above.head is not above:
            above = above.head
            yield above

    def is_ancestor(self, other: Token) -> bool:
        """Whether the other token hangs, at any depth, from this one."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens that are joined with this one by "and" or a comma, without itself."""
        if self._conjuncts is None:
            start = self
            while start.dep_ == "conj" and start.head is not start:
                start = start.head
            found = [start]
            for token in found:
                found.extend([child for child in token.rights if child.dep_ == "conj"])
            self._conjuncts = tuple([token for token in found if token is not self])
        return self._conjuncts

    def nbor(self, step: int = 1) -> Token:
        """The token so many steps on. Raises ``IndexError`` beyond the document's ends."""
        at = self.i + step
        if at < 0:
            raise IndexError(at)
        return self.doc[at]


class TokenSpan(list[Token]):
    """The tokens of a document from ``start`` to ``end`` (exclusive), as a list that nobody changes."""

    __slots__ = ("_root", "doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        super().__init__(doc[start:end])
        self.doc, self.start, self.end = doc, start, end
        self._root: Token | None = None

    @property
    def start_char(self) -> int:
        """The offset of the first character."""
        return self.doc[self.start].idx

    @property
    def end_char(self) -> int:
        """The offset behind the last character."""
        return self.doc[self.end - 1].end

    @property
    def text(self) -> str:
        """The words as the text has them."""
        return self.doc.words(self.start, self.end)

    @property
    def sent(self) -> TokenSpan:
        """The sentence in which the span begins."""
        return self.doc[self.start].sent

    @property
    def root(self) -> Token:
        """The token nearest to the root of its sentence; the first of several that are equally near."""
        if self._root is None:
            self._root = self._find_root()
        return self._root

    def _find_root(self) -> Token:
        start, end = self.start, self.end
        outer = [token for token in self if token.head is token or not start <= token.head.i < end]
        for token in outer:
            if token.head is token:
                return token
        if not outer[1:]:  # most spans are one phrase
            return outer[0] if outer else self.doc[start]
        return min(outer, key=_steps_to_root)


def _steps_to_root(token: Token) -> int:
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc) - 1
    steps = 0
    while token.head is not token:
        token, steps = token.head, steps + 1
    return steps


class Name:
    """A name that the recogniser found: tokens ``start`` to ``end``, with its label."""

    __slots__ = ("end", "label_", "start")

    def __init__(self, start: int, end: int, label: str) -> None:
        self.start, self.end, self.label_ = start, end, label


class Doc(list[Token]):
    """A parsed text as the list of its tokens; a slice is a plain list of tokens.

    ``tensor`` has one row a token: the vectors of the pipeline's shared layer. ``ents`` are the names
    that the recogniser found; ``sents`` are the sentences. ``kept`` is for what the rules asked of a token
    by its index, so that they need not ask twice.
    """

    def __init__(self, text: str, tokens: list[Token], tensor: Any) -> None:
        super().__init__(tokens)
        self.text, self.tensor, self.size = text, tensor, len(tokens)
        self.kept: dict[tuple[object, int], Any] = {}
        self._spans: dict[tuple[int, int, str], TokenSpan | None] = {}
        self.ents: tuple[Name, ...] = ()
        self.sents: tuple[TokenSpan, ...] = ()

    __hash__ = object.__hash__  # type: ignore[assignment]  # a document is itself alone

    def __eq__(self, other: object) -> bool:
        return self is other

    def words(self, start: int, end: int) -> str:
        """The words from one token to before another, as the text has them."""
        size = self.size
        start = start if start > 0 else 0  # noqa: FURB136 - no call: this is asked at every word
        end = end if end < size else size  # noqa: FURB136
        return self.text[self[start].idx : self[end - 1].end] if start < end else ""

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each token."""
        return [token.idx for token in self]

    def token_at(self, offset: int) -> int:
        """Index of the token that holds the character or is followed by it as its space; -1 for none."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0:
            return -1
        token = self[at]
        return at if offset < token.end + (token.whitespace_ != "") else -1

    def char_span(
        self, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
    ) -> TokenSpan | None:
        """The tokens of a span of characters; None where there are none.

        "strict" wants both ends at the edges of tokens, "contract" takes the tokens that lie inside,
        "expand" those that the span touches. What was asked before is given again: three times of four.
        """
        key = (start, end, alignment_mode)
        if key not in self._spans:
            self._spans[key] = self._char_span(start, end, alignment_mode)
        return self._spans[key]

    def _char_span(self, start: int, end: int, alignment_mode: str) -> TokenSpan | None:
        first = self.token_at(start)
        if first < 0:
            return None
        last = first if start < end <= self[first].end else self.token_at(end - 1)
        if last < 0:
            return None
        low, high = self[first], self[last]
        if alignment_mode == "expand":
            first += start == low.end  # a space belongs to no token
            if last < first:
                return None
        elif alignment_mode == "contract":
            first += low.idx < start
            last -= end < high.end
            if last < first:
                return None
        elif low.idx != start or high.end != end:
            return None
        return TokenSpan(self, first, last + 1)
