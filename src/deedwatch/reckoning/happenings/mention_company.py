"""Beyond the pair: what a group of reports shows of two mentions' words, and of each one's other partners."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from deedwatch.reckoning.happenings.vectors import load_vectors

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    import numpy.typing as npt

    from deedwatch.reckoning.happenings.mention_reading import Named

    Floats: TypeAlias = npt.NDArray[np.float32]
    Whole: TypeAlias = npt.NDArray[np.int64]

__all__ = [
    "LEMMA_FEATURES",
    "PARTNER_FEATURES",
    "VECTOR_FEATURES",
    "weigh_lemmas",
    "weigh_partners",
    "weigh_vectors",
]

VECTOR_FEATURES = (
    "head_near", "words_near", "around_near", "arguments_near", "sentence_near", "head_to_around",
    "head_to_words",
)  # fmt: skip
LEMMA_FEATURES = (
    "lemmas_share_reports", "lemmas_share_sentences", "lemmas_meet_too_often", "lemmas_company",
    "lemmas_arguments", "lemmas_meet_in_sentences",
)  # fmt: skip
PARTNER_FEATURES = (
    "chance", "above_others_of_second", "above_others_of_first", "above_others", "partners_alike",
    "through_a_third", "fewer_partners", "more_partners", "less_retold", "more_retold",
)  # fmt: skip
_LEAST_RARE = 0.05
_SMOOTH = 0.3
_AT_ONCE = 4000  # pairs, so that memory stays flat


def weigh_vectors(named: Sequence[Named], one: Whole, two: Whole) -> Floats:
    """How near in meaning the mentions of each pair are: one row of ``VECTOR_FEATURES`` a pair.

    ``one`` and ``two`` are the places of the pair's mentions in ``named``. Cosines of word vectors of
    the heads, of all words, of the words around, of the arguments and of the whole sentences.
    """
    vectors = load_vectors()
    head = np.array([vectors.of_word(mention.lemma) for mention in named])
    words = np.array([vectors.of_words(mention.words) for mention in named])
    near = np.array([vectors.of_words(sorted(mention.left | mention.right)) for mention in named])
    arguments = np.array([vectors.of_words(sorted(mention.arguments)) for mention in named])
    sentence = np.array([vectors.of_words(sorted(mention.sentence)) for mention in named])

    def cosine(left: Floats, right: Floats) -> Floats:
        found: Floats = (left[one] * right[two]).sum(axis=1)
        return found

    columns = [cosine(part, part) for part in (head, words, near, arguments, sentence)]
    columns.append(np.maximum(cosine(head, near), cosine(near, head)))
    columns.append(cosine(head, words) + cosine(words, head))
    return np.stack(columns, axis=1).astype(np.float32)


def weigh_lemmas(named: Sequence[Named], one: Whole, two: Whole, rare: Callable[[str], float]) -> Floats:
    """What all reports show of the two lemmas of each pair: one row of ``LEMMA_FEATURES`` a pair.

    Two words for one event stand in like company, but seldom in one sentence, and reports choose one of
    them; words for two events of a story stand side by side. ``rare`` weighs a word of the group.
    """
    lemmas = _number(mention.lemma for mention in named)
    lemma = np.array([lemmas[mention.lemma] for mention in named], dtype=np.int64)
    reports = _incidence(lemma, [mention.report for mention in named])
    sentences = _incidence(lemma, [(mention.report, mention.number) for mention in named])
    around: list[Counter[str]] = [Counter() for _ in lemmas]
    arguments: list[Counter[str]] = [Counter() for _ in lemmas]
    for mention, number in zip(named, lemma.tolist(), strict=True):
        around[number].update(mention.left | mention.right)
        arguments[number].update(mention.arguments)
    in_reports, in_sentences = reports @ reports.T, sentences @ sentences.T
    told = reports.sum(axis=1)
    expected = told[:, None] * told[None, :] / reports.shape[1]
    tables = (
        in_reports / np.minimum(told[:, None], told[None, :]),
        in_sentences / np.minimum(*np.meshgrid(sentences.sum(axis=1), sentences.sum(axis=1))),
        in_reports / (expected + 0.5),
        _company(around, rare),
        _company(arguments, rare),
        in_sentences / (in_reports + 0.5),
    )
    return np.stack([table[lemma[one], lemma[two]] for table in tables], axis=1).astype(np.float32)


def _number(things: Iterable[object]) -> dict[object, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}


def _incidence(lemma: Whole, where: Sequence[object]) -> Floats:
    """For each lemma a row, for each place (a report, a sentence) a column: 1 where it stands there."""
    places = _number(where)
    found = np.zeros((int(lemma.max()) + 1, len(places)), dtype=np.float32)
    found[lemma, [places[place] for place in where]] = 1.0
    return found


def _company(counts: Sequence[Counter[str]], rare: Callable[[str], float]) -> Floats:
    """The cosine of each two bags of words."""
    column = _number(sorted({word for bag in counts for word in bag}))
    table = np.zeros((len(counts), max(1, len(column))), dtype=np.float32)
    for row, bag in enumerate(counts):
        for word, count in bag.items():
            table[row, column[word]] = math.log1p(count) * max(_LEAST_RARE, rare(word))
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-9
    return table @ table.T


def weigh_partners(reports: Sequence[str], chance: Floats, one: Whole, two: Whole) -> Floats:
    """What the chances of all pairs show of each: one row of ``PARTNER_FEATURES`` a pair.

    ``reports`` gives each mention's report, ``chance`` is the square table of first chances. Of the
    mentions of a report mostly one at most is another's event: so it counts whether this is its best,
    how alike the two are to all others, and how many reports tell them again.
    """
    number = _number(reports)
    report = np.array([number[name] for name in reports], dtype=np.int64)
    best, second = _best_in_reports(chance, report, len(number))
    found = chance[one, two]
    above_second = found - _best_other(found, best[one, report[two]], second[one, report[two]])
    above_first = found - _best_other(found, best[two, report[one]], second[two, report[one]])
    unit = chance / (np.sqrt((chance**2).sum(axis=1, keepdims=True)) + _SMOOTH)
    partners = chance.sum(axis=1)
    best[np.arange(len(report)), report] = 0.0
    retold = best.sum(axis=1) / max(1, len(number) - 1)
    columns = [
        found,
        above_second,
        above_first,
        np.minimum(above_second, above_first),
        (unit @ unit.T)[one, two],
        _through_a_third(chance, one, two),
        np.minimum(partners[one], partners[two]),
        np.maximum(partners[one], partners[two]),
        np.minimum(retold[one], retold[two]),
        np.maximum(retold[one], retold[two]),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _best_in_reports(chance: Floats, report: Whole, count: int) -> tuple[Floats, Floats]:
    """For each mention and report the highest chance there, and the second."""
    best = np.zeros((len(report), count), dtype=np.float32)
    second = np.zeros_like(best)
    for number in range(count):
        ranked = np.sort(chance[:, report == number], axis=1)
        best[:, number] = ranked[:, -1]
        if ranked.shape[1] > 1:
            second[:, number] = ranked[:, -2]
    return best, second


def _best_other(found: Floats, best: Floats, second: Floats) -> Floats:
    other: Floats = np.where(found >= best - 1e-7, second, best)
    return other


def _through_a_third(chance: Floats, one: Whole, two: Whole) -> Floats:
    """The best third mention's lower chance with the two."""
    found = np.zeros(len(one), dtype=np.float32)
    for start in range(0, len(one), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        found[part] = np.minimum(chance[one[part]], chance[two[part]]).max(axis=1)
    return found
