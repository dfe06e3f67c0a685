"""Texts that are not whole: cut marks, barriers and ends in the middle, and whole texts beside them."""

from __future__ import annotations

import json

import pytest
from reading_for_tests import ARTICLE, read_one

from dateline.ingest.cut_text import cut_code, cut_warnings

OPENING = list(ARTICLE[:2])


def code(*blocks: str, below: tuple[str, ...] = (), free: bool | None = None) -> str:
    return cut_code(cut_warnings(blocks, below, free=free))


@pytest.mark.parametrize(
    "end",
    [
        "The governor said that the road would be […]",
        "The governor said that the road would be [...]",
        "The governor said that the road would be… [+1234 chars]",
        "The governor said that the road would be closed. [+1234 chars]",
        "The governor said that the road would be closed... Read more",
        "The governor said that the road would be closed… (read more)",
        "Глава района сообщил, что дорога будет закрыта... Читать далее",
        "The governor said that nobody knew the name of the men who had been seen near the",
        "The governor said that the road was closed. Sappers found another mine near the village, "
        "which they blew up in the evening of the same day. The road to the airport, where another "
        "two soldiers had been wounded in the week before the explosion, was not",
    ],
)
def test_a_text_that_breaks_off_is_truncated(end: str) -> None:
    assert code(*OPENING, end) == "truncated"


@pytest.mark.parametrize(
    "end",
    [
        "The governor said that the road would be closed.",
        "“The road is closed,” he said, “until tomorrow”",
        "Ten killed in Dorva",
        "I ask myself what will come next…",
        "The road was closed. Photo by A. Writer",
        "The road was closed. Reporting by A. Writer; Editing by B. Editor",
        "The road was closed, the governor said, and it will be opened once sappers have been over "
        "all of it. Anybody who has seen the men is asked to write to the police at dorva@example.org",
        "The road was closed. —",
        "For the programme visit our web site at",
    ],
)
def test_a_text_that_ends_is_whole(end: str) -> None:
    assert code(*OPENING, end) == ""


@pytest.mark.parametrize(
    "barrier",
    [
        "To continue reading, subscribe now.",
        "Subscribe to continue",
        "This article is for subscribers only.",
        "You have reached your limit of free articles.",
        "Log in to read the full article",
        "Чтобы продолжить чтение, оформите подписку",
        "Материал доступен только по подписке",
    ],
)
def test_a_barrier_beside_a_short_text_is_a_paywall(barrier: str) -> None:
    assert code(*OPENING, barrier) == "paywalled"
    assert code(*OPENING, below=(barrier,)) == "paywalled"


def test_a_barrier_beside_a_long_text_hides_nothing() -> None:
    assert code(*(ARTICLE * 10), "Subscribe to continue") == ""


def test_a_page_that_is_not_free_shows_its_opening_alone() -> None:
    assert code(*OPENING, free=False) == "paywalled"
    assert code(*OPENING, free=True) == ""
    assert code(*(ARTICLE * 6), free=False) == ""


def test_a_link_to_go_on_tells_only_behind_an_opening() -> None:
    assert code(*OPENING, below=("Read more",)) == "truncated"
    assert code(*(ARTICLE * 3), below=("Read more",)) == ""
    assert code(*OPENING, below=("Advertisement", "Read more")) == ""


def test_the_evidence_stands_in_the_warning() -> None:
    (warning,) = cut_warnings([*OPENING, "He said […]"], ())
    assert warning == "truncated: it ends in “[…]”"


def test_a_page_states_that_it_is_not_free() -> None:
    linked = {"@type": "NewsArticle", "headline": "A mine", "isAccessibleForFree": "False"}
    page = (
        f'<html><head><script type="application/ld+json">{json.dumps(linked)}</script></head><body>'
        f"<article><h1>A mine</h1>{''.join(f'<p>{p}</p>' for p in ARTICLE)}</article></body></html>"
    )
    reading = read_one(page, "page.html")
    assert cut_code(reading.warnings) == "paywalled"
    assert cut_code(read_one(page.replace("False", "True"), "page.html").warnings) == ""


def test_an_interface_that_cuts_says_so() -> None:
    row = {
        "source": {"name": "Valley Post"},
        "title": "A mine",
        "url": "https://example.org/mine",
        "publishedAt": "2015-06-23T10:00:00Z",
        "description": "A mine.",
        "content": f"{ARTICLE[0]} [+1234 chars]",
    }
    assert cut_code(read_one(json.dumps(row), "a.json").warnings) == "truncated"
    row["content"] = None
    assert cut_code(read_one(json.dumps(row), "a.json").warnings) == "summary_only"
