"""What is gathered of a ledger for its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from page_for_tests import record

from dateline.fusion.facts import ClaimFacts, Fusion
from dateline.lineage.facts import Lineage, Text
from dateline.store.noticed import Noticed
from dateline.store.rows import UnreadableRow
from dateline.types import Attribution, Claim, Resolution, Slot, Span
from dateline.web.data import page_data
from dateline.web.gather import Wanted, gather
from dateline.web.source import Marked

RUN = "N000000000000run0"


@dataclass
class HandMade:
    """The record behind the methods of a ledger that gathering asks."""

    path: Path
    decided: frozenset[str] = frozenset()

    def fusion(self) -> Fusion:
        return record().fusion

    def lineage(self) -> Lineage:
        return record().lineage

    def claim_facts(self) -> tuple[ClaimFacts, ...]:
        return tuple(
            replace(facts, coded_by="anna") if claim in self.decided else facts
            for claim, facts in sorted(record().claims.items())
        )

    def texts(self) -> Iterator[Text]:
        texts = record().texts
        yield from (texts[version] for version in sorted(texts))
        old = next(iter(texts.values()))
        yield replace(old, version="T0000000000000old", current=False)

    def events(self, **filters: Any) -> list[Any]:
        assert set(filters) <= {"type", "since", "until", "place", "actor"}
        events = self.fusion().events
        return [
            SimpleNamespace(id=e.id)
            for e in events
            if e.place and filters["place"] in e.place.label
        ]

    def current_runs(self) -> dict[str, str]:
        return {"plover": RUN}

    def coded(self, version: str, run: str) -> bool:
        assert run == RUN
        return record().texts[version].language == "en"

    def claims_of_version(self, version: str, run: str) -> tuple[Claim, ...]:
        return tuple(_claim(f) for f in self.claim_facts() if f.version == version)

    def resolutions(self, claim: str) -> tuple[Resolution, ...]:
        facts = next(f for f in self.claim_facts() if f.claim == claim)
        text = record().texts[facts.version].text
        key, label, raw = facts.places[0][:3]
        start = text.find(raw)
        if start < 0:
            return ()
        found = Resolution(
            *(claim, "place", -1, "N1", "place", key, label, 1, 0.4),
            how="not told with it; told just before; gazetteer name; population +3.8",
            span=Span(start, start + len(raw)),
        )
        return (found,)

    def noticed(self) -> Noticed:
        return Noticed()

    def versions_of(self, report: str) -> tuple[str, ...]:
        return (report,)

    def unreadable(self) -> list[UnreadableRow]:
        return [
            UnreadableRow(None, "", "/desk/secret/scan.pdf", "empty", "holds no text"),
            UnreadableRow("ab", "3", r"C:\Users\ben\rows.csv", "empty", "has no text"),
        ]


def _claim(facts: ClaimFacts) -> Claim:
    """As the machine made it: one slot at its anchor, one cited source at its quote's end."""
    source = Span(facts.quote.end - 5, facts.quote.end - 1)
    return Claim(
        *(facts.claim, facts.mention, RUN, facts.version, facts.codebook, facts.type, None, ()),
        *(facts.anchor, facts.quote),
        (Slot("actor", 0, facts.anchor, "x", facts.anchor),),
        (Attribution(source, source, facts.quote), Attribution(None, source, facts.quote)),
        *("affirmed", "actual", False, 1.0, "rules"),
    )


def test_everything_is_gathered_and_can_be_shown(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    ledger: Any = HandMade(tmp_path)
    source = gather(
        ledger, Wanted("Title", checks=False), lambda done, total: seen.append((done, total))
    )
    assert set(source.texts) == set(record().texts)  # current versions alone
    assert len(seen) == len(source.texts)
    assert page_data(source)["counts"]["events"] == 5
    (why,) = source.uncoded.values()
    assert why == "language ru: read and listed, not coded yet"


def test_filters_leave_out_what_does_not_match_and_say_so(tmp_path: Path) -> None:
    ledger: Any = HandMade(tmp_path)
    source = gather(ledger, Wanted("Title", {"place": "Grozny"}, checks=False))
    assert len(source.fusion.events) == 1
    assert len(source.texts) == 3
    data = page_data(source)
    assert data["filters"] == ["place Grozny"]
    assert data["counts"]["events_in_ledger"] == 5
    assert all(claim["report"] is not None for claim in data["claims"])


def test_words_are_marked_for_the_machine_alone(tmp_path: Path) -> None:
    claim = next(iter(sorted(record().claims)))
    ledger: Any = HandMade(tmp_path, frozenset([claim]))
    source = gather(ledger, Wanted("Title", checks=False))
    assert source.marks[claim] == ()
    other = next(held for held in sorted(record().claims) if held != claim)
    facts = source.claims[other]
    assert Marked("actor", facts.anchor) in source.marks[other]
    assert [mark.role for mark in source.marks[other]].count("source") == 1


def test_unread_files_are_named_without_their_folders(tmp_path: Path) -> None:
    ledger: Any = HandMade(tmp_path)
    source = gather(ledger, Wanted("Title", checks=False))
    assert [item.what for item in source.unreadable] == ["scan.pdf", "rows.csv, 3"]


def test_a_folder_is_no_page(tmp_path: Path) -> None:
    pytest.importorskip("dateline.pipeline.connect")
    from dateline.cli.page import page

    with pytest.raises(IsADirectoryError, match="name the HTML file"):
        page(out=tmp_path, ledger=tmp_path)


def test_places_are_explained_by_the_name_in_its_text(tmp_path: Path) -> None:
    ledger: Any = HandMade(tmp_path)
    source = gather(ledger, Wanted("Title", checks=False))
    assert source.placed
    for claim, places in source.placed.items():
        text = source.texts[source.claims[claim].version].text
        for place in places:
            assert place.words in place.context
            assert place.context.strip("… ")[:20] in " ".join(text.split())
            assert place.found.told == "not told with it; told just before"
