"""Words that look like a matter and make none: names called, concern, what nobody wants, others' futures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deedwatch.language.closed import NOBODY, WILL
from deedwatch.language.doers import acting_subject, is_suffered, own_subject
from deedwatch.lexicon.words import any_of, words_for
from deedwatch.reading.matters.clauses import first_match
from deedwatch.reading.matters.drafts import same_land
from deedwatch.reading.matters.modality import is_nobody
from deedwatch.reading.matters.references import kinds_of_noun
from deedwatch.reading.matters.rows import stance_verbs_of

if TYPE_CHECKING:
    from deedwatch.actors import Cast
    from deedwatch.language import Parse, Token, TokenSpan
    from deedwatch.records import MatterKind, Span, Statement

__all__ = ["gives_word", "is_fetched", "is_not_made", "is_unmade", "is_vague", "only_asks", "own_words"]

_ASKING_VERBS = words_for("matters: asking verbs")
_NAMING = words_for("matters: calling names")
_VOICING = words_for("matters: voicing")
_FEELINGS = words_for("matters: feelings")
_HARDLY_ANY = NOBODY | {"few"}
_VAGUE = frozenset({"those", "these", "one", "ones", "some", "others", "anyone", "anybody", "someone"})
_CALLED_OTHERWISE = words_for("matters: called otherwise")
_CONTRAST = re.compile(r",\s+(?:while|whereas)\s")
_LEAST = 3  # words that must be left before a contrast
_ONLY_IF = re.compile(rf"\b(?:{any_of('matters: only if')})\b", re.IGNORECASE)
_FORCING = words_for("matters: forcing")
_JESTING = words_for("matters: jesting")
_TALKING = words_for("matters: talking")
_ASKING_FOR_ONESELF = words_for("matters: asking for oneself")
_ASKING_PEOPLE = words_for("matters: who only asks")
_OFFERING = words_for("matters: offering")
_ANSWERING = words_for("matters: answering")
_GIVING_WORD = words_for("matters: giving one's word")
_GUESSING = words_for("matters: guessing")
_TELLING = words_for("statements: saying in a report")
_WISHING = words_for("matters: wanting") | words_for("matters: wishing")
_OWN_SIDE = words_for("matters: one's own side")
_US = frozenset({"us", "me"})
_MUST = frozenset({"must", "should", "ought"})
_QUESTIONS = words_for("matters: asking to be told")
_FEES = words_for("matters: charged as a fee")
_SPELT_OUT = frozenset({"prep", "acl", "relcl", "nummod", "ccomp"})
_GLAD = words_for("matters: being glad")
_ASKING = words_for("matters: asking")
_CHARGING_A_PRICE = words_for("matters: charging a price")
_LYING = words_for("actors: lying somewhere")
_DENYING = words_for("events: denying")
_TOLD = words_for("matters: told to us")
_STILL = words_for("matters: going on as before")


def own_words(parse: Parse, statement: Statement) -> Statement:
    """The statement without the account of another that its sentence adds: "..., while the others said so".

    What stands behind such a "while" is told by the report, not by the speaker, unless it is quoted.
    """
    if statement.mode == "direct":
        return statement
    return replace(statement, content=tuple(_before_contrast(parse.text, span) for span in statement.content))


def _before_contrast(text: str, span: Span) -> Span:
    found = _CONTRAST.search(text, *span)
    if found is None or len(text[span[0] : found.start()].split()) < _LEAST:
        return span
    return (span[0], found.start())


def is_vague(cast: Cast, key: str) -> bool:
    """Is it nobody in particular ("those who call for it"), who makes no matter and is meant by none?"""
    return cast.actors[key].name.lower() in _VAGUE


def is_unmade(
    kind: MatterKind, cue: Token | None, words: TokenSpan, statement: Statement, cast: Cast
) -> bool:
    """Do the words only look like a matter of the kind?"""
    if kind == "accusation":
        return _calls_a_thing_names(cue, words, cast) or _charges_nobody(cue, words.root)
    if kind == "demand":
        return (
            _only_names_it(cue)
            or is_fetched(cue, words.root)
            or _is_wanted_by_nobody(words)
            or _is_guessed_or_past(words.root)
            or _asks_to_know(cue, words)
        )
    if kind == "proposal":
        return _is_told_as_done(cue, words)
    if _is_answer(words) or _is_refusal(words):
        return True
    if kind == "promise":
        expert = _is_of_an_expert(words, statement, cast)
        return expert or (not gives_word(cue) and _is_anothers_future(words, statement, cast))
    answers = words.root.low_lemma_ in _ANSWERING and not is_suffered(
        words.root
    )  # "Lima would accept it": what others would answer
    return answers or (statement.mode == "direct" and _is_vague_forecast(words, statement, cast))


def gives_word(cue: Token | None) -> bool:
    """Is it a verb of promising, by which also what others or things will do is promised?"""
    return cue is not None and cue.low_lemma_ in _GIVING_WORD


def is_not_made(kind: MatterKind, cue: Token | None) -> bool:
    """Is it only not said, or guessed: "did not ask them to leave", "believes that they would settle"?"""
    if cue is not None and cue.dep_ == "amod":
        return True  # "the alleged plots": nobody charges anybody here
    if cue is None or cue.pos_ != "VERB":
        return False
    if any(child.dep_ == "neg" or child.lower_ == "longer" for child in cue.children):
        return True
    if kind == "demand" and any(c.dep_ in {"dobj", "dative"} and c.lower_ in _US for c in cue.children):
        return True  # what a source asks of the reporter
    if kind == "demand" and cue.lemma_ in _ASKING_FOR_ONESELF and _is_own_wish(cue):
        return True
    lemma = cue.low_lemma_
    return lemma in _JESTING or (kind == "promise" and lemma in _GUESSING)


def _is_own_wish(cue: Token) -> bool:
    """Is it what the asker would do himself ("asked to meet them", "wants to go back to the talks")?"""
    told = {child.dep_ for child in cue.children}
    return "xcomp" in told and not told & {"dobj", "dative", "nsubjpass", "prep"}


def only_asks(cast: Cast, statement: Statement) -> bool:
    """Is it said by who leads an interview?"""
    speaker = cast.actors.get(statement.speaker or "")
    return speaker is not None and speaker.name.lower() in _ASKING_PEOPLE


def _calls_a_thing_names(cue: Token | None, words: TokenSpan, cast: Cast) -> bool:
    """To call a deed or "it" a crime charges nobody; to call a party a thief charges it."""
    if cue is None or cue.low_lemma_ not in _NAMING:
        return False
    named = next((t for t in words if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "compound"), None)
    if named is None:
        return True
    return named.lower_ in {"it", "this", "that"} or cast.who(named) is None


def _charges_nobody(cue: Token | None, root: Token) -> bool:
    """Is it told of a wish, a place, a withdrawal, or of the speaker's own side, which nobody charges?"""
    lemma = root.low_lemma_
    if (
        _is_of_nobody(root)
        or _is_of_any(root)
        or (cue is not None and cue.lemma_ in _CHARGING_A_PRICE and _is_a_fee(root))
    ):
        return True
    lies = lemma in _LYING and any(child.dep_ == "prep" and child.i > root.i for child in root.children)
    if lies or _is_concern(root) or lemma in _DENYING or _is_backing(root) or _takes_back(root):
        return True
    if cue is None or cue.lower_ not in _TELLING:
        return False
    subject = own_subject(root)
    owned = subject is not None and any(child.tag_ == "PRP$" for child in subject.children)
    own = owned and subject is not None and subject.lower_ in _OWN_SIDE
    agreed = lemma in _ANSWERING and any(child.lower_ in {"had", "has", "have"} for child in root.children)
    return own or agreed or lemma in _WISHING


def _is_of_nobody(root: Token) -> bool:
    """Is it what nobody did ("nobody had answered", "no man of ours fired")?"""
    subject = own_subject(root)
    return subject is not None and (subject.lower_ in _HARDLY_ANY or is_nobody(subject))


def _is_of_any(root: Token) -> bool:
    """Is it said of whoever does a thing ("a manager who signs this is a fool"), and of nobody?"""
    subject = acting_subject(root)
    if root.lemma_ != "be" or root.tag_ not in {"VBZ", "VBP"} or subject is None:
        return False
    any_one = any(child.lower_ in {"a", "an", "any"} for child in subject.children)
    return any_one and any(child.dep_ == "relcl" for child in subject.children)


def _is_a_fee(root: Token) -> bool:
    """Is it money that is charged ("charges five percent on ore")?"""
    return root.low_lemma_ in _FEES or root.ent_type_ in {"MONEY", "PERCENT"}


def _takes_back(root: Token) -> bool:
    """Is it said that a charge is taken back ("took back its statement that they had stolen")?"""
    return any(row.move == "withdraws" for row in stance_verbs_of(root.low_lemma_)
               if first_match(root, row.verbs) is not None)  # fmt: skip


def _is_concern(root: Token) -> bool:
    """Who voices concern about a thing accuses nobody of it."""
    if root.low_lemma_ not in _VOICING:
        return False
    return any(child.low_lemma_ in _FEELINGS for child in root.children)


def _is_backing(root: Token) -> bool:
    """Is it to be behind a plan, not behind a deed?"""
    behind = next((child for child in root.children if child.lower_ == "behind"), None)
    return behind is not None and any("proposal" in kinds_of_noun(part) for part in behind.children)


def _only_names_it(cue: Token | None) -> bool:
    """Is it only said what a thing is ("called it a way out"), and not called for?"""
    if cue is None or cue.low_lemma_ not in _NAMING or cue.i + 1 >= len(cue.doc):
        return False
    behind = cue.doc[cue.i + 1]  # "called for", "called on", "called Monday for" ask
    if behind.lower_ in _CALLED_OTHERWISE:
        return True
    return behind.pos_ in {"PRON", "DET", "NOUN", "PROPN"} and behind.ent_type_ not in {"DATE", "TIME"}


def is_fetched(cue: Token | None, root: Token) -> bool:
    """Is it a mere thing asked for of nobody that is told ("asked for the recipe")? That is no demand."""
    if cue is None or cue.lemma_ not in _ASKING or root.pos_ != "NOUN":
        return False
    asked = any(child.dep_ in {"dobj", "dative", "auxpass"} for child in cue.children)
    behind = any(child.lower_ == "for" and child.dep_ == "prep" for child in cue.children)
    one = any(child.lower_ in {"the", "a", "an"} for child in root.children)
    return behind and one and not asked and not any(child.dep_ in _SPELT_OUT for child in root.children)


def _is_wanted_by_nobody(words: TokenSpan) -> bool:
    """Words such as "no one wants a war" and "nothing but rain" ask for nothing."""
    if words[0].lower_ in _HARDLY_ANY and not any(token.pos_ in {"VERB", "AUX"} for token in words):
        return True
    subject = acting_subject(words.root)
    if subject is not None and subject.lower_ == "one" and subject.tag_ == "PRP":
        return True  # "one must be able to say so"
    if subject is None or words.root.low_lemma_ not in _ASKING_VERBS:
        return False
    return subject.lower_ in _HARDLY_ANY or any(child.lower_ in _HARDLY_ANY for child in subject.children)


def _is_guessed_or_past(root: Token) -> bool:
    """Is it what somebody must or should have done ("must have dreamt it"), or has agreed to do?"""
    beside = {child.lower_ for child in root.children if child.dep_ == "aux"}
    agreed = root.low_lemma_ in _ANSWERING and bool(beside & {"has", "have", "had"})
    return agreed or "had" in beside or ("have" in beside and bool(beside & _MUST))


def _asks_to_know(cue: Token | None, words: TokenSpan) -> bool:
    """Is one asked to tell something ("asked a guide what the weather was like", "to say who paid")?"""
    if cue is None or cue.lemma_ not in _ASKING:
        return False
    deeds = (child for child in cue.children if child.dep_ == "xcomp")
    deed = next((c for c in deeds if any(part.tag_ == "TO" for part in c.children)), None)
    if deed is not None and deed.lemma_ not in _TALKING:
        return False  # "asked Peru to publish, day by day, how much it draws"
    return any(
        token.lower_ in _QUESTIONS and token.i > words.start and _is_in_question(token, cue)
        for token in words
    )


def _is_in_question(mark: Token, cue: Token) -> bool:
    """Does the mark open the clause that hangs on the verb of asking itself, or on whom it asks?"""
    near = {cue, *cue.children}
    return any(head.dep_ in {"ccomp", "advcl"} and head.head in near for head in mark.ancestors)


def _is_told_as_done(cue: Token | None, words: TokenSpan) -> bool:
    """A past passive told with a plain verb ("notes that they were offered lunch") proposes nothing."""
    root = words.root
    passive = any(child.dep_ == "auxpass" for child in root.children)
    ahead = any(child.tag_ == "MD" for child in root.children)
    return passive and not ahead and cue is not None and cue.low_lemma_ not in _OFFERING


def _is_of_an_expert(words: TokenSpan, statement: Statement, cast: Cast) -> bool:
    """Does one who studies things say what others will do or suffer ("Housewives will pay for this")?"""
    speaker = cast.actors.get(statement.speaker or "")
    subject = acting_subject(words.root)
    expert = speaker is not None and (speaker.code or "").endswith("EDU")
    return expert and subject is not None and subject.pos_ in {"NOUN", "PROPN"}


def _is_answer(words: TokenSpan) -> bool:
    """Consent on a condition ("would come only if the lamp was lit") answers; it is no vow of its own."""
    root = words.root  # the terms may stand behind the cue: "The dump could be moved, he said, but only if"
    said = root.doc.text[words.start_char : root.sent.end_char]
    return root.pos_ in {"VERB", "AUX"} and bool(_ONLY_IF.search(said))


def _is_refusal(words: TokenSpan) -> bool:
    """Not to talk or not to be pushed ("would not discuss it", "will not be bullied") promises nothing."""
    root = words.root
    if any(child.lower_ in _STILL for child in root.children):
        return True  # "we shall still be here"
    if root.lemma_ in _TOLD and is_suffered(root):
        return True  # "we have been told that it will be next year"
    if root.lemma_ in _GLAD or any(c.dep_ == "acomp" and c.lower_ in _GLAD for c in root.children):
        return True  # "would be glad of it"
    ahead = [v for v in (root, *root.conjuncts) if any(c.lower_ in WILL for c in v.children)]
    said_nothing = (thing for thing in root.children if thing.dep_ == "dobj" and thing.lemma_ in _TALKING)
    if any(part.lower_ == "no" for thing in said_nothing for part in thing.children):
        return True  # "would make no comment"
    root = ahead[0] if len(ahead) == 1 else root  # "had not seen it and would not talk of it"
    if not any(child.dep_ == "neg" for child in root.children):
        return False
    forced = any(child.dep_ == "auxpass" for child in root.children) and root.low_lemma_ in _FORCING
    return forced or root.low_lemma_ in _TALKING


def _is_vague_forecast(words: TokenSpan, statement: Statement, cast: Cast) -> bool:
    """What is foretold of "it" or "you" alone ("it will be the same tomorrow"), or refused by an official.

    "Those people will not work here again", says who is to take them back: that is no forecast.
    """
    root = words.root
    subject = own_subject(root)
    if subject is None:
        return False
    speaker = cast.actors.get(statement.speaker or "")
    refused = any(child.dep_ == "neg" for child in root.children) and speaker is not None
    dated = any(token.ent_type_ == "DATE" and token.tag_ == "CD" for token in words)  # "back by May 24"
    vague = subject.lower_ in {"it", "that", "this"} and root.lemma_ == "be" and not dated
    pointed = subject.lower_ == "they" or any(c.lower_ in {"those", "these"} for c in subject.children)
    told = refused and speaker is not None and (pointed or bool(speaker.roles))
    return vague or subject.lower_ == "you" or told


def _is_anothers_future(words: TokenSpan, statement: Statement, cast: Cast) -> bool:
    """Does "will" tell of another side, or only inside a clause that describes a thing?

    "The only words that Norland will heed", "his past will have no bearing": nobody undertakes anything.
    """
    root = words.root
    if root.pos_ not in {"VERB", "AUX"}:
        wills = [token for token in words if token.tag_ == "MD"]
        return bool(wills) and all(token.head.dep_ == "relcl" for token in wills)
    subject = acting_subject(root)
    if subject is None or subject.i < words.start:
        return False
    who = cast.who(subject)
    if subject.pos_ == "NOUN":
        return who is None
    if subject.pos_ != "PROPN" or who is None or statement.speaker is None:
        return False
    return cast.actors[who].kind in {"state", "armed_group"} and not same_land(
        cast, [who], [statement.speaker]
    )
