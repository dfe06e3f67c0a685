"""What format some bytes are in: by content first, by the file's name second."""

from __future__ import annotations

import json
import re

from dateline.ingest import installed
from dateline.ingest.decode import is_gzip
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x05\x06", "an empty ZIP archive", "there is nothing in it to read"),
    (b"\xd0\xcf\x11\xe0", "an old office file", "save it as DOCX, RTF or XLSX"),
    (b"\x89PNG", "a PNG image", "give its text"),
    (b"\xff\xd8\xff", "a JPEG image", "give its text"),
    (b"GIF8", "a GIF image", "give its text"),
    (b"II*\x00", "a TIFF image", "give its text"),
    (b"MM\x00*", "a TIFF image", "give its text"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", "unpack it"),
    (b"Rar!", "a RAR archive", "unpack it"),
    (b"\xfd7zXZ", "an xz archive", "unpack it"),
    (b"BZh", "a bzip2 archive", "unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", "unpack it"),
    (b"PAR1", "a Parquet file", "export it as CSV or JSON Lines"),
    (b"SQLite format 3", "a SQLite database", "export its rows as CSV or JSON Lines"),
    (b"\x7fELF", "a program", "give a document"),
    (b"MZ\x90", "a program", "give a document"),
    (b"ID3", "an audio file", "give its transcript"),
    (b"OggS", "an audio file", "give its transcript"),
    (b"\x1a\x45\xdf\xa3", "a video file", "give its transcript"),
)
"""First bytes, what they are, what to do; from the formats' own specifications."""

_ZIPPED = {
    "ods": ("a spreadsheet or a presentation", "save it as XLSX, CSV or PDF"),
    "pptx": ("a presentation", "save it as PDF"),
    "epub": ("an electronic book", "save its text"),
}
"""ZIP files without a reader: what they are, what to do."""

_EXTENSIONS = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".md": "markdown",
    ".markdown": "markdown", ".mdown": "markdown", ".csv": "csv", ".tsv": "csv", ".tab": "csv",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".pdf": "pdf", ".eml": "eml",
    ".mht": "eml", ".mhtml": "eml",
}  # fmt: skip
_SKIP = re.compile(rb"\A(?:\xef\xbb\xbf|\s|<\?xml[^>]{0,200}\?>|<!--.{0,5000}?-->)+", re.S)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|div|table|h1|p)\b", re.I
)
_HTML_TAGS = re.compile(
    rb"<(?:p|div|br|span|a|table|h[1-6]|li|meta|title|body|article)\b[^<>]{0,500}>", re.I
)
_FEED = re.compile(rb"<(?:!DOCTYPE\s+(?:rss|feed|rdf)|rss|feed|rdf:RDF)\b", re.I)
_SITE_MAP = re.compile(rb"<(?:urlset|sitemapindex|opml)\b", re.I)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,40}:[ \t]?[^\r\n]*(?:\r?\n[ \t]+[^\r\n]*)*\r?\n")
_MESSAGE = frozenset(
    {
        b"from",
        b"to",
        b"date",
        b"subject",
        b"message-id",
        b"mime-version",
        b"received",
        b"content-type",
        b"return-path",
        b"delivered-to",
        b"reply-to",
        b"cc",
    }
)
"""Header fields of RFC 5322 and MIME; a message starts with several."""
_MEDIA = {
    "html": "text/html", "markdown": "text/markdown", "csv": "text/csv", "pdf": "application/pdf",
    "jsonl": "application/jsonl", "json": "application/json", "text": "text/plain",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip", "tar": "application/x-tar", "warc": "application/warc",
    "eml": "message/rfc822", "feed": "application/xml",
    "odt": "application/vnd.oasis.opendocument.text", "rtf": "application/rtf",
}  # fmt: skip


def extension_of(name: str) -> str:
    """Give the extension of a file's name in lower case, ".gz" aside."""
    stem = re.split(r"[\\/]", name)[-1].lower().removesuffix(".gz")
    dot = stem.rfind(".")
    return stem[dot:] if dot > 0 else ""


def sniff(data: bytes, name: str) -> str:
    """Give the format: a key of :data:`dateline.ingest.readers.READERS`, or the name of an added
    reader, which is asked first.

    Raises :class:`ReadingError`: ``empty``; ``unsupported`` for a known format without a
    reader, which says what it is and what to do.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ReadingError("empty", "the file is empty; fetch it again if it should not be")
    added = installed.recognised(data, name)
    if added is not None:
        return added
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            raise ReadingError("unsupported", f"this is {what}, which is not read; {advice}")
    if data.startswith(b"PK\x03\x04"):
        return _zipped(data)
    form = streamed(data[:512])
    if form:
        return form
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "rtf"
    if data[4:8] == b"ftyp":
        raise ReadingError("unsupported", "this is a video file; give its transcript")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    by_name = _EXTENSIONS.get(extension_of(name))
    head = _SKIP.sub(b"", _narrow(data[:16_384]))
    if _FEED.match(head):
        return "feed"
    if _SITE_MAP.match(head):
        raise ReadingError(
            "unsupported", "this is a list of addresses; give the pages that it links to"
        )
    if _is_message(data, by_name):
        return "eml"
    if _looks_like_html(head, by_name):
        return "html"
    if data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        raise ReadingError(
            "unsupported", "this is XML of no kind that is read; give it as text or HTML"
        )
    if head[:1] in (b"{", b"[") and by_name not in ("csv", "markdown"):
        found = _json_form(data, by_name)
        if found:
            return found
    if by_name in ("json", "jsonl"):
        return "jsonl" if by_name == "jsonl" else "text"
    if by_name in ("csv", "markdown"):
        return by_name
    return "text"


def streamed(head: bytes) -> str | None:
    """Give ``warc`` or ``tar`` by a file's first 512 bytes, unpacked, or None."""
    if head.startswith(b"WARC/"):
        return "warc"
    return "tar" if head[257:262] == b"ustar" else None


def _is_message(data: bytes, by_name: str | None) -> bool:
    """Whether a text starts with the header of a message: three of its fields, or two in a file
    that is called one."""
    at, known = 0, set()
    head = data[:16_384].lstrip(b"\xef\xbb\xbf\r\n")
    if head.startswith(b"From "):  # the line that mailboxes put in front
        at = head.find(b"\n") + 1
    while match := _HEADER.match(head, at):
        known.add(match[0].partition(b":")[0].lower())
        at = match.end()
    least = 1 if by_name == "eml" else 3
    return len(known & _MESSAGE) >= least and (
        by_name == "eml" or b"from" in known or b"mime-version" in known
    )


def _zipped(data: bytes) -> str:
    from dateline.ingest.documents.container import zip_kind

    kind = zip_kind(data, ReadLimits())
    if kind in _ZIPPED:
        what, advice = _ZIPPED[kind]
        raise ReadingError("unsupported", f"this is {what}, which is not read; {advice}")
    return kind


def media_of(data: bytes, name: str) -> str:
    """Give the media type of an original, for the record of originals."""
    if is_gzip(data):
        return "application/gzip"
    streams = streamed(data[:512])
    if streams:
        return _MEDIA[streams]
    try:
        form = sniff(data, name)
        return installed.media(form) if installed.is_installed(form) else _MEDIA[form]
    except ReadingError:
        return "application/octet-stream"


def _narrow(head: bytes) -> bytes:
    """Give the first bytes of UTF-16 text as if they were of one byte each."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[2:].replace(b"\x00", b"")
    return head


def _looks_like_html(head: bytes, by_name: str | None) -> bool:
    start = _HTML.match(head)
    if start and by_name not in ("csv", "markdown"):
        return True
    tags = len(_HTML_TAGS.findall(head))
    if by_name == "html":
        return tags > 0 or head[:1] == b"<"
    return by_name is None and head[:1] == b"<" and tags >= 3


def _json_form(data: bytes, by_name: str | None) -> str | None:
    """Tell JSON Lines from JSON that runs over lines; None for text that starts with a bracket."""
    text = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text[:1] == b"[":
        rest = text[1:2048].lstrip()
        return "json" if rest[:1] in (b"{", b"]") else None
    if text[1:2048].lstrip()[:1] not in (b'"', b"}"):
        return None
    line, _, below = text.partition(b"\n")
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        if by_name == "jsonl" or not below.strip():
            return "jsonl"
        return "json" if _runs_over_lines(text) else "jsonl"
    return "jsonl" if by_name == "jsonl" or below.strip() else "json"


def _runs_over_lines(text: bytes) -> bool:
    """Whether the first JSON value ends on a later line than it starts."""
    head = text[:1_000_000].decode("utf-8", "replace")
    try:
        json.JSONDecoder(strict=False).raw_decode(head)
    except ValueError as error:
        return len(text) > 1_000_000 and getattr(error, "pos", 0) > 900_000
    except RecursionError:
        return False
    return True
