"""JSON: an array of reports, one report, several values in a row, or an API's answer around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import Any

from dateline.ingest.decode import decode
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.readers import Member, Source
from dateline.ingest.readers.jsonl import draft_of_value

VERSION = "json/2"
WRAPPERS = (
    "articles",
    "results",
    "items",
    "stories",
    "data",
    "docs",
    "documents",
    "entries",
    "response",
    "hits",
    "value",
)
"""Keys under which news APIs (NewsAPI, GDELT, Media Cloud, Guardian, New York Times) put reports."""

_GAP = re.compile(r"[\s,\x00]*")


def members(source: Source) -> Iterator[Member]:
    """Give one member an element, numbered from 1; "" where the file holds one report."""
    text, warnings = decode(source.data)
    values = _values(text)
    number = 0
    for value in values:
        if isinstance(value, ReadingError):
            yield Member(str(number + 1), partial(_fail, value))
            return
        inner = _inside(value)
        for item in [value] if inner is None else inner:
            number += 1
            single = (
                inner is None and number == 1 and not text.lstrip("\ufeff \t\r\n").startswith("[")
            )
            name = "" if single and _is_last(text) else str(number)
            yield Member(name, partial(draft_of_value, item, VERSION, source.options, warnings))


def _values(text: str) -> Iterator[Any]:
    """Give the values of a text one by one; a ReadingError where the text breaks off."""
    decoder = json.JSONDecoder(strict=False)
    at = _skip(text, 1 if text.startswith("\ufeff") else 0)
    in_array = text[at : at + 1] == "["
    if in_array:
        at = _skip(text, at + 1)
    while at < len(text) and text[at] != "]":
        try:
            value, at = decoder.raw_decode(text, at)
        except ValueError as error:
            yield ReadingError(
                "bad_row", f"no JSON from here on: {error}; mend the file, or give JSON Lines"
            )
            return
        except RecursionError:
            yield ReadingError("too_deep", "JSON nested too deep to be a report; save its text")
            return
        yield value
        at = _skip(text, at)
    if in_array and at >= len(text):
        yield ReadingError("truncated", "the array is not closed: the file ends early")


def _skip(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _is_last(text: str) -> bool:
    """Whether a text that starts with an object holds nothing behind it."""
    return not re.search(r"\}\s*\{", text)


def _inside(value: Any) -> list[Any] | None:
    """Give the reports inside an API's answer, or None where ``value`` is a report itself."""
    for _ in range(3):
        if not isinstance(value, dict) or "text" in value:
            return None
        found = next(
            (value[key] for key in WRAPPERS if isinstance(value.get(key), (list, dict))), None
        )
        if isinstance(found, list):
            return found if found and all(isinstance(item, dict) for item in found) else None
        value = found
    return None


def _fail(error: ReadingError) -> Draft:
    raise error
