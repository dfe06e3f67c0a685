"""From a bundle to its reports: each article once, and a loud word where the counts differ."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from dateline.ingest.bundles.article import Article, Bundle
from dateline.ingest.bundles.days import dating_of, day_of
from dateline.ingest.clean import clean_line
from dateline.ingest.credits import author_names
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.readers import Member
from dateline.ingest.rows import language_of_word
from dateline.ingest.source_key import normalise_url

COUNT = "count"
"""Member name of the message about a count that differs."""
NAMED = 5
"""Missing titles that a message names."""
_CATALOGUE = (
    "document", "section", "page", "edition", "length", "byline", "dateline", "time", "loaded",
    "copyright", "number",
)  # fmt: skip


def members_of(bundle: Bundle, form: str) -> Iterator[Member]:
    """Give one member an article, numbered from 1, and one that fails where the file's own count
    (its cover list, its numbering, its end marks) is not the number of articles found.

    ``form`` names the format that the bundle came in. Articles that are whole are given whatever
    the count says; an article that may hold another one fails.
    """
    reader = f"{bundle.reader} {form}"
    for number, article in enumerate(bundle.articles, 1):
        yield Member(str(number), partial(_draft, article, bundle, reader))
    reason = _difference(bundle)
    if reason:
        yield Member(COUNT, partial(_fail, ReadingError("count_differs", reason)))


def _difference(bundle: Bundle) -> str | None:
    """Say in words how the file's own counts differ from what was found, or None."""
    found = len(bundle.articles)
    unlike = [f"{where} says {count}" for where, count in bundle.counts if count != found]
    if not unlike and not bundle.missing and not bundle.notes:
        return None
    said = "; ".join([*unlike, *bundle.notes]) or "titles differ"
    reason = f"this {bundle.database} export holds {found} articles, but {said}"
    if bundle.missing:
        named = "; ".join(title[:120] for title in bundle.missing[:NAMED])
        more = len(bundle.missing) - NAMED
        reason += f"; not found: {named}" + (f" and {more} more" if more > 0 else "")
    return reason + "; export the file again, or compare it with its list by hand"


def _fail(error: ReadingError) -> Draft:
    raise error


def _draft(article: Article, bundle: Bundle, reader: str) -> Draft:
    if article.problem:
        raise ReadingError("not_whole", article.problem)
    body = [block for block in article.body if block.strip()]
    if not body and not article.title:
        raise ReadingError("empty", "this article of the export has no words; export it again")
    warnings = list(article.warnings)
    if not body:
        warnings.append("summary_only: no text but the title")
    published = dating_of(article.date)
    if article.date and published.earliest is None:
        warnings.append(f"no date in {article.date[:60]!r}")
    exported = day_of(bundle.exported or "")
    url = article.fields.get("url")
    return Draft(
        blocks=tuple(body),
        reader=reader,
        title=clean_line(article.title) if article.title else None,
        seek_title=False,
        url=normalise_url(url) if url else None,
        row_id=article.row,
        collection=bundle.key,
        publisher=article.publisher,
        publisher_how="metadata" if article.publisher else "unknown",
        authors=author_names(article.fields.get("byline", "")),
        published=published,
        language=language_of_word(article.fields.get("language", "")),
        captured_at=exported,
        furniture=tuple(article.furniture),
        warnings=tuple(warnings),
        catalogue=tuple(_catalogue(article, bundle, exported)),
    )


def _catalogue(article: Article, bundle: Bundle, exported: str | None) -> Iterator[tuple[str, str]]:
    yield "database", bundle.database
    if bundle.query:
        yield "query", clean_line(bundle.query)
    if bundle.exported:
        yield "exported", exported or clean_line(bundle.exported)
    for name in _CATALOGUE:
        if article.fields.get(name):
            yield name, clean_line(article.fields[name])
