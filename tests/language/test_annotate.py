"""Annotation: offsets lead back to the text, the scheme is Universal Dependencies."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language import UnsupportedLanguage, annotate, annotator, pack, unpack
from dateline.types import Annotation


def relations(annotation: Annotation) -> dict[str, tuple[str, str]]:
    """Word -> (relation, head word); for sentences without repeated words."""
    return {
        token.text: (
            token.deprel,
            annotation.tokens[token.head].text if token.head >= 0 else "ROOT",
        )
        for token in annotation.tokens
    }


def test_prepositions_depend_on_their_objects() -> None:
    found = relations(annotate("Soldiers shelled a market in Donetsk on Monday."))
    assert found["Soldiers"] == ("nsubj", "shelled")
    assert found["market"] == ("obj", "shelled")
    assert found["in"] == ("case", "Donetsk")
    assert found["Donetsk"][0] in {"obl", "nmod"}
    assert found["on"] == ("case", "Monday")
    assert found["Monday"] == ("obl", "shelled")


def test_passive_with_agent() -> None:
    found = relations(annotate("Two officers were killed by gunmen near Mosul."))
    assert found["officers"] == ("nsubj:pass", "killed")
    assert found["were"] == ("aux:pass", "killed")
    assert found["gunmen"] == ("obl:agent", "killed")
    assert found["by"] == ("case", "gunmen")


def test_the_copula_depends_on_its_predicate() -> None:
    found = relations(annotate("The brigade is a branch of the movement."))
    assert found["is"] == ("cop", "branch")
    assert found["brigade"] == ("nsubj", "branch")
    assert found["branch"] == ("root", "ROOT")
    assert found["movement"] == ("nmod", "branch")


def test_who_says_it_is_no_apposition_of_the_place_before() -> None:
    text = (
        "Border forces have killed Anders Holm, the leader of the Reed Front, in the Sudmark "
        "town of Tal, the National Anti-Smuggling Committee said on Monday."
    )
    found = relations(annotate(text))
    assert found["Committee"] == ("nsubj", "said")
    assert found["town"] == ("obl", "killed")
    assert found["Monday"] == ("obl", "said")


def test_conjuncts_hang_on_the_first() -> None:
    found = relations(annotate("Police arrested students, teachers and lawyers."))
    assert found["students"] == ("obj", "arrested")
    assert found["teachers"] == ("conj", "students")
    assert found["lawyers"] == ("conj", "students")
    assert found["and"] == ("cc", "lawyers")


def test_negation_has_one_lemma() -> None:
    annotation = annotate("The army didn't fire and did not advance.")
    assert [t.lemma for t in annotation.tokens if t.text in {"n't", "not"}] == ["not", "not"]


def test_a_lost_apostrophe_is_read_as_a_possessive() -> None:
    text = "The NLA denied it. Troops shot the NLAs commander on Friday."
    annotation = annotate(text)
    owner = next(t for t in annotation.tokens if t.start == text.index("NLAs"))
    assert (owner.text, owner.deprel) == ("NLA", "nmod:poss")
    assert annotation.tokens[owner.head].text == "commander"
    assert text[owner.start : owner.end] == "NLA"


def test_paragraphs_are_parsed_apart_and_the_title_ends_its_sentence() -> None:
    text = "Army retakes town\n\nResidents returned on Sunday.\n\nShops opened"
    annotation = annotate(text, title_end=17)
    assert [text[s.start : s.end] for s in annotation.sentences] == [
        "Army retakes town",
        "Residents returned on Sunday.",
        "Shops opened",
    ]


def test_a_dateline_is_no_part_of_the_first_sentence() -> None:
    text = (
        "Attack kills two\n\nPORT-AU-PRINCE, March 3 (Agency) - Gunmen shot two officers on Monday."
    )
    annotation = annotate(text, title_end=16)
    assert [text[s.start : s.end] for s in annotation.sentences] == [
        "Attack kills two",
        "PORT-AU-PRINCE, March 3 (Agency) -",
        "Gunmen shot two officers on Monday.",
    ]


def test_quotations_exclude_their_marks() -> None:
    text = "“We left,” he said. Then: \"No one died\" and the so-called 'safe zone' held."
    found = [text[q.start : q.end] for q in annotate(text).quotations]
    assert found == ["We left,", "No one died", "safe zone"]


def test_a_quotation_that_nothing_closes_ends_with_its_paragraph() -> None:
    text = "“We left.\n\n“They stayed,” he said."
    assert [text[q.start : q.end] for q in annotate(text).quotations] == [
        "We left.",
        "They stayed,",
    ]


def test_an_unsupported_language_is_refused_by_name() -> None:
    with pytest.raises(UnsupportedLanguage, match="'xx' is not coded yet"):
        annotate("text", language="xx")


def test_the_annotator_names_the_model_and_its_version() -> None:
    assert annotator("en").startswith("spacy-en/")
    assert "3.8" in annotator("en")


ALPHABET = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("abc ABC\n\n.,'\"“”‘’«»()–-—\t\u00a0éЖ字😀\u202e\u0301")),
        st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
    ),
    max_size=200,
)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(ALPHABET)
def test_every_offset_leads_back_to_the_text(text: str) -> None:
    annotation = annotate(text)
    position = 0
    for token in annotation.tokens:
        assert position <= token.start < token.end <= len(text)
        assert text[token.start : token.end] == token.text
        position = token.end
    last = 0
    for sentence in annotation.sentences:
        assert sentence.first == last < sentence.last
        assert sentence.start == annotation.tokens[sentence.first].start
        assert sentence.end == annotation.tokens[sentence.last - 1].end
        last = sentence.last
    assert last == len(annotation.tokens)
    for entity in annotation.entities:
        assert entity.start == annotation.tokens[entity.first].start
        assert entity.end == annotation.tokens[entity.last - 1].end
    for quotation in annotation.quotations:
        assert text[quotation.start : quotation.end].strip()
    assert unpack(pack(annotation), text) == annotation


@settings(max_examples=40, deadline=None, derandomize=True)
@given(ALPHABET)
def test_heads_stay_in_their_sentence_or_are_roots_and_form_no_cycle(text: str) -> None:
    annotation = annotate(text)
    for index in range(len(annotation.tokens)):
        seen, at = set(), index
        while at >= 0:
            assert at not in seen
            seen.add(at)
            at = annotation.tokens[at].head


def test_every_visible_character_is_in_a_token() -> None:
    text = "Ärzte ohne Grenzen said: “Дом разрушен.”\n- first\n- second\nwrapped line\ngoes on."
    covered = {i for t in annotate(text).tokens for i in range(t.start, t.end)}
    assert covered == {i for i, character in enumerate(text) if not character.isspace()}


def test_a_long_unbroken_text_is_cut_and_nothing_is_lost() -> None:
    text = "word " * 5000
    annotation = annotate(text)
    assert len(annotation.tokens) == 5000


def test_bytes_of_another_format_are_refused() -> None:
    annotation = annotate("Rebels fled.")
    with pytest.raises(ValueError, match="another text"):
        unpack(pack(annotation), "Rebels")


def test_verbs_that_the_model_shortens_get_their_lemma() -> None:
    annotation = annotate("Soldiers raped two women. Students staged a march. They waged war.")
    verbs = [token.lemma for token in annotation.tokens if token.upos == "VERB"]
    assert verbs == ["rape", "stage", "wage"]
