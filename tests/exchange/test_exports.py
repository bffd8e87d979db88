"""What goes out can be read by those it is for, and says what it left behind."""

import csv
import json

import pytest

from deedwatch.errors import InputError
from deedwatch.exchange.out import FORMS, export, forms, safe_cell
from deedwatch.exchange.out.rows import provenance
from deedwatch.records import (
    Actor,
    Casualties,
    DateRange,
    Document,
    Event,
    Matter,
    Place,
    Position,
    Record,
    Statement,
)  # fmt: skip

TEXT = "=cmd, said the minister. A bomb killed three in Chama. Zambia demanded that it stop; Malawi refused."
TOLD = Record(
    document=Document(id="r1", text=TEXT, outlet="Lusaka Courier", published="2017-02-03T06:40", uri="r1.txt"),
    actors=(
        Actor(id="a1", name="=SUM(A1)", kind="person", country="ZMB", code="ZMBGOV"),
        Actor(id="a2", name="Malawi", kind="state", country="MWI", code="MWI"),
    ),
    statements=(
        Statement(id="s1", speaker="a1", mode="direct", act="assert", content=((0, 4),), cue=(6, 10)),
    ),
    events=(
        Event(
            id="e1", type="ASSAULT", cameo="183", anchor=(27, 31), target=("a1",),
            date=DateRange(from_="2017-02-02", to="2017-02-02"), place=Place(name="Chama", country="ZMB"),
            casualties=Casualties(killed=(3, 3)),
        ),
        Event(id="e2", type="AID", cameo="072", anchor=(6, 10), source=("a2",), status="alleged"),
    ),
    ledger=(
        Matter(
            id="l1", kind="demand", by=("a1",), to=("a2",), content=(77, 84),
            positions=(Position(actor="a2", stance="rejects"),),
        ),
    ),
)  # fmt: skip


def source():
    return [("key1", TOLD)]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_is_written_and_counts_its_rows(form, tmp_path):
    done = export(source, form, tmp_path / "out", {"183": -9.0})
    assert done.files
    assert sum(done.files.values()) >= 1


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM", "'@SUM"),
        ("\tx", "'\tx"),
        ("a\x00b", "ab"),
        ("\x00=1", "'=1"),
        ("plain", "plain"),
        (-3, -3),
        (None, None),
    ],
)
def test_cells_cannot_be_formulas(value, cell):
    assert safe_cell(value) == cell


def test_a_report_without_a_day_is_said_to_have_none():
    told = Record(document=Document(id="r1", text="It fell.", outlet="Courier"))
    assert provenance("k", told, (3, 7)) == "Courier, day not stated, r1 [3:7]: fell"


def test_csv_has_provenance_and_no_formula(tmp_path):
    export(source, "csv", tmp_path / "out", {})
    with (tmp_path / "out" / "statements.csv").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file)
    assert row["words"] == "'=cmd"
    assert row["speaker"] == "'=SUM(A1)"
    assert row["provenance"] == "Lusaka Courier, 2017-02-03, r1 [0:4]: =cmd"


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_a_table_without_rows_has_its_columns(form, tmp_path):
    import pandas as pd

    further = {"verdicts": (("actor", "p"), [])}
    for place, records in (("full", source), ("bare", list)):
        export(records, form, tmp_path / place, {}, further)
    load = {"csv": pd.read_csv, "xlsx": pd.read_excel, "parquet": pd.read_parquet}[form]
    for name in ("statements", "events", "matters", "positions"):
        full, bare = (load(tmp_path / place / f"{name}.{form}") for place in ("full", "bare"))
        assert list(full.columns) == list(bare.columns)
        assert (len(full), len(bare)) == ({"events": 2}.get(name, 1), 0)
    assert list(load(tmp_path / "bare" / f"verdicts.{form}").columns) == ["actor", "p"]


def test_xlsx_is_text_where_a_formula_stood(tmp_path):
    from openpyxl import load_workbook

    export(source, "xlsx", tmp_path / "out", {})
    sheet = load_workbook(tmp_path / "out" / "statements.xlsx").active
    header = [cell.value for cell in sheet[1]]
    words = sheet.cell(row=2, column=header.index("words") + 1)
    assert (words.value, words.data_type) == ("'=cmd", "s")


def test_one_workbook_has_a_sheet_for_each_table(tmp_path):
    from openpyxl import load_workbook

    done = export(source, "xlsx", tmp_path / "book.xlsx", {})
    book = load_workbook(tmp_path / "book.xlsx")
    assert book.sheetnames == ["statements", "events", "matters", "positions"]
    assert {name: book[name].max_row - 1 for name in ("statements", "events")} == {
        name: done.files[f"{tmp_path / 'book.xlsx'}, {name}"] for name in ("statements", "events")
    }
    assert book["events"].freeze_panes == "A2"


def test_a_sheet_that_is_full_goes_on_in_the_next(tmp_path, monkeypatch):
    from openpyxl import load_workbook

    monkeypatch.setattr(forms, "_SHEET_ROWS", 1)
    done = export(source, "xlsx", tmp_path / "book.xlsx", {})
    book = load_workbook(tmp_path / "book.xlsx")
    events = [book[name] for name in book.sheetnames if name.startswith("events")]
    assert len(events) == done.files[f"{tmp_path / 'book.xlsx'}, events"] == 2
    assert [sheet.title for sheet in events] == ["events", "events 2"]
    assert all([cell.value for cell in sheet[1]] == [cell.value for cell in events[0][1]] for sheet in events)


def test_parquet_is_read_back(tmp_path):
    import pyarrow.parquet as pq

    export(source, "parquet", tmp_path / "out", {})
    rows = pq.read_table(tmp_path / "out" / "events.parquet").to_pylist()
    assert [(row["type"], row["status"], row["killed_low"]) for row in rows] == [
        ("ASSAULT", "reported", 3),
        ("AID", "alleged", None),
    ]


def test_jsonl_is_the_record_without_loss(tmp_path):
    export(source, "jsonl", tmp_path / "out.jsonl", {})
    assert Record.from_json((tmp_path / "out.jsonl").read_bytes()) == TOLD


def test_gdelt_has_58_columns_and_only_facts(tmp_path):
    done = export(source, "gdelt", tmp_path / "out.tsv", {"183": -9.0})
    (line,) = (tmp_path / "out.tsv").read_text(encoding="utf-8").splitlines()
    cells = line.split("\t")
    assert len(cells) == 58
    assert (cells[1], cells[26], cells[30]) == ("20170202", "183", "-9.0")
    assert any("status" in lost for lost in done.lost)


def test_icews_says_na_where_nothing_is_known(tmp_path):
    export(source, "icews", tmp_path / "out.tab", {})
    with (tmp_path / "out.tab").open(newline="", encoding="utf-8") as file:
        (row,) = csv.DictReader(file, delimiter="\t")
    assert (row["Source Name"], row["Event Date"], row["CAMEO Code"]) == ("NA", "2017-02-02", "183")


def test_plover_carries_all_statuses(tmp_path):
    export(source, "plover", tmp_path / "out.jsonl", {})
    lines = (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["deedwatch_status"] for line in lines] == ["reported", "alleged"]


def test_annotations_select_the_very_words(tmp_path):
    export(source, "annotations", tmp_path / "out.jsonl", {})
    for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines():
        place, quote = json.loads(line)["target"]["selector"]
        assert TEXT[place["start"] : place["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert around in TEXT


def test_followthemoney_links_the_event_to_its_actors(tmp_path):
    export(source, "ftm", tmp_path / "out.jsonl", {})
    entities = [
        json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    ids = {entity["id"]: entity["schema"] for entity in entities}
    (event,) = [entity for entity in entities if entity["schema"] == "Event"]
    assert ids[event["properties"]["involved"][0]] == "Person"
    assert "organizer" not in event["properties"]


def test_an_unknown_form_and_a_bad_place_are_named(tmp_path):
    with pytest.raises(InputError, match="not a known form"):
        export(source, "access", tmp_path / "x", {})
    with pytest.raises(InputError, match="cannot be written"):
        export(source, "gdelt", tmp_path / "no" / "such" / "x.tsv", {})
