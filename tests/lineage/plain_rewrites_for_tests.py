"""The plain reference of possible rewrites: every report beside every report of whom it names."""

from __future__ import annotations

from collections import Counter

from dateline.lineage.outlets import same_outlet
from dateline.lineage.rewrites import _EITHER, _near


def rewrites(known, linked, rare):
    """Give the pairs (earlier, later) and what they have in common, words before numbers."""
    publishers = {each.publisher for each in known.values() if each.publisher}
    names = {version: set(_EITHER.findall(each.text.text)) for version, each in known.items()}
    counts = Counter(name for found in names.values() for name in found)
    most = max(5, rare * len(known))
    telling = {v: {name for name in found if counts[name] <= most} for v, found in names.items()}
    made = {}
    for later, report in known.items():
        named = {p for p in publishers for key in report.follows if p == key or host_of(p, key, publishers)}  # fmt: skip
        for publisher in sorted(named - {report.publisher}):
            ranked = []
            for earlier in sorted(known):
                theirs = telling[earlier]
                shared = telling[later] & theirs
                if (
                    known[earlier].publisher == publisher
                    and earlier not in linked.get(later, ())
                    and _near(known[earlier], report)
                    and len(shared) >= max(4, 0.3 * min(len(telling[later]), len(theirs)))
                ):
                    ranked.append((-len(shared), earlier, shared))
            if ranked:
                _, earlier, shared = min(ranked)
                made[earlier, later] = sorted(shared, key=lambda n: (n[0].isdigit(), n))
    return made


def host_of(publisher, key, publishers):
    """Say whether a publisher of one word is what a name that is itself no publisher spells."""
    return key not in publishers and " " not in publisher and same_outlet(key, publisher)
