"""Lineage and events as the ledger keeps them, and facts as it gives them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dateline.fusion.facts import Fusion, Unsure, event_id
from dateline.review import decide
from dateline.store import AmbiguousIdError, Ledger, NotFoundError
from dateline.store.snapshots import Snapshot
from dateline.types import Claim
from derived_factories import event, write_fusion, write_lineage
from ledger_factories import Telling, add, bundle, prepare


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    prepare(ledger)
    add(ledger, bundle("a", [Telling(), Telling(verb="raided", source=None, killed=None)]))
    return ledger


def test_events_come_back_as_they_were_written(filled: Ledger) -> None:
    mention = filled.claim_facts()[0].mention
    made = event(mention)
    write_fusion(filled, made)
    assert filled.fusion().events == (made,)
    assert filled.event(made.id) == filled.event(made.id[:6].upper()) == made


def test_lineage_comes_back_as_it_was_written(filled: Ledger) -> None:
    add(filled, bundle("b", [Telling()]))
    a, b = filled.versions()
    lineage = write_lineage(filled, a, b)
    assert filled.lineage() == lineage
    assert [copy.a for copy in filled.copies(b)] == [a]
    assert filled.copies("Tnone") == ()


def test_unsure_pairs_come_back(filled: Ledger) -> None:
    groups = sorted({facts.group for facts in filled.claim_facts()})
    unsure = Unsure(*groups, 0.5, "same town, next day")
    filled.write_snapshots(
        (Snapshot("lineage", "1", "", ""), filled.lineage()),
        (),
        (Snapshot("fusion", "1", "", ""), Fusion(unsure=(unsure,))),
    )
    assert filled.fusion().unsure == (unsure,)


def test_a_new_snapshot_takes_the_place_of_the_one_before(filled: Ledger) -> None:
    mention = filled.claim_facts()[0].mention
    write_fusion(filled, event(mention), digest="1")
    second = write_fusion(filled, event(mention, type="PROTEST"), digest="2")
    assert [row.type for row in filled.events()] == ["PROTEST"]
    assert filled.current_snapshot("fusion") == second
    assert sum('"kind":"snapshot"' in line for line in filled.dump()) == 2


def test_any_event_id_finds_the_event_that_holds_its_mention(filled: Ledger) -> None:
    first, second = sorted(filled.claim_facts(), key=lambda facts: facts.anchor)
    write_fusion(filled, event(first.mention, claims=(first.claim,)), digest="1")
    joined = event(second.mention, claims=(first.claim, second.claim))
    write_fusion(filled, joined, digest="2")
    assert filled.event(event_id(first.mention, "plover")) == joined
    assert filled.find(event_id(first.mention, "plover")[:8]).kind == "event"
    assert filled.event_of_claim(first.claim) == joined


def test_an_event_id_follows_its_mention_into_a_new_version(ledger: Ledger) -> None:
    from dateline.review import carry_report

    prepare(ledger)
    add(ledger, bundle("a", [Telling()], captured_at="2015-06-23"))
    (old,) = ledger.claim_facts()
    write_fusion(ledger, event(old.mention, claims=(old.claim,)), digest="1")
    again = bundle("a", ["The sun shone.", Telling()], captured_at="2015-06-24")
    add(ledger, again)
    carry_report(ledger, again.report)
    (new,) = ledger.claim_facts()
    assert new.mention != old.mention
    moved = event(new.mention, claims=(new.claim,))
    write_fusion(ledger, moved, digest="2")
    assert ledger.event(event_id(old.mention, "plover")) == moved


def test_an_event_that_is_none_any_more_says_what_became_of_it(filled: Ledger) -> None:
    first = filled.claim_facts()[0]
    write_fusion(filled, event(first.mention, claims=(first.claim,)), digest="1")
    write_fusion(filled, digest="2")
    with pytest.raises(NotFoundError, match=first.mention):
        filled.event(event_id(first.mention, "plover"))
    assert filled.event_of_claim(first.claim) is None


def test_unknown_and_ambiguous_event_ids_say_so(filled: Ledger) -> None:
    with pytest.raises(NotFoundError, match="dateline events"):
        filled.event("Ezzzzzzzzzzz")
    write_fusion(filled, *(event(facts.mention) for facts in filled.claim_facts()))
    with pytest.raises(AmbiguousIdError):
        filled.event("E")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 2),
        ({"type": "assault"}, 1),
        ({"actor": "northern"}, 2),
        ({"actor": "group:front"}, 0),
        ({"place": "dorva"}, 2),
        ({"since": "2015-06-22"}, 1),
        ({"until": "2015-06-20"}, 0),
        ({"sources": 2}, 1),
        ({"kind": "denied"}, 0),
        ({"limit": 1}, 1),
    ],
)
def test_filters_of_events(filled: Ledger, filters: dict[str, object], found: int) -> None:
    a, b = filled.claim_facts()
    later = event(b.mention, type="PROTEST")
    assert later.when is not None
    later = replace(
        later,
        when=later.when._replace(latest="2015-06-25"),
        sources=replace(later.sources, low=2, high=3),
    )
    write_fusion(filled, event(a.mention), later)
    assert filled.events(**filters).count() == found


def test_events_of_a_report(filled: Ledger) -> None:
    (report,) = filled.reports()
    facts = filled.claim_facts()[0]
    write_fusion(filled, event(facts.mention, claims=(facts.claim,)))
    assert filled.events(report=report.id).count() == 1
    assert filled.events(report="Rnone").count() == 0


def test_facts_give_words_keys_and_sources(filled: Ledger) -> None:
    first, second = sorted(filled.claim_facts(), key=lambda facts: facts.anchor)
    (actor,) = first.actors
    assert (actor.name, actor.raw) == ("The Northern Front", "Northern Front")
    assert actor.key is not None
    assert [(c.words, c.cue) for c in first.cited] == [("police", "said")]
    assert second.cited == ()
    assert first.counts == {"killed": (4, "4")}
    assert (first.places[0].label, first.places[0].precision) == ("Dorva, Coast, Xyzland", 1)
    assert first.when is not None and first.when.earliest == "2015-06-21"
    text = filled.reading(first.version).text
    assert text[first.anchor.start : first.anchor.end] == first.anchor_text == "shelled"
    assert first.quote.of(text) == first.quote_text


def test_what_people_decided_goes_into_the_facts(filled: Ledger) -> None:
    first, second = sorted(filled.claim_facts(), key=lambda facts: facts.anchor)
    decide(
        filled,
        first.mention,
        "edit",
        author="anna",
        value={"slots": {"actor": ["The Northern Front"], "place": [], "killed": ["7"]}},
    )
    decide(filled, second.mention, "reject", author="anna")
    (decided,) = filled.claim_facts()
    assert decided.actors == ((first.actors[0].key, "The Northern Front", "The Northern Front"),)
    assert decided.places == ()
    # The words are those of the text, whatever people read in them.
    assert decided.counts == {"killed": (7, "4")}
    assert decided.coded_by == "anna"


def test_at_least_so_many_is_a_number_until_somebody_takes_it_out(ledger: Ledger) -> None:
    prepare(ledger)
    made = bundle("a", [Telling()])

    def at_least(claim: Claim) -> Claim:
        slots = (s._replace(value=">=4") if s.role == "killed" else s for s in claim.slots)
        return replace(claim, slots=tuple(slots))

    add(ledger, bundle("a", [Telling()], recode=at_least))
    (facts,) = ledger.claim_facts()
    assert facts.counts == {"killed": (4, "4")}
    decide(ledger, facts.mention, "edit", author="anna", value={"slots": {"killed": []}})
    assert ledger.claim_facts()[0].counts == {}
    assert made.version == facts.version


def test_the_digest_changes_with_texts_and_decisions(filled: Ledger) -> None:
    seen = {filled.inputs_digest()}
    add(filled, bundle("b", [Telling()]))
    seen.add(filled.inputs_digest())
    decide(filled, filled.claim_facts()[0].mention, "accept", author="anna")
    seen.add(filled.inputs_digest())
    assert len(seen) == 3
    assert filled.inputs_digest() in seen


def test_texts_are_all_versions_in_order(ledger: Ledger) -> None:
    prepare(ledger)
    add(ledger, bundle("a", [Telling()], captured_at="2015-06-23"))
    add(ledger, bundle("a", ["More.", Telling()], captured_at="2015-06-24"))
    texts = list(ledger.texts())
    assert [text.version for text in texts] == sorted(text.version for text in texts)
    assert sorted(text.current for text in texts) == [False, True]
    assert {text.publisher for text in texts} == {"The Coast Courier"}


def test_claims_of_an_event(filled: Ledger) -> None:
    first = filled.claim_facts()[0]
    made = event(first.mention, claims=(first.claim,))
    write_fusion(filled, made)
    assert [row.id for row in filled.claims(event=made.id)] == [first.claim]
    assert filled.claims(event="Enone").count() == 0


def test_what_may_be_the_same_as_an_event(filled: Ledger) -> None:
    a, b = sorted(filled.claim_facts(), key=lambda facts: facts.group)
    one = event(a.mention, claims=(a.claim,), groups=(a.group,))
    two = event(b.mention, claims=(b.claim,), groups=(b.group,))
    pair = Unsure(a.group, b.group, 0.5, "same town, next day")
    filled.write_snapshots(
        (Snapshot("lineage", "1", "", ""), filled.lineage()),
        (),
        (Snapshot("fusion", "1", "", ""), Fusion((one, two), unsure=(pair,))),
    )
    assert filled.unsure_about(one) == ((pair, two),)
    assert filled.unsure_about(two) == ((pair, one),)
    assert filled.unsure_about(event(a.mention, groups=("Gnone",))) == ()
