"""Messages: ``.eml`` as mail programs save them, ``.mht`` as browsers save pages.

A message is one report, its subject the title and its date the day; files attached to it are read
as if they were given by themselves. Who sent it is kept, and is not taken for the publisher: news
is also forwarded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import partial

from dateline.ingest.clean import blocks_of, clean_line
from dateline.ingest.decode import decode
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.entries import entry_members, refuse_too_deep
from dateline.ingest.options import IngestOptions
from dateline.ingest.readers import Member, Source
from dateline.ingest.source_key import normalise_url
from dateline.types import UNDATED, Dating

VERSION = "eml/2"
HEADER = 8_000
"""Characters of a header's value that are looked at; lines of RFC 5322 have below 1,000."""
PARTS = 1_000
"""Parts of one message; the largest newsletters have some fifty."""
ENOUGH = 200
"""Characters from which the plain text of a message stands for it: shorter ones only say that
there is a page."""
_PICTURES = ("image/", "audio/", "video/", "font/", "text/css", "text/calendar", "application/javascript")  # fmt: skip


def members(source: Source) -> Iterator[Member]:
    """Give the report that a message is, then those in its attachments."""
    refuse_too_deep(source)
    data = source.data
    if data.startswith(b"From "):  # the line that mailboxes put in front
        data = data.partition(b"\n")[2]
    message = message_from_bytes(data, policy=policy.compat32)
    parts = _parts(message)
    page = _address(message)
    yield Member("", lambda: _read(message, parts, page, source.options))
    if page is None:
        for number, part in enumerate(parts, 1):
            name = _line(part.get_filename() or "")
            kind = part.get_content_type()
            if (not name and kind != "message/rfc822") or kind.startswith(_PICTURES):
                continue
            yield from entry_members(name or f"message {number}.eml", partial(_bytes, part), source)


def _parts(message: Message) -> list[Message]:
    """Give the parts that hold something, messages in it whole; raises :class:`ReadingError`."""
    found: list[Message] = []
    stack = [message]
    while stack:
        part = stack.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            inner = part.get_payload()
            stack.extend(reversed([p for p in inner if isinstance(p, Message)]))
        else:
            found.append(part)
        if len(found) > PARTS:
            raise ReadingError("too_many", f"more than {PARTS:,} parts in one message; split it")
    return found


def _address(message: Message) -> str | None:
    """Give the address of a page that a browser saved as a message, or None."""
    stated = message.get("Snapshot-Content-Location")
    if stated is None and "Saved by" in str(message.get("From", "")):
        stated = message.get("Content-Location")
    return normalise_url(str(stated)) if stated else None


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        try:
            return first.as_bytes() if isinstance(first, Message) else b""
        except (LookupError, TypeError, ValueError, MessageError) as error:
            raise ReadingError(
                "damaged", f"the message in it cannot be written out ({error}); save it by itself"
            ) from error
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> tuple[str, tuple[str, ...]]:
    return decode(_bytes(part), part.get_content_charset())


def _read(
    message: Message, parts: list[Message], page: str | None, options: IngestOptions
) -> Draft:
    inline = [part for part in parts if not part.get_filename()]
    plain = [part for part in inline if part.get_content_type() == "text/plain"]
    pages = [part for part in inline if part.get_content_type() in ("text/html", "application/xhtml+xml")]  # fmt: skip
    texts = [_text(part) for part in plain]
    written = "\n\n".join(text for text, _ in texts)
    sent = _sent(message)
    if pages and (page is not None or len(written.strip()) < ENOUGH):
        from dateline.ingest.readers.html import read_page

        text, warnings = _text(pages[0])
        draft = read_page(text, warnings, replace(options, url=page) if page else options)
        draft = replace(draft, reader=f"{VERSION} {draft.reader}")
    elif written.strip():
        warnings = tuple(w for _, found in texts for w in found)
        draft = Draft(tuple(blocks_of(written)), VERSION, seek_title=False, warnings=warnings)
    else:
        raise ReadingError("empty", "the message has no text of its own; see its attachments")
    if page is not None:
        return replace(draft, captured_at=sent.earliest)
    sender = _line(str(message.get("From", "")))
    subject = _line(str(message.get("Subject", "")))
    return replace(
        draft,
        title=subject or draft.title,
        row_id=_line(str(message.get("Message-ID", ""))).strip("<>") or None,
        collection="message",
        published=sent if sent != UNDATED else draft.published,
        catalogue=(("from", sender),) if sender else (),
    )


def _sent(message: Message) -> Dating:
    stated = _line(str(message.get("Date", "")))
    try:
        day = parsedate_to_datetime(stated).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return UNDATED
    return Dating(day, day, "metadata", stated, "when the message was sent")


def _line(value: str) -> str:
    """Give a header's value as one line, its encoded words decoded."""
    try:
        pieces = decode_header(value[:HEADER])
    except (ValueError, MessageError):
        return clean_line(value)
    words = []
    for piece, charset in pieces:
        if isinstance(piece, str):
            words.append(piece)
            continue
        try:
            words.append(piece.decode(charset or "ascii", "replace"))
        except LookupError:
            words.append(piece.decode("latin-1"))
    return clean_line("".join(words))
