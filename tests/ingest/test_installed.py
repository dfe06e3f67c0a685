"""Readers that another package adds: the document's own example, installed and run in a worker."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from reading_for_tests import ARTICLE, body_of, read_all, title_of

from dateline.ingest import Given, IngestOptions, installed, read_files
from dateline.ingest.readers import READERS
from dateline.safety import ParserPool
from dateline.types import Reading

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "formats.md"
TELEX = f"ZCZC Mine wounds two near Arkhon\n{ARTICLE[0]}\n\n{ARTICLE[1]}\nNNNN\nZCZC Headline only\nNNNN\n"


def example(language):
    """Give the document's block of code in a language."""
    (block,) = re.findall(rf"```{language}\n(.*?)```", DOCUMENT.read_text("utf-8"), re.S)
    return block


def test_the_documents_example_reads_its_format_in_a_worker(install):
    toml = example("toml")
    points = tomllib.loads(toml)["project"]["entry-points"]["dateline.readers"]
    assert points == {"telex": "telex_reader"}
    install(example("python"))
    with ParserPool(1) as pool:
        received = list(read_files(pool, [Given("wire.tlx", TELEX.encode())], IngestOptions()))
    first, second = (r.item for r in received)
    assert isinstance(first, Reading)
    assert (title_of(first), body_of(first)) == ("Mine wounds two near Arkhon", list(ARTICLE[:2]))
    assert first.reader == "telex/1"
    assert (second.code, second.reason) == ("empty", "this telex has a headline only")
    assert {r.media for r in received} == {"text/x-telex"}


def test_other_files_are_read_as_before(install):
    install(example("python"))
    assert read_all(ARTICLE[0], "a.txt")[0].reader == "text/2"


def test_an_added_reader_goes_before_those_that_are_there(install):
    install(example("python").replace("telex/1", "mine/1"))
    assert [getattr(i, "reader", None) for i in read_all(TELEX, "a.txt")] == ["mine/1", None]


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("import nothing_of_this_name", "ModuleNotFoundError"),
        ("def members(source): ...", "has no recognises()"),
        ("def recognises(head, name): 1 / 0\ndef members(source): ...", "ZeroDivisionError"),
    ],
)
def test_a_broken_reader_is_named(install, source, why):
    install(source)
    (item,) = read_all(ARTICLE[0], "a.txt")
    assert item.code == "reader_broken"
    assert "'telex' of telex-reader 1.2" in item.reason
    assert why in item.reason


def test_a_files_reading_depends_on_what_is_installed(install):
    assert installed.signature() == ()
    install(example("python"))
    assert installed.signature() == ("telex telex-reader 1.2",)


def test_every_reader_of_ours_is_documented_and_loads():
    text = DOCUMENT.read_text("utf-8").casefold()
    words = {"zip": "zip", "jsonl": "json lines", "markdown": "markdown", "eml": "`.eml`", "feed": "rss"}  # fmt: skip
    from dateline.ingest.readers import reader_for

    for name in READERS:
        assert callable(reader_for(name))
        assert words.get(name, name) in text
