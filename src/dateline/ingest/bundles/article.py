"""What a layout gives: the articles of a bundle and what the file says of them as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Article:
    """One article as its database lists it; every value as it is stated, without its label."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    """``byline``, ``section``, ``length``, ``document``, ``edition``, ``language``, ``dateline``,
    ``highlight``, ``copyright``, ``loaded``, ``page``, ``time``, ``url``, ``number`` where stated."""
    body: list[str] = field(default_factory=list)
    """Paragraphs."""
    furniture: list[str] = field(default_factory=list)
    """Lines of the database about the article: index terms, captions' labels, notes."""
    warnings: list[str] = field(default_factory=list)
    problem: str | None = None
    """Why it cannot be given as a report: more than one article may be in it."""
    row: str | None = None
    """The database's own id, where the file has it."""


@dataclass(slots=True)
class Bundle:
    """The articles of one file, in order, with what must agree with them."""

    database: str
    """As people call it: "Nexis Uni", "LexisNexis", "Factiva", "ProQuest"."""
    key: str
    """What ids are unique in: ``nexis``, ``factiva``, ``proquest``."""
    reader: str
    """Name and version of the layout's reader."""
    articles: list[Article] = field(default_factory=list)
    query: str | None = None
    exported: str | None = None
    """When the file was exported, as it states it."""
    counts: list[tuple[str, int]] = field(default_factory=list)
    """What the file itself says of how many there are: where it says so, and the number."""
    missing: list[str] = field(default_factory=list)
    """Titles or numbers that the file lists and that were not found."""
    notes: list[str] = field(default_factory=list)
    """Further differences, in words."""
