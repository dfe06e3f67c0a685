"""Warnings about codebooks that load but are unfinished."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.coding.codebook import load_codebook
from dateline.coding.lint import lint
from dateline.encoder import NoEncoder

CLEAN = """
codebook: small
version: "1"
roles: {actor: who does it, recipient: to whom}
types:
  GIVE:
    definition: Somebody gives something to somebody.
    examples:
      - {text: "Ann gave Bob a pear.", actor: Ann, recipient: Bob}
      - "Bob gave Ann a plum."
    cues: {verbs: [give, {cue: hand +over, weight: 0.8}]}
  TAKE:
    definition: Somebody takes something from somebody.
    examples: ["Ann took a pear.", "Bob took a plum."]
    modes:
      steal: {definition: without leave, words: secretly}
    cues: {verbs: [take], nouns: [theft]}
"""


def warnings(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    text = CLEAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "small.yaml"
    path.write_text(text, encoding="utf-8")
    return lint(load_codebook(str(path)))


def test_a_finished_codebook_is_clean(tmp_path: Path) -> None:
    assert warnings(tmp_path) == []


def test_too_few_examples(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ('["Ann took a pear.", "Bob took a plum."]', '["Ann took it."]'))
    assert said.startswith("types: TAKE: examples: has 1")


def test_no_cues(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("    cues: {verbs: [take], nouns: [theft]}\n", ""))
    assert said.startswith("types: TAKE: has no cues")


def test_role_without_definition(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("recipient: to whom", 'recipient: ""'))
    assert said.startswith("roles: recipient: has no definition")


def test_role_that_no_type_has(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("recipient: to whom", "recipient: to whom, weapon: by what"))
    assert said.startswith("roles: weapon: no type has it")


def test_slot_that_is_not_in_its_sentence(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("recipient: Bob}", "recipient: Eve}"))
    assert "recipient 'Eve' does not stand in the sentence" in said


def test_example_with_an_unknown_mode(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("recipient: Bob}", "recipient: Bob, mode: lend}"))
    assert "'lend' is not a mode" in said


def test_mode_that_nothing_signals(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, (", words: secretly", ""))
    assert said.startswith("types: TAKE: modes: steal: has neither words nor cues")


def test_cue_that_stands_twice(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("verbs: [take]", "verbs: [take, {cue: take, weight: 0.5}]"))
    assert said == "types: TAKE: cues: 'take' (verb) stands twice; drop one"


def test_one_cue_for_two_types(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("verbs: [take]", "verbs: [take, give]"))
    assert "'give' (verb) means GIVE with equal conditions" in said


def test_other_weight_or_conditions_settle_it(tmp_path: Path) -> None:
    ranked = "verbs: [take, {cue: give, weight: 0.5}, give money, hand +over]"
    assert warnings(tmp_path, ("verbs: [take]", ranked)) == []


def test_no_examples(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ('    examples: ["Ann took a pear.", "Bob took a plum."]\n', ""))
    assert said.startswith("types: TAKE: examples: has none")


def test_role_that_the_coder_does_not_fill(tmp_path: Path) -> None:
    roles = "recipient: to whom, ransom: what was paid"
    changes = ("recipient: to whom", roles), ("  TAKE:\n", "  TAKE:\n    roles: [actor, ransom]\n")
    (said,) = warnings(tmp_path, *changes)
    assert said.startswith("roles: ransom: the coder does not know this role")


def test_type_that_takes_no_end_of_a_frame(tmp_path: Path) -> None:
    changes = (
        ("recipient: to whom", "recipient: to whom, date: when"),
        ("  TAKE:\n", "  TAKE:\n    roles: [date]\n"),
    )
    (said,) = warnings(tmp_path, *changes)
    assert said.startswith("types: TAKE: roles: a cue's frame gives who does it")


def test_example_with_an_unknown_role(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("recipient: Bob}", "recipent: Bob}"))
    assert "'recipent' is not a role of the codebook" in said


def test_example_with_a_role_of_other_types(tmp_path: Path) -> None:
    changes = (
        ("recipient: to whom", "recipient: to whom, date: when"),
        ("  TAKE:\n", "  TAKE:\n    roles: [actor, recipient, date]\n"),
        ("recipient: Bob}", "recipient: Bob, date: a pear}"),
    )
    (said,) = warnings(tmp_path, *changes)
    assert "'date' is not a role of the type" in said


def test_cue_with_an_unknown_context(tmp_path: Path) -> None:
    (said,) = warnings(tmp_path, ("verbs: [take]", "verbs: [{cue: take, context: crime}]"))
    assert "context 'crime' is not among the codebook's contexts" in said


def test_definition_that_was_copied(tmp_path: Path) -> None:
    copied = "Somebody takes something away from somebody by force or by stealth."
    near = "By stealth or by force, something is taken away from somebody."
    changes = (
        ("Somebody gives something to somebody.", copied),
        ("Somebody takes something from somebody.", near),
    )
    (said,) = warnings(tmp_path, *changes)
    assert said.startswith("types: TAKE: definition: says nearly the same as that of GIVE")


PARAPHRASES = (
    (
        "Armed people kidnap somebody and hold them for money.",
        "Somebody is kidnapped and held by armed people who want money.",
    ),
    (
        "People gather in public to demand something, without violence.",
        "A peaceful public gathering of people who demand something without violent acts.",
    ),
)


@pytest.mark.parametrize(("one", "other"), PARAPHRASES)
def test_definition_in_other_words(tmp_path: Path, one: str, other: str) -> None:
    changes = (
        ("Somebody gives something to somebody.", f'"{one}"'),
        ("Somebody takes something from somebody.", f'"{other}"'),
    )
    (said,) = warnings(tmp_path, *changes)
    assert said.startswith("types: TAKE: definition: says nearly the same as that of GIVE")


def test_opposites_are_not_alike(tmp_path: Path) -> None:
    changes = (
        ("Somebody gives something to somebody.", "An army takes a town."),
        ("Somebody takes something from somebody.", "An army loses a town."),
    )
    assert warnings(tmp_path, *changes) == []


def test_without_the_encoder_copies_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(words: object) -> None:
        raise NoEncoder("not here")

    monkeypatch.setattr("dateline.encoder.types.vector", missing)
    one, other = PARAPHRASES[0]
    first, second = (
        "Somebody gives something to somebody.",
        "Somebody takes something from somebody.",
    )
    assert warnings(tmp_path, (first, f'"{one}"'), (second, f'"{other}"')) == []
    (said,) = warnings(tmp_path, (first, f'"{one}"'), (second, f'"{one}"'))
    assert "(100% of their words are in both)" in said
