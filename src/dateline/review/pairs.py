"""Ruling on pairs: two mentions tell the same happening, or two. Fusion takes it as given."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from dateline.review import rules
from dateline.review.decisions import DecisionError
from dateline.store import judgements
from dateline.store.recall import recall_decisions, recall_mention
from dateline.types import Decision, decision_id

if TYPE_CHECKING:
    from dateline.store.ledger import Ledger

VERDICTS = ("same", "different")


def rule_on(
    ledger: Ledger, pair: tuple[str, str], verdict: str, *, author: str, why: str = ""
) -> Decision:
    """Give the decision once it is kept: two mentions tell the ``same`` happening or ``different`` ones.

    The author's earlier ruling on the pair is superseded, never changed. Rulings that cannot all
    hold (a is b, b is c, a is not c) are listed by fusion, not guessed at.

    Raises :class:`DecisionError`, :class:`~dateline.store.errors.NotFoundError`.
    """
    if verdict not in VERDICTS:
        raise DecisionError(
            f"{verdict!r} is no ruling on a pair; it is one of {', '.join(VERDICTS)}"
        )
    name = " ".join(author.split())
    if not name:
        raise DecisionError("a decision needs its author's name")
    a, b = sorted(pair)
    if a == b:
        raise DecisionError(f"{a} is given twice; give the ids of two mentions")
    with ledger.write(durable=True) as connection:
        seen = {mention: _saw(connection, mention) for mention in (a, b)}
        n = judgements.next_number(connection, name)
        decision = Decision(
            id=decision_id(name, n),
            author=name,
            n=n,
            subject=a,
            verdict=verdict,
            value={"other": b},
            why=why,
            at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            saw={"mentions": seen},
            replaces=_earlier(connection, name, a, b),
        )
        judgements.set_author(connection, name, "coder", overwrite=False)
        judgements.write_decision(connection, decision)
    return decision


def _saw(connection: Connection, id: str) -> dict[str, Any]:
    """Give what an author sees of a mention."""
    mention = recall_mention(connection, id)
    claims = judgements.current_claims(connection, mention)
    claims = claims or judgements.kept_claims(connection, mention.id)
    if not claims:
        raise DecisionError(
            f"mention {id} has no claim of a current run, so it tells no happening to rule on"
        )
    return rules.saw(claims, judgements.version_text(connection, claims[0].version))


def _earlier(connection: Connection, author: str, a: str, b: str) -> str | None:
    earlier = [
        each.id
        for each in recall_decisions(connection, [a])
        if each.author == author and each.verdict in VERDICTS and each.value.get("other") == b
    ]
    return earlier[-1] if earlier else None
