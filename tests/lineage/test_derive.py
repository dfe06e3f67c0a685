"""What is derived from copies: families, origin, direction, furniture, standing."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports_for_tests import prose, report

from dateline.lineage import compare, derive
from dateline.types import Credit, Dating, Span

WIRE = [("agency", "Reuters")]
DISPATCH = prose("dispatch", 8)


def lineage_of(*texts):
    return derive(texts, compare(texts))


def members(lineage):
    return [family.members for family in lineage.families]


def sixteen():
    """Give 14 reprints of one dispatch, 5 of which credit it, and 2 reports of their own."""
    texts = [
        report(
            f"T{n:02}",
            f"{DISPATCH} {prose(f'own {n}', n % 3)}",
            f"Paper {n}",
            "2020-03-05",
            WIRE if n < 5 else (),
        )
        for n in range(14)
    ]
    return [*texts, report("T14", prose("x", 8), "Own A"), report("T15", prose("y", 8), "Own B")]


def test_reprints_are_one_family_whose_origin_is_the_agency_outside():
    lineage = lineage_of(*sixteen())
    (family,) = lineage.families
    assert family.members == tuple(f"T{n:02}" for n in range(14))
    assert (family.origin, family.outside) == (None, "Reuters")
    assert family.why.startswith("5 of 14 credit Reuters")
    assert {link.direction for link in lineage.links} == {"common source"}
    assert lineage.reports["T03"].credited_keys == ("reuters",)
    assert not lineage.reports["T14"].assessable
    assert "not assessable" in lineage.reports["T14"].why


def test_the_order_of_texts_and_copies_changes_nothing():
    texts = sixteen()
    copies = list(compare(texts))
    found = derive(texts, copies)
    choose = random.Random(2)
    for _ in range(3):
        choose.shuffle(texts)
        choose.shuffle(copies)
        assert derive(texts, copies) == found


def test_only_current_versions_enter():
    texts = [report("T1", DISPATCH, "A"), report("T2", DISPATCH, "B", current=False)]
    lineage = lineage_of(*texts)
    assert set(lineage.reports) == {"T1"}
    assert lineage.links == lineage.families == ()


def test_an_explicit_credit_tells_the_origin_whatever_the_dates_say():
    lineage = lineage_of(
        report("T1", DISPATCH, "Highland Wire", "2020-03-06"),
        report(
            "T2",
            DISPATCH + " " + prose("more", 2),
            "Blog",
            "2020-03-05",
            [("source", "Highland Wire")],
        ),
        report("T3", DISPATCH, "Gazette", "2020-03-07"),
    )
    (family,) = lineage.families
    assert (family.origin, family.outside) == ("T1", None)
    assert "credits or names Highland Wire" in family.why.replace("credit or name", "credits or names")  # fmt: skip
    assert family.parents == {"T2": "T1", "T3": "T1"}
    by_pair = {(link.a, link.b): link for link in lineage.links}
    assert by_pair["T1", "T2"].direction == "b from a"
    assert "T2 credits Highland Wire, which published T1" in by_pair["T1", "T2"].reasons[0]
    assert "which it credits" in lineage.reports["T2"].why
    assert "which it does not credit" in lineage.reports["T3"].why


def test_what_a_report_says_that_it_follows_tells_the_way():
    lineage = lineage_of(
        report("T1", DISPATCH, "Highland Wire", "2020-03-05"),
        report(
            "T2", f"This was first reported by the Highland Wire. {DISPATCH}", "Blog", "2020-03-05"
        ),
    )
    assert lineage.links[0].direction == "b from a"
    assert lineage.families[0].origin == "T1"


def test_days_tell_the_way_only_where_they_are_stated_and_apart():
    first = report("T1", DISPATCH, "A", "2020-03-05")
    assert lineage_of(first, report("T2", DISPATCH, "B", "2020-03-06")).families[0].origin == "T1"
    for dating in (
        Dating("2020-03-05", "2020-03-05", "metadata"),
        Dating("2020-03-06", None, "inferred"),
        Dating("2020-03-06", "2020-03-06", "text", note="updated"),
        Dating(None, None, "unknown"),
    ):
        lineage = lineage_of(first, replace(report("T2", DISPATCH, "B"), published=dating))
        assert lineage.links[0].direction == "unknown"
        assert lineage.families[0].origin is None
        assert lineage.families[0].outside is None


def test_two_reports_that_share_one_paragraph_are_no_family():
    shared = prose("shared", 1)
    lineage = lineage_of(
        report("T1", f"{prose('a', 8)} {shared} {prose('b', 8)}", "A"),
        report("T2", f"{prose('c', 8)} {shared} {prose('d', 8)}", "B"),
    )
    assert lineage.families == ()
    assert len(lineage.links) == 1
    assert lineage.reports["T1"].assessable
    assert "no text as a whole" in lineage.reports["T1"].why


def test_a_round_up_does_not_make_two_dispatches_one_family():
    one, other = prose("one", 6), prose("other", 6)
    lineage = lineage_of(
        report("T1", one, "A"),
        report("T2", one, "B"),
        report("T3", other, "C"),
        report("T4", other, "D"),
        report("T5", f"{one}\n\n{other}", "Roundup"),
    )
    assert not any({"T1", "T3"} <= set(family) for family in members(lineage))
    assert any({"T1", "T2"} <= set(family) for family in members(lineage))
    assert any({"T3", "T4"} <= set(family) for family in members(lineage))


def test_an_item_of_a_page_of_excerpts_is_not_of_its_family_but_an_excerpt_is():
    long = prose("long", 40)
    lead, item = long[:300].rsplit(" ", 1)[0], prose("item", 2)
    page = " ".join([prose("p", 15), item, prose("q", 15)])
    assert members(lineage_of(report("T1", lead, "A"), report("T2", long, "B"))) == [("T1", "T2")]
    assert members(lineage_of(report("T1", item, "A"), report("T2", page, "B"))) == []


QUOTE = (
    "we have lost our houses and our fields and nobody in the capital has asked us what we need "
    "or when the water will come back, so we shall ask for ourselves this time"
)


def test_the_same_speaker_in_two_reports_is_a_quotation_and_no_copy():
    lineage = lineage_of(
        report("T1", f"{prose('a', 3)} “{QUOTE},” the mayor said. {prose('b', 2)}", "A"),
        report("T2", f'{prose("c", 2)} "{QUOTE}," Ruslan told reporters. {prose("d", 3)}', "B"),
    )
    (link,) = lineage.links
    assert [run.kind for run in link.runs] == ["quotation"]
    assert (link.characters, link.share_a, link.share_b) == (0, 0.0, 0.0)
    assert lineage.families == ()


def test_a_statement_shown_without_marks_is_a_quotation_where_most_others_mark_it():
    marked = [
        report(f"T{n}", f"{prose(f'a{n}', 3)} “{QUOTE},” he said. {prose(f'b{n}', 3)}", f"P{n}")
        for n in range(3)
    ]
    bare = [
        report(f"T{n}", f"{prose(f'a{n}', 3)}\n\n{QUOTE}\n\n{prose(f'b{n}', 3)}", f"P{n}")
        for n in (8, 9)
    ]
    lineage = lineage_of(*marked, *bare)
    assert {run.kind for link in lineage.links for run in link.runs} == {"quotation"}
    # Without those who mark it, nothing says that it is one.
    assert {run.kind for link in lineage_of(*bare).links for run in link.runs} == {"verbatim"}


def test_a_quotation_came_with_the_text_where_the_text_was_copied():
    text = f"{prose('a', 4)}\n\n“{QUOTE}.”\n\n{prose('b', 4)}"
    lineage = lineage_of(report("T1", text, "A"), report("T2", text.replace("Some", "About"), "B"))
    assert {run.kind for run in lineage.links[0].runs} == {"verbatim"}


INVITATION = (
    "Sign up for the morning letter of the Southern Ledger and you will have the news of the "
    "mountains with your first coffee, every day but Sunday."
)


def with_paragraph(n, paragraph, publisher="Southern Ledger"):
    words = f"{prose(f'a{n}', 5)}\n\n{paragraph}\n\n{prose(f'b{n}', 5)}"
    return report(f"T{n}", words, publisher)


def test_a_paragraph_that_a_publisher_repeats_to_its_readers_is_furniture():
    texts = [with_paragraph(n, INVITATION) for n in range(4)]
    lineage = lineage_of(*texts)
    assert lineage.links == ()
    for text in texts:
        (span,) = lineage.reports[text.version].furniture
        assert span.of(text.text) == INVITATION
        assert not any(words in INVITATION for words in lineage.reports[text.version].phrases)


def test_background_that_a_publisher_repeats_is_not():
    background = prose("background", 1)
    texts = [with_paragraph(n, background) for n in range(3)]
    texts += [with_paragraph(n, prose(f"p{n}", 1)) for n in range(3, 9)]
    lineage = lineage_of(*texts)
    assert len(lineage.links) == 3
    assert not any(standing.furniture for standing in lineage.reports.values())


def test_what_many_publishers_print_is_not():
    texts = [with_paragraph(n, prose("agency", 1), f"Paper {n}") for n in range(6)]
    lineage = lineage_of(*texts)
    assert len(lineage.links) == 15
    assert not any(standing.furniture for standing in lineage.reports.values())


STORY = (
    "Commander Idris Vakhaev left the village of Korchag with 214 men on 3 May, the Highland Wire "
    "says. Elder Zaur Temirov counted 17 trucks near Mount Borz. "
)


def test_a_report_that_names_another_and_tells_the_same_may_be_a_rewrite():
    original = report(
        "T1",
        "On 3 May some 214 fighters under Idris Vakhaev pulled out of the hamlet of Korchag. "
        "According to Zaur Temirov, an elder, they had 17 trucks and went towards Mount Borz.",
        "Highland Wire",
        "2020-05-03",
    )
    words = "It was, according to a report published by the Highland Wire, a quiet day. " + STORY
    rewrite = report("T2", words, "Blog", "2020-05-04")
    stranger = report("T3", prose("z", 6) + " He was citing the Highland Wire.", "C", "2020-05-04")
    (found,) = lineage_of(original, rewrite, stranger).rewrites
    assert (found.earlier, found.later) == ("T1", "T2")
    assert "Highland Wire" in found.why
    assert "Korchag" in found.why
    late = replace(rewrite, published=Dating("2020-07-04", "2020-07-04", "metadata"))
    assert lineage_of(original, late, stranger).rewrites == ()
    silent = report("T2", STORY.replace("Highland Wire", "guide"), "Blog", "2020-05-04")
    assert lineage_of(original, silent, stranger).rewrites == ()


def test_a_text_that_came_through_an_outlet_credits_both():
    text = report(
        "T1", DISPATCH, "South Front", credits=[("publisher", "South Front"), ("via", "a.example.ca")]
    )  # fmt: skip
    standing = lineage_of(text).reports["T1"]
    assert standing.credited == ("South Front", "a.example.ca")
    assert standing.credited_keys == ("south front",)
    assert standing.why.startswith("credited to South Front through a.example.ca; no other report")


def test_an_outlet_that_one_of_many_credits_is_no_origin_but_an_agency_is():
    for kind, name, origin in (("source", "Morning Post", None), ("agency", "Reuters", "Reuters")):
        texts = [
            report(
                f"T{n}",
                f"{DISPATCH} {prose(f'own {n}', 1)}",
                f"Paper {n}",
                credits=[(kind, name)] if n == 2 else (),
            )
            for n in range(4)
        ]
        (family,) = lineage_of(*texts).families
        assert (family.origin, family.outside) == (None, origin)


def test_an_agency_that_one_state_of_a_publishers_page_credits_is_no_origin():
    texts = [
        report(
            f"T{n}",
            f"{DISPATCH} {prose(f'own {n}', 1)}",
            "Paper",
            credits=WIRE if n == 2 else (),
        )
        for n in range(4)
    ]
    (family,) = lineage_of(*texts).families
    assert (family.origin, family.outside) == (None, None)


def test_help_and_the_publisher_itself_are_no_credits_for_the_text():
    helped = Credit("agency", "Reuters", "Reuters contributed to this report")
    own = Credit("publisher", "CBS Interactive Inc", "© 2018 CBS Interactive Inc.")
    text = replace(report("T1", DISPATCH, "cbsnews.com"), credits=(helped, own))
    standing = lineage_of(text).reports["T1"]
    assert standing.credited == ("Reuters",)
    assert standing.credited_keys == ()
    assert "with help of Reuters" in standing.why


def test_phrases_are_of_the_body_verbatim_and_neither_names_nor_title():
    title = "Seventeen fishermen repaired the northern harbour yesterday"
    names = "Anna Bell, Carl Dunn, Eva Frost, George Hill and Ida Jones met Karl Lund in Oslo."
    words = f"{title}\n\n{title}. {names} {prose('body', 6)}"
    text = report("T1", words, "A", title=Span(0, len(title)))
    phrases = lineage_of(text).reports["T1"].phrases
    assert len(phrases) == 5
    for phrase in phrases:
        assert phrase in words
        assert phrase not in title
        assert "Anna" not in phrase
        assert 5 <= len(phrase.split()) <= 10


def test_phrases_are_rare_in_the_ledger():
    stock = "the ministry published a statement about unexplained interruptions overnight. "
    rare = "herdsmen discovered phosphorescent footprints beside abandoned apricot orchards. "
    texts = [report(f"T{n}", prose(f"t{n}", 3) + " " + stock, f"P{n}") for n in range(2, 9)]
    texts.append(report("T1", stock + rare, "A"))
    assert "phosphorescent" in lineage_of(*texts).reports["T1"].phrases[0]


@pytest.mark.deep
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 4), st.integers(0, 3)), max_size=9))
@settings(max_examples=60, deadline=None)
def test_families_are_apart_parents_lead_to_no_circle_and_shares_are_shares(plan):
    texts = []
    for n, (story, extra, day) in enumerate(plan):
        words = f"{prose(f's{story}', 5 - extra % 3)} {prose(f'e{n}', extra)}"
        credits = WIRE if extra == 1 else [("source", f"Paper {day}")] if extra == 2 else ()
        date = f"2020-03-0{day}" if day else None
        texts.append(report(f"T{n}", words, f"Paper {n}", date, credits))
    lineage = lineage_of(*texts)
    everyone = [version for family in lineage.families for version in family.members]
    assert len(everyone) == len(set(everyone))
    for family in lineage.families:
        assert family.origin is None or family.outside is None
        assert family.origin is None or family.origin in family.members
        for version in family.members:
            assert lineage.reports[version].family == family.id
            seen = set()
            while version in family.parents:
                assert version not in seen
                seen.add(version)
                version = family.parents[version]
                assert version in family.members
    for link in lineage.links:
        assert 0 <= link.share_a <= 1
        assert 0 <= link.share_b <= 1
        assert link.reasons
    assert set(lineage.reports) == {text.version for text in texts}


@pytest.mark.parametrize("n", [0, 1])
def test_few_reports(n):
    texts = [report(f"T{i}", "Short.", "A") for i in range(n)]
    assert len(lineage_of(*texts).reports) == n


def test_a_box_of_a_platform_is_furniture_though_most_that_have_it_are_of_other_publishers():
    box = (
        "Sign up for our newsletter to get the stories of the day by e-mail every morning at seven."
    )
    texts = [
        report(f"T{n:02}", f"{prose(f'own {n}', 6)}\n\n{box}", f"Paper {n % 4}") for n in range(16)
    ]
    lineage = lineage_of(*texts)
    assert not lineage.links
    for text in texts:
        (span,) = lineage.reports[text.version].furniture
        assert span.of(text.text).endswith(box)


def test_agency_copy_that_names_a_newsletter_is_no_box_of_a_platform():
    told = f"{prose('dispatch', 8)}\n\nThe newsletter asked readers to sign up, according to e-mails seen by the agency."
    texts = [
        report(
            f"T{n:02}", f"{told}\n\n{prose(f'own {n}', 1)}", f"Paper {n % 4}", "2020-03-05", WIRE
        )
        for n in range(16)
    ]
    assert not any(s.furniture for s in lineage_of(*texts).reports.values())


def test_a_sentence_that_a_repeated_box_takes_from_a_report_is_not_furniture_there():
    sentence = prose("agency", 1)
    texts = [with_paragraph(n, f"{INVITATION} {sentence}") for n in range(4)]
    theirs = report("T9", f"{sentence} {prose('z', 8)}", "Paper 9")
    standings = lineage_of(*texts, theirs).reports
    assert all(standings[text.version].furniture for text in texts)
    assert standings["T9"].furniture == ()


def test_what_the_reprints_of_a_report_hold_is_not_its_publishers_furniture():
    words = f"You may not know it: {prose('agency', 1)}"
    texts = [with_paragraph(n, words) for n in range(3)]
    reprints = [
        replace(text, version=f"T8{n}", report=f"RT8{n}", publisher=f"Paper {n}")
        for n, text in enumerate([texts[0], texts[0], texts[1], texts[2]])
    ]
    standings = lineage_of(*texts, *reprints).reports
    assert not any(standing.furniture for standing in standings.values())


def test_that_a_cut_text_lacks_something_tells_no_direction() -> None:
    long, short = prose("whole", 10), prose("whole", 10)[: len(prose("whole", 10)) // 3]
    a, b = report("T1", short, "Short Post"), report("T2", long, "Long Post")
    (link,) = lineage_of(a, b).links
    assert link.direction == "a from b"
    found = lineage_of(replace(a, cut="truncated"), b)
    (link,) = found.links
    assert link.direction == "unknown"
    assert found.families[0].origin is None
    assert (
        "cut off (truncated): whom it credits farther on is not assessable"
        in found.reports["T1"].why
    )
    assert "cut off" not in found.reports["T2"].why
