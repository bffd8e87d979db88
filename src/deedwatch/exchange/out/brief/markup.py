"""A brief as Markdown, HTML and Typst: three markups over the same walk through its blocks."""

from __future__ import annotations

import base64
import re
from html import escape
from typing import TYPE_CHECKING

from deedwatch.exchange.out.brief.nouns import Heading, Listed, Note, Picture, Said, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from deedwatch.exchange.out.brief.nouns import Block, Brief

__all__ = ["as_html", "as_markdown", "as_typst"]

_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 Georgia, serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .92em; }
th, td { text-align: left; vertical-align: top; border-bottom: 1px solid #999; padding: .3rem .5rem; }
sup a { text-decoration: none; } ol.notes { font-size: .88em; } .scope { opacity: .75; }
figure { margin: 1rem 0; } figure svg { max-width: 100%; height: auto; }
"""


def _numbers(brief: Brief) -> dict[Note, int]:
    return {note: number for number, note in enumerate(brief.notes(), start=1)}


# --- Markdown ------------------------------------------------------------------------------------


def as_markdown(brief: Brief) -> str:
    """Markdown with footnotes."""
    numbers = _numbers(brief)
    parts = [f"# {_md(brief.title)}", f"*{_md(brief.scope)}*"]
    parts += [_md_block(block, numbers) for block in brief.blocks]
    parts.append("\n".join(f"[^{number}]: {_md(note.text)}" for note, number in numbers.items()))
    return "\n\n".join(part for part in parts if part) + "\n"


def _md(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|#])", r"\\\1", " ".join(text.split()))


def _md_said(said: Said, numbers: dict[Note, int]) -> str:
    return _md(said.text) + "".join(f"[^{numbers[note]}]" for note in said.notes)


def _md_block(block: Block, numbers: dict[Note, int]) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_md(block.text)}"
    if isinstance(block, Listed):
        return "\n".join(f"- {_md_said(item, numbers)}" for item in block.items)
    if isinstance(block, Table):
        lines = [block.header, tuple("---" for _ in block.header)]
        body = [[_md_said(cell, numbers) for cell in row] for row in block.rows]
        cells = [[_md(cell) if cell != "---" else cell for cell in line] for line in lines] + body
        return "\n".join("| " + " | ".join(line) + " |" for line in cells)
    if isinstance(block, Picture):
        data = base64.b64encode(block.png).decode()
        return f"![{_md(block.words)}](data:image/png;base64,{data})\n\n{_md(block.words)}"
    return _md_said(block, numbers)


# --- HTML ----------------------------------------------------------------------------------------


def as_html(brief: Brief) -> str:
    """One HTML file that needs no other: style and plots are in it, there is no script."""
    numbers = _numbers(brief)
    body = "\n".join(_html_block(block, numbers) for block in brief.blocks)
    notes = "\n".join(
        f'<li id="n{number}">{escape(note.text)} <a href="#r{number}" aria-label="back">↩</a></li>'
        for note, number in numbers.items()
    )
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(brief.title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head>\n<body>\n<h1>{escape(brief.title)}</h1>\n"
        f'<p class="scope">{escape(brief.scope)}</p>\n{body}\n'
        f'<h2>Notes</h2>\n<ol class="notes">\n{notes}\n</ol>\n</body></html>\n'
    )


def _html_said(said: Said, numbers: dict[Note, int]) -> str:
    marks = "".join(
        f'<sup><a id="r{numbers[note]}" href="#n{numbers[note]}">{numbers[note]}</a></sup>'
        for note in said.notes
    )
    return escape(said.text) + marks


def _html_block(block: Block, numbers: dict[Note, int]) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Listed):
        return "<ul>" + "".join(f"<li>{_html_said(item, numbers)}</li>" for item in block.items) + "</ul>"
    if isinstance(block, Table):
        head = "".join(f"<th>{escape(name)}</th>" for name in block.header)
        rows = ("".join(f"<td>{_html_said(cell, numbers)}</td>" for cell in row) for row in block.rows)
        body = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    if isinstance(block, Picture):
        return f"<figure>{block.svg}<figcaption>{escape(block.words)}</figcaption></figure>"
    return f"<p>{_html_said(block, numbers)}</p>"


# --- Typst, for PDF ------------------------------------------------------------------------------


def as_typst(brief: Brief, folder: Path) -> str:
    """Typst markup; plots are written beside it in ``folder``. All text goes in as string literals."""
    seen: set[Note] = set()
    numbers = _numbers(brief)
    parts = [
        '#set page(paper: "a4", margin: 2.2cm, numbering: "1")',
        '#set text(lang: "en", size: 10.5pt)',
        "#set par(justify: false)",
        f'#text(size: 18pt, weight: "bold")[{_ty(brief.title)}]',
        f"#text(fill: luma(90))[{_ty(brief.scope)}]",
    ]

    def said(item: Said) -> str:
        marks: list[str] = []
        for note in item.notes:
            label = f"<note{numbers[note]}>"
            if note in seen:
                marks.append(f"#footnote({label})")
            else:
                marks.append(f"#footnote[{_ty(note.text)}]{label}")
                seen.add(note)
        return _ty(item.text) + "".join(marks)

    for number, block in enumerate(brief.blocks):
        parts.append(_typst_block(block, said, folder, number))
    return "\n\n".join(parts) + "\n"


def _ty(text: str) -> str:
    quoted = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'#"{quoted}"'


def _typst_block(block: Block, said: Callable[[Said], str], folder: Path, number: int) -> str:
    if isinstance(block, Heading):
        return f"#heading(level: {block.level})[{_ty(block.text)}]"
    if isinstance(block, Listed):
        return "#list(" + ", ".join(f"[{said(item)}]" for item in block.items) + ")"
    if isinstance(block, Table):
        header: Sequence[str] = [f"[#strong[{_ty(name)}]]" for name in block.header]
        cells = [f"[{said(cell)}]" for row in block.rows for cell in row]
        widths = ", ".join(["1fr"] * len(block.header))
        return f"#table(columns: ({widths},), stroke: 0.4pt + luma(150), {', '.join([*header, *cells])})"
    if isinstance(block, Picture):
        (folder / f"plot{number}.svg").write_text(block.svg, encoding="utf-8")
        return f'#figure(image("plot{number}.svg", width: 100%), caption: [{_ty(block.words)}])'
    return said(block)
