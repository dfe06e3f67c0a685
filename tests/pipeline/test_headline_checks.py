"""Whom a headline means that names nobody."""

from __future__ import annotations

import pytest

from dateline.identity import sha256_hex
from dateline.pipeline.report import Coders, Setup
from dateline.types import UNDATED, Reading, Span


@pytest.fixture(scope="module")
def coders() -> Coders:
    return Coders(Setup(("plover",)))


def of_headline(coders: Coders, title: str, body: str, role: str = "recipient") -> list[str]:
    """Give the names of those whom the headline's claims have in a role."""
    text = f"{title}\n\n{body}"
    reading = Reading(
        source_key="id:test:1",
        original=sha256_hex(text.encode()),
        member="1",
        text=text,
        title=Span(0, len(title)),
        language="en",
        published=UNDATED,
    )
    bundle = coders.bundle(reading)
    claims = {
        claim.id
        for coding in bundle.codings
        for claim in coding.claims
        if claim.anchor.end <= len(title)
    }
    return [r.label for r in bundle.resolutions if r.subject in claims and r.role == role]


def test_a_description_of_one_is_whom_the_text_names(coders: Coders) -> None:
    body = "Government troops killed Pedro Alvarez, the commander of the Reed Front, near Tokai."
    assert of_headline(coders, "Rebel commander killed in Ustria", body) == ["Pedro Alvarez"]


def test_a_number_is_not_one_of_those_named(coders: Coders) -> None:
    body = "Government troops killed Pedro Alvarez, the commander of the Reed Front, near Tokai."
    assert of_headline(coders, "Three commanders killed in Ustria", body) != ["Pedro Alvarez"]


def test_several_in_the_text_are_nobody_for_sure(coders: Coders) -> None:
    body = "Government troops killed Pedro Alvarez and Carlos Mendez near Tokai."
    assert of_headline(coders, "Rebel commander killed in Ustria", body) == ["Rebel commander"]
