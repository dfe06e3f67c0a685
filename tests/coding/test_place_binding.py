"""Which place a claim gets: phrases relative to a name, and where people are only from."""

from __future__ import annotations

import pytest

from dateline.coding import code
from dateline.coding.codebook import load_codebook
from dateline.language import annotate
from dateline.resolve.places import toponyms


def places(text: str) -> list[str]:
    annotation = annotate(text)
    coding = code(annotation, load_codebook("plover"), "run", toponyms(annotation))
    return [slot.value for claim in coding.claims for slot in claim.slot("place")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two soldiers were shot dead 5 km north of Mosul.", ["Mosul"]),
        ("Gunmen killed two men about 12 miles south-west of Kirkuk in Iraq.", ["Kirkuk"]),
        ("Shells killed three civilians on the outskirts of Donetsk.", ["Donetsk"]),
        ("Rebels attacked a convoy between Aleppo and Idlib.", ["between Aleppo and Idlib"]),
        (
            "Rebels attacked a convoy on the road between Aleppo and Idlib.",
            ["between Aleppo and Idlib"],
        ),
        ("A bomb killed four people on the Damascus-Aleppo highway.", ["Damascus-Aleppo highway"]),
        (
            "A bomb killed four people on the highway from Kabul to Kandahar.",
            ["from Kabul to Kandahar"],
        ),
        ("Two fishermen were killed on the island of Mindanao.", ["Mindanao"]),
        ("Rebels shelled the towns of Raqqa and Tartus.", ["Raqqa", "Tartus"]),
    ],
)
def test_relative_phrases_bind(text: str, expected: list[str]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A gunman killed a man from Chechnya in Berlin.", ["Berlin"]),
        ("Fighters from Dagestan attacked a checkpoint.", []),
        ("Militants kidnapped two priests from a church in Mosul.", ["Mosul"]),
        ("Rebels in Aleppo and Idlib attacked a convoy from Homs.", ["Aleppo", "Idlib"]),
    ],
)
def test_where_somebody_is_from_is_not_where_it_happened(text: str, expected: list[str]) -> None:
    assert places(text) == expected
