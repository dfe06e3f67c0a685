"""Where comparisons keep what they found, so that the next one looks only at what is new."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


class Keeping:
    """A folder for what comparisons of many texts found; it may be deleted at any time.

    What a comparison writes is used by none before :meth:`commit`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.finish: Callable[[], None] | None = None

    def commit(self) -> None:
        """Let the next comparison use what the last one wrote."""
        if self.finish is not None:
            self.finish()
