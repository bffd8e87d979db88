"""Word vectors for event mentions, out of the GloVe vectors of Wikipedia 2014 and Gigaword 5.

    python train/vectors.py GLOVE

GLOVE is ``glove.6B.50d.txt`` (Pennington, Socher and Manning 2014; public domain, PDDL 1.0), commonest words
first. Writes ``lexicon/en/word_vectors.npz``: the commonest words of letters and those of
``word_senses.csv``, less the mean and the two directions that all words share (Mu and Viswanath 2018), as
bytes.
"""

from __future__ import annotations

import csv
import sys
from itertools import islice
from pathlib import Path

import numpy as np

LEXICON = Path(__file__).parents[1] / "src" / "deedwatch" / "lexicon" / "en"
MOST = 18_000
MEASURED = 50_000


def main(path: Path) -> None:
    with (LEXICON / "word_senses.csv").open(encoding="utf-8") as file:
        wanted = {row["word"] for row in csv.DictReader(line for line in file if line[0] != "#")}
    words, rows = read(path)
    values = np.array(rows, dtype=np.float32)
    values -= values[:MEASURED].mean(axis=0)
    shared = np.linalg.svd(values[:MEASURED], full_matrices=False)[2][:2]
    values -= values @ shared.T @ shared
    common = set(islice((word for word in words if is_word(word)), MOST))
    kept = [place for place, word in enumerate(words) if word in common or word in wanted]
    chosen = values[kept]
    chosen *= 127 / np.abs(chosen).max(axis=1, keepdims=True)
    text = np.frombuffer("\n".join(words[place] for place in kept).encode("ascii"), dtype=np.uint8)
    np.savez_compressed(LEXICON / "word_vectors.npz", words=text, values=np.rint(chosen).astype(np.int8))
    print(len(kept), "words")


def read(path: Path) -> tuple[list[str], list[list[float]]]:
    words, rows = [], []
    with path.open(encoding="utf-8") as file:
        for line in file:
            word, *cells = line.split(" ")
            words.append(word)
            rows.append([float(cell) for cell in cells])
    return words, rows


def is_word(word: str) -> bool:
    return word.isascii() and word.isalpha()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
