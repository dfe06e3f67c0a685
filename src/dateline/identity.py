"""Ids that are content: a prefix and a hash of canonical JSON.

The same thing gets the same id on every machine, in any order of arrival and
with any number of workers, because no clock, row number, path or score ever
enters the hash.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

ID_CHARACTERS = 16
"""80 bits: a ledger of ten million claims meets a collision with odds of about 4 in 100,000,000,000."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no i, l, o, u

# Made once: json.dumps would make one for every id.
_ENCODER = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


def canonical_json(value: Any) -> str:
    """Give the one JSON text that stands for ``value``: sorted keys, no spaces, UTF-8 kept.

    Raises ``ValueError`` for NaN and infinities, ``TypeError`` for what JSON cannot hold.
    """
    return _ENCODER.encode(value)


def sha256_hex(data: bytes) -> str:
    """Give the SHA-256 of ``data`` as 64 hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def text_hash(text: str) -> str:
    """Give the SHA-256 of a clean text, lone surrogates included, as hexadecimal digits."""
    return sha256_hex(text.encode("utf-8", "surrogatepass"))


def content_id(prefix: str, *fields: Any) -> str:
    """Give ``prefix`` and 16 base-32 characters of the SHA-256 of the canonical JSON of ``fields``."""
    digest = hashlib.sha256(
        canonical_json([prefix, *fields]).encode("utf-8", "surrogatepass")
    ).digest()
    number = int.from_bytes(digest[:10], "big")
    characters = []
    for _ in range(ID_CHARACTERS):
        characters.append(_ALPHABET[number & 31])
        number >>= 5
    return prefix + "".join(reversed(characters))
