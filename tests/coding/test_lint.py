"""Warnings about codebooks that load but are unfinished."""

from __future__ import annotations

from pathlib import Path

from dateline.coding.codebook import load_codebook
from dateline.coding.lint import lint

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
