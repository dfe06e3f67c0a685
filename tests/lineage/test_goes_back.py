"""What one copy credits holds for the others: directions, and copies without credit."""

from __future__ import annotations

from reports_for_tests import prose, report

from dateline.lineage import compare, derive

AGENCY = [("agency", "Reuters")]


def lineage_of(*texts):
    return derive(texts, compare(texts))


def direction(lineage, a, b):
    (link,) = (one for one in lineage.links if (one.a, one.b) == (a, b))
    return link.direction, " ".join(link.reasons)


def test_passages_that_two_families_of_one_agency_share_are_the_agencys():
    first, second, common = prose("first", 9), prose("second", 9), prose("common", 2)
    lineage = lineage_of(
        report("T0", f"{first} {common}", "Paper 0", credits=AGENCY),
        report("T1", f"{common} {first}", "Paper 1"),
        report("T2", f"{second} {common}", "Paper 2", credits=AGENCY),
        report("T3", f"{common} {second}", "Paper 3"),
    )
    assert len(lineage.families) == 2
    way, why = direction(lineage, "T1", "T3")
    assert way == "common source"
    assert why.startswith("both go back to Reuters: ")
    assert "T1 is of a family that does" in why


def test_passages_of_a_report_of_no_agency_stay_unknown():
    first, second, common = prose("first", 9), prose("second", 9), prose("common", 2)
    lineage = lineage_of(
        report("T0", f"{first} {common}", "Paper 0", credits=AGENCY),
        report("T1", f"{common} {first}", "Paper 1"),
        report("T2", f"{second} {common}", "Paper 2"),
    )
    assert direction(lineage, "T1", "T2")[0] == "unknown"


def test_two_copies_of_a_credited_report_have_it_from_there_whatever_their_days():
    text = prose("analysis", 12)
    lineage = lineage_of(
        report("T0", text, "Institute of Roads", "2020-03-01"),
        report("T1", text, "Forum", "2020-03-03", credits=[("source", "Institute of Roads")]),
        report("T2", text.replace("soldiers", "troops"), "Beacon", "2020-03-05"),
    )
    (family,) = lineage.families
    assert family.origin == "T0"
    way, why = direction(lineage, "T1", "T2")
    assert way == "common source"
    assert why.startswith("both go back to T0, published by Institute of Roads: ")
    assert {v: s.credit for v, s in lineage.reports.items()} == {
        "T0": "",
        "T1": "credited",
        "T2": "missing",
    }


def test_a_copy_of_a_copy_has_its_parent_and_its_way():
    text = prose("analysis", 12)
    changed = text.replace("rebels", "bandits").replace("soldiers", "troops")
    again = changed.replace("villagers", "peasants")
    lineage = lineage_of(
        report("T0", text, "Institute of Roads", "2020-03-01"),
        report(
            "T1", changed, "Coast News", "2020-03-03", credits=[("source", "Institute of Roads")]
        ),
        report("T2", again, "Beacon", "2020-03-05"),
    )
    (family,) = lineage.families
    assert family.parents == {"T1": "T0", "T2": "T1"}  # T2 has the words that T1 put in
    assert direction(lineage, "T1", "T2")[0] == "b from a"
    assert lineage.reports["T2"].credit == "missing"


def test_whoever_credits_the_copy_that_it_has_it_from_lacks_no_credit():
    text = prose("analysis", 12)
    lineage = lineage_of(
        report("T0", text, "Institute of Roads"),
        report("T1", text, "Coast News", credits=[("source", "Institute of Roads")]),
        report("T2", text, "Beacon", credits=[("source", "Coast News")]),
    )
    assert lineage.families[0].origin == "T0"
    assert lineage.reports["T2"].credit == "credited"


def test_dates_alone_accuse_nobody_of_a_missing_credit():
    text = prose("analysis", 12)
    lineage = lineage_of(
        report("T0", text, "Courier", "2020-03-01"), report("T1", text, "Beacon", "2020-03-05")
    )
    assert lineage.families[0].origin == "T0"
    assert {s.credit for s in lineage.reports.values()} == {""}


def test_a_copy_that_names_the_agency_somehow_lacks_no_credit():
    text = prose("dispatch", 12)
    lineage = lineage_of(
        report("T0", text, "Courier", credits=AGENCY),
        report("T1", text, "Herald", credits=AGENCY),
        report("T2", f"{text} Told to Reuters by nobody.", "Beacon"),
        report("T3", text, "Gazette"),
        report("T4", text[: len(text) // 2], "Digest", cut="truncated"),
    )
    assert lineage.families[0].outside == "Reuters"
    assert [lineage.reports[f"T{n}"].credit for n in range(5)] == [
        "credited",
        "credited",
        "named",
        "missing",
        "cut",
    ]
    assert "which this one does not credit: Reuters" in lineage.reports["T3"].why


def test_one_publishers_reports_owe_each_other_no_credit():
    text = prose("dispatch", 12)
    lineage = lineage_of(
        report("T0", text, "Courier"),
        report("T1", text, "Herald", credits=[("source", "Courier")]),
        report("T2", f"{prose('new', 2)} {text}", "Courier"),
    )
    (family,) = lineage.families
    assert family.origin in {"T0", "T2"}
    assert lineage.reports["T1"].credit == "credited"
    assert lineage.reports["T0"].credit == lineage.reports["T2"].credit == ""


CAPTION = (
    "Marchers hold a banner at the harbour of Port Amal on Sunday before the envoys of both coasts "
    "arrive for talks (Photo by Jane DOE / AFP)"
)


def test_a_shared_caption_is_from_the_agency_that_it_credits():
    lineage = lineage_of(
        report("T0", f"{CAPTION}\n{prose('a', 4)}", "Courier"),
        report("T1", f"{CAPTION}\n{prose('b', 4)}", "Herald"),
    )
    way, why = direction(lineage, "T0", "T1")
    assert (way, why) == (
        "common source",
        "what both have is a picture's caption, which credits AFP",
    )


def test_a_captions_credit_is_none_for_the_text_below_it():
    text = prose("text", 6)
    lineage = lineage_of(
        report("T0", f"{CAPTION}\n{text}", "Courier"), report("T1", f"{CAPTION}\n{text}", "Herald")
    )
    assert direction(lineage, "T0", "T1")[0] == "unknown"
