"""Bytes to characters: byte order mark, declaration, UTF-8, then detection; never a silent guess."""

from __future__ import annotations

import codecs
import re
import zlib
from collections.abc import Callable, Iterator

from charset_normalizer import from_bytes

from dateline.ingest.code_pages import BETTER, FITS, best_of, fit
from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""")
_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]|(?<![\x80-\xff])[\x80-\x9f](?![\x80-\xff])")
"""Control characters; those above 0x7F only alone: beside others they are text that was misread."""
_PERHAPS_ODD = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f]")
"""One of these stands in every match of the pattern above; the look for them is cheaper."""
DETECTION_BYTES = 65_536
"""Detection looks at the first 64 KiB: enough letters for every single-byte code page."""
DAMAGE = 5
"""UTF-8 with damage is told from a code page by five whole characters for each broken one: in
a code page nearly every letter beyond ASCII breaks."""
BINARY_SHARE = 0.10
"""Above this share of control characters a file is taken for binary; text of the wrong code
page stays below 0.02."""
_RATIO_TESTED_FROM = 16 * 1024 * 1024


def decode(data: bytes, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Give the characters of ``data`` and warnings about how they were got.

    ``declared`` is an encoding that the input states outside its bytes. Raises
    :class:`ReadingError` (``binary``) where the bytes are no text in any encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, "replace")
            if mark == codecs.BOM_UTF8 and "\ufffd" in text:
                break  # a mark before text of another encoding, as joined files have
            return text, _lossy(text, encoding)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if not _cut_short(data, error):
            return _decode_legacy(data, declared or declared_encoding(data))
        text = data[: error.start].decode("utf-8")
        return text, ("the last character is cut off",)
    if text.count("\x00") * 4 > len(text) or _is_binary(text):
        return _decode_wide(data)
    if "+" in text and text.isascii():
        return _decode_seven(data, text)
    return text, ()


def _decode_seven(data: bytes, text: str) -> tuple[str, tuple[str, ...]]:
    """Read UTF-7, which looks like ASCII, where it says letters and quotation marks of news."""
    shifts = _SHIFT.findall(data[:DETECTION_BYTES])
    if len(shifts) < LEAST_SHIFTS:
        return text, ()
    try:
        inside = b" ".join(shifts).decode("utf-7")
        whole = data.decode("utf-7")
    except UnicodeDecodeError:
        return text, ()
    if not _SEVEN_LETTERS.fullmatch(inside):
        return text, ()
    return whole, ("encoding not stated, taken for utf-7",)


def declared_encoding(data: bytes) -> str | None:
    """Give the encoding that HTML or XML states in its first 2 KiB, or None."""
    match = _DECLARED.search(data[:2048])
    return match.group(1).decode("ascii") if match else None


def is_gzip(data: bytes) -> bool:
    """Whether ``data`` is packed by gzip."""
    return data[:3] == b"\x1f\x8b\x08"


def head_of_gzip(data: bytes) -> bytes:
    """Give the first 512 bytes that gzip ``data`` holds, or fewer where it is damaged."""
    try:
        return zlib.decompressobj(wbits=31).decompress(data[:65_536], 512)
    except zlib.error:
        return b""


def unpack_gzip(data: bytes, limits: ReadLimits) -> bytes:
    """Give what gzip ``data`` holds; raises :class:`ReadingError` for bombs and damaged files."""
    parts: list[bytes] = []
    size = 0
    packed = _Packed(data)
    while packed.more():
        try:
            for part in packed.member():
                parts.append(part)
                size += len(part)
                _refuse_bomb(size, len(data), limits)
        except zlib.error as error:
            if size:  # bytes behind the last member: keep what was whole
                break
            raise ReadingError(
                "damaged", f"the gzip data is damaged ({error}); fetch the file again"
            ) from error
        if not packed.whole:
            raise ReadingError(
                "truncated", "the gzip data ends early; fetch the file again or unpack it by hand"
            )
    return b"".join(parts)


def gzip_chunks(data: bytes, count: Callable[[int], None]) -> Iterator[bytes]:
    """Give what gzip ``data`` holds in pieces; ``count`` is told each piece's size and may refuse.

    Raises :class:`ReadingError` (``damaged``, ``truncated``) where it reaches the damage.
    """
    packed = _Packed(data)
    while packed.more():
        try:
            for part in packed.member():
                count(len(part))
                yield part
        except zlib.error as error:
            raise ReadingError(
                "damaged", f"the gzip data is damaged from here on ({error}); fetch the file again"
            ) from error
        if not packed.whole:
            raise ReadingError(
                "truncated", "the gzip data ends early: what stood behind is lost; fetch it again"
            )


class _Packed:
    """The members of gzip data, one after the other.

    The data is handed on in pieces, since zlib copies what it leaves over of each: a file of
    many short members would cost its size for each of them.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.whole = False
        """Whether the last member came to its end."""

    def more(self) -> bool:
        """Whether another member follows; zeros between members are passed over."""
        while self.data.startswith(b"\x00", self.at):
            self.at += 1
        return self.at < len(self.data)

    def member(self) -> Iterator[bytes]:
        """Give the next member in pieces; raises ``zlib.error``."""
        self.whole = False
        unpacker = zlib.decompressobj(wbits=31)
        size = SHORT_PIECE
        while not unpacker.eof and self.at < len(self.data):
            rest = self.data[self.at : self.at + size]
            self.at += len(rest)
            size = LONG_PIECE
            while rest and not unpacker.eof:
                part = unpacker.decompress(rest, LONG_PIECE)
                rest = unpacker.unconsumed_tail
                if part:
                    yield part
        self.at -= len(unpacker.unused_data)
        self.whole = unpacker.eof


SHORT_PIECE, LONG_PIECE = 1 << 9, 1 << 16
"""Bytes handed to zlib: at the start of a member, and once it proves longer."""


def _refuse_bomb(size: int, packed: int, limits: ReadLimits) -> None:
    if size > limits.unpacked_bytes:
        raise ReadingError(
            "too_large",
            f"more than {limits.unpacked_bytes:,} bytes when unpacked; split the file",
        )
    if size > _RATIO_TESTED_FROM and size > packed * limits.ratio:
        raise ReadingError(
            "bomb",
            f"unpacks to more than {limits.ratio} times its size; unpack it by hand if you trust it",
        )


def _decode_legacy(data: bytes, declared: str | None) -> tuple[str, tuple[str, ...]]:
    """Bytes that are no UTF-8: the stated encoding where its letters read as a language, else UTF-8
    with damage, else the encoding whose letters read best."""
    stated = _stated(declared)
    if data.count(0) * 10 > len(data) and stated is None:
        return _decode_wide(data)
    sample = data[:DETECTION_BYTES]
    score, count = fit(sample.decode(stated, "replace")) if stated else (0.0, 0)
    if stated and (score >= FITS or not count):
        return _in(data, stated, ())
    text = data.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if lost * DAMAGE < sum(1 for c in text[:DETECTION_BYTES] if c > "\x7f") - lost:
        return _in(data, "utf-8", ())
    guess = from_bytes(sample, cp_isolation=_DETECTED).best()
    best, value = best_of(sample, dict.fromkeys([*_TRIED, *([guess.encoding] if guess else [])]))
    if stated is None:
        return _in(data, best, (f"encoding not stated, taken for {best}",))
    if value >= FITS and value >= score + BETTER:
        warning = f"stated as {stated}, but its letters are those of {best}: taken for that"
        return _in(data, best, (warning,))
    return _in(data, stated, ())


def _stated(declared: str | None) -> str | None:
    """Give Python's name of a stated encoding, where it is a character set that these bytes can be in."""
    try:
        encoding = codecs.lookup(declared or "").name
    except (LookupError, ValueError):
        return None
    if encoding in ("utf-8", "utf-16", "utf-32") or encoding not in _TEXT_ENCODINGS:
        return None
    return "cp1252" if encoding in ("iso8859-1", "ascii") else encoding


def _in(data: bytes, encoding: str, warnings: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    text = data.decode(encoding, "replace")
    _refuse_binary(text)
    return text, (*warnings, *_lossy(text, encoding))


def _decode_wide(data: bytes) -> tuple[str, tuple[str, ...]]:
    """UTF-16 or UTF-32 without a mark: of the ways that give letters, the one with most spaces.

    In the wrong order of bytes letters become others, and a space becomes no space.
    """
    best, spaces = "", 0
    for encoding in ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be"):
        text = data[: 4 * 4096].decode(encoding, "replace")
        letters = sum(1 for c in text if c.isalnum() or c in " \n\r.,")
        if letters * 10 > 8 * len(text) and "\x00" not in text and text.count(" ") > spaces:
            best, spaces = encoding, text.count(" ")
    if best:
        text = data.decode(best, "replace")
        return text, (f"encoding not stated, taken for {best}", *_lossy(text, best))
    raise ReadingError("binary", "this is not text; give the file in a format that dateline reads")


def _refuse_binary(text: str) -> None:
    if _is_binary(text):
        raise ReadingError(
            "binary", "this is not text; give the file in a format that dateline reads"
        )


def _is_binary(text: str) -> bool:
    sample = text[:65_536]
    if not _PERHAPS_ODD.search(sample):
        return False
    odd = len(_ODD.findall(sample))
    return odd > 8 and odd > BINARY_SHARE * len(sample)


def _cut_short(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether UTF-8 is whole but for a last character that lost its end."""
    return (
        error.start >= len(data) - 3
        and error.start > 0
        and error.reason == "unexpected end of data"
    )


def _lossy(text: str, encoding: str) -> tuple[str, ...]:
    lost = text.count("\ufffd")
    return (f"bytes that are no {encoding}: {lost}",) if lost else ()


_TRIED = (
    "cp1252", "cp1251", "koi8-u", "cp1250", "cp1254", "iso8859-2", "iso8859-5", "cp866", "mac_cyrillic",
    "gb18030", "big5", "cp850", "cp852", "cp857", "mac_roman", "cp1125",
)  # fmt: skip
"""Code pages whose letters are scored, the first of equals is taken: those of the web before those of DOS."""

_SHIFT = re.compile(rb"\+[A-Za-z0-9+/]{2,}-?")
_SEVEN_LETTERS = re.compile("[ -~\u00a0-\u024f\u0400-\u052f\u2010-\u203a\u20ac]*")
LEAST_SHIFTS = 2
"""Runs of UTF-7; telephone numbers and sums look like such, but not like letters of Europe."""

_DETECTED = [
    *("cp1252", "cp1251", "cp1250", "koi8_r", "cp866", "cp1256", "cp1254", "cp1253", "cp1255"),
    *(
        "cp1257",
        "cp1258",
        "gb18030",
        "big5",
        "shift_jis",
        "euc_jp",
        "euc_kr",
        "tis_620",
        "mac_cyrillic",
    ),
]
"""Code pages that news was published in; wider lists let rare ones win on short texts."""

_TEXT_ENCODINGS = frozenset(
    ["ascii", "latin-1", "koi8-r", "koi8-u", "big5", "gb2312", "gbk", "gb18030", "hz"]
    + ["shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "cp949", "cp932", "big5hkscs", "tis-620"]
    + [
        "mac-roman",
        "mac-cyrillic",
        "cp866",
        "cp855",
        "cp437",
        "cp850",
        "cp852",
        "cp857",
        "cp1125",
        "ptcp154",
    ]
    + [f"iso8859-{n}" for n in range(1, 17)]
    + [f"cp{n}" for n in range(1250, 1259)]
)
"""What a declaration may name, by Python's normal names: never a codec that is no character set."""
