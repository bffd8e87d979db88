"""Reports at an address keep their place below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deedwatch.exchange.reports.remote import open_anywhere

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("fsspec")


def test_files_of_one_name_in_two_folders_stay_two_reports(tmp_path: Path) -> None:
    for folder in ("north", "south"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "day.txt").write_text(f"The {folder} port opened on Monday.\n", encoding="utf-8")
    found = list(open_anywhere([f"file://{tmp_path}"]))
    assert len({repr(one) for one in found}) == 2
    assert all(f"{folder}/day.txt" in repr(found) for folder in ("north", "south"))
