"""Which of a page's headings is its headline."""

from __future__ import annotations

import pytest
from reading_for_tests import read_one

from dateline.ingest import page_title

BODY = (
    "<p>The bridge over the river was closed on Monday after inspectors found cracks in two of "
    "its piers, the regional office for roads said in a statement.</p><p>Lorries are led through "
    "the old town until the repair is finished, which the office expects in spring.</p>"
)


@pytest.mark.parametrize(
    ("document", "headings"),
    [
        (
            "Bridge closed for repair - Notes - On the river",
            '<h1><a href="/"><span>Notes - On the river</span></a></h1>',
        ),
        (
            "Bridge closed for repair | On the river",
            '<h1><a href="https://river.example">On the river</a></h1>',
        ),
        (
            "Bridge closed for repair: all you need to know | Lake",
            '<h2 class="screen-reader-text">Bridge closed for repair: all you need to know | Lake</h2>'
            '<h1 class="entry-title">Bridge closed for repair</h1>',
        ),
        (
            "Roads, piers: Bridge shut - Lake",
            '<h1><span class="green">Roads and piers</span><span class="headline">'
            "Bridge closed for repair</span></h1>",
        ),
    ],
)
def test_the_headline_is_neither_the_sites_name_nor_a_label(document: str, headings: str) -> None:
    page = (
        f"<html><head><title>{document}</title></head><body>{headings}<article>{BODY}</article>"
        "</body></html>"
    )
    reading = read_one(page, "page.html")
    assert reading.title is not None
    assert reading.title.of(reading.text) == "Bridge closed for repair"


def test_an_endless_title_is_not_searched_for_the_sites_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each of its parts against each heading would take time in the square of its length."""
    looked = []
    whole = page_title.plain
    monkeypatch.setattr(page_title, "plain", lambda text: looked.append(text) or whole(text))
    title = "Bridge closed | " * 5_000
    page = (
        f'<html><head><title>{title}</title></head><body><h1><a href="/">On the river</a></h1>'
        f"<article>{BODY}</article></body></html>"
    )
    read_one(page, "page.html")
    assert len(looked) < 100
