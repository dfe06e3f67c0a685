"""Names of private persons in all their cases, in Russian words and in either script."""

from __future__ import annotations

import pytest

from dateline.export.name_forms import across, stem
from dateline.export.replacing import Private, Replacing

PEOPLE = (
    Private("Анна Иванова", ("Анна Иванова", "Иванова"), "[victim]"),
    Private("Павел Достоевский", ("Павел Достоевский", "Достоевский"), "[witness]"),
    Private("Мария Коваленко", ("Мария Коваленко", "Коваленко"), "[child]"),
    Private("Андрей Ким", ("Андрей Ким", "Ким"), "[source]"),
    Private("Ольга Сергеевна Черных", ("Ольга Сергеевна Черных", "Черных"), "[person]"),
    Private("Olga Sidorova", ("Olga Sidorova", "Sidorova"), "[detainee]"),
    Private("Khasan Akhmedov", ("Khasan Akhmedov", "Akhmedov"), "[suspect]"),
)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("Ранена Анна Иванова.", "Ранена [victim]."),
        ("Врач говорил с Анной Ивановой, дочерью Ивановых.", "Врач говорил с [victim], дочерью [victim]."),
        ("Дом Анны\nИвановой сгорел; ИВАНОВУ увезли.", "Дом [victim] сгорел; [victim] увезли."),
        ("Её муж Иванов и Ивановым не верит.", "Её муж [victim] и [victim] не верит."),
        ("По словам Павла Достоевского, Достоевскую видели.", "По словам [witness], [witness] видели."),
        ("О Марии Коваленко и Марией Коваленко", "О [child] и [child]"),
        ("Андрея Кима, Андреем Кимом, у Кима", "[source], [source], у [source]"),
        ("Ольге Сергеевне Черных", "[person]"),
        ("Ольгу Сидорову (Ольга Сидорова) отпустили", "[detainee] ([detainee]) отпустили"),
        ("Хасана Ахмедова и Ахмедовым", "[suspect] и [suspect]"),
        ("Anna Ivanova, or Ivanova, and M. Kovalenko", "[victim], or [victim], and M. [child]"),
        ("Pavel Dostoyevsky and Dostoevskii's flat", "[witness] and [witness]'s flat"),
        ("автор @анна_иванова", "автор @[victim]"),
    ],
)  # fmt: skip
def test_every_case_and_either_script_is_hidden(told: str, shown: str) -> None:
    assert Replacing(PEOPLE)(told) == shown


@pytest.mark.parametrize(
    "words",
    [
        "Иван пришёл в новый дом на Новой улице; Кимоно и кимчи, чёрных машин нет.",
        "Мария Петрова и Павел Ковалев остались.",
        "Ivan met Marina Petrova; the ivanovite was chemical, and Kimberley saw it.",
    ],
)
def test_other_words_stay(words: str) -> None:
    assert Replacing(PEOPLE)(words) == words


def test_a_public_name_is_kept_in_every_case() -> None:
    person = Private("Анна Иванова", ("Анна Иванова", "Иванова"), "[victim]")
    assert Replacing([person], ["Анны Ивановой"])("Анне Ивановой") == "Анне Ивановой"


@pytest.mark.parametrize(
    "address",
    ["https://e.org/ubita-anna-ivanova-34", "https://e.org/%D0%B0%D0%BD%D0%BD%D0%B0-%D0%B8%D0%B2%D0%B0%D0%BD%D0%BE%D0%B2%D0%B0"],
)  # fmt: skip
def test_addresses_in_either_script(address: str) -> None:
    assert Replacing(PEOPLE).in_address(address)
    assert not Replacing(PEOPLE).in_address("https://e.org/ubita-marina-petrova")


def test_short_words_keep_their_letters() -> None:
    assert (stem("ким"), stem("кима"), stem("novak")) == ("ким", "ким", "novak")
    assert across("ольга") == across("olga") and across("а") == ""
