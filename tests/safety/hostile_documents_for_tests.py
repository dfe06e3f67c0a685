"""Documents that attack their parsers: entities, loops, nests, bombs inside office files and PDFs."""

# ruff: noqa: B023 - each is made before its loop goes on

from __future__ import annotations

import io
import zipfile
import zlib

MIB = 1024 * 1024
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lol">' for n in range(10)
)
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName='
    '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
    'document.main+xml"/></Types>'
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    'Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def docx(document, extra=()):
    """Give a DOCX with this main part."""
    return _zip(
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELS), ("word/document.xml", document), *extra]
    )  # fmt: skip


def odt(content):
    """Give an ODT with this content."""
    return _zip([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content)])


def _zip(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in entries:
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def pdf(objects, trailer="/Root 1 0 R", start=None):
    """Give a PDF of objects (number to source) with a table where they stand."""
    out, offsets = b"%PDF-1.7\n", {}
    for number, source in objects.items():
        offsets[number] = len(out)
        source = source if isinstance(source, bytes) else source.encode()
        out += b"%d 0 obj\n%s\nendobj\n" % (number, source)
    at = len(out)
    last = max(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % last
    out += b"".join(b"%010d 00000 n \n" % offsets.get(n, 0) for n in range(1, last))
    out += b"trailer\n<</Size %d %s>>\nstartxref\n%d\n%%%%EOF\n" % (
        last, trailer.encode(), at if start is None else start,
    )  # fmt: skip
    return out


def stream(data, extra="", packed=True):
    """Give a PDF's stream."""
    data = zlib.compress(data, 9) if packed else data
    keys = f"<</Length {len(data)} {'/Filter/FlateDecode' if packed else ''} {extra}>>"
    return keys.encode() + b"\nstream\n" + data + b"\nendstream"


CATALOGUE = "<</Type/Catalog/Pages 2 0 R>>"
PAGE = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
ONE = "<</Type/Pages/Kids[3 0 R]/Count 1>>"


def cases(news):
    """Give (name, data, expected) of hostile documents; ``news`` is the text of a good report."""
    text = news.decode()
    yield from _xml(text)
    yield from _pdfs()
    yield from _nests(text)
    yield "cut.docx", lambda: docx(f'<w:document xmlns:w="{WORD}"/>')[:200], "any"
    yield "no-body.docx", lambda: docx(f'<w:document xmlns:w="{WORD}"/>'), "refused"
    yield "no-xml.docx", lambda: docx("this is no XML"), "refused"
    body = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>{{}}</w:body></w:document>'
    yield "bomb.docx", lambda: docx(body.format("<w:p/>" * 20 * MIB)), "refused"
    yield "bomb-other-part.docx", lambda: docx(body.format(""), [("word/media/a.png", b"\0" * (200 * MIB))]), "any"  # fmt: skip
    yield (
        "macro.docx",
        lambda: docx(body.format(""), [("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")]),
        "read",
    )
    link = '<w:hyperlink r:id="x" xmlns:r="urn:r"><w:r><w:t>file:///etc/passwd</w:t></w:r></w:hyperlink>'
    yield "link.docx", lambda: docx(body.format(f"<w:p>{link}</w:p>")), "read"
    yield "twice.docx", lambda: docx(body.format(""), [("word/document.xml", "<x/>")]), "any"


def _xml(text):
    laughing = f"<!DOCTYPE x [{LAUGHS}]>"
    outside = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    remote = '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'
    parameter = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p"> %p;]>'
    quadratic = f'<!DOCTYPE x [<!ENTITY q "{"q" * 100_000}">]>'
    for word, head, inside in (
        ("laughs", laughing, "&l9;"), ("outside", outside, "&e;"), ("remote", remote, "x"),
        ("parameter", parameter, "x"), ("quadratic", quadratic, "&q;" * 20_000),
    ):  # fmt: skip
        xml = f'<?xml version="1.0"?>{head}'
        yield f"{word}.rss", lambda: f"{xml}<rss version='2.0'><channel><item><title>{inside}</title><description>{text}</description></item></channel></rss>".encode(), "any"  # fmt: skip
        yield f"{word}.atom", lambda: f"{xml}<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{inside}</title><summary>{text}</summary></entry></feed>".encode(), "any"  # fmt: skip
        yield f"{word}.docx", lambda: docx(f'{xml}<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{inside}</w:t></w:r></w:p></w:body></w:document>'), "refused"  # fmt: skip
        yield f"{word}.odt", lambda: odt(f"{xml}<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'><office:body>{inside}</office:body></office:document-content>"), "refused"  # fmt: skip
        yield f"{word}.html", lambda: f"{xml}<html><body><p>{inside[:1000]} {text}</p></body></html>".encode(), "any"  # fmt: skip
        yield f"{word}.xml", lambda: f"{xml}<x>{inside}</x>".encode(), "refused"


def _nests(text):
    deep = 100_000
    yield (
        "deep-tags.html",
        lambda: b"<html><body>" + b"<div>" * deep + text.encode() + b"</div>" * deep,
        "read",
    )
    yield "deep-open.html", lambda: b"<html><body>" + b"<b><i><font>" * deep + text.encode(), "read"
    yield (
        "deep-tables.html",
        lambda: b"<html><body>" + b"<table><tr><td>" * deep + text.encode(),
        "read",
    )
    yield (
        "many-attributes.html",
        lambda: b"<html><body " + b"a=1 " * 200_000 + b"><p>" + text.encode(),
        "any",
    )
    yield "long-attribute.html", lambda: b'<html><body><a href="' + b"x" * (20 * MIB) + b'">x</a><p>' + text.encode(), "any"  # fmt: skip
    yield "open-comment.html", lambda: b"<html><body>" + b"<!--" * 500_000 + text.encode(), "any"
    yield "open-tags.html", lambda: b"<html><body>" + b"<" * 3_000_000 + text.encode(), "any"
    yield (
        "open-scripts.html",
        lambda: b"<html><body>" + b"<script>" * 500_000 + text.encode(),
        "any",
    )
    yield "entities.html", lambda: b"<html><body><p>" + b"&amp;" * 500_000 + text.encode(), "any"
    yield (
        "numbers.html",
        lambda: b"<html><body><p>" + b"&#x110000;&#xD800;&#0;" * 10_000 + text.encode(),
        "any",
    )
    yield (
        "many-paragraphs.html",
        lambda: b"<html><body>" + f"<p>{text}</p>".encode() * 20_000,
        "any",
    )
    yield (
        "many-links.html",
        lambda: b"<html><body>" + b'<p><a href="/x">go</a></p>' * 200_000,
        "any",
    )
    yield "json-ld-deep.html", lambda: b'<html><script type="application/ld+json">' + b"[" * deep + b"</script><p>" + text.encode(), "any"  # fmt: skip
    yield "json-ld-bomb.html", lambda: b'<html><script type="application/ld+json">{"headline":"' + b"x" * (8 * MIB) + b'"}</script><p>' + text.encode(), "any"  # fmt: skip
    yield "metas.html", lambda: b"<html><head>" + b'<meta property="og:title" content="x">' * 200_000 + b"<p>" + text.encode(), "any"  # fmt: skip
    yield (
        "deep.rtf",
        lambda: b"{\\rtf1 " + b"{" * deep + text.encode() + b"}" * deep + b"}",
        "refused",
    )
    yield "binary.rtf", lambda: b"{\\rtf1 \\bin99999999999 " + text.encode() + b"}", "any"
    yield (
        "numbers.rtf",
        lambda: b"{\\rtf1 " + b"\\u99999999999? \\'zz " * 10_000 + text.encode() + b"}",
        "any",
    )
    yield "fonts.rtf", lambda: b"{\\rtf1{\\fonttbl" + b"{\\f1\\fcharset204 x;}" * 100_000 + b"}" + text.encode() + b"}", "any"  # fmt: skip
    yield (
        "long-word.rtf",
        lambda: b"{\\rtf1 \\" + b"a" * 5_000_000 + b" " + text.encode() + b"}",
        "any",
    )
    xml = '<w:document xmlns:w="%s"><w:body>%s</w:body></w:document>'
    yield "deep.docx", lambda: docx(xml % (WORD, "<w:p>" * deep + "</w:p>" * deep)), "refused"
    yield "deep.odt", lambda: odt("<office:document-content xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>" + "<x>" * deep), "refused"  # fmt: skip
    yield "deep.rss", lambda: b"<rss><channel>" + b"<item>" * deep, "any"


def _pdfs():
    yield (
        "page-loop.pdf",
        lambda: pdf({1: CATALOGUE, 2: "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"}),
        "refused",
    )
    yield "page-tree-deep.pdf", lambda: pdf({1: CATALOGUE} | {n: f"<</Type/Pages/Kids[{n + 1} 0 R]/Count 1>>" for n in range(2, 30_000)}), "refused"  # fmt: skip
    yield "count-huge.pdf", lambda: pdf({1: CATALOGUE, 2: "<</Type/Pages/Kids[3 0 R]/Count 2147483647>>", 3: PAGE, 4: stream(b""), 5: FONT}), "refused"  # fmt: skip
    yield "count-negative.pdf", lambda: pdf({1: CATALOGUE, 2: "<</Type/Pages/Kids[3 0 R]/Count -5>>", 3: PAGE, 4: stream(b""), 5: FONT}), "refused"  # fmt: skip
    show = b"BT /F 12 Tf 20 700 Td (Rebels attacked the town of Homs on Monday.) Tj ET\n"
    whole = {1: CATALOGUE, 2: ONE, 3: PAGE, 4: stream(show), 5: FONT}
    yield "whole.pdf", lambda: pdf(whole), "read"
    yield "start-wrong.pdf", lambda: pdf(whole, start=99_999_999), "any"
    yield "prev-loop.pdf", lambda: pdf(whole, "/Root 1 0 R /Prev 9"), "any"
    yield "root-missing.pdf", lambda: pdf(whole, "/Root 99 0 R"), "any"
    yield "encrypt.pdf", lambda: pdf(whole, "/Root 1 0 R /Encrypt 5 0 R"), "any"
    yield "stream-bomb.pdf", lambda: pdf(whole | {4: stream(b"\0" * (300 * MIB))}), "refused"
    yield "words-bomb.pdf", lambda: pdf(whole | {4: stream(show * 400_000)}), "any"
    twice = zlib.compress(zlib.compress(b"\0" * (200 * MIB), 9), 9)
    yield "stream-bomb-twice.pdf", lambda: pdf(whole | {4: stream(twice, "/Filter[/FlateDecode/FlateDecode]", False)}), "refused"  # fmt: skip
    yield "filters-many.pdf", lambda: pdf(whole | {4: stream(show, f"/Filter[{'/FlateDecode' * 5000}]", False)}), "any"  # fmt: skip
    form = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    looped = whole | {
        3: PAGE.replace("/Font", "/XObject<</X 6 0 R>>/Font"), 4: stream(b"/X Do " * 30),
        6: stream(b"/X Do " * 30, form),
    }  # fmt: skip
    yield "form-loop.pdf", lambda: pdf(looped), "refused"
    yield (
        "length-loop.pdf",
        lambda: pdf(whole | {4: "<</Length 4 0 R>>\nstream\nx\nendstream"}),
        "any",
    )
    yield "object-stream-loop.pdf", lambda: pdf(whole | {6: stream(b"7 0 ", "/Type/ObjStm/N 1000000000/First 4/Extends 6 0 R")}), "any"  # fmt: skip
    yield "deep-arrays.pdf", lambda: pdf(whole | {6: "[" * 200_000}), "any"
    yield "outline-loop.pdf", lambda: pdf(whole | {1: "<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>", 6: "<</First 6 0 R/Next 6 0 R>>"}), "read"  # fmt: skip
    yield "script.pdf", lambda: pdf(whole | {1: "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"}), "read"  # fmt: skip
    yield "launch.pdf", lambda: pdf(whole | {1: "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/Launch/F(/bin/sh)>>>>"}), "read"  # fmt: skip
    yield "box-huge.pdf", lambda: pdf(whole | {3: PAGE.replace("600 800", "1e38 1e38")}), "any"
    yield "many-pages.pdf", lambda: pdf({1: CATALOGUE, 2: f"<</Type/Pages/Kids[{'3 0 R ' * 5000}]/Count 5000>>", 3: PAGE, 4: stream(show), 5: FONT}), "refused"  # fmt: skip
    yield "cut.pdf", lambda: pdf(whole)[:300], "any"
    yield "header-only.pdf", lambda: b"%PDF-1.7\n", "refused"
    yield "rubbish.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 2000, "refused"
