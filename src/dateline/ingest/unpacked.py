"""Counts what comes out of packed files while it comes, so that a bomb is refused before it is whole."""

from __future__ import annotations

from dateline.ingest.draft import ReadingError
from dateline.ingest.options import ReadLimits

RATIO_TESTED_FROM = 16 * 1024 * 1024
"""Bytes unpacked before the ratio is looked at: short repetitive texts pack very well."""


class Unpacked:
    """Counts what comes out of one original, however many archives lie in each other.

    Raises :class:`ReadingError`: ``too_large`` above the limit of bytes, ``bomb`` above the
    limit of the ratio of unpacked to packed bytes.
    """

    def __init__(self, packed: int, limits: ReadLimits) -> None:
        self.packed = packed
        self.limits = limits
        self.size = 0
        self.entries = 0

    def add(self, size: int) -> None:
        """Count ``size`` more unpacked bytes."""
        self.size += size
        if self.size > self.limits.unpacked_bytes:
            raise ReadingError(
                "too_large",
                f"more than {self.limits.unpacked_bytes:,} bytes when unpacked; split the file",
            )
        if self.size > RATIO_TESTED_FROM and self.size > self.packed * self.limits.ratio:
            raise ReadingError(
                "bomb",
                f"unpacks to more than {self.limits.ratio} times its size; "
                "unpack it by hand if you trust it",
            )

    def entry(self) -> None:
        """Count one more entry; raises again where there was too much before it."""
        self.entries += 1
        self.add(0)
        if self.entries > self.limits.entries:
            raise ReadingError(
                "too_many", f"more than {self.limits.entries:,} entries; split the archive"
            )
