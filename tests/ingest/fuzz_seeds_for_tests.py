"""Whole files of every format, made by the generators of these tests: what the fuzzer starts from."""

from __future__ import annotations

import gzip
import json
from email.message import EmailMessage

from archives_for_tests import answer, chunked, make_tar, packed, record
from bundles_for_tests import (
    as_docx,
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
from office_for_tests import make_docx, make_odt, make_rtf, zipped
from pdf_for_tests import make_pdf
from reading_for_tests import ARTICLE
from sheets_for_tests import make_xlsx

from dateline.ingest.documents import Paragraph

TITLE = "Mine wounds two soldiers near Arkhon"
TEXT = "\n\n".join((TITLE, "By Jane Doe", "June 23, 2015", *ARTICLE))
RUSSIAN = "Двое военных подорвались на мине\n\nДвое военных были ранены у села Архон, сообщил глава района."
PAGE = (
    f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{TITLE} | Post</title>'
    '<meta property="article:published_time" content="2015-06-23T10:00:00+03:00">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Mine","author":'
    '[{"name":"Jane Doe"}],"datePublished":"2015-06-23"}</script></head><body><nav><a href="/">Home'
    f"</a></nav><article><h1>{TITLE}</h1><p class=byline>By Jane Doe</p>"
    + "".join(f"<p>{text}</p>" for text in ARTICLE)
    + "<ul><li>one<li>two</ul></article></body></html>"
)
ROW = {
    "id": 7, "title": TITLE, "text": "\n\n".join(ARTICLE), "url": "https://e.org/a?b=1",
    "published": "2015-06-23T10:00:00Z", "author": ["Jane Doe"], "source": {"name": "Post"}, "language": "en",
}  # fmt: skip
API = {"status": "ok", "articles": [{
    "source": {"id": None, "name": "Post"}, "author": "Jane Doe", "title": TITLE, "url": "https://e.org/1",
    "description": ARTICLE[0], "publishedAt": "2015-06-23T10:00:00Z", "content": f"{ARTICLE[0]}… [+99 chars]"}]}  # fmt: skip
MARKDOWN = f"---\ntitle: {TITLE}\ndate: 2015-06-23\n---\n# {TITLE}\n\n{ARTICLE[0]}\n\n- one\n- two\n\n[a](https://e.org) **b**\n"
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Post</title><link>https://e.org/</link><language>en</language>"
    + "".join(
        f"<item><title>{TITLE} {n}</title><link>https://e.org/{n}</link><guid>{n}</guid>"
        f"<pubDate>Tue, 23 Jun 2015 10:00:00 GMT</pubDate><description>{text}</description>"
        f"<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"
        for n, text in enumerate(ARTICLE)
    )
    + "</channel></rss>"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><entry><title>Mine</title><id>1</id>'
    f'<link href="https://e.org/1"/><updated>2015-06-23T10:00:00Z</updated><content type="html">&lt;p>{ARTICLE[0]}&lt;/p>'
    "</content></entry></feed>"
)
OFFICE = [
    Paragraph(TITLE, style="title"), Paragraph("By Jane Doe"), *(Paragraph(text) for text in ARTICLE),
    Paragraph("cell", cell=0), Paragraph("other", cell=1, bold=True), Paragraph("a\tb\nc", link="https://e.org/"),
    Paragraph("мина", new_page=True),
]  # fmt: skip


def message() -> bytes:
    """Give a message with a page, an attached text and an attached message."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Desk <desk@e.org>", "a@e.org", f"Fwd: {TITLE} é"
    mail["Date"], mail["Message-ID"] = "Tue, 23 Jun 2015 10:00:00 +0300", "<1@e.org>"
    mail.set_content(TEXT)
    mail.add_alternative(PAGE, subtype="html")
    inner = EmailMessage()
    inner["Subject"], inner["From"], inner["Date"] = "x", "b@e.org", "Tue, 23 Jun 2015 09:00:00 GMT"
    inner.set_content(RUSSIAN, charset="koi8-r")
    mail.add_attachment(TEXT.encode(), maintype="text", subtype="plain", filename="a.txt")
    mail.add_attachment(inner)
    return mail.as_bytes()


def crawl() -> list[bytes]:
    """Give the records of a crawl."""
    page = PAGE.encode()
    return [
        record("warcinfo", "", b"software: test\r\n", "application/warc-fields"),
        record("response", "https://e.org/a", answer(page)),
        record("response", "https://e.org/b", answer(chunked(page), extra="Transfer-Encoding: chunked\r\n")),
        record("response", "https://e.org/c", answer(gzip.compress(page, mtime=0), extra="Content-Encoding: gzip\r\n")),
        record("resource", "https://e.org/d.txt", TEXT.encode(), "text/plain"),
        record("response", "https://e.org/e", answer(RUSSIAN.encode("cp1251"), "text/plain; charset=windows-1251")),
    ]  # fmt: skip


def seeds() -> dict[str, list[tuple[str, bytes]]]:
    """Give the files by the reader that takes them, each with its name."""
    few, one = told(3, "fuzz"), told(1, "fuzz")
    files = {"a.txt": TEXT.encode(), "b.html": PAGE.encode(), "c.jsonl": json.dumps(ROW).encode()}
    pdf = make_pdf([[TITLE, "By Jane Doe", *ARTICLE], ["1", ARTICLE[0], "2"]])
    return {
        "text": [("a.txt", TEXT.encode()), ("b.txt", RUSSIAN.encode("cp1251")), ("c.txt", TEXT.encode("utf-16"))],
        "markdown": [("a.md", MARKDOWN.encode())],
        "html": [("a.html", PAGE.encode()), ("b.html", PAGE.replace("utf-8", "koi8-r").encode())],
        "csv": [
            ("a.csv", f'id,title,text,date\n1,{TITLE},"{ARTICLE[0]}",2015-06-23\n2,"a ""b""",x,y\n'.encode()),
            ("b.tsv", f"title\ttext\n{TITLE}\t{ARTICLE[1]}\n".encode("utf-16")),
        ],
        "jsonl": [("a.jsonl", b"\n".join([json.dumps(ROW).encode()] * 3))],
        "json": [("a.json", json.dumps([ROW, ROW]).encode()), ("b.json", json.dumps(API).encode())],
        "pdf": [("a.pdf", pdf)],
        "xlsx": [("a.xlsx", make_xlsx([list(ROW), [str(value) for value in ROW.values()]]))],
        "docx": [("a.docx", make_docx(OFFICE, TITLE, "2015-06-23T00:00:00Z"))],
        "odt": [("a.odt", make_odt(OFFICE, TITLE, "2015-06-23T00:00:00"))],
        "rtf": [("a.rtf", make_rtf(OFFICE, title=TITLE)), ("b.rtf", make_rtf(OFFICE, 1251))],
        "zip": [("a.zip", zipped(files)), ("b.zip", zipped({"in.zip": zipped(files), "x.pdf": pdf}))],
        "tar": [("a.tar", make_tar(files, [("l", "a.txt")])), ("b.tar.gz", gzip.compress(make_tar(files), mtime=0))],
        "warc": [("a.warc", b"".join(crawl())), ("b.warc.gz", packed(crawl()))],
        "eml": [("a.eml", message())],
        "feed": [("a.xml", RSS.encode()), ("b.xml", ATOM.encode())],
        "nexis": [("a.docx", as_docx(nexis(few))), ("b.pdf", nexis_pdf(few)), ("c.rtf", make_rtf(nexis(few)))],
        "lexisnexis": [
            ("a.txt", lexisnexis(few).encode()), ("b.rtf", lexisnexis_rtf(few)),
            ("c.html", lexisnexis_html(few).encode()), ("d.pdf", lexisnexis_pdf(few)),
        ],
        "factiva": [
            ("a.rtf", factiva_rtf(few)), ("b.rtf", factiva_rtf(few, codes=False)),
            ("c.html", factiva_html(few).encode()), ("d.html", factiva_html(one, codes=False).encode()),
        ],
        "proquest": [("a.txt", "\n".join(proquest(few)).encode()), ("b.rtf", proquest_rtf(few))],
    }  # fmt: skip
