"""The place of claims that tell none: which one is taken, how sure, and that it says so."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.language import annotate
from dateline.pipeline.report import Coders, Setup
from dateline.resolve.context import ReportContext
from dateline.types import UNDATED, Claim, Resolution


@lru_cache(maxsize=1)
def coders() -> Coders:
    return Coders(Setup(codebooks=("plover",)))


def inferred(text: str, title: str = "") -> dict[str, Resolution]:
    """Give the inferred places of a text's claims by the words of their triggers."""
    whole = f"{title}\n\n{text}" if title else text
    annotation = annotate(whole, "en", "T1", len(title))
    codings = coders().code(annotation)
    context = ReportContext(UNDATED, None, None, "en", annotation.title_end)
    claims: dict[str, Claim] = {c.id: c for coding in codings for c in coding.claims}
    found = coders().resolve(annotation, codings, context).resolutions
    return {
        claims[r.subject].anchor.of(whole): r for r in found if r.kind == "place" and r.ordinal < 0
    }


@pytest.mark.parametrize(
    ("text", "trigger", "label", "how"),
    [
        (
            "A bomb went off at a market in Mosul, Iraq, on Monday. Police arrested two men.",
            "arrested",
            "Mosul, Nineveh, Iraq",
            "told just before",
        ),
        (
            "MOSUL, Iraq (Reuters) - Gunmen killed two policemen on Monday.",
            "killed",
            "Mosul, Nineveh, Iraq",
            "dateline",
        ),
        (
            "Fighters from Dagestan attacked a checkpoint on Monday.",
            "attacked",
            "Dagestan, Russia",
            "where those involved are from",
        ),
    ],
)
def test_a_claim_without_a_place_takes_the_nearest_told(
    text: str, trigger: str, label: str, how: str
) -> None:
    found = inferred(text)[trigger]
    assert found.label == label
    assert found.how.startswith(f"not told with it; {how}")
    assert found.span is not None and found.span.of(text)


def test_what_is_inferred_is_less_sure_than_what_is_told() -> None:
    text = "Rebels shelled a camp in Mosul, Iraq. Soldiers killed four of them."
    found = inferred(text)["killed"]
    assert 0 < found.score <= 0.5


def test_a_place_of_its_own_is_never_replaced() -> None:
    text = "Rebels shelled a camp in Mosul, Iraq. Soldiers killed four men in Kirkuk."
    assert "killed" not in inferred(text)


def test_no_place_anywhere_stays_none() -> None:
    assert inferred("Gunmen killed two policemen on Monday.") == {}


def test_plans_take_no_place() -> None:
    text = "Rebels in Mosul, Iraq, met on Monday. They will attack the army next week."
    assert "attack" not in inferred(text)
