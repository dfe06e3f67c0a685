"""What the resolvers of actors, places and dates are given, apart from the annotation."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.types import Dating, Span


@dataclass(frozen=True, slots=True)
class SlotReference:
    """A filler to resolve: which claim's slot it is, its words and the sentence they stand in."""

    subject: str
    """Claim id; or version id, for what is resolved about a report."""
    role: str
    ordinal: int
    span: Span
    value: str
    """The raw words, or what the coder made of them."""
    sentence: Span


@dataclass(frozen=True, slots=True)
class ReportContext:
    """What is known about the report that the slots come from."""

    published: Dating
    publisher: str | None
    url: str | None
    language: str
    """ISO 639-1 code, or "und"."""
    title_end: int
    """Offset at which the title ends; 0 where there is none."""
