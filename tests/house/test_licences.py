"""Every package that is installed with all extras has a licence that goes with Apache-2.0, or is named with its own."""

import re
from importlib.metadata import distributions
from pathlib import Path

import pytest

THIRD_PARTY = (Path(__file__).parents[2] / "THIRD_PARTY.md").read_text(encoding="utf-8")
OURS = {"deedwatch", "pip", "setuptools", "wheel"}  # ours, and what every environment has
PERMISSIVE = re.compile(
    r"0BSD|(?:3-clause |2-clause )?BSD(?:-[23]-Clause)?(?: License)?|MIT(?:-0| License)?|ISC(?: License)?(?: \(ISCL\))?"
    r"|Apache(?:-2\.0| Software License| License,? Version 2\.0| 2\.0)?|PSF-2\.0|Python Software Foundation License"
    r"|Zlib|CC0-1\.0|CNRI-Python|Unlicense|Public Domain|The Unlicense \(Unlicense\)",
    re.IGNORECASE,
)


def licence_of(distribution):
    told = distribution.metadata
    classes = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier", [])
        if line.startswith("License")
    ]
    first_line = (told.get("License") or "").strip().partition("\n")[0]
    return told.get("License-Expression") or " AND ".join(classes) or first_line


def is_permissive(licence):
    """Each part that binds is permissive; of alternatives one is enough."""
    parts = re.split(r"\s+AND\s+", licence)
    return bool(licence) and all(
        any(
            PERMISSIVE.fullmatch(choice.strip(" ()")) or PERMISSIVE.fullmatch(choice.strip())
            for choice in part.split(" OR ")
        )
        for part in parts
    )


def installed():
    return sorted(
        {(found.metadata["Name"], licence_of(found)) for found in distributions() if found.metadata["Name"]}
    )


@pytest.mark.parametrize(("name", "licence"), [pair for pair in installed() if pair[0].lower() not in OURS])
def test_licence_is_permissive_or_named(name, licence):
    if not is_permissive(licence):
        row = re.search(rf"^\| {re.escape(name)} \| (.+?) \|", THIRD_PARTY, re.MULTILINE | re.IGNORECASE)
        assert row is not None, (
            f"{name} ({licence or 'no licence told'}) is not in the table of THIRD_PARTY.md"
        )
        assert not licence or row[1] == licence


def test_licences_that_bind_more_are_told_from_others():
    assert is_permissive("MIT AND PSF-2.0")
    assert is_permissive("Apache-2.0 OR GPL-3.0-only")
    assert not is_permissive("MPL-2.0 AND MIT")
    assert not is_permissive("LGPL-3.0-only")
    assert not is_permissive("")
