"""Polarity, modality and background in sentences that we wrote."""

from __future__ import annotations

import pytest

from dateline.coding.assertion import assertion
from dateline.language import annotate

# (sentence, the word asked about, polarity, modality)
CASES = [
    ("Rebels attacked the convoy.", "attacked", "affirmed", "actual"),
    ("Rebels did not attack the convoy.", "attack", "denied", "actual"),
    ("Rebels failed to capture the town.", "capture", "denied", "actual"),
    ("Rebels managed to capture the town.", "capture", "affirmed", "actual"),
    ("Rebels did not manage to capture the town.", "capture", "denied", "actual"),
    ("Rebels tried to storm the base.", "storm", "affirmed", "actual"),
    ("The army refused to withdraw from the town.", "withdraw", "denied", "actual"),
    ("Rebels were forced to withdraw.", "withdraw", "affirmed", "actual"),
    ("The ministry denied that troops shelled the village.", "shelled", "denied", "actual"),
    ("The army denied shelling the village.", "shelling", "denied", "actual"),
    ("There is no evidence that rebels used gas.", "used", "denied", "actual"),
    ("Troops entered the village without firing a shot.", "firing", "denied", "actual"),
    ("No soldiers were killed in the blast.", "killed", "denied", "actual"),
    ("Nobody was killed in the blast.", "killed", "denied", "actual"),
    ("Police thwarted an attack on the station.", "attack", "denied", "actual"),
    ("Guards prevented gunmen from entering the school.", "entering", "denied", "actual"),
    ("Rebels not only attacked the convoy, they burned it.", "attacked", "affirmed", "actual"),
    ("The minister condemned the attack.", "attack", "affirmed", "actual"),
    ("The minister did not condemn the attack.", "attack", "affirmed", "actual"),
    ("Militants carried out an attack on the port.", "attack", "affirmed", "actual"),
    ("Militants did not carry out an attack on the port.", "attack", "denied", "actual"),
    ("Did rebels shell the market?", "shell", "affirmed", "hypothetical"),
    ("A secret war in the desert?", "war", "affirmed", "hypothetical"),
    ("The army will attack the town.", "attack", "affirmed", "planned"),
    ("The army plans to attack the town.", "attack", "affirmed", "planned"),
    ("The army does not plan to attack the town.", "attack", "denied", "planned"),
    ("Russia said it would withdraw its troops.", "withdraw", "affirmed", "planned"),
    ("The brigade pledged allegiance to the group.", "allegiance", "affirmed", "actual"),
    ("The minister pledged aid to the town.", "aid", "affirmed", "planned"),
    ("The group announced plans for an attack.", "attack", "affirmed", "planned"),
    ("The two sides agreed to exchange prisoners.", "exchange", "affirmed", "planned"),
    ("The group threatened to kill the hostages.", "kill", "affirmed", "threatened"),
    ("Analysts expect the fighting to spread.", "spread", "affirmed", "predicted"),
    ("The fighting will probably spread to the north.", "spread", "affirmed", "predicted"),
    ("The fighting is likely to spread.", "spread", "affirmed", "predicted"),
    ("Rebels may attack the town.", "attack", "affirmed", "possible"),
    ("Perhaps gunmen attacked the town.", "attacked", "affirmed", "possible"),
    ("There is a possibility of an attack.", "attack", "affirmed", "possible"),
    ("If rebels attack the town, we will fight.", "attack", "affirmed", "hypothetical"),
    ("Unless troops withdraw, talks will end.", "withdraw", "affirmed", "hypothetical"),
    ("The president urged rebels to release the hostages.", "release", "affirmed", "hypothetical"),
    ("Gunmen attacked the jail to rescue prisoners.", "rescue", "affirmed", "hypothetical"),
    ("Militants reportedly attacked the town.", "attacked", "affirmed", "actual"),
    ("Police said gunmen attacked the town.", "attacked", "affirmed", "actual"),
    ("Police said they did not know who attacked the town.", "attacked", "affirmed", "actual"),
    ("A planned attack on the port was called off.", "attack", "affirmed", "planned"),
]


def told(text: str, word: str) -> tuple[str, str, bool]:
    annotation = annotate(text)
    index = next(i for i, token in enumerate(annotation.tokens) if token.text == word)
    return assertion(annotation, index)


@pytest.mark.parametrize(("text", "word", "polarity", "modality"), CASES, ids=[c[0] for c in CASES])
def test_polarity_and_modality(text: str, word: str, polarity: str, modality: str) -> None:
    assert told(text, word)[:2] == (polarity, modality)


BACKGROUND = [
    ("Rebels attacked the convoy on Monday.", "attacked", False),
    ("The town had been captured by rebels.", "captured", True),
    ("Police said gunmen had attacked the convoy.", "attacked", False),
    ("Rebels seized the town in 2012.", "seized", True),
    ("Rebels attacked the convoy on 3 June 2015.", "attacked", False),
    ("Hundreds were killed there two years ago.", "killed", True),
    ("The group killed forty people last year.", "killed", True),
    ("Families marked the anniversary of the attack.", "attack", True),
    ("The war, which began in 2011, killed thousands.", "war", True),
]


@pytest.mark.parametrize(("text", "word", "background"), BACKGROUND, ids=[c[0] for c in BACKGROUND])
def test_background(text: str, word: str, background: bool) -> None:
    assert told(text, word)[2] is background


def test_every_token_has_an_assertion() -> None:
    annotation = annotate(" ".join(case[0] for case in CASES))
    for index in range(len(annotation.tokens)):
        polarity, modality, _ = assertion(annotation, index)
        assert polarity in {"affirmed", "denied"}
        assert modality in {
            "actual",
            "planned",
            "threatened",
            "predicted",
            "possible",
            "hypothetical",
        }
