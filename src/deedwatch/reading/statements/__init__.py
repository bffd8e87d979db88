"""Who said what, to whom, how: every attribution in a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deedwatch.reading.statements.bind import bind_quotes
from deedwatch.reading.statements.blocks import find_blocks
from deedwatch.reading.statements.contexts import in_context
from deedwatch.reading.statements.cues import could_head, cues_at
from deedwatch.reading.statements.dress import Scene, dress
from deedwatch.reading.statements.frames import draft, quoted_verb
from deedwatch.reading.statements.framing import framed
from deedwatch.reading.statements.modality import is_unsaid
from deedwatch.reading.statements.quotes import find_quotes
from deedwatch.reading.statements.relays import relayed
from deedwatch.reading.statements.tagger import load_tagger
from deedwatch.reading.statements.uncouple import uncoupled
from deedwatch.reading.statements.uncued import uncued
from deedwatch.reading.statements.weigh import OBJECT_FRAMES, weigh

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.dates import DateMention
    from deedwatch.language import Parse
    from deedwatch.reading.statements.cues import Cue
    from deedwatch.reading.statements.frames import Draft
    from deedwatch.reading.statements.quotes import Quotes
    from deedwatch.reading.statements.weigh import Tagger
    from deedwatch.records import Document, Statement

__all__ = ["Scene", "find_quotes", "find_statements", "is_kept", "propose", "read_with"]

ENOUGH = 0.55  # of the tagger's weight
ENOUGH_OBJECT = 0.75  # where what was said is a noun phrase: over .7 GUM +.008, PolNeAR -.005
ENOUGH_ABOUT = 0.65  # where it stands after a preposition ("spoke of"): under .75 PolNeAR +.002, GUM the same
ENOUGH_UNSOURCED = 0.25  # of confidence, where no words name a source
RULES_ENOUGH = 0.4  # of the weight in context, rules alone
RULES_ENOUGH_OBJECT = 0.55


def find_statements(
    parse: Parse,
    cast: Cast,
    dates: tuple[DateMention, ...],
    document: Document,
) -> tuple[Statement, ...]:
    """All statements, in order of place, with ids "s1", ... and the cast's actor keys.

    1. quotes     quotation marks, paired
    2. cues       words that attribute, with what was said by their grammar
    3. bind       quotations to their cues; dialogue, signatures, colons before paragraphs
    4. weigh      which of them are attributions, and where their words end
    5. unsaid     what was not said, or only might be
    6. dress      speaker, addressee, act, mode, channel, day
    """
    return read_with(load_tagger(), Scene(parse, cast, dates, find_quotes(parse), document.title))


def read_with(tagger: Tagger | None, scene: Scene) -> tuple[Statement, ...]:
    """The statements by the rules and a tagger, or by the rules alone."""
    parse, quotes = scene.parse, scene.quotes
    cues, drafts = propose(parse, quotes)  # 1 to 3
    if tagger is None:  # 4
        weighed = [in_context(parse, made, quotes) for made in drafts.values()]
    else:
        weighed = weigh(parse, drafts, cues, quotes, tagger)
    weighed = framed(parse, weighed, drafts, quotes)
    kept = [made for made in weighed if is_kept(parse, made, tagger)]  # 5
    kept += relayed(parse, kept, drafts, scene.cast)
    kept += uncued(parse, kept, quotes)
    return dress(uncoupled(kept, parse), scene)  # 6


def is_kept(parse: Parse, made: Draft, tagger: Tagger | None) -> bool:
    """Whether an attribution is sure enough, and was said at all."""
    thing = made.frame in OBJECT_FRAMES
    if made.cue.rule.sure:
        return not is_unsaid(parse, made)
    least = ENOUGH_ABOUT if made.frame == "about" else ENOUGH_OBJECT if thing else ENOUGH
    if tagger is None:
        least = RULES_ENOUGH_OBJECT if thing else RULES_ENOUGH
    if made.source is None and made.confidence is not None and made.confidence < ENOUGH_UNSOURCED:
        return False
    return made.weight >= least and not is_unsaid(parse, made)


def propose(parse: Parse, quotes: Quotes, *, plain: bool = False) -> tuple[dict[int, Cue], dict[int, Draft]]:
    """What the rules propose: cue words, and attributions by the head of their cue (``plain``: blocks.py)."""
    cues, drafts = _drafts(parse)
    drafts = bind_quotes(parse, drafts, cues, quotes)
    return cues, {**drafts, **find_blocks(parse, drafts, quotes, plain=plain)}


def _drafts(parse: Parse) -> tuple[dict[int, Cue], dict[int, Draft]]:
    cues: dict[int, Cue] = {}
    drafts: dict[int, Draft] = {}
    for token in could_head(parse.doc):
        for cue in cues_at(token):
            quoting = "quote" in cue.rule.frames
            if token.i not in cues or (quoting and "quote" not in cues[token.i].rule.frames):
                cues[token.i] = cue
            made = draft(parse, cue)
            if made is not None and (token.i not in drafts or made.weight > drafts[token.i].weight):
                drafts[token.i] = made
    for made in [made for made in drafts.values() if made.cue.rule.sure]:
        if made.cue.rule.pos != "verb" and _is_repeated(parse, made, drafts):
            drafts.pop(made.cue.head)
    for made in [made for made in drafts.values() if made.frame == "reported"]:
        inner = quoted_verb(parse.doc[made.cue.head])
        if inner is not None:
            drafts.pop(inner.i, None)  # "was quoted as saying" is one cue
    return cues, drafts


def _is_repeated(parse: Parse, made: Draft, drafts: dict[int, Draft]) -> bool:
    """Whether a verb attributes the same: "repeated his claim that it was mined", "he reportedly said"."""
    above = parse.doc[made.cue.head].head
    if made.cue.rule.pos == "adverb":
        return above.i in drafts and drafts[above.i].cue.rule.kind == "speech"
    over = drafts.get(above.head.i if above.pos_ == "ADP" else above.i)
    start = made.content[0][0]
    return over is not None and any(low <= start < high for low, high in over.content)
