"""What fusion takes in and gives out, as plain frozen types.

Fusion is a pure function of claims, resolutions, lineage, decisions and codebooks: the same set
gives the same events in any order of arrival.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dateline.identity import content_id
from dateline.types import Span

MACHINE = "machine"
"""Who coded a claim that nobody decided on."""

ITSELF = "the report itself"
"""Whose word a claim is that cites nobody."""

DIFFER = "reports differ on the "
"""Before the field on which they do, in the reasons of a grade."""


class Party(NamedTuple):
    """Who acts or undergoes: the key of an actor where resolved, a name, and the words of the text."""

    key: str | None
    name: str
    raw: str


class Cited(NamedTuple):
    """A link of the chain of cited sources: its words ("police", "" where only a cue stands) and the
    cue."""

    words: str
    cue: str


class Where(NamedTuple):
    """A place as resolved; ``key`` and coordinates None where only words are known."""

    key: str | None
    label: str
    raw: str
    latitude: float | None
    longitude: float | None
    country: str | None
    admin1: str | None
    precision: int | None
    """UCDP ``where_prec``."""
    inferred: bool = False
    """Not told with the claim, but taken from what stands around it: shown, and no evidence for or
    against two claims telling one happening."""


class When(NamedTuple):
    """Closed interval of ISO days, either end None where open; UCDP ``date_prec``; how it is known."""

    earliest: str | None
    latest: str | None
    precision: int | None
    how: str


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim of a current version and run, its effective values (people's before the machine's)."""

    claim: str
    mention: str
    group: str
    version: str
    report: str
    publisher: str | None
    published: tuple[str | None, str | None]
    codebook: str
    type: str
    mode: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    places: tuple[Where, ...]
    when: When | None
    counts: Mapping[str, tuple[int, str]]
    """Role (killed, injured, detained, ...) to the number and its words in the text."""
    weapons: tuple[str, ...]
    polarity: str
    modality: str
    background: bool
    cited: tuple[Cited, ...]
    """Outermost first; empty where the report says it itself."""
    anchor: Span
    anchor_text: str
    quote: Span
    quote_text: str
    salience: float
    coded_by: str
    """``machine``, or who decided."""
    corrected: Mapping[str, int] = field(default_factory=dict)
    """Role to the number that the text told before a notice corrected it."""
    retracted: bool = False
    """Its publisher has withdrawn it: it stands for nothing."""
    repeats_retracted: bool = False
    """Its sentence stands in a text that another publisher has withdrawn."""
    cut: bool = False
    """Its report's text is not whole."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A codebook's unit of analysis, for fusion."""

    codebook: str
    time_window_days: int
    place_level: str
    """``locality``, ``admin1`` or ``country``: how near places must be to be one."""
    same_actors: bool
    same_recipients: bool
    states: frozenset[str] = frozenset()
    """Types that are ties or attitudes, not happenings: they make no events."""


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field, and who says so."""

    value: str
    """A number as digits, a name, an interval."""
    words: str
    """As the text has it."""
    claim: str
    version: str
    publisher: str | None
    published: str | None
    cited: str
    """"police", or "the report itself"."""
    coded_by: str = MACHINE
    """``machine``, or who decided what the claim says."""
    corrected: str = ""
    """The number that stood in the text before a notice corrected it."""


@dataclass(frozen=True, slots=True)
class Count:
    """What is said of a number of people."""

    role: str
    low: int
    best: int
    high: int
    said: tuple[Said, ...]
    note: str
    """How best was chosen: "the latest toll; earlier ones were rising"."""
    coded_by: str = MACHINE
    """``machine``, or the people on whose decisions the best number rests."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field on which claims of one event differ."""

    field: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Bounds:
    """A number with lower and upper bound, and why, in words."""

    low: int
    high: int
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """E: claim groups of one happening across reports, by the codebook's unit of analysis."""

    id: str
    anchor: str
    """Mention id: pinned by a decision, else the smallest."""
    codebook: str
    type: str
    mode: str | None
    kind: str
    """``single``, ``summary`` (a period's total, never added to the events it sums up) or
    ``denied`` (nobody affirms it)."""
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: Where | None
    when: When | None
    counts: tuple[Count, ...]
    weapons: tuple[str, ...]
    groups: tuple[str, ...]
    claims: tuple[str, ...]
    """All claims, affirming and denying, sorted by publication, report and place in the text."""
    denials: tuple[str, ...]
    """The claims among them that deny it."""
    conflicts: tuple[Conflict, ...]
    n_reports: int
    families: Bounds
    """Text families that its claim-carrying spans fall into."""
    cited_sources: Bounds
    """Distinct cited sources."""
    first_hand: Bounds
    """Reports that say it on their own word or name their own correspondent."""
    sources: Bounds
    """Independent sources in this ledger: high after joining proven copies, low after joining
    also the same cited source, a common origin outside the ledger, and possible rewrites."""
    grade: str
    reasons: tuple[str, ...]
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unsure:
    """Two claim groups that may tell one happening; kept apart and listed."""

    a: str
    b: str
    """Claim groups, ``a < b``."""
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Decisions "same" and "different" that cannot all hold; reported, not guessed."""

    mentions: tuple[str, ...]
    decisions: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's "same" or "different" on two mentions: a hard constraint."""

    decision: str
    verdict: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Fusion:
    """All events of a ledger, with what stayed open."""

    events: tuple[Event, ...] = ()
    unsure: tuple[Unsure, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


def event_id(anchor: str, codebook: str) -> str:
    """E: an event is named by its anchor mention and its codebook, since two codebooks may each
    read an event at one mention."""
    return content_id("E", anchor, codebook)
