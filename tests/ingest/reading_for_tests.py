"""Short ways for the tests of this folder to read bytes in their own process."""

from __future__ import annotations

from dateline.ingest import IngestOptions
from dateline.ingest.original import read_original
from dateline.types import Reading

ARTICLE = (
    "Two soldiers were wounded on Tuesday when a mine exploded under their car near the village "
    "of Arkhon, the regional governor said.",
    "He said that the road had been searched for mines in the morning and that nobody had claimed "
    "responsibility for the explosion so far.",
    "Sappers found a second mine at the roadside and blew it up, and the road was opened again in "
    "the evening, according to the ministry.",
)
"""A report made up for the tests."""


def read_all(data, name="report.txt", **options):
    """Give everything that is read from ``data``."""
    if isinstance(data, str):
        data = data.encode()
    return list(read_original(data, name, IngestOptions(**options)))


def read_one(data, name="report.txt", **options):
    """Give the only reading of ``data``."""
    (item,) = read_all(data, name, **options)
    assert isinstance(item, Reading), item
    return item


def title_of(reading):
    """Give the words of a reading's title."""
    return reading.title.of(reading.text) if reading.title else None


def body_of(reading):
    """Give the paragraphs of a reading's body."""
    return reading.body.of(reading.text).split("\n\n")
