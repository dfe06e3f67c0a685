"""What an event says of numbers and of who was there, from many claims."""

from __future__ import annotations

from dataclasses import replace

import pytest
from facts_for_tests import (
    ARMY,
    BARAN,
    COAST,
    DORVA,
    FRONT,
    GUNMEN,
    HILLS,
    OFFICERS,
    Piece,
    Told,
    day,
    fused,
    one,
)

from dateline.fusion.counts import counts
from dateline.fusion.facts import ClaimFacts, Count, Event, Party, Where


def said(
    text: str, count: int | None = None, words: str | None = None, to: tuple[str, ...] = ()
) -> Told:
    return Told(
        text,
        anchor="killed",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(GUNMEN,),
        recipients=tuple(Party(None, raw, raw) for raw in to),
        counts={} if count is None else {"killed": count},
        words=words,
        group="one",
    )


def event(*pieces: Piece) -> Event:
    (found,) = fused(pieces).events
    return found


def killed(*pieces: Piece) -> Count:
    (count,) = (count for count in event(*pieces).counts if count.role == "killed")
    return count


WHOLE = said("Gunmen killed nine people in Dorva on 4 March.", 9, "nine people")
PART = said("One civilian was killed.", 1, "One civilian")
NAMED = said("Gunmen killed Ilir Baran in Dorva on 4 March.", 1, "Ilir Baran")


def test_a_part_told_beside_its_whole_is_no_lower_toll() -> None:
    count = killed(Piece("a", (WHOLE, PART)))
    assert (count.low, count.best, count.high) == (9, 9, 9)
    assert [each.value for each in count.said] == ["9", "1"]
    assert "not added" in count.note


def test_a_count_says_who_decided_its_best_number_and_the_machine_where_nobody_did() -> None:
    decided = [replace(claim, coded_by="ana") for claim in Piece("a", (WHOLE,)).claims()]
    later = Piece("b", (said("Gunmen killed 12 people in Dorva on 4 March.", 12, "12 people"),))

    def best(claims: list[ClaimFacts]) -> tuple[int, str]:
        (count,) = counts(claims, {})
        return count.best, count.coded_by

    assert best(decided) == (9, "ana")
    assert best(Piece("a", (WHOLE,)).claims()) == (9, "machine")
    # What a person says of one report is not what he says of the next.
    toll = [replace(claim, published=("2020-03-09", "2020-03-09")) for claim in later.claims()]
    assert best([*decided, *toll]) == (12, "machine")


def test_a_part_alone_is_what_its_report_tells() -> None:
    count = killed(Piece("a", (PART,)))
    assert (count.low, count.best, count.high) == (1, 1, 1)


def test_somebody_by_name_is_one_of_those_whom_others_count() -> None:
    count = killed(Piece("a", (NAMED,)), Piece("b", (WHOLE,), published="2020-03-04"))
    assert (count.low, count.best, count.high) == (9, 9, 9)
    assert sorted(each.value for each in count.said) == ["1", "9"]
    assert event(Piece("a", (NAMED,)), Piece("b", (WHOLE,))).conflicts == ()


def test_somebody_by_name_alone_is_one() -> None:
    assert killed(Piece("a", (NAMED,))).best == 1


def test_bare_numbers_are_nobody_and_one_word_is_shown_once() -> None:
    told = said(
        "Gunmen killed people in Dorva on 4 March.",
        to=("eleven others", "One", "two visitors", "visitors", "an old man"),
    )
    names = [party.name for party in event(Piece("a", (told,))).recipients]
    assert sorted(names) == ["an old man", "visitors"]


def test_a_place_stands_for_its_people_only_where_nobody_else_is_told() -> None:
    town = Party("NRL/in/coast", "Coast (Northland)", "Dorva")
    told = Told("Gunmen attacked Dorva.", places=(DORVA,), recipients=(town,))
    assert event(Piece("a", (told,))).recipients == (town,)
    told = Told(
        "Gunmen attacked Dorva.",
        places=(DORVA,),
        recipients=(town, Party(None, "guards", "guards")),
    )
    assert [party.name for party in event(Piece("a", (told,))).recipients] == ["guards"]
    told = Told("Gunmen attacked Dorva.", places=(DORVA,), actors=(town, FRONT))
    assert event(Piece("a", (told,))).actors == (FRONT,)


def test_those_listed_in_one_sentence_do_not_contradict_each_other() -> None:
    told = Told(
        "They attacked the coast and the hills.", places=(COAST, HILLS), actors=(ARMY, FRONT)
    )
    assert event(Piece("a", (told,))).conflicts == ()


def test_claims_that_share_nothing_of_what_they_list_do() -> None:
    first = Told("The army attacked on the coast.", places=(COAST,), actors=(ARMY,), group="one")
    second = Told("The Front attacked.", places=(HILLS,), actors=(FRONT,), group="one")
    found = event(Piece("a", (first, second))).conflicts
    assert [conflict.field for conflict in found] == ["actor", "place"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Three more guests were killed.", "Three more guests"),
        ("Another three people were killed.", "Another three people"),
        ("Three guards were also killed.", "Three guards"),
    ],
)
def test_others_are_added_to_somebody_by_name_told_before(text: str, words: str) -> None:
    count = killed(Piece("a", (NAMED, said(text, 3, words))))
    assert (count.low, count.best, count.high) == (4, 4, 4)
    assert "added to those by name" in count.note


def test_others_beside_a_number_and_a_whole_with_its_name_are_not_added() -> None:
    first = said("Two drivers were killed in Dorva.", 2, "two drivers")
    others = said("Three more guests were killed.", 3, "Three more guests")
    assert killed(Piece("a", (first, others))).best == 3
    together = said("Baran and three others were killed.", 4, "Baran and three others")
    assert killed(Piece("a", (NAMED, together))).best == 4
    assert killed(Piece("a", (others, NAMED))).best == 3


def test_who_is_told_by_his_office_is_the_person_whom_others_name() -> None:
    def at(text: str, party: Party) -> Told:
        return replace(said(text), recipients=(party,))

    chief = at("Head of the Front killed in Dorva.", FRONT._replace(raw="Head of the Front"))
    man = at("Gunmen killed Ilir Baran in Dorva on 4 March.", BARAN)
    assert event(Piece("a", (chief, man))).recipients == (BARAN,)
    assert len(event(Piece("a", (chief,))).recipients) == 1
    both = replace(man, recipients=(BARAN, Party(None, "the Coast chief", "the Coast chief")))
    assert event(Piece("a", (both,))).recipients == (BARAN,)


def test_words_that_more_texts_tell_come_before_a_name_that_one_does() -> None:
    guests = said("Gunmen killed guests in Dorva on 4 March.", to=("guests",))
    spies = replace(said("Gunmen killed the army in Dorva on 4 March."), recipients=(ARMY,))
    found = event(Piece("a", (guests,)), Piece("b", (guests,)), Piece("c", (spies,)))
    assert [party.name for party in found.recipients] == ["guests", ARMY.name]
    found = event(Piece("a", (guests,)), Piece("c", (spies,)))
    assert found.recipients == (ARMY,)
    men = said("Gunmen killed two men in Dorva on 4 March.", to=("two men",))
    found = event(Piece("a", (men,)), Piece("b", (men,)), Piece("c", (spies,)))
    assert found.recipients == (ARMY,)


def test_a_place_on_no_map_is_shown_in_its_region() -> None:
    village = Where(None, "Little Orm", "Little Orm", None, None, None, None, None)
    headline = replace(said("Guests killed on the Coast"), places=(COAST,))
    lead = replace(said("Gunmen killed guests near Little Orm."), places=(village,))
    place = event(Piece("a", (headline, lead))).place
    assert place is not None
    assert (place.label, place.raw) == ("Little Orm, Coast, Northland", "Little Orm")
    assert (place.key, place.precision) == (COAST.key, COAST.precision)
    town = replace(headline, places=(DORVA,))
    assert event(Piece("a", (town, lead))).place == DORVA


def test_attackers_who_died_are_not_whom_they_attacked() -> None:
    attack = Told(
        "Gunmen attacked a police post in Dorva on 4 March.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(GUNMEN,),
        recipients=(Party(None, "police post", "police post"),),
    )
    died = Told(
        "In the attack in Dorva on 4 March nine militants were killed.",
        "killed",
        when=day("2020-03-04"),
        places=(DORVA,),
        recipients=(Party(None, "nine militants", "nine militants"),),
        counts={"killed": 9},
        words="nine militants",
    )
    (event,) = fused([one("a", (attack, died))]).events
    assert [party.raw for party in event.recipients] == ["police post"]


def test_a_named_building_hides_nobody() -> None:
    palace = Party("Apalace", "House of the Press", "House of the Press")
    hit = Told(
        "Gunmen attacked the House of the Press in Dorva on 4 March.",
        when=day("2020-03-04"),
        places=(DORVA,),
        actors=(GUNMEN,),
        recipients=(palace,),
    )
    died = Told(
        "Ten police officers were killed in the attack in Dorva on 4 March.",
        "killed",
        when=day("2020-03-04"),
        places=(DORVA,),
        recipients=(OFFICERS,),
        counts={"killed": 10},
        words="ten police officers",
    )
    again = replace(died, text="On 4 March ten police officers were killed in Dorva by gunmen.")
    (event,) = fused([one("a", (hit, died)), one("b", again)]).events
    assert [party.raw for party in event.recipients] == ["police officers", "House of the Press"]
