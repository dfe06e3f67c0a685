"""Which column or key of a row holds which part of a report: sensible guesses, to be overridden."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

GUESSES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "fulltext", "full_text", "articletext", "article_text", "articlebody",
        "maintext", "content", "article", "story", "storytext", "notes", "eventtext", "snippet",
        "description", "summary",
    ),
    "html": ("html", "rawhtml", "raw_html", "bodyhtml", "body_html", "content_html"),
    "title": ("title", "headline", "head", "heading", "articletitle", "subject"),
    "url": ("url", "link", "weburl", "web_url", "source_url", "sourceurl", "article_url", "uri"),
    "publisher": (
        "publisher", "outlet", "publication", "publication_name", "media_name", "newspaper",
        "source_name", "sourcename", "domain", "site", "source",
    ),
    "author": ("author", "authors", "byline", "by", "creator", "writer"),
    "date": (
        "published", "date", "pub_date", "pubdate", "publish_date", "published_at", "publishedat",
        "publication_date", "date_publish", "date_published", "datepublished", "publishdate",
    ),
    "id": (
        "id", "document_id", "documentid", "doc_id", "docid", "article_id", "articleid",
        "stories_id", "story_id", "guid", "accession_number", "accessionnumber", "an", "uid", "_id",
    ),
    "language": ("language", "lang", "language_code"),
    "captured": (
        "scrape_time", "scraped_at", "captured", "captured_at", "crawled_at", "crawl_date",
        "date_download", "collect_date", "fetched_at", "retrieved", "retrieved_at", "indexed_date",
    ),
}  # fmt: skip
"""Field to column names in order of preference: those of GDELT, Media Cloud, NewsAPI, news-please,
Factiva and Nexis exports and of common data sets, without case, spaces, dashes."""


def guess_columns(names: Iterable[str], chosen: tuple[tuple[str, str], ...] = ()) -> dict[str, str]:
    """Give field to column for a row with columns ``names``; ``chosen`` goes before every guess.

    A column serves one field. Raises ``ValueError`` where ``chosen`` names an unknown field;
    a chosen column that a row does not have is left out.
    """
    available = list(names)
    found: dict[str, str] = {}
    for field, column in chosen:
        if field not in GUESSES:
            raise ValueError(f"no field {field!r}; the fields are {', '.join(sorted(GUESSES))}")
        if column in available:
            found[field] = column
    by_key: dict[str, str] = {}
    for name in available:
        by_key.setdefault(_key(name), name)
    taken = set(found.values())
    settled = {field for field, _ in chosen}
    for field, guesses in GUESSES.items():
        if field in settled:
            continue
        columns = (by_key[_key(guess)] for guess in guesses if _key(guess) in by_key)
        free = next((name for name in columns if name not in taken), None)
        if free is not None:
            found[field] = free
            taken.add(free)
    return found


def _key(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())
