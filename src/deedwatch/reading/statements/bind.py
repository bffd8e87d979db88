"""Quotations bound to their cues: around the cue, after it, over paragraphs, and floating."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from deedwatch.reading.statements.cues import Cue, act_of_word, layout_rule
from deedwatch.reading.statements.frames import bare_draft
from deedwatch.reading.statements.sources import is_told_last
from deedwatch.reading.statements.spans import merge_spans
from deedwatch.text.holding import blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quote, Quotes
    from deedwatch.records import Span

__all__ = ["bind_quotes"]

_PERSONS = {"he", "she", "they", "we", "i"}
_CLOSING = ' \n"”’'
_REACH = 14  # tokens between a quotation and a cue beside it


@dataclass
class _Binding:
    """Working state of one document: drafts by cue head, and which quotation went where."""

    parse: Parse
    quotes: Quotes
    drafts: dict[int, Draft]
    cues: dict[int, Cue]
    owner: dict[Span, int] = field(default_factory=dict)
    near: dict[int, set[int]] = field(default_factory=dict)

    def put(self, head: int, spans: Iterable[Span]) -> None:
        """Note the blocks of text that the words of a cue touch."""
        for span in spans:
            for block in blocks(*span):
                self.near.setdefault(block, set()).add(head)


def bind_quotes(
    parse: Parse, drafts: dict[int, Draft], cues: dict[int, Cue], quotes: Quotes
) -> dict[int, Draft]:
    """The drafts with their quotations; a cue that had no words of its own may get its draft here."""
    state = _Binding(parse=parse, quotes=quotes, drafts=dict(drafts), cues=cues)
    for key, made in drafts.items():
        state.put(key, made.content)
    for quote in quotes.items:
        head = _covering(state, quote)
        if head is None and quote.sentence_like:
            head = _beside(state, quote)
            head = _continued(state, quote) if head is None else head
        if head is not None:
            state.owner[quote.span] = head
            _give(state, head, quote)
    for quote in reversed(quotes.items):
        head = _floating(state, quote) if quote.sentence_like and quote.span not in state.owner else None
        if head is not None:
            state.owner[quote.span] = head
            _give(state, head, quote)
    for number in range(len(parse.paragraphs) - 1):
        _after_colon(state, number)
    return state.drafts


def _floating(state: _Binding, quote: Quote) -> int | None:
    """The cue of a quotation that has none beside it: its predicate before a colon, else that of the next.

    "The mayor was blunt: “...”"; "“Nobody warned us.” Aziz stood in the ruins. “They came at noon,” he said."
    """
    predicate = _before_colon(state, quote)
    if predicate is not None:
        state.cues[predicate] = Cue(head=predicate, tail=(), rule=layout_rule())
        return predicate
    after = state.quotes.items[state.quotes.starts.index(quote.span[0]) + 1 :][:1]
    same = [later for later in after if later.paragraph == quote.paragraph and later.span in state.owner]
    head = state.owner[same[0].span] if same else None
    opens = quote.span[0] <= state.parse.paragraphs[quote.paragraph][0] + 1
    said = head is not None and state.parse.doc[head].idx > quote.span[1]
    return head if opens and said and quote.closed else None


def _before_colon(state: _Binding, quote: Quote) -> int | None:
    """The verb of the sentence that a colon ends before a quotation, where somebody is its subject."""
    doc = state.parse.doc
    token = _token_at(state, quote.span[0])
    if not _lead(state, quote).endswith(":") or token is None:
        return None
    start = token.i - 1
    while start > 0 and doc[start - 1].text not in {".", "!", "?"} and not doc[start - 1].is_space:
        start -= 1
    verbs = [word for word in doc[start : token.i] if word.pos_ in {"VERB", "AUX"} and _has_speaker(word)]
    return min(verbs, key=_depth).i if verbs else None


def _has_speaker(verb: Token) -> bool:
    """Whether a verb has a subject that could speak: no "it", "this", "there", "what"."""
    return any(
        c.dep_ == "nsubj" and c.i < verb.i and (c.pos_ in {"NOUN", "PROPN"} or c.lower_ in _PERSONS)
        for c in verb.children
    )


def _after_colon(state: _Binding, number: int) -> None:
    """A paragraph without marks that the one before announces with a colon ("the ministry replied:")."""
    start, end = state.parse.paragraphs[number]
    lead = state.parse.text[start:end].rstrip()
    following = state.parse.paragraphs[number + 1]
    words = state.parse.text[slice(*following)]
    if not lead.endswith(":") or len(words.split()) < 6 or words.lstrip()[:1] in "\"“”‘'•*-–—":
        return
    last = state.parse.sentences[state.parse.sentence_of(start + len(lead) - 1)]
    heads = [
        head
        for head, cue in state.cues.items()
        if last[0] <= state.parse.doc[head].idx < end and cue.rule.kind == "speech" and cue.rule.pos == "verb"
    ]
    if not heads:
        return
    head = min(heads, key=lambda i: (_depth(state.parse.doc[i]), -i))
    made = bare_draft(state.parse, state.cues[head])
    if made.source is not None:
        own = _until_next_cue(state, following)
        state.drafts[head] = replace(made, content=(own,), weight=max(made.weight, 0.85))


def _until_next_cue(state: _Binding, paragraph: Span) -> Span:
    """A paragraph up to the sentence in which the report attributes again: "They also claimed that"."""
    start, end = paragraph
    for head, made in sorted(state.drafts.items()):
        low = state.parse.sentences[state.parse.sentence_of(made.cue_span[0])][0]
        if not start < low < end or made.cue.rule.kind != "speech" or made.frame != "clause":
            continue
        told = made.source is not None and state.parse.doc[made.source].lower_ not in {"i", "we", "you"}
        if told and state.parse.doc[head].dep_ == "ROOT":
            return (start, start + len(state.parse.text[start:low].rstrip()))
    return paragraph


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _give(state: _Binding, head: int, quote: Quote) -> None:
    made = state.drafts.get(head) or bare_draft(state.parse, state.cues[head])
    if made.frame in {"object", "about"} and not made.content and quote.sentence_like:
        made = replace(made, frame="quote")
    if made.frame == "object" and _is_apart(made, quote) and _can_quote(state, state.parse.doc[head]):
        made = replace(made, frame="quote", content=())  # "told the Herald, “...”": the Herald is not said
    if made.cue.rule.pos == "noun" and _lead(state, quote).endswith(":"):  # "had one message: “...”"
        act = act_of_word(state.parse.doc[head].low_lemma_, "object")
        rule = msgspec.structs.replace(layout_rule(), act=act)
        made = replace(made, cue=msgspec.structs.replace(made.cue, rule=rule), frame="quote")
    content = merge_spans([*made.content, quote.inner])
    state.put(head, content)
    state.drafts[head] = replace(
        made, content=content, weight=max(made.weight, 0.9) if quote.sentence_like else made.weight
    )


def _lead(state: _Binding, quote: Quote) -> str:
    """The paragraph before a quotation."""
    return state.parse.text[state.parse.paragraphs[quote.paragraph][0] : quote.span[0]].rstrip()


def _is_apart(made: Draft, quote: Quote) -> bool:
    return quote.sentence_like and all(
        end <= quote.span[0] or start >= quote.span[1] for start, end in made.content
    )


def _covering(state: _Binding, quote: Quote) -> int | None:
    """The nearest cue outside the quotation whose own words share in it."""
    found = []
    low, high = quote.inner
    for head in {head for block in blocks(low, high) for head in state.near.get(block, ())}:
        made = state.drafts[head]
        if quote.span[0] <= made.cue_span[0] < quote.span[1] or (made.frame == "object" and quote.words > 12):
            continue
        if low < high and any(start < high and low < end and start < end for start, end in made.content):
            gap = min(abs(made.cue_span[0] - quote.span[1]), abs(quote.span[0] - made.cue_span[1]))
            found.append((gap, head))
    return min(found)[1] if found else None


def _beside(state: _Binding, quote: Quote) -> int | None:
    after = _after(state, quote)
    return after if after is not None else _before(state, quote)


def _after(state: _Binding, quote: Quote) -> int | None:
    """A cue in the clause that follows the closing mark: “...,” the minister said."""
    doc, limit = state.parse.doc, state.parse.paragraphs[quote.paragraph][1]
    token = _token_at(state, quote.span[1])
    steps = 0
    comma = state.parse.text[quote.inner[0] : quote.inner[1]].rstrip()[-1:] != "."
    while token is not None and token.idx < limit and steps < _REACH:
        if state.quotes.at(token.idx) is not None or (token.text in {".", ";", "?", "!"} and steps):
            return None
        if _can_quote(state, token) and (comma or _is_short(token)):
            return token.i
        steps += 1
        token = doc[token.i + 1] if token.i + 1 < len(doc) else None
    return None


def _is_short(token: Token) -> bool:
    """Whether a cue's clause after a full stop does nothing but name the speaker; a question says nothing."""
    if token.dep_ == "relcl" or token.sent.text.rstrip(_CLOSING).endswith("?"):
        return False
    return not any(c.dep_ in {"ccomp", "dobj", "xcomp"} and c.i > token.i for c in token.children)


def _before(state: _Binding, quote: Quote) -> int | None:
    """A cue before the opening mark, in the same sentence: he said, “...” / said: “...”."""
    text, doc = state.parse.text, state.parse.doc
    low = state.parse.paragraphs[quote.paragraph][0]
    lead = text[low : quote.span[0]].rstrip()
    if not lead:
        return None
    if lead[-1] in ".!?" and not lead.endswith(("...", "U.S.")):
        return None
    token = _token_at(state, quote.span[0])
    index = (len(doc) if token is None else token.i) - 1
    steps = 0
    while index >= 0 and doc[index].idx >= low and steps < _REACH * 2:
        word = doc[index]
        if word.text in {".", "!", "?"} and index < (len(doc) if token is None else token.i) - 1:
            return None
        if state.quotes.at(word.idx) is None and _can_quote(state, word):
            if lead[-1] == ":" and steps > 1:
                return _highest(state, word)
            return word.i if (lead[-1] in ",:" or steps < 5) else None
        index, steps = index - 1, steps + 1
    return None


def _highest(state: _Binding, cue: Token) -> int:
    """The cue or one that governs it: "defended the plan, promising more of it: “..." is the defence's."""
    above = [word for word in cue.ancestors if word.idx < cue.idx and _can_quote(state, word)]
    return above[-1].i if above else cue.i


def _can_quote(state: _Binding, token: Token) -> bool:
    cue = state.cues.get(token.i)
    if cue is None or "quote" not in cue.rule.frames or cue.rule.kind == "thought":
        return False
    return cue.rule.frames != ("quote",) or cue.rule.pos != "noun" or is_told_last(token)


def _continued(state: _Binding, quote: Quote) -> int | None:
    """The cue of the quotation before it, in this paragraph or running on from the last."""
    index = state.quotes.starts.index(quote.span[0])
    last = state.quotes.items[index - 1] if index else None
    start = state.parse.paragraphs[quote.paragraph][0]
    if last is not None and last.span in state.owner:
        if last.paragraph == quote.paragraph:
            return state.owner[last.span]
        if last.paragraph == quote.paragraph - 1 and not last.closed and quote.span[0] <= start + 1:
            return state.owner[last.span]
    if quote.span[0] > start + 1 or not _fills(state, quote):
        return None
    return _last_cue_of(state, quote.paragraph - 1)


def _fills(state: _Binding, quote: Quote) -> bool:
    """Whether nothing but quotations stands in the paragraph."""
    start, end = state.parse.paragraphs[quote.paragraph]
    rest = state.parse.text[start : quote.span[0]] + state.parse.text[quote.span[1] : end]
    return len(rest.split()) <= 1


def _last_cue_of(state: _Binding, paragraph: int) -> int | None:
    """The last speech cue of a paragraph that quotes or ends in a colon."""
    if paragraph < 0:
        return None
    start, end = state.parse.paragraphs[paragraph]
    heads = [
        head
        for head, made in state.drafts.items()
        if start <= made.cue_span[0] < end and made.cue.rule.kind == "speech" and made.source is not None
        and state.quotes.at(made.cue_span[0]) is None and made.frame in {"clause", "quote"}
    ]  # fmt: skip
    if state.parse.text[start:end].rstrip().endswith(":"):
        heads += [head for head in state.cues if start <= state.parse.doc[head].idx < end]
    return max(heads) if heads else None


def _token_at(state: _Binding, offset: int) -> Token | None:
    doc = state.parse.doc
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return doc[low] if low < len(doc) else None
