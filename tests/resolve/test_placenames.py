"""Normal and loose forms of place names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.resolve.placenames import loose_form, normal_form, romanised, without_generic


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("Grozny", "grozny"),
        ("KOBANÎ", "kobani"),
        ("Dhekeléia", "dhekeleia"),
        ("Sana‘a", "sanaa"),
        ("Kabardino-Balkaria", "kabardino balkaria"),
        ("the Gaza Strip", "gaza strip"),
        ("St. Petersburg", "saint petersburg"),
        ("Łódź", "lodz"),
        ("Грозный", "грозныи"),
        ("—", ""),
    ],
)
def test_normal_form(written: str, normal: str) -> None:
    assert normal_form(written) == normal


@given(st.text(max_size=30))
def test_normal_form_does_not_depend_on_case_of_ascii(text: str) -> None:
    ascii_only = text.encode("ascii", "ignore").decode()
    assert normal_form(ascii_only.upper()) == normal_form(ascii_only.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ar-Raqqah", "al Raqqa"),
        ("Qayyarah", "Qayyara"),
        ("Deir ez-Zor", "Dayr az Zawr"),
        ("Maarat al-Numan", "Ma'arrat an Nu'man"),
        ("Groznyy", "Грозный"),
        ("Tsumadinsky", "Tsumadinskiy"),
    ],
)
def test_spellings_share_a_loose_form(one: str, other: str) -> None:
    assert loose_form(normal_form(one)) == loose_form(normal_form(other)) != ""


def test_short_names_have_no_loose_form() -> None:
    assert loose_form("is") == ""


def test_romanised_leaves_latin_alone() -> None:
    assert romanised("derbent") == "derbent"
    assert romanised("дербент") == "derbent"


@pytest.mark.parametrize(
    ("normal", "bare"),
    [
        ("rapides parish", ("rapides", "admin2")),
        ("city of grozny", ("grozny", "city")),
        ("anbar province", ("anbar", "admin1")),
        ("northern raqqa", ("raqqa", "")),
        ("grozny", None),
    ],
)
def test_without_generic(normal: str, bare: tuple[str, str] | None) -> None:
    assert without_generic(normal) == bare
