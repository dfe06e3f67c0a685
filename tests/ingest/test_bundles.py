"""Exports of news databases: every article once, none merged, fields exact, differences told."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from bundles_for_tests import (
    LINE,
    MONTHS,
    Told,
    accession,
    as_docx,
    content_item,
    factiva_fields,
    factiva_html,
    factiva_rtf,
    lexisnexis,
    lexisnexis_html,
    lexisnexis_pdf,
    lexisnexis_rtf,
    nexis,
    nexis_pdf,
    proquest,
    proquest_rtf,
    told,
)
from office_for_tests import make_odt, make_rtf
from reading_for_tests import body_of, read_all, read_one, title_of

from dateline.ingest.documents import Paragraph
from dateline.types import Reading

LAYOUTS = {
    "nexis.docx": (lambda a: as_docx(nexis(a)), "Nexis Uni"),
    "nexis without links.docx": (lambda a: as_docx(nexis(a, links=False)), "Nexis Uni"),
    "nexis without cover.docx": (lambda a: as_docx(nexis(a, cover=False)), "Nexis Uni"),
    "nexis.odt": (lambda a: make_odt(nexis(a)), "Nexis Uni"),
    "nexis.rtf": (lambda a: make_rtf(nexis(a)), "Nexis Uni"),
    "nexis in two columns.pdf": (lambda a: nexis_pdf(a), "Nexis Uni"),
    "nexis.pdf": (lambda a: nexis_pdf(a, columns=1), "Nexis Uni"),
    "lexisnexis.txt": (lambda a: lexisnexis(a), "LexisNexis"),
    "lexisnexis without cover.txt": (lambda a: lexisnexis(a, cover=False), "LexisNexis"),
    "lexisnexis.rtf": (lexisnexis_rtf, "LexisNexis"),
    "lexisnexis.html": (lexisnexis_html, "LexisNexis"),
    "lexisnexis.pdf": (lexisnexis_pdf, "LexisNexis"),
    "lexisnexis in two columns.pdf": (lambda a: lexisnexis_pdf(a, columns=2), "LexisNexis"),
    "factiva.rtf": (lambda a: factiva_rtf(a), "Factiva"),
    "factiva without codes.rtf": (lambda a: factiva_rtf(a, codes=False), "Factiva"),
    "factiva.html": (lambda a: factiva_html(a), "Factiva"),
    "factiva without codes.html": (lambda a: factiva_html(a, codes=False), "Factiva"),
    "proquest.txt": (lambda a: "\n".join(proquest(a)), "ProQuest"),
    "proquest without report.txt": (lambda a: "\n".join(proquest(a, report=False)), "ProQuest"),
    "proquest.rtf": (proquest_rtf, "ProQuest"),
}
QUERIES = {"Nexis Uni": "mine w/5 bridge", "Factiva": "mine near5 bridge", "ProQuest": "mine NEAR/5 bridge"}  # fmt: skip


def articles_for(name, count):
    """Give the articles of a layout; a PDF of the tests has no letters beyond ASCII."""
    return told(count, seed=name, ascii_only=name.endswith(".pdf"))


def wrong_fields(name, article, reading):
    """Give the fields of a reading that are not those of the article."""
    database = LAYOUTS[name][1]
    found = dict(reading.catalogue)
    section = article.section
    if database == "Factiva":
        section = None if "without codes" in name else article.section.split(";")[0]
    expected = {
        "title": (title_of(reading), article.title),
        "publisher": (reading.publisher, article.publisher),
        "day": (reading.published.earliest, article.day.isoformat()),
        "how": (reading.published.how, "metadata"),
        "authors": (reading.authors, (article.byline,)),
        "body": (body_of(reading), list(article.paragraphs)),
        "section": (found.get("section"), section),
        "database": (found.get("database"), database),
    }
    if database != "ProQuest":  # it states no length
        expected["length"] = (found.get("length"), f"{article.words} words")
    return {what: pair for what, pair in expected.items() if pair[0] != pair[1]}


def check(name, articles):
    """Assert that a layout's file gives every article once, with its fields, and nothing else."""
    items = read_all(LAYOUTS[name][0](articles), name)
    assert [item for item in items if not isinstance(item, Reading)] == []
    assert [item.member for item in items] == [str(n) for n in range(1, len(articles) + 1)]
    wrong = [
        (item.member, wrong_fields(name, article, item))
        for article, item in zip(articles, items, strict=True)
    ]
    assert [pair for pair in wrong if pair[1]] == []
    assert len({item.source_key for item in items}) == len(articles)


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_article_is_one_report_with_its_fields(name):
    check(name, articles_for(name, 12))


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_a_file_of_one_article(name):
    check(name, articles_for(name, 1))


@pytest.mark.deep
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_files_of_500_articles(name):
    check(name, articles_for(name, 500))


@pytest.mark.parametrize("name", [n for n in sorted(LAYOUTS) if "without cover" not in n and "report" not in n])  # fmt: skip
def test_the_export_is_recorded(name):
    database = LAYOUTS[name][1]
    found = dict(read_all(LAYOUTS[name][0](articles_for(name, 3)), name)[0].catalogue)
    if database == "LexisNexis" and not name.endswith(".txt"):
        return  # those have no cover
    expected = QUERIES.get(database, "mine w/5 bridge and date geq (01/01/2014)")
    assert (found["query"], found["exported"]) == (expected, "2015-11-03")


def test_ids_are_the_databases_own():
    (article,) = told(1)
    assert (
        read_one(factiva_rtf([article]), "a.rtf").source_key == f"id:factiva:{accession(article)}"
    )
    assert read_one("\n".join(proquest([article]))).source_key == f"id:proquest:{article.document}"
    key = f"id:nexis:{content_item(article)}-00000-00"
    assert read_one(as_docx(nexis([article])), "a.docx").source_key == key
    assert read_one(make_rtf(nexis([article])), "b.rtf").source_key == key
    assert read_one(as_docx(nexis([article])), "a.docx", collection="mine").source_key == key.replace("nexis", "mine")  # fmt: skip


@pytest.mark.parametrize("language", sorted(MONTHS))
def test_months_in_other_languages(language):
    articles = told(12, seed=language, languages=(language,), ascii_only=True)
    for name, data in (
        ("a.docx", as_docx(nexis(articles))), ("a.txt", lexisnexis(articles)),
        ("a.rtf", factiva_rtf(articles, code_page=1251 if language == "ru" else 1252)),
    ):  # fmt: skip
        found = read_all(data, name)
        assert [item.published.earliest for item in found] == [a.day.isoformat() for a in articles]
        assert [title_of(item) for item in found] == [a.title for a in articles]


def test_a_date_in_a_language_that_is_not_read_costs_the_date_alone():
    articles = told(5)
    paragraphs = [
        replace(p, text="23 Ιουνίου 2015") if p.text == f"{articles[2].dated()} Tuesday" else p
        for p in nexis(articles)
    ]
    for given in (paragraphs, bare(paragraphs)):
        good, codes, _ = outcome(as_docx(given), "a.docx")
        assert codes == []
        assert [title_of(item) for item in good] == [a.title for a in articles]
        assert [item.publisher for item in good] == [a.publisher for a in articles]
        assert good[2].published.earliest is None
        assert any("no date in '23 Ιουνίου 2015'" in warning for warning in good[2].warnings)


@pytest.mark.parametrize(
    "name", ["lexisnexis.txt", "lexisnexis.rtf", "factiva.rtf", "factiva without codes.rtf"]
)
def test_such_a_date_in_the_other_layouts(name, monkeypatch):
    articles = told(4)
    monkeypatch.setattr(
        Told, "dated", lambda self, american=True: "23 Ιουνίου 2015" if self == articles[1] else "June 1, 2015"
    )  # fmt: skip
    good, codes, _ = outcome(LAYOUTS[name][0](articles), name)
    assert codes == []
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert [item.publisher for item in good] == [a.publisher for a in articles]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]
    assert any("no date in '23 Ιουνίου 2015" in warning for warning in good[1].warnings)


# --------------------------------------------------------------------------- traps


def outcome(data, name):
    """Give the titles that were read, the codes of what was not, and all reasons."""
    items = read_all(data, name)
    good = [item for item in items if isinstance(item, Reading)]
    bad = [item for item in items if not isinstance(item, Reading)]
    return good, [item.code for item in bad], " | ".join(item.reason for item in bad)


@pytest.mark.parametrize("links", [True, False])
def test_missing_end_marks_merge_nothing(links):
    articles = told(20)
    good, codes, _ = outcome(
        as_docx(nexis(articles, links=links, unmarked=(0, 3, 4, 19))), "a.docx"
    )
    assert codes == []
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]
    marked = [n for n, item in enumerate(good) if any("no end mark" in w for w in item.warnings)]
    assert marked == [0, 3, 4, 19]


def test_missing_end_marks_without_a_cover_are_told():
    articles = told(6)
    good, codes, reason = outcome(as_docx(nexis(articles, cover=False, unmarked=(2,))), "a.docx")
    assert len(good) == 6
    assert codes == ["count_differs"]
    assert "6 articles, but the number of end marks says 5" in reason


def test_missing_end_marks_in_a_pdf_merge_nothing():
    articles = told(8, ascii_only=True)
    good, codes, _ = outcome(nexis_pdf(articles, unmarked=(1, 5)), "a.pdf")
    assert codes == []
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]


def test_a_cover_that_is_printed_again_is_no_article():
    articles = told(9)
    good, codes, _ = outcome(as_docx(nexis(articles, again=(3, 6))), "a.docx")
    assert codes == []
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]


def test_two_exports_in_one_file_count_together():
    first, second = told(4, seed="one"), told(5, seed="two")
    both = [*nexis(first), *(p for p in nexis(second))]
    both = [replace(p, text=p.text.replace("98765432", "11111111")) if n > 60 else p for n, p in enumerate(both)]  # fmt: skip
    good, codes, _ = outcome(as_docx(both), "a.docx")
    assert codes == []
    assert len(good) == 9


@pytest.mark.parametrize("links", [True, False])
def test_an_article_that_the_cover_lists_and_the_file_lacks_is_named(links):
    articles = told(10)
    data = as_docx(nexis(articles[:3] + articles[4:], listed=articles, links=links))
    good, codes, reason = outcome(data, "a.docx")
    assert len(good) == 9
    assert codes == ["count_differs"]
    assert "9 articles, but the cover list says 10" in reason
    assert articles[3].title[:60] in reason


def test_an_article_more_than_the_cover_lists_is_told():
    articles = told(5)
    good, codes, reason = outcome(as_docx(nexis(articles, listed=articles[:4])), "a.docx")
    assert len(good) == 5
    assert codes == ["count_differs"]
    assert "the cover list says 4" in reason


def test_a_head_that_is_lost_merges_nothing():
    """The head of the fourth article and the end mark above it are gone: its text must not go in
    as the third one's."""
    articles = told(6)
    paragraphs = nexis(articles, unmarked=(2,))
    start = next(n for n, p in enumerate(paragraphs) if p.text == articles[3].title and p.new_page)
    del paragraphs[start + 1 : start + 9]
    good, codes, _ = outcome(as_docx(paragraphs), "a.docx")
    assert sorted(codes) == ["count_differs", "not_whole"]
    texts = [item.text for item in good]
    assert [title_of(item) for item in good] == [a.title for n, a in enumerate(articles) if n not in (2, 3)]  # fmt: skip
    assert not any(articles[3].paragraphs[0] in text for text in texts)


def test_a_heading_called_body_is_text():
    (article,) = told(1)
    article = replace(article, paragraphs=(*article.paragraphs, "Body", "The body was found on Monday near the river, police said."))  # fmt: skip
    reading = read_one(as_docx(nexis([article])), "a.docx")
    assert body_of(reading) == list(article.paragraphs)


def test_a_number_that_is_missing_is_named_and_merges_nothing():
    articles = told(10)
    good, codes, reason = outcome(lexisnexis(articles, unnumbered=(4,)), "a.txt")
    assert codes == ["not_whole", "count_differs"]
    assert "number 5 of 10" in reason
    assert [title_of(item) for item in good] == [a.title for n, a in enumerate(articles) if n not in (3, 4)]  # fmt: skip


def test_the_first_number_missing_is_told():
    articles = told(6)
    good, codes, _ = outcome(lexisnexis(articles, unnumbered=(0,)), "a.txt")
    assert [title_of(item) for item in good] == [a.title for a in articles[1:]]
    assert any("numbers 2 to 6 of 6 are in this file" in w for w in good[0].warnings)
    assert codes == []


def test_one_part_of_a_larger_request_says_which():
    articles = told(4)
    text = lexisnexis(articles)
    for number in range(1, 5):
        text = text.replace(f" {number} of 4 DOCUMENTS", f" {number + 500} of 1200 DOCUMENTS")
    good, codes, _ = outcome(text, "a.txt")
    assert (len(good), codes) == (4, [])
    assert any("numbers 501 to 504 of 1200" in w for w in good[0].warnings)


def test_a_document_that_the_database_could_not_show_costs_itself():
    articles = told(3)
    page = lexisnexis_html(articles)
    start = page.index("2 of 3 DOCUMENTS</SPAN></P></DIV>") + len(
        "2 of 3 DOCUMENTS</SPAN></P></DIV>"
    )
    end = page.index("<!-- Hide XML section from browser\n</DOCFULL>", start)
    sorry = "<P>We are sorry but there is an error in this document and it is not possible to display it.</P>"
    good, codes, _ = outcome(page[:start] + sorry + page[end:], "a.html")
    assert [title_of(item) for item in good] == [articles[0].title, articles[2].title]
    assert codes == ["not_whole"]


@pytest.mark.parametrize("codes", [True, False])
def test_factiva_articles_without_an_end_are_told_and_not_merged(codes):
    articles = told(8)
    data = factiva_rtf(articles, codes=codes, unmarked=(2, 5))
    good, told_codes, reason = outcome(data, "a.rtf")
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]
    assert told_codes == ["count_differs"]
    assert "8 articles, but the number of end marks says 6" in reason


def test_factiva_in_cyrillic():
    (article,) = told(1, languages=("ru",), ascii_only=True)
    article = replace(article, title="Двое ранены у моста", byline="Иван Иванов", paragraphs=(
        "Двое военных ранены при взрыве мины у моста, сообщил глава района. Дорогу открыли вечером.",
    ))  # fmt: skip
    reading = read_one(factiva_rtf([article], code_page=1251), "a.rtf")
    assert title_of(reading) == article.title
    assert body_of(reading) == list(article.paragraphs)
    assert reading.published.earliest == article.day.isoformat()


def test_proquest_lines_of_underscores_in_a_text_part_nothing():
    articles = told(3)
    articles[1] = replace(articles[1], paragraphs=(articles[1].paragraphs[0], LINE, articles[1].paragraphs[1]))  # fmt: skip
    good, codes, _ = outcome("\n".join(proquest(articles)), "a.txt")
    assert codes == []
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert good[1].text.count(articles[1].paragraphs[2]) == 1


def test_proquest_without_separators():
    articles = told(7)
    good, codes, _ = outcome("\n".join(proquest(articles, separated=False)), "a.txt")
    assert codes == []
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]


def test_proquest_labels_in_a_text_are_text():
    articles = told(2)
    labelled = (
        "Location: a house by the river, as the witness put it, with two doors and no windows."
    )
    articles[0] = replace(articles[0], paragraphs=(articles[0].paragraphs[0], labelled, articles[0].paragraphs[1]))  # fmt: skip
    good, codes, _ = outcome("\n".join(proquest(articles)), "a.txt")
    assert codes == []
    assert body_of(good[0]) == list(articles[0].paragraphs)


def test_proquest_articles_without_an_id_are_told_and_not_merged():
    articles = told(6)
    good, codes, reason = outcome("\n".join(proquest(articles, unnamed=(2,))), "a.txt")
    assert sorted(set(codes)) == ["count_differs", "not_whole"]
    assert "its list of titles says 6" in reason
    for item in good:
        holds = [a for a in articles if a.paragraphs[0] in item.text]
        assert len(holds) == 1


def test_an_ordinary_document_is_no_bundle():
    blocks = [
        Paragraph("Body of a soldier found near Arkhon"), Paragraph("23 June 2015"),
        Paragraph("The body was found on Monday. It is one of 3 documents that police have."),
        Paragraph("End of Document control, the ministry said, will follow in the autumn of the year."),
    ]  # fmt: skip
    assert [item.member for item in read_all(as_docx(blocks), "a.docx")] == [""]
    assert [i.member for i in read_all("\n\n".join(b.text for b in blocks), "a.txt")] == [""]


@pytest.mark.deep
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_damaged_bundles_give_readings_or_reasons_and_merge_nothing(name):
    """Paragraphs lost, doubled and swapped at random: no report holds two articles' texts unless
    the damage itself tore off their heads, which the count then tells."""
    if not name.endswith((".txt", ".docx")):
        return
    rng = random.Random(f"damage {name}")
    articles = articles_for(name, 12)
    for _ in range(40):
        if name.endswith(".txt"):
            lines = LAYOUTS[name][0](articles).split("\n")
            del lines[(at := rng.randrange(len(lines))) : at + rng.randint(1, 12)]
            data = "\n".join(lines)
        else:
            paragraphs = nexis(articles, cover="without cover" not in name)
            del paragraphs[(at := rng.randrange(len(paragraphs))) : at + rng.randint(1, 6)]
            data = as_docx(paragraphs)
        items = read_all(data, name)
        loud = any(not isinstance(item, Reading) for item in items)
        for item in items:
            if isinstance(item, Reading):
                holds = [a for a in articles if any(p in item.text for p in a.paragraphs)]
                assert len(holds) <= 1 or loud


# --------------------------------------------------------------------------- other ways of the layouts


def bare(paragraphs):
    """Give paragraphs without style, weight, links, tables and page breaks: text pasted from an export."""
    return [Paragraph(p.text) for p in paragraphs]


@pytest.mark.parametrize("unmarked", [(), (0, 3, 11)])
@pytest.mark.parametrize("cover", [True, False])
def test_nexis_without_any_form(unmarked, cover):
    articles = told(12)
    good, _, _ = outcome(as_docx(bare(nexis(articles, cover=cover, unmarked=unmarked))), "a.docx")
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert [item.publisher for item in good] == [a.publisher for a in articles]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]


def test_nexis_with_page_numbers_and_titles_on_two_lines():
    articles = told(6)
    paragraphs = []
    for p in bare(nexis(articles)):
        if p.text in {a.title for a in articles}:
            head, _, rest = p.text.partition(" near ")
            paragraphs += [Paragraph("Page 1 of 2"), Paragraph(head), Paragraph(f"near {rest}")]
        elif p.text in {a.paragraphs[-1] for a in articles}:
            paragraphs += [Paragraph("Page 2 of 2"), p]
        else:
            paragraphs.append(p)
    good, codes, _ = outcome(as_docx(paragraphs), "a.docx")
    assert codes == []
    assert [title_of(item) for item in good][1:] == [a.title for a in articles][1:]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]


def test_the_older_order_of_lexisnexis_with_a_label_above_the_text():
    articles = told(5)
    out = []
    for n, a in enumerate(articles, 1):
        out += [
            f"{n} of 5 DOCUMENTS", "", f"Copyright {a.day.year} {a.publisher}", "", a.publisher, "",
            f"{a.dated()}, Tuesday, Late Edition - Final", "", f"SECTION: {a.section}", "",
            f"LENGTH: {a.words} words", "", f"HEADLINE: {a.title}", "", f"BYLINE: By {a.byline}", "",
            "DATELINE: ARKHON", "", "BODY:", "", "\n\n".join(a.paragraphs), "", "LANGUAGE: ENGLISH", "",
        ]  # fmt: skip
    good, codes, _ = outcome("\n".join(out), "a.txt")
    assert codes == []
    for item, a in zip(good, articles, strict=True):
        assert (title_of(item), item.publisher, item.authors) == (a.title, a.publisher, (a.byline,))
        assert body_of(item) == list(a.paragraphs)
        assert item.published.earliest == a.day.isoformat()


@pytest.mark.parametrize("between", ["\t", "   ", "\n"])
def test_factiva_codes_without_a_table(between):
    articles = told(5)
    lines = []
    for a in articles:
        for code, values in factiva_fields(a):
            lines.append(Paragraph(f"{code}{between}{values[0]}" if values else code))
            lines += [Paragraph(value) for value in values[1:]]
    good, codes, _ = outcome(make_rtf(lines), "a.rtf")
    assert codes == []
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]
    assert [item.source_key for item in good] == [f"id:factiva:{accession(a)}" for a in articles]


@pytest.mark.parametrize("separator", [LINE, ""])
def test_proquest_with_its_text_below_the_labels(separator):
    articles = told(6)
    out = []
    for a in articles:
        out += [
            separator, f"Title: {a.title}", f"Author: {a.byline}", f"Publication title: {a.publisher}",
            f"Publication date: {a.dated()}", f"Section: {a.section}", f"ProQuest document ID: {a.document}",
            f"Full text: {a.paragraphs[0]}", *a.paragraphs[1:],
        ]  # fmt: skip
    good, codes, _ = outcome("\n\n".join(out), "a.txt")
    assert codes == []
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert [body_of(item) for item in good] == [list(a.paragraphs) for a in articles]
    assert [item.source_key for item in good] == [f"id:proquest:{a.document}" for a in articles]


def test_proquest_with_numbers_in_place_of_a_list():
    articles = told(5)
    lines = []
    for n, a in enumerate(articles, 1):
        lines += [f"Document {n} of 6", *proquest([a], report=False)[2:-8]]
    good, codes, reason = outcome("\n\n".join(line for line in lines if line), "a.txt")
    assert [title_of(item) for item in good] == [a.title for a in articles]
    assert codes == ["count_differs"]
    assert "document 6 of 6" in reason
