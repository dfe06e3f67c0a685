"""What questions about actors in time take in and give out, as plain frozen types.

A :class:`Tie` is everything that is said of one actor's relation to another: one
:class:`Statement` for each claim or registry seed, none of them merged away. An answer weighs the
reports' statements and the registry's apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.fusion.facts import ClaimFacts, Party
from dateline.types import Relation, Span

REPORTS = "reports"
REGISTRY = "registry"


class Days(NamedTuple):
    """A range of ISO days in one of which something lies; an end is None where it is open."""

    earliest: str | None
    latest: str | None


UNSTATED = Days(None, None)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a statement rests on: a claim with its quote and report, or a cited seed."""

    id: str
    """A claim, or ``seed:KEY``."""
    source: str
    """:data:`REPORTS` or :data:`REGISTRY`."""
    citation: str = ""
    """Of a seed: where its facts come from."""
    type: str = ""
    quote: str = ""
    report: str = ""
    version: str = ""
    publisher: str | None = None
    published: Days = UNSTATED
    cited: tuple[str, ...] = ()
    """Of a claim: on whose word, outermost first; empty where the report says it itself."""
    headline: bool = False
    """Whether it stands in a headline: shown, and never weighed."""
    polarity: str = "affirmed"
    modality: str = "actual"
    coded_by: str = "machine"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim or seed on a tie: when it began, when it ended, when it was in force.

    Each is a range in which the day lies; None where the statement says nothing of it.
    """

    begins: Days | None
    ends: Days | None
    held: Days | None
    how: str
    """How these days are known, in words."""
    basis: Basis


@dataclass(frozen=True, slots=True)
class Tie:
    """What is said of one relation of ``a`` to ``b``."""

    a: Party
    kind: str
    """As of :class:`~dateline.types.Relation`."""
    b: Party
    statements: tuple[Statement, ...]
    """What counts: affirmed, told as actual, in the body of a report; and seeds."""
    others: tuple[Statement, ...] = ()
    """What does not: denied, predicted, planned, supposed, or said in a headline alone."""


@dataclass(frozen=True, slots=True)
class Pledge:
    """People of a group or of its region went over to somebody; the group itself did not."""

    who: str
    """In the words of the text."""
    link: str
    """What ties them to the group, in words."""
    sure: bool
    """Whether a claim ties them to it; else only the name of a region does."""
    kind: str
    """``pledged_to`` or ``part_of``."""
    to: Party
    leader: str
    """To whom in person; "" where nobody is named."""
    when: Days | None
    how: str
    denied: bool
    basis: Basis


class Headline(NamedTuple):
    """A report's title: its span and its words."""

    span: Span
    words: str


class Tally(NamedTuple):
    """On how much something rests: reports, and the text families that these fall into."""

    reports: int
    families: int | None
    """None where texts have not been compared."""


@dataclass(frozen=True, slots=True)
class Facts:
    """All that answers are made from."""

    claims: tuple[ClaimFacts, ...] = ()
    slots: Mapping[str, Mapping[str, tuple[Party, ...]]] = field(default_factory=dict)
    """By claim: fillers of ``leader``, ``organisation`` and ``date`` (its words)."""
    kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Kind of relation by codebook and type."""
    seeds: tuple[Relation, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of actors by key."""
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Normal forms of every name and alias by key."""
    headlines: Mapping[str, Headline] = field(default_factory=dict)
    """By version."""
    families: Mapping[str, str] = field(default_factory=dict)
    """Text family by version, for those in one."""
    compared: bool = False
    """Whether texts have been compared for copies."""
    origins: Mapping[str, str] = field(default_factory=dict)
    """What is known of the origin of a version's text, in words."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a tie stands on a day by one kind of source."""

    status: str
    """``stated``, ``inferred``, ``not yet``, ``ended``, ``contradicted``, ``not known`` or
    ``not said`` (nothing is said of it at all)."""
    why: str
    rests_on: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a tie stands on a day: by the reports of the ledger, and by the registry, apart."""

    tie: Tie
    reports: Verdict
    registry: Verdict
    tally: Tally


@dataclass(frozen=True, slots=True)
class OnDay:
    """Whose an actor was on a day, who led it, and what else it was tied to."""

    actor: Party
    day: str
    status: str
    """Of the whole: ``stated``, ``inferred``, ``split``, ``not yet declared``, ``ended``,
    ``contradicted`` or ``not known``."""
    summary: tuple[str, ...]
    own: tuple[Standing, ...]
    """Ties that run from the actor."""
    towards: tuple[Standing, ...]
    """Ties that run to it: its parts, followers, supporters."""
    pledges: tuple[Pledge, ...]
    """Begun, or perhaps begun, by that day."""
    refused: tuple[Pledge, ...]
    later: tuple[Pledge, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class History:
    """An actor's ties as they are told, dated, with what each rests on."""

    actor: Party
    own: tuple[Tie, ...]
    towards: tuple[Tie, ...]
    pledges: tuple[Pledge, ...]
    conflicts: tuple[str, ...]
    """On what statements differ, in words."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer to "who is behind it?": who, how, on whose word, and on how much it rests."""

    who: str
    key: str | None
    how: str
    """``declared it``, ``leads it``, ``supports it``, ``claimed responsibility``, ..."""
    bases: tuple[Basis, ...]
    tally: Tally
    dated: str = ""
    """When it began or ended, as far as it is stated."""


class Step(NamedTuple):
    """A step of a chain: what the tie is called, who is at its end, and what it rests on."""

    how: str
    who: str
    source: str


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind an actor or an event, as the reports of the ledger say; the registry apart."""

    of: str
    what: str
    """The actor's name, or the event in words."""
    findings: tuple[Finding, ...]
    accused: tuple[Finding, ...]
    denied: tuple[Finding, ...]
    asked: tuple[Finding, ...]
    """Questions, suppositions, forecasts and headlines: asked, not stated."""
    registry: tuple[Finding, ...]
    chains: tuple[tuple[Step, ...], ...]
    tally: Tally
    origin: str
    """What this ledger knows of where the text comes from."""
