"""Language data and its checked loader: what an expert might correct stands in files, not code.

One folder a language (``en/``). TOML where rows have structure, CSV where they are long and flat.
The loader refuses what it does not know and names file, row and key.
"""

from __future__ import annotations

from deedwatch.lexicon.load import data_path, load_rows, load_rules

__all__ = ["data_path", "load_rows", "load_rules"]
