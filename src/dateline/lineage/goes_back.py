"""Where a text goes back to, told along copies: what one copy credits holds for the others too.

A report that dropped the credit still has the agency's text; two reports of families of one agency's
have what they share from it; two copies of one report have it from that report, whatever their dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.lineage.facts import Family, Link
from dateline.lineage.families import is_weak
from dateline.lineage.known import Known
from dateline.lineage.links import COMMON, UNKNOWN
from dateline.lineage.outlets import outlet_key, same_outlet, spelled

CREDITED, NAMED, MISSING, CUT = "credited", "named", "missing", "cut"
"""How a copy stands to where its text goes back to: it credits it; it says that it follows it, or names it; neither;
or its text is cut off, and a credit may stand farther on. "" for what is no such copy."""


def along_copies(
    links: Sequence[Link], found: Sequence[Family], known: Mapping[str, Known]
) -> list[Link]:
    """Give links such that none rests on dates or lengths, or is unknown, where credits of other
    members of its reports' families tell."""
    home = {version: family for family in found for version in family.members}
    made = []
    for one in links:
        if one.direction != UNKNOWN and not is_weak(one):
            made.append(one)
            continue
        a, b = home.get(one.a), home.get(one.b)
        if a is not None and a is b:
            reason = _within(one, a, known)
        elif one.characters:
            reason = _between(one, (a, b), known)
        else:
            reason = None
        made.append(one if reason is None else replace(one, direction=COMMON, reasons=(reason,)))
    return made


def _within(link: Link, family: Family, known: Mapping[str, Known]) -> str | None:
    """Give why two members of one family have a common source: one outside, or a third member."""
    if family.outside is not None:
        return f"their text goes back to {family.outside}: {family.why}"
    origin = family.origin
    if origin is None or origin in (link.a, link.b) or not is_firm(family):
        return None
    if link.b in ancestors(link.a, family) or link.a in ancestors(link.b, family):
        return None
    return (
        f"both go back to {origin}, published by {known[origin].name}: {family.why}; "
        "neither needs to have it from the other"
    )


def _between(
    link: Link, families: tuple[Family | None, Family | None], known: Mapping[str, Known]
) -> str | None:
    """Give the outsider that the texts of two reports go back to, by their own credits or by those
    of their families."""
    ours = _outsiders(link.a, families[0], known)
    theirs = _outsiders(link.b, families[1], known)
    for key in sorted(ours.keys() & theirs.keys()):
        return f"both go back to {ours[key][0]}: {link.a} {ours[key][1]}, {link.b} {theirs[key][1]}"
    return None


def _outsiders(
    version: str, family: Family | None, known: Mapping[str, Known]
) -> dict[str, tuple[str, str]]:
    """Give who wrote a report's text, comparable, with the name and how it is known."""
    found = {
        credit.key: (credit.name, "credits it")
        for credit in known[version].credits_for_text()
        if credit.wrote and credit.kind != "via"
    }
    if family is not None and family.outside is not None:
        key = outlet_key(family.outside)
        found.setdefault(key, (family.outside, "is of a family that does"))
    return found


def is_firm(family: Family) -> bool:
    """Say whether a family's origin rests on credits or names, not on dates and lengths alone."""
    return (family.origin or family.outside) is not None and " alone)" not in family.why


def ancestors(version: str, family: Family) -> list[str]:
    """Give the members that a member's text came through, nearest first."""
    found: list[str] = []
    at = family.parents.get(version)
    while at is not None and at not in found:
        found.append(at)
        at = family.parents.get(at)
    return found


def credit_of(each: Known, family: Family, known: Mapping[str, Known]) -> str:
    """Give whether a member credits where its text goes back to, or somebody on the way: one of
    :data:`CREDITED` and so on; "" for the origin, and where the origin is not firmly known."""
    if not is_firm(family) or family.origin == each.version:
        return ""
    if family.outside is not None:
        return _credit_of_outsider(each, outlet_key(family.outside))
    origin = family.origin
    way = [*ancestors(each.version, family), *([origin] if origin is not None else [])]
    sources = [known[version] for version in way]
    if any(each.publisher and each.publisher == source.publisher for source in sources):
        return ""  # one publisher's reports: it owes itself no credit
    if any(each.credits_publisher_of(source) for source in sources):
        return CREDITED
    if any(each.follows_publisher_of(source) for source in sources):
        return NAMED
    return CUT if each.text.cut else MISSING


def _credit_of_outsider(each: Known, key: str) -> str:
    if same_outlet(each.publisher, key):
        return ""
    named = any(same_outlet(credit.key, key) for credit in each.credits)
    if any(same_outlet(credit.key, key) for credit in each.credits_for_text()):
        return CREDITED
    if named or any(same_outlet(name, key) for name in each.follows):
        return NAMED
    if spelled(key).search(each.text.text):
        return NAMED  # perhaps in a form that is not read as a credit: nobody is told to lack one
    return CUT if each.text.cut else MISSING
