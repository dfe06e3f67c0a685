"""A family laid out in time: order, ties, credits, marks of time."""

from __future__ import annotations

from dataclasses import replace

from reports_for_tests import prose, report

from dateline.lineage.compare import compare
from dateline.lineage.derive import derive
from dateline.lineage.stemma import CREDITS, NO_CREDIT, stemma
from dateline.types import Dating

STORY = prose("stemma", 8)
CUT = STORY[: len(STORY) // 2]


def laid_out(*reports):
    texts = {text.version: text for text in reports}
    lineage = derive(reports, compare(reports))
    (family,) = lineage.families
    links = [link for link in lineage.links if {link.a, link.b} <= set(family.members)]
    return stemma(family, links, lineage, texts)


def test_the_origin_is_first_and_copies_follow_in_time_with_credit_and_edit():
    made = laid_out(
        report("T1", CUT, "Valley Post", "2020-03-08"),
        report("T2", STORY, "Highland Wire", "2020-03-05"),
        report("T3", STORY, "Steppe Bulletin", "2020-03-06", [("agency", "Highland Wire")]),
    )
    assert made.rows[0].version == "T2"
    assert made.rows[0].tie is None
    ties = {row.version: row.tie for row in made.rows}
    assert ties["T3"].other == "T2"
    assert ties["T3"].credit == CREDITS
    assert ties["T3"].edit == "verbatim"
    assert ties["T1"].credit == NO_CREDIT
    assert ties["T1"].edit == "abridged"
    assert ties["T1"].share > 0.9 > ties["T1"].share_of_other
    places = {row.version: (row.first, row.last) for row in made.rows}
    assert places["T2"][0] == 0
    assert places["T2"][1] < places["T3"][0] < places["T1"][0] < places["T1"][1] < 1.0001


def test_an_origin_outside_ties_all_that_have_no_parent_and_says_who_does_not_credit_it():
    made = laid_out(
        report("T1", STORY, "Valley Post", "2020-03-05", [("agency", "Associated Press")]),
        report("T2", STORY, "Steppe Bulletin", "2020-03-05", [("agency", "Associated Press")]),
        report("T3", STORY, "Harbour Times", "2020-03-05"),
    )
    assert made.family.outside == "Associated Press"
    ties = {row.version: row.tie for row in made.rows}
    assert [ties[v].other for v in ("T1", "T2", "T3")] == [None] * 3
    assert [ties[v].credit for v in ("T1", "T2", "T3")] == [CREDITS, CREDITS, NO_CREDIT]
    assert {row.depth for row in made.rows} == {1}


def test_what_has_no_date_has_no_place_in_time_and_an_open_bound_is_open():
    late = report("T2", STORY, "Steppe Bulletin")
    open_end = replace(
        report("T3", STORY, "Harbour Times"), published=Dating("2020-03-07", None, "inferred")
    )
    made = laid_out(report("T1", STORY, "Valley Post", "2020-03-05"), late, open_end)
    places = {row.version: (row.first, row.last) for row in made.rows}
    assert places["T2"] == (None, None)
    assert places["T3"][0] is not None
    assert places["T3"][1] is None
    assert not any(row.tie.known for row in made.rows if row.tie is not None)


def test_hours_tell_where_they_are_stated():
    first, second = (
        replace(
            report(v, STORY, p),
            published=Dating(
                "2020-03-05", "2020-03-05", "metadata", stated=f"2020-03-05T{h}:00:00+00:00"
            ),
        )
        for v, p, h in (("T1", "Valley Post", "18"), ("T2", "Highland Wire", "06"))
    )
    made = laid_out(first, second)
    places = {row.version: (row.first, row.last) for row in made.rows}
    assert places == {"T2": (0.25, 0.25), "T1": (0.75, 0.75)}
    assert made.ticks == ((0.0, "5 Mar 2020"), (1.0, "6 Mar 2020"))


def test_marks_are_few_and_at_midnights():
    made = laid_out(
        report("T1", STORY, "Valley Post", "2020-03-05"),
        report("T2", STORY, "Steppe Bulletin", "2021-02-05"),
    )
    assert 2 <= len(made.ticks) <= 6
    assert made.ticks[0] == (0.0, "5 Mar 2020")
    assert [at for at, _ in made.ticks] == sorted(at for at, _ in made.ticks)


def test_without_any_date_there_are_rows_and_no_marks():
    made = laid_out(report("T1", STORY, "Valley Post"), report("T2", STORY, "Steppe Bulletin"))
    assert made.ticks == ()
    assert {(row.first, row.last) for row in made.rows} == {(None, None)}
