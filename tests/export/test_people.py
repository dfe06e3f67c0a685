"""Who is a private person in a text, and what stands instead."""

from __future__ import annotations

import pytest

from dateline.export.people import People
from dateline.export.replacing import Replacing
from dateline.language import annotate
from dateline.resolve.registry import Registry
from dateline.types import Claim, Slot, Span

REGISTRY = Registry.open()


def people(text: str, *claims: Claim, authors: tuple[str, ...] = ()) -> People:
    return People(annotate(text), REGISTRY, claims, authors)


def claim(text: str, type: str, role: str, words: str, mode: str | None = None) -> Claim:
    span = Span(text.index(words), text.index(words) + len(words))
    slot = Slot(role, 0, span, words, span)
    quote = Span(0, len(text))
    return Claim(
        "K1", "M1", "N1", "T1", "plover", type, mode, (), span, quote, (slot,), (), "affirmed",
        "actual", False, 0.9, "made up",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Vladimir Putin spoke on Monday.",
        "The mayor of Karsk was there. Mayor Peter Novak spoke on Monday.",
        "Peter Novak, spokesman for the ministry, said so.",
        "Peter Novak, the interior minister, said so on Monday.",
        "Sen. Peter Novak (D-Ohio) voted against it.",
        "Peter Novak is the chairman of the party.",
        "Gunmen attacked the house. Novak said so later. Governor Peter Novak condemned it.",
    ],
)
def test_holders_of_offices_and_known_people_keep_their_names(text: str) -> None:
    found = people(text)
    assert Replacing(found.private)(text) == text
    assert found.public


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Gunmen shot Peter Novak in his shop on Monday.", "Gunmen shot [person] in his shop on Monday."),
        ("Peter Novak, 9, was hurt by the blast.", "[child], 9, was hurt by the blast."),
        ("Peter Novak, 39, was hurt by the blast.", "[person], 39, was hurt by the blast."),
        ("Anna Novak saw it. Novak lives nearby.", "[person] saw it. [person] lives nearby."),
        ("Anna Novak, wife of the mayor, saw it.", "[person], wife of the mayor, saw it."),
    ],
)  # fmt: skip
def test_private_persons_become_roles(text: str, hidden: str) -> None:
    assert Replacing(people(text).private)(text) == hidden


@pytest.mark.parametrize(
    ("type", "mode", "role", "shown"),
    [
        ("ASSAULT", "firearms", "recipient", "[victim]"),
        ("ASSAULT", "firearms", "actor", "[suspect]"),
        ("COERCE", "arrest", "recipient", "[detainee]"),
        ("CONSULT", None, "recipient", "[person]"),
    ],
)
def test_claims_tell_the_role(type: str, mode: str | None, role: str, shown: str) -> None:
    text = "On Monday Peter Novak was seen in the village."
    made = claim(text, type, role, "Peter Novak", mode)
    assert shown in Replacing(people(text, made).private)(text)


def test_a_surname_that_a_public_person_shares_is_kept_alone() -> None:
    text = "President Anna Novak spoke on Monday. Gunmen shot Peter Novak. Novak condemned it."
    assert "[person]. Novak condemned" in Replacing(people(text).private)(text)


def test_authors_keep_their_names() -> None:
    text = "Peter Novak reports from Karsk that shops were closed."
    assert Replacing(people(text, authors=("Peter Novak",)).private)(text) == text


def test_places_and_bodies_are_no_persons() -> None:
    text = "Islamic State attacked Grozny and Russia on Monday."
    assert Replacing(people(text).private)(text) == text


def test_who_is_public_in_one_text_is_kept_in_words_of_both() -> None:
    one = people("Gunmen shot Peter Novak on Monday.")
    other = people("Mayor Peter Novak was shot on Monday.")
    replacing = Replacing(one.private, other.public)
    assert replacing("Peter Novak") == "Peter Novak"
    assert not replacing.hides("Peter Novak")
