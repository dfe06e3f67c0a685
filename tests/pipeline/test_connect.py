"""Lineage and events as the ledger keeps them: from any order of work the same, and none half written."""

from __future__ import annotations

import gzip
import json
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from sixteen_reports_for_tests import REPORTS as SIXTEEN

from dateline.fusion.facts import Event
from dateline.fusion.fuse import registry_wholes
from dateline.ingest import Given, IngestOptions
from dateline.pipeline import codebooks
from dateline.pipeline.add import add
from dateline.pipeline.connect import connect
from dateline.pipeline.report import Setup
from dateline.review import decide, rule_on
from dateline.store import Ledger, NotFoundError, open_ledger, snapshots
from dateline.store.rows import ClaimRow

FILES = sorted((Path(__file__).resolve().parents[2] / "samples" / "reports").iterdir())
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports"

WIRE = (
    "Gunmen attacked a police post in Grozny on Thursday and killed four officers, the interior "
    "ministry of Chechnya said. The road to the airport was closed until the evening."
)
POST = (
    "On Thursday gunmen attacked a police post in Grozny. The attack killed five officers, a doctor "
    "at the city hospital said. Shops nearby did not open the next day."
)
COAST = (
    "The army shelled the town of Tabqa on Wednesday, residents said. Nine people were killed in "
    "the shelling, a surgeon there said."
)


def given(name: str, publisher: str, published: str, text: str) -> Given:
    """A report in a file of its own."""
    row = {"id": name, "publisher": publisher, "published": published, "text": text}
    return Given(f"{name}.jsonl", json.dumps(row).encode())


OF_GROZNY = (
    given("wire", "Highland Wire", "2015-06-05", WIRE),
    given("post", "Valley Post", "2015-06-06", POST),
)
MADE_UP = (*OF_GROZNY, given("coast", "Coast Courier", "2015-06-06", COAST))


def started(folder: Path) -> Ledger:
    """A new ledger that is coded with both built-in codebooks."""
    ledger = open_ledger(folder, create=True)
    codebooks.keep(folder, ["plover", "organisations"])
    return ledger


def fill(ledger: Ledger, files: Iterable[Path | Given], workers: int = 1) -> None:
    """What ``dateline add`` does."""
    add(ledger, list(files), Setup(codebooks.kept(ledger.path)), IngestOptions(), workers)
    connect(ledger)


def copied(ledger: Ledger, folder: Path) -> Ledger:
    """A ledger of its own with the same content."""
    shutil.copytree(ledger.path, folder)
    return open_ledger(folder)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """The sample, added in one batch."""
    ledger = started(tmp_path_factory.mktemp("sample") / "ledger")
    fill(ledger, FILES)
    return ledger


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Two reports of one attack and one of another; to be read only."""
    ledger = started(tmp_path_factory.mktemp("three") / "ledger")
    fill(ledger, MADE_UP)
    return ledger


@pytest.fixture
def own(three: Ledger, tmp_path: Path) -> Ledger:
    """The same, to be written to."""
    return copied(three, tmp_path / "own")


def claim(ledger: Ledger, publisher: str, words: str = "attack") -> ClaimRow:
    """The first claim of a publisher whose quote has these words."""
    return next(row for row in ledger.claims() if row.publisher == publisher and words in row.quote)


def attack(ledger: Ledger) -> Event:
    """The event of Grozny."""
    (event,) = (e for e in ledger.fusion().events if e.place and "Grozny" in e.place.label)
    return event


# --------------------------------------------------------------------------- any order


def test_the_dump_holds_what_is_derived(sample: Ledger) -> None:
    kinds = {json.loads(line)["kind"] for line in sample.dump()}
    assert {"copy", "family", "family_member", "link", "standing"} <= kinds
    assert {"event", "event_claim", "snapshot", "current_snapshot"} <= kinds


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.deep) for seed in range(1, 6))]
)
def test_shuffled_batches_give_the_dump_of_one_batch(
    sample: Ledger, tmp_path: Path, seed: int
) -> None:
    drawn = random.Random(seed)
    files = drawn.sample(FILES, len(FILES))
    cuts = sorted(drawn.sample(range(1, len(files)), 3))
    ledger = started(tmp_path / "ledger")
    for start, end in zip([0, *cuts], [*cuts, len(files)], strict=True):
        fill(ledger, files[start:end])
    assert list(ledger.dump()) == list(sample.dump())


@pytest.mark.deep
def test_four_workers_give_the_dump_of_one(sample: Ledger, tmp_path: Path) -> None:
    ledger = started(tmp_path / "ledger")
    fill(ledger, FILES[::-1], workers=4)
    assert list(ledger.dump()) == list(sample.dump())


def judge(ledger: Ledger) -> None:
    """Four decisions on the reports of Grozny, of each kind that fusion minds."""
    wire, post = claim(ledger, "Highland Wire"), claim(ledger, "Valley Post", "five")
    decide(ledger, post.mention, "edit", author="ana", value={"slots": {"killed": ["6"]}})
    decide(ledger, wire.mention, "accept", author="ana")
    rule_on(ledger, (wire.mention, post.mention), "different", author="ben")
    rule_on(ledger, (wire.mention, post.mention), "same", author="ben")


@pytest.mark.deep
def test_a_decision_before_or_after_the_other_reports_gives_one_dump(tmp_path: Path) -> None:
    dumps = []
    for before, after in ((MADE_UP, ()), (OF_GROZNY[::-1], MADE_UP[2:])):
        ledger = started(tmp_path / str(len(before)))
        fill(ledger, before)
        judge(ledger)
        connect(ledger)
        fill(ledger, after)
        dumps.append(list(ledger.dump()))
        assert attack(ledger).n_reports == 2
    assert dumps[0] == dumps[1]


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.deep) for n in (1, 2, 3))])
def test_fourteen_reprints_and_two_own_reports_are_three_sources(seed: int, tmp_path: Path) -> None:
    drawn = random.Random(seed)
    reports = drawn.sample(SIXTEEN, len(SIXTEEN))
    files = [Given(f"{r['id']}.jsonl", json.dumps(r).encode()) for r in reports]
    ledger = started(tmp_path / "ledger")
    cut = drawn.randrange(1, len(files))
    fill(ledger, files[:cut])
    fill(ledger, files[cut:])
    (row,) = ledger.events(type="ASSAULT")
    assert (row.n_reports, row.n_sources_low, row.n_sources_high) == (16, 3, 3)


# --------------------------------------------------------------------------- ids for ever


def ids_of(ledger: Ledger) -> dict[str, str]:
    """Event ids with the mention that each is anchored in."""
    return {event.id: event.anchor for event in ledger.fusion().events}


def assert_each_resolves(ledger: Ledger, first: dict[str, str]) -> int:
    """Each id gives the event that holds its mention; say how many are called otherwise now."""
    of_claim = {claim: event for event in ledger.fusion().events for claim in event.claims}
    holding = {(row.codebook, row.mention): of_claim.get(row.id) for row in ledger.claims()}
    moved = 0
    for id, anchor in first.items():
        event = ledger.event(id)
        assert holding[(event.codebook, anchor)] == event
        moved += event.id != id
    return moved


@pytest.mark.deep
def test_ids_of_half_the_sample_name_the_events_of_all_of_it(tmp_path: Path) -> None:
    ledger = started(tmp_path / "ledger")
    files = random.Random(1).sample(FILES, len(FILES))
    fill(ledger, files[: len(files) // 2])
    first = ids_of(ledger)
    assert len(first) > 20
    fill(ledger, files[len(files) // 2 :])
    # Some grow by a report with a smaller mention: only then is there anything to resolve.
    assert assert_each_resolves(ledger, first) > 0


@pytest.mark.deep
@pytest.mark.skipif(
    not (SHARED / "re3d.jsonl").is_file(), reason="the real reports are not beside this checkout"
)
def test_ids_of_a_first_ledger_resolve_after_two_hundred_more_reports(
    sample: Ledger, tmp_path: Path
) -> None:
    ledger = copied(sample, tmp_path / "ledger")
    first = ids_of(ledger)
    with gzip.open(SHARED / "summit_2018.jsonl.gz", "rb") as lines:
        summit = b"".join(islice(lines, 110))
    fill(ledger, [SHARED / "re3d.jsonl", Given("summit_2018.jsonl", summit)], workers=2)
    assert ledger.reports().count() >= sample.reports().count() + 200
    assert_each_resolves(ledger, first)
    second = ids_of(ledger)
    assert len(second) > len(first)
    assert_each_resolves(ledger, second)


def test_an_id_is_carried_to_the_next_version_of_its_report(tmp_path: Path) -> None:
    page = (
        "<!-- saved from url=(0032)https://news.example/2015/tal-market -->\n<html><head><title>"
        "Shells hit Tal</title></head><body><article><h1>Shells hit Tal</h1><p>The army shelled a "
        "market in the town of Tal on 3 June 2015, residents said. The government promised to send "
        "more troops to the region before the end of the month.</p>{more}</article></body></html>"
    )
    ledger = started(tmp_path / "ledger")
    fill(ledger, [Given("tal.html", page.format(more="").encode())])
    first = {row.id: row.anchor for row in ledger.events(type="ASSAULT")}
    assert first
    more = "<p>Rebels fired rockets at the airport on 4 June 2015, a pilot said.</p>"
    fill(ledger, [Given("tal.html", page.format(more=more).encode())])
    for id, anchor in first.items():
        event = ledger.event(id)
        assert event.anchor != anchor
        assert event.when is not None
        assert event.when.earliest == "2015-06-03"


def test_the_id_of_an_event_that_nobody_claims_any_more_says_why(own: Ledger) -> None:
    shelling = claim(own, "Coast Courier", "shelled")
    event = own.event_of_claim(shelling.id)
    assert event is not None
    for row in own.claims():
        if row.id in event.claims:
            decide(own, row.mention, "reject", author="ana")
    assert connect(own)
    with pytest.raises(NotFoundError, match=r"no longer count as an event: `dateline show M"):
        own.event(event.id)


# --------------------------------------------------------------------------- when it is done


def test_a_second_call_does_nothing(own: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list(own.dump())
    monkeypatch.setattr(Ledger, "write_snapshots", None)
    assert not connect(own)
    assert list(own.dump()) == before


def test_progress_is_told_to_the_end(own: Ledger) -> None:
    decide(own, claim(own, "Highland Wire").mention, "accept", author="ana")
    told: list[tuple[int, int]] = []
    assert connect(own, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == list(range(len(told)))
    assert told[-1] == (told[-1][1], told[-1][1])


def test_a_rejected_claim_leaves_its_event(own: Ledger) -> None:
    before = attack(own)
    five = claim(own, "Valley Post", "five")
    assert five.id in before.claims
    decide(own, five.mention, "reject", author="ana")
    assert connect(own)
    after = attack(own)
    assert five.id not in after.claims
    assert own.event_of_claim(five.id) is None
    assert set(after.claims) < set(before.claims)
    assert [(c.low, c.best, c.high) for c in before.counts] == [(4, 5, 5)]
    assert [(c.low, c.best, c.high) for c in after.counts] == [(4, 4, 4)]
    assert not connect(own)


def test_a_number_that_a_person_gives_counts(own: Ledger) -> None:
    five = claim(own, "Valley Post", "five")
    decide(own, five.mention, "edit", author="ana", value={"slots": {"killed": ["7"]}})
    assert connect(own)
    (count,) = attack(own).counts
    assert (count.role, count.low, count.best, count.high) == ("killed", 4, 7, 7)
    told = [(said.value, said.words, said.claim, said.coded_by) for said in count.said]
    assert ("7", "five officers", five.id, "ana") in told
    assert {by for *_, claimed, by in told if claimed != five.id} == {"machine"}
    assert count.coded_by == "ana"
    assert next(row for row in own.claims() if row.id == five.id).coded_by == "ana"


def test_rulings_part_and_join_and_the_ids_of_each_time_resolve(own: Ledger) -> None:
    first = ids_of(own)
    wire, post = claim(own, "Highland Wire"), claim(own, "Valley Post")
    assert own.event_of_claim(wire.id) == own.event_of_claim(post.id)
    rule_on(own, (wire.mention, post.mention), "different", author="ana")
    assert connect(own)
    assert own.event_of_claim(wire.id) != own.event_of_claim(post.id)
    parted = ids_of(own)
    assert_each_resolves(own, first)
    rule_on(own, (wire.mention, post.mention), "same", author="ana")
    assert connect(own)
    assert assert_each_resolves(own, parted) > 0
    assert ids_of(own) == first


def test_a_ledger_that_may_only_be_read_keeps_its_events_and_says_so_in_a_line(
    own: Ledger, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Root may write anywhere, so the answer of the system is put into its mouth."""
    events = own.fusion()
    decide(own, claim(own, "Highland Wire").mention, "reject", author="ana")
    whole = list(own.dump())
    own.close()
    monkeypatch.setattr("os.access", lambda path, mode: mode != 2)
    with open_ledger(own.path) as held:
        assert not connect(held)
        assert held.fusion() == events
        assert list(held.dump()) == whole
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    assert "may only be read" in said.err


WRITING = ("write_copies", "write_lineage", "write_fusion", "name_events")
"""What is written in the one transaction, in this order."""


@pytest.mark.parametrize("function", WRITING)
def test_interrupted_while_it_writes_it_leaves_the_old_snapshot_whole(
    own: Ledger, function: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decide(own, claim(own, "Valley Post", "five").mention, "reject", author="ana")
    before = list(own.dump())
    whole = getattr(snapshots, function)

    def interrupted(*arguments: Any) -> None:
        whole(*arguments)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(snapshots, function, interrupted)
        with pytest.raises(KeyboardInterrupt):
            connect(own)
    assert list(own.dump()) == before
    assert connect(own)
    assert list(own.dump()) != before


KILL = f"""
import os, sys
from dateline.pipeline.connect import connect
from dateline.store import open_ledger, snapshots
whole = snapshots.name_events
def killed(connection):
    whole(connection)
    os.kill(os.getpid(), {int(signal.SIGKILL)})
snapshots.name_events = killed
connect(open_ledger(sys.argv[1]))
"""


def test_killed_before_it_is_kept_it_leaves_the_old_snapshot_whole(
    own: Ledger, tmp_path: Path
) -> None:
    decide(own, claim(own, "Valley Post", "five").mention, "reject", author="ana")
    before = list(own.dump())
    other = copied(own, tmp_path / "not-killed")
    done = subprocess.run([sys.executable, "-c", KILL, str(own.path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert list(own.dump()) == before
    assert connect(own)
    assert connect(other)
    assert list(own.dump()) == list(other.dump())


def test_another_unit_of_analysis_makes_events_anew(own: Ledger) -> None:
    before = own.current_snapshot("fusion")
    (kept,) = (path for path in codebooks.kept(own.path) if Path(path).stem == "plover")
    text = Path(kept).read_text("utf-8")
    assert "same_actors: true" in text
    Path(kept).write_text(text.replace("same_actors: true", "same_actors: false"), "utf-8")
    assert connect(own)
    assert not connect(own)
    assert own.current_snapshot("fusion") != before


def test_a_registry_with_another_tie_makes_events_anew(
    own: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = own.current_snapshot("fusion")
    wholes = dict(registry_wholes())
    new = {"group:a-branch": frozenset({"group:a-whole"})}
    module = import_module("dateline.pipeline.connect")
    monkeypatch.setattr(module, "registry_wholes", lambda: wholes | new)
    told: list[Mapping[str, frozenset[str]]] = []
    whole = module.fuse
    monkeypatch.setattr(module, "fuse", lambda *given: told.append(given[-1]) or whole(*given))
    assert connect(own)
    assert told == [wholes | new]
    assert not connect(own)
    changed = own.current_snapshot("fusion")
    assert changed != before
    monkeypatch.setattr(module, "registry_wholes", lambda: dict(reversed(wholes.items())))
    assert connect(own)
    assert own.current_snapshot("fusion") == before


@pytest.mark.deep
def test_pairs_that_a_frequent_text_makes_no_more_are_dropped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of text that stands in very many reports not all pairs are made, so more reports may mean
    fewer pairs of the same two; the ledger must be as if it had been filled at once."""
    monkeypatch.setattr(import_module("dateline.lineage.compare"), "FREQUENT", 4)
    files = [Given(f"{r['id']}.jsonl", json.dumps(r).encode()) for r in SIXTEEN[:10]]
    once = started(tmp_path / "once")
    fill(once, files)
    twice = started(tmp_path / "twice")
    fill(twice, files[:4])
    before = twice.copies()
    fill(twice, files[4:])
    assert {copy.id for copy in before} - {copy.id for copy in once.copies()}
    assert list(twice.dump()) == list(once.dump())
