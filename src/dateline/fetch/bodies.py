"""Undoing the packing of a body piece by piece, so that a bomb is refused before it is whole."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from dateline.fetch.errors import FetchError

PIECE = 65_536
RATIO_TESTED_FROM = 1_048_576
"""Bytes unpacked before the ratio is looked at: short repetitive pages pack very well."""
_GZIP = b"\x1f\x8b"


class Unpacker:
    """Unpacks a body that comes in pieces; a gzip of several parts is one body.

    Raises :class:`FetchError`: ``packing`` for one that was not asked for, ``too_large`` above
    ``most`` bytes, ``bomb`` above ``ratio`` times what came, ``damaged``.
    """

    def __init__(self, encoding: str, most: int, ratio: int) -> None:
        self.packing = encoding.strip().lower()
        if self.packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise FetchError(
                "packing", f"it came in the packing {self.packing[:40]!r}, which was not asked for"
            )
        self.most = most
        self.ratio = ratio
        self.size = 0
        """Bytes given so far."""
        self._taken = 0
        self._head = b""
        self._inner: zlib._Decompress | None = None
        self._begun = False
        self._plain = self.packing in ("", "identity")
        self._ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Give what some more bytes unpack to."""
        self._taken += len(data)
        if not self._begun and not self._plain:
            data = self._head + data
            if len(data) < 2:
                self._head = data
                return
            self._begin(data)
        if self._plain:
            yield self._counted(data)
        elif not self._ended:
            yield from self._unpacked(data)

    def _begin(self, data: bytes) -> None:
        self._begun, self._head = True, b""
        if self.packing == "deflate":
            # RFC 9110 means zlib's form; some servers send the bare one.
            zlib_form = data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0
            self._inner = zlib.decompressobj(15 if zlib_form else -15)
        elif data[:2] == _GZIP:
            self._inner = zlib.decompressobj(31)
        else:  # labelled as packed, and is not: readers of archives take it as it is
            self._plain = True

    def _unpacked(self, data: bytes) -> Iterator[bytes]:
        rest = data
        while rest:
            assert self._inner is not None
            try:
                piece = self._inner.decompress(rest, PIECE)
            except zlib.error as error:
                raise FetchError("damaged", "its packing is damaged; try again later") from error
            yield self._counted(piece)
            rest = self._inner.unconsumed_tail
            if self._inner.eof:
                rest = self._inner.unused_data
                if self.packing == "deflate" or not rest.startswith(_GZIP):
                    self._ended = True
                    return
                self._inner = zlib.decompressobj(31)

    def _counted(self, piece: bytes) -> bytes:
        self.size += len(piece)
        if self.size > self.most:
            raise FetchError("too_large", f"more than {self.most:,} bytes when unpacked")
        if self.size > RATIO_TESTED_FROM and self.size > self.ratio * self._taken:
            raise FetchError("bomb", f"unpacks to more than {self.ratio} times its size")
        return piece
