"""An analysis, what others made of it, and a report of its own: the same record in any order of adding.

The six reports and what each is stand in ``six_reports/README.md``.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from dateline.fusion.facts import Bounds, Event
from dateline.ingest import IngestOptions
from dateline.lineage import compare, derive
from dateline.lineage.facts import Lineage, Link
from dateline.lineage.links import edit
from dateline.lineage.telling import tell_families, tell_report
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.store import Ledger, open_ledger

FOLDER = Path(__file__).parent / "six_reports"
NAMES = (
    "analysis.html",
    "unmasked.txt",
    "reprint.html",
    "digest.xml",
    "retold.html",
    "hospital.txt",
)
ANALYSIS, UNMASKED, REPRINT, DIGEST, RETOLD, HOSPITAL = NAMES
PUBLISHERS = {
    "Meridian Institute for Conflict Studies": ANALYSIS,
    "Eastern Beacon": UNMASKED,
    "Littoral Forum": REPRINT,
    "Steppe Digest": DIGEST,
    "Morning Highlander": RETOLD,
    "Lowland Telegraph": HOSPITAL,
}


def filled(folder: Path, parts: Sequence[Sequence[str]]) -> Ledger:
    """A new ledger to which the files were added in so many commands."""
    ledger = open_ledger(folder / "ledger", create=True)
    setup = Setup(codebooks.keep(ledger.path, ["plover"]))
    for names in parts:
        add(ledger, [FOLDER / name for name in names], setup, IngestOptions())
        connect(ledger)
    return ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """All six, added together."""
    return filled(tmp_path_factory.mktemp("six"), [NAMES])


@pytest.fixture(scope="module")
def lineage(ledger: Ledger) -> Lineage:
    return ledger.lineage()


@pytest.fixture(scope="module")
def versions(ledger: Ledger) -> dict[str, str]:
    """The version of each file."""
    return {
        PUBLISHERS[(text.publisher or "").removesuffix(" (fictional)")]: text.version
        for text in ledger.texts()
    }


def link_of(lineage: Lineage, a: str, b: str) -> Link:
    (found,) = (link for link in lineage.links if {link.a, link.b} == {a, b})
    return found


def attack(ledger: Ledger) -> Event:
    """The ambush of 11 May."""
    (found,) = (
        event
        for event in ledger.fusion().events
        if event.type == "ASSAULT"
        and event.place is not None
        and event.when is not None
        and (event.when.earliest, event.when.latest) == ("2021-05-11", "2021-05-11")
    )
    return found


def test_the_stemma(lineage: Lineage, versions: dict[str, str]) -> None:
    (family,) = lineage.families
    assert family.members == tuple(
        sorted(versions[n] for n in (ANALYSIS, UNMASKED, REPRINT, DIGEST))
    )
    assert (family.origin, family.outside) == (versions[ANALYSIS], None)
    assert "Meridian Institute for Conflict Studies" in family.why
    assert family.parents == {versions[n]: versions[ANALYSIS] for n in (UNMASKED, REPRINT, DIGEST)}


def test_the_edits(lineage: Lineage, versions: dict[str, str]) -> None:
    def of(name: str) -> str:
        link = link_of(lineage, versions[ANALYSIS], versions[name])
        first = link.a == versions[ANALYSIS]
        assert link.direction == ("b from a" if first else "a from b")
        kind = edit(link)
        return kind if first else {"abridged": "expanded", "expanded": "abridged"}.get(kind, kind)

    assert (of(REPRINT), of(DIGEST), of(UNMASKED)) == ("verbatim", "abridged", "reworded")
    assert "an abridged copy, partly reworded" in lineage.reports[versions[UNMASKED]].why


def test_no_copy_has_it_from_another_copy(lineage: Lineage, versions: dict[str, str]) -> None:
    for a, b in ((UNMASKED, REPRINT), (UNMASKED, DIGEST), (REPRINT, DIGEST)):
        assert link_of(lineage, versions[a], versions[b]).direction == "common source"


def test_the_missing_credit(ledger: Ledger, lineage: Lineage, versions: dict[str, str]) -> None:
    assert {name: lineage.reports[versions[name]].credit for name in NAMES} == {
        ANALYSIS: "",
        UNMASKED: "missing",
        REPRINT: "credited",
        DIGEST: "cut",
        RETOLD: "",
        HOSPITAL: "",
    }
    assert "which it does not credit" in lineage.reports[versions[UNMASKED]].why
    texts = {text.version: text for text in ledger.texts()}
    (family,) = tell_families(lineage, texts)
    assert family["without_credit"] == [versions[UNMASKED]]
    assert tell_report(lineage, texts, versions[UNMASKED])["credit"] == "missing"


def test_the_excerpt_is_told_to_be_cut(
    ledger: Ledger, lineage: Lineage, versions: dict[str, str]
) -> None:
    (text,) = (text for text in ledger.texts() if text.version == versions[DIGEST])
    assert text.cut == "summary_only"
    why = lineage.reports[versions[DIGEST]].why
    assert "whether it credits it is not known" in why
    assert "its text is cut off (summary_only)" in why


def test_the_rewrite(lineage: Lineage, versions: dict[str, str]) -> None:
    (rewrite,) = lineage.rewrites
    assert (rewrite.earlier, rewrite.later, rewrite.kind) == (
        versions[ANALYSIS],
        versions[RETOLD],
        "rewrite",
    )
    assert "according to an analysis published by" in rewrite.why
    assert "Chankurbiev" in rewrite.why
    assert f"a possible rewrite of {versions[ANALYSIS]}" in lineage.reports[versions[RETOLD]].why


def test_the_report_of_its_own_stands_alone(lineage: Lineage, versions: dict[str, str]) -> None:
    own = versions[HOSPITAL]
    assert all(own not in (link.a, link.b) for link in lineage.links)
    standing = lineage.reports[own]
    assert (standing.family, standing.assessable) == (None, False)
    assert "not assessable" in standing.why
    assert len(standing.phrases) == 5


def words(bounds: Bounds) -> tuple[int, int, str]:
    return bounds.low, bounds.high, bounds.why


def test_the_bounds(ledger: Ledger) -> None:
    event = attack(ledger)
    assert event.n_reports == 6
    assert words(event.sources) == (
        2,
        3,
        "6 reports, 3 texts: 4 carry the report of Meridian Institute for Conflict Studies "
        "(fictional) of 14 May 2021 (1 credits it, 1 does not, 1 is cut off before saying); some of "
        "them share parts of the sentences that tell it, or may be rewrites, so 2 at least, in this "
        "ledger",
    )
    assert words(event.families) == (
        2,
        3,
        "6 reports, 3 texts; some may be rewrites, so 2 at least",
    )
    assert event.first_hand.low == 1
    assert "1 names a reporter of its own" in event.first_hand.why
    assert event.cited_sources.high >= event.cited_sources.low >= 2  # the doctor, the institute


@pytest.mark.parametrize("seed", range(5))
def test_any_order_of_texts_gives_the_same_lineage(
    ledger: Ledger, lineage: Lineage, seed: int
) -> None:
    texts = list(ledger.texts())
    random.Random(seed).shuffle(texts)
    assert derive(texts, compare(texts)) == lineage


@pytest.mark.deep
@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_adding_gives_the_same_ledger(
    ledger: Ledger, seed: int, tmp_path: Path
) -> None:
    """Together or in several commands, one by one with the first seed."""
    choose = random.Random(seed)
    order = choose.sample(NAMES, len(NAMES))
    cuts = sorted(choose.sample(range(1, len(order)), choose.randrange(4) if seed else 5))
    parts = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    assert list(filled(tmp_path, parts).dump()) == list(ledger.dump())
