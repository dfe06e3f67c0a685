"""Templates of ``muc4`` from what the coder claims: each claim group of a violent type is one.

The reports are in small letters, and the parser wants capitals: words that running text does not
write small are given one first. The codebook is ``acled``; its sub-event types are read as the
corpus's incident types by ``INCIDENTS``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from dateline.types import Claim, Coding, Slot

INCIDENTS = {
    "ATTACK": "attack",
    "SEXUAL_VIOLENCE": "attack",
    "MOB_VIOLENCE": "attack",
    "AIR_DRONE_STRIKE": "attack",
    "SHELLING_ARTILLERY_MISSILE_ATTACK": "attack",
    "CHEMICAL_WEAPON": "attack",
    "REMOTE_EXPLOSIVE": "bombing",
    "SUICIDE_BOMB": "bombing",
    "GRENADE": "bombing",
    "ABDUCTION_FORCED_DISAPPEARANCE": "kidnapping",
}
_WORD = re.compile(r"[a-z]{3,}")
_OPENS = re.compile(r"(?:^|[.!?][\"')]*\s+|\s{2,})[\"'(]*([a-z])")
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|this|that|these|those) ", re.IGNORECASE)


def with_capitals(text: str) -> str:
    """Give a text in small letters with capitals for sentences and names; same length."""
    from dateline.language.headlines import is_small

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        return word if is_small(word) else word.capitalize()

    shown = _WORD.sub(cased, text)
    return _OPENS.sub(lambda match: match.group()[:-1] + match.group(1).upper(), shown)


def templates_of_claims(text: str) -> list[dict[str, Any]]:
    """Give the templates of a report in small letters, by the coder's claim groups."""
    from dateline.coding import code, load_codebook
    from dateline.language import annotate

    cased = with_capitals(text)
    if len(cased) != len(text):
        raise ValueError("capitals changed a text's length")
    coding = code(annotate(cased), load_codebook("acled"), read=None, types=None)
    return grouped_templates(coding, text)


def grouped_templates(coding: Coding, text: str) -> list[dict[str, Any]]:
    """Give a template for each claim group that tells an actual incident somebody filled."""
    claims = {claim.id: claim for claim in coding.claims}
    found = []
    for group in coding.groups:
        told = [claims[key] for key in group.claims]
        kept = [one for one in told if one.polarity == "affirmed" and one.modality == "actual"]
        if kept and kept[0].type in INCIDENTS:
            template = _template(kept, text)
            if any(template[slot] for slot in template if slot != "incident_type"):
                found.append(template)
    return found


def _template(claims: Iterable[Claim], text: str) -> dict[str, Any]:
    claims = list(claims)
    template: dict[str, Any] = {
        "incident_type": INCIDENTS[claims[0].type],
        "PerpInd": [],
        "PerpOrg": [],
        "Target": [],
        "Victim": [],
        "Weapon": [],
    }
    for claim in claims:
        for slot in claim.slots:
            name = _slot_name(slot)
            if name is None:
                continue
            span = slot.span
            value = _ARTICLE.sub("", text[span.start : span.end])
            if all(value != entity[0][0] for entity in template[name]):
                template[name].append([[value, span.end - len(value)]])
    return template


def _slot_name(slot: Slot) -> str | None:
    from dateline.coding.lexicon import PERSON_NOUNS
    from dateline.language.headlines import is_small

    head = slot.value.split()[-1].lower() if slot.value else ""
    noun = head[:-1] if head.endswith("s") and head[:-1] in PERSON_NOUNS else head
    named = not is_small(head)
    if slot.role == "actor":
        return "PerpOrg" if named else "PerpInd"
    if slot.role == "recipient":
        return "Victim" if named or noun in PERSON_NOUNS else "Target"
    return "Weapon" if slot.role == "weapon" else None
