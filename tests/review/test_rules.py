"""What is in effect does not depend on the order in which decisions are looked at."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.review import rules
from dateline.review.rules import Judged, in_effect, saw, scope, status
from dateline.types import Decision, decision_id
from ledger_factories import Telling, bundle

MADE = bundle("a", [Telling()])
CLAIM = MADE.codings[0].claims[0]
SAW = saw([CLAIM], MADE.reading.text)


def _decision(author: str, n: int, verdict: str, polarity: str) -> Decision:
    value = {"polarity": polarity} if verdict == "edit" else {}
    at = "2015-06-23T00:00:00Z"
    return Decision(decision_id(author, n), author, n, CLAIM.mention, verdict, value, "", at, SAW)


JUDGED = st.lists(
    st.builds(
        Judged,
        st.builds(
            _decision,
            st.sampled_from(["Ann", "Ben", "Eve"]),
            st.integers(1, 4),
            st.sampled_from(["accept", "reject", "edit"]),
            st.sampled_from(["affirmed", "denied"]),
        ),
        st.sampled_from([rules.HOLDS, rules.READING_CHANGED, rules.ASK_AGAIN]),
        st.just("coder"),
    ),
    max_size=6,
    unique_by=lambda judged: judged.decision.id,
)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(judged=JUDGED, data=st.data())
def test_any_order_has_one_effect(judged: list[Judged], data: st.DataObject) -> None:
    expected = in_effect("plover", judged)
    assert in_effect("plover", data.draw(st.permutations(judged))) == expected
    if not judged:
        assert expected is None
    elif all(each.status == rules.ASK_AGAIN for each in judged):
        assert expected is not None
        assert (expected.verdict, expected.coded_by) == ("ask again", "machine")
    else:
        assert expected is not None
        assert expected.coded_by != ""


@given(judged=JUDGED)
@settings(max_examples=40, deadline=None, derandomize=True)
def test_decisions_on_another_codebook_have_no_effect(judged: list[Judged]) -> None:
    assert in_effect("organisations", judged) is None


def test_what_was_seen_names_the_quote_and_whose_word_it_is() -> None:
    assert SAW["quote"] == Telling().sentence
    (seen,) = SAW["claims"]
    assert (seen["claim"], seen["attributed_to"]) == (CLAIM.id, [["police", "said"]])


def test_moved_offsets_are_no_other_reading() -> None:
    later = bundle("a", ["It rained before.", Telling()])
    now = saw(later.codings[0].claims, later.reading.text)
    decision = _decision("Ann", 1, "accept", "")
    assert scope(decision) == ("plover",)
    assert now != SAW
    assert status(decision, now, later.reading.text) == rules.HOLDS
    assert (
        status(decision, {"quote": "", "claims": []}, later.reading.text) == rules.READING_CHANGED
    )
    assert status(decision, {"quote": "", "claims": []}, "Other words.") == rules.ASK_AGAIN
