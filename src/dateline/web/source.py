"""What the page is made from, as one plain frozen type that tests can make by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.check.facts import HeadlineCheck
from dateline.fusion.facts import ClaimFacts, Fusion
from dateline.lineage.facts import Lineage, Text
from dateline.resolve.explained import Explained
from dateline.types import Span


class Marked(NamedTuple):
    """A stretch of a text that a claim rests on, and as what: a role, ``source`` or ``cue``."""

    role: str
    span: Span


class Placed(NamedTuple):
    """A claim's place as resolved: the gazetteer's id, the words in the text, and how it was found."""

    key: str
    words: str
    context: str
    """The words with what stands around them, shortened."""
    found: Explained


class Unread(NamedTuple):
    """What is not in the events: the file or report, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class PageSource:
    """All that a page shows, before it is put into words and cut to size."""

    fusion: Fusion
    lineage: Lineage
    claims: Mapping[str, ClaimFacts]
    texts: Mapping[str, Text]
    """Current versions, by id."""
    title: str = "What the reports say"
    marks: Mapping[str, tuple[Marked, ...]] = field(default_factory=dict)
    """By claim: its slots and cited sources in the text."""
    placed: Mapping[str, tuple[Placed, ...]] = field(default_factory=dict)
    """By claim: its places as the machine resolved them, with the words they were resolved from."""
    definitions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """By codebook and type."""
    checks: Mapping[str, HeadlineCheck] = field(default_factory=dict)
    """By version: the headline against the body (``dateline.check``)."""
    uncoded: Mapping[str, str] = field(default_factory=dict)
    """By version: why no claim was sought in it."""
    notes: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """By version, what is shown behind the credits: label and words of versions, notices and cuts."""
    unreadable: tuple[Unread, ...] = ()
    filters: tuple[str, ...] = ()
    """What was asked for, in words; () for everything."""
    events_in_ledger: int | None = None
    """How many events there are without the filters; None: as many."""
