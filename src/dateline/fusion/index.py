"""Lineage looked up for one event's reports, and partitions of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dateline.fusion.facts import ClaimFacts
from dateline.fusion.sources import credits, outlet
from dateline.lineage.facts import Lineage, Link


class Index:
    """Lineage looked up by pair and by report, and which outlets' texts a report goes by."""

    def __init__(
        self,
        lineage: Lineage,
        claims: Iterable[ClaimFacts] = (),
        wholes: Mapping[str, frozenset[str]] = MappingProxyType({}),
    ) -> None:
        self.lineage = lineage
        self.wholes = wholes
        self.outlets: dict[str, str] = {}
        self.cited: dict[str, set[str]] = {}
        self.published: dict[str, tuple[str | None, str | None]] = {}
        self.names: dict[str, str | None] = {}
        for claim in claims:
            self.outlets[claim.version] = outlet(claim.publisher)
            self.published[claim.version] = claim.published
            self.names[claim.version] = claim.publisher
            self.cited.setdefault(claim.version, set()).update(c.words for c in claim.cited)
        self.families = {
            version: family for family in lineage.families for version in family.members
        }
        self.links: dict[str, list[Link]] = {}
        for link in sorted(lineage.links, key=lambda one: (one.a, one.b)):
            self.links.setdefault(link.a, []).append(link)
        self.rewrites: dict[str, set[str]] = {}
        for rewrite in lineage.rewrites:
            a, b = sorted((rewrite.earlier, rewrite.later))
            self.rewrites.setdefault(a, set()).add(b)

    def links_among(self, versions: Iterable[str]) -> list[Link]:
        """Give the links whose two ends are both among the versions."""
        among = set(versions)
        return [link for a in sorted(among) for link in self.links.get(a, ()) if link.b in among]

    def rewrites_among(self, versions: Iterable[str]) -> list[tuple[str, str]]:
        """Give the possible rewrites among the versions."""
        among = set(versions)
        return [
            (a, b) for a in sorted(among) for b in sorted(self.rewrites.get(a, ())) if b in among
        ]

    def goes_by(self, version: str, other: str) -> bool:
        """Say whether a report credits another's outlet, for its text or for anything that it tells;
        not what was published after it."""
        name = self.outlets.get(other, "")
        if not name or self.outlets.get(version) == name:
            return False
        latest, first = self.published[version][1], self.published[other][0]
        if latest is not None and first is not None and first > latest:
            return False
        standing = self.lineage.reports.get(version)
        if standing is not None and name in map(outlet, standing.credited_keys):
            return True
        return any(credits(told, name) for told in self.cited.get(version, ()))

    def origins(self, version: str) -> tuple[str, ...]:
        """Give whom a report credits for its text, comparable."""
        standing = self.lineage.reports.get(version)
        return standing.credited_keys if standing is not None else ()


class Joined:
    """A partition of versions."""

    def __init__(self, versions: Iterable[str]) -> None:
        self.root = {version: version for version in versions}

    def find(self, version: str) -> str:
        """Give the smallest version of the part that a version is in."""
        while self.root[version] != version:
            self.root[version] = self.root[self.root[version]]
            version = self.root[version]
        return version

    def join(self, a: str, b: str) -> bool:
        """Join two parts; False where they were one."""
        a, b = sorted((self.find(a), self.find(b)))
        self.root[b] = a
        return a != b

    def parts(self) -> int:
        """Give how many parts there are."""
        return len({self.find(version) for version in self.root})

    def copy(self) -> Joined:
        """Give an equal partition that changes apart from this one."""
        made = Joined(())
        made.root = dict(self.root)
        return made
