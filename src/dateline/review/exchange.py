"""Decisions as JSON Lines, to keep beside the data, send to others and bring in again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dateline.identity import canonical_json
from dateline.review.decisions import ROLES, DecisionError
from dateline.review.rules import JUDGING
from dateline.review.standing import refresh
from dateline.store import judgements
from dateline.types import Decision, decision_id

if TYPE_CHECKING:
    from dateline.store.ledger import Ledger

_FIELDS = {
    "id": str,
    "author": str,
    "n": int,
    "subject": str,
    "verdict": str,
    "value": dict,
    "why": str,
    "at": str,
    "saw": dict,
}
_VERDICTS = (*JUDGING, "same", "different")


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two decisions with one number of one author; the one that was here first stays."""

    id: str
    ours: Decision
    theirs: Decision


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import brought."""

    new: int
    known: int
    """Decisions that were here already, word for word."""
    conflicts: tuple[Conflict, ...]
    waiting: tuple[str, ...]
    """Ids of imported decisions whose mention is not in this ledger (yet); they are kept."""


def export_decisions(ledger: Ledger) -> Iterator[str]:
    """Give authors' roles, then every decision, one JSON object a line, by author and number."""
    with ledger.read() as connection:
        roles = judgements.author_roles(connection)
    for name, role in roles.items():
        yield canonical_json({"kind": "author", "name": name, "role": role})
    for decision in ledger.decisions():
        yield canonical_json({"kind": "decision", **_plain(decision)})


def import_decisions(ledger: Ledger, lines: Iterable[str]) -> ImportResult:
    """Bring in what :func:`export_decisions` gave; again makes no difference.

    Nothing is overwritten: a decision that is here otherwise is a conflict and stays as it
    is here; an author's role is taken only where none is known. A line that cannot be used
    raises :class:`DecisionError` naming it, and nothing of the file is brought in.
    """
    authors: list[tuple[str, str]] = []
    decisions: list[Decision] = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            fields = _parse(line, number)
            if fields.get("kind") == "author":
                authors.append(_author(fields, number))
            else:
                decisions.append(_decision(fields, number))
    new, known, conflicts = 0, 0, []
    with ledger.write(durable=True) as connection:
        for name, role in authors:
            judgements.set_author(connection, name, role, overwrite=False)
        for decision in decisions:
            judgements.set_author(connection, decision.author, "coder", overwrite=False)
            ours = judgements.known_decision(connection, decision.id)
            if ours is None:
                judgements.write_decision(connection, decision)
                new += 1
            elif _content(ours) == _content(decision):
                known += 1
            else:
                conflicts.append(Conflict(decision.id, ours, decision))
        refresh(connection, judgements.decided_reports(connection))
        here = {decision.id for decision in judgements.waiting_decisions(connection)}
    waiting = tuple(sorted(here & {decision.id for decision in decisions}))
    return ImportResult(new, known, tuple(conflicts), waiting)


def _plain(decision: Decision) -> dict[str, Any]:
    plain = {name: getattr(decision, name) for name in _FIELDS}
    return {**plain, "replaces": decision.replaces}


def _content(decision: Decision) -> str:
    """All but the clock."""
    return canonical_json({k: v for k, v in _plain(decision).items() if k != "at"})


def _parse(line: str, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        raise DecisionError(
            f"line {number}: not JSON: {error.msg} (column {error.colno})"
        ) from None
    if not isinstance(fields, dict):
        raise DecisionError(f"line {number}: expected a JSON object")
    return fields


def _author(fields: dict[str, Any], number: int) -> tuple[str, str]:
    name, role = fields.get("name"), fields.get("role")
    if not isinstance(name, str) or role not in ROLES:
        raise DecisionError(f"line {number}: an author has a name and a role of {', '.join(ROLES)}")
    return name, str(role)


def _decision(fields: dict[str, Any], number: int) -> Decision:
    for name, kind in _FIELDS.items():
        if not isinstance(fields.get(name), kind):
            raise DecisionError(
                f"line {number}: the field {name!r} is missing or not a {kind.__name__}"
            )
    replaces = fields.get("replaces")
    if replaces is not None and not isinstance(replaces, str):
        raise DecisionError(f"line {number}: the field 'replaces' is neither null nor an id")
    if fields["verdict"] not in _VERDICTS:
        raise DecisionError(f"line {number}: verdict {fields['verdict']!r} is not known")
    if fields["id"] != decision_id(fields["author"], fields["n"]):
        raise DecisionError(
            f"line {number}: the id {fields['id']} is not that of {fields['author']}'s decision "
            f"{fields['n']}; was the line edited by hand?"
        )
    return Decision(**{name: fields[name] for name in _FIELDS}, replaces=replaces)
