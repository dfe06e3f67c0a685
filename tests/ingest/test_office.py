"""DOCX, ODT and RTF: every paragraph with its form, legacy code pages, and nothing explodes."""

from __future__ import annotations

import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_for_tests import make_docx, make_odt, make_rtf, zipped
from reading_for_tests import ARTICLE, body_of, read_all, read_one, title_of

from dateline.ingest.documents import Paragraph, open_docx, open_odt, open_rtf
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits

LIMITS = ReadLimits()
MAKERS = {
    "docx": (make_docx, lambda data: open_docx(data, LIMITS)),
    "odt": (make_odt, lambda data: open_odt(data, LIMITS)),
    "rtf": (make_rtf, open_rtf),
}
PARAGRAPHS = (
    Paragraph("Mine wounds two soldiers near Arkhon", style="heading 1"),
    Paragraph("Bold line", bold=True),
    Paragraph("A link", link="https://example.org/a?b=1&c=2"),
    Paragraph("one\ttwo\nnext line", new_page=True),
    Paragraph("HD", cell=0, bold=True),
    Paragraph("In a table", cell=1),
    Paragraph("PD", cell=0),
    Paragraph("23 June 2015", cell=1),
    Paragraph(""),
    Paragraph("Ünïcödé — „quoted“ \\ { } 😀 Дагестан"),
)


@pytest.mark.parametrize("form", sorted(MAKERS))
def test_paragraphs_come_back_with_their_form(form):
    make, read = MAKERS[form]
    assert read(make(PARAGRAPHS)).paragraphs == PARAGRAPHS


@pytest.mark.parametrize("form", sorted(MAKERS))
@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]),
            max_size=30,
        ),
        min_size=1,
        max_size=4,
    )
)
def test_every_character_comes_back(form, texts):
    make, read = MAKERS[form]
    given_paragraphs = [Paragraph(" ".join(text.split())) for text in texts]
    assert [p.text for p in read(make(given_paragraphs)).paragraphs] == [
        p.text for p in given_paragraphs
    ]


@pytest.mark.parametrize("form", sorted(MAKERS))
def test_one_report_in_a_document(form):
    title = Paragraph("Mine wounds two soldiers near Arkhon", style="title")
    data = MAKERS[form][0]([title, *map(Paragraph, ARTICLE)])
    reading = read_one(data, f"report.{form}")
    assert title_of(reading) == title.text
    assert body_of(reading) == list(ARTICLE)
    assert reading.reader == f"{form}/1"


def test_the_files_own_title_counts_only_where_it_is_printed():
    blocks = [Paragraph("Mine wounds two near Arkhon"), *map(Paragraph, ARTICLE)]
    stated = read_one(make_docx(blocks, title="Mine wounds two near Arkhon"), "a.docx")
    assert title_of(stated) == "Mine wounds two near Arkhon"
    other = read_one(
        make_docx(blocks, title="Template 7", created="2015-06-24T08:00:00Z"), "a.docx"
    )
    assert "Template" not in other.text
    assert (other.published.earliest, other.published.how) == ("2015-06-24", "inferred")


@pytest.mark.parametrize(
    ("code_page", "text"),
    [
        (1251, "Двое военных ранены у села Архон"),
        (1250, "Dva vojáci zraněni výbuchem miny"),
        (1252, "Deux soldats blessés près d’Arkhon"),
        (936, "两名士兵在地雷爆炸中受伤"),
        (932, "地雷の爆発で兵士二人が負傷"),
    ],
)
def test_rtf_in_legacy_code_pages(code_page, text):
    data = make_rtf([Paragraph(text)], code_page)
    assert b"\\'" in data
    assert open_rtf(data).paragraphs == (Paragraph(text),)


def test_rtf_takes_the_code_page_of_the_font_before_the_documents():
    data = (
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204 B;}}"
        b"\\f1 \\'c4\\'e0 {\\f0 \\'e9}\\f1 \\'ed\\par}"
    )
    assert open_rtf(data).paragraphs[0].text == "Да éн"


def test_rtf_skips_what_stands_for_a_unicode_character():
    data = b"{\\rtf1\\ansi\\uc2 a\\u8217\\'92\\'92b\\uc0\\u233c\\uc1\\u233 ?d{\\upr{x?}{\\*\\ud{x\\u233 ?}}}\\par}"
    assert open_rtf(data).paragraphs[0].text == "a\u2019b\u00e9c\u00e9dx\u00e9"


def test_rtf_leaves_out_what_is_no_text():
    data = (
        b"{\\rtf1\\ansi{\\header Page 1 of 2\\par}{\\*\\unknown secret}{\\pict\\bin5 {{{{{ffd8}"
        b"{\\v hidden}{\\*\\bkmkstart x}Text{\\footnote note}\\par{\\object{\\*\\objdata 00}{\\result shown}}\\par}tail"
    )
    assert [p.text for p in open_rtf(data).paragraphs] == ["Text", "shown"]


def test_docx_leaves_out_deleted_text_and_reads_choices_once():
    data = make_docx([Paragraph("PLACE")])
    with zipfile.ZipFile(__import__("io").BytesIO(data)) as archive:
        entries = {name: archive.read(name).decode() for name in archive.namelist()}
    mixed = (
        "<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:del><w:r><w:t>x</w:t></w:r></w:del>"
        "<w:r><w:t>kept</w:t></w:r>"
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:r><w:t> once</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t> twice</w:t></w:r></mc:Fallback></mc:AlternateContent>"
        '<w:r><w:fldChar/></w:r><w:r><w:instrText>HYPERLINK "https://e.org/"</w:instrText></w:r>'
        "<w:r><w:fldChar/></w:r>"
    )
    run = '<w:r><w:t xml:space="preserve">PLACE</w:t></w:r>'
    entries["word/document.xml"] = entries["word/document.xml"].replace(run, mixed)
    (paragraph,) = open_docx(zipped(entries), LIMITS).paragraphs
    assert (paragraph.text, paragraph.link) == ("kept once", "https://e.org/")


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="urn:w"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(encoding):
    xml = LAUGHS.replace('"1.0"', f'"1.0" encoding="{encoding}"').encode(encoding)
    data = make_docx([Paragraph("x")], extra={"word/document.xml": xml})
    (item,) = read_all(data, "a.docx")
    assert item.code == "unsafe"


def test_external_entities_are_never_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOP SECRET")
    xml = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><d>&x;</d>'
    data = make_docx([Paragraph("x")], extra={"word/document.xml": xml})
    (item,) = read_all(data, "a.docx")
    assert item.code == "unsafe"


@pytest.mark.deep
def test_a_document_that_explodes_is_refused_while_it_streams():
    body = b"<w:document xmlns:w='urn:w'>" + b"<w:p></w:p>" * 4_000_000
    (item,) = read_all(make_docx([Paragraph("x")], extra={"word/document.xml": body}), "a.docx")
    assert item.code in ("bomb", "too_large")


def test_deep_xml_is_refused():
    body = "<a>" * 100_000
    (item,) = read_all(make_docx([Paragraph("x")], extra={"word/document.xml": body}), "a.docx")
    assert item.code == "damaged"


def test_deep_rtf_is_refused():
    with pytest.raises(ReadingError) as caught:
        open_rtf(b"{\\rtf1 " + b"{" * 100_000)
    assert caught.value.code == "too_deep"


def test_an_encrypted_entry_is_said_to_be_one():
    data = bytearray(make_docx([Paragraph("x")]))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    (item,) = read_all(bytes(data), "a.docx")
    assert item.code == "encrypted"


@pytest.mark.parametrize("form", sorted(MAKERS))
def test_a_damaged_document_gives_a_reading_or_a_reason(form):
    data = MAKERS[form][0](PARAGRAPHS)
    rng = random.Random(f"damage {form}")
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(rng.randint(1, 8)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        cut = bytes(broken[: rng.randint(1, len(broken))]) if rng.random() < 0.3 else bytes(broken)
        for item in read_all(cut, f"a.{form}"):
            assert getattr(item, "text", None) or item.reason


@pytest.mark.parametrize(
    ("entries", "what"),
    [
        ({"[Content_Types].xml": "<Types/>", "ppt/slides/slide1.xml": "<a/>"}, "presentation"),
        ({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<a/>"}, "presentation"),
    ],
)
def test_other_office_files_say_what_they_are(entries, what):
    (item,) = read_all(zipped(entries), "a.bin")
    assert item.code == "unsupported"
    assert what in item.reason


def test_a_broken_off_rtf_says_so():
    data = make_rtf([Paragraph(text) for text in ARTICLE])
    reading = read_one(data[:-20], "a.rtf")
    assert "the document breaks off before its end" in reading.warnings
