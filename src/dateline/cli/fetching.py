"""What commands that fetch share: their options, and leaving at once on Ctrl-C."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from dateline.fetch import Fetcher

ContactOption = Annotated[
    str,
    typer.Option(
        "--contact",
        envvar="DATELINE_CONTACT",
        help="Your mail address or page, told to servers so that their owners can reach you.",
    ),
]
DelayOption = Annotated[
    float, typer.Option("--delay", help="Seconds between two requests to one host.")
]
PrivateOption = Annotated[
    bool,
    typer.Option(
        "--allow-private-addresses",
        help="Fetch from hosts that are not on the public network too: your own machines.",
    ),
]
UrlsOption = Annotated[
    str | None,
    typer.Option(
        "--urls", help="A file of addresses, one a line (- for standard input); # starts a comment."
    ),
]
PagesOption = Annotated[
    bool,
    typer.Option(
        "--pages", help="Of feeds, fetch the pages that the items link to in place of the items."
    ),
]
AgainOption = Annotated[
    bool, typer.Option("--again", help="Fetch addresses anew that were fetched before.")
]


def is_address(path: str) -> bool:
    """Say whether an argument is an address and no file."""
    return path.lower().startswith(("http://", "https://"))


def listed(path: str | None) -> list[str]:
    """Give the addresses in a file of them; none without a file."""
    from dateline.pipeline.addresses import read_list

    if path is None:
        return []
    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    return read_list(data.decode("utf-8", "replace"))


@contextmanager
def fetching(contact: str, delay: float, private: bool) -> Iterator[Fetcher]:
    """Give a fetcher that lets go at once when the user presses Ctrl-C."""
    from dateline.fetch import Cancelled, FetchOptions
    from dateline.pipeline.addresses import fetcher_for

    fetcher = fetcher_for(FetchOptions(contact, delay, private))

    def leave(number: int, frame: FrameType | None) -> None:
        fetcher.leave()
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, leave)
    try:
        yield fetcher
    except Cancelled as error:
        raise KeyboardInterrupt from error
    finally:
        fetcher.leave()
        signal.signal(signal.SIGINT, before)
