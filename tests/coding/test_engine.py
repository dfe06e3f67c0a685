"""Who, whom, where, when, how many: constructions of made-up sentences."""

from __future__ import annotations

from coded import annotated, claims_of, coding_of, values

from dateline.coding import code, coder_run, load_codebook, primary
from dateline.types import Span


def test_active_verb_gives_subject_and_object() -> None:
    (claim,) = claims_of("Norwegian rangers attacked the Danish garrison.", "ASSAULT")
    assert values(claim, "actor") == ["Norwegian rangers"]
    assert values(claim, "recipient") == ["Danish garrison"]


def test_passive_with_agent_turns_the_roles() -> None:
    (claim,) = claims_of("Two farmers were kidnapped by masked rebels near Tripoli.", "ASSAULT")
    assert values(claim, "actor") == ["masked rebels"]
    assert values(claim, "recipient") == ["Two farmers"]
    assert values(claim, "abducted") == ["2"]
    assert values(claim, "place") == ["Tripoli"]


def test_passive_without_agent_has_no_actor() -> None:
    (claim,) = claims_of("Three teachers were killed in Nairobi on Friday.", "ASSAULT")
    assert claim.slot("actor") == ()
    assert values(claim, "killed") == ["3"]
    assert values(claim, "date") == ["Friday"]


def test_two_actors_are_two_fillers() -> None:
    (claim,) = claims_of("France and Italy condemned the Libyan government.", "ACCUSE")
    assert values(claim, "actor") == ["France", "Italy"]
    assert [slot.ordinal for slot in claim.slot("actor")] == [0, 1]


def test_coordinated_verbs_share_their_subject() -> None:
    text = "Rebels stormed the barracks and kidnapped a colonel."
    claims = claims_of(text, "ASSAULT")
    assert [values(c, "actor") for c in claims] == [["Rebels"], ["Rebels"]]


def test_light_verb_gives_the_noun_its_doer() -> None:
    (claim,) = claims_of("The navy carried out an attack on a fishing village.", "ASSAULT")
    assert values(claim, "actor") == ["navy"]
    assert values(claim, "recipient") == ["fishing village"]


def test_killing_of_by() -> None:
    text = "The killing of Pedro Alvarez by soldiers in March 2003 shocked Bogota."
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "actor") == ["soldiers"]
    assert values(claim, "recipient") == ["Pedro Alvarez"]
    assert values(claim, "date") == ["March 2003"]


def test_coordinated_event_nouns_share_their_victim() -> None:
    text = "The inquiry concerns the abduction and murder of Pedro Alvarez by soldiers."
    claims = claims_of(text, "ASSAULT")
    assert [values(c, "recipient") for c in claims] == [["Pedro Alvarez"]] * 2


def test_participle_without_auxiliary_is_passive() -> None:
    text = "Four nurses were killed and nine wounded in Goma."
    (claim,) = claims_of(text, "ASSAULT")
    assert claim.slot("actor") == ()
    assert (values(claim, "killed"), values(claim, "injured")) == (["4"], ["9"])


def test_means_are_not_the_recipient() -> None:
    (claim,) = claims_of("Portugal withdrew its troops from Angola.", "RETREAT")
    assert values(claim, "recipient") == ["Angola"]


def test_possessor_of_a_deed_done_to_him() -> None:
    claim = claims_of("Maria Lopez's assassination led to riots.", "ASSAULT")[0]
    assert values(claim, "recipient") == ["Maria Lopez"]
    assert claim.slot("actor") == ()


def test_deed_and_outcome_are_one_claim() -> None:
    (claim,) = claims_of("A suicide bombing in Kabul killed nine guards.", "ASSAULT")
    assert claim.mode == "suicide-attack"
    assert values(claim, "place") == ["Kabul"]
    assert values(claim, "killed") == ["9"]


def test_participle_tells_the_outcome() -> None:
    text = "Gunmen attacked a village, killing at least 14 people and wounding dozens."
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "killed") == [">=14"]
    assert values(claim, "injured") == [">=24"]


def test_relative_clause_takes_its_antecedent() -> None:
    text = "The officers who arrested five students in Lima resigned."
    (claim,) = claims_of(text, "COERCE")
    assert values(claim, "actor") == ["officers"]
    assert values(claim, "detained") == ["5"]


def test_battle_that_somebody_started() -> None:
    text = (
        "Patrols were doubled after a gun battle that smugglers started against border guards "
        "in Tijuana in May 2011."
    )
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "actor") == ["smugglers"]
    assert values(claim, "recipient") == ["border guards"]
    assert values(claim, "place") == ["Tijuana"]
    assert values(claim, "date") == ["May 2011"]


def test_controlled_subject_and_plan() -> None:
    text = "Uganda is planning to carry out raids against the militia."
    (claim,) = claims_of(text, "ASSAULT")
    assert values(claim, "actor") == ["Uganda"]
    assert values(claim, "recipient") == ["militia"]
    assert claim.modality == "planned"


def test_object_control() -> None:
    (claim,) = claims_of("Britain urged Iran to withdraw its troops from Basra.", "REQUEST")
    assert values(claim, "actor") == ["Britain"]
    assert values(claim, "recipient") == ["Iran"]


def test_name_in_apposition_is_the_value() -> None:
    text = "Police arrested the union's leader, Carlos Mendez, on Tuesday."
    (claim,) = claims_of(text, "COERCE")
    (slot,) = claim.slot("recipient")
    assert slot.value == "Carlos Mendez"
    assert slot.head.of(text) == "Mendez"
    assert "leader" in slot.span.of(text)


def test_pronoun_goes_back_to_the_sentence_before() -> None:
    text = "The Red Brigade entered Milan. It kidnapped a judge on Sunday."
    (claim,) = claims_of(text, "ASSAULT")
    (actor,) = claim.slot("actor")
    assert actor.value == "Red Brigade"
    assert actor.span.of(text) == "Red Brigade"
    assert claim.quote == Span(0, len(text))


def test_demonstrative_goes_back_to_a_list() -> None:
    text = (
        "The movement grew in Bavaria, Saxony and Hesse. "
        "These regions represent three of the nine districts that constitute the German League."
    )
    (claim,) = claims_of(text, "PART_OF", "organisations")
    assert values(claim, "actor") == ["Bavaria", "Saxony", "Hesse"]
    assert values(claim, "recipient") == ["German League"]


def test_copula_names_the_parts() -> None:
    text = "The two FARC branches that refused are Antioquia and Huila."
    (claim,) = claims_of(text, "PART_OF", "organisations")
    assert values(claim, "actor") == ["Antioquia", "Huila"]
    assert values(claim, "recipient") == ["FARC"]


def test_thing_that_is_called() -> None:
    text = "On 3 May 2012 FARC announced the creation of a new front, called Frente Sur in Peru."
    (claim,) = claims_of(text, "DECLARE", "organisations")
    assert values(claim, "actor") == ["FARC"]
    assert values(claim, "recipient") == ["Frente Sur"]
    assert values(claim, "place") == ["Peru"]
    assert values(claim, "date") == ["3 May 2012"]


def test_pledge_to_a_leader_goes_to_what_he_leads() -> None:
    text = "Fighters in Mali pledged allegiance to AQIM leader Yahya Hammam."
    (claim,) = claims_of(text, "PLEDGE_ALLEGIANCE", "organisations")
    assert values(claim, "recipient") == ["AQIM"]
    assert [s.head.of(text) for s in claim.slot("leader")] == ["Hammam"]


def test_goals_are_spans_of_the_report() -> None:
    text = "The league seeks to establish a free state and expel the army."
    (claim,) = claims_of(text, "INTEND", "organisations")
    assert values(claim, "goal") == ["establish a free state", "expel the army"]


def test_date_keeps_its_modifiers_and_leaves_the_date_of_saying() -> None:
    text = "Rebels have besieged Homs since at least June 2012, officials said on Monday."
    claim = claims_of(text, "ASSAULT")[0]
    assert values(claim, "date") == ["since at least June 2012"]


def test_several_places_are_several_fillers() -> None:
    (claim,) = claims_of("Students protested in Paris, Lyon and Marseille.", "PROTEST")
    assert values(claim, "place") == ["Paris", "Lyon", "Marseille"]


def test_town_before_an_event_noun_is_its_place() -> None:
    (claim,) = claims_of("The Beirut bombing killed nine guards.", "ASSAULT")
    assert claim.slot("actor") == ()
    assert values(claim, "place") == ["Beirut"]


def test_nationality_before_an_event_noun_is_its_actor() -> None:
    claim = claims_of("An Israeli raid on a refugee camp killed nine guards.", "ASSAULT")[0]
    assert values(claim, "actor") == ["Israeli"]


def test_length_of_time_is_no_date() -> None:
    claim = claims_of("Rebels besieged the town for three years.", "ASSAULT")[0]
    assert claim.slot("date") == ()


def test_so_called_is_left_out_of_the_name() -> None:
    (claim,) = claims_of("The so-called Islamic State attacked the barracks.", "ASSAULT")
    assert values(claim, "actor") == ["Islamic State"]


def test_doer_of_the_deed_that_a_death_is_set_in() -> None:
    (claim,) = claims_of("Three students were killed in police firing in Lagos.", "ASSAULT")
    assert values(claim, "actor") == ["police"]


def test_weapon_is_no_actor() -> None:
    (claim,) = claims_of("A car bomb killed six policemen in Basra.", "ASSAULT")
    assert claim.slot("actor") == ()
    assert values(claim, "weapon") == ["car bomb"]


def test_said_is_no_event() -> None:
    assert coding_of("The minister said the weather was fine.").claims == ()


def test_attribution_is_kept() -> None:
    text = "Police said rebels attacked the village."
    (claim,) = claims_of(text, "ASSAULT")
    (link,) = claim.attribution
    assert link.source is not None and link.source.of(text) == "Police"


def test_given_toponyms_replace_the_entities() -> None:
    text = "Rebels attacked soldiers in Qqqrz."
    span = Span(text.index("Qqqrz"), len(text) - 1)
    found = code(annotated(text), load_codebook("plover"), toponyms=[span]).claims[0]
    assert values(found, "place") == ["Qqqrz"]


def test_run_is_named_by_the_codebook() -> None:
    book = load_codebook("plover")
    run = coder_run(book)
    assert run.codebook_hash == book.hash
    assert coder_run(load_codebook("organisations")).id != run.id
    assert coding_of("Rebels attacked soldiers.").run == run.id


def test_primary_prefers_the_main_clause() -> None:
    text = "Kenya condemned the attack on its embassy, which killed two guards."
    found = primary(coding_of(text))
    assert found is not None and found.type == "ACCUSE"


def test_primary_of_nothing_is_none() -> None:
    assert primary(coding_of("The sea was calm.")) is None
