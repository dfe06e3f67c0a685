"""Progress: a bar on a terminal, nothing but plain lines when piped; always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def tracked(what: str) -> Iterator[Callable[[int, int], None]]:
    """Give a function to call with what is done and what there is in all (0: not known)."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)


@contextmanager
def counted(quiet: bool, addresses: int = 0) -> Iterator[Callable[[Any], None] | None]:
    """Give a function that shows a running summary: a line on a terminal, now and then when piped.

    With ``addresses``, a bar shows how many of as many have been taken in hand.
    """
    if quiet:
        yield None
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    bar = (BarColumn(), MofNCompleteColumn()) if addresses else ()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), *bar, TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reading", total=addresses or None)
        yield lambda summary: progress.update(
            task, description=_running(summary), completed=min(summary.files, addresses)
        )


class _Lines:
    """A plain line after 100 reports, and after every tenfold or 1,000 of them."""

    def __init__(self) -> None:
        self.next = 100

    def __call__(self, summary: Any) -> None:
        done = summary.new + summary.known + summary.new_versions
        if done >= self.next:
            print(_running(summary), file=sys.stderr)
            self.next += 900 if self.next == 100 else 1000


def _running(summary: Any) -> str:
    failed = summary.unreadable + summary.failed
    trouble = f", {failed} not read or coded" if failed else ""
    return f"{summary.new} new, {summary.known} known, {summary.claims} claims{trouble}"
