"""Notices in texts: which are found, of what kind, where they end, and what they correct."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.notices import Notice, find_notices
from dateline.notices.facts import Number, Words
from dateline.notices.words import HINTS, hinted
from dateline.types import Reading, Span

TITLE = "Bomb kills ten in Dorva"


def found(body: str, title: str = TITLE) -> list[tuple[Notice, str]]:
    text = f"{title}\n\n{body}"
    return [(n, n.span.of(text)) for n in find_notices(text, Span(0, len(title)))]


def only(body: str, title: str = TITLE) -> tuple[Notice, str]:
    (one,) = found(body, title)
    return one


@pytest.mark.parametrize(
    ("notice", "kind", "numbers"),
    [
        (
            "Correction: An earlier version of this article said 12 people were killed. The number "
            "is 10.",
            "correction",
            (Number("killed", 12, 10),),
        ),
        (
            "This story has been corrected to say that 10 people were killed, not 12.",
            "correction",
            (Number("killed", 12, 10),),
        ),
        (
            "(Corrects death toll to 10 from 12 in first paragraph)",
            "correction",
            (Number("killed", 12, 10),),
        ),
        (
            "An earlier version of this report incorrectly stated that twelve people were wounded. "
            "Seven people were wounded.",
            "correction",
            (Number("injured", 12, 7),),
        ),
        ("(Corrects number of dead in paragraph 2)", "correction", ()),
        ("Correction appended.", "correction", ()),
        ("Clarification: The headline has been changed for precision.", "clarification", ()),
        ("This article has been retracted; its source could not be found.", "retraction", ()),
        ("This post has been updated with comments of the governor.", "update", ()),
        ("(Updates toll, adds quotes)", "update", ()),
        ("Eds: CORRECTS spelling of the town in the second paragraph.", "correction", ()),
        ("Editor's note: The author is a former officer.", "note", ()),
        (
            "Editor’s note: An earlier version of this story gave a wrong day for the attack.",
            "correction",
            (),
        ),
        (
            "Уточнение: в более ранней версии новости говорилось, что погибли 12 человек. На самом "
            "деле погибли 10.",
            "clarification",
            (Number("killed", 12, 10),),
        ),
        (
            "Исправлено: число раненых исправлено с 12 на 10.",
            "correction",
            (Number("injured", 12, 10),),
        ),
        ("Опровержение. Редакция отзывает сообщение от 23 июня.", "retraction", ()),
        ("Материал был дополнен словами губернатора.", "update", ()),
    ],
)
def test_a_notice_is_found_with_its_kind_and_what_it_corrects(
    notice: str, kind: str, numbers: tuple[Number, ...]
) -> None:
    made, quote = only(f"A bomb went off near the market.\n\n{notice}")
    assert (made.kind, quote, made.numbers) == (kind, notice, numbers)


@pytest.mark.parametrize(
    "news",
    [
        "The ministry issued a correction on Monday.",
        "He later retracted his statement, the court heard.",
        "The minister clarified that nobody had been detained.",
        "Officials first listed 15 dead, but later corrected the toll to 19.",
        "The story was corrected by the minister, who spoke to reporters.",
        "In a report last year, the ministry wrongly said that 12 people were killed.",
        "The rebels withdrew from the town. This report was released by the army.",
        "Militants killed the editor of a newspaper.",
        '"This is false and erroneous information," the statement said.',
        "“We have (corrects himself) they have no weapons,” he said.",
        "The kill was claimed by the front.",
        "Уточняется число погибших, сообщили в министерстве.",
        "Министерство опровергло сообщение о взрыве.",
    ],
)
def test_news_of_corrections_is_no_notice(news: str) -> None:
    assert found(news) == []


def test_a_name_that_was_wrong_is_told_from_the_right_one() -> None:
    made, _ = only("Correction: The attack took place in Dorva, not in Tabqa.")
    assert made.names == (Words("Tabqa", "Dorva"),)
    made, _ = only(
        "An earlier version of this story said that the attack was in Tabqa. It was in Dorva."
    )
    assert made.names == (Words("Tabqa", "Dorva"),)
    made, _ = only(
        "An earlier version of this story listed when the Dorva Treaty began. It was 1970."
    )
    assert made.names == ()


def test_a_prefix_of_the_title_leaves_the_title_to_be_coded() -> None:
    made, quote = only("A bomb killed ten.", f"CORRECTED-UPDATE 1-{TITLE}")
    assert quote == "CORRECTED-"
    assert made.elsewhere


def test_a_short_text_under_a_notice_for_a_title_is_the_notice() -> None:
    body = "The Dorva Herald has withdrawn its report of June 23 that 12 people were killed."
    made, quote = only(body, "Retraction: report on the Dorva attack")
    assert made.kind == "retraction"
    assert quote.endswith(body)


def test_a_corrected_story_below_its_notice_is_not_part_of_it() -> None:
    told = found(
        "DORVA (AP) — In a story June 23 about a bombing, The Associated Press reported erroneously "
        "that 12 people were killed. Police say 10 people died. A corrected version of the story is "
        "below:\n\nA bomb killed 10 people, police said.",
        "Correction: Dorva-Attack story",
    )
    assert [n.kind for n, _ in told] == ["correction", "correction"]
    assert told[1][0].numbers == (Number("killed", 12, 10),)
    assert "A bomb killed" not in "".join(quote for _, quote in told)


def test_a_heading_alone_takes_the_next_paragraph() -> None:
    _, quote = only("Ten died.\n\nCORRECTION:\n\nThe attack was on Monday.\n\nMore was to come.")
    assert quote == "CORRECTION:\n\nThe attack was on Monday."


WORDS = st.sampled_from(
    ["Correction:", "(Corrects", ")", "This story has been corrected.", "12 killed", "not 10", "\n",
     "\n\n", "Исправлено:", "KILL:", "Eds:", ". ", " ", "An earlier version of this story", "—", "("]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=30).map("".join))
def test_notices_lie_in_the_text_in_order_and_apart(text: str) -> None:
    reached = 0
    for notice in find_notices(text):
        assert reached <= notice.span.start < notice.span.end <= len(text)
        reached = notice.span.end


def test_long_text_without_an_end_costs_little() -> None:
    text = "Correction: " + "An article on x " * 20_000
    (notice,) = find_notices(text)
    assert len(notice.span.of(text)) <= 1_200


def test_a_notice_is_not_coded_and_the_rest_is() -> None:
    from dateline.ingest import ingest
    from dateline.pipeline.report import Coders, Setup

    text = (
        "Bomb kills ten in Dorva\n\nA bomb killed ten people in Dorva on Monday, police said.\n\n"
        "Correction: An earlier version of this article said gunmen killed 12 people in Tabqa.\n"
    )
    (reading,) = ingest(text.encode())
    assert isinstance(reading, Reading)
    bundle = Coders(Setup(("plover",))).bundle(reading)
    anchors = {c.anchor.of(reading.text) for coding in bundle.codings for c in coding.claims}
    (notice,) = find_notices(reading.text, reading.title)
    assert anchors
    assert "gunmen killed 12" in notice.span.of(reading.text)
    assert not [
        c
        for coding in bundle.codings
        for c in coding.claims
        if notice.span.start <= c.anchor.start < notice.span.end
    ]


@pytest.mark.parametrize("hint", HINTS)
def test_a_text_with_a_hint_is_looked_at_whatever_its_case(hint):
    for words in (hint, hint.upper(), hint.title(), hint.upper().replace("I", "\u0130")):
        assert hinted(f"He said. {words} so")
    assert not hinted("The patrol left the village at noon.")
