"""Who is behind an actor or an event, as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from dateline.cli.actor_lines import basis_lines, bullet
from dateline.cli.render import field_lines, printable, width
from dateline.ties.facts import REGISTRY, Behind, Finding, Step
from dateline.ties.words import count_words

_SHOWN = 6
"""Quotes shown of one finding; --json gives all."""


def behind_lines(answer: Behind) -> Iterator[str]:
    """Give the answer in the order of its weight: stated, accused, denied, asked, registry."""
    heading = f"Who is behind {answer.what}?"
    yield printable(heading)
    yield "=" * min(width(), max(4, len(printable(heading))))
    if not (answer.findings or answer.accused):
        yield from bullet("no report in this ledger says")
    for title, found in (
        ("Stated by reports", answer.findings),
        ("Accused", answer.accused),
        ("Denied", answer.denied),
        ("Asked, not stated", answer.asked),
        ("By the registry, not by reports of this ledger", answer.registry),
    ):
        yield from _section(title, found)
    if answer.chains:
        yield ""
        yield "Chains"
        for chain in answer.chains:
            yield from bullet(f"{answer.what} → {_chain(chain)}")
    yield ""
    words = count_words(answer.tally)
    yield from field_lines("rests on", words + (f"; {answer.origin}" if answer.origin else ""), 0)


def _section(title: str, found: Sequence[Finding]) -> Iterator[str]:
    if not found:
        return
    yield ""
    yield title
    for finding in found:
        who = f"{finding.who}: " if finding.who else ""
        key = f" [{finding.key}]" if finding.key else ""
        registry = finding.bases[0].source == REGISTRY
        counted = "" if registry else f"; {count_words(finding.tally)}"
        dated = f", {finding.dated}" if finding.dated else ""
        yield from textwrap.wrap(
            printable(f"{who}{finding.how}{dated}{key}{counted}"),
            width(),
            initial_indent="  ",
            subsequent_indent="    ",
            break_on_hyphens=False,
        )
        for basis in finding.bases[:_SHOWN]:
            yield from basis_lines(basis)
        if len(finding.bases) > _SHOWN:
            yield f"       and {len(finding.bases) - _SHOWN} more"


def _chain(chain: Sequence[Step]) -> str:
    return " → ".join(
        f"{step.how} {step.who}" + (" (registry)" if step.source == REGISTRY else "")
        for step in chain
    )
