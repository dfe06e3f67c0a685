"""How far an export is, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")

Progress = Callable[[int, int], None]
"""Is told what is done and what there is in all."""


def told(
    items: Iterable[Item], progress: Progress | None, count: Callable[[], int]
) -> Iterator[Item]:
    """Give the items, and tell ``progress`` as each is taken; ``count`` gives how many there are."""
    if progress is None:
        yield from items
        return
    total = count()
    for number, item in enumerate(items, 1):
        progress(number, total)
        yield item
