"""Claim groups: the claims of one report about one happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.types import Claim, ClaimGroup, group_id

_REACH = 2
"""Sentences apart at most for "the attack" to go back to "killed"."""

_WINDOW = 40
"""Earlier claims of a type that a claim is compared with; keeps long reports linear."""


def groups(
    claims: Sequence[Claim], sentence_of: Mapping[str, int], definite: frozenset[str]
) -> tuple[ClaimGroup, ...]:
    """Give the groups of one report's claims, each claim in exactly one.

    Two claims of one type are about one happening if their fillers do not contradict
    each other and they share a filler's words, or the later one is told by a definite noun
    ("the attack") within two sentences. ``sentence_of`` maps claim id to sentence number;
    ``definite`` holds the ids of claims that such a noun anchors.
    """
    parent = {claim.id: claim.id for claim in claims}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    words = {claim.id: _words(claim) for claim in claims}
    members: dict[str, list[Claim]] = {}
    by_type: dict[str, list[Claim]] = {}
    for claim in claims:
        members[claim.id] = [claim]
        for earlier in reversed(by_type.get(claim.type, [])[-_WINDOW:]):
            first, second = find(earlier.id), find(claim.id)
            if first == second:
                continue
            apart = sentence_of[claim.id] - sentence_of[earlier.id]
            alike = _share(words[earlier.id], words[claim.id])
            near = claim.id in definite and apart <= _REACH
            if not (near or alike):
                continue
            if any(
                _contradict(words[a.id], words[b.id])
                for a in members[first]
                for b in members[second]
            ):
                continue
            if claim.polarity != earlier.polarity or _apart(claim, earlier):
                continue
            parent[second] = first
            members[first] += members.pop(second)
            if near:
                break
        by_type.setdefault(claim.type, []).append(claim)
    found = []
    for key in sorted(members, key=lambda k: members[k][0].anchor):
        group = members[key]
        smallest = min(claim.mention for claim in group)
        ids = tuple(claim.id for claim in sorted(group, key=lambda c: (c.anchor, c.id)))
        found.append(
            ClaimGroup(
                group_id(group[0].version, group[0].run, smallest),
                group[0].version,
                group[0].run,
                ids,
            )
        )
    return tuple(found)


_Words = dict[str, frozenset[str]]


def _words(claim: Claim) -> _Words:
    found: dict[str, set[str]] = {}
    for slot in claim.slots:
        found.setdefault(slot.role, set()).update(
            word
            for word in slot.value.lower().replace("-", " ").split()
            if len(word) > 2 or word.isdigit()
        )
    return {role: frozenset(values) for role, values in found.items()}


def _share(a: _Words, b: _Words) -> bool:
    """Say whether two claims tell the same recipient, or actor and one thing more."""
    shared = {role for role in a.keys() & b.keys() if a[role] & b[role]}
    return "recipient" in shared or len(shared) >= 2


def _contradict(a: _Words, b: _Words) -> bool:
    """Say whether both tell a place, date, actor or recipient, and nothing in common."""
    return any(
        role in a and role in b and not a[role] & b[role]
        for role in ("place", "date", "actor", "recipient")
    )


def _apart(a: Claim, b: Claim) -> bool:
    """Say whether one is a fact and the other a plan or forecast."""
    return (a.modality == "actual") != (b.modality == "actual")
