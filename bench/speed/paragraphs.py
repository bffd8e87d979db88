"""What it would save to leave paragraphs unparsed that give nothing to a record.

    python bench/speed/paragraphs.py [--documents 200] [--texts FILE.jsonl ...]

Counts the words of paragraphs that no actor, statement, event or matter of the record touches (what could
be saved at most, were it known before), and of those that a look at their letters would pass over: no
capital inside, no digit, no mark of quotation, no pronoun, no word of a cue or an action rule.
"""

from __future__ import annotations

import argparse
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from texts import given, reports

from deedwatch.language import Parse, parse
from deedwatch.reading import record_parsed
from deedwatch.reading.events.actions import builtin_lexicon
from deedwatch.reading.statements.cues import cue_rules
from deedwatch.records import Document

if TYPE_CHECKING:
    from deedwatch.records import Record, Span

_TELLS = re.compile(r"(?<=[\w,] )[A-Z]\w|[\d\"“”:]")


def spans_of(read: Record) -> list[Span]:
    """All places that a record tells of."""
    return [
        *chain.from_iterable(actor.mentions for actor in read.actors),
        *chain.from_iterable(statement.content for statement in read.statements),
        *(event.anchor for event in read.events),
        *(matter.content for matter in (*read.ledger, *read.answers)),
    ]


def main() -> None:
    """Print the shares."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--documents", type=int, default=200)
    options.add_argument("--texts", type=Path, nargs="+")
    args = options.parse_args()
    rows = given(args.texts) if args.texts else reports(args.documents)
    lexicon = builtin_lexicon()
    telling = {*lexicon.verbs, *lexicon.nouns, *(w.split()[0] for rule in cue_rules() for w in rule.words)}
    words = empty = passed = wrongly = 0
    for row in rows[: args.documents]:
        parsed = parse(row["text"])
        found = spans_of(record_parsed(parsed, Document(id="p", text=row["text"], published="2015-06-01")))
        for start, end in parsed.paragraphs:
            count = len(parsed.text[start:end].split())
            nothing = not any(first < end and start < last for first, last in found)
            words, empty = words + count, empty + nothing * count
            if is_passed(parsed, (start, end), telling):
                passed, wrongly = passed + count, wrongly + (not nothing) * count
    print(
        f"{words:,} words: {empty / words:.4f} in paragraphs that give nothing, {passed / words:.4f} passed"
    )
    print(f"over by their letters, of which {wrongly / max(passed, 1):.2f} give something")


def is_passed(parsed: Parse, span: Span, telling: set[str]) -> bool:
    """Whether the letters of a paragraph tell of nothing to read; tags stand in for pronouns."""
    if _TELLS.search(parsed.text[slice(*span)]):
        return False
    tokens = [token for token in parsed.doc if span[0] <= token.idx < span[1]]
    return not any(
        token.tag_ in {"PRP", "PRP$"} or {token.lower_, token.lemma_.lower()} & telling for token in tokens
    )


if __name__ == "__main__":
    main()
