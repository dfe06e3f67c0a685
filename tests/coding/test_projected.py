"""Deeds that are promised, intended, refused or demanded are of another type than those done."""

from __future__ import annotations

from pathlib import Path

import pytest
from coded import annotated, claims_of, coding_of, values

from dateline.coding import code
from dateline.coding.codebook import CodebookError, load_codebook
from dateline.coding.lint import lint

BOOK = """
codebook: gates
version: "1"
roles: {actor: who does it, recipient: to whom}
types:
  FREE:
    definition: Somebody lets somebody go.
    examples: ["Ann freed Bob.", "Bob freed Ann."]
    cues: {verbs: [free]}
  VOW:
    definition: Somebody promises something.
    examples: ["Ann vowed peace to Bob.", "Bob made a vow."]
    cues: {verbs: [vow]}
"""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The river rebels said that they will lay down their weapons.", "AGREE"),
        ("Norland said it would release two guards.", "AGREE"),
        ("Norland is going to withdraw its troops from Karsk.", "AGREE"),
        ("Norland to release twelve prisoners", "AGREE"),
        ("Sudmark is ready to surrender the general.", "AGREE"),
        ("The prime minister agreed to resign.", "AGREE"),
        ("Norland will not lift the sanctions, a minister said.", "REJECT"),
        ("The unions will not end the strike, a spokesman said.", "REJECT"),
        ("Estmark said that Norland must disarm.", "REQUEST"),
        ("Estmark said the union should mediate between the parties.", "REQUEST"),
        ("Estmark wants Norland to withdraw from Karsk.", "REQUEST"),
        ("Norland will invade Sudmark, its president said.", "THREATEN"),
    ],
)
def test_what_is_not_done_has_its_own_type(text: str, name: str) -> None:
    claims = coding_of(text).claims
    main = max(claims, key=lambda c: c.salience)
    assert (main.type, main.polarity) == (name, "affirmed")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Norland released two guards on Monday.", "RETREAT"),
        ("If Norland will release the guards, talks can begin.", "RETREAT"),
        ("The deal would release two guards.", "RETREAT"),
        ("France said that it must free two sailors.", "RETREAT"),
        ("Norland is planning to bomb Karsk.", "ASSAULT"),
    ],
)
def test_what_is_done_or_merely_imagined_keeps_its_type(text: str, name: str) -> None:
    assert claims_of(text, name)


def test_of_a_demand_the_actor_is_who_makes_it() -> None:
    (claim,) = claims_of("Estmark said that Norland must disarm.", "REQUEST")
    assert (values(claim, "actor"), values(claim, "recipient")) == (["Estmark"], ["Norland"])


def test_what_one_will_joins_is_one_claim() -> None:
    text = "The government will free the crew and return the ship, a spokesman said."
    assert len(claims_of(text, "AGREE")) == 1


def test_a_codebook_without_the_field_codes_as_before(tmp_path: Path) -> None:
    text = "Norland will free two guards."
    path = tmp_path / "gates.yaml"
    path.write_text(BOOK, encoding="utf-8")
    (claim,) = code(annotated(text), load_codebook(str(path))).claims
    assert (claim.type, claim.modality) == ("FREE", "planned")
    path.write_text(BOOK.replace("go.", "go.\n    not_done: {promised: VOW}"), encoding="utf-8")
    (claim,) = code(annotated(text), load_codebook(str(path))).claims
    assert (claim.type, claim.modality) == ("VOW", "actual")


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("{hoped: VOW}", "'hoped' is not one of"),
        ("{promised: PRAY}", "'PRAY' is not among the codebook's types"),
        ("VOW", "expected a mapping"),
    ],
)
def test_errors_name_the_field(tmp_path: Path, field: str, message: str) -> None:
    path = tmp_path / "gates.yaml"
    path.write_text(BOOK.replace("go.", f"go.\n    not_done: {field}"), encoding="utf-8")
    with pytest.raises(CodebookError, match=f"types: FREE: not_done: .*{message}"):
        load_codebook(str(path))


def test_a_type_that_stays_itself_is_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "gates.yaml"
    path.write_text(BOOK.replace("go.", "go.\n    not_done: {promised: FREE}"), encoding="utf-8")
    assert any("FREE itself" in warning for warning in lint(load_codebook(str(path))))
