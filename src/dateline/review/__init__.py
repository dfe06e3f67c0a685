"""Review: people's decisions, what stands of them after recoding and re-reading, and agreement."""

from dateline.review.carry import carry, carry_pending, carry_report, successor
from dateline.review.decisions import DecisionError, decide, set_author_role
from dateline.review.exchange import Conflict, ImportResult, export_decisions, import_decisions
from dateline.review.pairs import rule_on
from dateline.review.standing import Standing, standings

__all__ = [
    "Conflict",
    "DecisionError",
    "ImportResult",
    "Standing",
    "carry",
    "carry_pending",
    "carry_report",
    "decide",
    "export_decisions",
    "import_decisions",
    "rule_on",
    "set_author_role",
    "standings",
    "successor",
]
