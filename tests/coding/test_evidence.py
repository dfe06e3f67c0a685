"""What is told of a happening and what is mere topic: evidence asked of nouns, verbs and ties."""

from __future__ import annotations

import pytest
from coded import claims_of, coding_of, values


@pytest.mark.parametrize(
    "text",
    [
        "The fight against terrorism needs patience, the panel heard.",
        "Bombs and mines frighten nobody in the film.",
        "Victims rarely read such books.",
        "Sanctions can be a blunt tool.",
        "War is the subject of her third novel.",
        "The threat is often misjudged.",
        "The talks are in everybody's mind.",
        "Investigations cost a lot of money.",
    ],
)
def test_topics_are_no_happenings(text: str) -> None:
    assert coding_of(text).claims == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bombing took place in Karsk.", "ASSAULT"),
        ("Three attacks were reported in Karsk on Monday.", "ASSAULT"),
        ("An attack on a police station followed.", "ASSAULT"),
        ("The bombing killed 12 farmers.", "ASSAULT"),
        ("A blast hit Karsk on Tuesday.", "ASSAULT"),
        ("Sanctions against Norway were lifted.", "CONCEDE"),
        ("The talks between Norway and Sweden opened in Oslo.", "CONSULT"),
    ],
)
def test_nouns_with_evidence_are_happenings(text: str, name: str) -> None:
    assert claims_of(text, name)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A bomb exploded near a school in Grozny on Monday.", 1),
        ("A landmine exploded in Grozny.", 1),
        ("The bomb had not exploded, the paper said.", 0),
    ],
)
def test_a_weapon_that_went_off_somewhere_is_a_happening(text: str, count: int) -> None:
    assert len(claims_of(text, "ASSAULT")) == count


@pytest.mark.parametrize(
    "text",
    [
        "The stories wound up being forgotten.",
        "The senator is battling cancer.",
        "He has never allowed himself a rest.",
        "The cartoon was met with silence.",
        "I will let you know.",
        "The colours clash with the carpet.",
        "They use such words to commit fraud.",
        "She headed to the bakery.",
        "In the days leading up to the feast he slept badly.",
    ],
)
def test_other_senses_of_a_verb_are_no_claims(text: str) -> None:
    assert coding_of(text).claims == ()
    assert coding_of(text, "organisations").claims == ()


def test_a_tie_needs_both_ends() -> None:
    assert claims_of("He called the union a foe.", "FIGHTS", "organisations") == []
    assert claims_of("The drummer led.", "LED_BY", "organisations") == []


def test_destroyed_weapons_are_no_bombing() -> None:
    text = "Near Karsk the strikes destroyed a bridge, a mine and a bomb."
    assert all(c.anchor.of(text) not in ("bomb", "mine") for c in coding_of(text).claims)


def test_weak_cues_need_both_ends() -> None:
    assert claims_of("Her proposal was a song.", "REQUEST") == []


def test_request_is_more_than_seeking() -> None:
    assert claims_of("The firm seeks profit in Norway.", "REQUEST") == []
    assert claims_of("The union set conditions for its own members.", "REQUEST") == []
    (claim,) = claims_of("Norway sought talks with Sweden.", "REQUEST")
    assert (values(claim, "actor"), values(claim, "recipient")) == (["Norway"], ["Sweden"])
    assert claims_of("Norway set conditions for talks with Sweden.", "REQUEST")


def test_deed_and_outcome_do_not_contradict() -> None:
    text = "Rebels clashed with soldiers, leaving four soldiers dead."
    for claim in claims_of(text, "ASSAULT"):
        assert "soldiers" not in values(claim, "actor")


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman declined to say who did it.",
        "Elected officials ate in the shelling range.",
        "She was born to be a writer, he insisted.",
    ],
)
def test_no_refusal_and_no_mere_description(text: str) -> None:
    assert coding_of(text).claims == ()


def test_place_of_a_topic_is_not_where_it_is_discussed() -> None:
    (claim,) = claims_of("The ministers discussed the crisis in Yemen.", "CONSULT")
    assert claim.slot("place") == ()


def test_who_condemns_an_attack_does_not_condemn_the_town() -> None:
    for claim in claims_of("Norway condemns the attack in Karsk.", "ACCUSE"):
        assert "Karsk" not in values(claim, "recipient")


def test_year_of_another_noun_is_not_the_date() -> None:
    text = "Norway accused Sweden of hacking the 2016 election."
    assert [values(c, "date") for c in claims_of(text, "ACCUSE")] == [[]]


def test_imperatives_are_not_told_as_done() -> None:
    for claim in claims_of("Cancel the visit to Norway!", "SANCTION"):
        assert claim.modality == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "The rise of the Reed Front in the north clashes with the weakness of the army.",
        "The colours of the new flag clash with those of the old one.",
        "The Reed Front's insurgency extends into Norland.",
    ],
)
def test_what_cannot_fight_does_not_clash(text: str) -> None:
    assert not claims_of(text, "ASSAULT")
