"""Possible rewrites without credit: an invented report, its rewrite, and another reporter's own."""

from __future__ import annotations

import random

import pytest
from reports_for_tests import report

from dateline.lineage import compare, derive

SOURCE = (
    "Masked men set fire to the customs post at Lower Kamenka shortly after midnight, wounding four guards, "
    "the border service said on Friday.\n\n"
    "The attackers came across the frozen river Tesna on two sledges and threw bottles of petrol through the "
    "windows of the barracks, Major Otar Javrishvili told reporters. Nine officers were asleep inside.\n\n"
    "Javrishvili blamed a smuggling ring led by the brothers Dolidze, from whom 600 crates of cigarettes were "
    "seized in November. Two suspects have been held in the town of Marneti.\n\n"
    "A shepherd, Vano Kiknadze, said he had heard engines on the far bank for three nights. He did not report "
    "them because the telephone mast at Upper Kamenka has been down since the October storm.\n\n"
    "The crossing, used by some 200 lorries a day, will stay closed until Monday."
)
REWRITE = (
    "Four guards were wounded when a customs post at Lower Kamenka was set alight by masked attackers just "
    "past midnight, according to the border service.\n\n"
    "Two sledges had carried the men over the Tesna, which is frozen, said Major Otar Javrishvili; petrol "
    "bottles went through the barracks windows while nine officers slept.\n\n"
    "The Dolidze brothers and their smuggling ring are behind it, in the view of Javrishvili. In November 600 "
    "crates of their cigarettes had been seized. Marneti police hold two suspects.\n\n"
    "For three nights shepherd Vano Kiknadze had noticed engines beyond the river, but with the mast at Upper "
    "Kamenka broken by the storm of October no telephone worked.\n\n"
    "Until Monday the crossing is closed to the 200 or so lorries that use it daily."
)
OWN = (
    "The smell of burnt tyres still hung over Lower Kamenka when the minister's car drew up on Friday.\n\n"
    "Customs chief Lela Sturua walked him through what is left: a stove, a safe, a row of iron beds. She put "
    "the damage at 90,000 lari and said that five of her people were in hospital, one of them with burns to "
    "the hands.\n\n"
    'Drivers queued as far as the chapel. "I have oranges for Yerevan," said Samvel Petrosyan, who had slept '
    "in his cab. He meant to try the pass at Gori.\n\n"
    "Opposition deputy Nino Abashidze asked why Major Otar Javrishvili had sent half of the post's guards on "
    "leave, days after the Dolidze trial began in Marneti."
)


def derived(*texts):
    return derive(texts, compare(texts))


def source(day="2020-01-17", version="T0"):
    return report(version, SOURCE, "Tesna Courier", day)


def rewrite(day="2020-01-18", version="T1", words=REWRITE, **fields):
    return report(version, words, "Valley Today", day, **fields)


def own(day="2020-01-18", version="T2"):
    return report(version, OWN, "The Lari", day)


def test_a_rewrite_is_found_and_another_reporters_report_is_not():
    lineage = derived(source(), rewrite(), own())
    (found,) = lineage.rewrites
    assert (found.earlier, found.later, found.kind) == ("T0", "T1", "rewrite")
    assert "it credits nobody for it, but" in found.why
    assert "Tesna Courier's report tells, mostly in the same order, in other words" in found.why
    assert "a possible rewrite of T0, published by Tesna Courier" in lineage.reports["T1"].why
    assert not lineage.links
    assert not lineage.families


def test_the_earlier_is_the_source_even_if_it_is_the_shorter():
    (found,) = derived(source("2020-01-19"), rewrite()).rewrites
    assert (found.earlier, found.later) == ("T1", "T0")


def test_of_one_day_there_is_one_pair_and_it_says_that_the_way_is_not_known():
    (found,) = derived(source(), rewrite("2020-01-17")).rewrites
    assert {found.earlier, found.later} == {"T0", "T1"}
    assert found.why.endswith("; which was first is not known")


@pytest.mark.parametrize("day", ["2020-01-21", None])
def test_not_where_it_is_days_apart_or_of_no_day(day):
    assert derived(source(), rewrite(day)).rewrites == ()


def test_not_of_ones_own_publisher():
    again = report("T1", REWRITE, "Tesna Courier", "2020-01-18")
    assert derived(source(), again).rewrites == ()


def test_another_language_is_no_rewrite():
    assert derived(source(), rewrite(language="de")).rewrites == ()


def test_the_same_sentences_in_disorder_are_no_rewrite():
    parts = REWRITE.replace("\n\n", " ").split(". ")
    backwards = ". ".join(reversed(parts))
    assert derived(source(), rewrite(words=backwards)).rewrites == ()


def test_a_copy_is_no_rewrite():
    copy = report("T1", SOURCE.replace("four", "five"), "Valley Today", "2020-01-18")
    lineage = derived(source(), copy)
    assert lineage.links
    assert lineage.rewrites == ()


def test_one_that_names_its_source_says_so_instead():
    named = REWRITE + "\n\nThe attack was first reported by the Tesna Courier."
    (found,) = derived(source(), rewrite(words=named)).rewrites
    assert found.why.startswith("it names Tesna Courier")


def test_any_order_gives_the_same():
    texts = [source(), rewrite(), own(), rewrite("2020-01-17", "T3")]
    first = derived(*texts)
    assert first.rewrites
    for seed in range(3):
        random.Random(seed).shuffle(texts)
        assert derived(*texts) == first
