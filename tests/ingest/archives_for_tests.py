"""Archives, crawls and messages made by hand for the tests."""

from __future__ import annotations

import gzip
import io
import tarfile


def make_tar(entries, links=()):
    """Give a tar archive of the entries (name to bytes), and links (name to target)."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in entries.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, target in links:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return out.getvalue()


def record(kind, url, block, media="application/http; msgtype=response"):
    """Give one WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:0>\r\n"
        f"WARC-Target-URI: {url}\r\nWARC-Date: 2015-06-24T08:00:00Z\r\n"
        f"Content-Type: {media}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body, media="text/html", status="200 OK", extra=""):
    """Give an HTTP answer as a crawler stores it."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body


def chunked(body, size=700):
    """Give a body as it travels in chunks."""
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def packed(records):
    """Give the records as ``.warc.gz``: each packed by itself."""
    return b"".join(gzip.compress(r, mtime=0) for r in records)
