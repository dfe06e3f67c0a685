"""What notices are: where they stand, what they correct, and what they flag, as plain frozen types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dateline.types import Span

CORRECTION = "correction"
CLARIFICATION = "clarification"
RETRACTION = "retraction"
UPDATE = "update"
KILL = "kill"
NOTE = "note"
"""A note of the editors that corrects, withdraws and updates nothing."""

KINDS = (CORRECTION, CLARIFICATION, RETRACTION, UPDATE, KILL, NOTE)

WITHDRAWING = frozenset({RETRACTION, KILL})
"""Kinds after which the whole report stands no more."""
CORRECTING = frozenset({CORRECTION, CLARIFICATION})
"""Kinds that may say that something was wrong."""


class Number(NamedTuple):
    """A number of people that a notice names: what was wrong and what is right, where it says so."""

    role: str
    """``killed``, ``injured``, ``detained``, ``abducted`` or ``displaced``."""
    wrong: int | None
    right: int | None


class Words(NamedTuple):
    """A name that a notice corrects."""

    wrong: str
    right: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in one text."""

    span: Span
    """Where it stands; ``text[span.start:span.end]`` is its quote."""
    kind: str
    """One of :data:`KINDS`."""
    how: str
    """The words that gave it away."""
    numbers: tuple[Number, ...] = ()
    names: tuple[Words, ...] = ()
    elsewhere: bool = False
    """Whether the text is about another report ("The Courier has withdrawn its story of ..."), or
    is another report's text anew ("CORRECTED-"), and so may correct a report of its own."""


CERTAIN = "attached"
POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class NoticeTarget:
    """A report that a notice concerns, and how that is known."""

    version: str
    """The version in which the notice stands."""
    span: Span
    report: str
    certainty: str
    """``attached``, or ``possible``: for a person to look at; it changes nothing."""
    why: str


CORRECTED = "corrected"
RETRACTED = "retracted"
REPEATS_CORRECTED = "repeats what was corrected"
REPEATS_RETRACTED = "repeats a text that was retracted"


@dataclass(frozen=True, slots=True)
class Flag:
    """A claim that a notice concerns."""

    claim: str
    flag: str
    """:data:`CORRECTED`, :data:`RETRACTED`, :data:`REPEATS_CORRECTED` or :data:`REPEATS_RETRACTED`."""
    version: str
    """The version in which the notice stands, and where in it."""
    span: Span
    why: str
    """In words: "killed 12, corrected to 10"."""
    role: str = ""
    """Of a corrected number: ``killed``, ...; "" for all else."""
    wrong: int | None = None
    right: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as far as a notice may concern it."""

    claim: str
    version: str
    quote: Span
    numbers: Mapping[str, int]
    """Role to the number told."""
    words: tuple[str, ...]
    """Words of its actors, recipients and places."""
