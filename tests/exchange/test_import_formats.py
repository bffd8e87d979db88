"""Each event format on rows of its true shape: what is taken, what is refused and why."""

import gzip
import zipfile

import pytest

from deedwatch.errors import InputError
from deedwatch.exchange.datasets.files import digest_file, open_event_file
from deedwatch.exchange.datasets.formats import EVENT_FORMATS, choose_reader
from deedwatch.exchange.datasets.rows import EventRow, Refusal, known_day


def gdelt(width, event="701", day="20170306", cameo="100", quad="3"):
    cells = [""] * width
    cells[0], cells[1] = event, day
    cells[6], cells[7], cells[16], cells[17] = "ZAMBIA", "ZMB", "MALAWI", "MWI"
    cells[26], cells[29], cells[30] = cameo, quad, "-5.0"
    cells[53 if width == 61 else 51] = "ZA"
    return "\t".join(cells) + "\n"


ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\t"
    "Target Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\t"
    "Province\tCountry\tLatitude\tLongitude\n"
)


def icews(event="11", day="2017-03-06", cameo="100", source="Zambia"):
    return (
        f"{event}\t{day}\tPresident ({source})\tExecutive\t{source}\tDemand\t{cameo}\t-5\tMalawi\tNULL\tMalawi\t"
        '9\t1\tThe "Copperbelt" Post\tLusaka\tNULL\tLusaka\tZambia\t-15.4\t28.3\n'
    )


GED = "id,relid,year,type_of_violence,side_a,side_b,country,date_prec,date_start,date_end,best\n"
ACLED = "event_id_cnty,event_date,event_type,sub_event_type,actor1,actor2,country,notes\n"
POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tActor Name\tActor Country\t"
    "Recipient Name\tRecipient Country\tCountry\tA\tB\n"
)


def read(form, *lines, columns=None):
    return list(choose_reader(form, columns or {})(iter(lines)))


@pytest.mark.parametrize(
    ("form", "lines", "row"),
    [
        ("gdelt1", [gdelt(57)], ("701", "2017-03-06", "ZMB", "MWI", "100", "fips:ZA")),
        ("gdelt1", [gdelt(58)], ("701", "2017-03-06", "ZMB", "MWI", "100", "fips:ZA")),
        ("gdelt2", [gdelt(61)], ("701", "2017-03-06", "ZMB", "MWI", "100", "fips:ZA")),
        ("icews", [ICEWS, icews()], ("11/2017-03-06", "2017-03-06", "Zambia", "Malawi", "100", "Zambia")),
        (
            "ucdp-ged",
            [GED, '5,"ZMB, 1",2017,1,Government of Zambia,"Chama River Front, North",Malawi,1,2017-03-06 00:00:00.000,2017-03-07,3\n'],
            ("5", "2017-03-06", "Zambia", "", "190", "Malawi"),
        ),
        (
            "acled",
            [ACLED, 'ZMB7,06 March 2017,Battles,Armed clash,"Military Forces of Zambia (2011-)",CRF,Zambia,"a note, with commas"\n'],
            ("ZMB7", "2017-03-06", "Zambia", "", "", "Zambia"),
        ),
        (
            "acled",
            [ACLED.replace(",", ";"), "ZMB8;2017-03-06;Protests;Peaceful protest;Protesters (Zambia);;Zambia;x\n"],
            ("ZMB8", "2017-03-06", "", "", "", "Zambia"),
        ),
        (
            "polecat",
            [POLECAT, "P1\t2017-03-06\tREQUEST\tassist\t-3.0\tVERBAL CONFLICT\tLungu\tZMB;GBR\tMutharika\tMWI\tZMB\n"],
            ("P1", "2017-03-06", "ZMB", "MWI", "", "ZMB"),
        ),
        (
            "polecat",
            [POLECAT, "P2\t2017-03-06\tREQUEST\tassist\t-3.0\tVERBAL CONFLICT\tLungu\tZMB\tMutharika\tMWI\tZMB\t1\t2\n"],
            ("P2", "2017-03-06", "ZMB", "MWI", "", "ZMB"),
        ),
    ],
)  # fmt: skip
def test_rows_are_taken(form, lines, row):
    (found,) = read(form, *lines)
    assert isinstance(found, EventRow)
    assert (
        found.id,
        found.day,
        found.source_country,
        found.target_country,
        found.cameo,
        found.place_country,
    ) == row


@pytest.mark.parametrize(
    ("form", "lines", "line", "reason"),
    [
        ("gdelt1", [gdelt(61)], 1, "say --as gdelt2"),
        ("gdelt2", [gdelt(57)], 1, "before April 2013, say --as gdelt1"),
        ("gdelt2", [gdelt(61), gdelt(60)], 2, "has 60 columns, not 61"),
        ("gdelt1", [gdelt(58, day="20171399")], 1, "has no day: '20171399'"),
        ("gdelt1", [gdelt(58, event="")], 1, "has no event id"),
        ("icews", [ICEWS, "1\t2017-03-06\tcut off\n"], 2, "has 3 columns, the header has 20"),
        ("icews", [ICEWS, icews(day="6/3/17")], 2, "has no day: '6/3/17'"),
        ("icews", [ICEWS, icews(cameo="")], 2, "has no CAMEO code"),
        ("ucdp-ged", [GED, "5,1,2017\n"], 2, "has 3 columns, the header has 11"),
        ("ucdp-ged", [GED, "5,1,2017,1,a,b,Malawi,1,,,3\n"], 2, "has no day"),
        ("acled", [ACLED, ",06 March 2017,Battles,,a,b,Zambia,x\n"], 2, "has no event id"),
        (
            "polecat",
            [POLECAT, "P1\tyesterday\tREQUEST\t\t\t\ta\tZMB\tb\tMWI\tZMB\n"],
            2,
            "has no day: 'yesterday'",
        ),
        ("csv", ["day,source\n", "2017-03-06,a\n", "soon,b\n"], 3, "has no day: 'soon'"),
    ],
)
def test_malformed_rows_are_refused_with_line_and_reason(form, lines, line, reason):
    refused = [item for item in read(form, *lines) if isinstance(item, Refusal)]
    assert [item.line for item in refused] == [line]
    assert reason in refused[0].reason


def test_the_key_of_icews_is_id_and_date():
    rows = read("icews", ICEWS, icews(), icews(day="2017-03-07"))
    assert len({row.id for row in rows}) == 2


def test_csv_columns_can_be_named():
    lines = ["when\twho\twhom\tn\n", "2017-03-06\tZMB\tMWI\t3\n"]
    (row,) = read(
        "csv",
        *lines,
        columns={"day": "when", "source_country": "who", "target_country": "whom", "weight": "n"},
    )
    assert (row.day, row.source_country, row.target_country, row.weight) == ("2017-03-06", "ZMB", "MWI", "3")


def test_a_row_without_id_is_known_by_its_line():
    rows = read("csv", "day\n", "2017-03-06\n", "2017-03-06\n")
    assert [row.id for row in rows] == ["line 2", "line 3"]


@pytest.mark.parametrize(
    ("form", "columns", "fault"),
    [
        ("xls", {}, "is no format"),
        ("csv", {"date": "when"}, "is no field"),
        ("icews", {"day": "when"}, "does not go with"),
    ],
)
def test_wrong_choices_are_refused(form, columns, fault):
    with pytest.raises(InputError, match=fault):
        choose_reader(form, columns)


@pytest.mark.parametrize("form", sorted(set(EVENT_FORMATS) - {"gdelt1", "gdelt2"}))
def test_a_missing_column_is_named(form):
    with pytest.raises(KeyError):
        read(form, "nothing,of,the,kind\n", "1,2,3,4\n")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2017-03-06", "2017-03-06"), ("20170306", "2017-03-06"), ("2017-03-06 00:00:00", "2017-03-06"),
     ("2017-02-30", None), ("", None), ("6 March", None), ("2017-3-6", None)],
)  # fmt: skip
def test_days(text, day):
    assert known_day(text) == day


def test_plain_gzip_and_zip_give_the_same_lines(tmp_path):
    text = ICEWS + icews()
    (tmp_path / "a.tab").write_text(text, encoding="utf-8")
    with gzip.open(tmp_path / "a.tab.gz", "wt", encoding="utf-8") as file:
        file.write(text)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.tab", text)
        archive.writestr("__MACOSX/a.tab", "x")
        archive.writestr("cover.pdf", "x")
    found = [
        [list(file.lines) for file in open_event_file(tmp_path / name)]
        for name in ("a.tab", "a.tab.gz", "a.zip")
    ]
    assert found == [[[ICEWS, icews()]]] * 3


def test_a_damaged_file_is_told(tmp_path):
    packed = gzip.compress(("x" * 80 + "\n").encode() * 5000)
    (tmp_path / "cut.gz").write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError, match="is damaged"):
        [list(file.lines) for file in open_event_file(tmp_path / "cut.gz")]
    (tmp_path / "none").write_bytes(b"")
    with pytest.raises(InputError, match="is empty"):
        list(open_event_file(tmp_path / "none"))
    with pytest.raises(InputError, match="cannot be read"):
        digest_file(tmp_path / "absent")


def test_one_column_a_side_may_hold_countries():
    (row,) = read("csv", "day,actor,recipient,recipient_country\n", "2017-03-06,ZMB,CRF,MWI\n")
    assert (row.source, row.source_country, row.target, row.target_country) == ("ZMB", "ZMB", "CRF", "MWI")


def quoted(line):
    cells = line.rstrip("\n").split("\t")
    texts = ("" if not c else c if c[-1].isdigit() and "-" not in c[1:] else f'"{c}"' for c in cells)
    return "\t".join(text.replace(' "C', ' \\"C').replace('t" ', 't\\" ') for text in texts) + "\n"


@pytest.mark.parametrize(
    "lines",
    [
        [ICEWS, quoted(icews())],
        [ICEWS.replace("\t", ","), icews().replace("\t", ",").replace('"', "")],
    ],
)
def test_icews_as_an_archive_hands_it_out_is_the_same(lines):
    (plain,) = read("icews", ICEWS, icews())
    assert read("icews", *lines) == [plain]


@pytest.mark.parametrize("weight", ["two", "nan", "inf", "-3", "0"])
def test_a_weight_that_is_none_is_refused(weight):
    (refused,) = read("csv", "day,count\n", f"2017-03-06,{weight}\n")
    assert refused.reason == f"has no weight over 0: {weight!r}"


def test_letters_of_spreadsheets_are_read(tmp_path):
    text = "day,source\n2017-03-06,Núñez\n"
    for name, encoding in (("u.csv", "utf-8"), ("w.csv", "cp1252"), ("x.csv", "utf-16")):
        (tmp_path / name).write_text(text, encoding=encoding)
        (file,) = ([line.lstrip("\ufeff") for line in f.lines] for f in open_event_file(tmp_path / name))
        assert "".join(file) == text


def test_a_zip_without_a_table_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "x")
    with pytest.raises(InputError, match=r"holds no table; .*save a workbook as CSV"):
        list(open_event_file(tmp_path / "book.xlsx"))
