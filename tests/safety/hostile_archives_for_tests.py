"""Archives that attack what opens them: bombs, lies, nests, names that lead elsewhere."""

# ruff: noqa: B023 - each is made before its loop goes on

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import zipfile
import zlib

MIB = 1024 * 1024


def zipped(entries, method=zipfile.ZIP_DEFLATED):
    """Give a ZIP of (name, data) pairs, the same bytes each time; names may repeat."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in entries:
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return out.getvalue()


def tarred(infos):
    """Give a tar of (TarInfo, data) pairs."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for info, data in infos:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def raw_zip(members, directory=None, count=None):
    """Give a ZIP by hand from (name, method, crc, packed, size) and the rows of its directory.

    ``directory`` has (name, method, crc, packed size, size, offset); by default the truth.
    """
    body, rows = b"", []
    for name, method, crc, packed, size in members:
        rows.append((name, method, crc, len(packed), size, len(body)))
        head = struct.pack(
            "<4s5H3I2H", b"PK\3\4", 20, 0, method, 0, 33, crc, len(packed), size, len(name), 0
        )
        body += head + name + packed
    rows = directory(rows) if directory else rows
    listing = b"".join(
        struct.pack(
            "<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, method, 0, 33, crc, packed, size,
            len(name), 0, 0, 0, 0, 0, offset,
        ) + name
        for name, method, crc, packed, size, offset in rows
    )  # fmt: skip
    total = min(len(rows) if count is None else count, 0xFFFF)
    return (
        body
        + listing
        + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, total, total, len(listing), len(body), 0)
    )


def deflated(data):
    """Give data as a ZIP's entry packs it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def cases(news):
    """Give (name, data, expected) of hostile archives; ``news`` is the text of a good report."""
    zeros = b"\0" * MIB
    words = b"word " * (MIB // 5)
    big = words * 64
    bomb = deflated(big)
    crc = zlib.crc32(big)
    truth = (b"a.txt", 8, zlib.crc32(news), deflated(news), len(news))
    yield "bomb-zeros.zip", lambda: zipped([("a.txt", zeros * 300)]), "refused"
    yield "bomb-words.zip", lambda: zipped([("a.txt", words * 300)]), "refused"
    yield "bomb-page.zip", lambda: zipped([("a.html", b"<p>" + b"x" * (200 * MIB))]), "refused"
    yield "bomb-zeros.txt.gz", lambda: gzip.compress(zeros * 300, mtime=0), "refused"
    yield (
        "bomb-twice.gz",
        lambda: gzip.compress(gzip.compress(zeros * 300, mtime=0), mtime=0),
        "refused",
    )
    deep = news
    for _ in range(5):
        deep = gzip.compress(deep, mtime=0)
    yield "gzip-five-times.gz", lambda: deep, "refused"
    yield "gzip-many-members.gz", lambda: gzip.compress(b"", mtime=0) * 200_000, "refused"
    yield "gzip-members-of-text.gz", lambda: gzip.compress(b"x", mtime=0) * 100_000, "any"
    yield "gzip-cut.gz", lambda: gzip.compress(news, mtime=0)[:-12], "refused"
    yield "gzip-tail.gz", lambda: gzip.compress(news, mtime=0) + b"rubbish", "any"
    yield (
        "gzip-quine-like.gz",
        lambda: (lambda g: g + g)(gzip.compress(b"\x1f\x8b\x08", mtime=0)),
        "refused",
    )
    nest = zipped([("a.txt", news)])
    for depth in range(1, 12):
        nest = zipped([(f"{depth}.zip", nest)])
        if depth in (1, 2, 3, 5, 11):
            yield f"nested-{depth + 1}.zip", lambda: nest, "read" if depth < 3 else "refused"
    yield "nested-wide.zip", lambda: _wide(3, 8), "refused"
    yield "nested-tar-zip.tar", lambda: tarred([(tarfile.TarInfo("a.zip"), nest)]), "refused"
    yield (
        "many-empty.zip",
        lambda: raw_zip([(b"%d" % n, 0, 0, b"", 0) for n in range(60_000)]),
        "refused",
    )
    yield "many-short.zip", lambda: zipped([(f"{n}.txt", b"x") for n in range(3_000)]), "any"
    same = raw_zip([truth], lambda rows: [(b"%d.txt" % n, *rows[0][1:]) for n in range(2_000)])
    yield "overlap-same.zip", lambda: same, "any"
    yield "overlap-bomb.zip", lambda: raw_zip(
        [(b"a.txt", 8, crc, bomb, len(big))],
        lambda rows: [(b"%d.txt" % n, *rows[0][1:]) for n in range(500)],
    ), "refused"  # fmt: skip
    yield "lies-small.zip", lambda: raw_zip([(b"a.txt", 8, crc, bomb, 10)]), "refused"
    yield "lies-huge.zip", lambda: raw_zip([(b"a.txt", 8, *truth[2:4], 0xFFFF_FFF0)]), "any"
    yield "lies-crc.zip", lambda: raw_zip([(b"a.txt", 8, 1, *truth[3:])]), "refused"
    yield "lies-method.zip", lambda: raw_zip([(b"a.txt", 99, *truth[2:])]), "refused"
    yield (
        "lies-offset.zip",
        lambda: raw_zip([truth], lambda r: [(*r[0][:5], 0xFFFF_0000)]),
        "refused",
    )
    yield "lies-count.zip", lambda: raw_zip([truth], count=60_000), "any"
    yield "lies-none.zip", lambda: raw_zip([truth], count=0), "any"
    yield "cut.zip", lambda: zipped([("a.txt", news)])[:-30], "any"
    yield "directory-only.zip", lambda: zipped([("folder/", b"")]), "refused"
    yield "encrypted.zip", lambda: _encrypted(zipped([("a.txt", news)])), "refused"
    names = (
        "../../../etc/passwd.txt", "/etc/passwd.txt", "..\\..\\windows.txt", "C:\\a.txt", "a\x01b.txt",
        "\u202etxt.exe", "CON.txt", "a" * 40_000 + ".txt", "a/" * 5_000 + "b.txt", "\x1b]0;owned\x07.txt",
        "a\nb.txt", "-rf.txt", "~root.txt", "a#b.txt", "=1+1.txt", "<img src=x onerror=alert(1)>.txt",
    )  # fmt: skip
    for number, name in enumerate(names):
        yield f"name-{number}.zip", lambda: zipped([(name, news)]), "read"
        info = tarfile.TarInfo(name.replace("\0", ""))
        yield f"name-{number}.tar", lambda: tarred([(info, news)]), "read"
    yield "name-null.zip", lambda: raw_zip([(b"a.txt\0.exe", *truth[1:])]), "read"
    yield "name-no-utf8.zip", lambda: raw_zip([(b"\xff\xfe\x80.txt", *truth[1:])]), "read"
    yield "same-names.zip", lambda: raw_zip([truth] * 3), "read"
    for kind, word in (
        (tarfile.SYMTYPE, "symlink"), (tarfile.LNKTYPE, "hardlink"), (tarfile.CHRTYPE, "device"),
        (tarfile.BLKTYPE, "block"), (tarfile.FIFOTYPE, "fifo"), (tarfile.DIRTYPE, "folder"),
    ):  # fmt: skip
        info = tarfile.TarInfo("a.txt")
        info.type, info.linkname = kind, "/etc/passwd"
        info.devmajor, info.devminor = 1, 5
        yield f"tar-{word}.tar", lambda: tarred([(info, b"")]), "refused"
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {f"key{n}": "v" * 1000 for n in range(20_000)}
    yield "tar-pax-huge.tar", lambda: tarred([(info, news)]), "any"
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {"path": "../" * 100_000 + "x"}
    yield "tar-pax-path.tar", lambda: tarred([(info, news)]), "any"
    yield "tar-size-lies.tar", lambda: _tar_size(tarred([(tarfile.TarInfo("a.txt"), news)]), b"77777777777\0"), "refused"  # fmt: skip
    yield "tar-size-negative.tar", lambda: _tar_size(tarred([(tarfile.TarInfo("a.txt"), news)]), b"\xff" * 12), "refused"  # fmt: skip
    info = tarfile.TarInfo("a.txt")
    info.pax_headers = {
        "GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.name": "a.txt",
        "GNU.sparse.realsize": str(1 << 50),
    }  # fmt: skip
    yield (
        "tar-sparse.tar",
        lambda: tarred([(info, b"1\n1125899906842624\n0\n".ljust(512, b"\0"))]),
        "refused",
    )
    yield "tar-bomb.tar.gz", lambda: gzip.compress(
        tarred([(tarfile.TarInfo(f"{n}.txt"), words * 100) for n in range(3)]), mtime=0
    ), "refused"  # fmt: skip


def _wide(depth, width):
    data = b"\0" * MIB
    for _ in range(depth):
        data = zipped([(f"{n}.zip" if _ else f"{n}.txt", data) for n in range(width)])
    return data


def _encrypted(data):
    data = bytearray(data)
    data[6] |= 1
    at = data.index(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


def _tar_size(data, size):
    data = bytearray(data)
    at = next(n for n in range(0, len(data), 512) if data[n : n + 6] == b"a.txt\0")
    data[at + 124 : at + 136] = size
    data[at + 148 : at + 156] = b" " * 8
    data[at + 148 : at + 156] = b"%06o\0 " % sum(data[at : at + 512])
    return bytes(data)
