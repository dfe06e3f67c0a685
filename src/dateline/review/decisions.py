"""Deciding: a person's judgement of a mention, checked, numbered and kept for good."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from dateline.review import rules
from dateline.review.standing import refresh
from dateline.store import judgements
from dateline.store.errors import LedgerError
from dateline.store.findings import whole_number
from dateline.store.recall import recall_decisions, recall_mention
from dateline.store.views import COUNTS
from dateline.types import Claim, Decision, Mention, decision_id

if TYPE_CHECKING:
    from dateline.store.ledger import Ledger

POLARITIES = ("affirmed", "denied")
MODALITIES = ("actual", "planned", "threatened", "predicted", "possible", "hypothetical")
ROLES = ("coder", "adjudicator")
EDITABLE = (*rules.FIELDS, "slots")


class DecisionError(LedgerError):
    """A decision that cannot be made so; the message says which field and what it may be."""


def decide(
    ledger: Ledger,
    mention_id: str,
    verdict: str,
    *,
    author: str,
    value: Mapping[str, Any] | None = None,
    why: str = "",
) -> Decision:
    """Give the decision once it is kept: ``accept``, ``reject`` or ``edit`` what is claimed there.

    ``value`` is for ``edit``: any of ``type``, ``mode``, ``polarity``, ``modality``,
    ``background`` and ``slots`` (role to list of raw words, [] for none). ``codebook`` says
    whose reading is meant; it is needed only to edit type or mode where several codebooks
    have one. An earlier decision of the author on the same is superseded, never changed.

    Raises :class:`DecisionError`, :class:`~dateline.store.errors.NotFoundError`.
    """
    # Six parameters: they are the nouns of a decision, and none can be had from another.
    name = " ".join(author.split())
    if not name:
        raise DecisionError("a decision needs its author's name")
    with ledger.write(durable=True) as connection:
        mention = recall_mention(connection, mention_id)
        _check_current(connection, mention)
        claims = judgements.current_claims(connection, mention)
        claims = claims or judgements.kept_claims(connection, mention.id)
        if not claims:
            raise DecisionError(
                f"mention {mention.id} has no claim of a current run, so there is nothing to decide"
            )
        checked = check_value(connection, verdict, dict(value or {}), claims)
        text = judgements.version_text(connection, claims[0].version)
        n = judgements.next_number(connection, name)
        decision = Decision(
            id=decision_id(name, n),
            author=name,
            n=n,
            subject=mention.id,
            verdict=verdict,
            value=checked,
            why=why,
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            saw=rules.saw(claims, text),
        )
        decision = replace(decision, replaces=_replaced(connection, decision))
        judgements.set_author(connection, name, "coder", overwrite=False)
        judgements.write_decision(connection, decision)
        refresh(connection, [judgements.report_of(connection, mention.version)])
    return decision


def set_author_role(ledger: Ledger, author: str, role: str) -> None:
    """Make an author a ``coder`` or an ``adjudicator``, whose decisions go before coders'."""
    if role not in ROLES:
        raise DecisionError(f"{role!r} is not a role; it is one of {', '.join(ROLES)}")
    with ledger.write(durable=True) as connection:
        judgements.set_author(connection, " ".join(author.split()), role, overwrite=True)
        refresh(connection, judgements.decided_reports(connection))


def _check_current(connection: Connection, mention: Mention) -> None:
    where = judgements.whereabouts(connection, mention)
    if where.mention is None:
        raise DecisionError(
            f"mention {mention.id} is of an earlier version and not in the current one "
            f"({where.how}), so there is nothing to decide"
        )
    if where.mention.id != mention.id:
        raise DecisionError(
            f"mention {mention.id} is of an earlier version; decide on {where.mention.id}, "
            "which goes on from it in the current one"
        )


def _replaced(connection: Connection, decision: Decision) -> str | None:
    earlier = [
        each
        for each in recall_decisions(connection, [decision.subject])
        if each.author == decision.author and set(rules.scope(each)) & set(rules.scope(decision))
    ]
    return earlier[-1].id if earlier else None


def check_value(
    connection: Connection, verdict: str, value: dict[str, Any], claims: Sequence[Claim]
) -> dict[str, Any]:
    """Give the value of a decision once every field of it is one that it may be."""
    if verdict not in rules.JUDGING:
        raise DecisionError(
            f"{verdict!r} is not a verdict; it is one of {', '.join(rules.JUDGING)}"
        )
    allowed = (*EDITABLE, "codebook") if verdict == "edit" else ("codebook",)
    for name in sorted(value):
        if name not in allowed:
            hint = "" if verdict == "edit" else "; to change a value, edit"
            raise DecisionError(
                f"{name!r} cannot be given with {verdict}: it takes {', '.join(allowed)}{hint}"
            )
    if verdict == "edit" and not set(value) & set(EDITABLE):
        raise DecisionError(f"edit what? Give at least one of {', '.join(EDITABLE)}")
    meant = _meant_claims(value, claims)
    _check_coded_fields(connection, value, meant)
    for name, known in (("polarity", POLARITIES), ("modality", MODALITIES)):
        if name in value and value[name] not in known:
            raise DecisionError(f"{name} is {value[name]!r}; it is one of {', '.join(known)}")
    if "background" in value and not isinstance(value["background"], bool):
        raise DecisionError(f"background is {value['background']!r}; it is true or false")
    return value


def _meant_claims(value: Mapping[str, Any], claims: Sequence[Claim]) -> list[Claim]:
    codebooks = sorted({claim.codebook for claim in claims})
    if "codebook" in value:
        if value["codebook"] not in codebooks:
            raise DecisionError(
                f"codebook is {value['codebook']!r}; this mention has claims by "
                f"{', '.join(codebooks)}"
            )
        return [claim for claim in claims if claim.codebook == value["codebook"]]
    if len(codebooks) > 1 and {"type", "mode"} & set(value):
        raise DecisionError(
            f"this mention has claims by {', '.join(codebooks)}: say with 'codebook' whose type "
            "or mode you edit"
        )
    return list(claims)


def _check_coded_fields(
    connection: Connection, value: Mapping[str, Any], meant: Sequence[Claim]
) -> None:
    roles: dict[str, str] | None = None
    for run in sorted({claim.run for claim in meant}):
        known = judgements.codebook_of_run(connection, run)
        if known is None:
            continue  # a run registered without its codebook: its types cannot be checked
        roles = (roles or {}) | json.loads(known[0])
        _check_type_and_mode(value, meant, json.loads(known[1]))
    if "type" in value and (not isinstance(value["type"], str) or not value["type"]):
        raise DecisionError(f"type is {value['type']!r}; it must be the name of a type")
    if value.get("mode") is not None and not isinstance(value["mode"], str):
        raise DecisionError(f"mode is {value['mode']!r}; it must be a name, or null for none")
    if "slots" in value:
        _check_slots(value["slots"], roles)


def _check_type_and_mode(
    value: Mapping[str, Any], meant: Sequence[Claim], types: Mapping[str, Any]
) -> None:
    if "type" in value and value["type"] not in types:
        raise DecisionError(f"type is {value['type']!r}; the codebook has {', '.join(types)}")
    if value.get("mode") is not None:
        of_types = sorted({value["type"]} if "type" in value else {c.type for c in meant})
        modes = sorted({mode for name in of_types for mode in types.get(name, {}).get("modes", ())})
        if value["mode"] not in modes:
            listed = ", ".join(modes) or "none"
            raise DecisionError(
                f"mode is {value['mode']!r}; modes of {', '.join(of_types)} are: {listed}"
            )


def _check_slots(slots: Any, roles: Mapping[str, str] | None) -> None:
    if not isinstance(slots, dict):
        raise DecisionError("slots must be a mapping of a role to a list of raw words")
    for role in sorted(slots):
        words = slots[role]
        if roles is not None and role not in roles:
            raise DecisionError(f"slots: {role!r} is not a role; there are {', '.join(roles)}")
        if not isinstance(words, list) or not all(isinstance(w, str) and w.strip() for w in words):
            raise DecisionError(f"slots: {role}: give a list of raw words, [] for none")
        if role in COUNTS and (len(words) > 1 or any(whole_number(w) is None for w in words)):
            raise DecisionError(f"slots: {role}: give one whole number in digits, or [] for none")
