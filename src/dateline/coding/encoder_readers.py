"""The encoder as a reader of role spans and types, and where it is in use.

It finds claims for codebooks that let it (``uncued``, types without cues); the default ones do not.
Beside the signs it scores the claims of codebooks that were judged.
"""

from __future__ import annotations

import os
from functools import lru_cache
from importlib.util import find_spec

from dateline.coding.codebook import Codebook
from dateline.coding.scores import Scores, Seen, weights
from dateline.coding.tagged import HEAD as ROLES
from dateline.coding.tagged import RoleReader, RoleSpan
from dateline.coding.typed import HEAD as TYPES
from dateline.coding.typed import TypeReader, least_shares, reader

SWITCH = "DATELINE_ENCODER"
"""Environment variable: ``off`` leaves coding to the rules alone, which makes another run."""


def role_reader(codebook: Codebook) -> RoleReader | None:
    """Give what reads role spans, or None where it is switched off, not installed or not let.

    Codebooks of news by cues alone do not let it: about half of what it would add there is wrong
    (``evaluation/roles_errors.md``). Nothing is loaded before the first sentence is read.
    """
    return read_roles if least_shares(codebook) and in_use() else None


def type_reader(codebook: Codebook) -> TypeReader | None:
    """Give what reads types, or None where it is switched off, not installed or not let."""
    return reader(codebook) if least_shares(codebook) and in_use() else None


def scores_of(codebook: Codebook) -> Scores | None:
    """Give what scores claims of reports, or None for a codebook whose claims nobody judged."""
    fitted = weights()
    if codebook.name not in fitted.least:
        return None
    return Scores(fitted, _seen(codebook) if in_use() else None)


_SEEN: dict[str, Seen] = {}


def _seen(codebook: Codebook) -> Seen:
    if codebook.hash not in _SEEN:
        _SEEN[codebook.hash] = Seen(codebook)
    return _SEEN[codebook.hash]


def configuration(codebook: Codebook) -> str:
    """Give what a run's identity says of the scores and the encoder; "" where neither is in use."""
    scored = weights().digest if codebook.name in weights().least else ""
    parts = [f"scores {scored}"] if scored else []
    if in_use() and (scored or least_shares(codebook)):
        from dateline.encoder import version

        parts.append(f"{ROLES} {TYPES} {version()}")
    return " ".join(parts)


def in_use() -> bool:
    """Say whether the encoder is read. Raises ``ValueError`` for a switch that is not on or off."""
    stated = os.environ.get(SWITCH, "on").strip().lower() or "on"
    if stated not in ("on", "off"):
        raise ValueError(f"{SWITCH} is on or off, not {stated!r}; leave it out for on")
    return stated == "on" and _is_installed()


@lru_cache(maxsize=1)
def _is_installed() -> bool:
    if find_spec("onnxruntime") is None or find_spec("numpy") is None:
        return False
    from dateline.encoder.pieces import WEIGHTS

    return (WEIGHTS / "heads.json").is_file()


def read_roles(text: str) -> list[RoleSpan]:
    """Give the role spans of a sentence as offsets into its text."""
    from dateline.encoder import roles, words_of

    places = words_of(text)
    found = roles([text[start:end] for start, end in places])
    return [
        RoleSpan(places[one.start][0], places[one.end - 1][1], one.kind, one.score) for one in found
    ]
