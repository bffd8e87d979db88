"""Which language a text is in, by its letters and its commonest small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache

import msgspec

from deedwatch.lexicon import data_path, load_rules

__all__ = ["Tongue", "tell_tongue", "tongues"]

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000  # characters that are looked at
_FEWEST = 120  # letters: a shorter text may be anything
_FEWEST_OWN = 30  # letters of a script of its own
_ENOUGH = 0.2  # share of English small words from which a text is English; news have .35 to .45
_LEAST = 0.12  # share of another language's small words from which it is that one


class Tongue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A language: its code and name, the script of its letters, its commonest small words."""

    code: str
    name: str
    script: str
    words: tuple[str, ...]
    yes: str
    no: str


@cache
def tongues() -> tuple[Tongue, ...]:
    """All languages that can be told, English first."""
    return load_rules(data_path("other_languages.toml"), Tongue)


def tell_tongue(text: str) -> Tongue | None:
    """The language of a text; None where it is too short or mixed to tell.

    Meant to refuse what is plainly not English: a doubtful text is not told. On languages that
    share their small words (Danish and Norwegian) the row names both.

    >>> tell_tongue("Le ministre a dit que la décision du gouvernement n'a pas été prise. " * 3).code
    'fr'
    """
    sample = text[:_SAMPLE]
    scripts: Counter[str] = Counter()
    for sign, often in Counter(sample).items():
        if sign.isalpha():
            scripts[_script(sign)] += often
    letters = scripts.total()
    if letters < _FEWEST_OWN:
        return None
    script, count = scripts.most_common(1)[0]
    if script == "CJK" and scripts["HIRAGANA"] > letters // 20:
        script = "HIRAGANA"
    if count < letters * 0.6 and script != "HIRAGANA":
        return None
    candidates = [tongue for tongue in tongues() if tongue.script == script]
    if script not in {"LATIN", "CYRILLIC", "ARABIC"}:
        return candidates[0] if candidates else None
    return _by_words(sample, candidates) if letters >= _FEWEST else None


def _by_words(sample: str, candidates: list[Tongue]) -> Tongue | None:
    counts: Counter[str] = Counter()
    for word, often in Counter(_WORD.findall(sample)).items():
        counts[word.lower()] += often
    total = counts.total()

    def share(tongue: Tongue) -> float:
        return sum(counts[word] for word in counts.keys() & tongue.words) / total

    english = share(candidates[0]) if candidates[0].code == "en" else 0.0
    if english >= _ENOUGH:
        return candidates[0]
    best = max(candidates, key=share)
    return best if share(best) >= max(_LEAST, 1.5 * english) else None


def _script(letter: str) -> str:
    if letter < "\u0250":
        return "LATIN"
    return _script_name(ord(letter) >> 4) or unicodedata.name(letter, "?").split(" ")[0].split("-")[0]


@cache
def _script_name(block: int) -> str | None:
    """The script of sixteen letters that stand together, where they share one."""
    names = {unicodedata.name(chr(16 * block + n), "?").split(" ")[0].split("-")[0] for n in range(16)} - {
        "?"
    }
    return names.pop() if len(names) == 1 else None
