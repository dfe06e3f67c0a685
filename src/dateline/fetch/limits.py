"""How much one address may cost, and how dateline behaves towards servers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from importlib.metadata import version

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """What one address may use; what needs more is listed with its reason."""

    raw_bytes: int = 32 * MIB
    """One body as it travels. Pages are below 5 MiB; long reports as PDF reach 20."""
    unpacked_bytes: int = 64 * MIB
    ratio: int = 200
    """Unpacked to packed bytes: pages pack 3 to 20 times, gzip's most is 1,032."""
    head_bytes: int = 65_536
    """Status line and fields; what readers of archives take, and servers of requests."""
    other_bytes: int = 65_536
    """What is kept of the body of an answer that is no report, such as a redirect."""
    seconds: float = 120.0
    """One address with its redirects and robots.txt, waiting for turns aside."""
    connect_seconds: float = 15.0
    first_byte_seconds: float = 30.0
    redirects: int = 10
    robots_bytes: int = 512_000
    """500 KiB: what RFC 9309, 2.5, asks to be read at least; the rest is passed over."""
    robots_redirects: int = 5
    """RFC 9309, 2.3.1.2."""


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """How addresses are asked for."""

    contact: str = ""
    """A mail address or a page where a server's owner can reach whoever runs this."""
    delay: float = 1.0
    """Seconds between two requests to one host, from the end of the first."""
    private_addresses: bool = False
    """Whether hosts may be asked that are not on the public network."""
    limits: FetchLimits = field(default_factory=FetchLimits)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[\x21-\x27\x2a-\x7e ]{0,200}", self.contact):
            raise ValueError(
                f"--contact {self.contact!r}: write a mail address or a page's address, "
                "in at most 200 ASCII characters without brackets"
            )
        if not 0 <= self.delay <= 3600:
            raise ValueError(f"--delay {self.delay:g}: give seconds, from 0 to 3600")

    @property
    def user_agent(self) -> str:
        """Give who asks, as servers see it; ``dateline`` is the token for robots.txt."""
        contact = f"+{self.contact}" if self.contact else "a person's reading of the news"
        return f"{TOKEN}/{version('dateline')} ({contact})"


TOKEN = "dateline"
"""The product token that rules of robots.txt name (RFC 9309, 2.2.1)."""
