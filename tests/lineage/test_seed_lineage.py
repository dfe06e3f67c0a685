"""The report that shaped dateline: alone, and beside an analysis that it was cut from.

The analysis is written for this test, from the facts that the report states.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.identity import content_id, text_hash
from dateline.ingest import IngestOptions
from dateline.ingest.original import read_original
from dateline.lineage import compare, derive
from dateline.lineage.facts import Text
from dateline.types import Dating, Span

SEED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "caucasus_2015.txt"

pytestmark = pytest.mark.skipif(not SEED.is_file(), reason="shared data is not here")

TITLE = "A new governorate of ISIS in the North Caucasus"
ANALYSIS = (
    TITLE + "\n\nSupporters of the Islamic State have been at work in Russia's south for months. "
    "On June 23, 2015 ISIS announced the creation of a new governorate, called Wilayat Qawqaz in "
    "Russia's North Caucasus, after several senior militants in the area pledged allegiance to "
    "ISIS. Its spokesman made the announcement and named an emir for the region.\n\n"
    "ISIS has been setting conditions to establish this governorate in support of its regional "
    "expansion campaign since at least January 2015, when the first field commanders broke with "
    "their leaders. The declaration of Wilayat Qawqaz followed the circulation of a "
    "Russian-language audio statement on Twitter on June 21, in which supporters of ISIS in the "
    "regions of Dagestan, Chechnya, Ingushetia, and Kabarda, Balkaria and Karachay pledged "
    "allegiance to ISIS's leader, Abu Bakr al-Baghdadi. No video of the oath has been published.\n\n"
    "These areas represent four of the six subdivisions that constitute the al-Qaeda-affiliated "
    "Islamic Emirate of the Caucasus (IEC) militant group. Militants in these four areas have been "
    "the most active at home, attacking policemen and officials in support of the IEC's stated "
    "goals of establishing a Caucasus emirate under sharia law and waging global jihad. The two "
    "IEC subdivisions where supporters have not formally pledged to ISIS are Cherkessia and Nogay "
    "Steppe, which have been quiet in recent years.\n\n"
    "The rise of ISIS comes while the older organisation is losing men and money. Russian security "
    "forces killed the IEC's leader, Aliaskhab Kebekov, in April 2015, and his successor has little "
    "standing outside Dagestan. Fighters who remain may look to the richer patron, and the "
    "governorate gives them a name to fight under.\n\n"
    "The group has so far claimed no attack in the name of the governorate. Its media arm has "
    "published sermons and pictures of mountain camps, and its men have been told to wait for "
    "orders. Recruits from the republics who fight in Syria and Iraq, by most counts more than a "
    "thousand, know the ground at home and could come back as instructors. Their return would "
    "matter more than any oath.\n\n"
    "Moscow is likely to answer with more raids. The government has already accelerated its "
    "domestic security efforts in the region following a gun battle that Islamic militants "
    "initiated against government forces in the Chechen capital of Grozny in December 2014. "
    "Whether that is enough will show in the coming months, above all in the mountains of Dagestan."
)
PUBLISHER = "Institute for the Study of War"


def seed():
    (reading,) = read_original(SEED.read_bytes(), SEED.name, IngestOptions())
    report = content_id("R", reading.source_key)
    return Text(
        version=content_id("T", report, text_hash(reading.text)),
        report=report,
        text=reading.text,
        title=reading.title,
        publisher=reading.publisher,
        url=reading.url,
        authors=reading.authors,
        credits=reading.credits,
        published=reading.published,
    )


def analysis():
    report = content_id("R", "url:https://analysis.example/caucasus")
    return Text(
        version=content_id("T", report, text_hash(ANALYSIS)),
        report=report,
        text=ANALYSIS,
        title=Span(0, len(TITLE)),
        publisher=PUBLISHER,
        published=Dating("2015-06-23", "2015-06-23", "metadata"),
    )


def test_alone_it_is_not_assessable_and_has_phrases_to_search_for():
    text = seed()
    lineage = derive([text], compare([text]))
    standing = lineage.reports[text.version]
    assert not standing.assessable
    assert standing.why == (
        "credited to South Front through globalresearch.ca; "
        "no other report to compare: not assessable"
    )
    assert standing.family is None
    assert len(standing.phrases) == 5
    body = " ".join(text.text[text.title.end :].split())
    for phrase in standing.phrases:
        assert phrase in body
        assert phrase not in text.title.of(text.text)
        assert 5 <= len(phrase.split()) <= 10
        assert sum(word.islower() for word in phrase.split()) >= 3


def test_beside_the_analysis_it_is_an_unattributed_abridged_copy_span_by_span():
    ours, theirs = seed(), analysis()
    lineage = derive([ours, theirs], compare([ours, theirs]))
    (family,) = lineage.families
    assert family.members == tuple(sorted((ours.version, theirs.version)))
    (link,) = lineage.links
    mine = "a" if link.a == ours.version else "b"
    assert link.direction == ("a from b" if mine == "a" else "b from a")
    assert any("containment" in reason for reason in link.reasons)
    assert family.origin == theirs.version
    assert family.parents == {ours.version: theirs.version}
    # Abridged: more of the copy stands in the analysis than of the analysis in the copy.
    share, of_analysis = (link.share_a, link.share_b)[:: 1 if mine == "a" else -1]
    assert share > 0.6 > of_analysis > 0.3
    # Unattributed: it credits others, not the analysis.
    standing = lineage.reports[ours.version]
    assert PUBLISHER.casefold() not in standing.credited_keys
    assert "credits South Front" not in family.why
    assert PUBLISHER in standing.why
    assert "does not credit" in standing.why


COPIED = (
    "On June 23, 2015 ISIS announced the creation of a new governorate, called Wilayat Qawqaz in",
    "regional expansion campaign since at least January 2015",
    "followed the circulation of a Russian-language audio statement on Twitter on June 21, in which",
    "These areas represent four of the six subdivisions that constitute the al-Qaeda-affiliated",
    "stated goals of establishing a Caucasus emirate under sharia law and waging global jihad",
    "where supporters have not formally pledged to ISIS are Cherkessia and Nogay steppe",
    "Aliaskhab Kebekov, in April 2015",
    "initiated against government forces in the Chechen capital of Grozny in December 2014",
)
OWN = (
    "terrorist network",
    "Rising of IS presence in the Russian Caucasus clashes with weakening",
    "Probably, in the near feature, the majority",
    "seeking to carry out pre-emptive strikes",
)


def test_every_copied_span_is_quoted_on_both_sides_and_what_was_reworded_is_not():
    ours, theirs = seed(), analysis()
    (copy,) = compare([ours, theirs])
    first, second = (ours, theirs) if copy.a == ours.version else (theirs, ours)
    quoted = []
    for run in copy.runs:
        sides = first.text[run.a_start : run.a_end], second.text[run.b_start : run.b_end]
        plain = ["".join(c for c in side.casefold() if c.isalnum()) for side in sides]
        assert plain[0] == plain[1]
        quoted.append(sides[0] if first is ours else sides[1])
    for stretch in COPIED:
        assert any(stretch in " ".join(quote.split()) for quote in quoted), stretch
    for stretch in OWN:
        assert stretch in ours.text
        assert not any(stretch in quote for quote in quoted), stretch
