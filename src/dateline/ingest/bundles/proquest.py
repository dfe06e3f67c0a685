"""ProQuest, text and RTF: articles between lines of underscores, labelled from end to end.

An article is its title, Author, Publication info, Abstract, "Full text:" with the text, and below
it a run of labelled lines (Subject, Location, Title, Publication title, ..., ProQuest document
ID, Document URL, Last updated, Database). The run is what an article is known by: lines of
underscores also stand in texts, and are lost in RTF. In front may stand a report on the export and
a list of its titles, behind the last article an address and the copyright of the database.
"""

from __future__ import annotations

import re
from collections import Counter

from dateline.ingest.bundles.article import Article, Bundle
from dateline.ingest.bundles.days import day_of
from dateline.ingest.bundles.lines import Layout, label_of
from dateline.ingest.head import plain, same_title

VERSION = "proquest/2"
_ID = "proquest document id"
_LABELS = (
    "Abstract|Alternate title|Author|Authors|Business indexing term|Classification|Company|"
    "Company / organization|Contact|Copyright|Correspondence author|Column|Country of publication|"
    "CODEN|Credit|Dateline|Database|Document feature|Document type|Document URL|DOI|Edition|"
    "Editor|e-ISSN|First page|Full text|Identifier / keyword|Identifiers / keywords|Illustration|"
    "ISSN|Issue|Language|Language of publication|Last page|Last updated|Links|Location|"
    "Narrow subject|Broad subject|Notes|Number of pages|Number of references|Online publication date|"
    "Pages|Page count|People|Place of publication|Product name|ProQuest document ID|"
    "Publication date|Publication history|Publication info|Publication subject|Publication title|"
    "Publication year|Publisher|Section|Source|Source attribution|Source type|Subject|Supplement|"
    "Ticker symbol|Title|URL|Volume|Volume/Issue|Word count|Year"
)
LABELS = {label.casefold(): label.casefold() for label in _LABELS.split("|")}
_FIELDS = {
    "section": "section", "pages": "page", "first page": "page", "edition": "edition",
    "language of publication": "language", "language": "language", "copyright": "copyright",
    "author": "byline", "authors": "byline", "word count": "length", _ID: "document",
    "document url": "url", "last updated": "loaded", "dateline": "dateline", "database": "collection",
}  # fmt: skip
_SEPARATOR = re.compile(r"_{20,}")
_ORDINAL = re.compile(r"Document (?P<n>\d{1,6}) of (?P<m>\d{1,6})$", re.I)
_LISTED = re.compile(r"(?P<n>\d{1,6})\.\s+(?P<title>\S.*)")
_REPORT = re.compile(r"Report Information from ProQuest|Report Information", re.I)
_SEARCHED = re.compile(r"(?:Searched for|Search strategy|Set#?)\s*:\s*(?P<query>.+)", re.I)
_CLOSING = re.compile(
    r"(?:Contact us at|Database copyright|Terms and Conditions|Bibliography|Citation style|"
    r"\(?c\)?\s*©|Copyright ©? ?\d{4} ProQuest)\b.*",
    re.I,
)


def bundle(layout: Layout) -> Bundle | None:
    """Give the bundle, or None where no line states a document id of ProQuest."""
    ids = [
        at
        for at in layout.written(0, len(layout))
        if (found := label_of(layout.texts[at], LABELS)) and found[0] == _ID
    ]
    if not ids:
        return None
    made = Bundle("ProQuest", "proquest", VERSION)
    runs = [_run(layout, at) for at in ids]
    start = _front(layout, made, runs[0][0])
    ordinals: list[tuple[int, int]] = []
    texts = _full_texts(layout, 0, len(layout))
    if texts and texts[0] > ids[0]:
        _texts_below(layout, made, list(zip(runs, ids, strict=True)), ordinals)
        _count(made, ordinals)
        return made
    for (first, last), at in zip(runs, ids, strict=True):
        begin = _begin(layout, max(start, 0), first, ordinals)
        made.articles.append(_article(layout, (begin, first, last), at))
        start = last + 1
    _behind(layout, made, start)
    _count(made, ordinals)
    return made


def _full_texts(layout: Layout, start: int, end: int) -> list[int]:
    """Give the lines labelled "Full text:"."""
    return [
        at
        for at in layout.written(start, end)
        if (found := label_of(layout.texts[at], LABELS)) and found[0] == "full text"
    ]


def _texts_below(
    layout: Layout,
    made: Bundle,
    runs: list[tuple[tuple[int, int], int]],
    ordinals: list[tuple[int, int]],
) -> None:
    """Take articles whose text stands below their labels: it ends at the last line of underscores
    above the next labels, else at those labels or the title above them."""
    begins = [_begin_below(layout, runs, n) for n in range(len(runs))] + [len(layout)]
    for n, ((first, last), id) in enumerate(runs):
        begin = _begin(layout, begins[n], first, ordinals)
        texts = _full_texts(layout, last, begins[n + 1])
        article = _article(layout, (begin, first, last), id)
        if texts:
            end = _without_closing(layout, article, texts[0] + 1, begins[n + 1])
            article.warnings.clear()
            _take_text(layout, article, texts[0], end)
        if len(texts) > 1:
            article.problem = _TWO_TEXTS
        made.articles.append(article)


def _begin_below(layout: Layout, runs: list[tuple[tuple[int, int], int]], n: int) -> int:
    """Give the line at which the n-th article begins, behind the text of the one before."""
    first = runs[n][0][0]
    start = runs[n - 1][0][1] + 1 if n else 0
    lines = list(layout.written(start, first))
    separators = [at for at in lines if _SEPARATOR.fullmatch(layout.texts[at])]
    if separators:
        return separators[-1] + 1
    titled = any(label == "title" for label, _ in _values(layout, first, runs[n][0][1] + 1))
    return first if titled or not lines else lines[-1]


def _without_closing(layout: Layout, article: Article, start: int, end: int) -> int:
    """Give where a text ends above its closing labels, which are noted."""
    stop = end
    for at in reversed(list(layout.written(start, end))):
        text = layout.texts[at]
        found = label_of(text, LABELS)
        if found and found[0] != "full text":
            _note(article, *found)
        elif (
            not _SEPARATOR.fullmatch(text) and not _CLOSING.match(text) and not _ORDINAL.match(text)
        ):
            break
        stop = at
    return stop


_TWO_TEXTS = (
    "two texts stand at one document id: the id of one article is missing, and neither is read. "
    "Export the file again"
)


def _run(layout: Layout, id: int) -> tuple[int, int]:
    """Give the first and the last line of the labelled lines around a document id."""
    first = at = id
    while at > 0:
        at -= 1
        text = layout.texts[at]
        if not text:
            continue
        found = label_of(text, LABELS)
        if not found and layout.wrapped and at > 0 and layout.texts[at - 1]:
            continue  # a value goes on over the line
        if not found or found[0] in ("full text", _ID) or _SEPARATOR.fullmatch(text):
            break
        first = at
    last = at = id
    while at + 1 < len(layout):
        at += 1
        text = layout.texts[at]
        if not text:
            continue
        found = label_of(text, LABELS)
        if not found and layout.wrapped and layout.texts[at - 1] and at - 1 <= last:
            last = at
            continue
        if not found or found[0] in ("title", "full text", "author", _ID):
            break
        last = at
    return first, last


def _front(layout: Layout, made: Bundle, end: int) -> int:
    """Take the report on the export and the list of titles in front of the first article."""
    separators = [at for at in layout.written(0, end) if _SEPARATOR.fullmatch(layout.texts[at])]
    report = any(_REPORT.match(layout.texts[at]) for at in layout.written(0, end))
    listed: list[str] = []
    last = -1
    for at in layout.written(0, end):
        text = layout.texts[at]
        found = label_of(text, LABELS)
        if found and found[0] == "full text":
            break
        match = _LISTED.match(text)
        if match and int(match["n"]) == len(listed) + 1:
            listed.append(match["title"])
            last = at
        elif report and made.exported is None and len(text) < 60 and day_of(text):
            made.exported = text
        elif searched := _SEARCHED.match(text):
            made.query = made.query or searched["query"]
        elif report and _ORDINAL.match(text):
            break
    if len(listed) > 1 or (listed and report):
        made.counts.append(("its list of titles", len(listed)))
        made.missing = listed
    if report or listed:
        behind = [at for at in separators if at > last]
        return behind[0] + 1 if behind else last + 1
    return 0


def _begin(layout: Layout, start: int, first: int, ordinals: list[tuple[int, int]]) -> int:
    """Give the line at which an article begins, behind separators and its number."""
    begin = start
    for at in layout.written(start, first):
        text = layout.texts[at]
        match = _ORDINAL.match(text)
        if match:
            ordinals.append((int(match["n"]), int(match["m"])))
        elif not _SEPARATOR.fullmatch(text) and not _REPORT.match(text):
            break
        begin = at + 1
    return begin


def _article(layout: Layout, lines: tuple[int, int, int], id: int) -> Article:
    begin, first, last = lines
    article = Article()
    for label, value in _values(layout, first, last + 1):
        _note(article, label, value)
    document = label_of(layout.texts[id], LABELS)
    article.row = (document[1] if document else "").strip() or None
    full = _full_texts(layout, begin, first)
    above = _above(layout, article, begin, full[0] if full else first)
    if article.title is None:
        article.title = above
    if full:
        _take_text(layout, article, full[0], first)
    else:
        article.warnings.append("the database gives no full text of it, only an abstract or less")
        abstract = article.fields.pop("abstract", "")
        article.body = [abstract] if abstract and "not available" not in abstract.casefold() else []
    if len(full) > 1 and _is_other_article(layout, article, full[1]):
        article.problem = _TWO_TEXTS
    for name in ("abstract", "collection"):
        article.fields.pop(name, None)
    return article


def _take_text(layout: Layout, article: Article, full: int, end: int) -> None:
    """Take the text behind "Full text:"; lines of underscores in it part nothing."""
    _, _, head = layout.paragraphs[full].text.partition(":")
    rest = list(range(full + 1, end))
    while rest and (not layout.texts[rest[-1]] or _SEPARATOR.fullmatch(layout.texts[rest[-1]])):
        rest.pop()
    last = rest[-1] + 1 if rest else full + 1
    if not layout.wrapped:
        article.body = [head.strip(), *layout.blocks(full + 1, last)]
    else:
        # The first paragraph may go on in the lines below the label.
        until = full + 1
        while until < last and layout.texts[until]:
            until += 1
        opening = [head, *(layout.paragraphs[at].text for at in range(full + 1, until))]
        article.body = [" ".join(line.strip() for line in opening).strip()]
        article.body += layout.blocks(until, last)


def _is_other_article(layout: Layout, article: Article, full: int) -> bool:
    """Whether a second "Full text:" belongs to another article: labels stand right above it."""
    above = list(layout.written(max(full - 40, 0), full))[-4:]
    found = [label_of(layout.texts[at], LABELS) for at in above]
    return sum(1 for label in found if label) >= 2


def _values(layout: Layout, start: int, end: int) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for at in layout.written(start, end):
        labelled = label_of(layout.texts[at], LABELS)
        if labelled:
            found.append(labelled)
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]} {layout.texts[at]}")
    return found


def _note(article: Article, label: str, value: str) -> None:
    if not value:
        return
    if label == "title":
        article.title = article.title or value
    elif label == "publication title":
        article.publisher = value.rpartition(";")[0].strip() or value  # "Name; City"
    elif label == "publication date":
        article.date = value
    elif label == "publication info":
        article.date = article.date or (value if day_of(value) else None)
    elif label == "publication year":
        article.date = article.date or value
    elif label == "abstract":
        article.fields.setdefault("abstract", value)
    elif label in _FIELDS:
        article.fields.setdefault(_FIELDS[label], value)
    if label not in ("title", "publication title", "abstract"):
        article.furniture.append(f"{label}: {value}")


def _above(layout: Layout, article: Article, begin: int, end: int) -> str | None:
    """Take what stands above the text: the title, then labelled lines; give the title."""
    title: list[str] = []
    for at in layout.written(begin, end):
        text = layout.texts[at]
        found = label_of(text, LABELS)
        if found and (title or found[0] != "title"):
            break
        if found:
            title.append(found[1])
        elif not _SEPARATOR.fullmatch(text):
            title.append(text)
    labelled = [at for at in layout.written(begin, end) if label_of(layout.texts[at], LABELS)]
    if labelled:
        for label, value in _values(layout, labelled[0], end):
            if label != "title":
                _note(article, label, value)
    return " ".join(title) or None


def _behind(layout: Layout, made: Bundle, start: int) -> None:
    """Look at what stands behind the last id: only the database's own closing lines may."""
    rest = [
        layout.texts[at]
        for at in layout.written(start, len(layout))
        if not _SEPARATOR.fullmatch(layout.texts[at]) and not _CLOSING.match(layout.texts[at])
    ]
    full = any((found := label_of(text, LABELS)) and found[0] == "full text" for text in rest)
    if full:
        made.notes.append("behind the last document id a text without an id stands")
        made.missing.append(rest[0][:120])


def _count(made: Bundle, ordinals: list[tuple[int, int]]) -> None:
    """Compare titles and numbers with what was found."""
    if ordinals:
        total = max(m for _, m in ordinals)
        made.counts.append(("its numbering", total))
        gone = sorted(set(range(1, total + 1)) - {n for n, _ in ordinals})
        made.missing += [f"document {n} of {total}" for n in gone[:20]]
    listed, made.missing = made.missing, []
    left = [plain(article.title or "") for article in made.articles]
    for title in listed:
        form = plain(title)
        match = next(
            (own for own in left if own == form or (own and (form.startswith(own) or own.startswith(form)) and min(len(own), len(form)) > 20)),
            None,
        )  # fmt: skip
        if match is not None:
            left.remove(match)
        elif not any(same_title(title, article.title or "") for article in made.articles):
            made.missing.append(title)
    ids = Counter(article.row for article in made.articles if article.row)
    made.notes += [f"document {id} is in it twice" for id in sorted(ids) if ids[id] > 1]
