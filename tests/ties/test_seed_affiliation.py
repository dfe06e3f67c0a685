"""The report that shaped dateline, asked whose the groups were on a day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.ingest import IngestOptions
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import Ledger, open_ledger
from dateline.ties import behind_actor, gather, on_day
from dateline.ties.facts import Facts, Standing

SEED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "caucasus_2015.txt"

pytestmark = pytest.mark.skipif(
    not SEED.is_file(), reason="the report lies in ../shared, which is not here"
)

DAGESTAN = "group:vilayat-dagestan"
PROVINCE = "group:is-caucasus"
EMIRATE = "group:caucasus-emirate"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with open_ledger(tmp_path_factory.mktemp("seed") / "ledger", create=True) as held:
        add(held, [SEED], Setup(), IngestOptions())
        yield held


@pytest.fixture(scope="module")
def facts(ledger: Ledger) -> Facts:
    return gather(ledger)


def tie(standings: tuple[Standing, ...], kind: str, other: str) -> Standing:
    (found,) = [s for s in standings if s.tie.kind == kind and s.tie.b.key == other]
    return found


def test_the_dagestan_subdivision_on_1_may_2015(facts: Facts) -> None:
    answer = on_day(DAGESTAN, "2015-05-01", facts)
    assert answer.status == "inferred"
    part = tie(answer.own, "part_of", EMIRATE)
    assert part.reports.status == "inferred"
    assert "start not stated" in part.reports.why
    assert part.tally.reports == 1
    assert answer.pledges == ()
    assert [p.when for p in answer.later] == [("2015-06-21", "2015-06-21")]


def test_the_dagestan_subdivision_on_1_july_2015(facts: Facts) -> None:
    answer = on_day(DAGESTAN, "2015-07-01", facts)
    assert answer.status == "split"
    assert tie(answer.own, "part_of", EMIRATE).reports.status == "inferred"
    (pledge,) = answer.pledges
    assert pledge.sure
    assert pledge.to.key == "group:islamic-state"
    assert pledge.leader == "Abu Bakr al-Baghdadi"
    assert pledge.when == ("2015-06-21", "2015-06-21")
    assert "supporters of ISIS in the regions" in pledge.basis.quote


def test_where_supporters_did_not_pledge_nothing_is_split(facts: Facts) -> None:
    for key in ("group:vilayat-cherkessia", "group:vilayat-nogay-steppe"):
        answer = on_day(key, "2015-07-01", facts)
        assert answer.status == "inferred"
        assert answer.pledges == ()
        assert [p.denied for p in answer.refused] == [True]


def test_the_whole_is_split_in_four_of_its_parts(facts: Facts) -> None:
    answer = on_day(EMIRATE, "2015-07-01", facts)
    (pledge,) = answer.pledges
    for part in ("Dagestan", "Nokhchicho", "Galgaycho", "Kabarda, Balkaria and Karachay"):
        assert part in pledge.link
    assert answer.status == "split"


def test_the_province_before_and_after_its_declaration(facts: Facts) -> None:
    before = on_day(PROVINCE, "2015-05-01", facts)
    assert before.status == "not yet declared"
    assert "2015-06-23" in before.summary[0]
    after = on_day(PROVINCE, "2015-07-01", facts)
    declared = tie(after.own, "declared_by", "group:islamic-state")
    assert declared.reports.status == "stated"
    assert declared.reports.why == "on 2015-06-23"
    assert declared.tally.reports == 1


def test_what_only_the_registry_says_is_told_apart(facts: Facts) -> None:
    part = tie(on_day(PROVINCE, "2015-07-01", facts).own, "part_of", "group:islamic-state")
    assert part.reports.status == "not said"
    assert part.registry.status == "inferred"
    assert all(s.basis.source == "registry" for s in part.registry.rests_on)


def test_kebekov_leads_until_he_is_killed_in_april_2015(facts: Facts) -> None:
    statuses = {
        day: tie(on_day(EMIRATE, day, facts).own, "led_by", "person:aliaskhab-kebekov").reports
        for day in ("2015-03-01", "2015-04-15", "2015-05-01")
    }
    assert [v.status for v in statuses.values()] == ["inferred", "inferred", "ended"]
    assert "which day is not known" in statuses["2015-04-15"].why


def test_who_is_behind_the_province(facts: Facts) -> None:
    answer = behind_actor(PROVINCE, facts)
    assert {finding.key for finding in answer.findings} == {"group:islamic-state"}
    hows = [finding.how for finding in answer.findings]
    assert hows[0] == "declared it"
    assert any("pledged to it (Abu Bakr al-Baghdadi)" in how for how in hows)
    assert answer.tally.reports == 1
    assert answer.origin == "origin not established in this ledger"
    assert answer.accused == ()
    assert "Who is Behind The Terrorists?" in [f.bases[0].quote for f in answer.asked]
    assert [step.who for step in answer.chains[0]] == ["Islamic State", "Abu Bakr al-Baghdadi"]
    assert {step.source for step in answer.chains[0]} == {"reports"}


def test_the_headlines_accused_are_no_answer(facts: Facts) -> None:
    answer = behind_actor(PROVINCE, facts)
    for found in (*answer.findings, *answer.accused, *answer.registry):
        assert "NATO" not in found.who
