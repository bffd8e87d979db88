from __future__ import annotations

import json

from deedwatch import samples

OUTLETS = {"Great Lakes Wire", "Lusaka Courier", "Lilongwe Herald"}


def lines():
    return [
        json.loads(line)
        for path in sorted(samples.path().glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_the_story_has_what_it_promises():
    pages = [path for path in samples.path().iterdir() if path.suffix in {".html", ".txt"}]
    assert len(pages) + len(lines()) >= 26
    assert sum(path.suffix == ".html" for path in pages) >= 5
    assert sum(path.suffix == ".txt" for path in pages) >= 5
    days = sorted([path.name[:10] for path in pages] + [line["published"] for line in lines()])
    assert (days[0], days[-1]) == ("2017-02-03", "2017-08-30")


def test_every_line_has_its_parts():
    assert {line["outlet"] for line in lines()} == OUTLETS
    assert len({line["id"] for line in lines()}) == len(lines())
    assert all(set(line) == {"id", "title", "published", "outlet", "uri", "text"} for line in lines())


def test_two_reports_are_edited_copies_of_the_wire():
    texts = {line["id"]: line["text"].split("\n\n") for line in lines()}
    wire = set(texts["2017-06-12-ceasefire-signed"])
    copy = texts["2017-06-13-guns-silent"]
    assert len(wire & set(copy)) >= 1
    assert copy != texts["2017-06-12-ceasefire-signed"]
    demand = set(texts["2017-03-06-zambia-demands"])
    assert len(demand & set(texts["2017-03-07-close-the-camps"])) >= 3
