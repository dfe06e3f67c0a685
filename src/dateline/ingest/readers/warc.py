"""WARC archives of crawls (ISO 28500), gzipped or not: the pages and documents that were fetched.

Read: ``response`` records with status 200 and ``resource`` and ``conversion`` records that hold
pages, text, PDF, office files or feeds. Passed over by their names: requests, metadata, revisits,
other statuses, pictures, styles, scripts, ``robots.txt``.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from urllib.parse import urljoin, urlsplit

from dateline.ingest.decode import declared_encoding, gzip_chunks, is_gzip
from dateline.ingest.draft import Draft, ReadingError
from dateline.ingest.entries import entry_members, refuse_too_deep
from dateline.ingest.media import is_report
from dateline.ingest.readers import Member, Source
from dateline.ingest.source_key import normalise_url
from dateline.ingest.unpacked import Unpacked

VERSION = "warc/2"
HEADER = 65_536
"""Bytes of a record's or an answer's header; servers refuse requests above 8 to 16 KiB."""
REDIRECTS = 10_000
"""Redirects of one archive whose ends are awaited at a time."""
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})")


@dataclass(frozen=True, slots=True)
class _Record:
    """One record: its headers by lower-case name, and its block."""

    headers: dict[str, str]
    block: bytes


@dataclass(slots=True)
class _Ways:
    """Which address sent to which, as far as the archive has been read."""

    to: dict[str, str] = field(default_factory=dict)
    """Address to the one that sent there; an address that answers is taken out."""

    def note(self, address: str, location: str) -> None:
        """Note a redirect."""
        try:
            target = normalise_url(urljoin(address, location))
        except ValueError:
            return
        if target is not None and len(self.to) < REDIRECTS:
            self.to[target] = address

    def back(self, address: str) -> list[str]:
        """Give the addresses that led to this one, the first last."""
        found: list[str] = []
        at = address
        while (at := self.to.pop(at, "")) and at not in found:
            found.append(at)
        return found


class _Stream:
    """Lines and blocks of a file that comes in pieces."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._buffer = bytearray()

    def line(self) -> bytes | None:
        """Give the next line with its end; None at the end of the file."""
        while (at := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) > HEADER:
                raise ReadingError("damaged", "a record's header is too long to be one")
            if not self._more():
                line = bytes(self._buffer)
                self._buffer.clear()
                return line or None
        line = bytes(self._buffer[: at + 1])
        del self._buffer[: at + 1]
        return line

    def block(self, size: int) -> bytes:
        """Give ``size`` bytes; raises :class:`ReadingError` where there are fewer."""
        while len(self._buffer) < size:
            if not self._more():
                raise ReadingError(
                    "truncated",
                    "the archive ends inside a record: what stood behind is lost; fetch it again",
                )
        block = bytes(self._buffer[:size])
        del self._buffer[:size]
        return block

    def _more(self) -> bool:
        part = next(self._chunks, None)
        if part is None:
            return False
        self._buffer += part
        return True


def members(source: Source) -> Iterator[Member]:
    """Give the reports of an archive; each under its address, as got on the record's date.

    Raises :class:`ReadingError` where the archive breaks off, behind the records before that.
    """
    refuse_too_deep(source)
    unpacked = source.opening.unpacked
    packed = is_gzip(source.data)
    chunks = gzip_chunks(source.data, unpacked.add) if packed else _pieces(source.data)
    ways = _Ways()
    for number, record in enumerate(_records(_Stream(chunks), source), 1):
        address = record.headers.get("warc-target-uri", "").strip("<>")
        fetched = normalise_url(address)
        if not _wanted(record, address):
            location = _location(record)
            if fetched and location:
                ways.note(fetched, location)
            continue
        before = tuple(ways.back(fetched)) if fetched else ()
        inner = replace(source, options=replace(source.options, url=fetched))
        yield from entry_members(
            urlsplit(address).path if fetched else address,
            partial(_payload, record, unpacked),
            inner,
            partial(_add, record, fetched, before),
            label=str(number),
        )


def _pieces(data: bytes) -> Iterator[bytes]:
    view = memoryview(data)
    return (bytes(view[at : at + (1 << 20)]) for at in range(0, len(data), 1 << 20))


def _records(stream: _Stream, source: Source) -> Iterator[_Record]:
    while (line := stream.line()) is not None:
        if not line.strip():
            continue
        if not line.startswith(b"WARC/"):
            raise ReadingError(
                "damaged",
                "no record where one should start: what stands behind is not read; fetch it again",
            )
        headers = _headers(stream)
        length = headers.get("content-length", "")
        if not (length.isascii() and length.isdigit() and len(length) < 20):
            raise ReadingError(
                "damaged", "a record without its length: the rest is not read; fetch it again"
            )
        if int(length) > source.options.limits.original_bytes:
            raise ReadingError(
                "too_large",
                f"a record of more than {source.options.limits.original_bytes:,} bytes: the rest "
                "is not read; split the archive",
            )
        yield _Record(headers, stream.block(int(length)))


def _headers(stream: _Stream) -> dict[str, str]:
    found: dict[str, str] = {}
    size = 0
    last = ""
    while (line := stream.line()) is not None and line.strip():
        size += len(line)
        if size > HEADER:
            raise ReadingError("damaged", "a record's header is too long to be one")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and last:
            found[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        found.setdefault(last, value.strip())
    return found


def _wanted(record: _Record, address: str) -> bool:
    kind = record.headers.get("warc-type", "").lower()
    if kind == "response":
        status = _STATUS.match(record.block[:64])
        fields, body = _http_headers(record.block)
        media = fields.get("content-type", "text/html")
        if status is None or status[1] != b"200":
            return False
    elif kind in ("resource", "conversion"):
        media, body = record.headers.get("content-type", ""), record.block
    else:
        return False
    try:
        path = urlsplit(address).path
    except ValueError:
        path = ""
    return path != "/robots.txt" and is_report(media, body)


def _location(record: _Record) -> str:
    """Give where an answer sends to, "" where it sends nowhere."""
    if record.headers.get("warc-type", "").lower() != "response":
        return ""
    status = _STATUS.match(record.block[:64])
    if status is None or not status[1].startswith(b"3"):
        return ""
    return _http_headers(record.block)[0].get("location", "")


def _http_headers(block: bytes) -> tuple[dict[str, str], bytes]:
    """Give the header fields of an HTTP answer and its body."""
    match = re.search(rb"\r?\n\r?\n", block[:HEADER])
    if match is None:
        return {}, b""
    fields: dict[str, str] = {}
    for line in block[: match.start()].split(b"\n")[1:]:
        name, _, value = line.decode("latin-1").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields, block[match.end() :]


def _payload(record: _Record, unpacked: Unpacked) -> bytes:
    """Give what was fetched, without the transport's packing."""
    if record.headers.get("warc-type", "").lower() != "response":
        return record.block
    fields, body = _http_headers(record.block)
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _dechunked(body)
    encoding = fields.get("content-encoding", "").lower()
    if encoding in ("gzip", "x-gzip") and is_gzip(body):
        body = b"".join(gzip_chunks(body, unpacked.add))
    elif encoding == "deflate":
        body = _inflated(body, unpacked)
    elif encoding not in ("", "identity", "gzip", "x-gzip"):
        raise ReadingError(
            "unsupported", f"fetched in the packing {encoding[:40]}, which is not read"
        )
    charset = _CHARSET.search(fields.get("content-type", ""))
    if charset and declared_encoding(body) is None:
        try:
            body.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return body.decode(charset[1], "replace").encode("utf-8")
            except LookupError:
                return body
    return body


def _dechunked(body: bytes) -> bytes:
    """Undo the transfer in chunks; crawlers that have undone it leave the field, so that a body
    that is not in chunks is given as it is."""
    parts: list[bytes] = []
    at = 0
    while match := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else body


def _inflated(body: bytes, unpacked: Unpacked) -> bytes:
    for bits in (15, -15):
        unpacker = zlib.decompressobj(wbits=bits)
        parts: list[bytes] = []
        rest = body
        try:
            while rest and not unpacker.eof:
                part = unpacker.decompress(rest, 1 << 16)
                rest = unpacker.unconsumed_tail
                if not part and not rest:
                    break
                unpacked.add(len(part))
                parts.append(part)
            return b"".join(parts)
        except zlib.error:
            continue
    raise ReadingError("damaged", "the fetched page is packed and damaged; fetch it again")


def _add(
    record: _Record, fetched: str | None, before: tuple[str, ...], draft: Draft, part: str
) -> Draft:
    """Give the draft with the address and the day of the record, and how the address was come to.

    A part of what was fetched (an item of a feed, a row) keeps an address of its own: the
    archive's is that of the whole.
    """
    captured = record.headers.get("warc-date") or draft.captured_at
    draft = replace(draft, captured_at=captured, reader=f"{VERSION} {draft.reader}")
    if fetched is None:
        return draft
    catalogue = draft.catalogue
    if before:
        catalogue += (("asked for", before[-1]),)
    if part:
        return replace(draft, catalogue=(*catalogue, ("fetched from", fetched)))
    warnings = draft.warnings
    if fetched.startswith("http:") and any(way.startswith("https:") for way in before):
        warnings += ("the address asked for led from https to http: the text came not encrypted",)
    return replace(draft, url=fetched, url_is_fetched=True, catalogue=catalogue, warnings=warnings)
