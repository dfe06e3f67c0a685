"""Coding a made-up sentence, for the tests of the coding rules."""

from __future__ import annotations

from functools import cache

from dateline.coding import code, load_codebook
from dateline.language import annotate
from dateline.types import Annotation, Claim, Coding


@cache
def annotated(text: str) -> Annotation:
    """Annotate ``text`` once a test run."""
    return annotate(text)


def coding_of(text: str, codebook: str = "plover") -> Coding:
    """Code ``text`` with a built-in codebook."""
    return code(annotated(text), load_codebook(codebook))


def claims_of(text: str, name: str, codebook: str = "plover") -> list[Claim]:
    """Give the claims of type ``name``."""
    return [c for c in coding_of(text, codebook).claims if c.type == name]


def values(claim: Claim, role: str) -> list[str]:
    """Give the values of a role in order."""
    return [slot.value for slot in claim.slot(role)]
