"""Corrections and retractions from files to events: attached, flagged, and heeded by fusion."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.fusion.facts import Event
from dateline.ingest import Given, IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.store import Ledger, open_ledger

BEGINNING = (
    "Gunmen attacked a police post in Grozny on Thursday and killed {n} officers, the interior "
    "ministry of Chechnya said. The attackers came in two cars from the airport road and fled before "
    "soldiers came. The road to the airport was closed until the evening."
)
NOTICE = (
    "Correction: An earlier version of this article said 12 officers were killed. The number is 10."
)
TITLE = "Gunmen attack police post in Grozny, officers killed"


def given(
    name: str, publisher: str, day: str, text: str, *, title: str = TITLE, captured: str = ""
) -> Given:
    row = {
        "id": name,
        "publisher": publisher,
        "published": day,
        "title": title,
        "text": text,
        "url": f"https://{publisher.lower().replace(' ', '')}.example/{name.split('@')[0]}",
    }
    if captured:
        row["captured"] = captured
    return Given(f"{name}.jsonl", json.dumps(row).encode())


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return open_ledger(tmp_path / "ledger", create=True)


def fused(ledger: Ledger, *files: Given) -> list[Event]:
    add(ledger, files, Setup(("plover",)), IngestOptions())
    connect(ledger)
    return [e for e in ledger.fusion().events if e.type == "ASSAULT"]


def killed(event: Event) -> tuple[int, int, int]:
    (count,) = (c for c in event.counts if c.role == "killed")
    return count.low, count.best, count.high


def report_of(ledger: Ledger, publisher: str) -> str:
    (row,) = (r for r in ledger.reports() if r.publisher == publisher)
    return row.id


def test_a_corrected_number_stands_no_more_nor_do_its_copies(ledger: Ledger) -> None:
    (event,) = fused(
        ledger,
        given("a@1", "Highland Wire", "2015-06-05", BEGINNING.format(n=12), captured="2015-06-05"),
        given(
            "a@2",
            "Highland Wire",
            "2015-06-05",
            f"{BEGINNING.format(n=10)}\n\n{NOTICE}",
            captured="2015-06-06",
        ),
        given("b", "Valley Post", "2015-06-07", BEGINNING.format(n=12)),
    )
    assert killed(event) == (10, 10, 10)
    said = {(s.publisher, s.value, s.corrected) for c in event.counts for s in c.said}
    assert said == {("Highland Wire", "10", ""), ("Valley Post", "10", "12")}
    assert "numbers of 1 report are as corrected by a notice" in event.reasons
    wire, post = report_of(ledger, "Highland Wire"), report_of(ledger, "Valley Post")
    assert {row.notices for row in ledger.reports(report=wire)} == {"correction"}
    flags = {c.killed: c.flags for c in ledger.claims(report=post) if c.killed}
    assert flags == {12: "repeats what was corrected"}
    earlier = ledger.versions_of(wire)[1]
    run = ledger.current_runs()["plover"]
    old = {c.id for c in ledger.claims_of_version(earlier, run) if c.slot("killed")}
    assert {f.claim for f in ledger.noticed().flags if f.flag == "corrected"} == old


def test_a_report_that_tells_another_number_by_itself_is_left_alone(ledger: Ledger) -> None:
    other = "The attack on a police post in Grozny on Thursday killed 12 officers, a doctor said."
    events = fused(
        ledger,
        given("a", "Highland Wire", "2015-06-05", f"{BEGINNING.format(n=10)}\n\n{NOTICE}"),
        given("b", "Valley Post", "2015-06-06", other, title="Doctor speaks of the dead"),
    )
    assert not ledger.noticed().flags
    assert {killed(e)[2] for e in events} <= {10, 12}


RETRACTION = (
    "The Highland Wire has withdrawn its report of June 5, “Gunmen attack police post in Grozny, "
    "officers killed”. The statement on which the report rested was false."
)


def test_what_its_publisher_withdrew_supports_nothing(ledger: Ledger) -> None:
    (event,) = fused(
        ledger,
        given("a", "Highland Wire", "2015-06-05", BEGINNING.format(n=12)),
        given("r", "Highland Wire", "2015-06-08", RETRACTION, title="Retraction"),
    )
    assert event.grade == "retracted"
    assert (event.n_reports, event.sources.low, event.sources.high) == (0, 0, 0)
    assert "1 report that told it was retracted by its publisher and counts for nothing" in (
        event.reasons
    )
    (target,) = ledger.noticed().targets
    assert target.certainty == "attached"
    assert "names its title" in target.why
    assert {c.flags for c in ledger.claims() if c.type == "ASSAULT"} == {"retracted"}


def test_copies_of_what_was_withdrawn_are_told_so_and_prove_nothing_of_themselves(
    ledger: Ledger,
) -> None:
    (event,) = fused(
        ledger,
        given("a", "Highland Wire", "2015-06-05", BEGINNING.format(n=12)),
        given("b", "Valley Post", "2015-06-06", BEGINNING.format(n=12)),
        given("r", "Highland Wire", "2015-06-08", RETRACTION, title="Retraction"),
    )
    assert (event.n_reports, event.sources.low, event.sources.high) == (1, 0, 1)
    assert "1 report repeats a text that was retracted" in event.reasons
    flags = {c.publisher: c.flags for c in ledger.claims() if c.type == "ASSAULT"}
    assert flags == {
        "Highland Wire": "retracted",
        "Valley Post": "repeats a text that was retracted",
    }


def test_another_outlets_notice_is_possible_and_changes_nothing(ledger: Ledger) -> None:
    files = [
        given("a", "Highland Wire", "2015-06-05", BEGINNING.format(n=12)),
        given("r", "Lowland Wire", "2015-06-08", RETRACTION, title="Retraction"),
    ]
    (event,) = fused(ledger, *files)
    assert event.grade != "retracted"
    assert killed(event) == (12, 12, 12)
    (target,) = ledger.noticed().targets
    assert target.certainty == "possible"
    assert not ledger.noticed().flags
    (row,) = ledger.reports(report=report_of(ledger, "Highland Wire"))
    assert row.notices is None


def test_a_story_run_again_corrected_corrects_the_first(ledger: Ledger) -> None:
    again = f"(Corrects number of dead to 10 from 12)\n\n{BEGINNING.format(n=10)}"
    (event,) = fused(
        ledger,
        given("a", "Highland Wire", "2015-06-05", BEGINNING.format(n=12)),
        given("c", "Highland Wire", "2015-06-06", again, title=f"CORRECTED-{TITLE}"),
    )
    assert killed(event) == (10, 10, 10)
    assert {f.flag for f in ledger.noticed().flags} == {"corrected"}


def test_any_order_gives_the_same(tmp_path: Path) -> None:
    files = [
        given("a", "Highland Wire", "2015-06-05", BEGINNING.format(n=12)),
        given("b", "Valley Post", "2015-06-06", BEGINNING.format(n=12)),
        given("r", "Highland Wire", "2015-06-08", RETRACTION, title="Retraction"),
    ]
    dumps = []
    for name, ordered in (("one", files), ("two", files[::-1])):
        made = open_ledger(tmp_path / name, create=True)
        fused(made, *ordered)
        dumps.append(list(made.dump()))
    assert dumps[0] == dumps[1]


def test_a_text_that_is_cut_off_is_told_so_in_the_reasons(ledger: Ledger) -> None:
    (event,) = fused(
        ledger, given("a", "Highland Wire", "2015-06-05", BEGINNING.format(n=12) + " He […]")
    )
    assert "1 report is cut off: what it cites or credits farther on is not assessable" in (
        event.reasons
    )


def test_the_page_tells_versions_notices_and_cuts(ledger: Ledger) -> None:
    from dateline.web.data import page_data
    from dateline.web.gather import Wanted, gather

    fused(
        ledger,
        given("a@1", "Highland Wire", "2015-06-05", BEGINNING.format(n=12), captured="2015-06-05"),
        given(
            "a@2",
            "Highland Wire",
            "2015-06-05",
            f"{BEGINNING.format(n=10)}\n\n{NOTICE}",
            captured="2015-06-06",
        ),
        given("b", "Valley Post", "2015-06-06", BEGINNING.format(n=12) + " He […]"),
    )
    data = page_data(gather(ledger, Wanted(checks=False)))
    notes = {report["publisher"]: report["credits"] for report in data["reports"]}
    assert notes["Highland Wire"] == [["newest of", "2 versions"], ["correction", f"“{NOTICE}”"]]
    assert ["not whole:", "truncated"] in notes["Valley Post"]
