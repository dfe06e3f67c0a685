"""What was claimed of one text: ids, groups, marks and resolutions that belong together."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from itertools import chain, islice, permutations
from typing import Any

from dateline.store.findings import derived_of, leads, whole_number
from dateline.types import Span, claim_id, group_id
from dateline.verify.found import RECODE, Found

Rows = dict[str, list[Any]]


def check_coding(version: Any, rows: Rows, found: Found) -> None:
    """Check the mentions, claims, groups, marks and resolutions of a version against each other."""
    mentions = {row.id: row for row in rows["mention"]}
    claims = {row.id: row for row in rows["claim"]}
    slots: dict[str, list[Any]] = defaultdict(list)
    for row in rows["claim_slot"]:
        slots[row.claim].append(row)
    chains: dict[str, list[Any]] = defaultdict(list)
    for row in rows["claim_attribution"]:
        chains[row.claim].append(row)
    for name, children in (("claim_slot", slots), ("claim_attribution", chains)):
        for id in sorted(set(children) - set(claims)):
            found.problem(
                "whole", f"{name} of claim {id}", f"version {version.id} has no such claim"
            )
    for claim in rows["claim"]:
        _check_claim(claim, slots[claim.id], chains[claim.id], found)
        mention = mentions.get(claim.mention)
        if mention is None:
            what = f"its mention {claim.mention} is not one of version {version.id}"
            found.problem("whole", f"claim {claim.id}", what)
        elif (mention.anchor_start, mention.anchor_end) != (claim.anchor_start, claim.anchor_end):
            found.problem("spans", f"claim {claim.id}", "its anchor is not that of its mention")
    _check_groups(version, rows, claims, found)
    coded = {row.run for row in rows["coded"]}
    found.look("whole", "marks of coding", len(coded))
    for run in sorted({claim.run for claim in rows["claim"]} - coded):
        what = f"has claims of run {run}, but is not marked as coded by it"
        found.problem("whole", f"version {version.id}", what, RECODE)
    _check_resolutions(version, rows["resolution"], claims, slots, found)


_orders: dict[tuple[str, ...], tuple[str, ...]] = {}
"""Roles by name, to the order in which a coder last gave them."""


def says(id: str, mention: str, run: str, content: dict[str, Any]) -> bool:
    """Say whether a claim's content gives its id.

    The id was made of the slots in the coder's order of roles, and rows are kept in the order of
    the roles' names: whatever order gives the id proves the content.
    """
    slots: dict[str, list[Any]] = defaultdict(list)
    for slot in content["slots"]:
        slots[slot[0]].append(slot)
    names = tuple(sorted(slots))
    tried = [_orders[names]] if names in _orders else []
    for order in chain(tried, islice(permutations(names), ORDERS)):
        ordered = [slot for role in order for slot in slots[role]]
        if claim_id(mention, run, {**content, "slots": ordered}) == id:
            _orders[names] = order
            return True
    return False


ORDERS = 5040
"""Orders of roles that are tried at most: all of seven roles."""


def _check_claim(claim: Any, slots: list[Any], links: list[Any], found: Found) -> None:
    where = f"claim {claim.id}"
    found.look("ids", "claims")
    content = {
        "codebook": claim.codebook,
        "type": claim.type,
        "mode": claim.mode,
        "contexts": _list(claim.contexts),
        "anchor": [claim.anchor_start, claim.anchor_end],
        "slots": [[s.role, s.ordinal, [s.span_start, s.span_end], s.value] for s in slots],
        "attribution": [
            [
                None if a.source_start is None else [a.source_start, a.source_end],
                [a.cue_start, a.cue_end],
                [a.content_start, a.content_end],
            ]
            for a in links
        ],
        "polarity": claim.polarity,
        "modality": claim.modality,
        "background": bool(claim.background),
    }
    if not says(claim.id, claim.mention, claim.run, content):
        what = (
            "its content does not give its id: the claim, a slot or its attribution was changed "
            "or is missing"
        )
        found.problem("ids", where, what)
    quote = Span(claim.quote_start, claim.quote_end)
    if quote.start == quote.end or claim.anchor_start == claim.anchor_end:
        found.problem("spans", where, "its quote or anchor is empty")
    for slot in slots:
        own = f"claim_slot {claim.id}/{slot.role}/{slot.ordinal}"
        if not slot.span_start <= slot.head_start < slot.head_end <= slot.span_end:
            found.problem("spans", own, "its head word does not lie in its span")
        if slot.number != whole_number(slot.value):
            found.problem("values", own, f"its number is {slot.number}, its value {slot.value!r}")
    for n, link in enumerate(links):
        if link.ordinal != n:
            own = f"claim_attribution {claim.id}/{link.ordinal}"
            found.problem("whole", own, f"link {n} of the chain is missing")


def _list(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text  # the check of values has named it


def _check_groups(version: Any, rows: Rows, claims: dict[str, Any], found: Found) -> None:
    groups = {row.id: row for row in rows["claim_group"]}
    members: dict[str, list[Any]] = defaultdict(list)
    times = Counter(row.claim for row in rows["claim_group_member"])
    for row in rows["claim_group_member"]:
        where = f"claim_group_member {row.claim_group}/{row.claim}"
        if row.claim_group not in groups or row.claim not in claims:
            found.problem("whole", where, f"version {version.id} has no such group or claim")
        else:
            members[row.claim_group].append(claims[row.claim])
    for id, group in sorted(groups.items()):
        found.look("ids", "claim groups")
        of = members[id]
        if not of:
            found.problem("whole", f"claim_group {id}", "has no claims")
        elif {claim.run for claim in of} != {group.run}:
            found.problem("whole", f"claim_group {id}", "holds claims of another run")
        elif group_id(group.version, group.run, min(claim.mention for claim in of)) != id:
            what = "its id is not that of its claims: one is missing or was changed"
            found.problem("ids", f"claim_group {id}", what)
    for id in sorted(claims):
        if times[id] != 1:
            found.problem("whole", f"claim {id}", f"is in {times[id]} groups, not in one")


def _check_resolutions(
    version: Any,
    resolutions: list[Any],
    claims: dict[str, Any],
    slots: dict[str, list[Any]],
    found: Found,
) -> None:
    leading: dict[tuple[str, str, str, str], list[Any]] = defaultdict(list)
    for row in resolutions:
        found.look("whole", "resolutions")
        where = f"resolution {row.subject}/{row.role}/{row.ordinal}/{row.kind}"
        leading[row.subject, row.role, row.kind, row.run].append(row)
        if row.subject not in claims and row.subject != version.id:
            found.problem("whole", where, f"version {version.id} has no such claim", RECODE)
        elif (
            row.ordinal >= 0
            and row.subject in claims
            and not any((s.role, s.ordinal) == (row.role, row.ordinal) for s in slots[row.subject])
        ):
            found.problem("whole", where, "its claim has no such slot", RECODE)
        try:
            expected = derived_of(row.kind, row.value, json.loads(row.extra))
        except (ValueError, AttributeError):
            continue  # the check of values has named it
        for name, value in expected.items():
            if getattr(row, name) != value:
                what = f"its {name} is {getattr(row, name)!r}; its value and facts give {value!r}"
                found.problem("values", where, what, RECODE)
    for key, of_one in sorted(leading.items()):
        first = min(of_one, key=leads)
        if [row for row in of_one if row.leading] != [first]:
            where = "resolution " + "/".join(key[:3])
            found.problem("whole", where, "not the first of its values stands for all", RECODE)
