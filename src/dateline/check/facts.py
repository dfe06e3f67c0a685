"""What the headline check gives out, as plain frozen types."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types import Span

SUPPORTED = "supported"
"""The body states what the headline says."""
CONTRADICTED = "contradicted"
"""The body denies it, or states another number or actor."""
MENTIONED = "mentioned only"
"""The body names it, but does not state what the headline says of it."""
ABSENT = "absent from the body"
NOT_ASSESSED = "not assessed"
"""The body names those concerned; whether it says this of them, in words of its own, was not seen."""
ASKED = "asked"
"""Of questions alone: the headline asks; ``why`` says what the body answers."""

VERDICTS = (SUPPORTED, CONTRADICTED, MENTIONED, ABSENT, NOT_ASSESSED, ASKED)

CAVEAT = (
    "read from the words of the body by rules; what they do not know how to read is not assessed"
)
"""What a reader must know of every check."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a headline says, and how the body stands to it."""

    kind: str
    """``actor``, ``event``, ``question``, ``number`` or ``place``."""
    words: str
    """As the headline has them; ``span`` is where."""
    span: Span
    verdict: str
    """One of :data:`VERDICTS`."""
    why: str
    """In words, for a reader."""
    evidence: tuple[Span, ...] = ()
    """Sentences of the body that the verdict stands on, most telling first; three at most."""
    meaning: str = ""
    """Who or what is meant, where the words alone do not say: "United States" for "US"."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """Loaded wording of the headline: named, not scored as true or false."""

    words: str
    span: Span
    category: str
    """``label``, ``insinuation``, ``intensifier``, ``superlative``, ``scare quotes`` or
    ``question``."""
    in_body: bool
    """Whether the body uses the word too."""


@dataclass(frozen=True, slots=True)
class HeadlineCheck:
    """What the headline of one report says, each item with its verdict."""

    version: str
    title: str
    """"" where the report has none."""
    items: tuple[Item, ...]
    loaded: tuple[Loaded, ...]
    note: str
    """Why nothing was checked, or what to know of the verdicts."""
