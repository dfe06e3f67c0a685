"""Whom a headline means that names nobody: "Leader of rebels killed" above "Army kills Pedro Alvarez"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.coding.lexicon import is_person_noun
from dateline.types import Annotation, Claim, Coding, Resolution, Slot

ROLES = ("actor", "recipient")
PERSON = "person"


def named_by_text(
    annotation: Annotation,
    codings: Sequence[Coding],
    resolutions: Sequence[Resolution],
    kinds: Mapping[str, str],
) -> dict[tuple[str, str, int], Resolution]:
    """Give by (claim, role, ordinal) the people whom headlines describe and their texts name.

    A headline that describes one person ("Leader of rebels killed") means the one whom the
    first claim of the same happening in the body has in that role, if that is one person by name.
    ``kinds`` has the kind of each actor key.
    """
    by_slot = {(r.subject, r.role, r.ordinal): r for r in resolutions}
    found: dict[tuple[str, str, int], Resolution] = {}
    for coding in codings:
        claims = {claim.id: claim for claim in coding.claims}
        for group in coding.groups:
            members = [claims[key] for key in group.claims]
            titles = [c for c in members if c.anchor.end <= annotation.title_end]
            bodies = [c for c in members if c.anchor.start >= annotation.title_end]
            for role in ROLES:
                named = _first_named(bodies, role, by_slot, kinds)
                if named is None:
                    continue
                for claim in titles:
                    slots = claim.slot(role)
                    if len(slots) != 1 or not _describes_one(annotation, slots[0]):
                        continue
                    key = (claim.id, role, slots[0].ordinal)
                    own = by_slot.get(key)
                    if own is None or kinds.get(own.value or "") == PERSON:
                        continue
                    found[key] = replace(
                        named,
                        subject=claim.id,
                        ordinal=slots[0].ordinal,
                        run=own.run,
                        score=round(named.score * 0.8, 3),
                        how=f"whom the text names, {named.how}",
                    )
    return found


def _first_named(
    bodies: Sequence[Claim],
    role: str,
    by_slot: Mapping[tuple[str, str, int], Resolution],
    kinds: Mapping[str, str],
) -> Resolution | None:
    """Give whom the first claim with that role names there, if that is one person."""
    for claim in sorted(bodies, key=lambda c: c.anchor):
        slots = claim.slot(role)
        if not slots:
            continue
        if len(slots) > 1:
            return None
        found = by_slot.get((claim.id, role, slots[0].ordinal))
        person = found is not None and kinds.get(found.value or "") == PERSON
        return found if person else None
    return None


def _describes_one(annotation: Annotation, slot: Slot) -> bool:
    """Say whether words are a noun for one person: "Dagestan commander", "Successor of Alvarez"."""
    starts = [token.start for token in annotation.tokens]
    at = bisect_right(starts, slot.head.start) - 1
    if at < 0:
        return False
    token = annotation.tokens[at]
    counted = any(t.head == at and t.deprel == "nummod" for t in annotation.tokens)
    return token.xpos in ("NN", "NNP") and is_person_noun(token.text.lower()) and not counted
