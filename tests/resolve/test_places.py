"""Names of places found, told apart and resolved, in texts of our own."""

from __future__ import annotations

from functools import lru_cache

import pytest

from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.places import PlaceResolver
from dateline.resolve.toponyms import find_toponyms
from dateline.types import UNDATED, Annotation, Resolution, Span

NOWHERE = ReportContext(UNDATED, None, None, "en", 0)


@lru_cache(maxsize=1)
def resolver() -> PlaceResolver:
    return PlaceResolver()


def slot(annotation: Annotation, words: str, ordinal: int = 0) -> SlotReference:
    start = annotation.text.index(words)
    span = Span(start, start + len(words))
    sentence = next(s for s in annotation.sentences if s.start <= start < s.end)
    return SlotReference("K1", "place", ordinal, span, words, Span(sentence.start, sentence.end))


def resolved(text: str, words: str, context: ReportContext = NOWHERE) -> Resolution:
    annotation = annotate(text)
    return resolver().resolve(annotation, [slot(annotation, words)], context)[0]


@pytest.mark.parametrize(
    ("text", "words", "place", "precision"),
    [
        ("Gunmen attacked a post in Grozny, Chechnya.", "Grozny", "gn:558418", 1),
        ("A bomb went off near Mosul in Iraq on Monday.", "Mosul", "gn:99072", 2),
        ("Two men were shot 5 km north of Mosul, Iraq.", "Mosul", "gn:99072", 2),
        ("Troops raided a farm in Anbar province in Iraq.", "Anbar province", "gn:99592", 4),
        ("Fighting went on in northern Iraq.", "Iraq", "country:IRQ", 5),
        ("Fighting went on in Iraq.", "Iraq", "country:IRQ", 6),
        ("Rebels hold parts of the North Caucasus.", "North Caucasus", "dl:north-caucasus", 5),
        ("Pirates boarded a tanker in the Gulf of Aden.", "Gulf of Aden", "dl:gulf-of-aden", 7),
        ("Shelling was heard in Raqqa, Syria.", "Raqqa", "gn:172955", 1),
    ],
)
def test_where_and_how_precisely(text: str, words: str, place: str, precision: int) -> None:
    found = resolved(text, words)
    assert (found.value, found.precision) == (place, precision)


def test_what_contains_a_name_decides() -> None:
    assert "Texas" in resolved("A man was shot in Paris, Texas.", "Paris").label
    assert "France" in resolved("A man was shot in Paris, France.", "Paris").label


def test_the_rest_of_the_report_decides() -> None:
    georgia = "Tbilisi said troops had crossed from South Ossetia. Georgia called it an attack."
    state = "Police in Atlanta and Savannah, Georgia, made arrests. Georgia has seen protests."
    assert resolved(georgia, "Georgia").value == "country:GEO"
    assert resolved(state, "Georgia has").extra["country"] == "USA"


def test_label_and_facts_are_for_readers() -> None:
    found = resolved("A gun battle broke out in the Chechen capital of Grozny.", "Grozny")
    assert found.label == "Grozny, Chechnya, Russia"
    assert found.extra["country"] == "RUS" and found.extra["admin1"] == "Chechnya"
    assert round(found.extra["latitude"], 1) == 43.3
    assert 0 < found.score <= 1
    assert found.candidates[0].value == "gn:558418"


def test_slot_of_many_words_gives_the_most_local_name() -> None:
    found = resolved(
        "A gun battle broke out in the Chechen capital of Grozny.", "the Chechen capital of Grozny"
    )
    assert found.value == "gn:558418"
    assert found.span is not None


def test_disputed_places_say_so() -> None:
    found = resolved("Explosions were heard in Sevastopol, Crimea.", "Sevastopol")
    assert found.label.endswith("(disputed)")
    assert found.extra["disputed"]["claimants"] == ["UKR", "RUS"]


@pytest.mark.parametrize("words", ["the market", "Qwxyzzyville"])
def test_no_match_is_an_answer(words: str) -> None:
    found = resolved(f"A bomb went off at {words} on Monday.", words)
    assert (found.value, found.precision, found.score) == (None, None, 0.0)
    assert found.how


def test_resolutions_keep_order_and_name_their_run() -> None:
    annotation = annotate("Shells fell on Aleppo and Homs in Syria.")
    slots = [slot(annotation, "Homs", 1), slot(annotation, "Aleppo", 0)]
    found = resolver().resolve(annotation, slots, NOWHERE)
    assert [r.ordinal for r in found] == [1, 0]
    assert {r.run for r in found} == {resolver().run}
    assert resolver().resolve(annotation, slots, NOWHERE) == found
    assert resolver().resolve(annotation, [], NOWHERE) == []


def test_publisher_counts_for_its_country() -> None:
    british = ReportContext(UNDATED, None, "https://news.example.co.uk/a", "en", 0)
    text = "A man was arrested in Newcastle on Monday."

    def share(context: ReportContext) -> float:
        candidates = resolved(text, "Newcastle", context).candidates
        return sum(c.score for c in candidates if "GBR" in c.why)

    assert share(british) > share(NOWHERE)


def test_toponyms_leave_out_people_bodies_and_adjectives() -> None:
    annotation = annotate(
        "Russian forces killed Paris Jackson in Grozny, the University of Texas said."
    )
    spans = resolver().toponyms(annotation)
    assert [span.of(annotation.text) for span in spans] == ["Grozny"]


def test_uses_of_names_are_told_apart() -> None:
    annotation = annotate("Turkish police in Istanbul arrested a man, the Texas Rangers said.")
    uses = {
        annotation.text[t.start : t.end]: t.use
        for t in find_toponyms(annotation, resolver().gazetteer)
    }
    assert uses == {"Turkish": "adjective", "Istanbul": "literal", "Texas": "associative"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gunmen killed 12 people in Chibok on Monday.", ["Chibok"]),
        ("Cadres of the Communist Party of Peru fled from Grozny.", ["Grozny"]),
        ("He was killed at the Green Land hotel in Grozny.", ["Green Land", "Grozny"]),
        ("Voters have lost confidence in Jordan Holm, a poll says.", []),
        ("Democrats in Congress called on Holm to resign.", []),
    ],
)
def test_where_something_happens_is_a_place(text: str, names: list[str]) -> None:
    found = [span.of(text) for span in resolver().toponyms(annotate(text))]
    assert found == names


def test_names_of_regions_written_small_are_found() -> None:
    annotation = annotate("Supporters in Dagestan, Chechnya and the Nogay steppe joined them.")
    names = [span.of(annotation.text) for span in resolver().toponyms(annotation)]
    assert names == ["Dagestan", "Chechnya", "Nogay steppe"]


def test_dateline_gives_a_place_to_claims_without_one() -> None:
    annotation = annotate("GROZNY, Russia (Reuters) - Two policemen were killed on Monday.")
    found = resolver().dateline(annotation, "K1", NOWHERE)
    assert found is not None
    assert (found.value, found.ordinal) == ("gn:558418", -1)
    assert found.how.startswith("dateline")
    assert found.span is not None and found.span.of(annotation.text) == "GROZNY"


def test_no_dateline_no_place() -> None:
    annotation = annotate("Two policemen were killed in Grozny on Monday.")
    assert resolver().dateline(annotation, "K1", NOWHERE) is None


def test_province_said_behind_the_name_is_the_province() -> None:
    text = "Villages across Raqqa province in Syria were shelled."
    assert resolved(text, "Raqqa").value == "gn:172957"
    assert resolved(text, "Raqqa").precision == 4
