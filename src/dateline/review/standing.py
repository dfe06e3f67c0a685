"""What stands of each decision today, and the values that are in effect because of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from dateline.review import rules
from dateline.store import judgements
from dateline.types import Claim, Decision, Mention

if TYPE_CHECKING:
    from dateline.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision and what has become of it."""

    decision: Decision
    status: str
    """One of :data:`dateline.review.rules.STATUSES`."""
    mention: str | None
    """The mention of the current version that it is about now."""
    why: str = ""
    """For an orphaned one: ``withdrawn``, ``orphaned`` or "not carried"."""
    replaced: bool = False
    """Its author has decided the same again."""


def standings(ledger: Ledger) -> tuple[Standing, ...]:
    """Give every decision with its status, by author and number."""
    found: list[Standing] = []
    with ledger.read() as connection:
        for decision in judgements.waiting_decisions(connection):
            found.append(Standing(decision, rules.WAITING, None))
        for report in judgements.decided_reports(connection):
            found += [standing for standing, _, _ in _of_report(connection, report)]
    replaced = {standing.decision.replaces for standing in found}
    marked = [
        Standing(s.decision, s.status, s.mention, s.why, s.decision.id in replaced) for s in found
    ]
    return tuple(sorted(marked, key=lambda s: (s.decision.author, s.decision.n)))


_Found = tuple[Standing, Mention | None, tuple[Claim, ...]]


def _of_report(connection: Connection, report: str) -> list[_Found]:
    found: list[_Found] = []
    texts: dict[str, str] = {}
    for decision, mention in judgements.decisions_on_report(connection, report):
        where = judgements.whereabouts(connection, mention)
        if where.mention is None:
            found.append((Standing(decision, rules.ORPHANED, None, where.how), None, ()))
            continue
        version = where.mention.version
        if version not in texts:
            texts[version] = judgements.version_text(connection, version)
        text = texts[version]
        claims = judgements.current_claims(connection, where.mention)
        status = rules.status(decision, rules.saw(claims, text), text)
        found.append((Standing(decision, status, where.mention.id), where.mention, claims))
    return found


def refresh(connection: Connection, reports: Iterable[str]) -> None:
    """Work out again what is in effect for these reports; a cache, so doing it twice is harmless."""
    roles = judgements.author_roles(connection)
    for report in reports:
        judgements.clear_effects(connection, report)
        by_mention: dict[str, list[_Found]] = {}
        for found in _of_report(connection, report):
            if found[0].mention is not None:
                by_mention.setdefault(found[0].mention, []).append(found)
        for mention in sorted(by_mention):
            _put_in_effect(connection, mention, by_mention[mention], roles)


def _put_in_effect(
    connection: Connection, mention: str, found: list[_Found], roles: dict[str, str]
) -> None:
    judged = [
        rules.Judged(s.decision, s.status, roles.get(s.decision.author, "coder"))
        for s, _, _ in found
    ]
    claims = found[0][2]
    for codebook in sorted({name for each in judged for name in rules.scope(each.decision)}):
        effect = rules.in_effect(codebook, judged)
        if effect is None:
            continue
        current = [claim for claim in claims if claim.codebook == codebook]
        base = current[0] if len(current) == 1 else None
        if not current and effect.verdict in ("accept", "edit", rules.DISPUTED):
            # The current run says nothing here any more, and people said that there is something.
            seen = _seen_claims(judged, effect, codebook)
            judgements.keep_claims(connection, seen, mention)
            kept = [
                claim
                for claim in judgements.kept_claims(connection, mention)
                if claim.codebook == codebook
            ]
            base = kept[0] if len(kept) == 1 else None
        if base is None:
            effect = _only_edited(effect, judged)
        judgements.write_effect(connection, mention, codebook, effect, base)


def _seen_claims(
    judged: list[rules.Judged], effect: rules.InEffect, codebook: str
) -> tuple[str, ...]:
    """The claims that the newest of the deciding authors' decisions were about: one reading."""
    deciding = [each.decision for each in judged if each.decision.id in effect.decisions]
    accepting = [decision for decision in deciding if decision.verdict != "reject"]
    newest = max(accepting, key=lambda decision: (decision.n, decision.author))
    return tuple(
        seen["claim"]
        for seen in newest.saw.get("claims", ())
        if seen["content"]["codebook"] == codebook
    )


def _only_edited(effect: rules.InEffect, judged: list[rules.Judged]) -> rules.InEffect:
    """Where several claims share the mention, keep to what was edited: it is said of them all."""
    edited: set[str] = set()
    roles: set[str] = set()
    for each in judged:
        if each.decision.id in effect.decisions:
            edited |= set(each.decision.value)
            if "type" in edited:
                edited.add("mode")  # a mode belongs to its type
            roles |= set(each.decision.value.get("slots", {}))
    return rules.InEffect(
        effect.verdict,
        effect.review,
        effect.coded_by,
        effect.decisions,
        {name: value for name, value in effect.fields.items() if name in edited},
        {role: words for role, words in effect.slots.items() if role in roles},
    )
