"""Who did it and who suffered it, where no auxiliary tells."""

from __future__ import annotations

import pytest
from coded import claims_of, values

from dateline.coding import load_codebook


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Nine rangers killed in Karsk", "Nine rangers"),
        ("Two arrested over bombing in Oslo", "Two"),
        ("Three teachers wounded near Aleppo", "Three teachers"),
        ("Seven miners kidnapped in Bolivia", "Seven miners"),
        ("The raid saw twelve sailors killed.", "twelve sailors"),
    ],
)
def test_reduced_passives_have_no_actor(text: str, recipient: str) -> None:
    claims = [c for t in ("ASSAULT", "COERCE") for c in claims_of(text, t) if c.slot("recipient")]
    assert recipient in [v for c in claims for v in values(c, "recipient")]
    assert all(recipient not in values(c, "actor") for c in claims)


def test_active_verbs_stay_active() -> None:
    for text in (
        "Rebels killed four rangers in Karsk.",
        "The man whom rebels killed was a teacher.",
        "Rebels ambushed and killed four rangers.",
    ):
        claims = claims_of(text, "ASSAULT")
        assert any("rebels" in [v.lower() for v in values(c, "actor")] for c in claims), text


def test_named_victims_are_counted_with_the_others() -> None:
    (claim,) = claims_of("Ilves and four other militants were killed in Karsk.", "ASSAULT")
    assert values(claim, "killed") == ["5"]
    (claim,) = claims_of("Rebels killed two cooks and some guards in Karsk.", "ASSAULT")
    assert values(claim, "killed") == [">=2"]


def test_refusal_told_by_a_negation_is_affirmed() -> None:
    negated = {
        cue.lemma
        for name, cue in load_codebook("plover").cues
        if name == "REJECT" and cue.particles & {"not", "n't", "never"}
    }
    assert negated
    (claim,) = claims_of("Norway did not accept the Swedish proposal.", "REJECT")
    assert claim.polarity == "affirmed"
