"""Word senses for event mentions, out of WordNet's own database files.

    python train/senses.py DICT

DICT is the folder with ``data.noun``, ``data.verb``, ``index.noun``, ``index.verb`` and ``index.sense``
of WordNet 3.1. Writes ``lexicon/en/word_senses.csv``: for each noun and verb that is met in tagged texts
at least twice or stands in ``word_shares.csv``, the words derived from it, the numbers of its first four
noun and verb senses and those of its derived words, and the numbers of the senses right above these.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path

LEXICON = Path(__file__).parents[1] / "src" / "deedwatch" / "lexicon" / "en"
FIRST = 4
HEAD = """# Nouns and verbs: words derived from one another ("acquire|acquisition"), the numbers of their
# first senses (words with a number in common can mean the same) and of the senses right above them.
# Source: WordNet 3.1, Copyright 2011 by Princeton University; WordNet licence (use, copy, modify and
# distribute for any purpose with this notice; provided as is, without warranty; the name Princeton may
# not be used in
# advertising). Changes: fewer words and senses, numbers given anew. Made by train/senses.py.
"""


def main(folder: Path) -> None:
    synsets, senses = read(folder)
    tagged: Counter[str] = Counter()
    for line in (folder / "index.sense").read_text(encoding="utf-8").splitlines():
        key, _, _, count = line.split()
        word, _, rest = key.partition("%")
        tagged[word] += int(count) if rest[0] in "12" else 0
    with (LEXICON / "word_shares.csv").open(encoding="utf-8") as file:
        common = {row["word"] for row in csv.DictReader(line for line in file if line[0] != "#")}
    kept = sorted(word for word in senses if word.isalpha() and (tagged[word] > 1 or word in common))
    numbers: dict[str, int] = {}
    with (LEXICON / "word_senses.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(HEAD)
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["word", "derived", "senses", "family", "above"])
        for word in kept:
            derived = sorted(derive(word, synsets, senses) & set(kept))
            own = first(word, senses)
            family = set().union(own, *(first(other, senses) for other in derived))
            above = {target for sense in family for sign, target, _ in synsets[sense][1] if sign == "@"}
            cells = [
                "|".join(str(numbers.setdefault(sense, len(numbers))) for sense in sorted(part))
                for part in (own, family, above)
            ]
            rows.writerow([word, "|".join(derived), *cells])
    print(len(kept), "words,", len(numbers), "senses")


def read(folder: Path):
    """Synsets by key with words and pointers; keys of senses by word, most used first."""
    synsets: dict[str, tuple[list[str], list[tuple[str, str, str]]]] = {}
    senses: dict[str, list[str]] = {}
    for kind, name in (("n", "noun"), ("v", "verb")):
        for line in (folder / f"data.{name}").read_text(encoding="utf-8").splitlines():
            if line.startswith(" "):
                continue
            cells = line.split("|")[0].split()
            count = int(cells[3], 16)
            words = [cells[4 + 2 * i].lower() for i in range(count)]
            start = 4 + 2 * count
            pointers = [cells[start + 1 + 4 * i : start + 5 + 4 * i] for i in range(int(cells[start]))]
            synsets[kind + cells[0]] = (words, [(s, k + o, w) for s, o, k, w in pointers if k in "nv"])
        for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
            if not line.startswith(" "):
                cells = line.split()
                senses.setdefault(cells[0], []).extend(kind + o for o in cells[6 + int(cells[3]) :])
    return synsets, senses


def first(word: str, senses: dict[str, list[str]]) -> set[str]:
    of = senses.get(word, [])
    return {s for kind in "nv" for s in [k for k in of if k[0] == kind][:FIRST]}


def derive(word: str, synsets, senses) -> set[str]:
    found = set()
    for sense in senses.get(word, []):
        words, pointers = synsets[sense]
        for sign, target, which in pointers:
            if sign != "+":
                continue
            one, two = divmod(int(which, 16), 256)
            if one == 0 or words[one - 1] == word:
                found.update(synsets[target][0] if two == 0 else [synsets[target][0][two - 1]])
    return found - {word}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
