"""The training of the statements tagger is repeatable: the same texts give the same weights, to the bit."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from deedwatch.language import parse

sys.path.insert(0, str(Path(__file__).parents[2] / "train"))

from examples import example, vocabulary_of
from fit import Course, fit_cues, fit_windows

TEXTS = (
    ("The mayor said the bridge must close.", "said", "The mayor", "the bridge must close"),
    ("“We came to listen,” Omar Haddad told the farmers.", "told", "Omar Haddad", "We came to listen"),
    ("According to the ministry, nine wells ran dry.", "According to", "the ministry", "nine wells ran dry"),
)


def trained(seed):
    parses = [parse(text) for text, *_ in TEXTS]
    vocabulary = vocabulary_of(parses, least=1)
    made = []
    for parsed, (text, *parts) in zip(parses, TEXTS, strict=True):
        cue, source, content = ([text.index(part), text.index(part) + len(part)] for part in parts)
        row = {"cue_span": cue, "source_span": source, "content_span": content}
        made.append(example(parsed, [row], vocabulary, strict=0.0))
    course = Course(hidden=4, rounds=2, last=1, rate=1e-3, decay=1e-2, dropped=0.2, unknown=0.1, seed=seed)
    cues = fit_cues(made, vocabulary, course)
    chosen = [(number, cue) for number, item in enumerate(made) for cue in item.gold]
    return {**cues, **fit_windows(made, chosen, vocabulary, course)}


def test_the_same_seed_gives_the_same_weights():
    first, again = trained(1), trained(1)
    assert first.keys() == again.keys()
    for name, values in first.items():
        np.testing.assert_array_equal(values, again[name])


@pytest.mark.parametrize("name", ["c_in", "k0", "o_out"])
def test_another_seed_gives_others(name):
    assert not np.array_equal(trained(1)[name], trained(2)[name])
