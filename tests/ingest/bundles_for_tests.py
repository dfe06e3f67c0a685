"""Exports of news databases made up for the tests: each layout from one list of articles.

The layouts follow the databases' and other readers' public documentation; every headline, text,
name and number is put together here from a seed.
"""

from __future__ import annotations

import html
import random
import textwrap
from dataclasses import dataclass
from datetime import date, timedelta

from office_for_tests import make_docx, make_rtf
from pdf_for_tests import make_placed_pdf

from dateline.ingest.documents import Paragraph

PLACES = [
    "Arkhon",
    "Belogorka",
    "Chmi",
    "Dorva",
    "Elkhot",
    "Fiagdon",
    "Gizel",
    "Kobi",
    "Lars",
    "Mizur",
    "Nart",
    "Sunzha",
]
ACTORS = ("Border guards", "Two gunmen", "The northern brigade", "Police", "A militia", "Rebels")
DEEDS = ("shelled", "attacked", "searched", "seized", "surrounded", "left", "entered", "bombed")
OBJECTS = ("a checkpoint", "the old bridge", "a convoy", "the power station", "two villages")
OUTLETS = (
    "The Valley Courier", "Northern Post (Vladikavkaz)", "Daily Frontier", "Mountain Observer",
    "Evening Dispatch", "The Sunday Ledger",
)  # fmt: skip
NAMES = ("Jane Doe", "Alan Marsh", "Ruslan Tebiev", "Marta Klein", "Ida Novak", "Sam Okoro")
SECTIONS = ("NEWS; Pg. 4", "WORLD; Pg. A12", "INTERNATIONAL", "FRONT PAGE; Pg. 1")
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
}


@dataclass(frozen=True)
class Told:
    """One article: what every layout prints of it, and what must be read."""

    title: str
    publisher: str
    day: date
    byline: str
    section: str
    words: int
    document: str
    paragraphs: tuple[str, ...]
    language: str = "en"

    def dated(self, *, american=True):
        """Give the day with the month's name in the article's language."""
        month = MONTHS[self.language].split()[self.day.month - 1]
        if self.language == "en" and american:
            return f"{month} {self.day.day}, {self.day.year}"
        if self.language in ("es", "pt"):
            return f"{self.day.day} de {month} de {self.day.year}"
        point = "." if self.language == "de" else ""
        return f"{self.day.day}{point} {month} {self.day.year}"


def told(count, seed="bundle", languages=("en",), *, ascii_only=False):
    """Give ``count`` articles; the same for the same seed."""
    rng = random.Random(seed)
    found = []
    for number in range(count):
        place, other = rng.sample(PLACES, 2)
        title = f"{rng.choice(ACTORS)} {rng.choice(DEEDS)} {rng.choice(OBJECTS)} near {place}"
        title += f", {rng.choice(('mayor', 'governor', 'army', 'ministry'))} says"
        if number % 7:  # some headlines are those of another outlet too
            title += f" ({number + 1})" if number % 2 else f" on day {number + 1}"
        sentences = [
            f"{rng.choice(ACTORS)} {rng.choice(DEEDS)} {rng.choice(OBJECTS)} between {place} and "
            f"{other} on night {part} of week {number + 1}, and {rng.randint(2, 90)} people left their homes, "
            "according to officials of the district."
            for part in range(1, rng.randint(2, 5) + 1)
        ]
        if not ascii_only and number % 5 == 0:
            sentences.append(
                f"“Nobody — not even the café’s owner in {place} — saw them,” he said."
            )
        found.append(
            Told(
                title=title,
                publisher=rng.choice(OUTLETS),
                day=date(2014, 1, 1) + timedelta(days=rng.randrange(700)),
                byline=rng.choice(NAMES),
                section=rng.choice(SECTIONS),
                words=sum(len(s.split()) for s in sentences),
                document=f"{rng.randrange(10**9):09}",
                paragraphs=tuple(sentences),
                language=languages[number % len(languages)],
            )
        )
    return found


# --------------------------------------------------------------------------- Nexis Uni


def content_item(article):
    """Give the id that a link of Nexis Uni names."""
    return f"5{article.document[:3]}-{article.document[3:7]}-JBFS-{article.document[5:]}X"


def nexis(articles, cover=True, unmarked=(), again=(), links=True, listed=None):
    """Give the paragraphs of a Nexis Uni export.

    ``unmarked`` are the places of articles without an end mark, ``again`` those before which the
    cover is printed once more, ``listed`` the articles of the cover where it lists others.
    """
    front = nexis_cover(articles if listed is None else listed, links) if cover else []
    found = list(front)
    for number, article in enumerate(articles):
        if number in again:
            found += front
        link = _nexis_link(article) if links else None
        found += [
            Paragraph(article.title, style="heading 1", link=link, new_page=True),
            Paragraph(article.publisher),
            Paragraph(f"{article.dated()} Tuesday"),
            Paragraph(f"Copyright {article.day.year} {article.publisher} All Rights Reserved"),
            Paragraph(""),
            Paragraph(f"Section:\u00a0{article.section}"),
            Paragraph(f"Length:\u00a0{article.words} words"),
            Paragraph(f"Byline:\u00a0{article.byline}"),
            Paragraph("Body", bold=True),
            Paragraph(""),
            *(Paragraph(text) for text in article.paragraphs),
            Paragraph(""),
            Paragraph("Classification", bold=True),
            Paragraph("Language:\u00a0ENGLISH"),
            Paragraph("Publication-Type:\u00a0Newspaper"),
            Paragraph("Subject:\u00a0ARMED FORCES (90%); BORDER CONTROL (75%)"),
            Paragraph(f"Load-Date:\u00a0{article.dated()}"),
        ]
        if number not in unmarked:
            found += [Paragraph(""), Paragraph("End of Document")]
    return found


def _nexis_link(article):
    return (
        "https://advance.lexis.com/api/document?collection=news&"
        f"id=urn:contentItem:{content_item(article)}-00000-00&context=1516831"
    )


def nexis_cover(articles, links=True):
    """Give the cover with its numbered list."""
    found = [
        Paragraph("User Name: J. Doe"),
        Paragraph("Date and Time: Tuesday, November 3, 2015 5:22:00 PM GMT"),
        Paragraph("Job Number: 98765432"),
        Paragraph(f"Documents ({len(articles)})", bold=True),
    ]
    for number, article in enumerate(articles, 1):
        link = _nexis_link(article) if links else None
        found += [
            Paragraph(f"{number}. {article.title}", link=link),
            Paragraph("Client/Matter: -None-"),
            Paragraph("Search Terms: mine w/5 bridge"),
            Paragraph("Search Type: Terms and Connectors"),
            Paragraph("Narrowed by:"),
            Paragraph("Content Type", cell=0),
            Paragraph("Narrowed by", cell=1),
            Paragraph("News", cell=0),
            Paragraph("Timeline: Jan 01, 2014 to Nov 03, 2015", cell=1),
        ]
    return found


def nexis_pdf(articles, columns=2, unmarked=()):
    """Give a PDF of a Nexis Uni export: a cover, each article on pages of its own, in columns."""
    pages = []
    cover = [p.text for p in nexis_cover(articles, links=False)]
    for at in range(0, len(cover), 50):
        lines = [line for text in cover[at : at + 50] for line in (textwrap.wrap(text, 95) or [""])]
        pages.append([(50, 800 - 12 * n, line) for n, line in enumerate(lines)])
    for number, article in enumerate(articles):
        blocks = [
            article.title, article.publisher, f"{article.dated()} Tuesday",
            f"Copyright {article.day.year} {article.publisher} All Rights Reserved", "",
            f"Section: {article.section}", f"Length: {article.words} words",
            f"Byline: {article.byline}", "Body",
        ]  # fmt: skip
        closing = ["Classification", "Language: ENGLISH", "Publication-Type: Newspaper"]
        closing += [f"Load-Date: {article.dated()}"]
        if number not in unmarked:
            closing += ["", "End of Document"]
        placed = [(240, 820, "Page 1 of 1"), (50, 806, article.title[:90])]
        y = 780
        for block in blocks:
            for line in textwrap.wrap(block, 95) or [""]:
                if line:
                    placed.append((50, y, line))
                y -= 12
        y = _columns(placed, article.paragraphs, y - 14, columns)
        for block in closing:
            if block:
                placed.append((50, y, block))
            y -= 12
        pages.append(placed)
    return make_placed_pdf(pages)


def _columns(placed, paragraphs, top, columns):
    """Place paragraphs in columns, line by line across the page; give the height below them."""
    width = 44 if columns == 2 else 95
    lines = []
    for text in paragraphs:
        lines += [*textwrap.wrap(text, width), None]
    lines = lines[:-1]
    half = -(-len(lines) // columns)
    rows = []
    for column in range(columns):
        y = top
        for line in lines[column * half : (column + 1) * half]:
            if line is not None:
                rows.append((y, 50 + 260 * column, line))
            y -= 11 if line is not None else 8
    rows.sort(key=lambda row: (-row[0], row[1]))
    placed.extend((x, y, line) for y, x, line in rows)
    return min(row[0] for row in rows) - 30


# --------------------------------------------------------------------------- LexisNexis


def lexisnexis(articles, cover=True, unnumbered=()):
    """Give the text of an older LexisNexis export, wrapped as the service wrapped it."""
    out = []
    if cover:
        out += [
            f"Download Request: Tagged Documents: 1-{len(articles)}",
            "Time Of Request: November 03, 2015  08:14:04 EST", "",
            "Number of Lines: 4711", "Job Number: 1822:0:98765", "Client ID/Project Name:", "",
            "Research Information:", "Major World Newspapers (English)",
            "Terms: mine w/5 bridge and date geq (01/01/2014)", "", "",
        ]  # fmt: skip
    for number, article in enumerate(articles, 1):
        out.append("\f")
        if number - 1 not in unnumbered:
            out.append(f"                       {number} of {len(articles)} DOCUMENTS")
        out += [
            "", f"                         {article.publisher}", "",
            f"                     {article.dated()} Tuesday  ", "                           Final Edition", "",
            *textwrap.wrap(article.title, 70), "",
            f"BYLINE: {article.byline}", "", f"SECTION: {article.section}", "",
            f"LENGTH: {article.words} words", "",
        ]  # fmt: skip
        for text in article.paragraphs:
            out += ["", *textwrap.wrap(text, 74)]
        out += [
            "", f"LOAD-DATE: {article.dated()}", "", "LANGUAGE: ENGLISH", "",
            f"ACC-NO: {article.document}", "", "PUBLICATION-TYPE: Newspapers", "", "",
            f"                  Copyright {article.day.year} {article.publisher}",
            "                             All Rights Reserved", "",
        ]  # fmt: skip
    return "\n".join(out)


def lexisnexis_rtf(articles):
    """Give the RTF of an older LexisNexis export: one paragraph a block."""
    found = []
    for number, article in enumerate(articles, 1):
        found += [
            Paragraph(f"{number} of {len(articles)} DOCUMENTS", new_page=True),
            Paragraph(article.publisher), Paragraph(f"{article.dated()} Tuesday"),
            Paragraph("Final Edition"), Paragraph(article.title, bold=True),
            Paragraph(f"BYLINE: {article.byline}"), Paragraph(f"SECTION: {article.section}"),
            Paragraph(f"LENGTH: {article.words} words"),
            *(Paragraph(text) for text in article.paragraphs),
            Paragraph(f"LOAD-DATE: {article.dated()}"), Paragraph("LANGUAGE: ENGLISH"),
            Paragraph(f"ACC-NO: {article.document}"), Paragraph("PUBLICATION-TYPE: Newspapers"),
            Paragraph(f"Copyright {article.day.year} {article.publisher}\nAll Rights Reserved"),
        ]  # fmt: skip
    return make_rtf(found)


def lexisnexis_html(articles):
    """Give the HTML of an older LexisNexis export."""
    out = ["<HTML><HEAD><TITLE>LexisNexis</TITLE></HEAD><BODY>"]
    for number, article in enumerate(articles, 1):
        e = html.escape
        out += [
            f'<A NAME="DOC_ID_0_{number}"></A><!-- Hide XML section from browser\n<DOC NUMBER={number}>\n<DOCFULL> -->',
            f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">{number} of {len(articles)} DOCUMENTS</SPAN></P></DIV>',
            f'<BR><DIV CLASS="c0"><BR><P CLASS="c1"><SPAN CLASS="c2">{e(article.publisher)}</SPAN></P></DIV>',
            f'<BR><DIV CLASS="c3"><P CLASS="c1"><SPAN CLASS="c4">{article.dated().rpartition(" ")[0]}</SPAN><SPAN CLASS="c2"> {article.day.year} Tuesday</SPAN></P></DIV>',
            f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c7">{e(article.title)}</SPAN></P></DIV>',
        ]
        for label, value in (
            ("BYLINE", article.byline), ("SECTION", article.section), ("LENGTH", f"{article.words} words"),
        ):  # fmt: skip
            out.append(
                f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">{label}: </SPAN><SPAN CLASS="c2">{e(value)}</SPAN></P></DIV>'
            )
        body = "".join(
            f'<P CLASS="c9"><SPAN CLASS="c2">{e(text)}</SPAN></P>' for text in article.paragraphs
        )
        out.append(f'<BR><DIV CLASS="c5"><BR>{body}</DIV>')
        for label, value in (
            ("LOAD-DATE", article.dated()), ("LANGUAGE", "ENGLISH"), ("ACC-NO", article.document),
        ):  # fmt: skip
            out.append(
                f'<BR><DIV CLASS="c5"><P CLASS="c6"><SPAN CLASS="c8">{label}: </SPAN><SPAN CLASS="c2">{value}</SPAN></P></DIV>'
            )
        out.append(
            f'<BR><DIV CLASS="c0"><P CLASS="c1"><SPAN CLASS="c2">Copyright {article.day.year} {e(article.publisher)}<BR>All Rights Reserved</SPAN></P></DIV>'
        )
        out.append("<!-- Hide XML section from browser\n</DOCFULL>\n</DOC> -->")
    return "\n".join([*out, "</BODY></HTML>"])


def lexisnexis_pdf(articles, columns=1):
    """Give a PDF of an older LexisNexis export."""
    pages = []
    for number, article in enumerate(articles, 1):
        placed = [(280, 820, "Page 1")]
        y = 790
        for block in (
            f"{number} of {len(articles)} DOCUMENTS", article.publisher, f"{article.dated()} Tuesday",
            article.title, f"BYLINE: {article.byline}", f"SECTION: {article.section}",
            f"LENGTH: {article.words} words",
        ):  # fmt: skip
            for line in textwrap.wrap(block, 90):
                placed.append((50, y, line))
                y -= 11
            y -= 11
        y = _columns(placed, article.paragraphs, y, columns)
        for block in (
            f"LOAD-DATE: {article.dated()}", "LANGUAGE: ENGLISH", f"ACC-NO: {article.document}",
            f"Copyright {article.day.year} {article.publisher}", "All Rights Reserved",
        ):  # fmt: skip
            placed.append((50, y, block))
            y -= 22
        pages.append(placed)
    return make_placed_pdf(pages)


# --------------------------------------------------------------------------- Factiva


def accession(article):
    """Give the accession number: source code of eight characters, day, serial."""
    code = "".join(word[0] for word in article.publisher.split() if word[0].isalpha()).upper()
    return f"{code:0<8}{article.day:%Y%m%d}eb{int(article.document) % 10**7:07x}"[:25]


def factiva_fields(article):
    """Give the coded fields of an article in Factiva's order."""
    return [
        ("SE", [article.section.split(";")[0]]), ("HD", [article.title]), ("BY", [article.byline]),
        ("WC", [f"{article.words} words"]), ("PD", [article.dated(american=False)]), ("ET", ["09:15"]),
        ("SN", [article.publisher]), ("SC", ["VCOU"]), ("LA", ["English"]),
        ("CY", [f"Copyright {article.day.year}. {article.publisher}."]),
        ("LP", list(article.paragraphs[:1])), ("TD", list(article.paragraphs[1:])),
        ("NS", ["gmil : Military Action | gcat : Political/General News"]), ("RE", ["russ : Russia"]),
        ("PUB", [article.publisher]), ("AN", [f"Document {accession(article)}"]),
    ]  # fmt: skip


SUMMARY = (
    ("Text", "mine near5 bridge"), ("Date", "01/01/2014 to 03/11/2015"), ("Source", "All Sources"),
    ("Results Found", "4,711"), ("Timestamp", "3 November 2015 15:08 GMT"),
)  # fmt: skip


def factiva_rtf(articles, *, codes=True, unmarked=(), code_page=1252):
    """Give the RTF of a Factiva export, with indexing or without."""
    found = []
    for number, article in enumerate(articles):
        if codes:
            for code, values in factiva_fields(article):
                if code == "AN" and number in unmarked:
                    continue
                found.append(Paragraph(code, cell=0, bold=True))
                found.append(Paragraph("\n".join(values), cell=1, bold=code == "HD"))
            found.append(Paragraph(""))
            continue
        found += [
            Paragraph(article.title, bold=True), Paragraph(article.byline),
            Paragraph(f"{article.words} words"), Paragraph(article.dated(american=False)),
            Paragraph("09:15"), Paragraph(article.publisher), Paragraph("VCOU"), Paragraph("English"),
            Paragraph(f"Copyright {article.day.year}. {article.publisher}."), Paragraph(""),
            *(Paragraph(text) for text in article.paragraphs), Paragraph(""),
        ]  # fmt: skip
        if number not in unmarked:
            found += [Paragraph(f"Document {accession(article)}"), Paragraph("")]
    found.append(Paragraph("Search Summary", bold=True))
    for name, value in SUMMARY:
        found += [Paragraph(name, cell=0, bold=True), Paragraph(value, cell=1)]
    return make_rtf(found, code_page)


def factiva_html(articles, *, codes=True):
    """Give the HTML of a Factiva export."""
    e = html.escape
    out = [
        '<html><head><title>Factiva</title></head><body><div class="factivaHeader">Factiva</div>'
    ]
    for article in articles:
        out.append('<div class="article enArticle">')
        if codes:
            out.append("<table>")
            for code, values in factiva_fields(article):
                if code in ("LP", "TD"):
                    shown = "".join(
                        f'<p class="articleParagraph enarticleParagraph">{e(v)}</p>' for v in values
                    )
                else:
                    shown = e(values[0])
                out.append(f"<tr><td><b>{code}&nbsp;</b></td><td>{shown}</td></tr>")
            out.append("</table>")
        else:
            out.append(f'<div id="hd"><span class="enHeadline">{e(article.title)}</span></div>')
            for line in (
                article.byline, f"{article.words} words", article.dated(american=False), "09:15",
                article.publisher, "VCOU", "English", f"Copyright {article.day.year}. {article.publisher}.",
            ):  # fmt: skip
                css = ' class="author"' if line == article.byline else ""
                out.append(f"<div{css}>{e(line)}</div>")
            out += [
                f'<p class="articleParagraph enarticleParagraph">{e(text)}</p>'
                for text in article.paragraphs
            ]
            out.append(f"<p>Document {accession(article)}</p>")
        out.append("</div>")
    out.append("<div><b>Search Summary</b></div><table>")
    out += [f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in SUMMARY]
    return "\n".join([*out, "</table></body></html>"])


# --------------------------------------------------------------------------- ProQuest

LINE = "_" * 60


def proquest(articles, *, report=True, separated=True, unnamed=()):
    """Give the lines of a ProQuest export; ``unnamed`` are the places of articles without an id."""
    out = []
    if report:
        out += [
            LINE,
            "",
            "Report Information from ProQuest",
            "November 03 2015 08:14",
            "",
            LINE,
            "",
        ]
        out += ["Searched for: mine NEAR/5 bridge", ""]
        for number, article in enumerate(articles, 1):
            out += [f"{number}. {article.title}", ""]
    for number, article in enumerate(articles):
        if separated:
            out += [LINE, ""]
        out += [
            article.title, "", f"Author: {article.byline}", "",
            f"Publication info: {article.publisher} ; Vladikavkaz [Vladikavkaz]{article.day:%d %b %Y}: 4.", "",
            f"https://search.proquest.com/docview/{article.document}?accountid=1", "",
            f"Abstract: {article.paragraphs[0]}", "", "Links: Check Full Text", "",
            f"Full text: {article.paragraphs[0]}", "",
        ]  # fmt: skip
        for text in article.paragraphs[1:]:
            out += [text, ""]
        out += [
            "Subject: Military engagements; Bridges", "", "Location: Russia", "",
            f"Title: {article.title}", "", f"Publication title: {article.publisher}; Vladikavkaz", "",
            "Pages: 4", "", f"Publication year: {article.day.year}", "",
            f"Publication date: {article.day:%b} {article.day.day}, {article.day.year}", "",
            f"Section: {article.section}", "", "Publisher: Valley Press", "",
            "Country of publication: Russia", "", "ISSN: 00000000", "", "Source type: Newspapers", "",
            "Language of publication: English", "", "Document type: News", "",
        ]  # fmt: skip
        if number not in unnamed:
            out += [f"ProQuest document ID: {article.document}", ""]
            out += [
                f"Document URL: https://search.proquest.com/docview/{article.document}?accountid=1",
                "",
            ]
        out += [
            f"Copyright: Copyright {article.publisher} {article.day:%b} {article.day.day}, {article.day.year}", "",
            f"Last updated: {article.day:%Y-%m-%d}", "", "Database: Global Newsstream", "",
        ]  # fmt: skip
    out += [
        LINE, "", "Contact us at: http://about.proquest.com/go/pqissupportcontact", "",
        "Database copyright © 2015 ProQuest LLC. All rights reserved.", "",
        "Terms and Conditions: https://search.proquest.com/info/termsAndConditions", "",
    ]  # fmt: skip
    return out


def proquest_rtf(articles):
    """Give the RTF of a ProQuest export: lines of underscores are drawn, not written."""
    lines = [line for line in proquest(articles) if line and line != LINE]
    return make_rtf([Paragraph(line) for line in lines])


def as_docx(paragraphs):
    """Give the DOCX of some paragraphs."""
    return make_docx(paragraphs)
