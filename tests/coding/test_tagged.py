"""Recipients by the encoder: to which claim a span goes, and to which it does not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from coded import annotated, values

from dateline.coding import code, coder_run, load_codebook
from dateline.coding.encoder_readers import (
    SWITCH,
    configuration,
    read_roles,
    role_reader,
    type_reader,
)
from dateline.coding.tagged import LEAST, RoleReader, RoleSpan
from dateline.encoder import version
from dateline.types import Claim, claim_content

FORCES = "Norland has strengthened its forces in Karsk, and rebels attacked soldiers in Olm."
STATEMENT = "The Harbour Front issued a statement calling on the government to resign."


def reader(*tagged: tuple[str, str, float]) -> RoleReader:
    """Give a reader that finds these words: (words, kind, score)."""

    def read(text: str) -> list[RoleSpan]:
        return [
            RoleSpan(text.index(words), text.index(words) + len(words), kind, score)
            for words, kind, score in tagged
            if words in text
        ]

    return read


def claims(text: str, *tagged: tuple[str, str, float]) -> list[Claim]:
    return list(code(annotated(text), load_codebook("plover"), read=reader(*tagged)).claims)


def one_of(found: list[Claim], name: str) -> Claim:
    (claim,) = [claim for claim in found if claim.type == name]
    return claim


def test_an_open_recipient_is_filled_and_says_by_what() -> None:
    claim = one_of(claims(FORCES, ("Karsk", "target", 0.91)), "MOBILIZE")
    (slot,) = claim.slot("recipient")
    assert (slot.value, slot.how) == ("Karsk", "encoder roles/1 0.91")
    assert all(s.how.startswith("rules: ") for s in claim.slots if s != slot)


def test_the_other_claim_of_the_sentence_is_left_alone() -> None:
    found = claims(FORCES, ("Karsk", "target", 0.91))
    assert values(one_of(found, "ASSAULT"), "recipient") == ["soldiers"]


def test_a_span_that_hangs_on_no_claims_words_fills_none() -> None:
    text = "Minister Lund spoke to editors in Brask after Norland strengthened its forces."
    claim = one_of(claims(text, ("editors", "target", 0.99)), "MOBILIZE")
    assert claim.slot("recipient") == ()


def test_what_the_rules_found_stays() -> None:
    text = "Rebels attacked soldiers near Karsk."
    claim = one_of(claims(text, ("Karsk", "target", 0.99)), "ASSAULT")
    assert values(claim, "recipient") == ["soldiers"]


def test_an_unsure_span_is_not_taken() -> None:
    claim = one_of(claims(FORCES, ("Karsk", "target", LEAST - 0.01)), "MOBILIZE")
    assert claim.slot("recipient") == ()


def test_who_acts_is_never_the_encoders() -> None:
    text = "Two farmers were killed near Karsk while Norland watched."
    claim = one_of(claims(text, ("Norland", "source", 0.99)), "ASSAULT")
    assert claim.slot("actor") == ()


def test_a_town_is_no_recipient_of_an_attack_in_it() -> None:
    text = "The army carried out an attack in Karsk."
    claim = one_of(claims(text, ("Karsk", "target", 0.99)), "ASSAULT")
    assert values(claim, "recipient") == []


def test_a_sentence_without_an_open_recipient_is_not_read() -> None:
    def read(text: str) -> list[RoleSpan]:
        raise AssertionError(text)

    text = "Rebels attacked soldiers."
    found = code(annotated(text), load_codebook("plover"), read=read).claims
    assert [values(c, "recipient") for c in found] == [["soldiers"]]


def test_who_issues_a_statement_calls_for_what_it_calls_for() -> None:
    claim = one_of(claims(STATEMENT), "REQUEST")
    assert values(claim, "actor") == ["Harbour Front"]
    assert values(claim, "recipient") == ["government"]


def test_who_is_called_for_to_act_is_the_recipient() -> None:
    claim = one_of(claims("The envoy called for Norland to stop the attacks."), "REQUEST")
    assert values(claim, "recipient") == ["Norland"]


def test_how_a_slot_was_found_enters_no_id() -> None:
    claim = one_of(claims(FORCES, ("Karsk", "target", 0.91)), "MOBILIZE")
    other = replace(claim, slots=tuple(slot._replace(how="") for slot in claim.slots))
    assert claim_content(claim) == claim_content(other)


def test_in_notes_whoever_is_tagged_fills_the_one_event() -> None:
    text = "Rebels of the Harbour Front opened fire in Karsk while the mayor spoke."
    tagged = reader(("the mayor", "target", 0.9))
    news = load_codebook("plover")
    found = {}
    for name, book in (("news", news), ("notes", replace(news, uncued=0.0))):
        claims_ = code(annotated(text), book, read=tagged, types=None).claims
        found[name] = values(one_of(list(claims_), "ASSAULT"), "recipient")
    assert found == {"news": [], "notes": ["the mayor"]}


def test_the_switch_makes_another_run(monkeypatch: pytest.MonkeyPatch) -> None:
    book = load_codebook("acled")
    monkeypatch.delenv(SWITCH, raising=False)
    with_encoder = coder_run(book)
    assert with_encoder.configuration_hash == f"roles/1 types/2 {version()}"
    assert role_reader(book) is read_roles
    monkeypatch.setenv(SWITCH, "off")
    assert (configuration(book), role_reader(book), type_reader(book)) == ("", None, None)
    assert coder_run(book).id != with_encoder.id
    monkeypatch.setenv(SWITCH, "maybe")
    with pytest.raises(ValueError, match="on or off"):
        role_reader(book)


def test_codebooks_of_news_are_coded_by_rules_alone() -> None:
    for name in ("plover", "organisations"):
        book = load_codebook(name)
        assert (role_reader(book), type_reader(book)) == (None, None)
        assert configuration(book).startswith("scores ")


def test_the_encoders_claims_are_the_same_in_any_company() -> None:
    texts = [FORCES, STATEMENT, "Israeli troops remained on alert in Karsk on Monday."]
    book = load_codebook("plover")
    alone = [code(annotated(text), book, read=read_roles).claims for text in texts]
    again = [code(annotated(text), book, read=read_roles).claims for text in reversed(texts)]
    assert alone == again[::-1]
