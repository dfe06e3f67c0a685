"""What makes a report this report: its fetched URL, its database id, or its original and member."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

TRACKING = re.compile(
    r"^(?:utm_\w+|gclid|gclsrc|dclid|fbclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|_ga)$", re.I
)
"""Query parameters that tell a publisher where a reader came from and never which text it is:
Google, Facebook, Microsoft, Yandex, Twitter, Instagram and Mailchimp, as their documentation
names them."""

_DEFAULT_PORTS = {"http": 80, "https": 443}


_NO_PART = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no address has, however it is written; they hide in addresses of damaged files."""


def normalise_url(url: str) -> str | None:
    """Give ``url`` with scheme and host in lower case, no fragment and no tracking parameters.

    Everything else stays: path, case, order of parameters, http or https, "www.". None where
    it is no http(s) URL.
    """
    url = _NO_PART.sub("", "".join(url.split()))
    if url.lower().startswith("www."):
        url = "http://" + url
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    if not {".", ":"} & set(host) and host != "localhost":
        return None
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS[scheme]:
        host = f"{host}:{port}"
    query = parts.query
    if any(TRACKING.match(pair.partition("=")[0]) for pair in query.split("&")):
        kept = [pair for pair in query.split("&") if not TRACKING.match(pair.partition("=")[0])]
        query = "&".join(kept)
    return urlunsplit((scheme, host, parts.path or "/", query, ""))


def host_of(url: str | None) -> str | None:
    """Give the host of a URL without "www.", or None."""
    normal = normalise_url(url) if url else None
    if normal is None:
        return None
    host = urlsplit(normal).hostname or ""
    return host.removeprefix("www.") or None


def source_key(
    fetched_url: str | None, collection: str, row_id: str | None, original: str, member: str
) -> str:
    """Give ``url:...``, ``id:COLLECTION:ID`` or ``original:SHA256#MEMBER``, the first that is known."""
    url = normalise_url(fetched_url) if fetched_url else None
    if url is not None:
        return f"url:{url}"
    if row_id:
        return f"id:{collection}:{row_id}"
    return f"original:{original}#{member}"


def collection_of(name: str) -> str:
    """Give a file's stem: its name without folders and without .jsonl.gz and the like."""
    stem = re.split(r"[\\/]", name)[-1]
    return re.sub(
        r"(?:\.(?:jsonl|ndjson|json|csv|tsv|tab|xlsx|txt|html?|md))?(?:\.gz)?$",
        "",
        stem,
        flags=re.I,
    )
