"""A ledger made from files as users make theirs: read, coded, resolved, compared and joined."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from dateline.ingest import IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.store import Ledger, open_ledger
from sample_for_tests import REPORTS

SAMPLES = (
    "derbent-hospital.txt",
    "grozny-attack.txt",
    "grozny-toll.md",
    "kebekov-report.html",
    "sirtych-bomb.txt",
    "sunzha-operation.txt",
)

ODD = (
    {
        "id": "odd-1",
        "title": '=HYPERLINK("https://example.org/";"Gunmen attack a market in Goma")',
        "publisher": '@Lake, Post; of "Kivu"',
        "date": "2015-06-22",
        "text": 'Gunmen attacked a market in Goma on 21 June 2015, killing 4 people, "police" said.\n\n'
        "- Rebels shelled an army base in Mosul on 20 June 2015, killing 7 soldiers, the army said.",
    },
    {
        "id": "odd-2",
        "title": "+49 30 is where callers reach \u202eeht \u202carmy",
        "publisher": "\u2066قصف المدينة\u2069",
        "date": "2015-06-23",
        "text": "Rebels killed 3 policemen in Grozny on 22 June 2015, the Interior Ministry said.\n\n"
        "“−=@” is what \u202eslebeR\u202c bombed: rebels bombed a bridge in Aleppo on 21 June 2015, wounding "
        "12 people, residents said, near a wall of " + "counterrevolutionary-" * 500 + "slogans.",
    },
    {
        "id": "odd-3",
        "title": "\U0001f4a5 Police arrest 30 protesters in Aleppo — Обстріл міста",
        "publisher": "-Новости-",
        "date": "2015-06-24",
        "text": "Protesters marched through the streets of Aleppo on 23 June 2015, and police arrested 30 of "
        "them, a spokesman said.\n\nSoldiers fired on protesters in Mosul on Tuesday, killing two people, "
        "the newspaper “Вести” reported.",
    },
)
"""Reports whose words a careless export would run, cut, turn round or lose."""


@pytest.fixture(scope="session")
def real_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """Sample reports and odd ones, coded with three codebooks, with their events; not to be changed."""
    folder = tmp_path_factory.mktemp("real")
    odd = folder / "odd.jsonl"
    odd.write_text("".join(json.dumps(one) + "\n" for one in ODD), encoding="utf-8")
    ledger = open_ledger(folder / "ledger", create=True)
    setup = Setup(codebooks.keep(folder / "ledger", ["plover", "organisations", "acled"]))
    summary = add(ledger, [*(REPORTS / name for name in SAMPLES), odd], setup, IngestOptions())
    assert summary.new == len(SAMPLES) + len(ODD)
    connect(ledger)
    yield ledger
    ledger.close()
