"""Print every regular expression that the package compiles, with the line that did: JSON, one a line.

Run by test_patterns.py in a process of its own, where nothing has been compiled before.
"""

import importlib
import json
import pkgutil
import re
import sys
import tempfile
from pathlib import Path

PROGRAMS = ("__main__", "worker", "reports_pdf", "dask_children")  # they need another process around them


def main():
    seen = {}
    real = re._compiler.compile

    def compile_and_note(pattern, flags=0):
        compiled = real(pattern, flags)
        frame = sys._getframe(1)
        while frame is not None and "/re/" in frame.f_code.co_filename:
            frame = frame.f_back
        if frame is not None and "/deedwatch/" in frame.f_code.co_filename:
            where = f"{frame.f_code.co_filename.rpartition('/deedwatch/')[2]}:{frame.f_lineno}"
            letters = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
            seen.setdefault((letters, compiled.flags), where)
        return compiled

    re._compiler.compile = compile_and_note
    re.purge()
    package = importlib.import_module("deedwatch")
    for module in pkgutil.walk_packages(package.__path__, "deedwatch."):
        if not module.name.endswith(PROGRAMS):
            importlib.import_module(module.name)
    from deedwatch.book import open_book

    with tempfile.TemporaryDirectory() as folder, open_book(Path(folder) / "book.db") as book:
        assert book.read_samples().read > 5
        assert len(book.ledger())
        assert len(book.happenings())
    for (pattern, flags), where in seen.items():
        sys.stdout.write(json.dumps([pattern, flags, where]) + "\n")


if __name__ == "__main__":
    main()
