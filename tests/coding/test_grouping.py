"""Which claims of one report are about one happening."""

from __future__ import annotations

from coded import coding_of


def sizes(text: str) -> list[int]:
    coding = coding_of(text)
    kept = {c.id for c in coding.claims if c.type == "ASSAULT"}
    return sorted(len(kept & set(g.claims)) for g in coding.groups if kept & set(g.claims))


def test_definite_noun_goes_back() -> None:
    assert sizes("Rebels killed six nurses in Goma. The attack on Monday shocked the country.") == [
        2
    ]


def test_other_victims_are_another_happening() -> None:
    text = "Rebels killed six nurses in Goma. Soldiers killed a priest in Lima."
    assert sizes(text) == [1, 1]


def test_same_victim_is_the_same_happening() -> None:
    text = "Gunmen shot Pedro Alvarez in Bogota. Pedro Alvarez was killed by gunmen."
    assert sizes(text) == [2]


def test_a_threat_is_not_the_deed() -> None:
    text = "Rebels killed six nurses in Goma. Rebels are planning to kill six nurses in Goma."
    assert sizes(text) == [1, 1]
