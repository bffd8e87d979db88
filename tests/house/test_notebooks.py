"""The notebooks of the docs run from their first cell to their last, and keep no output."""

import ast
import json
from pathlib import Path

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[2] / "docs" / "notebooks").glob("*.ipynb"))


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def code_of(path):
    return ["".join(cell["source"]) for cell in cells_of(path) if cell["cell_type"] == "code"]


def run_cell(code, name, room):
    """Run a cell as a notebook does; the HTML (or else the words) of its last line, where that has a value."""
    tree = ast.parse(code, name)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), room)
    if last is None:
        return None
    value = eval(compile(ast.Expression(last.value), name, "eval"), room)
    return value._repr_html_() if hasattr(value, "_repr_html_") else repr(value)


def test_there_are_three():
    assert [path.stem for path in NOTEBOOKS] == ["book", "record", "verdict"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_are_kept_without_output(path):
    cells = cells_of(path)
    assert len({cell["id"] for cell in cells}) == len(cells)
    for cell in cells:
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_run(path, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    room = {"__name__": "__main__"}
    for number, code in enumerate(code_of(path), start=1):
        shown = run_cell(code, f"{path.name}[{number}]", room)
        assert shown != "", f"{path.name}[{number}]"
        assert str(tmp_path) not in (shown or "") + capsys.readouterr().out
