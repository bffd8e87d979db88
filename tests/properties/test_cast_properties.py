"""What must hold of every cast and every list of places, whatever the text."""

import string

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deedwatch.actors import find_actors
from deedwatch.language import parse
from deedwatch.places import find_places
from deedwatch.records import Document

WORDS = [
    "Iran", "the", "minister", "said", "he", "They", "it", "US", "and", "Iraqi", "forces", "of", "in", "Baghdad", ",",
    ".", "“", "”", '"', "I", "we", "Mr", "Ann", "Roe", "-", "led", "militants", "who", "two", "countries", "\n\n", "(", ")",
    "UN", "’s", "former", "president", "al", "Maliki", "statement", "Police", "Texas", "Georgia", "é", "", "both", "sides",
]  # fmt: skip
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join),
    st.text(alphabet=string.printable + "“”’éğ", max_size=80),
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(text):
    parsed = parse(text)
    document = Document(text=text, published="2010-01-01")
    cast = find_actors(parsed, document)
    return parsed, cast, find_places(parsed, cast, document)


@QUICK
@given(TEXTS)
def test_every_mention_has_a_valid_span_and_a_known_actor(text):
    parsed, cast, places = read(text)
    spans = [*(m.span for m in cast.mentions), *(p.span for p in places)]
    spans += [span for actor in cast.actors.values() for span in actor.mentions]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    keys = {*(m.actor for m in cast.mentions), *cast.by_head.values(), *cast.states.values()}
    keys |= {key for members in cast.members.values() for key in members}
    assert keys <= set(cast.actors)
    assert all(cast.phrase(token)[0] <= token.idx for token in parsed.doc)
    assert all(text[p.span[0] : p.span[1]] == p.name for p in places)


@QUICK
@given(TEXTS)
def test_the_same_text_gives_the_same_answer(text):
    (_, first, here), (_, second, there) = read(text), read(text)
    assert (first.actors, first.mentions, first.by_head) == (second.actors, second.mentions, second.by_head)
    assert here == there


def test_no_text_has_no_cast():
    _, cast, places = read("")
    assert (cast.actors, cast.mentions, places) == ({}, (), ())
