"""When a page says that it was last changed: as stated, with its zone."""

from __future__ import annotations

import pytest
from reading_for_tests import ARTICLE, read_one

from dateline.ingest.updated import updated_line


@pytest.mark.parametrize(
    "line",
    [
        "Updated 14:05 GMT",
        "Last updated: June 23, 2015 at 2.05 p.m. EDT",
        "Обновлено в 14:05",
        "Обновлено: 23 июня, 14:05 (мск)",
        "Last modified on 23/06/2015",
    ],
)
def test_the_line_is_kept_as_it_stands(line: str) -> None:
    assert updated_line([ARTICLE[0], line, ARTICLE[1]]) == line
    reading = read_one("A mine\n\n" + "\n\n".join([line, *ARTICLE]))
    assert dict(reading.catalogue)["updated"] == line


@pytest.mark.parametrize(
    "line",
    [
        "Updated toll: ten dead",
        "Updated rules for drivers were published by the ministry on 23 June 2015, the office said.",
        "Update",
        "Обновлено",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert updated_line([ARTICLE[0], line, ARTICLE[1]]) is None


def test_a_page_states_it_in_its_metadata() -> None:
    page = (
        '<html><head><meta property="article:modified_time" content="2015-06-23T14:05:00+03:00">'
        f"</head><body><article><h1>A mine</h1>{''.join(f'<p>{p}</p>' for p in ARTICLE)}</article>"
        "</body></html>"
    )
    assert dict(read_one(page, "a.html").catalogue)["modified"] == "2015-06-23T14:05:00+03:00"
