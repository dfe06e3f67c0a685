"""An address that may be asked for, taken apart once, so that all that follows agrees on its host.

Parsers of URLs differ, and attacks live in the differences. Whatever could be read in two ways is
refused here instead of being mended.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

import idna

from dateline.fetch.errors import FetchError

LONGEST = 4_096
"""Characters of an address; servers commonly refuse request lines above 8,000 bytes."""
PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_KEPT = "%/:=&?~#+!$,;'@()*[]-._"
"""What stands in a path or a query as it is; all else is written in percent."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to ask, and for what."""

    scheme: str
    """``http`` or ``https``."""
    host: str
    """In ASCII and lower case: a name, an IPv4 address, or an IPv6 address without brackets."""
    port: int
    target: str
    """Path and query as they go into the request, ASCII."""
    literal: bool
    """Whether ``host`` is an IP address and not a name."""

    @property
    def authority(self) -> str:
        """Give host and port as the Host field has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Give scheme, host and port: what one robots.txt speaks for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """Give the address as text, without a fragment."""
        return self.origin + self.target


def read_address(text: str) -> Address:
    """Give the parts of an http or https address.

    Raises :class:`FetchError`: ``bad_address``, ``scheme``, ``userinfo``, ``address_form``.
    """
    text = text.strip(" \t\r\n")
    if not text or len(text) > LONGEST:
        raise FetchError("bad_address", f"an address has 1 to {LONGEST:,} characters")
    if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in text):
        raise FetchError("bad_address", "there are control characters in it; copy it again")
    scheme, colon, rest = text.partition(":")
    if not colon or not rest.startswith("//"):
        raise FetchError("bad_address", "this is no address; it starts with https:// or http://")
    if scheme.lower() not in PORTS:
        raise FetchError("scheme", f"{scheme[:20]}: is not fetched, only http and https are")
    authority = re.split(r"[/?#]", rest[2:], maxsplit=1)[0]
    if "@" in authority:
        raise FetchError(
            "userinfo", "it holds a user name or hides its host behind @; write it without"
        )
    if re.search(r"[\\\s%<>\"^`{|}]", authority):
        raise FetchError("bad_address", "there is a character in its host that no host has")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise FetchError("bad_address", "its host or port cannot be read; copy it again") from error
    if port == 0:
        raise FetchError("bad_address", "there is no port 0")
    host, literal = _host(parts.hostname or "")
    target = quote(parts.path or "/", safe=_KEPT)
    if parts.query:
        target += "?" + quote(parts.query, safe=_KEPT)
    known = scheme.lower()
    return Address(known, host, port or PORTS[known], target, literal)


def follow(address: Address, location: str) -> Address:
    """Give where an answer from ``address`` sends to; raises as :func:`read_address` does."""
    if any(unicodedata.category(c) == "Cc" for c in location):
        raise FetchError("bad_address", "it redirects to an address with control characters")
    try:
        joined = urljoin(address.url, location.strip(" ").replace(" ", "%20"))
    except ValueError as error:
        raise FetchError("bad_address", "it redirects to an address that cannot be read") from error
    return read_address(joined)


def _host(host: str) -> tuple[str, bool]:
    """Give a host in the one form that it has, and whether it is an IP address."""
    if ":" in host:
        try:
            return str(IPv6Address(host)), True
        except AddressValueError as error:
            raise FetchError("address_form", "its IPv6 address is none") from error
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError) as error:
            raise FetchError("bad_address", "no host can be named so; copy it again") from error
    host = host.lower().removesuffix(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        # 2130706433, 0x7f.1, 0177.0.0.1 and 127.1 are all 127.0.0.1 to some systems.
        try:
            return str(IPv4Address(host)), True
        except AddressValueError as error:
            raise FetchError(
                "address_form", "its IP address is not written as four decimal numbers"
            ) from error
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise FetchError("bad_address", "no host can be named so; copy it again")
    return host, False
