"""Who said what: a text, and its statements as source, cue, act, mode and words ("|" between spans)."""

import json
from pathlib import Path

import pytest

from deedwatch.actors import find_actors
from deedwatch.dates import find_dates
from deedwatch.language import parse
from deedwatch.reading.statements import Scene, find_quotes, read_with
from deedwatch.reading.statements.tagger import load_tagger
from deedwatch.records import Document

# one case a line: a text, and its statements as [source, cue, act, mode, words with "|" between spans]
TABLE = Path(__file__).with_name("statements.jsonl")
CASES = [
    (case["text"], [tuple(statement) for statement in case["statements"]])
    for case in map(json.loads, TABLE.read_text(encoding="utf-8").splitlines())
]

FIELDS = [
    (
        "In an interview on public radio on Monday, the envoy said the road was open.",
        "channel",
        "interview on public radio",
    ),
    ("In an interview on public radio on Monday, the envoy said the road was open.", "on", "2024-05-13"),
    (
        "The mayor said in a televised address on Sunday that the dam was safe.",
        "channel",
        "televised address",
    ),
    ("The mayor said in a televised address on Sunday that the dam was safe.", "on", "2024-05-12"),
    ("Writing on Twitter, Ana Petrova said the road was open.", "channel", "Twitter"),
    ("The mayor said the dam was safe.", "channel", None),
    ("The mayor said the dam would be safe by Sunday.", "on", None),
    ("Uganda urged Kenya to reopen the border.", "speaker", "Uganda"),
    (
        "The bishop wrote to the Lima Museum. “We ask you to send the cup,” the letter says.",
        "addressees",
        ("Lima Museum",),
    ),
    ("Uganda urged Kenya to reopen the border.", "addressees", ("Kenya",)),
    ("Moscow warned Kyiv that it would respond with force to any attack.", "speaker", "Russia"),
    ("Moscow warned Kyiv that it would respond with force to any attack.", "addressees", ("Ukraine",)),
    ("Kenya accused Uganda of closing the border.", "addressees", ("Uganda",)),
    ("Reuters quoted an official as saying the road was open.", "relayed_by", "Reuters"),
    ("Omar Haddad arrived at noon. “We came to listen,” he said.", "speaker", "Omar Haddad"),
    ("Trump's statement said the road was open.", "speaker", "Trump"),
    ("“We came to listen,” Omar Haddad said. “We did not come to sign.”", "speaker", "Omar Haddad"),
    ("Omar Haddad said the dam was safe, adding that it had held for forty years.", "speaker", "Omar Haddad"),
]


DAYS = [
    (
        "Uganda on Monday denied that it had closed the pass, called it a tale, and warned Kenya not to go.",
        ["2024-05-13"] * 3,
    ),
    (
        "Uganda denied on Sunday that it had closed the pass, and on Monday said that it was open.",
        ["2024-05-12", "2024-05-13"],
    ),
    (
        "Uganda on Monday said the pass was open, Kenya denied it, and Rwanda warned that it would protest.",
        ["2024-05-13", None],
    ),
]


def read(text):
    parsed, document = parse(text), Document(text=text, published="2024-05-14")
    scene = Scene(parsed, find_actors(parsed, document), find_dates(parsed, document), find_quotes(parsed))
    return scene.cast, read_with(load_tagger(), scene)


needs_weights = pytest.mark.skipif(load_tagger() is None, reason="the weights are not installed")


@needs_weights
@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:60] for text, _ in CASES])
def test_statement_case(text, expected):
    _, found = read(text)
    words = lambda span: text[span[0] : span[1]] if span else ""  # noqa: E731
    rows = [
        (words(s.source_span), words(s.cue), s.act, s.mode, " | ".join(words(span) for span in s.content))
        for s in found
    ]
    assert rows == expected


def names(cast, value):
    """Actors by name, other values as they are."""
    if isinstance(value, tuple):
        return tuple(names(cast, item) for item in value)
    return cast.actors[value].name if value in cast.actors else value


@needs_weights
@pytest.mark.parametrize(("text", "field", "expected"), FIELDS, ids=[f"{f}: {t[:50]}" for t, f, _ in FIELDS])
def test_statement_field(text, field, expected):
    cast, found = read(text)
    assert found
    assert {names(cast, getattr(statement, field)) for statement in found} == {expected}


def test_there_are_enough_cases():
    assert len(CASES) >= 120


@needs_weights
def test_he_said_is_whoever_was_named_since_the_last_words():
    text = (
        "Transport Minister Paul Okello said the bridge was safe. Mayor Amos Banda opened it in the morning. "
        "He said the town had waited for years."
    )
    cast, found = read(text)
    assert cast.actors[found[-1].speaker].name == "Amos Banda"


@needs_weights
def test_he_said_is_also_whoever_was_told_to_be_guarded_since_the_last_words():
    text = (
        'Trade Minister Grace Acheng backed the idea. "We have the tools," Acheng said.\n\n'
        'Farm Minister Peter Lokwang was guarded. "We are looking at the paper," he said.'
    )
    cast, found = read(text)
    assert names(cast, found[-1].speaker) == "Peter Lokwang"


INTERVIEWS = {
    "marks of question and answer": (
        ("The transport minister received our reporter at the port.\n\n"
        "Question: Minister, will the ferry sail again?\n\nAnswer: Not before the spring.\n\n"
        "Q: And the crew?\n\nA: They have been paid, every one of them."),
        [("transport minister", "Not before the spring."), ("transport minister", "They have been paid, every one of them.")],
    ),
    "bare questions after a name, and a predecessor": (
        (
            "Nadia Okello has been mayor for three weeks.\n\n"
            "Her predecessor liked boats.\n\nWill the ferry sail again?\n\nNot before the spring.\n\n"
            "And who pays the crew?\n\nThey have been paid, every one of them."
        ),
        [("Nadia Okello", "Not before the spring."), ("Nadia Okello", "They have been paid, every one of them.")],
    ),
    "an outlet and a surname": (
        ("Mr Okello came late.\n\nHerald: Mr Okello, will the ferry sail again?\n\nOkello: Not before the spring.\n\n"
        "Herald: And who pays the crew?\n\nOkello: They have been paid, every one of them."),
        [("Okello", "Not before the spring."), ("Okello", "They have been paid, every one of them.")],
    ),
    "questions behind dashes": (
        ("Nadia Okello runs the ferry.\n\n— Mrs Okello, your ferry has not sailed for a year.\n\n"
        "It will sail in the spring.\n\n— And who pays the crew?\n\nThey have been paid, every one of them."),
        [("Nadia Okello", "It will sail in the spring."), ("Nadia Okello", "They have been paid, every one of them.")],
    ),
    "answers alone in quotation marks": (
        ("Nadia Okello, who runs the ferry, met us on the pier.\n\nThe traders are waiting for the ferry.\n\n"
        "“Not before the spring.”\n\nAnd who pays the crew?\n\n“They have been paid.”\n\nBy whom?\n\n"
        "“By my mother. Ask her.”\n\nThe lamps of the pier were lit at six."),
        [("Nadia Okello", "Not before the spring."), ("Nadia Okello", "They have been paid."),
         ("Nadia Okello", "By my mother. Ask her.")],
    ),
    "questions in slanted letters": (
        ("Nadia Okello, the head of the ferry company, seldom talks to newspapers.\n\n*The traders are waiting for the ferry.*\n\n"
        "Not before the spring.\n\n*And who pays the crew?*\n\nThey have been paid.\n\n*By whom?*\n\n"
        "By my mother. Ask her.\n\nThe lamps of the pier were lit at six."),
        [("Nadia Okello", "Not before the spring."), ("Nadia Okello", "They have been paid."),
         ("Nadia Okello", "By my mother. Ask her.")],
    ),
    "paragraphs of the reporter between quotations": (
        ("Nadia Okello came to the pier with two guards.\n\nThe ferry lay at anchor.\n\n“It sails in the spring.”\n\n"
        "The traders had brought their sacks.\n\n“They were told,” said a guard.\n\nThe lamps were lit at six.\n\n"
        "“They burn all night,” said the keeper."),
        [("guard", "They were told"), ("keeper", "They burn all night")],
    ),
}  # fmt: skip


@needs_weights
@pytest.mark.parametrize("blank", ["", " "], ids=["", "a blank behind each paragraph"])
@pytest.mark.parametrize("form", INTERVIEWS)
def test_who_is_asked_says_the_answers_and_who_asks_says_nothing(form, blank):
    text, expected = INTERVIEWS[form]
    text = text.replace("\n\n", f"{blank}\n\n")
    cast, found = read(text)
    told = [(names(cast, s.speaker), " | ".join(text[start:end] for start, end in s.content)) for s in found]
    assert told == expected


@needs_weights
@pytest.mark.parametrize(("text", "days"), DAYS)
def test_a_day_reaches_the_verbs_joined_to_its_own(text, days):
    _, statements = read(text)
    assert [statement.on for statement in statements] == days
