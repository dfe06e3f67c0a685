"""Date slots to intervals with precision, dates for claims without one, bounds of publication."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.language import annotate
from dateline.resolve.context import ReportContext, SlotReference
from dateline.resolve.dates import DateResolver, bound_publication, date_precision
from dateline.types import UNDATED, Annotation, Dating, Resolution, Span

SHARED = Path(__file__).resolve().parents[3] / "shared"
TUESDAY = Dating("2015-06-23", "2015-06-23", "metadata")


def read(text: str) -> Annotation:
    return annotate(text, language="en", version="", title_end=0)


def context(published: Dating = TUESDAY, title_end: int = 0) -> ReportContext:
    return ReportContext(published, None, None, "en", title_end)


def resolve(text: str, words: str, published: Dating = TUESDAY) -> Resolution:
    start = text.index(words)
    span = Span(start, start + len(words))
    slot = SlotReference("K1", "date", 0, span, words, Span(0, len(text)))
    (resolution,) = DateResolver().resolve(read(text), [slot], context(published))
    return resolution


def undated(text: str, anchor: str, published: Dating = TUESDAY) -> Resolution | None:
    start = text.index(anchor)
    return DateResolver().undated(
        "K1", read(text), Span(start, start + len(anchor)), context(published)
    )


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        ("2015-06-23", "2015-06-23", 1),
        ("2015-06-23", "2015-06-24", 2),
        ("2015-06-01", "2015-06-06", 2),
        ("2015-06-01", "2015-06-07", 3),
        ("2015-06-01", "2015-06-08", 4),
        ("2015-05-01", "2015-05-31", 4),
        ("2015-01-01", "2015-12-31", 5),
        ("2015-01-01", None, 5),
        (None, "2015-01-01", 5),
    ],
)
def test_precision_follows_ucdp(earliest: str | None, latest: str | None, precision: int) -> None:
    assert date_precision(earliest, latest) == precision


@pytest.mark.parametrize(
    ("text", "words", "value", "label", "precision"),
    [
        ("Rebels shelled the town on June 3, 2014.", "June 3, 2014",
         "2014-06-03/2014-06-03", "3 June 2014", 1),
        ("Rebels shelled the town on Friday.", "Friday",
         "2015-06-19/2015-06-19", "19 June 2015", 1),
        ("Rebels have shelled the town since at least January.", "since at least January",
         "2015-01-01/", "since at least January 2015", 5),
        ("Rebels shelled the town in April 2015.", "in April 2015",
         "2015-04-01/2015-04-30", "April 2015", 4),
        ("Rebels shelled the town in early May 2014.", "early May 2014",
         "2014-05-01/2014-05-11", "early May 2014", 4),
        ("Rebels shelled the town between 3 and 5 June.", "between 3 and 5 June",
         "2015-06-03/2015-06-05", "3–5 June 2015", 2),
        ("Rebels shelled the town last week.", "last week",
         "2015-06-15/2015-06-21", "15–21 June 2015", 3),
        ("Rebels shelled the town in 2012.", "in 2012",
         "2012-01-01/2012-12-31", "2012", 5),
    ],
)  # fmt: skip
def test_slot_becomes_interval(
    text: str, words: str, value: str, label: str, precision: int
) -> None:
    result = resolve(text, words)
    assert (result.value, result.label, result.precision) == (value, label, precision)
    assert result.kind == "date" and result.run == DateResolver.run and result.ordinal == 0


def test_range_of_two_expressions_is_one_interval() -> None:
    result = resolve("Rebels fought from 3 May 2014 to 6 June 2014.", "3 May 2014")
    assert result.value == "2014-05-03/2014-06-06"
    assert result.label == "3 May – 6 June 2014"


def test_duration_alone_is_no_date() -> None:
    result = resolve("Rebels shelled the town for three months.", "for three months")
    assert result.value is None and result.precision is None
    assert result.extra == {"timex": "P3M"}


def test_words_without_time_say_so() -> None:
    result = resolve("Rebels shelled the town at the wedding.", "at the wedding")
    assert result.value is None and "no expression" in result.how


def test_relative_date_without_publication_date_is_not_guessed() -> None:
    result = resolve("Rebels shelled the town yesterday.", "yesterday", UNDATED)
    assert result.value is None and "publication date unknown" in result.how


def test_only_date_slots_are_resolved() -> None:
    slot = SlotReference("K1", "actor", 0, Span(0, 6), "Rebels", Span(0, 10))
    assert DateResolver().resolve(read("Rebels on Friday."), [slot], context()) == []


def test_dateline_anchors_rather_than_a_later_publication() -> None:
    text = "GROZNY, June 19 (Reuters) - Gunmen killed two officers on Monday, officials said."
    result = resolve(text, "Monday", Dating("2015-06-23", "2015-06-23", "metadata"))
    assert result.value == "2015-06-15/2015-06-15"
    assert result.how == "weekday before dateline"


def test_undated_does_not_take_a_deadline_of_its_sentence() -> None:
    text = "Gunmen killed an officer who was to leave the force by 1 July 2015."
    result = undated(text, "killed")
    assert result is not None and result.value == "/2015-06-23"


def test_undated_takes_the_date_of_its_sentence() -> None:
    result = undated("On 3 June 2014 gunmen killed an officer and wounded two.", "wounded")
    assert result is not None
    assert (result.value, result.ordinal) == ("2014-06-03/2014-06-03", -1)
    assert "same sentence" in result.how


def test_a_weekday_that_may_lie_ahead_is_not_guessed() -> None:
    text = "He sees Monday's summit as an opportunity."
    start = text.index("Monday")
    slot = SlotReference("K", "date", 0, Span(start, start + 6), "Monday", Span(0, len(text)))
    context = ReportContext(TUESDAY, None, None, "en", 0)
    (found,) = DateResolver().resolve(annotate(text), [slot], context)
    assert found.value is None
    assert "before or after" in found.how


def test_undated_does_not_take_the_date_of_another_sentence() -> None:
    result = undated("Gunmen stormed the base on 3 June 2014. They killed an officer.", "killed")
    assert result is not None
    assert (result.value or "").startswith("/")


def test_undated_does_not_take_the_day_of_the_dateline_for_the_event() -> None:
    text = "JUBA, 3 June 2014 (Agency) - Gunmen killed an officer in the market, police said."
    result = undated(text, "killed")
    assert result is not None
    assert (result.value, result.precision) == ("/2014-06-03", 5)


def test_undated_does_not_cross_a_paragraph() -> None:
    result = undated("Gunmen left the base on 3 June 2014.\n\nThey killed an officer.", "killed")
    assert result is not None
    assert result.value == "/2015-06-23" and "on or before" in result.label


def test_undated_without_any_date_is_none() -> None:
    assert undated("They killed an officer.", "killed", UNDATED) is None


def test_undated_forecast_is_not_dated_before_publication() -> None:
    assert undated("The rebels will attack the town.", "attack") is None


def test_publication_is_bounded_by_the_latest_past_date() -> None:
    text = (
        "On 3 May 2014 rebels took the town. They left it on 6 May, officials said. "
        "Elections will be held on 1 July 2014."
    )
    dating = bound_publication(read(text), UNDATED)
    assert (dating.earliest, dating.latest, dating.how) == ("2014-05-06", None, "inferred")
    assert dating.note == "not before 6 May 2014, the latest date mentioned"


def test_known_publication_date_stays() -> None:
    assert bound_publication("On 3 May 2016 rebels took the town.", TUESDAY) is TUESDAY


def test_text_without_full_dates_bounds_nothing() -> None:
    assert bound_publication("On Friday rebels took the town.", UNDATED) is UNDATED


def test_bound_from_text_alone() -> None:
    dating = bound_publication("Rebels took the town on 3 May 2014.", UNDATED)
    assert dating.earliest == "2014-05-03"


@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the shared data folder")
def test_report_that_shaped_dateline() -> None:
    text = (SHARED / "data/reports/caucasus_2015.txt").read_text(encoding="utf-8")
    annotation = read(text)
    dating = bound_publication(annotation, UNDATED)
    assert (dating.earliest, dating.latest) == ("2015-06-23", None)
    start = text.index("June 21")
    slot = SlotReference("K1", "date", 0, Span(start, start + 7), "June 21", Span(0, 1))
    (result,) = DateResolver().resolve(annotation, [slot], context(dating))
    assert (result.value, result.precision) == ("2015-06-21/2015-06-21", 1)
