"""README shows what the demo really prints."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def demo_block():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"<!-- demo -->\n```text\n(.*?)```\n<!-- /demo -->", readme, re.DOTALL)
    assert found, "README has no demo block"
    return found.group(1)


@pytest.mark.slow
def test_readme_shows_what_the_demo_prints(tmp_path):
    command = [sys.executable, "-m", "deedwatch.cli", "demo", "--book", "demo.db"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    printed = done.stdout
    for part in demo_block().split("[...]\n"):
        assert part.strip("\n") in printed


def test_readme_opens_with_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    first = re.search(r"```bash\n(.*?)```", readme, re.DOTALL).group(1)
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make demo", "make test"]


def test_the_lines_in_python_give_what_they_say():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    code = re.search(r"```python\n(.*?)\n\nwith ", readme, re.DOTALL).group(1)
    *lines, (shown, said) = [line.rsplit("  # ", 1) for line in code.splitlines() if line]
    room = {}
    exec("\n".join(line[0] for line in lines), room)
    assert eval(shown, room) == eval(said)


def test_links_of_readme_and_docs_lead_somewhere():
    broken = []
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            inside = not target.startswith(("http", "mailto", "data:"))
            broken += [f"{page.name}: {target}"] if inside and not (page.parent / target).exists() else []
    assert broken == []
