"""From copies to lineage: links with direction, families with origin, and each report's standing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.lineage.credited import credit_words
from dateline.lineage.facts import Copy, Family, Lineage, Link, Rewrite, Standing, Text
from dateline.lineage.families import families
from dateline.lineage.furniture import furniture
from dateline.lineage.goes_back import MISSING, along_copies, credit_of
from dateline.lineage.known import Known, know
from dateline.lineage.links import link
from dateline.lineage.phrases import phrases
from dateline.lineage.quotations import quotations
from dateline.lineage.retellings import retellings
from dateline.lineage.rewrites import TRANSLATION, rewrites, shares_text
from dateline.lineage.stock import without_stock
from dateline.lineage.translations import translations


def derive(texts: Iterable[Text], copies: Iterable[Copy]) -> Lineage:
    """Give what the current versions of a ledger say of where their texts came from.

    A function of the set of texts and copies. Copies with a version that is not current are left
    out. Furniture and quotations are set aside before anything counts as a copy of text.
    """
    current = {text.version: text for text in texts if text.current}
    among = sorted(
        (copy for copy in copies if copy.a in current and copy.b in current),
        key=lambda copy: (copy.a, copy.b),
    )
    out = furniture(current, among)
    quoted = quotations(current, among)
    known = {
        version: know(current[version], out.get(version, ()), quoted[version])
        for version in sorted(current)
    }
    links = [made for copy in among if (made := link(copy, known)) is not None]
    found = families(links, known)
    links = along_copies(without_stock(links, found), found, known)
    linked: dict[str, set[str]] = defaultdict(set)
    for one in links:
        if shares_text(one.share_a, one.share_b):
            linked[one.a].add(one.b)
            linked[one.b].add(one.a)
    together = {version: set(family.members) for family in found for version in family.members}
    apart = {v: linked[v] | together.get(v, set()) for v in known if v in linked or v in together}
    # Of a pair that is told twice, what is said last says more.
    by_pair = {(r.earlier, r.later): r for r in retellings(known, apart)}
    by_pair |= {(r.earlier, r.later): r for r in rewrites(known, linked)}
    by_pair |= {(r.earlier, r.later): r for r in translations(known, linked)}
    retold = tuple(by_pair[pair] for pair in sorted(by_pair))
    return Lineage(tuple(links), found, retold, _standings(known, found, links, retold))


def _standings(
    known: Mapping[str, Known],
    found: Sequence[Family],
    links: Sequence[Link],
    retold: Sequence[Rewrite],
) -> dict[str, Standing]:
    home = {version: family for family in found for version in family.members}
    of_pair = {(one.a, one.b): one for one in links}
    shared: dict[str, int] = defaultdict(int)
    for one in links:
        shared[one.a] += 1
        shared[one.b] += 1
    sources: dict[str, list[Rewrite]] = defaultdict(list)
    for rewrite in retold:
        sources[rewrite.later].append(rewrite)
    standings = {}
    for version, telling in phrases(known):
        each = known[version]
        family = home.get(version)
        words = credit_words(each.credits)
        said = f"credited to {words}; " if words else ""
        if family is not None:
            why = _in_family(each, family, known, of_pair)
        else:
            why = _alone(shared[version], len(known) - 1)
        why = "; ".join([*(_retold(one, known) for one in sources[version]), why])
        standings[version] = Standing(
            version=version,
            family=None if family is None else family.id,
            assessable=shared[version] > 0,
            credited=tuple(credit.name for credit in each.credits),
            credited_keys=tuple(sorted(c.key for c in each.credits_for_text() if c.kind != "via")),
            phrases=telling,
            furniture=each.furniture,
            why=said + why + _cut_words(each.text),
            credit="" if family is None else credit_of(each, family, known),
            translation_of=tuple(
                one.earlier for one in sources[version] if one.kind == TRANSLATION
            ),
        )
    return standings


def _cut_words(text: Text) -> str:
    """Give what cannot be told of a text that is not whole: it may credit somebody farther on."""
    if not text.cut:
        return ""
    return f"; its text is cut off ({text.cut}): whom it credits farther on is not assessable"


def _in_family(
    each: Known,
    family: Family,
    known: Mapping[str, Known],
    of_pair: Mapping[tuple[str, str], Link],
) -> str:
    """Give in words what a member of a family is: the origin, or whose copy, credited or not."""
    many = f"one of {len(family.members)} reports that go back to one text"
    if family.origin == each.version:
        return f"{many}, this one: {family.why}"
    parent = family.parents.get(each.version)
    if parent is None:
        without = credit_of(each, family, known) == MISSING and family.outside is not None
        which = f", which this one does not credit: {family.outside}" if without else ""
        return f"{many}{which}; {family.why}"
    source = known[parent]
    link = of_pair.get((min(each.version, parent), max(each.version, parent)))
    copied = "a copy" if link is None else _kind(link, each, source)
    credits = (
        "which it credits"
        if each.credits_publisher_of(source)
        else "which it names"
        if each.follows_publisher_of(source)
        else "and whether it credits it is not known"
        if each.text.cut
        else "which it does not credit"
    )
    return f"{copied}: of {parent}, published by {source.name}, {credits}; {many}; {family.why}"


def _kind(link: Link, each: Known, source: Known) -> str:
    """Give in words what kind of copy a report is: abridged, added to or reworded, and how much."""
    mine, theirs = (
        (link.share_a, link.share_b) if link.a == each.version else (link.share_b, link.share_a)
    )
    shares = f"{mine:.0%} of it, {theirs:.0%} of the other's text"
    abridged = theirs < WHOLE and each.own.total < source.own.total
    changed = ", partly reworded or added to" if mine < WHOLE else ""
    return f"{'an abridged' if abridged else 'a'} copy{changed} ({shares})"


WHOLE = 0.9
"""Share of a body from which it counts as copied whole: a few words are always changed."""


def _retold(rewrite: Rewrite, known: Mapping[str, Known]) -> str:
    """Give in words what a report may be a rewrite of."""
    earlier = known[rewrite.earlier]
    return f"a possible {rewrite.kind} of {rewrite.earlier}, published by {earlier.name}"


def _alone(links: int, others: int) -> str:
    if links:
        reports = f"{links} other report{'s' if links > 1 else ''}"
        return f"it shares passages or quotations with {reports}, but no text as a whole"
    if not others:
        return "no other report to compare: not assessable"
    return "no other report in this ledger shares its text: not assessable"
