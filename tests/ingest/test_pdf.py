"""PDF: lines to paragraphs, words made whole, headers, footers and page numbers cut."""

from __future__ import annotations

from textwrap import wrap

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


def test_pages_without_text_say_what_to_do():
    (item,) = read_all(make_pdf([[], []]), "scan.pdf")
    assert item.code == "no_text"
    assert "OCR" in item.reason


def test_a_truncated_pdf_gives_a_reading_or_a_reason():
    data = three_pages()
    for cut in range(0, len(data), 211):
        assert len(read_all(data[:cut], "a.pdf")) == 1
