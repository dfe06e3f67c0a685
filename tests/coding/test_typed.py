"""What the encoder's shares do to claims: votes, and claims of sentences without a cue."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from dateline.coding import NOTE, code, load_codebook, primary
from dateline.coding.codebook import Codebook, CodebookError
from dateline.coding.tree import Tree
from dateline.coding.typed import least_shares, main_word
from dateline.language import annotate

BOOK = """
codebook: small
version: "1"
{uncued}
roles: {{actor: who does it, recipient: to whom}}
types:
  GIVE:
    definition: Somebody gives something to somebody.
    cues: {{verbs: [give]}}
  TAKE:
    definition: Somebody takes something from somebody.
    {taking}
"""


def book(tmp_path: Path, uncued: str = "", taking: str = "cues: {verbs: [take]}") -> Codebook:
    path = tmp_path / "small.yaml"
    path.write_text(BOOK.format(uncued=uncued, taking=taking), encoding="utf-8")
    return load_codebook(str(path))


def sure_of(name: str, share: float = 0.9) -> Mapping[str, float]:
    return {one: share if one == name else 1 - share for one in ("GIVE", "TAKE")}


def test_sentence_without_cue_is_claimed_where_the_codebook_allows(tmp_path: Path) -> None:
    text = annotate("Norland grabbed the island from Sudmark.")
    allowed = book(tmp_path, "uncued: 0.8")
    (claim,) = code(text, allowed, types=lambda _: sure_of("TAKE")).claims
    assert (claim.type, claim.how) == ("TAKE", "encoder types/2 0.90")
    assert [slot.value for slot in claim.slot("actor")] == ["Norland"]
    assert not code(text, allowed, types=lambda _: sure_of("TAKE", 0.7)).claims
    assert not code(text, allowed, types=None).claims
    assert not code(text, book(tmp_path), types=lambda _: sure_of("TAKE")).claims


def test_type_without_cues_is_claimed_by_its_definition_alone(tmp_path: Path) -> None:
    text = annotate("Norland grabbed the island from Sudmark.")
    bare = book(tmp_path, taking="roles: [actor, recipient]")
    assert least_shares(bare) == {"TAKE": 0.7}
    assert [c.type for c in code(text, bare, types=lambda _: sure_of("TAKE")).claims] == ["TAKE"]
    assert not code(text, bare, types=lambda _: sure_of("GIVE")).claims


def test_sentence_with_a_claim_of_the_rules_gets_no_other(tmp_path: Path) -> None:
    text = annotate("Norland gave the island to Sudmark.")
    (claim,) = code(text, book(tmp_path, "uncued: 0"), types=lambda _: sure_of("TAKE")).claims
    assert claim.type == "GIVE"
    assert claim.how.startswith("rules")


@pytest.mark.parametrize(
    ("line", "share", "name"),
    [
        ("uncued: 0", 0.95, "GIVE"),
        ("uncued: 0\noverrule: 0.92", 0.91, "GIVE"),
        ("uncued: 0\noverrule: 0.92", 0.95, "TAKE"),
    ],
)
def test_a_sure_encoder_overrules_cues_where_the_codebook_lets_it(
    tmp_path: Path, line: str, share: float, name: str
) -> None:
    text = annotate("Envoys saw that Norland, which gave the island to Sudmark, was glad.")
    coding = code(text, book(tmp_path, line), types=lambda _: sure_of("TAKE", share))
    assert [claim.type for claim in coding.claims] == [name]


def test_a_sure_cue_is_not_overruled(tmp_path: Path) -> None:
    text = annotate("Norland gave the island to Sudmark.")
    notes = book(tmp_path, "uncued: 0\noverrule: 0.5")
    coding = code(text, notes, types=lambda _: sure_of("TAKE", 0.95))
    assert [claim.type for claim in coding.claims] == ["GIVE"]


def test_a_report_is_no_note(tmp_path: Path) -> None:
    notes = book(tmp_path, "uncued: 0")
    for count, claimed in ((NOTE, NOTE), (NOTE + 1, 0)):
        text = annotate(" ".join(["Norland grabbed the island from Sudmark."] * count))
        assert len(code(text, notes, types=lambda _: sure_of("TAKE")).claims) == claimed


def test_the_shares_decide_what_a_text_is_mainly_about(tmp_path: Path) -> None:
    text = annotate("Norland gave Sudmark a ship and took an island from Westria.")
    small = book(tmp_path)
    told = {
        name: primary(code(text, small, types=lambda _, name=name: sure_of(name, 1.0)))
        for name in ("GIVE", "TAKE")
    }
    assert {name: claim and claim.type for name, claim in told.items()} == {
        "GIVE": "GIVE",
        "TAKE": "TAKE",
    }


@pytest.mark.parametrize("value", ["1.5", "often", "true"])
def test_uncued_must_be_a_share(tmp_path: Path, value: str) -> None:
    with pytest.raises(CodebookError, match="uncued"):
        book(tmp_path, f"uncued: {value}")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ministry said that Norland grabbed the island.", "grabbed"),
        ("Norland grabbed the island, the ministry said.", "grabbed"),
        ("Talks between Norland and Sudmark", "Talks"),
    ],
)
def test_main_word_lies_under_a_mere_said(text: str, word: str) -> None:
    annotation = annotate(text)
    tree = Tree(annotation, annotation.sentences[0])
    found = main_word(tree)
    assert found is not None
    assert tree.tokens[found].text == word
