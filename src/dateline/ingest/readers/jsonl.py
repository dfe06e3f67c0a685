"""JSON Lines: each line one report; a bad line is unreadable and the rest goes on."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from dateline.ingest.api_rows import row_of
from dateline.ingest.decode import decode
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Source
from dateline.ingest.rows import draft_of_row

VERSION = "jsonl/2"


def members(source: Source) -> Iterator[Member]:
    """Give one member a line that is not blank, named by the line's number, from 1."""
    data = source.data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = decode(data)[0].encode("utf-8", "replace")
    for number, line in enumerate(io.BytesIO(data), 1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip(b" \t\r\n\x00"):
            yield Member(str(number), _Line(line, source.options))


class _Line:
    """Reads one line when called."""

    def __init__(self, line: bytes, options: IngestOptions) -> None:
        self.line = line
        self.options = options

    def __call__(self) -> Draft:
        text, warnings = decode(self.line)
        return draft_of_value(parse(text), VERSION, self.options, warnings)


def parse(text: str) -> Any:
    """Give the value of a JSON text; raises :class:`ReadingError` (``bad_row``)."""
    try:
        return json.loads(text.strip("\ufeff \t\r\n\x00"), strict=False)
    except ValueError as error:
        raise ReadingError("bad_row", f"no JSON: {error}; mend the line or leave it out") from error
    except RecursionError as error:
        raise ReadingError(
            "too_deep", "JSON nested too deep to be a report; save its text"
        ) from error


def draft_of_value(
    value: Any, reader: str, options: IngestOptions, warnings: tuple[str, ...] = ()
) -> Draft:
    """Give the draft of a JSON value; raises :class:`ReadingError` where it is no object."""
    if not isinstance(value, dict):
        raise ReadingError(
            "bad_row",
            f"a JSON {type(value).__name__} where an object with a report was expected; "
            "mend the line or leave it out",
        )
    row, about = (dict(value), ()) if options.columns else row_of(value)
    draft = draft_of_row(row, reader, options)
    if not warnings and not about:
        return draft
    if about:
        # A summary is no version of the page at its address: it has an identity of its own.
        own = tuple(w for w in draft.warnings if w != "summary_only: no text but the title")
        id = draft.row_id or draft.url
        draft = replace(draft, url_is_fetched=False, row_id=id, warnings=(*about, *own))
    return replace(draft, warnings=(*warnings, *draft.warnings))
