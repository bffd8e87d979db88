"""The rows of a view as plain objects (the form of the contract), as a table, and as a web page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deedwatch.reckoning.ledger.nouns import Link, Mention, Proof, Ruling, Stand
    from deedwatch.reckoning.ledger.view import Row

__all__ = ["NOT_STATED", "cell_text", "page_of", "plain_row", "table_of"]

NOT_STATED = "not stated"
_COLUMNS = (
    "kind",
    "by",
    "to",
    "content",
    "opened",
    "due",
    "standing",
    "ruling",
    "source",
    "awaits",
    "changed",
    "links",
    "evidence_claimed",
    "evidence_shown",
)


def plain_row(row: Row) -> dict[str, Any]:
    """One matter as the object that ``deedwatch ledger --json`` prints.

    ``standing_unheard`` is the standing without what only other parties tell; ``links``, ``awaits``,
    ``changes`` and ``evidence`` (claimed, or shown by the report) are more than the contract asks for.
    """
    return {
        "id": row.id,
        "kind": row.kind,
        "by": list(row.by),
        "to": list(row.to),
        "content": row.content,
        "opened": row.opened,
        "standing": row.standing,
        "mentions": [_mention(mention) for mention in row.mentions],
        "positions": {party: [_stand(stand) for stand in stands] for party, stands in row.positions.items()},
        "source": {"report": row.source.report, "span": list(row.source.span), "on": row.source.on},
        "evidence": [_proof(proof) for proof in row.evidence],
        "due": row.due,
        "standing_unheard": row.standing_unheard,
        "links": [{"kind": k.kind, "matter": k.matter, "on": k.on, "report": k.report} for k in row.links],
        "awaits": [{"party": a.party, "since": a.since, "days": a.days} for a in row.awaits],
        "changes": [{"what": c.what, "party": c.party, "on": c.on, "report": c.report} for c in row.changes],
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "report": mention.report,
        "span": list(mention.span),
        "on": mention.on,
        "wording": mention.wording,
        "move": mention.move,
    }


def _proof(proof: Proof) -> dict[str, Any]:
    return {
        "claimed": proof.claimed,
        "by": proof.by,
        "wording": proof.wording,
        "on": proof.on,
        "report": proof.report,
        "span": list(proof.span),
        "statement": proof.statement,
    }


def _stand(stand: Stand) -> dict[str, Any]:
    return {
        "stance": stand.stance,
        "on": stand.on,
        "actor": stand.actor,
        "statement": stand.statement,
        "told_by": stand.told_by,
        "report": stand.report,
        "span": None if stand.span is None else list(stand.span),
    }


def cell_text(stands: Sequence[Stand]) -> str:
    """The stance that holds, with day, speaker and report; who alone tells it, where so.

    >>> cell_text(())
    'not stated'
    """
    if not stands:
        return NOT_STATED
    held = stands[-1]
    told = f", only as told by {held.told_by}" if held.told_by else ""
    return f"{held.stance} ({held.on or 'undated'}, {held.actor}, {held.report}{told})"


def table_of(
    rows: Sequence[Row], parties: Sequence[str], rulings: Mapping[str, Ruling]
) -> tuple[list[str], list[list[str]]]:
    """Column names and cells: what the matter is and whose ruling is in force, then one column a party."""
    columns = [*_COLUMNS[:8], *parties, *_COLUMNS[8:]]
    return columns, [_cells(row, parties, rulings.get(row.id)) for row in rows]


def _cells(row: Row, parties: Sequence[str], ruling: Ruling | None) -> list[str]:
    def cell(party: str) -> str:
        return "maker" if party in row.by else cell_text(row.positions.get(party, ()))

    return [
        row.kind,
        ", ".join(row.by),
        ", ".join(row.to),
        row.content,
        row.opened or "",
        row.due or "",
        row.standing,
        "" if ruling is None else ruling.words,
        *(cell(party) for party in parties),
        f"{row.source.report} {row.source.span[0]}-{row.source.span[1]}",
        "; ".join(f"{a.party} since {a.since} ({a.days} days)" if a.days is not None else a.party
                  for a in row.awaits),
        "; ".join(f"{c.on or 'undated'}: {c.party + ' ' if c.party else ''}{c.what}" for c in row.changes),
        "; ".join(_link(link, row.id) for link in row.links),
        *(_proofs(row, claimed=claimed) for claimed in (True, False)),
    ]  # fmt: skip


def _link(link: Link, matter: str) -> str:
    other = "" if link.matter == matter else f"{link.matter} "
    return f"{link.kind} {other}{link.on or 'undated'}"


def _proofs(row: Row, *, claimed: bool) -> str:
    """The claims of evidence, or what was shown, each with whose it is and its report."""
    return "; ".join(
        f"{proof.by + ': ' if proof.by else ''}{proof.wording} ({proof.report})"
        for proof in row.evidence
        if proof.claimed == claimed
    )


def page_of(columns: Sequence[str], cells: Sequence[Sequence[str]], *, title: str) -> str:
    """A page that stands alone: the table, each cell with the words it rests on."""
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in columns)
    body = "".join(
        "<tr>" + "".join(f"<td class='{_class(cell)}'>{escape(cell)}</td>" for cell in line) + "</tr>\n"
        for line in cells
    )
    return (
        "<!doctype html>\n<html lang='en'><head><meta charset='utf-8'>"
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{escape(title)}</h1>\n<p>{len(cells)} matters. An empty stance says that nothing was"
        " stated; silence is no stance.</p>\n"
        f"<table><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table></body></html>\n"
    )


_STYLE = (
    "body{font:15px/1.4 system-ui,sans-serif;margin:2rem}table{border-collapse:collapse}"
    "th,td{border:1px solid #bbb;padding:.3rem .5rem;vertical-align:top;text-align:left}"
    "td.silent{color:#767676}td.told{font-style:italic}"
)


def _class(cell: str) -> str:
    if cell == NOT_STATED:
        return "silent"
    return "told" if "only as told by" in cell else "said"
