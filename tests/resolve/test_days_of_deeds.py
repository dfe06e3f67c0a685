"""Which day of a report is that of a deed: tense, local days, what goes on, what is told again."""

from __future__ import annotations

import pytest

from dateline.ingest.published import from_value
from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.dates import DateResolver
from dateline.types import Dating, Resolution, Span

TUESDAY = Dating("2015-06-23", "2015-06-23", "metadata")


def context(published: Dating = TUESDAY) -> ReportContext:
    return ReportContext(published, None, None, "en", 0)


def undated(text: str, word: str, published: Dating = TUESDAY) -> str | None:
    at = text.index(word)
    found = DateResolver().undated(
        "K1", annotate(text), Span(at, at + len(word)), context(published)
    )
    return None if found is None else found.value


def slot(text: str, words: str, published: Dating = TUESDAY) -> Resolution:
    span = Span(text.index(words), text.index(words) + len(words))
    reference = SlotReference("K1", "date", 0, span, words, Span(0, len(text)))
    (found,) = DateResolver().resolve(annotate(text), [reference], context(published))
    return found


def test_a_day_told_again_further_down_is_taken() -> None:
    text = (
        "A court jailed a smuggler for ten years. He had run the route since spring, neighbours "
        "said. The court jailed the smuggler on Friday."
    )
    assert undated(text, "jailed") == "2015-06-19/2015-06-19"


def test_of_two_deeds_of_one_kind_no_day_is_taken() -> None:
    text = (
        "Gunmen killed a judge. Gunmen killed a judge in Arden on Friday. "
        "Gunmen killed a judge in Tal on Sunday."
    )
    assert undated(text, "killed") == "/2015-06-23"


def test_another_deed_of_the_same_verb_gives_no_day() -> None:
    text = "Soldiers killed a farmer. The plague killed the cattle on Friday."
    assert undated(text, "killed") == "/2015-06-23"


@pytest.mark.parametrize(
    ("text", "word", "days"),
    [
        # what goes on from the day told before dates its own verb
        ("He was arrested on 3 June and was charged the following day.", "charged",
         "2015-06-04/2015-06-04"),
        ("The man was caught on 3 June. He was arrested at home and was charged the next day.",
         "arrested", "/2015-06-23"),
        # the day of what a clause tells more of
        ("A crash early on Friday that killed a driver closed the road.", "killed",
         "2015-06-19/2015-06-19"),
        # a time of other doings
        ("The army broke the truce signed in May.", "broke", "/2015-06-23"),
        ("The firm bought the port in 2012 and has shelled it.", "shelled", "/2015-06-23"),
        ("Twenty men had fled as of Friday.", "fled", "/2015-06-19"),
        # the narrower of two that hold one another
        ("The envoy met them on 3 March for the 2015 talks.", "met", "2015-03-03/2015-03-03"),
        ("It comes a week after gunmen attacked a market.", "attacked",
         "2015-06-16/2015-06-16"),
    ],
)  # fmt: skip
def test_day_of_the_sentence(text: str, word: str, days: str) -> None:
    assert undated(text, word) == days


def test_what_goes_on_now_is_not_of_the_day_of_its_object() -> None:
    found = slot("Police are investigating a crash on Friday.", "Friday")
    assert found.value is None
    assert "going on" in found.how


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Rebels have shelled three towns this week.", "this week", "2015-06-22/2015-06-23"),
        ("Rebels shelled three towns in 2015.", "2015", "2015-01-01/2015-06-23"),
        ("Rebels will shell the town this week.", "this week", "2015-06-22/2015-06-28"),
        ("Rebels shelled the town more than six years ago.", "six years ago", "/2009-06-23"),
    ],
)
def test_what_has_happened_ends_with_the_report(text: str, words: str, value: str) -> None:
    assert slot(text, words).value == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Soldiers shot a farmer on Friday.", "2015-06-19/2015-06-19"),
        ("Soldiers will leave the town on Friday.", "2015-06-26/2015-06-26"),
        ("Soldiers are expected to leave on Friday.", "2015-06-26/2015-06-26"),
        ("Soldiers had planned to leave on Friday.", "2015-06-26/2015-06-26"),
    ],
)
def test_weekdays_follow_the_tense_of_their_clause(text: str, value: str) -> None:
    assert slot(text, "Friday").value == value


@pytest.mark.parametrize(
    ("number", "day"),
    [("1973", None), ("1701", None)],
)
def test_a_number_of_a_resolution_is_no_year(number: str, day: None) -> None:
    text = f"The council adopted Resolution {number} after the raid."
    assert undated(text, "adopted") == "/2015-06-23"


@pytest.mark.parametrize(
    ("stated", "day"),
    [
        # 00:30 in Baghdad is the evening before in UTC: the zone of publication counts
        ("2015-06-23T00:30:00+03:00", "2015-06-22"),
        ("2015-06-22T21:30:00Z", "2015-06-21"),
        ("2015-06-23T23:50:00-05:00", "2015-06-22"),
    ],
)
def test_yesterday_counts_from_the_day_in_the_zone_of_publication(stated: str, day: str) -> None:
    published = from_value(stated)
    assert published.stated == stated
    found = slot("Shells hit the bridge yesterday.", "yesterday", published)
    assert found.value == f"{day}/{day}"


def test_a_night_across_midnight_is_two_days() -> None:
    found = slot("Shells hit the bridge on the night of 5-6 May.", "the night of 5-6 May")
    assert (found.value, found.precision) == ("2015-05-05/2015-05-06", 2)
