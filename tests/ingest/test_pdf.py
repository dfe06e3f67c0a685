"""PDF: lines to paragraphs, words made whole, headers, footers and page numbers cut."""

from __future__ import annotations

from textwrap import wrap

import pytest
from pdf_for_tests import make_pdf
from reading_for_tests import ARTICLE, body_of, read_all, read_one, title_of

HEADER = "Example Institute Weekly 12"


def three_pages():
    """Give a report over three pages, a word parted between the first and the second."""
    first = [HEADER, "Mine wounds two soldiers near Arkhon", "By Jane Doe", "June 23, 2015"]
    first += [*wrap(ARTICLE[0], 70), *wrap(ARTICLE[1].replace("so far.", "so"), 70), "1"]
    first[-2] = first[-2].replace("explosion so", "explo-")
    second = [HEADER, "sion so far.", *wrap(ARTICLE[2], 70), "2"]
    third = [HEADER, "- the road to the north is open", "- the road to the south is closed", "3"]
    return make_pdf([first, second, third])


def test_a_pdf_is_read_over_its_pages():
    reading = read_one(three_pages(), "report.pdf")
    assert title_of(reading) == "Mine wounds two soldiers near Arkhon"
    assert reading.authors == ("Jane Doe",)
    assert reading.published.earliest == "2015-06-23"
    assert " ".join(body_of(reading)[:-1]) == " ".join(ARTICLE)
    assert body_of(reading)[-1].count("\n") == 1
    assert reading.furniture.count(HEADER) == 3
    assert {"1", "2", "3"} <= set(reading.furniture)


TITLE = ("Mine wounds two soldiers near Arkhon", "as sappers clear roads in the north")
INSTITUTE = "Northern Institute for Conflict Studies"
BODY = [line for paragraph in ARTICLE for line in wrap(paragraph, 70)]


@pytest.mark.parametrize(
    "head",
    [
        [*((line, 16, False) for line in TITLE), INSTITUTE],
        [*((line, 11, True) for line in TITLE), INSTITUTE],
        [" ".join(TITLE), "", INSTITUTE],
        [*((line, 16, True) for line in TITLE), (INSTITUTE, 13, False)],
    ],
    ids=["larger", "bold", "a gap", "two sizes"],
)
def test_what_stands_apart_below_the_title_is_no_title_and_may_be_the_publisher(head):
    reading = read_one(make_pdf([[*head, "By Jane Doe", "June 23, 2015", *BODY]]), "a.pdf")
    assert title_of(reading) == " ".join(TITLE)
    assert (reading.publisher, reading.publisher_how) == (INSTITUTE, "stated")
    assert reading.authors == ("Jane Doe",)
    assert INSTITUTE in reading.furniture
    assert INSTITUTE not in reading.text
    assert " ".join(body_of(reading)) == " ".join(ARTICLE)


def test_a_subtitle_apart_from_the_title_is_neither_title_nor_publisher():
    for line in ("A report on the roads of the north", "A Report on the Northern Roads"):
        head = [(TITLE[0], 16, True), (line, 13, False), "By Jane Doe"]
        reading = read_one(make_pdf([[*head, *BODY]]), "a.pdf")
        assert title_of(reading) == TITLE[0]
        assert reading.publisher is None
        assert body_of(reading)[0] == line


def test_a_title_over_two_lines_is_one_though_a_word_is_parted_in_the_body():
    body = [*BODY[:2], "It was the third explo-", "sion of the month on that road."]
    reading = read_one(
        make_pdf([[*((line, 16, True) for line in TITLE), INSTITUTE, *body]]), "a.pdf"
    )
    assert title_of(reading) == " ".join(TITLE)
    assert "the third explosion of the month" in reading.text


def test_pages_without_text_say_what_to_do():
    (item,) = read_all(make_pdf([[], []]), "scan.pdf")
    assert item.code == "no_text"
    assert "OCR" in item.reason


def test_a_truncated_pdf_gives_a_reading_or_a_reason():
    data = three_pages()
    for cut in range(0, len(data), 211):
        assert len(read_all(data[:cut], "a.pdf")) == 1
