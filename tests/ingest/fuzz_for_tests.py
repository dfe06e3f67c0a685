"""A fuzzer for the readers: seeded changes to whole files, and what must hold of whatever is read.

:func:`mutate` changes a file: bytes alone, or with knowledge of its format (an entry inside a ZIP, a
record of a crawl, a value of JSON, a control word of RTF). :func:`faults` says what is wrong with what
was read. :func:`parse` does both in a worker, where a hang or a crash costs one case.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from dateline.ingest import IngestOptions, ReadLimits
from dateline.ingest.original import read_original
from dateline.ingest.packed import pack, prepare, unpack
from dateline.types import Reading, Unreadable

MIB = 1024 * 1024
LIMITS = ReadLimits(
    original_bytes=4 * MIB, unpacked_bytes=8 * MIB, report_characters=500_000, pdf_pages=50, entries=200
)  # fmt: skip
TOKENS = [
    *(b"\x00", b"\xff", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xef\xbf\xbe", b"\x1b[2J", b"\x85", b"\r", b"\n\n"),
    *("\u202e\u2028\ufeff\u200b\u0301\U0001f600".encode(), b"\x80\x80", b"\xc3", b"%", b"''", b'"', b"<", b">", b"&#0;", b"&#xD800;"),
    *(b"&#x1b;", b"-1", b"0", b"99999999999999999999", b"2147483648", b"1e999", b"NaN", b"31.02.2015", b"0000-00-00"),
    *(b"{{{{", b"[[[[", b"((((", b"<div>", b"</p>", b"<!--", b"<![CDATA[", b"]]>", b"<!DOCTYPE html>", b"<svg><style>"),
    *(b"\\u-1?", b"\\u55357?", b"\\'", b"\\bin99999 ", b"\\ansicpg0", b"\\\\", b"\\ud800", b"{\\*\\x "),
    *(b"charset=utf-7", b"charset=idna", b"charset=undefined", b"charset=zlib", b"=?utf-8?b?", b"=?x-unknown?q?=ff?="),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Type: multipart/mixed\r\n", b"boundary=\"\"", b"Length: ", b"End of Document"),
    *(b"3 of 500 DOCUMENTS\n", b"Document ABCD000020150623eb6n0001q\n", b"ProQuest document ID: 1\n", b"Body\n", b"Page 2 of 3\n", b"___\n"),
    *(b"/Encrypt 1 0 R", b"/Rotate 90", b"3 Tr", b"-1 0 0 1 0 0 cm", b"/Kids [2 0 R]", b"1 0 R", b"endstream", b"/Count -5"),
]  # fmt: skip
"""Pieces that formats give a meaning to, or whose characters are no text."""

__all__ = ["LIMITS", "MIB", "faults", "mutate", "parse", "prepare"]
"""Workers call ``prepare`` before they shut themselves off from files."""

_BAD = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\u200b\ufeff\ufffe\uffff]"
)
_BAD_LINE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_CODE = re.compile(r"[a-z][a-z_]{2,20}")


# --------------------------------------------------------------------------- changes


def mutate(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Give ``data`` changed once to four times; ``others`` are files to splice from."""
    for _ in range(rng.choice((1, 1, 2, 4))):
        change = _structured(data) if rng.random() < 0.5 else None
        try:
            data = (change or _bytes)(data, rng, others)
        except (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError,
                RecursionError, RuntimeError, KeyError, IndexError):  # fmt: skip
            data = _bytes(data, rng, others)  # an earlier change broke the form that this one needs
    return data[: LIMITS.original_bytes]


Change = Callable[[bytes, random.Random, list[bytes]], bytes]


def _structured(data: bytes) -> Change | None:
    if data[:2] == b"\x1f\x8b":
        return _gzip
    if data[:4] == b"PK\x03\x04":
        return _zip
    if data[:5] == b"%PDF-":
        return _numbers
    if data[:5] == b"{\\rtf":
        return _rtf
    if data[:1] in b"{[":
        return _json
    if data[:5] == b"WARC/":
        return _header_lines
    if re.match(rb"[A-Za-z-]+:", data):
        return _header_lines
    if data[:1] == b"<":
        return _tags
    return _lines


def _bytes(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    size = len(data)
    at = rng.randrange(size + 1)
    end = min(size, at + rng.choice((1, 2, 8, 64, 512, 4096)))
    kind = rng.randrange(8)
    if kind == 0:
        changed = bytearray(data)
        for _ in range(rng.choice((1, 3, 20))):
            if changed:
                changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
        return bytes(changed)
    if kind == 1:
        return data[:at]
    if kind == 2:
        return data[:at] + data[end:]
    if kind == 3:
        return data[:end] + data[at:end] * rng.choice((1, 2, 50)) + data[end:]
    if kind == 4:
        other = rng.choice(others)
        start = rng.randrange(len(other) + 1)
        return data[:at] + other[start : start + rng.choice((20, 500, 5000))] + data[end:]
    if kind == 5:
        return data[:at] + rng.choice(TOKENS) * rng.choice((1, 1, 1, 3, 2000)) + data[at:]
    if kind == 6:
        return data[:at] + rng.choice(TOKENS) + data[end:]
    return data[:at] + rng.randbytes(end - at) + data[end:]


def _gzip(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    inner = gzip.decompress(data)
    change = _structured(inner) or _bytes
    return gzip.compress(change(inner, rng, others), mtime=0)


def _zip(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Change an entry, its name or its place, and write the archive anew."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [(entry.filename, archive.read(entry)) for entry in archive.infolist()]
    at = rng.randrange(len(entries))
    name, content = entries[at]
    kind = rng.randrange(8)
    if kind == 0:
        del entries[at]
    elif kind == 1:
        entries.insert(rng.randrange(len(entries) + 1), (name, content))
    elif kind == 2:
        entries[at] = (rng.choice(["../x", "a\x00b", "x" * 400, "", "word/document.xml", "é.txt"]), content)  # fmt: skip
    else:
        change = _structured(content) or _bytes
        entries[at] = (name, (change if kind < 7 else _bytes)(content, rng, others))
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two entries of one name are meant
        with zipfile.ZipFile(out, "w") as archive:
            for name, content in entries:
                info = zipfile.ZipInfo(name or "x", (2015, 6, 23, 0, 0, 0))
                info.compress_type = rng.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
                archive.writestr(info, content)
    return out.getvalue()


def _pieces(data: bytes, rng: random.Random, form: bytes) -> bytes:
    """Drop, double, swap, nest or replace one of the pieces that ``form`` finds."""
    found = list(re.finditer(form, data))
    if not found:
        return data
    one, two = rng.choice(found), rng.choice(found)
    kind = rng.randrange(6)
    piece = one[0]
    if kind == 0:
        piece = b""
    elif kind == 1:
        piece *= 2
    elif kind == 2:
        piece *= rng.choice((300, 3000))
    elif kind == 3:
        piece = two[0]
    elif kind == 4:
        piece = rng.choice(TOKENS)
    else:
        cut = rng.randrange(len(piece) + 1)
        piece = piece[:cut] + rng.choice(TOKENS) + piece[cut:]
    return data[: one.start()] + piece + data[one.end() :]


def _tags(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return _pieces(data, rng, rng.choice((rb"<[^<>]*>", rb"[\w:-]+=\"[^\"]*\"", rb">[^<>]+<")))


def _rtf(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return _pieces(
        data, rng, rng.choice((rb"\\[a-z]+-?\d*", rb"[{}]", rb"\\'[0-9a-f]{2}", rb"\d+"))
    )


def _numbers(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return _pieces(
        data, rng, rng.choice((rb"\d+", rb"/\w+", rb"\d+ 0 R", rb"<<|>>", rb"\([^()]*\) Tj"))
    )


def _lines(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return _pieces(data, rng, rng.choice((rb"[^\n]*\n", rb"\n+", rb"[,;\t\"]", rb"\d+")))


def _header_lines(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    return _pieces(
        data, rng, rng.choice((rb"[A-Za-z-]+:[^\n]*\n", rb":[^\n]*\n", rb"--[^\n]*\n", rb"\d+"))
    )


def _json(data: bytes, rng: random.Random, others: list[bytes]) -> bytes:
    """Replace one value of the first JSON value by one of another kind."""
    text = data.decode("utf-8", "replace")
    value, end = json.JSONDecoder(strict=False).raw_decode(text)
    places: list[tuple[Any, Any]] = []
    stack = [value]
    while stack:
        inner = stack.pop()
        keys = range(len(inner)) if isinstance(inner, list) else list(inner)
        for key in keys:
            places.append((inner, key))
            if isinstance(inner[key], list | dict):
                stack.append(inner[key])
    holder, key = rng.choice(places)
    holder[key] = rng.choice([
        None, True, -1, 1e308, 10**30, "", "\x00", "\ud800", [], {}, [[[["x"]]]], {"a": {"b": 1}}, "x" * 5000,
        "2015-02-31", "http://[x", holder[key], [holder[key]], {"text": holder[key]},
    ])  # fmt: skip
    written = json.dumps(value)
    if rng.random() < 0.1:
        written = "[" * 5000 + written
    return (written + text[end:]).encode("utf-8", "replace")


# --------------------------------------------------------------------------- what must hold


def faults(item: Reading | Unreadable) -> Iterator[str]:
    """Give what is wrong with something that was read, whatever the bytes were."""
    if isinstance(item, Unreadable):
        if not _CODE.fullmatch(item.code) or not 10 < len(item.reason) < 3000:
            yield f"no explained reason: {item.code!r}, {item.reason!r}"
        for value in (item.member, item.reason):
            if _BAD_LINE.search(value):
                yield f"control characters in a reason: {value!r}"
        return
    text = item.text
    if not text.strip():
        yield "a reading without words"
    if (bad := _BAD.search(text)) is not None:
        yield f"{bad[0]!r} in the text"
    for name, span in (("title", item.title), ("body", item.body)):
        if span is not None and not 0 <= span.start <= span.end <= len(text):
            yield f"the {name}'s span {span} is outside a text of {len(text)}"
    for credit in item.credits:
        if credit.span is not None and credit.span.of(text) != credit.quote:
            yield f"a credit's span does not give its quote {credit.quote!r}"
    about = [item.member, item.source_key, item.url, item.publisher, item.captured_at, item.reader]
    about += [*item.authors, *item.warnings, *item.furniture, item.language, item.published.stated]
    about += [value for pair in item.catalogue for value in pair]
    about += [value for credit in item.credits for value in (credit.name, credit.quote)]
    for value in about:
        if value and (bad := _BAD_LINE.search(value)) is not None:
            yield f"{bad[0]!r} in {value[:80]!r} beside the text"
    try:
        whole = unpack(json.loads(json.dumps(pack(item)))) == item
    except ValueError:
        whole = False
    if not whole:
        yield "it does not come back whole from a worker"


def parse(
    data: bytes, arguments: dict[str, Any], skip: int, progress: Callable[[int, str], None]
) -> Iterator[Any]:
    """Give, in a worker, how many readings and reasons there were, and every fault of them."""
    readings = reasons = 0
    failed = frozenset(arguments.get("failed", ()))
    options = IngestOptions(limits=LIMITS)
    for item in read_original(
        data, arguments["name"], options, skip=skip, failed=failed, progress=progress
    ):
        readings += isinstance(item, Reading)
        reasons += isinstance(item, Unreadable)
        for fault in faults(item):
            yield {"fault": fault[:500]}
    yield {"readings": readings, "reasons": reasons}
