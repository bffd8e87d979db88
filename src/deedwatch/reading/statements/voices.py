"""Who speaks: from the words that name a source to the actor."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from deedwatch.actors.roles import title_of
from deedwatch.language.doers import acting_subject
from deedwatch.lexicon.words import words_for
from deedwatch.reading.statements.channels import channel_rules
from deedwatch.reading.statements.framing import FIRST_PERSON
from deedwatch.reading.statements.sources import is_passive, subject_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token
    from deedwatch.reading.statements.frames import Draft

__all__ = ["find_speakers", "is_citation"]

_FINITE = {"VBD", "VBZ", "VBP"}
_BEFORE = {"compound", "nmod", "amod"}
_PERSONAL = {"he", "she"}
_CITING = words_for("statements: citing")
_NEAR = 2  # paragraphs within which "he said" goes on from the last speaker


def find_speakers(drafts: Iterable[Draft], parse: Parse, cast: Cast) -> list[str | None]:
    """The speaker of each attribution, in the order of the attributions.

    "He said" after another's words goes on with that speaker, as news does, unless the report has
    called that speaker "she".
    """
    given = list(drafts)
    order = sorted(range(len(given)), key=lambda i: given[i].cue_span)
    speakers: list[str | None] = [None] * len(given)
    called: dict[str, str] = {}
    last: tuple[str, int, int] | None = None
    for index in order:
        made = given[index]
        speaker = _cited(made, parse, cast) or _named(made, parse, cast)
        if speaker is None and made.source is None:
            speaker = _before_cue(made, parse, cast)
        if speaker is None and last and _goes_on(made, parse, last[2]):
            speaker = last[0]
        paragraph = parse.paragraph_of(made.cue_span[0])
        pronoun = _pronoun(made, parse)
        goes_on = last is not None and paragraph - last[1] < _NEAR
        if pronoun and last and goes_on and called.get(last[0], pronoun) == pronoun:
            speaker = speaker if _came_between(speaker, last[2], made, cast) else last[0]
        if speaker is not None and cast.actors[speaker].kind == "person":
            last = (speaker, paragraph, made.cue_span[0])
            if pronoun:
                called[speaker] = pronoun
        elif speaker is not None and not pronoun:
            last = None
        speakers[index] = speaker
    for index, made in enumerate(given):
        if speakers[index] is None and _is_first_person(made, parse):
            speakers[index] = _quoted_speaker(made, given, speakers)
    return speakers


def _came_between(speaker: str | None, after: int, made: Draft, cast: Cast) -> bool:
    """Whether somebody named as a subject since the last words is whom the pronoun means."""
    doc = cast.parse.doc
    return speaker is not None and any(
        mention.actor == speaker and mention.kind != "pronoun" and _is_subject(doc[mention.head])
        for mention in cast.within((after, made.cue_span[0]))
    )


def _is_subject(token: Token) -> bool:
    """Whether a name is a subject, or stands in apposition to one: "The director, Issa Danda, came"."""
    told = token.head if token.dep_ == "appos" else token
    return told.dep_ in {"nsubj", "nsubjpass"}


def _is_first_person(made: Draft, parse: Parse) -> bool:
    return made.source is not None and parse.doc[made.source].lower_ in FIRST_PERSON


def _quoted_speaker(made: Draft, given: list[Draft], speakers: list[str | None]) -> str | None:
    """Who "I" is: whoever says the words that stand after "I think"."""
    start = made.content[0][0]
    for other, speaker in zip(given, speakers, strict=True):
        if other is not made and speaker and any(low <= start < high for low, high in other.content):
            return speaker
    return None


def _before_cue(made: Draft, parse: Parse, cast: Cast) -> str | None:
    """The person nearest before a finite cue whose subject the parser lost to an insertion."""
    cue = parse.doc[made.cue.head]
    bare = cue.dep_ == "ROOT" and acting_subject(cue) is None
    if cue.tag_ not in _FINITE or is_passive(cue) or not (bare or made.frame in {"clause", "quote"}):
        return None
    start = parse.sentences[parse.sentence_of(cue.idx)][0]
    for mention in reversed(cast.within((start, cue.idx))):
        said = any(low <= mention.span[0] < high for low, high in made.content)
        if (
            not said
            and cast.actors[mention.actor].kind == "person"
            and parse.doc[mention.head].dep_ != "poss"
        ):
            return mention.actor
    return None


def _goes_on(made: Draft, parse: Parse, before: int) -> bool:
    """Whether a participle goes on with the last speaker of its sentence (", adding that")."""
    same = parse.sentence_of(made.cue_span[0]) == parse.sentence_of(before)
    return same and parse.doc[made.cue.head].tag_ == "VBG"


def _pronoun(made: Draft, parse: Parse) -> str | None:
    if made.source is None:
        return None
    word = parse.doc[made.source].lower_
    return word if word in _PERSONAL else None


def _named(made: Draft, parse: Parse, cast: Cast) -> str | None:
    """The actor that the source's words name: a name beside a title, the author of a statement."""
    if made.source is None:
        return None
    source = parse.doc[made.source]
    author = _author(source, cast) if source.low_lemma_ in _documents() else None
    if author is not None:
        return author
    beside = _beside(made, parse, cast)
    if beside is not None:
        return beside
    who = cast.who(source.head if source.dep_ == "appos" and cast.who(source) is None else source)
    return _by_surname(source, cast) if who is None else who


def _by_surname(source: Token, cast: Cast) -> str | None:
    """The one person of the report whose last name stands here without a mention of its own."""
    if not source.text[:1].isupper():
        return None
    name = source.text.rstrip(".,")
    found = {
        key
        for key, actor in cast.actors.items()
        if actor.kind == "person" and actor.name.split()[-1:] == [name]
    }
    return found.pop() if len(found) == 1 else None


def _cited(made: Draft, parse: Parse, cast: Cast) -> str | None:
    """Whom an outlet cites beside its own cue: "Reuters, citing officials, reported"."""
    cue = parse.doc[made.cue.head]
    near = [*cue.children] if made.source is None else [*cue.children, *parse.doc[made.source].children]
    for verb in near:
        if verb.lemma_ in _CITING and verb.tag_ == "VBG" and verb.i != cue.i:
            for child in verb.children:
                if child.dep_ == "dobj" and (who := cast.who(child)):
                    return who
    return None


def is_citation(made: Draft, parse: Parse) -> bool:
    """Whether the cue only says whom an outlet cites ("citing officials")."""
    cue = parse.doc[made.cue.head]
    return (
        cue.lemma_ in _CITING
        and cue.tag_ == "VBG"
        and cue.dep_ in {"advcl", "acl"}
        and made.frame == "object"
    )


@cache
def _documents() -> frozenset[str]:
    return frozenset(
        word.lower() for rule in channel_rules() if rule.id in {"occasion", "writing"} for word in rule.words
    )


def _author(source: Token, cast: Cast) -> str | None:
    """Whose statement it is: "Trump's statement", "a tweet from Mr Hook", "released a statement"."""
    for child in source.children:
        if child.dep_ == "poss" and (who := cast.who(child)):
            return who
    for child in source.children:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"of", "by", "from"}:
            for inner in child.children:
                if inner.dep_ == "pobj" and (who := cast.who(inner)):
                    return who
    if source.dep_ == "dobj":
        subject = subject_of(source.head)
        return None if subject is None else cast.who(subject)
    return next((who for child in source.lefts if child.dep_ in _BEFORE and (who := cast.who(child))), None)


def _beside(made: Draft, parse: Parse, cast: Cast) -> str | None:
    """A person named at the end of the source's words: "the ambassador to Turkey Sabah Omran"."""
    if made.source_span is None:
        return None
    for mention in cast.within(made.source_span):
        if mention.kind != "name" or mention.span[1] != made.source_span[1]:
            continue
        if cast.actors[mention.actor].kind == "person" and not _governed(parse, mention.span[0]):
            return mention.actor
    return None


def _governed(parse: Parse, start: int) -> bool:
    """Whether the word before, but for titles and articles, is a preposition or a conjunction."""
    found = parse.doc.char_span(start, start + 1, alignment_mode="expand")
    before = found[0].i - 1 if found is not None else -1
    while before >= 0 and (parse.doc[before].pos_ == "DET" or title_of(parse.doc[before].text) is not None):
        before -= 1
    return before >= 0 and parse.doc[before].pos_ in {"ADP", "CCONJ", "SCONJ"}
