"""The gate before the parse: what it reads, how it is made, when it is used."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from dateline.coding.codebook import load_codebook
from dateline.gate import SHORTEST, GateError, gate_of, gates_for, read_gate
from dateline.gate.fit import Example, fitted
from dateline.gate.making import make_gate, threshold_for
from dateline.gate.words import BUCKETS, features, sentences

FILLING = " ".join(["The roses in the garden like water and light."] * 8)
TOLD = f"Gunmen attacked the post at noon. {FILLING}"


def example(text: str, *anchors: int, book: str = "plover") -> Example:
    return Example(text, tuple((book, anchor) for anchor in anchors))


def material(count: int = 12) -> list[Example]:
    """Reports of which every second tells a claim, all of them different."""
    told = [example(f"{TOLD} Number {n} of day {n % 5}.", 7) for n in range(count)]
    return told + [example(f"{FILLING} Number {n} of day {n % 5}.") for n in range(count)]


def test_sentences_are_cut_at_stops_gaps_and_blank_lines() -> None:
    text = 'A title\n\nHe said "no." Then he left.  and small letters go on. '
    found = [text[start:end] for start, end in sentences(text)]
    assert found == ["A title", 'He said "no.', "Then he left.", "and small letters go on."]


def test_words_in_other_case_and_other_numbers_are_the_same() -> None:
    assert features("Rebels killed 12 men") == features("REBELS KILLED 3450 MEN")
    assert features("Rebels killed men") != features("Men killed rebels")
    assert all(0 <= bucket < BUCKETS for bucket in features(TOLD))


def test_what_was_fitted_tells_the_sentences_apart_and_is_the_same_again() -> None:
    weights, bias = fitted(material())
    again, same = fitted(material())
    assert np.array_equal(weights, again)
    assert bias == same
    attack = weights[features("Gunmen attacked the post at noon.")].sum() + bias
    roses = weights[features("The roses in the garden like water and light.")].sum() + bias
    assert attack > 0 > roses


def test_a_gate_keeps_what_it_must_and_says_what_it_kept() -> None:
    book = load_codebook("plover")
    gate = make_gate([book], "rules/0", material(), material(), ("the same", material()))
    found = gate.measured["plover"]
    assert (found.reports, found.passed_over, found.claims, found.kept) == (24, 12, 12, 12)
    assert (found.low, found.high) == (1.0, 1.0)
    assert gate.lets_through(material()[0].text)
    assert not gate.lets_through(FILLING)
    assert not gate.suffices("plover")  # twelve claims are too few


def test_the_threshold_is_the_highest_that_keeps_enough() -> None:
    gate = make_gate([load_codebook("plover")], "", material(), material(), ("", material()))
    reports = material()
    kept = threshold_for(gate, "plover", reports)
    evidence = sorted(gate.evidence(one.text) for one in reports if one.claims)
    assert evidence[0] - 0.001 <= kept <= evidence[0]
    hidden = [*reports, example(FILLING, *range(20))]
    assert threshold_for(gate, "plover", hidden) <= gate.evidence(FILLING) < kept


def test_short_reports_are_always_let_through() -> None:
    gate = make_gate([load_codebook("plover")], "", material(), material(), ("", material()))
    short = " ".join(FILLING.split()[: SHORTEST - 1])
    assert gate.evidence(short) == math.inf
    assert gate.lets_through(short)


def test_a_gate_is_read_as_it_was_written(tmp_path: Path) -> None:
    gate = make_gate([load_codebook("plover")], "", material(), material(), ("", material()))
    path = tmp_path / "plover.gate.json"
    path.write_text(gate.to_json(), encoding="utf-8")
    assert read_gate(path) == gate
    assert read_gate(path).id == gate.id
    assert gate.with_threshold(9.0, {}).id != gate.id


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"codebooks": {}, "weights": "00"}'])
def test_a_file_that_is_no_gate_says_what_to_do(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.gate.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GateError, match="dateline codebook gate"):
        read_gate(path)


@pytest.mark.parametrize("name", ["plover", "organisations"])
def test_gates_that_ship_are_of_the_codebooks_that_ship(name: str) -> None:
    """After a change to a codebook run training/gate.py: until then nothing is passed over."""
    gate = gate_of(name, load_codebook(name).hash)
    assert gate is not None
    found = gate.measured[name]
    assert found.kept >= 0.97 * found.claims
    assert found.claims >= 200


def test_one_codebook_without_a_gate_has_every_report_parsed() -> None:
    plover = load_codebook("plover")
    assert gates_for({"plover": plover.hash}) is not None
    assert gates_for({"plover": plover.hash, "mine": "0" * 64}) is None
    assert gates_for({"plover": "0" * 64}) is None
    assert gates_for({}) is None


def test_a_gate_beside_a_codebook_is_used_where_its_recall_is_known(tmp_path: Path) -> None:
    book = tmp_path / "mine.yaml"
    gate = gate_of("plover", load_codebook("plover").hash)
    assert gate is not None
    plain = json.loads(gate.to_json())
    plain["codebooks"] = {"mine": "1" * 64}
    plain["measured"] = {"mine": plain["measured"]["plover"]}
    (tmp_path / "mine.gate.json").write_text(json.dumps(plain), encoding="utf-8")
    assert gates_for({"mine": "1" * 64}, [book]) is not None
    assert gates_for({"mine": "2" * 64}, [book]) is None  # the codebook was changed
    plain["measured"]["mine"]["kept"] = int(0.96 * plain["measured"]["mine"]["claims"])
    (tmp_path / "mine.gate.json").write_text(json.dumps(plain), encoding="utf-8")
    assert gates_for({"mine": "1" * 64}, [book]) is None  # it loses too much
