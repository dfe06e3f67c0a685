"""Factiva (Dow Jones), RTF and HTML: with indexing every line has a code, without it none has.

An article ends with "Document" and its accession number: the source's code filled up to eight
characters, the day it was loaded, a serial. With indexing its fields are a table of codes: HD
headline, BY, WC words, PD day, ET time, SN source, SC its code, LA, CY copyright, LP lead
paragraph, TD text, CO, IN, NS, RE index terms, PUB, AN. Behind the last article a summary of the
search may stand.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter

from dateline.ingest.bundles.article import Article, Bundle
from dateline.ingest.bundles.days import may_be_date_line
from dateline.ingest.bundles.lines import RUNNING, Layout
from dateline.ingest.bundles.words import is_copyright
from dateline.ingest.credits import byline

VERSION = "factiva/2"
END = re.compile(
    r"(?:AN\s+)?(?:Document|Dokument|Documento|Документ)\s+(?P<id>[A-Za-z0-9]{8}(?:19|20)\d{6}[A-Za-z0-9]{5,14})\W*$"
)
"""The line that ends an article; Factiva's accession number, as its XML reference describes it."""
_CODES = frozenset(
    [
        "SE",
        "HD",
        "BY",
        "CR",
        "WC",
        "PD",
        "ET",
        "SN",
        "SC",
        "ED",
        "PG",
        "VOL",
        "LA",
        "CY",
        "LP",
        "TD",
        "CT",
        "RF",
        "CO",
        "IN",
        "NS",
        "RE",
        "IPC",
        "IPD",
        "PUB",
        "AN",
        "ART",
        "CLM",
        "DE",
    ]
)
_FIELDS = {
    "SE": "section", "BY": "byline", "WC": "length", "ET": "time", "ED": "edition", "PG": "page",
    "LA": "language", "CY": "copyright", "CLM": "section",
}  # fmt: skip
_PARTED = re.compile(r"\t+|[ \u00a0]{2,}")
"""What stands between a code and its value, where no table does."""
_WORDS = re.compile(
    r"(?P<n>\d[\d,.\u00a0 ]*)\s*(?:words|Wörter|mots|palabras|parole|palavras|woorden|слов[а]?)$",
    re.I,
)
_SUMMARY = re.compile(r"(?:Search Summary|Suchübersicht|Récapitulatif de la recherche)$", re.I)
_SUMMARY_LINE = re.compile(
    r"(?P<name>Text|Date|Source|Author|Company|Subject|Industry|Region|Language|Results Found|Timestamp)(?:\s*[:\t]\s*|\s*$)(?P<value>.*)",
    re.I,
)
_TIME = re.compile(r"\d{1,2}:\d\d(?:\s*(?:GMT|UTC|[AP]M))?(?:\s*\S{1,5})?$", re.I)
_SOURCE_CODE = re.compile(r"[A-Z0-9]{2,8}$")
_LANGUAGES = re.compile(
    r"(?:English|German|French|Spanish|Russian|Italian|Dutch|Portuguese|Arabic|Chinese[\w \-–]*|Japanese|"
    r"Turkish|Polish|Swedish|Danish|Norwegian|Englisch|Deutsch|Anglais|Français|Inglés|Español|Русский)$",
    re.I,
)
HEAD = 16
"""Lines with words that the head of an article without codes may have."""


def bundle(layout: Layout) -> Bundle | None:
    """Give the bundle, or None where no line ends an article of this layout."""
    ends = [at for at in layout.written(0, len(layout)) if END.match(layout.texts[at])]
    if not ends:
        return None
    made = Bundle("Factiva", "factiva", VERSION)
    stop = _summary(layout, made, ends[-1])
    codes = {_code(layout, at) for at in layout.written(0, len(layout))}
    coded = {"HD", "PD"} <= codes and bool(codes & {"LP", "TD"})
    split = _with_codes if coded else _without_codes
    heads = 0
    start = 0
    for end in [*ends, stop]:
        if end == stop and layout.first(start, stop) is None:
            break
        articles = split(layout, start, min(end, stop))
        heads += len(articles)
        for number, article in enumerate(articles):
            closed = end != stop and number == len(articles) - 1
            _close(layout, article, end if closed else None)
            made.articles.append(article)
        start = end + 1
    if heads != len(ends):
        made.counts.append(("the number of end marks", len(ends)))
    ids = Counter(article.row for article in made.articles if article.row)
    made.notes += [f"document {id} is in it twice" for id in sorted(ids) if ids[id] > 1]
    return made


def _close(layout: Layout, article: Article, end: int | None) -> None:
    if end is None:
        article.warnings.append("no end mark and no document id: the article may be cut off")
        return
    match = END.match(layout.texts[end])
    assert match is not None
    article.row = match["id"]
    article.fields["document"] = match["id"]


def _summary(layout: Layout, made: Bundle, last: int) -> int:
    """Take the summary of the search behind the last article; give where the articles stop."""
    heading = next(
        (at for at in layout.written(last + 1, len(layout)) if _SUMMARY.match(layout.texts[at])),
        None,
    )
    begin = last + 1 if heading is None else heading
    name = None
    said: dict[str, str] = {}
    for at in layout.written(begin, len(layout)):
        text = layout.texts[at]
        match = _SUMMARY_LINE.match(text)
        if match:
            name = match["name"].casefold()
            said.setdefault(name, match["value"].strip())
        elif name is not None and not said[name]:
            said[name] = text
    if heading is not None or {"text", "timestamp"} <= set(said):
        made.query = said.get("text") or None
        made.exported = said.get("timestamp") or None
        return begin
    return len(layout)


# ------------------------------------------------------------------ with codes


def _code(layout: Layout, at: int) -> str | None:
    """Give the field code that a line is, or starts with behind a tab, or None."""
    paragraph = layout.paragraphs[at]
    if paragraph.cell is not None:
        text = layout.texts[at]
        return text if paragraph.cell == 0 and text in _CODES else None
    head = _PARTED.split(paragraph.text.strip(), maxsplit=1)[0]
    return head if head in _CODES else None


def _with_codes(layout: Layout, start: int, end: int) -> list[Article]:
    """Give the articles up to an end mark: one, or more where end marks are missing."""
    rows: list[tuple[str, list[int]]] = []
    for at in layout.written(start, end):
        code = _code(layout, at)
        if code:
            rows.append((code, [at] if layout.texts[at] != code else []))
        elif rows:
            rows[-1][1].append(at)
    groups: list[list[tuple[str, list[int]]]] = []
    for row in rows:
        seen = {code for code, _ in groups[-1]} if groups else set()
        section_of_next = row[0] == "SE" and seen & {"LP", "TD", "WC"}
        headline_of_next = row[0] == "HD" and "HD" in seen
        if not groups or section_of_next or headline_of_next:
            groups.append([])
        groups[-1].append(row)
    return [_coded(layout, group) for group in groups if any(code == "HD" for code, _ in group)]


def _coded(layout: Layout, rows: list[tuple[str, list[int]]]) -> Article:
    article = Article()
    for code, lines in rows:
        texts = [_value(layout, at) for at in lines]
        line = " ".join(text for text in texts if text)
        if code == "HD":
            article.title = line
        elif code == "SN":
            article.publisher = line
        elif code == "PD":
            article.date = line
        elif code in ("LP", "TD"):
            article.body += [text for text in texts if text]
        elif code in _FIELDS:
            article.fields.setdefault(_FIELDS[code], line)
        elif code != "AN" and line:
            article.furniture.append(f"{code} {line}")
    return article


def _value(layout: Layout, at: int) -> str:
    text = layout.paragraphs[at].text.strip()
    pieces = _PARTED.split(text, maxsplit=1)
    return pieces[1].strip() if len(pieces) > 1 and pieces[0] in _CODES else text


# ------------------------------------------------------------------ without codes


def _without_codes(layout: Layout, start: int, end: int) -> list[Article]:
    """Give the articles up to an end mark, by their heads: a line "523 words" and a date below."""
    lines = [at for at in layout.written(start, end) if not RUNNING.fullmatch(layout.texts[at])]
    counts = [n for n, at in enumerate(lines) if _is_count(layout, lines, n)]
    if not counts:
        article = Article(body=layout.blocks(start, end))
        article.problem = (
            "no line with the number of words and the date stands above the text; export the file "
            "again as full article with indexing"
        )
        return [article] if lines else []
    pairs = itertools.pairwise(counts)
    firsts = [0, *(max(_first_of(layout, lines, n), before + 1) for before, n in pairs)]
    found = []
    for number, first in enumerate(firsts):
        until = firsts[number + 1] if number + 1 < len(firsts) else len(lines)
        found.append(_uncoded(layout, lines[first:until], counts[number] - first))
    return found


def _is_count(layout: Layout, lines: list[int], n: int) -> bool:
    if not _WORDS.fullmatch(layout.texts[lines[n]]):
        return False
    return any(may_be_date_line(layout.texts[at]) for at in lines[n + 1 : n + 3])


def _first_of(layout: Layout, lines: list[int], count: int) -> int:
    """Give the first line of a head whose article follows another without an end mark: the
    headline by its look, else the line above the by-line or the number of words."""
    near = range(count - 1, max(count - 5, -1), -1)
    for n in near:
        if _is_headline(layout, lines[n]):
            while n - 1 in near and _is_headline(layout, lines[n - 1]):
                n -= 1
            return n
    signed = count > 1 and byline(layout.texts[lines[count - 1]])
    return max(count - 2 if signed else count - 1, 0)


def _uncoded(layout: Layout, lines: list[int], count: int) -> Article:
    """Give the article of some lines, of which line ``count`` states the number of words."""
    article = Article()
    article.fields["length"] = layout.texts[lines[count]]
    _take_head(layout, article, lines[:count])
    at = count + 1
    if at == len(lines):
        return article  # the next article's head begins where the date should stand
    article.date = layout.texts[lines[at]]
    if not may_be_date_line(article.date) and at + 1 < len(lines):
        at += 1
        article.date = layout.texts[lines[at]]
    at = _source(layout, article, lines, at + 1)
    rest = lines[at:]
    if rest:
        article.body = layout.blocks(rest[0], rest[-1] + 1)
    return article


def _take_head(layout: Layout, article: Article, above: list[int]) -> None:
    """Take section, title and by-line: the title by its look, else by its place."""
    texts = [layout.texts[at] for at in above]
    titles = [n for n, at in enumerate(above) if _is_headline(layout, at)]
    if titles:
        first = last = titles[-1]
        while first - 1 in titles:
            first -= 1
        article.title = " ".join(texts[first : last + 1])
        if last + 1 < len(texts):
            article.fields["byline"] = " ".join(texts[last + 1 :])
        if first > 0 and not _RUBRIC.fullmatch(texts[first - 1]):
            article.fields["section"] = texts[first - 1]
        article.furniture += texts[:first]
        return
    if texts and byline(texts[-1]):
        article.fields["byline"] = texts.pop()
    if len(texts) > 1 and not layout.wrapped and len(texts[0]) < 60:
        article.fields["section"] = texts.pop(0)
    article.title = " ".join(texts) or None


def _is_headline(layout: Layout, at: int) -> bool:
    paragraph = layout.paragraphs[at]
    marked = paragraph.style in ("hd", "headline") or paragraph.style.endswith("headline")
    return marked or paragraph.bold or paragraph.style.startswith(("heading", "title"))


_RUBRIC = re.compile(r"(?:Dow Jones )?Factiva\W*|Dow Jones\W*|©.*", re.I)


def _source(layout: Layout, article: Article, lines: list[int], at: int) -> int:
    """Take time, source, its code, pages, language and copyright; give where the text starts."""
    for _ in range(HEAD):
        if at >= len(lines):
            break
        text = layout.texts[lines[at]]
        if _TIME.fullmatch(text):
            article.fields.setdefault("time", text)
        elif is_copyright(text):
            article.fields["copyright"] = text
            article.furniture.append(text)
            return at + 1
        elif _LANGUAGES.fullmatch(text):
            article.fields["language"] = text
        elif article.publisher is None:
            article.publisher = text
        elif _SOURCE_CODE.fullmatch(text):
            article.furniture.append(f"SC {text}")
        elif "language" in article.fields or len(text) > 80:
            break
        else:
            article.fields.setdefault("page", text)
        at += 1
    return at
