"""The codebooks that ship: complete, defined in words, with examples that hold what they say."""

from __future__ import annotations

import pytest
import yaml

from dateline.coding import code
from dateline.coding.codebook import BUILT_IN, Codebook, load_codebook
from dateline.coding.lint import lint
from dateline.language import annotate

CODEBOOKS = ("plover", "organisations", "acled")

PLOVER_MODES = {
    "AGREE": (),
    "CONSULT": ("visit", "phone", "third-party", "multilateral"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": ("economic", "military", "humanitarian", "asylum"),
    "RETREAT": ("withdraw", "ceasefire", "release", "return", "disarm", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "allege", "investigate"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "ban", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": [
        "seize",
        "restrict",
        "ban",
        "censor",
        "curfew",
        "martial-law",
        "arrest",
        "deport",
        "withhold",
        "misinformation",
        "cyber",
    ],
    "ASSAULT": [
        "abduct",
        "beat",
        "torture",
        "execute",
        "sexual",
        "assassinate",
        "primitive",
        "firearms",
        "explosives",
        "suicide-attack",
        "heavy-weapons",
        "aerial",
        "drone",
        "crowd-control",
        "cleansing",
        "massacre",
        "unconventional",
        "destroy",
    ],
}
PLOVER_CONTEXTS = [
    "military",
    "intelligence",
    "executive",
    "legislative",
    "election",
    "political_institutions",
    "legal",
    "human_rights",
    "territory",
    "diplomatic",
    "pro_democracy",
    "pro_autocracy",
    "economic",
    "resource",
    "asylum",
    "migration",
    "disease",
    "disaster",
    "environment",
    "cyber",
    "misinformation",
    "historical",
    "hypothetical",
    "gender",
    "lgbt",
    "ethnic",
    "religious",
    "corruption",
    "repression",
    "peacekeeping",
    "terrorism",
    "crime",
    "reparations",
    "rights_freedoms",
]
ACLED_SUB_EVENTS = {
    "Battles": 3,
    "Protests": 3,
    "Riots": 2,
    "Explosions/Remote violence": 6,
    "Violence against civilians": 3,
    "Strategic developments": 8,
}
"""Sub-event types per event type, as in ACLED's codebook."""
ACTS_OF_GROUPS = [
    "DECLARE",
    "PLEDGE_ALLEGIANCE",
    "JOIN",
    "SPLIT",
    "MERGE",
    "DISSOLVE",
    "APPOINT_LEADER",
    "LOSE_LEADER",
    "CLAIM_RESPONSIBILITY",
    "CEASE_FIRE",
    "PART_OF",
    "LED_BY",
    "ALLIED_WITH",
    "SUPPORTS_GROUP",
    "FIGHTS",
    "SUCCESSOR_OF",
    "INTEND",
    "PREPARE",
]


@pytest.fixture(params=CODEBOOKS)
def codebook(request: pytest.FixtureRequest) -> Codebook:
    return load_codebook(request.param)


def test_ships_without_warnings(codebook: Codebook) -> None:
    assert lint(codebook) == []


def test_every_type_is_defined_in_a_sentence(codebook: Codebook) -> None:
    for name, type_ in codebook.types.items():
        assert len(type_.definition.split()) >= 8, name
        assert type_.definition.endswith("."), name


def test_every_type_has_examples_with_slots(codebook: Codebook) -> None:
    for name, type_ in codebook.types.items():
        assert len(type_.examples) >= 2, name
        assert any(example.slots for example in type_.examples), name


def test_examples_quote_their_own_sentence(codebook: Codebook) -> None:
    for name, type_ in codebook.types.items():
        for example in type_.examples:
            for role, value in example.slots:
                assert role in type_.roles, (name, role)
                assert value in example.text, (name, role, value)


def test_every_type_has_verbs_and_nouns(codebook: Codebook) -> None:
    for name in codebook.types:
        kinds = {cue.pos for type_name, cue in codebook.cues if type_name == name}
        assert {"verb", "noun"} <= kinds, name


def test_weights_and_priorities_are_shares(codebook: Codebook) -> None:
    for name, cue in codebook.cues:
        assert 0 < cue.weight <= 1, (name, cue.lemma)
    for name, type_ in codebook.types.items():
        assert 0 <= type_.priority <= 1, name


def test_says_what_one_happening_is(codebook: Codebook) -> None:
    unit = codebook.unit_of_analysis
    assert {"happening", "time_window_days", "place_level", "same_actors", "threshold"} <= set(unit)


def test_plover_has_every_type_and_mode() -> None:
    plover = load_codebook("plover")
    assert sorted(plover.types) == sorted(PLOVER_MODES)
    for name, modes in PLOVER_MODES.items():
        assert sorted(m.name for m in plover.types[name].modes) == sorted(modes), name


def test_plover_has_every_context() -> None:
    contexts = load_codebook("plover").contexts
    assert not set(PLOVER_CONTEXTS) - set(contexts)
    assert all(contexts.values())


def test_plover_maps_every_cameo_root() -> None:
    roots = {code[:2] for type_ in load_codebook("plover").types.values() for code in type_.cameo}
    assert roots == {f"{root:02d}" for root in range(1, 21)}


def test_each_cameo_code_has_one_type() -> None:
    codes = [code for type_ in load_codebook("plover").types.values() for code in type_.cameo]
    assert len(codes) == len(set(codes))


def test_acled_has_its_25_sub_event_types() -> None:
    entries = yaml.safe_load((BUILT_IN / "acled.yaml").read_text(encoding="utf-8"))["types"]
    counted: dict[str, int] = {}
    for entry in entries.values():
        counted[entry["event_type"]] = counted.get(entry["event_type"], 0) + 1
    beside = counted.pop("Beside ACLED")
    assert counted == ACLED_SUB_EVENTS
    assert beside == 5


def test_acled_labels_are_distinct() -> None:
    entries = yaml.safe_load((BUILT_IN / "acled.yaml").read_text(encoding="utf-8"))["types"]
    labels = [entry["label"] for entry in entries.values()]
    assert len(set(labels)) == len(labels) == 30


def test_organisations_have_acts_relations_goals() -> None:
    types = load_codebook("organisations").types
    assert sorted(types) == sorted(ACTS_OF_GROUPS)


def test_relations_are_kinds_that_the_ledger_knows() -> None:
    source = (BUILT_IN.parent / "types.py").read_text(encoding="utf-8")
    for type_ in load_codebook("organisations").types.values():
        if type_.relation is not None:
            assert f"``{type_.relation}``" in source, type_.name


def test_examples_are_coded_as_their_type(codebook: Codebook) -> None:
    missed = [
        example.text
        for name, type_ in codebook.types.items()
        for example in type_.examples
        if name not in {claim.type for claim in code(annotate(example.text), codebook).claims}
    ]
    examples = sum(len(type_.examples) for type_ in codebook.types.values())
    assert len(missed) <= 0.05 * examples, missed
