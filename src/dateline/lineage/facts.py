"""What lineage takes in and gives out, as plain frozen types.

A :class:`Copy` is a fact about a pair of texts and depends on the two alone. Everything else
(furniture, direction, origin, families) is derived from all texts of the ledger together and is
made anew with each snapshot. Offsets are code points into the clean texts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.identity import content_id
from dateline.types import UNDATED, Credit, Dating, Span


@dataclass(frozen=True, slots=True)
class Text:
    """A version's clean text with what lineage may weigh beside it."""

    version: str
    report: str
    text: str
    title: Span | None = None
    publisher: str | None = None
    url: str | None = None
    language: str = "en"
    authors: tuple[str, ...] = ()
    credits: tuple[Credit, ...] = ()
    published: Dating = UNDATED
    current: bool = True
    """Whether it is its report's current version; only these enter families."""
    cut: str = ""
    """How the text is not the whole of its report: ``truncated``, ``paywalled``, ``summary_only``."""


class Run(NamedTuple):
    """A stretch that two texts share: ``a_text[a_start:a_end]`` and ``b_text[b_start:b_end]``.

    ``kind`` is ``verbatim`` (the same letters and digits, whatever the case, spacing and
    punctuation), ``quotation`` (verbatim, and between quotation marks in both but for at most
    two dozen letters: "the minister told reporters") or ``reworded`` (beside a verbatim run, and at
    least half of the words of either side stand in the other, in order).
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Copy:
    """X: what two versions share, ``a < b`` by id; depends on the pair only."""

    id: str
    a: str
    b: str
    algorithm: str
    runs: tuple[Run, ...]


def copy_id(a: str, b: str, algorithm: str) -> str:
    """X: the pair and the algorithm."""
    return content_id("X", a, b, algorithm)


@dataclass(frozen=True, slots=True)
class Link:
    """A copy as it stands once furniture and shared quotations are set aside, with its direction."""

    a: str
    b: str
    runs: tuple[Run, ...]
    """Without furniture. A quotation is one that either marks, or that most others mark; where half
    of a report is shared, quotations came with the text and are verbatim."""
    characters: int
    """Of ``a`` that are shared, quotations not counted."""
    share_a: float
    """Of ``a``'s body that stands in ``b``, 0 to 1; ``share_b`` likewise."""
    share_b: float
    direction: str
    """``a from b``, ``b from a``, ``common source`` or ``unknown``."""
    reasons: tuple[str, ...]
    """In words: "a credits Highland Wire, which published b"."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """A possible rewrite: no shared runs, but ``later`` credits ``earlier``'s publisher, or so."""

    earlier: str
    later: str
    why: str
    kind: str = "rewrite"
    """``rewrite``, or ``translation`` where the two are in different languages."""


@dataclass(frozen=True, slots=True)
class Family:
    """Reports whose text goes back to one text."""

    id: str
    """F: its smallest member."""
    members: tuple[str, ...]
    """Versions, sorted."""
    origin: str | None
    """The member that the others go back to; None where it is unknown or outside the ledger."""
    outside: str | None
    """Who is credited for the text and is not in this ledger, for example "Associated Press"."""
    why: str
    """In words: how the origin is known, or why it is not."""
    parents: Mapping[str, str] = field(default_factory=dict)
    """Member to the member that its text most likely came from; for drawing the stemma."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What lineage says of one report's current version."""

    version: str
    family: str | None
    assessable: bool
    """False where no other report of the ledger shares text with it or can be compared."""
    credited: tuple[str, ...]
    """Agencies and outlets that it credits for its text, as it names them; normalised in ``credited_keys``."""
    credited_keys: tuple[str, ...]
    """The same, comparable: "associated press" for AP, "(AP)" and "The Associated Press"."""
    phrases: tuple[str, ...]
    """Its most distinctive phrases, verbatim, most telling first: to search for siblings."""
    furniture: tuple[Span, ...] = ()
    why: str = ""
    """In words, for a reader: "not assessable: no other report in this ledger shares its text"."""
    credit: str = ""
    """Whether a copy credits where its text goes back to, or somebody on the way there: ``credited``;
    ``named`` ("according to"); ``missing``; ``cut`` (its text is cut off before it could). "" for the
    origin, for what is no copy, and where dates or lengths alone say where it goes back to."""
    translation_of: tuple[str, ...] = ()
    """Versions in another language that it may be a translation of: rewrites of this kind."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """All that lineage derives from the current versions of a ledger."""

    links: tuple[Link, ...] = ()
    families: tuple[Family, ...] = ()
    rewrites: tuple[Rewrite, ...] = ()
    reports: Mapping[str, Standing] = field(default_factory=dict)
    """By version."""


def family_id(smallest_member: str) -> str:
    """F: a family is named by its smallest member."""
    return content_id("F", smallest_member)
