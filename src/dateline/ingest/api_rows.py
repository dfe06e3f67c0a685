"""Reports as news APIs give them: nested values and names of their own, made rows like others.

Known by their keys, from the APIs' public documentation: NewsAPI, GNews, Mediastack, NewsCatcher, Event
Registry, Guardian Open Platform, New York Times, GDELT DOC 2.0, Media Cloud. Other objects are left
as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

Row = dict[str, Any]

CUT = re.compile(r"\s*(?:…|\.\.\.)?\s*\[\+?\s*\d+\s+chars\]\s*$")
"""How NewsAPI and its like end a text that they cut."""


def row_of(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    """Give an API's report as a row and warnings about it; any other object as it is."""
    for known, made in _SHAPES:
        if known(value):
            return made(value)
    return dict(value), ()


def _is_guardian(value: Mapping[str, Any]) -> bool:
    return "webTitle" in value and "webUrl" in value


def _guardian(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    fields = _dict(value.get("fields"))
    row: Row = {
        "id": value.get("id"),
        "title": fields.get("headline") or value.get("webTitle"),
        "url": value.get("webUrl"),
        "date": value.get("webPublicationDate"),
        "author": fields.get("byline"),
        "publisher": fields.get("publication") or "The Guardian",
        "language": fields.get("lang"),
    }
    if fields.get("bodyText"):
        row["text"] = fields["bodyText"]
    elif fields.get("body"):
        row["html"] = f"<html><body><article>{fields['body']}</article></body></html>"
    else:
        row["text"] = fields.get("trailText") or ""
    return row, () if fields.get("bodyText") or fields.get("body") else (_SUMMARY,)


def _is_times(value: Mapping[str, Any]) -> bool:
    return "web_url" in value and isinstance(value.get("headline"), Mapping)


def _times(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    row: Row = {
        "id": value.get("_id") or value.get("uri"),
        "title": value["headline"].get("main"),
        "text": value.get("lead_paragraph") or value.get("snippet") or value.get("abstract") or "",
        "url": value.get("web_url"),
        "date": value.get("pub_date"),
        "author": _dict(value.get("byline")).get("original"),
        "publisher": value.get("source") or "The New York Times",
    }
    return row, (_SUMMARY,)


def _is_gdelt(value: Mapping[str, Any]) -> bool:
    return "seendate" in value and "url" in value


def _gdelt(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    """GDELT's article list: no text; "seendate" is when GDELT saw it, not when it was published."""
    row: Row = {
        "title": value.get("title"),
        "url": value.get("url"),
        "publisher": value.get("domain"),
        "language": value.get("language"),
        "captured": _instant(str(value.get("seendate") or "")),
    }
    return row, ("summary_only: GDELT gives no text: the report itself is at its address",)


def _is_media_cloud(value: Mapping[str, Any]) -> bool:
    return ("media_name" in value or "media_url" in value) and (
        "indexed_date" in value or "stories_id" in value or "publish_date" in value
    )


def _media_cloud(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    sentences = value.get("story_sentences")
    text = value.get("text") or value.get("story_text") or ""
    if not text and isinstance(sentences, list):
        text = " ".join(str(_dict(s).get("sentence") or "") for s in sentences)
    row: Row = {
        "id": value.get("stories_id") or value.get("id"),
        "title": value.get("title"),
        "text": text,
        "url": value.get("url"),
        "date": value.get("publish_date"),
        "publisher": value.get("media_name") or value.get("media_url"),
        "language": value.get("language"),
        "captured": value.get("indexed_date") or value.get("collect_date"),
    }
    return row, () if text else (
        "summary_only: Media Cloud gives no text: the report itself is at its address",
    )


def _is_event_registry(value: Mapping[str, Any]) -> bool:
    return "body" in value and "dateTimePub" in value and isinstance(value.get("source"), Mapping)


def _event_registry(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    authors = value.get("authors")
    row: Row = {
        "id": value.get("uri"),
        "title": value.get("title"),
        "text": value.get("body"),
        "url": value.get("url"),
        "date": value.get("dateTimePub"),
        "author": [_dict(a).get("name") for a in authors] if isinstance(authors, list) else None,
        "publisher": value["source"].get("title"),
        "language": _LANGUAGES.get(str(value.get("lang")), value.get("lang")),
        "captured": value.get("dateTime"),
    }
    return row, ()


def _is_news_api(value: Mapping[str, Any]) -> bool:
    return "url" in value and ("publishedAt" in value or "published_at" in value) and (
        "description" in value or "content" in value
    )  # fmt: skip


def _news_api(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    """NewsAPI, GNews, Mediastack and their like: ``content`` cut after some 200 characters."""
    source = value.get("source")
    content = str(value.get("content") or "")
    description = str(value.get("description") or "")
    cut = CUT.search(content)
    text = CUT.sub("", content) or description
    row: Row = {
        "title": value.get("title"),
        "text": text,
        "url": value.get("url"),
        "date": value.get("publishedAt") or value.get("published_at"),
        "author": value.get("author"),
        "publisher": _dict(source).get("name") if isinstance(source, Mapping) else source,
        "language": value.get("language"),
        "id": value.get("uuid") or value.get("article_id"),
    }
    if cut:
        return row, ("truncated: the API cut the text: the rest is at its address",)
    return row, () if content else (_SUMMARY,)


def _is_news_catcher(value: Mapping[str, Any]) -> bool:
    return "clean_url" in value and ("published_date" in value or "link" in value)


def _news_catcher(value: Mapping[str, Any]) -> tuple[Row, tuple[str, ...]]:
    text = value.get("content") or value.get("summary") or value.get("excerpt") or ""
    row: Row = {
        "id": value.get("_id") or value.get("id"),
        "title": value.get("title"),
        "text": text,
        "url": value.get("link"),
        "date": value.get("published_date"),
        "author": value.get("author"),
        "publisher": value.get("rights") or value.get("name_source") or value.get("clean_url"),
        "language": value.get("language"),
    }
    whole = value.get("content") or value.get("summary")
    return row, () if whole else (_SUMMARY,)


_SUMMARY = "summary_only: only the API's summary: the report itself is at its address"
_LANGUAGES = {
    "eng": "en", "rus": "ru", "ukr": "uk", "deu": "de", "fra": "fr", "spa": "es", "ara": "ar",
    "ita": "it", "por": "pt", "tur": "tr", "zho": "zh", "pol": "pl", "nld": "nl",
}  # fmt: skip
"""Three-letter codes (ISO 639-3) that Event Registry uses."""
_SHAPES = (
    (_is_guardian, _guardian),
    (_is_times, _times),
    (_is_gdelt, _gdelt),
    (_is_event_registry, _event_registry),
    (_is_media_cloud, _media_cloud),
    (_is_news_catcher, _news_catcher),
    (_is_news_api, _news_api),
)


def _dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _instant(value: str) -> str | None:
    """Turn GDELT's "20150623T120000Z" into ISO 8601 with dashes and colons."""
    match = re.fullmatch(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z", value)
    return "{}-{}-{}T{}:{}:{}Z".format(*match.groups()) if match else value or None
