"""A database's export in a layout that is not known is never silently one report."""

from __future__ import annotations

import pytest
from bundles_for_tests import told
from office_for_tests import make_docx
from reading_for_tests import ARTICLE, read_all, read_one

from dateline.ingest.documents import Paragraph


def export(count, labels):
    """Give the lines of an export of a made-up database."""
    lines = []
    for article in told(count, "many"):
        values = (article.publisher, article.dated(), f"{article.words}", article.document)
        lines += [article.title, *(f"{a}: {b}" for a, b in zip(labels, values, strict=False))]
        lines += [*article.paragraphs, ""]
    return lines


def warned(reading):
    """Give the warnings of the kind."""
    return [w for w in reading.warnings if w.startswith("maybe_many_articles")]


@pytest.mark.parametrize(
    "labels", [("Newspaper", "Publication date"), ("Source", "Date", "Word count", "Record no")]
)
def test_an_unknown_layout_is_said(labels):
    lines = export(6, labels)
    text = read_one("\n\n".join(lines))
    document = read_one(make_docx([Paragraph(line) for line in lines]), "a.docx")
    for reading in (text, document):
        (warning,) = warned(reading)
        assert "6 times" in warning and "split the file" in warning


def test_one_article_with_its_labels_is_one_article():
    for count in (1, 2):
        assert warned(read_one("\n\n".join(export(count, ("Source", "Date", "Length"))))) == []
    assert warned(read_one("\n\n".join([*ARTICLE, "Copyright A", *ARTICLE, "Copyright B"]))) == []


def test_known_layouts_do_not_warn():
    from fuzz_seeds_for_tests import seeds

    for kind in ("nexis", "lexisnexis", "factiva", "proquest"):
        for name, data in seeds()[kind]:
            assert [w for item in read_all(data, name) for w in warned(item)] == []
