"""From a row (a JSON object or a line of CSV) to the draft of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from dateline.ingest.clean import blocks_of, clean_line
from dateline.ingest.columns import guess_columns
from dateline.ingest.credits import author_names
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.published import from_value, iso_day
from dateline.ingest.source_key import host_of, normalise_url
from dateline.types import UNDATED, Dating

Row = Mapping[str, Any]

_WORDS = {
    "anglais": "english", "englisch": "english", "inglés": "english", "engels": "english",
    "deutsch": "german", "allemand": "german", "duits": "german", "alemán": "german",
    "français": "french", "französisch": "french", "frans": "french", "francés": "french",
    "español": "spanish", "spanisch": "spanish", "espagnol": "spanish", "russisch": "russian",
    "russe": "russian", "ruso": "russian", "русский": "russian", "arabisch": "arabic",
    "arabe": "arabic", "nederlands": "dutch", "italiano": "italian", "português": "portuguese",
}  # fmt: skip
"""Names of languages in the other languages of databases' interfaces."""

_LANGUAGES = {
    "english": "en", "russian": "ru", "ukrainian": "uk", "arabic": "ar", "german": "de",
    "french": "fr", "spanish": "es", "portuguese": "pt", "italian": "it", "turkish": "tr",
    "persian": "fa", "farsi": "fa", "hebrew": "he", "chinese": "zh", "japanese": "ja",
    "polish": "pl", "dutch": "nl", "swahili": "sw", "hindi": "hi", "urdu": "ur",
}  # fmt: skip


def draft_of_row(row: Row, reader: str, options: IngestOptions) -> Draft:
    """Give the draft of a row; raises :class:`ReadingError` where it holds no text.

    ``row`` maps column names to plain values. Which column is which is guessed from the names,
    after ``options.columns``.
    """
    columns = guess_columns(row, options.columns)
    value = {field: row[column] for field, column in columns.items()}
    page = value.get("html")
    if isinstance(page, str) and page.strip():
        from dateline.ingest.readers.html import read_page

        draft = read_page(page, (), options)
        draft = replace(draft, reader=f"{reader} {draft.reader}")
    else:
        draft = _draft_of_text(value, row, reader)
    return _with_columns(draft, value)


def _draft_of_text(value: Row, row: Row, reader: str) -> Draft:
    text = _text(value.get("text"))
    title = _line(value.get("title"))
    if not text and not title:
        raise ReadingError(
            "no_text" if "text" not in value else "empty",
            "the row has no text; fill the cell or leave the row out" if "text" in value else
            f"no column holds the text among {', '.join(sorted(map(str, row))[:20])}; "
            "name it, as in text=COLUMN",
        )  # fmt: skip
    warnings = () if text else ("summary_only: no text but the title",)
    return Draft(
        blocks=tuple(blocks_of(text)) if text else (),
        reader=reader,
        title=title,
        warnings=warnings,
    )


def _with_columns(draft: Draft, value: Row) -> Draft:
    """Give the draft with what the row's columns state, which goes before what a page says."""
    url = _line(value.get("url"))
    publisher = _line(value.get("publisher"))
    if publisher and publisher.startswith(("http://", "https://")):
        url = url or publisher
        publisher = host_of(publisher)
    warnings = list(draft.warnings)
    published = draft.published
    if value.get("date") not in (None, ""):
        stated = _dating(value["date"])
        if stated == UNDATED:
            warnings.append(f"no date in {clean_line(str(value['date']))[:60]!r}")
        else:
            published = stated
    authors = _authors(value.get("author"))
    return replace(
        draft,
        title=_line(value.get("title")) or draft.title,
        url=url or draft.url,
        url_is_fetched=draft.url_is_fetched if not url else normalise_url(url) is not None,
        row_id=_line(value.get("id")),
        publisher=publisher or draft.publisher,
        publisher_how="metadata" if publisher else draft.publisher_how,
        authors=authors or draft.authors,
        published=published,
        language=_language(value.get("language")) or draft.language,
        captured_at=_captured(value.get("captured")) or draft.captured_at,
        warnings=tuple(warnings),
    )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "\n\n".join(_text(item) for item in value)
    if isinstance(value, dict):
        return _text(value.get("text") or value.get("content") or value.get("body") or "")
    return "" if value is None or isinstance(value, bool) else str(value)


def _line(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, list):
        value = ", ".join(filter(None, (_line(item) for item in value)))
    if value is None or isinstance(value, bool):
        return None
    return clean_line(str(value)) or None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, list):
        names = [name for item in value for name in author_names(_line(item) or "")]
        return tuple(dict.fromkeys(names))
    line = _line(value)
    return author_names(line) if line else ()


def _dating(value: Any) -> Dating:
    if isinstance(value, (int, float)) and not isinstance(value, bool) and value > 10**8:
        seconds = value / 1000 if value > 10**11 else value
        if not 10**8 < seconds < 5 * 10**9:
            return from_value(str(value))
        day = datetime.fromtimestamp(seconds, UTC).date().isoformat()
        return Dating(day, day, "metadata", str(value), "seconds since 1970, UTC")
    return from_value(_line(value) or "")


def language_of_word(value: str) -> str | None:
    """Give the ISO 639-1 code that a database's word for a language means ("ENGLISH"), or None."""
    word = re.split(r"[;,/(]", value.strip())[0].strip()
    return _language(_WORDS.get(word.casefold(), word))


def _language(value: Any) -> str | None:
    code = (_line(value) or "").casefold()
    if code in _LANGUAGES:
        return _LANGUAGES[code]
    head = code.replace("_", "-").split("-")[0]
    return head if 2 <= len(head) <= 3 and head.isascii() and head.isalpha() else None


def _captured(value: Any) -> str | None:
    line = _line(value)
    if line is None or iso_day(line):
        return line
    return _dating(value).earliest
