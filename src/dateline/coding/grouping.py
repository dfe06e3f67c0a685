"""Claim groups: the claims of one report about one happening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dateline.types import Claim, ClaimGroup, group_id

_REACH = 2
"""Sentences apart at most for "the attack" to go back to "killed"."""

_LEAD = 1
"""Sentences from the headline to the one that it is about. Farther on it costs links (evaluation
fusion: precision .82 to .78)."""

_WINDOW = 40
"""Earlier claims of a type that a claim is compared with; keeps long reports linear."""


class Told(NamedTuple):
    """How a claim is told, as far as it says what the claim goes back to."""

    sentence: int
    """Its sentence, counted over those that have a verb."""
    title: bool = False
    """In the headline."""
    definite: bool = False
    """By a definite noun: "the attack", "died in that attack"."""
    again: bool = False
    """As what was told before: "It was the second attack in a week"."""
    those: bool = False
    """Of those who did what was told before: "The attackers fired from a wood"."""
    outcome: bool = False
    """By who was killed or hurt."""
    elsewhere: bool = False
    """With words that set it apart: "in a separate attack"."""


def groups(claims: Sequence[Claim], told: Mapping[str, Told]) -> tuple[ClaimGroup, ...]:
    """Give the groups of one report's claims, each claim in exactly one.

    Two claims of one type are about one happening if their fillers do not contradict each other
    and they share a filler's words, or if the later one goes back to the earlier: a definite
    noun ("the attack") within two sentences, or the first sentences to the headline. Outcomes
    ("two soldiers died") and claims of "the attack" farther on are left to fusion: joined here
    they cost it links (fusion_muc, precision .91 to .81 for outcomes).
    """
    parent = {claim.id: claim.id for claim in claims}

    def find(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    words = {claim.id: _words(claim) for claim in claims}
    lead: dict[str, int] = {}
    for claim in claims:
        if not told[claim.id].title:
            opening = lead.setdefault(claim.type, told[claim.id].sentence)
            lead[claim.type] = min(opening, told[claim.id].sentence)
    members: dict[str, list[Claim]] = {}
    by_type: dict[str, list[Claim]] = {}
    for claim in claims:
        members[claim.id] = [claim]
        for earlier in reversed(by_type.get(claim.type, [])[-_WINDOW:]):
            first, second = find(earlier.id), find(claim.id)
            if first == second or claim.polarity != earlier.polarity or _apart(claim, earlier):
                continue
            leads = lead.get(claim.type) == told[claim.id].sentence
            goes_back = _goes_back(told[earlier.id], told[claim.id], leads)
            if goes_back == _ENDS and _is_set_elsewhere(words[earlier.id], words[claim.id]):
                goes_back = ()
            if not goes_back and (
                _is_outcome(earlier, claim, told, words) or _is_answer(earlier, claim, told, words)
            ):
                goes_back = _SETTING
            if not goes_back and not _share(words[earlier.id], words[claim.id]):
                continue
            if any(
                _contradict(words[a.id], words[b.id], _checked(told[a.id], told[b.id], goes_back))
                for a in members[first]
                for b in members[second]
            ):
                continue
            parent[second] = first
            members[first] += members.pop(second)
            if goes_back:
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


def _is_outcome(
    earlier: Claim, claim: Claim, told: Mapping[str, Told], words: Mapping[str, _Words]
) -> bool:
    """Say whether a claim gives the outcome of the one before it: the same doer in the next
    sentence, whom he killed, and no time and place of its own."""
    now, own, before = told[claim.id], words[claim.id], words[earlier.id]
    return (
        now.outcome
        and not now.elsewhere
        and now.sentence - told[earlier.id].sentence == 1
        and "place" not in own
        and "date" not in own
        and bool(own.get("actor", frozenset()) & before.get("actor", frozenset()))
        and any(slot.value[:1].isupper() for slot in claim.slots if slot.role == "actor")
    )


def _is_answer(
    earlier: Claim, claim: Claim, told: Mapping[str, Told], words: Mapping[str, _Words]
) -> bool:
    """Say whether a claim gives the other side of a clash: those to whom the earlier was done act,
    against nobody else, with no time and place of their own ("they opened fire first")."""
    now, own, before = told[claim.id], words[claim.id], words[earlier.id]
    return (
        not now.elsewhere
        and not told[earlier.id].title
        and now.sentence - told[earlier.id].sentence <= _REACH
        and "place" not in own
        and "date" not in own
        and own.get("recipient", frozenset()) <= before.get("actor", frozenset())
        and bool(own.get("actor", frozenset()) & before.get("recipient", frozenset()))
    )


def _checked(a: Told, b: Told, goes_back: tuple[str, ...]) -> tuple[str, ...]:
    """Give the roles that must not contradict: a headline names the province where the lead names
    the village, and the leader where the lead names the man. Two claims of the body that both go
    back to a headline are beside each other as any others are."""
    if a.title or b.title:
        return _OF_TITLE
    return _ENDS if goes_back == _OF_TITLE else goes_back


_ENDS = ("place", "date", "actor", "recipient")
_SETTING = ("place", "date")
_OF_TITLE = ("date",)


def _goes_back(before: Told, now: Told, leads: bool) -> tuple[str, ...]:
    """Give the roles that must not contradict where the later of two claims goes back to the
    earlier; () where it does not. ``leads``: its sentence is the first of the body with its type."""
    if now.elsewhere:
        return ()
    apart = now.sentence - before.sentence
    if before.title:
        return _OF_TITLE if now.title or (leads and apart <= _LEAD) else ()
    if now.again and apart <= _REACH + 1:
        return _SETTING
    if now.those and apart <= _REACH:
        return _SETTING
    if now.definite and apart <= _REACH:
        return _ENDS
    return ()


def _is_set_elsewhere(before: _Words, now: _Words) -> bool:
    """Say whether a later claim names a place and a day of its own: "the attack on Tokai in May" is
    known from elsewhere, and nothing told before it has to be the same."""
    return all(role in now and not now[role] & before.get(role, frozenset()) for role in _SETTING)


_Words = dict[str, frozenset[str]]


def _words(claim: Claim) -> _Words:
    found: dict[str, set[str]] = {}
    where = {slot.value for slot in claim.slots if slot.role == "place"}
    for slot in claim.slots:
        if slot.role == "recipient" and slot.value in where:
            continue  # "the attack on Tokai": others are its victims
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


def _contradict(a: _Words, b: _Words, roles: Sequence[str] = ()) -> bool:
    """Say whether both tell a place, date, actor or recipient, and nothing in common."""
    return any(role in a and role in b and not a[role] & b[role] for role in roles or _ENDS)


def _apart(a: Claim, b: Claim) -> bool:
    """Say whether one is a fact and the other a plan or forecast."""
    return (a.modality == "actual") != (b.modality == "actual")
