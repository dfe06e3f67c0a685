"""One file's reports beside those of other files: lineage without a ledger, nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dateline.identity import text_hash
from dateline.ingest.cut_text import cut_code
from dateline.lineage import compare, derive
from dateline.lineage.facts import Lineage, Text
from dateline.types import Reading, report_id, version_id


class Named(NamedTuple):
    """A report as read, with the file and the part of it that it was read from."""

    location: str
    reading: Reading

    @property
    def label(self) -> str:
        """How it is called: its file, with its part where the file holds several."""
        member = self.reading.member
        return f"{self.location}, part {member}" if member else self.location


@dataclass(frozen=True, slots=True)
class Beside:
    """What lineage says of given reports among others."""

    lineage: Lineage
    texts: Mapping[str, Text]
    """By version; a text's ``report`` is its label here, the name of its file."""
    given: tuple[str, ...]
    """The versions asked about, in the order of their file."""
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By version: other files that hold the very same report with the very same text."""
    versions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """By a version that was given: other states of its report (the same address or database id with
    another text). They take no part in lineage; any two can be set side by side."""


def beside(
    given: Iterable[Named],
    against: Iterable[Named],
    progress: Callable[[int, int], None] | None = None,
) -> Beside:
    """Give the lineage of given reports and those that they are held against, as one ledger would.

    A report that several files hold counts once. Of two states of one report the one captured last
    counts, and among those given always the given one. Order and names of the files change nothing
    but the names.
    """
    told = progress or (lambda done, total: None)
    asked: dict[str, Text] = {}
    states: dict[str, dict[str, tuple[str, Text]]] = {}
    files: dict[str, list[str]] = {}
    for is_given, named in _both(given, against):
        report, text = _text(named)
        files.setdefault(text.version, [])
        if named.label not in files[text.version]:
            files[text.version].append(named.label)
        if is_given:
            asked.setdefault(text.version, text)
        states.setdefault(report, {}).setdefault(
            text.version, (named.reading.captured_at or "", text)
        )
    texts: dict[str, Text] = {}
    versions: dict[str, tuple[str, ...]] = {}
    current: list[Text] = []
    for found in states.values():
        wanted = [version for version in asked if version in found]
        newest = max(found, key=lambda version: (found[version][0], version))
        for version, (_, text) in found.items():
            texts[version] = text
            if version == (wanted[0] if wanted else newest):
                current.append(text)
        for version in wanted:
            versions[version] = tuple(sorted(other for other in found if other != version))
    told(0, 2)
    copies = compare(current)
    told(1, 2)
    lineage = derive(current, copies)
    told(2, 2)
    return Beside(
        lineage,
        texts,
        tuple(version for version in asked if version in lineage.reports),
        {version: tuple(names[1:]) for version, names in files.items() if len(names) > 1},
        {version: others for version, others in versions.items() if others},
    )


def _both(given: Iterable[Named], against: Iterable[Named]) -> Iterable[tuple[bool, Named]]:
    yield from ((True, named) for named in given)
    yield from ((False, named) for named in against)


def _text(named: Named) -> tuple[str, Text]:
    """Give a report's id as a ledger has it, and its text under its file's name."""
    reading = named.reading
    report = report_id(reading.source_key)
    return report, Text(
        version=version_id(report, text_hash(reading.text)),
        report=named.label,
        text=reading.text,
        title=reading.title,
        publisher=reading.publisher,
        url=reading.url,
        language=reading.language,
        authors=reading.authors,
        credits=reading.credits,
        published=reading.published,
        cut=cut_code(reading.warnings),
    )
