"""Older LexisNexis (Academic, nexis.com): every article starts with "3 of 500 DOCUMENTS".

Below the number: publication, date, edition, headline, labelled lines (BYLINE, SECTION, LENGTH,
DATELINE, HIGHLIGHT), the text, labelled lines (GRAPHIC, LOAD-DATE, LANGUAGE, ...), copyright.
The number is the file's own count: a gap in it names what is missing.
"""

from __future__ import annotations

import re

from dateline.ingest.bundles.article import Article, Bundle
from dateline.ingest.bundles.days import day_of, is_date_line, may_be_date_line
from dateline.ingest.bundles.lines import RUNNING, Layout, label_of, stretches
from dateline.ingest.bundles.words import CLOSING, LABELS, is_copyright

VERSION = "lexisnexis/2"
_START = re.compile(
    r"(?:(?P<n>\d{1,6})\s+(?:of|von|de|van|di)\s+(?P<m>\d{1,6})\s+(?:DOCUMENTS?|DOKUMENTEN?|DOCUMENTOS?|DOCUMENTEN|DOCUMENTI)"
    r"|(?:Dokument|Document|Documento)\s+(?P<n2>\d{1,6})\s+(?:von|de|van|di|of)\s+(?P<m2>\d{1,6}))\W*$",
    re.I,
)
_REQUEST = re.compile(
    r"(?:Time of Request|Zeit der Anfrage|Date/Heure de la demande|Download Request|Print Request|"
    r"Ausgabeauftrag|Terms|Begriffe|Termes|Number of Lines|Job Number|Client ID)\b",
    re.I,
)
_TIME = re.compile(r"(?:Time of Request|Zeit der Anfrage)\s*:\s*(.+)", re.I)
_TERMS = re.compile(r"(?:Terms|Begriffe|Termes|Suchbegriffe)\s*:\s*(.+)", re.I)
_REFUSED = re.compile(r"there is an error in this document and it is not possible to display", re.I)
_BODY = re.compile(r"(?:BODY|TEXT|TEXTKÖRPER|CORPS)\s*:", re.I)
"""The label above the text, where there is one."""
_META = frozenset({"byline", "section", "length", "dateline", "highlight", "headline"})
EDITION = 60
"""Characters that a line with the edition may have."""


def bundle(layout: Layout) -> Bundle | None:
    """Give the bundle, or None where no line numbers documents or none of them has labels."""
    marks = [(at, match) for at in layout.written(0, len(layout)) if (match := _mark(layout, at))]
    starts = _starts(layout, marks)
    if not starts:
        return None
    made = Bundle("LexisNexis", "lexisnexis", VERSION)
    _cover(layout, made, starts[0][0])
    for number, (start, n, _) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(layout)
        article = _article(layout, start + 1, stop)
        article.fields["number"] = str(n)
        made.articles.append(article)
    _count(made, starts)
    return made


def _mark(layout: Layout, at: int) -> re.Match[str] | None:
    text = layout.texts[at]
    return _START.match(text) if len(text) < 60 else None


def _starts(layout: Layout, marks: list[tuple[int, re.Match[str]]]) -> list[tuple[int, int, int]]:
    """Give line, number and total of each article's mark; the same number again right away is a
    running header, and a mark with no labelled line below it is text."""
    found: list[tuple[int, int, int]] = []
    for at, match in marks:
        n = int(match["n"] or match["n2"])
        m = int(match["m"] or match["m2"])
        if not 1 <= n <= m:
            continue
        if found and found[-1][1:] == (n, m):
            continue
        below = [layout.texts[line] for line in layout.written(at + 1, at + 60)][:20]
        known = any((label := label_of(text, LABELS)) and label[0] in _META for text in below)
        if known or any(is_date_line(text) or _REFUSED.search(text) for text in below[:6]):
            found.append((at, n, m))
    return found


def _cover(layout: Layout, made: Bundle, end: int) -> None:
    """Take the request from the cover: when, and with which terms."""
    lines = list(layout.written(0, end))
    for position, at in enumerate(lines):
        text = layout.texts[at]
        if match := _TIME.match(text):
            made.exported = match[1]
        elif match := _TERMS.match(text):
            words = [match[1]]
            for below in lines[position + 1 :]:
                if (
                    _REQUEST.match(layout.texts[below])
                    or not layout.wrapped
                    or below > at + len(words)
                ):
                    break
                words.append(layout.texts[below])
            made.query = " ".join(words)


def _count(made: Bundle, starts: list[tuple[int, int, int]]) -> None:
    """Compare the numbers with the totals; where a number is missing, the article before it may
    hold two."""
    totals = {m for _, _, m in starts}
    if len(totals) == 1:
        first, last = starts[0][1], starts[-1][1]
        numbers = [n for _, n, _ in starts]
        if sorted(set(numbers)) != numbers:
            made.notes.append("its numbers repeat or run backwards")
        gone = sorted(set(range(1, max(totals) + 1)) - set(numbers))
        ranged = first > 1 or last < max(totals)
        if gone and ranged and gone == [
            *range(1, first), *range(last + 1, max(totals) + 1)
        ]:  # fmt: skip
            # One of several files of a request: "501 of 1200" to "1000 of 1200".
            made.counts.append(("its numbering", last - first + 1))
            for article in (made.articles[0], made.articles[-1]):
                article.warnings.append(
                    f"numbers {first} to {last} of {max(totals)} are in this file; see that no "
                    "other part of the export is missing"
                )
        else:
            made.counts.append(("its numbering", max(totals)))
            made.missing += [f"number {n} of {max(totals)}" for n in gone]
    else:
        made.notes.append(f"its numbering names several totals: {sorted(totals)[:5]}")
    for (_, n, _), after, article in zip(starts, [*starts[1:], None], made.articles, strict=True):
        lengths = int(article.fields.pop("lengths", "0"))
        if after is not None and after[1] > n + 1 and lengths > 1:
            article.problem = (
                f"number {n} also holds a later article, whose own number is missing; "
                "neither is read. Export the file again"
            )
        elif lengths > 1:
            article.problem = (
                f"number {n} states its length {lengths} times: more than one article is in it, "
                "and none is read. Export the file again"
            )


def _article(layout: Layout, start: int, stop: int) -> Article:
    article = Article()
    lines = [at for at in layout.written(start, stop) if not RUNNING.fullmatch(layout.texts[at])]
    if lines and _REFUSED.search(layout.texts[lines[0]]):
        article.problem = "the database gave an error in place of this article; export it again"
        return article
    labels = [
        at for at in lines if (found := label_of(layout.texts[at], LABELS)) and found[0] in _META
    ]
    lengths = [at for at in labels if (label_of(layout.texts[at], LABELS) or ("",))[0] == "length"]
    article.fields["lengths"] = str(len(lengths))
    end_of_head = _end_of_head(layout, lines, labels, lengths)
    body = _head(layout, article, lines, end_of_head)
    rest = _BODY.sub("", layout.texts[end_of_head], count=1).strip()
    _text(layout, article, body, stop)
    if _BODY.match(layout.texts[end_of_head]) and rest:
        article.body.insert(0, rest)
    return article


def _end_of_head(layout: Layout, lines: list[int], labels: list[int], lengths: list[int]) -> int:
    """Give the last line of the head: the run of labels around LENGTH, else around the first
    label, else the date."""
    body = next((at for at in lines if _BODY.match(layout.texts[at])), None)
    if body is not None and labels and all(at < body for at in lengths):
        return body
    if labels:
        last = lengths[0] if lengths else labels[0]
        following = [at for at in lines if at > last]
        while following:
            found = label_of(layout.texts[following[0]], LABELS)
            if not found or found[0] not in ("dateline", "highlight", "byline", "section"):
                break
            last = following.pop(0)
            if found[0] == "highlight":
                last = _end_of_paragraph(layout, last)
                following = [at for at in following if at > last]
        ended = label_of(layout.texts[last], LABELS)
        return last if ended and ended[0] == "length" else _end_of_paragraph(layout, last)
    dated = [at for at in lines[:6] if is_date_line(layout.texts[at])]
    return dated[-1] if dated else (lines[0] if lines else 0)


def _end_of_paragraph(layout: Layout, at: int) -> int:
    """Give the last line of the paragraph that a line belongs to, where lines are wrapped."""
    while layout.wrapped and at + 1 < len(layout) and layout.texts[at + 1]:
        at += 1
    return at


def _head(layout: Layout, article: Article, lines: list[int], last: int) -> int:
    """Take publication, date, edition, headline and labels; give where the text starts."""
    title: list[str] = []
    head = [at for at in lines if at <= last]
    is_day = (
        is_date_line if any(is_date_line(layout.texts[at]) for at in head) else may_be_date_line
    )
    bare_after_labels = None
    field: str | None = None
    previous = -1
    for at in head:
        text = layout.texts[at]
        if at == last and _BODY.match(text):
            break
        found = label_of(text, LABELS)
        goes_on = layout.wrapped and at == previous + 1
        previous = at
        if found and found[0] in _META:
            field = found[0]
            if field == "headline":
                title = [found[1]]
            else:
                article.fields.setdefault(field, found[1])
            if field == "highlight":
                article.furniture.append(text)
        elif field is not None and goes_on:
            if field == "highlight":
                article.furniture.append(text)
            elif field == "headline":
                title.append(text)
            else:
                article.fields[field] = f"{article.fields[field]} {text}"
        elif is_copyright(text):
            article.fields.setdefault("copyright", text)
            article.furniture.append(text)
        elif article.date is None and is_day(text):
            article.date = text
        elif article.date is None:
            article.publisher = text if article.publisher is None else article.publisher
        elif not title and _is_edition(layout, at, lines):
            article.fields.setdefault("edition", text)
        elif field is None or bare_after_labels is None:
            title.append(text)
            bare_after_labels = at if field else None
    article.title = " ".join(title) or None
    return last + 1


def _is_edition(layout: Layout, at: int, lines: list[int]) -> bool:
    """Whether a line right below the date names an edition or a time, and no headline."""
    text = layout.texts[at]
    above = [line for line in lines if line < at]
    if not above or not may_be_date_line(layout.texts[above[-1]]):
        return False
    words = re.search(r"\b(?:edition|ausgabe|édition|edición|editie|final|GMT|[AP]M|EST|EDT)\b", text, re.I)  # fmt: skip
    return len(text) <= EDITION and words is not None and not text.endswith((".", "?", "!"))


def _text(layout: Layout, article: Article, start: int, stop: int) -> None:
    """Take the text; the labelled lines and the copyright below it are furniture."""
    lines = list(layout.written(start, stop))
    end = stop
    for at in reversed(lines):
        text = layout.texts[at]
        found = label_of(text, LABELS)
        closing = found and (found[0] in CLOSING or found[0] in ("graphic", "url"))
        if closing or is_copyright(text) or RUNNING.fullmatch(text):
            end = at
        elif not _under_label(layout, at, start):
            break
    kept = [at for at in range(start, end) if not RUNNING.fullmatch(layout.texts[at])]
    article.body = [b for first, last in stretches(kept) for b in layout.blocks(first, last)]
    for at in layout.written(end, stop):
        text = layout.texts[at]
        article.furniture.append(text)
        found = label_of(text, LABELS)
        if found and found[0] in ("language", "loaded", "document", "url"):
            article.fields.setdefault(*found)
        elif is_copyright(text):
            article.fields.setdefault("copyright", text)
    if article.date is None and day_of(article.fields.get("loaded", "")):
        article.date = article.fields["loaded"]
        article.warnings.append("dated by the day on which the database loaded it")
    day = day_of(article.date or "")
    if "document" in article.fields and article.publisher and day:
        # A source's own number: other sources may use it too.
        article.row = f"{article.publisher} {day} {article.fields['document']}"


def _under_label(layout: Layout, at: int, start: int) -> bool:
    """Whether a wrapped line goes on from a labelled line or a copyright above it."""
    if not layout.wrapped:
        return False
    while at > start and layout.texts[at - 1]:
        at -= 1
        found = label_of(layout.texts[at], LABELS)
        if found and (found[0] in CLOSING or found[0] == "graphic"):
            return True
        if is_copyright(layout.texts[at]):
            return True
    return False
