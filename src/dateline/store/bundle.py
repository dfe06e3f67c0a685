"""What the store is given for one report, and what it says of the writing."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.identity import content_id, text_hash
from dateline.types import (
    Actor,
    Coding,
    Dating,
    Reading,
    Relation,
    Resolution,
    capture_id,
    report_id,
    version_id,
)


@dataclass(frozen=True, slots=True)
class ReportBundle:
    """Everything that is known of one version of one report; written in one transaction."""

    reading: Reading
    annotation_blob: bytes | None = None
    annotator: str = ""
    """Name and version of what made the annotation; needed where there is a blob."""
    codings: tuple[Coding, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    published: Dating | None = None
    """The publication date where more is known than the reader knew (bounded by the dates
    that the text mentions); None keeps the reading's own."""

    @property
    def report(self) -> str:
        """The report's id."""
        return report_id(self.reading.source_key)

    @property
    def capture(self) -> str:
        """The id of the capture that the report was read from."""
        return capture_id(self.report, self.reading.original, self.reading.member)

    @property
    def version(self) -> str:
        """The id of the state of the text that was read."""
        return version_id(self.report, text_hash(self.reading.text))


@dataclass(frozen=True, slots=True)
class Recoding:
    """What a new coder or resolver run says of a version that the ledger has."""

    version: str
    codings: tuple[Coding, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    actors: tuple[Actor, ...] = ()
    relations: tuple[Relation, ...] = ()
    annotation_blob: bytes | None = None
    annotator: str = ""


@dataclass(frozen=True, slots=True)
class WriteResult:
    """What of a bundle was new to the ledger."""

    report: str
    capture: str
    version: str
    new_report: bool
    new_capture: bool
    new_version: bool
    superseded: str | None
    """The version that was current before, where this one took its place."""
    new_claims: int


@dataclass(frozen=True, slots=True)
class ResolverRun:
    """One configuration of a resolver; what a resolution names as its maker."""

    id: str
    resolver: str
    version: str
    data_hash: str
    """Hash of the registry or gazetteer."""
    configuration_hash: str = ""


def resolver_run_id(resolver: str, version: str, data_hash: str, configuration_hash: str) -> str:
    """N: one configuration of a resolver."""
    return content_id("N", "resolver", resolver, version, data_hash, configuration_hash)


def resolver_run(
    resolver: str, version: str, data_hash: str, configuration_hash: str = ""
) -> ResolverRun:
    """Give a resolver run with its id."""
    return ResolverRun(
        resolver_run_id(resolver, version, data_hash, configuration_hash),
        resolver,
        version,
        data_hash,
        configuration_hash,
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What an id or a prefix names."""

    kind: str
    """``report``, ``version``, ``capture``, ``run``, ``resolver_run``, ``mention``, ``claim``,
    ``claim_group``, ``actor``, ``relation``, ``copy``, ``snapshot``, ``event``, ``decision``
    or ``original``."""
    id: str
