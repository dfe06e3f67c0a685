"""Text families: reports whose text goes back to one text, and where that text came from.

Two reports are **joined** where at least half of the shorter body, or :data:`LONG` characters, is
shared, quotations and furniture not counted; where this is less than a tenth of the longer body
(:data:`TOUCH`), only if it is the beginning of it: an excerpt, not an item of a page of excerpts.
Joined pairs are united strongest first, and two groups become one only where more than half of the
pairs between them share at least a fifth of the shorter, or where the two reports are nearly the
same. So a round-up that prints two dispatches does not make these one family.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.lineage.facts import Family, Link, family_id
from dateline.lineage.known import Known, earlier
from dateline.lineage.outlets import same_outlet

HALF = 0.5
"""Share of the shorter body."""
LEAST = 100
"""Characters that must be shared whatever share they are."""
LONG = 1_500
"""Characters that are a text whatever share of a long report they are: about 250 words."""
TOUCH = 0.1
"""Share of the longer body below which only a beginning is an excerpt of it."""
AGREE = 0.2
"""Share of the shorter body from which two reports speak for uniting their groups. At a tenth, an
agency's rolling notes joined its stories, and two of its stories each other (`evaluate lineage`)."""
LEAD = 500
"""Characters into a body at which an excerpt of its beginning starts at the latest."""
MINORITY, MAJORITY = 1 / 3, 1 / 2
"""Share of a family of which more must credit an outlet that is no agency, else it is no origin; and, of
a family of one publisher's pages, anybody: states of one page of items credit whom an item is from."""
SAME = 0.8
"""Share of both bodies from which two reports are one text."""


def families(links: Sequence[Link], known: Mapping[str, Known]) -> tuple[Family, ...]:
    """Give the families of two and more reports, by id."""
    groups = _groups(links, known)
    inside: dict[str, list[Link]] = defaultdict(list)
    home = {version: group[0] for group in groups for version in group}
    for link in links:
        if link.a in home and home[link.a] == home.get(link.b):
            inside[home[link.a]].append(link)
    made = [_family(group, inside[group[0]], known) for group in groups]
    return tuple(sorted(made, key=lambda family: family.id))


def joined(link: Link, known: Mapping[str, Known]) -> bool:
    """Say whether two reports share enough to be of one family."""
    if link.characters < LEAST:
        return False
    if max(link.share_a, link.share_b) < HALF and link.characters < LONG:
        return False
    if min(link.share_a, link.share_b) >= TOUCH:
        return True
    if link.share_a < link.share_b:
        first = min(run.a_start for run in link.runs) - known[link.a].body.start
    else:
        first = min(run.b_start for run in link.runs) - known[link.b].body.start
    return first <= LEAD


def _groups(links: Iterable[Link], known: Mapping[str, Known]) -> list[tuple[str, ...]]:
    links = list(links)
    touching: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if max(link.share_a, link.share_b) >= AGREE:
            touching[link.a].add(link.b)
            touching[link.b].add(link.a)
    strongest = sorted(
        (link for link in links if joined(link, known)),
        key=lambda l: (-min(l.share_a, l.share_b), -l.characters, l.a, l.b),  # noqa: E741
    )
    root: dict[str, str] = {}
    members: dict[str, set[str]] = {}
    for link in strongest:
        for version in (link.a, link.b):
            if version not in root:
                root[version] = version
                members[version] = {version}
        one, other = root[link.a], root[link.b]
        if one == other:
            continue
        if min(link.share_a, link.share_b) < SAME and not _agree(
            members[one], members[other], touching
        ):
            continue
        small, large = sorted((one, other), key=lambda r: (len(members[r]), r))
        for version in members[small]:
            root[version] = large
        members[large] |= members.pop(small)
    return sorted(tuple(sorted(group)) for group in members.values() if len(group) > 1)


def _agree(ours: set[str], theirs: set[str], touching: Mapping[str, set[str]]) -> bool:
    """Say whether more than half of the pairs between two groups share something."""
    small, large = sorted((ours, theirs), key=len)
    pairs = sum(len(touching[version] & large) for version in small)
    return pairs * 2 > len(small) * len(large)


# --------------------------------------------------------------------------- origin


def _family(members: tuple[str, ...], links: Sequence[Link], known: Mapping[str, Known]) -> Family:
    origin, outside, why = _origin(members, links, known)
    return Family(
        family_id(members[0]),
        members,
        origin,
        outside,
        why,
        _parents(members, origin, links),
    )


def sources(link: Link) -> tuple[str, str] | None:
    """Give (later, earlier) of a link that says which way the text went."""
    if link.direction == "a from b":
        return link.a, link.b
    return (link.b, link.a) if link.direction == "b from a" else None


def is_weak(link: Link) -> bool:
    """Say whether a direction rests on dates or lengths alone."""
    return any(" alone: " in reason for reason in link.reasons)


def _origin(
    members: tuple[str, ...], links: Sequence[Link], known: Mapping[str, Known]
) -> tuple[str | None, str | None, str]:
    """Give the origin inside, or who outside is credited, and how that is known.

    Explicit credits to a member's publisher go first, then credits to an agency or to who
    published it first, then dates and lengths, then credits to an outlet that it came from.
    """
    within = Counter(
        ends[1] for link in links if not is_weak(link) and (ends := sources(link)) is not None
    )
    for source, count in sorted(within.items(), key=lambda each: (-each[1], each[0])):
        if not known[source].credits_for_text():
            who = known[source].name
            others = f"{count} of {len(members) - 1} others" if len(members) > 2 else "the other"
            verb = "credit or name" if len(members) > 2 and count > 1 else "credits or names"
            return (
                source,
                None,
                f"{others} {verb} {who}, which published it and credits nobody",
            )
    return (
        _credited_outside(members, known, wrote=True)
        or _by_date_or_length(members, links, known)
        or _credited_outside(members, known, wrote=False)
        or (None, None, _not_told(members, known))
    )


def _not_told(members: tuple[str, ...], known: Mapping[str, Known]) -> str:
    publishers = {known[version].publisher for version in members}
    if len(publishers) == 1 and "" not in publishers:
        return f"all are by {known[members[0]].name}; which came first is not known"
    return "nobody outside is credited for it, and dates and lengths do not tell which came first"


def _credited_outside(
    members: tuple[str, ...], known: Mapping[str, Known], wrote: bool
) -> tuple[None, str, str] | None:
    """Give the outsider that most members credit; with ``wrote`` only those who write for others."""
    crediting: Counter[str] = Counter()
    names: dict[str, str] = {}
    one_publisher = len({known[version].publisher for version in members}) == 1
    least = MAJORITY if one_publisher else 0 if wrote else MINORITY
    for version in members:
        for credit in known[version].credits_for_text():
            names.setdefault(credit.key, credit.name)
            if credit.wrote >= wrote and not (credit.kind == "via" and wrote):
                crediting[credit.key] += 1
    for key, count in sorted(crediting.items(), key=lambda each: (-each[1], each[0])):
        if any(same_outlet(known[version].publisher, key) for version in members):
            continue
        if count <= least * len(members):
            continue
        others = [names[other] for other in sorted(names) if not same_outlet(other, key)]
        also = f"; credited beside it: {', '.join(others)}" if others else ""
        return (
            None,
            names[key],
            f"{count} of {len(members)} credit{'s' if count == 1 else ''} {names[key]}, which has "
            f"no such report in this ledger{also}",
        )
    return None


def _by_date_or_length(
    members: tuple[str, ...], links: Sequence[Link], known: Mapping[str, Known]
) -> tuple[str, None, str] | None:
    """Give the member that every other is later than, else the one that all are cut from; it
    credits nobody itself."""
    free = [version for version in members if not known[version].credits_for_text()]
    if len(free) == len(members):
        for version in free:
            others = [known[other] for other in members if other != version]
            if all(earlier(known[version], other) for other in others):
                day = known[version].text.published.latest
                why = f"{known[version].name} published it first, on {day} (by date alone)"
                return version, None, why
    longest = max(members, key=lambda v: (known[v].own.total, v))
    cut = {ends[0] for link in links if (ends := sources(link)) is not None and ends[1] == longest}
    if longest not in free or len(cut) < len(members) - 1:
        return None
    return (
        longest,
        None,
        f"most of {'each' if len(members) > 2 else 'the'} other report stands in that of "
        f"{known[longest].name}, which is longer, says more and credits nobody (by containment "
        "alone)",
    )


def _parents(members: tuple[str, ...], origin: str | None, links: Sequence[Link]) -> dict[str, str]:
    """Give for each member the one that its text most likely came from; no member twice on a way."""
    best: dict[str, tuple[tuple[bool, int, int, bool, str], str]] = {}
    for link in links:
        ends = sources(link)
        if ends is None or ends[0] == origin:
            continue
        later, source = ends
        rank = (
            not is_weak(link),
            _verbatim(link),  # words that a copy changed are in its copies, not where it is from
            link.characters,
            source == origin,
            source,
        )
        if later not in best or rank > best[later][0]:
            best[later] = (rank, source)
    parents: dict[str, str] = {}
    for version in members:
        if version in best and not _leads_to(best[version][1], version, parents):
            parents[version] = best[version][1]
    if origin is not None:
        for link in links:
            if origin in (link.a, link.b):
                other = link.b if link.a == origin else link.a
                if other not in parents and not _leads_to(origin, other, parents):
                    parents[other] = origin
    return parents


def _verbatim(link: Link) -> int:
    return sum(run.a_end - run.a_start for run in link.runs if run.kind == "verbatim")


def _leads_to(start: str, target: str, parents: Mapping[str, str]) -> bool:
    at: str | None = start
    while at is not None:
        if at == target:
            return True
        at = parents.get(at)
    return False
