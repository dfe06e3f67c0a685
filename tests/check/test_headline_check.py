"""What a headline says against what the body says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from checked import checked, coders, item, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.check import check, check_version
from dateline.check.facts import ABSENT, MENTIONED, NOT_ASSESSED
from dateline.ingest import IngestOptions
from dateline.ingest.original import read_original
from dateline.language import unpack
from dateline.pipeline.add import add
from dateline.pipeline.report import Setup
from dateline.store import Ledger
from dateline.types import Reading

SEED = Path(__file__).resolve().parents[3] / "shared" / "data" / "reports" / "caucasus_2015.txt"

BODY = (
    "Rebels of the Reed Front shelled an army post near Dorva on Tuesday, killing 12 soldiers, the "
    "police said. Norland's army did not attack the village of Tal, a spokesman said. Kenya will "
    "send observers next week."
)


def test_supported_with_the_sentence_and_on_whose_word() -> None:
    found = checked("Reed Front shells army post, 12 soldiers killed", BODY)
    event = item(found, "event", "shells")
    assert event.verdict == "supported"
    assert "attributed to “the police”" in event.why
    text = reading("Reed Front shells army post, 12 soldiers killed", BODY).text
    assert event.evidence[0].of(text).startswith("Rebels of the Reed Front shelled")
    assert item(found, "number", "12").verdict == "supported"


def test_another_number_contradicts() -> None:
    number = item(checked("Reed Front shells army post, killing 21 soldiers", BODY), "number", "21")
    assert number.verdict == "contradicted"
    assert "12" in number.why


def test_a_number_that_the_body_adds_up_to_is_not_contradicted() -> None:
    body = "The Reed Front shelled a post, killing 9 soldiers. It later killed 3 soldiers in Tal."
    number = item(checked("Reed Front kills 12 soldiers in two attacks", body), "number", "12")
    assert number.verdict == "mentioned only"


def test_rounded_and_open_numbers_agree() -> None:
    body = "The ministry said 3,020 soldiers were killed by the Reed Front in Dorva last year."
    assert item(checked("Reed Front kills 3,000 soldiers in Dorva", body), "number", "3,000")
    for words in ("3,000 soldiers", "thousands of soldiers"):
        found = checked(f"Reed Front kills {words} in Dorva", body)
        assert item(found, "number", words.split()[0]).verdict == "supported"


def test_a_group_that_the_body_names_by_its_branch_is_not_absent() -> None:
    body = "Wilayat Qawqaz said on Friday that its men had shot at visitors in Derbent."
    named = item(
        checked("Islamic State attacks visitors in Derbent", body), "actor", "Islamic State"
    )
    assert named.verdict == "mentioned only"
    assert named.why == "the body names only a branch of it: Islamic State - Caucasus Province"
    assert named.evidence
    told = checked("Islamic State branch claims attack in Derbent", body)
    assert item(told, "actor", "Islamic State").verdict == "supported"
    assert "its branch: " in item(told, "actor", "Islamic State").why
    told = checked("Branch of Islamic State claims attack in Derbent", body)
    assert item(told, "actor", "Islamic State").verdict == "supported"
    # A branch is not named by its whole, nor by another branch.
    other = checked("Boko Haram attacks visitors in Derbent", body)
    assert item(other, "actor", "Boko Haram").verdict == "absent from the body"
    whole = checked("Wilayat Qawqaz attacks Derbent", "Islamic State shelled the town of Tal.")
    assert item(whole, "actor", "Wilayat Qawqaz").verdict == "absent from the body"


def test_a_denial_contradicts() -> None:
    body = "Russian forces did not attack the town of Tal, residents said. The day was quiet."
    assert item(checked("Russia attacks town of Tal", body), "event", "attacks").verdict == (
        "contradicted"
    )


def test_the_other_way_round_contradicts() -> None:
    body = "On Monday Turkish jets bombed Syrian army positions near the border."
    event = item(checked("Syrian jets bomb Turkish army positions", body), "event", "bomb")
    assert event.verdict == "contradicted"
    assert "other way round" in event.why


def test_a_forecast_does_not_support_a_fact() -> None:
    body = "Turkey will probably attack Syria within days, analysts in Ankara believe."
    event = item(checked("Turkey attacks Syria", body), "event", "attacks")
    assert event.verdict == "mentioned only"
    assert "stated as a fact in the headline" in event.why


def test_an_accused_whom_the_body_never_names_is_absent() -> None:
    found = checked("Is NATO behind the shelling of Dorva?", BODY)
    assert item(found, "actor", "NATO").verdict == "absent from the body"
    assert "does not mention NATO" in item(found, "question", "NATO").why


@pytest.mark.parametrize(
    ("title", "words", "body"),
    [
        ("Kremlin condemns attack", "Kremlin", "Russia condemned the attack on Dorva."),
        ("Islamic State attacks Dorva", "Islamic State", "Daesh attacked the town of Dorva."),
        (
            "Soldiers clash with the ULFD in Dorva",
            "ULFD",
            "The United Liberation Front of Dorva (ULFD) and soldiers clashed on Monday.",
        ),
    ],
)
def test_other_names_of_one_actor_are_it(title: str, words: str, body: str) -> None:
    actors = [i for i in checked(title, body).items if i.kind == "actor" and words in i.words]
    assert [a.verdict for a in actors] == ["supported"]


def test_a_word_in_capitals_is_no_organisation() -> None:
    found = checked("WHO IS BEHIND THE ATTACK IN RUSSIA?", "Gunmen attacked a post in Russia.")
    assert all("Health" not in i.meaning for i in found.items)


def test_loaded_wording_is_named_and_looked_for_in_the_body() -> None:
    found = checked("Regime thugs in “peace” march", "The regime held a march in Dorva on Monday.")
    words = {(w.words, w.category, w.in_body) for w in found.loaded}
    assert ("Regime", "label", True) in words
    assert ("thugs", "label", False) in words
    assert ("peace", "scare quotes", False) in words


def test_what_cannot_be_checked_says_so() -> None:
    assert checked("", BODY).note == "not checked: the report has no headline"
    assert "no body" in checked("Army shells town of Dorva", "").note
    russian = checked("Войска вошли в город", "Войска вошли в город утром.", "ru")
    assert russian.note == "not checked: language 'ru' is read, but not coded yet"
    assert russian.items == ()


@pytest.mark.skipif(not SEED.is_file(), reason="needs ../shared with its reports")
def test_the_report_that_shaped_dateline() -> None:
    (given,) = read_original(SEED.read_bytes(), SEED.name, IngestOptions())
    assert isinstance(given, Reading)
    bundle = coders().bundle(given)
    assert bundle.annotation_blob is not None
    annotation = unpack(bundle.annotation_blob, given.text, bundle.version)
    found = check(given, annotation, bundle.codings, bundle.resolutions)
    for words in ("US", "NATO"):
        accused = item(found, "actor", words)
        assert (accused.verdict, accused.evidence) == ("absent from the body", ())
        assert accused.why == "no sentence of the body mentions it"
    event = item(found, "event", "Extends")
    assert event.verdict == "supported"
    assert any("presence in the Caucasus" in span.of(given.text) for span in event.evidence)
    who = item(found, "question", "Who is Behind")
    assert who.verdict == "asked"
    assert "Islamic State (announced" in who.why
    assert who.why.endswith("it does not mention United States, NATO")
    assert {"Undeclared", "Inside Russia", "Terrorists"} <= {w.words for w in found.loaded}


def test_a_ledger_gives_the_same_check(ledger: Ledger, tmp_path: Path) -> None:
    title = "Reed Front shells army post, 12 soldiers killed"
    path = tmp_path / "report.txt"
    path.write_text(f"{title}\n\n{BODY}", encoding="utf-8")
    add(ledger, [path], Setup(), IngestOptions())
    (version,) = ledger.versions()
    kept, made = check_version(ledger, version), checked(title, BODY)
    assert (kept.version, kept.items, kept.loaded) == (version, made.items, made.loaded)
    assert kept.items


WORDS = st.sampled_from(
    [
        "Russia",
        "NATO",
        "rebels",
        "kill",
        "12",
        "soldiers",
        "attacked",
        "in",
        "Grozny",
        "?",
        "“peace”",
        "not",
        ".",
        "said",
        "US",
        "the",
        "and",
        "who",
    ]
)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, min_size=1, max_size=30))
def test_spans_quote_the_text_and_evidence_lies_in_the_body(
    title_words: list[str], body_words: list[str]
) -> None:
    title = " ".join(title_words)
    given = reading(title, " ".join(body_words))
    found = checked(title, " ".join(body_words))
    for one in found.items:
        assert " ".join(one.span.of(given.text).split()) == one.words
        assert one.span.end <= len(title)
        assert all(span.start >= len(title) for span in one.evidence)
        if one.verdict == "supported":
            assert one.evidence
        if one.verdict == "absent from the body":
            assert not one.evidence
    for word in found.loaded:
        assert word.span.end <= len(title)


def test_a_headline_that_names_nobody_is_held_against_its_place() -> None:
    body = "Gunmen stormed a police post in Dorva. The number of the dead has risen to 14."
    found = checked("Death toll in Dorva attack rises to 14", body)
    assert item(found, "number", "14").verdict == "supported"
    assert item(found, "number", "14").meaning == ""


def test_a_denial_that_is_not_the_headlines_own_contradicts_nothing() -> None:
    body = "The Russian president met the Turkish president in Ankara on Monday."
    for title in ("Russia did not need to meet Turkey", "Russia denies it met Turkey in Ankara"):
        verdicts = {i.verdict for i in checked(title, body).items}
        assert "contradicted" not in verdicts


def test_what_a_cut_text_does_not_say_is_not_assessable() -> None:
    title = "Rebels kill ten soldiers in Grozny: is Wagner Group behind it?"
    body = "Rebels attacked a post on Monday, the governor said. Nobody knew how many there were."
    whole = checked(title, body)
    assert ABSENT in {item.verdict for item in whole.items}
    given = replace(reading(title, body), warnings=("truncated: it ends in “[…]”",))
    bundle = coders().bundle(given)
    assert bundle.annotation_blob is not None
    annotation = unpack(bundle.annotation_blob, given.text, bundle.version)
    cut = check(given, annotation, bundle.codings, bundle.resolutions)
    assert not {ABSENT, MENTIONED} & {item.verdict for item in cut.items}
    for before, now in zip(whole.items, cut.items, strict=True):
        if before.verdict in (ABSENT, MENTIONED):
            assert now.verdict == NOT_ASSESSED
            assert "the text is cut off (truncated); not assessable" in now.why
            assert now.evidence == before.evidence
